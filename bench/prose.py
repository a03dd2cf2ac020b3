"""Made-up notes that read like people's: vectors of random numbers say nothing about a search."""

from random import Random

WHO = (
    "Jane", "Priya", "Mr Okafor", "the buyer", "their new head of operations", "Tomasz", "the plant manager", "Ingrid",
    "their lawyer", "the finance director", "Luis", "the site foreman", "her deputy", "the procurement team", "Aiko",
    "the night shift lead", "their IT manager", "the owner's son", "Madame Laurent", "the quality officer",
)  # fmt: skip
THINGS = (
    "cooling units", "the packaging line", "spare gaskets", "conveyor belts", "the tasting room", "label printers",
    "the loading dock", "fork lifts", "steam valves", "the cold store", "barcode scanners", "water meters",
    "air filters",
    "the bottling hall", "stainless tanks", "the boiler", "temperature sensors", "pallet racks", "the dosing pumps",
    "fermenters", "the cleaning robot", "solar panels", "the reception desk", "safety gates", "the weighbridge",
    "vacuum sealers", "the oven", "delivery vans", "the greenhouse", "irrigation hoses", "the smokehouse", "ear tags",
    "milking stalls", "the grain silo", "hygiene stations", "the cutting tables", "ice machines", "the juice press",
)  # fmt: skip
WHEN = (
    "before Easter", "after the harvest", "in the second quarter", "next Tuesday", "once the audit is over", "by June",
    "when the new budget is approved", "at the latest in October", "during the summer stop", "in about six weeks",
)  # fmt: skip
SAID = (
    "{who} asked for {n} percent off {thing} and would sign {when}.",
    "They found a cheaper offer for {thing}; {who} still prefers our service.",
    "{who} complained that {thing} arrived damaged and wants replacements {when}.",
    "Walked through {thing} with {who}: the floor is uneven, so mounting takes {n} hours longer.",
    "{who} is leaving the company; decisions about {thing} move to head office {when}.",
    "Showed a demo of {thing}. {who} liked the alarm by text message but found the menus confusing.",
    "Contract for {thing} needs a clause on liability, {who} says, else the board will not agree {when}.",
    "{who} wants training for {n} people on {thing}, in two groups, {when}.",
    "Invoice {n} for {thing} is unpaid since March; {who} promised to look into it {when}.",
    "Energy use of {thing} worries {who}; we owe them measured figures {when}.",
    "{who} met a competitor at the fair who rents out {thing} by the month.",
    "The fire inspector objects to {thing}. {who} stops all orders until that is settled.",
    "We may use {thing} as a reference; {who} will write two sentences for the web site {when}.",
    "{who} asked whether {thing} can be delivered in {n} parts, the first one {when}.",
    "Their warehouse flooded and {thing} stood in water; {who} needs a quote for repair {when}.",
    "Merger talks: {who} cannot commit to {thing} {when}, but wants to keep the price open.",
    "{who} praised the fitters of {thing}; only the noise at night annoys the neighbours.",
    "Data from {thing} should go into their planning software; {who} sends the interface description {when}.",
    "{who} will pay for {thing} in {n} instalments if the first is due {when}.",
    "A second plant opens {when}; {who} expects to order {thing} there as well, about {n} of them.",
)
ASKED = (
    "who wanted a discount on {thing}?",
    "are competitors cheaper for {thing}?",
    "which {thing} were broken on delivery?",
    "problems when installing {thing}",
    "who is no longer responsible for {thing}?",
    "how did the presentation of {thing} go?",
    "legal concerns about {thing}",
    "courses for staff on {thing}",
    "outstanding payments for {thing}",
    "electricity costs of {thing}",
    "noise complaints about {thing}",
    "can {thing} be paid in several parts?",
)


def note(random: Random) -> str:
    """Return a note of one to three sentences."""
    return " ".join(_filled(random, random.choice(SAID)) for _ in range(random.randint(1, 3)))


def subject(random: Random) -> str:
    """Return what a note is about."""
    kind = random.choice(("Call", "Visit", "Mail", "Lunch", "Question"))
    return f"{kind} with {random.choice(WHO)} about {random.choice(THINGS)}"


def question(random: Random) -> str:
    """Return a question in other words than the notes have."""
    return _filled(random, random.choice(ASKED))


def _filled(random: Random, pattern: str) -> str:
    who, thing, when = random.choice(WHO), random.choice(THINGS), random.choice(WHEN)
    said = pattern.format(who=who, thing=thing, when=when, n=random.randint(2, 90))
    return said[0].upper() + said[1:]
