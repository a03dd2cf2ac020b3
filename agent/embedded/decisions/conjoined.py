"""Several orders in one breath, each put together from its words and read by itself, as if somebody had said it so.

Only where each of them is clear, and is about something else than the others, are all carried out.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import islice

from agent.embedded.decisions.conjuncts import JOINTS, SHARED, pairs
from agent.embedded.decisions.doubts import clear
from agent.embedded.language.intents import Intent
from agent.embedded.language.words import words_of
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.evidence import ALTERING
from agent.embedded.sentences.hearing import Hearing
from agent.embedded.sentences.sentence import Sentence

Judge = Callable[[Hearing], Decision]
MOST_WORDS = 40
"""Words of a message in which orders are sought."""
MOST_ORDERS = 4
"""Orders that are told in one breath."""
MOST_WAYS = 10
"""Ways to tell orders apart that are tried: each costs about as much as a message of its own."""
_HELD = words_of("not don't dont never no if unless or but ? instead")
_ANOTHER = words_of("a an another new")


def conjoined(heard: Hearing, judge: Judge, depth: int = MOST_ORDERS) -> Decision | None:
    """Return what to do with orders that share what is said once; nothing where not each of them is clear by itself."""
    said = heard.sentence()
    words = [token.low for token in said.tokens]
    if depth < 2 or len(words) > MOST_WORDS or set(words) & (ALTERING - SHARED | _HELD):
        return None
    for pair in islice(pairs(heard, said), MOST_WAYS):
        first = judge(pair.one)
        if not _ordering(first):
            continue
        second = judge(pair.other)
        if not _ordering(second):
            second = conjoined(pair.other, judge, depth - 1) or second
        alike = not pair.shared or _alike([*first.intents, *second.intents], said)
        if _ordering(second) and alike and _apart(first.intents, second.intents):
            return replace(first, intents=[*first.intents, *second.intents])
    return None


def _ordering(made: Decision) -> bool:
    """Whether it is clear that something is to be written, and nothing is missing for it."""
    intents = made.intents
    return clear(made) and bool(intents) and all(one.writes and not one.missing and _named(one) for one in intents)


def _named(intent: Intent) -> bool:
    """Whether words of its own tell what an order changes."""
    if intent.do not in ("update", "delete"):
        return True
    return all(noun.said or noun.called or noun.where or noun.chosen for noun in intent.targets)


def _alike(intents: list[Intent], said: Sentence) -> bool:
    """Whether orders that share words are of one kind, and several new records are spoken of where they make them.

    Without a word for several, "add Copper Inns, Asheville" is one company and where it is.
    """
    making = any(one.do == "create" and one.cls != "Activity" for one in intents)
    return len({(one.do, one.cls) for one in intents}) == 1 and (not making or _several(said))


def _several(said: Sentence) -> bool:
    """Whether it is said that several records are made: "add contacts …", "… both at Acme", "… and a deal for Bob"."""
    classes = [mark for mark in said.marks if mark.kind == "class" and "Activity" not in mark.value]
    plural = any(said.low(mark.last - 1).endswith("s") for mark in classes)
    again = any(said.low(mark.first - 1) in _ANOTHER and said.low(mark.first - 2) in JOINTS for mark in classes)
    return plural or again or any(token.low in SHARED for token in said.tokens)


def _apart(first: list[Intent], second: list[Intent]) -> bool:
    """Whether two orders are about different things."""
    return all(_key(one) != _key(other) for one in first for other in second)


def _key(intent: Intent) -> str:
    """Return what an order is about: the records that it changes, or what it makes."""
    told = [noun.model_dump(exclude={"beside"}) for noun in intent.targets]
    if intent.do == "update":
        return repr(told)
    linked = [noun.model_dump(exclude={"beside"}) for noun in intent.link.values()]
    return repr((intent.do, intent.cls, told, linked, {**intent.set, "description": ""}))
