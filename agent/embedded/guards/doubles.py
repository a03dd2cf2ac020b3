"""New deals that are there already."""

import re

from agent.embedded.guards.trial import Trial
from agent.embedded.language.intents import Intent
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.names import EXACT
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import name_of

HALF = 0.4
"""Who says so much of a deal's title may mean that deal."""
_WORD = re.compile(r"[^\W_]+")
_FRESH = words_of("new a an another second as")
_FRESHLY = words_of("new another second additional")
_SMALL = words_of("the a an at of for in with by on")


def doubled(trial: Trial) -> bool:
    """Whether a deal is made that only names one that is there in short, and nobody speaks of a new one."""
    made = trial.made("Deal")
    if not made or _making(trial):
        return False
    known = [
        set(_words(ref.name))
        for mark in trial.said.marks
        if mark.kind == "name"
        for ref in name_of(mark).refs
        if ref.cls == "Deal" and ref.fit >= EXACT and ref.score >= HALF
    ]
    return any(_title(one) and any(_title(one) <= name for name in known) for one in made)


def entered(trial: Trial) -> bool:
    """Whether a record is made although something shall stand in one that is there: "put it in the deal"."""
    for one in trial.made():
        marks = [mark for mark in trial.message.marks("class") if one.cls in mark.value]
        into = [mark for mark in marks if _inside(trial, mark)]
        if marks and into == marks and one.cls != "Activity":
            return True
    return False


def _inside(trial: Trial, mark: Mark) -> bool:
    low = trial.said.low
    led = low(mark.first - 1) in _THE and low(mark.first - 2) in ("in", "into", "on", "onto")
    return led and not low(mark.last - 1).endswith("s") and low(mark.first - 3) in ("it", "this", "that", "them")


_THE = words_of("the that this his her their its our")


def _making(trial: Trial) -> bool:
    """Whether somebody orders to make a deal, or calls it new: "new deal", "open a deal", "as a lead"."""
    said, message = trial.said, trial.message
    ordered = any(form == "base" for _, form in message.verbs("create"))
    if (ordered and message.has("class", "Deal")) or _FRESHLY & set(message.lows()):
        return True
    marks = message.marks("class", "choice")
    return any({said.low(mark.first - 1), said.low(mark.first - 2)} & _FRESH for mark in marks)


def _title(intent: Intent) -> set[str]:
    return set(_words(str(intent.set.get("title", "")))) - _SMALL


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
