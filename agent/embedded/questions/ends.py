"""The first or the last of the activities of a day or week: "my last call on Friday", "the first task tomorrow"."""

from agent.embedded.language.intents import Intent
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.sentence import Sentence

_ENDS = {"first": "due_date", "earliest": "due_date", "last": "-due_date", "latest": "-due_date", "final": "-due_date"}
_PLURAL = ("s", "people")


def ended(made: Decision, said: Sentence) -> Decision:
    """Return a decision in which the first or the last activity of some time is asked for, and not all of them."""
    asked = [intent for intent in made.intents if _dated(intent)]
    orders = _orders(said)
    if made.why or not asked or len(orders) != 1:
        return made
    first = asked[0]
    first.targets[0].order, first.limit = orders.pop(), 1
    made.intents = [one for one in made.intents if one is first or not (one in asked or _pointing(one))]
    return made


def _dated(intent: Intent) -> bool:
    """Whether activities of some time are asked for, all of them or the first that comes."""
    if intent.do != "find" or intent.cls != "Activity" or len(intent.targets) != 1 or intent.limit > 1:
        return False
    return any(one.field in ("due_date", "completed_at") and one.value for one in intent.targets[0].where)


def _pointing(intent: Intent) -> bool:
    """Whether a further question is about the activity that was asked for: "… and when is it?"."""
    return intent.do in ("about", "find") and any(noun.pronoun and not noun.said for noun in intent.targets)


def _orders(said: Sentence) -> set[str]:
    """Return in which order the activities come whose first is asked for."""
    found = set()
    both = len({_ENDS[token.low] for token in said.tokens if token.low in _ENDS}) > 1
    for mark in said.marks if not both else ():
        kind = mark.kind in ("kind", "class", "choice") and said.low(mark.first - 1) in _ENDS
        if kind and not said.low(mark.last - 1).endswith(_PLURAL) and not said.at(mark.first - 1, "date"):
            found.add(_ENDS[said.low(mark.first - 1)])
    return found
