"""Made-up notes that read like people's: vectors of random numbers say nothing about a search.

Nearly every note is another one: names, towns, goods, reasons and sentences are combined anew each time. One subject in
eight is of the kind that hundreds of records share, as in any CRM.
"""

from random import Random

FIRST = (
    "Jane", "Priya", "Tomasz", "Ingrid", "Luis", "Aiko", "Omar", "Chiara", "Bjorn", "Fatima", "Liam", "Noor", "Pavel",
    "Sofia", "Kwame", "Elif", "Hugo", "Mei", "Anders", "Zainab", "Mateo", "Ruth", "Ivan", "Leila", "Callum", "Greta",
    "Samir", "Wanda", "Tariq", "Yuki", "Nadia", "Oscar", "Petra", "Rashid", "Selma", "Theo", "Ulla", "Viktor",
    "Amara", "Diego",
)  # fmt: skip
LAST = (
    "Okafor", "Laurent", "Lindqvist", "Marchetti", "Nakamura", "Farouk", "Svensson", "Petrov", "Adler", "Mbeki",
    "Hoffmann", "Kaya", "Santos", "Byrne", "Costa", "Dahl", "Eriksen", "Fontaine", "Gruber", "Haddad", "Iversen",
    "Jansen", "Kovacs", "Lombard", "Moreau", "Novak", "Olsen", "Pereira", "Quist", "Romano", "Schmid", "Takeda",
    "Usman", "Varga", "Weiss", "Yilmaz", "Zeller", "Brandt", "Castel", "Dumont", "Engel", "Fiore", "Gallo", "Holm",
    "Ibarra", "Juhasz", "Keller", "Lopes", "Maes", "Neri",
)  # fmt: skip
ROLES = (
    "the plant manager", "their lawyer", "the finance director", "the site foreman", "the head of purchasing",
    "the night shift lead", "their IT manager", "the owner's daughter", "the quality officer", "the works council",
    "the head nurse", "the school caretaker", "the store manager", "the chief engineer", "the fleet manager",
    "the marketing lead", "the warehouse clerk", "the managing partner", "the auditor", "the new head of operations",
)  # fmt: skip
TOWNS = (
    "Ghent", "Lille", "Porto", "Malmo", "Graz", "Leeds", "Turin", "Gdansk", "Cork", "Basel", "Tampere", "Utrecht",
    "Aarhus", "Bergen", "Split", "Nantes", "Zagreb", "Bilbao", "Dresden", "Galway", "Ljubljana", "Rouen", "Szeged",
    "Trieste", "Uppsala", "Verona", "Linz", "Brno", "Lodz", "Odense", "Pisa", "Toledo", "Ulm", "Vigo", "York",
)  # fmt: skip
KINDS = (
    "stainless", "second-hand", "compact", "mobile", "insulated", "custom-built", "solar-powered", "leased",
    "refurbished", "wireless", "heavy-duty", "low-noise", "imported", "fireproof", "modular", "automatic", "outdoor",
    "backup", "high-pressure", "energy-saving",
)  # fmt: skip
THINGS = (
    "cooling units", "packaging line", "gaskets", "conveyor belts", "label printers", "loading dock", "fork lifts",
    "steam valves", "cold store", "barcode scanners", "water meters", "air filters", "bottling hall", "tanks",
    "boiler", "temperature sensors", "pallet racks", "dosing pumps", "fermenters", "cleaning robot", "solar panels",
    "safety gates", "weighbridge", "vacuum sealers", "ovens", "delivery vans", "greenhouse", "irrigation hoses",
    "smokehouse", "ear tags", "milking stalls", "grain silo", "cutting tables", "ice machines", "juice press",
    "hospital beds", "x-ray service", "payroll software", "phone system", "travel policy", "cleaning contract",
    "office chairs", "security cameras", "fire alarms", "lift maintenance", "web shop", "loyalty cards",
    "cash registers", "translation service", "leaflets", "trade fair stand", "photo shoot", "language courses",
    "company cars", "charging stations", "bicycle stands", "school desks", "laboratory fridges", "centrifuges",
    "wheelchair ramps", "bus shelters", "street lamps", "snow ploughs", "playground", "swimming pool pumps",
    "stage lighting", "sound desk", "church organ", "museum showcases", "boat engines", "crane", "scaffolding",
    "roof tiles", "window frames", "heat pumps", "district heating", "sewage pumps", "wind turbine", "drone surveys",
    "soil samples", "seed drills", "beehives", "vineyard posts", "cork stoppers", "coffee grinders", "pizza ovens",
    "dishwashers", "laundry presses", "uniforms", "hotel key cards", "ferry tickets", "railway sleepers",
)  # fmt: skip
WHEN = (
    "before Easter", "after the harvest", "in the second quarter", "next Tuesday", "once the audit is over",
    "by June", "when the new budget is approved", "at the latest in October", "during the summer stop",
    "in about six weeks", "on the ninth", "before the fair in {town}", "as soon as the permit is there",
    "over the holidays", "within ten days", "not before the shareholders have met", "at the end of the school year",
    "when the road to {town} is open again",
)  # fmt: skip
WHY = (
    "the neighbours complained", "two of their fitters fell ill", "the insurer insists on it", "fuel became dearer",
    "their biggest customer left", "the bank lowered the credit line", "a competitor offers it cheaper", "rents rose",
    "the old one caught fire", "a new law applies from January", "the merger with the firm in {town} failed",
    "exports doubled", "the cellar flooded", "the union asked for it", "customs kept the last shipment",
    "staff is scarce", "the trial in {town} went well", "the founder retires", "their software cannot read our files",
    "mice were found",
)  # fmt: skip
SAID = (
    "{who} asked for {n} percent off the {thing} and would sign {when}.",
    "They found a cheaper offer for the {thing}; {who} still prefers our service.",
    "{who} complained that the {thing} arrived damaged and wants replacements {when}.",
    "Walked through the site in {town} with {who}: the floor is uneven, mounting the {thing} takes {n} hours more.",
    "{who} is leaving the company; decisions about the {thing} move to {town} {when}.",
    "Showed a demo of the {thing}. {who} liked the alarm by text message but found the menus confusing.",
    "The contract for the {thing} needs a clause on liability, {who} says, because {why}.",
    "{who} wants training for {n} people on the {thing}, in two groups, {when}.",
    "Invoice {n}{n} for the {thing} is unpaid; {who} promised to look into it {when}.",
    "How much electricity the {thing} take worries {who}; we owe measured figures {when}.",
    "{who} met a rival of ours at the fair in {town} who rents out {thing} by the month.",
    "The fire inspector objects to the {thing}. {who} stops all orders until that is settled.",
    "We may name the {thing} in {town} as a reference; {who} will write two sentences for the web site {when}.",
    "{who} asked whether the {thing} can be delivered in {n} parts, the first one {when}.",
    "The warehouse in {town} flooded and the {thing} stood in water; {who} needs a quote for repair {when}.",
    "{who} cannot commit to the {thing} {when}, since {why}, but wants to keep the price open.",
    "{who} praised the fitters of the {thing}; only the noise at night annoys the people in {town}.",
    "Data from the {thing} should go into their planning software; {who} sends the interface description {when}.",
    "{who} will pay for the {thing} in {n} instalments if the first is due {when}.",
    "A second plant opens in {town} {when}; {who} expects to order {n} more {thing}.",
    "Postponed the {thing}, because {why}.",
    "{who} insists on somebody who speaks the language of {town} when the {thing} are put in.",
    "Budget for the {thing} is {n},000 at most; above that {who} has to ask the board.",
    "{who} prefers mail to phone calls, and nobody is there on Fridays.",
    "They would rather lease the {thing}, because {why}.",
    "Sent {who} the drawings of the {thing} and a list of {n} open questions.",
    "Warranty on the {thing} ends {when}; {who} wants it extended by {n} months.",
    "{who} heard from colleagues in {town} that the {thing} fail in frost.",
    "Personal data in the {thing} must not leave the country, {who} says.",
    "The tender for the {thing} closes {when}; {n} bidders were invited.",
    "Spare parts for the {thing} take {n} days now, because {why}; {who} is angry.",
    "{who} would introduce us to the sister company in {town}, which needs {thing} too.",
    "Nothing is decided: {who} and the board disagree about the {thing}.",
    "{who} signed for {n} {thing}, delivery to {town} {when}.",
    "Lost the order for the {thing} to a firm from {town}, {who} told us, because {why}.",
    "Lunch with {who}. We talked about sailing, children and, at the end, the {thing}.",
    "The {thing} were sent to {town} by mistake; {who} pays nothing until they are collected.",
    "{who} asks for a trial of {n} weeks with the {thing}, free of charge.",
    "Subsidies cover {n} percent of the {thing} if {who} orders {when}.",
    "{who} wants one invoice a quarter for all {thing}, with sixty days to pay.",
)
SUBJECTS = (
    "Call with {who} about the {thing}", "Visit in {town}: {thing}", "{thing} for {town}", "Lunch with {who}",
    "Offer for {n} {thing}", "Question of {who}", "Complaint about the {thing}", "{who}: next steps {when}",
    "Demo of the {thing} in {town}", "Kick-off with {who} in {town}", "Renewal of the {thing}",
    "Price of the {thing}",
)  # fmt: skip
STOCK = ("Intro call", "Follow-up", "Check-in", "Send offer", "Voicemail", "Quarterly review", "Contract", "Call back")
SHARED = 8
"""One subject in so many is a stock one."""
ASKED = (
    "who wanted a discount on {thing}?",
    "are competitors cheaper for {thing}?",
    "which {thing} were broken on delivery?",
    "problems when installing {thing} in {town}",
    "who is no longer responsible for {thing}?",
    "how did the presentation of {thing} go?",
    "legal concerns about {thing}",
    "courses for staff on {thing}",
    "outstanding payments for {thing}",
    "electricity costs of {thing}",
    "noise complaints in {town}",
    "can {thing} be paid in several parts?",
    "why was {thing} put off?",
    "who could recommend us in {town}?",
    "privacy worries about {thing}",
    "what did we agree with {who}?",
)

ABOUT = {
    "who wanted a discount on {thing}?": "{who} asked for {n} percent off",
    "are competitors cheaper for {thing}?": "They found a cheaper offer",
    "which {thing} were broken on delivery?": "{who} complained",
    "problems when installing {thing} in {town}": "Walked through",
    "who is no longer responsible for {thing}?": "{who} is leaving",
    "how did the presentation of {thing} go?": "Showed a demo",
    "legal concerns about {thing}": "The contract for",
    "courses for staff on {thing}": "{who} wants training",
    "outstanding payments for {thing}": "Invoice",
    "electricity costs of {thing}": "How much electricity",
    "can {thing} be paid in several parts?": "{who} will pay",
    "why was {thing} put off?": "Postponed",
    "privacy worries about {thing}": "Personal data",
    "what was sold to {who}?": "{who} signed for",
    "why did we lose {thing}?": "Lost the order",
    "does {who} want to try {thing}?": "{who} asks for a trial",
    "grants for {thing}": "Subsidies cover",
    "{who} about frost": "{who} heard from",
    "guarantee of {thing}": "Warranty on",
    "how often does {who} want to be billed?": "{who} wants one invoice",
    "late spares for {thing}": "Spare parts",
}
"""Questions, each with the beginning of the sentences that answer it."""


def note(random: Random) -> str:
    """Return a note of one to three sentences."""
    return " ".join(_filled(random, random.choice(SAID)) for _ in range(random.randint(1, 3)))


def subject(random: Random) -> str:
    """Return what a note is about."""
    return random.choice(STOCK) if random.randrange(SHARED) == 0 else _filled(random, random.choice(SUBJECTS))


def question(random: Random) -> str:
    """Return a question in other words than the notes have."""
    return _filled(random, random.choice(ASKED))


def told(random: Random) -> tuple[str, str, dict[str, object]]:
    """Return a note of one sentence, its pattern, and what fills that."""
    pattern, given = random.choice(SAID), _given(random)
    return _sentence(pattern, given), pattern, given


def asked(random: Random, pattern: str, given: dict[str, object]) -> tuple[str, list[str]] | None:
    """Return a question that a note of a pattern answers, and what the two have in common; nothing if none is known."""
    known = [question for question, begins in ABOUT.items() if pattern.startswith(begins)]
    if not known:
        return None
    question = random.choice(known)
    return question.format(**given), [name for name in given if f"{{{name}}}" in question]


def _filled(random: Random, pattern: str) -> str:
    return _sentence(pattern, _given(random))


def _sentence(pattern: str, given: dict[str, object]) -> str:
    said = pattern.format(**given)
    return said[0].upper() + said[1:]


def _given(random: Random) -> dict[str, object]:
    person = f"{random.choice(FIRST)} {random.choice(LAST)}"
    thing = random.choice(THINGS)
    given: dict[str, object] = {
        "who": random.choice((person, person.split(maxsplit=1)[0], random.choice(ROLES))),
        "thing": f"{random.choice(KINDS)} {thing}" if random.randrange(2) else thing,
        "town": random.choice(TOWNS),
        "n": random.randint(2, 90),
    }
    return given | {"when": random.choice(WHEN).format(**given), "why": random.choice(WHY).format(**given)}
