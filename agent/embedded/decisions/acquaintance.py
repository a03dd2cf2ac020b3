"""How somebody new was met, told beside the order to add him: no call or meeting of today."""

from collections.abc import Sequence

from agent.embedded.language.intents import Intent
from agent.embedded.language.words import words_of
from agent.embedded.sentences.sentence import Clause, Sentence


def unlogged(intents: Sequence[Intent], said: Sentence) -> list[Intent]:
    """Return the intents without the report of how a new person was met; "we talked at the fair" tells no day."""
    adds = any(one.do == "create" and one.cls in ("Contact", "Company") for one in intents)
    if not adds or _dated(said):
        return list(intents)
    return [one for one in intents if not _report(one)]


def unreported(intents: Sequence[Intent], said: Sentence) -> list[Intent]:
    """Return the intents beside an undo, without the report that only tells why: "undo that, he just rang"."""
    return [one for one in intents if _logged(said) or not _report(one)]


def _report(intent: Intent) -> bool:
    made = intent.do == "create" and intent.cls == "Activity"
    return made and "completed_at" in intent.set and intent.set.get("type") != "note"


def _dated(said: Sentence) -> bool:
    """Whether a day is told, a report is ordered, or a kind of activity is named: "had a call with her just now"."""
    message = Clause(said, 0, len(said.tokens))
    return _logged(said) or message.has("date") or message.has("kind") or bool(_NOW & set(message.lows()))


def _logged(said: Sentence) -> bool:
    """Whether a report is ordered by its verb."""
    message = Clause(said, 0, len(said.tokens))
    return any(form == "base" and _ordered(said, mark.first) for mark, form in message.verbs("log"))


def _ordered(said: Sentence, at: int) -> bool:
    """Whether a word for logging leads to a record of what was done, and not to one of whom was met."""
    return bool(_REPORTS & {said.low(place) for place in range(at + 1, at + 6)})


_NOW = words_of("today just now earlier morning afternoon tonight")
_REPORTS = words_of("it that this call talk chat conversation meeting mail email visit")
