"""What something would be called or filled with, although it says nothing, or something else was given."""

import re

from agent.embedded.guards.trial import Trial
from agent.embedded.language.ordinary import ORDINARY
from agent.embedded.language.words import FREE, GUARDS, words_of
from agent.embedded.sentences.sentence import Sentence

_WHOSE = re.compile(r"\b(?:its|their) contact\b", re.IGNORECASE)
_LONG = ("notes", "description")
_FILES = words_of("notes note file record that this it down")
_CALLED = words_of("called titled entitled")
_NAMING = words_of("name call title")
_POINTING = words_of("it them both this")
_MARKED = ("name", "verb", "class", "choice", "amount", "date", "length", "courtesy")


def pointing(trial: Trial) -> bool:
    """Whether a subject would only point to somebody: "call its contact"."""
    return any(_WHOSE.search(str(one.set.get("subject", ""))) for one in trial.intents)


def hollow(trial: Trial) -> bool:
    """Whether what would be written down only points to something: "put that in her notes"."""
    texts = [str(one[name]) for i in trial.intents for one in (i.set, i.append) for name in _LONG if name in one]
    return any(all(word in FREE | _FILES for word in text.casefold().split()) for text in texts)


def untitled(trial: Trial) -> bool:
    """Whether activities are made, and the title that was said stands in none of them.

    "Two meetings … Both are called Price talk".
    """
    made, said = trial.made("Activity"), trial.said
    if not made:
        return False
    kept = " ".join(str(value) for one in made for value in one.set.values()).casefold()
    for at, token in enumerate(said.tokens):
        titled = said.low(at - 1) in _CALLED or (said.low(at - 2) in _NAMING and said.low(at - 1) in _POINTING)
        if titled and (token.proper or token.kind == "quote") and token.inner.casefold() not in kept:
            return True
    return False


def owned(trial: Trial) -> bool:
    """Whether a deal is only called by whose it is, although more was told: "she ordered chairs. New deal, 8,000"."""
    kept, said = trial.kept(), trial.said
    for intent in trial.intents:
        title = str(intent.set.get("title", ""))
        whose = [ref.name for noun in intent.link.values() for group in noun.said for ref in group]
        if intent.do != "create" or title.removesuffix(" deal") not in whose:
            continue
        words = [at for at, token in enumerate(said.tokens) if token.kind == "word" and not _explained(said, at)]
        return any(said.low(at) not in kept for at in words)
    return False


def _explained(said: Sentence, at: int) -> bool:
    """Whether a word says something of any deal, or nothing: it names no thing."""
    field = said.at(at, "field")
    if field and any(owner == "Deal" for owner, _ in field.value):
        return True
    return said.low(at) in FREE | GUARDS | ORDINARY or any(said.at(at, kind) for kind in _MARKED)
