"""What was told of a new record, by its company, its fields or in words, and would not stand in it."""

from agent.embedded.guards.spared import absent
from agent.embedded.guards.trial import Trial
from agent.embedded.language.intents import Intent
from agent.embedded.language.words import FREE, words_of
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.sentence import Sentence

PLAIN = 0.5
"""A word below this was heard to be a part of a name or value, if not clearly of which."""
_DESCRIBED = {"Company": ("company", "industry", "address", "contact"), "Deal": ("deal",), "Contact": ("company",)}
"""The slots of which every word must find a place in a new record."""
_NEEDED = {"industry", "address", "website", "email", "phone", "contact"}
_THROUGH = words_of("by via form forms page inbox")
"""Words beside those for a field that only tell by which way somebody came: "through the web form"."""
_LEADING = ("at", "for", "with", "of", "company", "firm", "account", "client", "customer", "prospect")


def companyless(trial: Trial) -> bool:
    """Whether only a person would be made where a new company is named besides: "new company X, contact there …"."""
    said = trial.said
    news = [at for at in range(len(said.tokens)) if said.low(at) == "new" and said.low(at + 1) in ("company", "firm")]
    return {one.cls for one in trial.made()} == {"Contact"} and bool(news)


def unfilled(trial: Trial) -> bool:
    """Whether a field of a new record is named by its word, and gets no value: "industry Festival"."""
    made, said = trial.made(*_DESCRIBED), trial.said
    if len(made) != 1 or len(trial.intents) != 1:
        return False
    kept = {*made[0].set, *made[0].link}
    for mark in said.marks:
        beside = {said.low(mark.first - 1), said.low(mark.last)} & _THROUGH or absent(said, mark)
        if mark.kind == "field" and not beside:
            names = {name for owner, name in mark.value if owner == made[0].cls}
            if names & _NEEDED and not names & kept:
                return True
    return False


def undescribed(trial: Trial) -> bool:
    """Whether a word that was heard to name or describe what is made would be lost."""
    return bool(lost_words(trial))


def lost_words(trial: Trial) -> list[str]:
    """Return the words that were heard to name or describe what is made, and stand nowhere in it."""
    made, said, tags = trial.made(*_DESCRIBED), trial.said, trial.evidence.tags
    if not made:
        return []
    kept = trial.kept()
    slots = {slot for intent in made for slot in _DESCRIBED[intent.cls]}
    found = []
    for at, token in enumerate(said.tokens):
        heard = token.kind == "word" and token.low not in FREE and tags.plain(token.start, token.end) < PLAIN
        if heard and tags.slot(token.start, token.end)[0] in slots:
            valued = any(said.at(at, kind) for kind in ("amount", "date"))
            kept_there = valued or token.low.casefold() in kept or _linked(said, at, kept) or _passing(said, at, made)
            found += [] if kept_there else [token.text]
    return found


def _passing(said: Sentence, at: int, made: list[Intent]) -> bool:
    """Whether a word beside a new contact may name a place as well as a company: only "at Kwame" is one for sure."""
    first = at
    while first > 0 and said.tokens[first - 1].proper:
        first -= 1
    lead = said.low(first - 1) if said.low(first - 1) != ":" else said.low(first - 2)
    return all(one.cls == "Contact" for one in made) and lead not in _LEADING


def _linked(said: Sentence, at: int, kept: str) -> bool:
    """Whether a word is part of the name of a record that is named in what is done."""
    mark = said.at(at, "name")
    return mark is not None and any(f'"{ref.id}"'.casefold() in kept for ref in name_of(mark).refs)
