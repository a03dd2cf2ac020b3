"""Makes the tool calls for a number that is asked for, also for one that would be if something were otherwise."""

from collections.abc import Generator
from typing import Any

from agent.embedded.answers import phrases, sums
from agent.embedded.answers.answer import Answer
from agent.embedded.language.calls import Call, Result
from agent.embedded.language.intents import Intent, Supposition
from agent.embedded.language.vocabulary import Vocabulary
from agent.embedded.language.wording import title
from agent.embedded.records.finding import Refused
from agent.embedded.records.focus import Unresolved
from agent.embedded.records.resolve import Resolver

Made = Generator[list[Call], list[Result], Answer]
Step = Generator[list[Call], list[Result], Result]


class Reckoner:
    """Counts and adds up records."""

    def __init__(self, vocabulary: Vocabulary, resolver: Resolver) -> None:
        """Take the tools, and what finds records."""
        self._vocabulary = vocabulary
        self._resolver = resolver

    def totals(self, intent: Intent, _: list[dict[str, Any]]) -> Made:
        """Answer with the number that is asked for; what is supposed is only computed."""
        cls = self._vocabulary.classes[intent.cls]
        said: list[str] = []
        try:
            result = yield from self._added(intent)
            for one in intent.supposed:
                said.append((yield from self._supposed(intent, one, result)))
        except Unresolved as unresolved:
            return Answer(unresolved.text)
        except Refused as refused:
            result = refused.result
        if "error" in result:
            return Answer(phrases.failure(result))
        text = sums.totals(cls, result, intent)
        return Answer(f"{text} {' '.join(said)} Nothing has been changed." if said else text)

    def _added(self, intent: Intent) -> Step:
        """Return count, sum, average, min and max of the records; in groups where it is asked so."""
        noun = intent.targets[0]
        if noun.pronoun:
            rows = yield from self._resolver.records(noun)
            listed = [{"field": "id", "op": "one_of", "value": [row["id"] for row in rows]}]
            return (yield from self._asked(intent, listed))
        if noun.said or noun.hints or noun.quiet_since or noun.no_next_step:
            rows = yield from self._resolver.rows(noun)
            if intent.by:
                listed = [{"field": "id", "op": "one_of", "value": [row["id"] for row in rows]}]
                return (yield from self._asked(intent, listed))
            return sums.added(rows, intent.of)
        where = yield from self._resolver.conditions(noun)
        return (yield from self._asked(intent, where))

    def _asked(self, intent: Intent, where: list[dict[str, Any]]) -> Step:
        arguments: dict[str, Any] = {"class": intent.cls}
        for name, value in (("where", where), ("of", intent.of), ("by", intent.by)):
            if value:
                arguments[name] = value
        (result,) = yield [Call("totals", arguments)]
        return result

    def _supposed(self, intent: Intent, one: Supposition, result: Result) -> Generator[list[Call], list[Result], str]:
        """Change a result as if that was so; return in words what was supposed."""
        base = intent.targets[0]
        noun = (
            base
            if one.noun.pronoun
            else one.noun
            if one.added
            else one.noun.model_copy(update={"where": [*base.where, *one.noun.where]})
        )
        rows = yield from self._resolver.rows(noun)
        names = ", ".join(f"**{title(row)}**" for row in rows[:MOST_NAMED])
        if not rows:
            return f"“{one.noun.text}” is not among them."
        if one.added:
            return self._with(intent, rows, result)
        count = result.get("count", 0) - (len(rows) if one.gone else 0)
        more = sum(_value(row, intent.of, one) - float(row.get(intent.of) or 0) for row in rows if intent.of)
        if intent.of:
            result["sum"] = round((result.get("sum") or 0) + more, 2)
            result["average"] = round(result["sum"] / count, 2) if count else 0
        result["count"] = count
        if one.gone:
            return f"That is without {names}."
        return f"That is with {names} changed as you suppose."

    def _with(self, intent: Intent, rows: list[dict[str, Any]], result: Result) -> str:
        """Add records to a result; return in words what was supposed."""
        result["count"] = result.get("count", 0) + len(rows)
        if intent.of:
            result["sum"] = round((result.get("sum") or 0) + sum(float(row.get(intent.of) or 0) for row in rows), 2)
            result["average"] = round(result["sum"] / result["count"], 2)
        return f"That is with {', '.join(f'**{title(row)}**' for row in rows[:MOST_NAMED])} as you suppose."


MOST_NAMED = 5
"""Records that are named in a sentence."""


def _value(row: dict[str, Any], of: str, one: Supposition) -> float:
    """Return what a record would be worth."""
    old = float(row.get(of) or 0)
    if one.gone:
        return 0.0
    if one.amount is not None:
        return one.amount
    if one.change is None:
        return old
    return old * (1 + one.change.by / 100) if one.change.percent else old + one.change.by
