"""Makes the tool calls for one question whose records are known, and tells what was found."""

from collections.abc import Generator
from typing import Any

from agent.embedded.answers import phrases, sums, tables, timelines
from agent.embedded.answers.answer import Answer, Asked
from agent.embedded.language.calls import Call, Result
from agent.embedded.language.intents import Condition, Intent, Noun
from agent.embedded.language.names import Ref, ref_of
from agent.embedded.language.vocabulary import Vocabulary
from agent.embedded.language.wording import title
from agent.embedded.questions.reckoning import Reckoner
from agent.embedded.records.finding import Refused, Step
from agent.embedded.records.focus import Unresolved
from agent.embedded.records.resolve import Resolver

LISTED = 20
"""Records of a list, unless more are asked for."""
MOST_ASKED = 100
"""People who are asked about at once."""
Made = Generator[list[Call], list[Result], Answer]


class Answerer:
    """Answers single questions."""

    def __init__(self, vocabulary: Vocabulary, resolver: Resolver) -> None:
        """Take the tools, and what finds records."""
        self._vocabulary = vocabulary
        self._resolver = resolver
        self.answers = {
            "find": self._find,
            "totals": Reckoner(vocabulary, resolver).totals,
            "pipeline": self._pipeline,
            "about": self._about,
            "timeline": self._timeline,
            "history": self._history,
        }

    def _find(self, intent: Intent, _: list[dict[str, Any]]) -> Made:
        cls = self._vocabulary.classes[intent.cls]
        noun = intent.targets[0]
        try:
            if noun.pronoun in ("one", "person"):
                noun = self._resolver.focus.through(noun)
            if noun.pronoun and noun.where:
                known = yield from self._resolver.records(noun.model_copy(update={"where": []}))
                ids = Condition(field="id", op="one_of", value=[row["id"] for row in known])
                noun = noun.model_copy(update={"pronoun": "", "where": [*noun.where, ids]})
            if noun.pronoun:
                rows = yield from self._resolver.records(noun)
                return Answer(tables.listing(cls, {"records": rows}, intent), listed=[ref_of(row) for row in rows])
            where = yield from self._resolver.conditions(noun)
            if noun.said or noun.hints or intent.people or intent.lacking:
                rows = yield from self._people(intent, noun)
                result: Result = {"records": rows[: intent.limit or 50], "shown": len(rows), "total": len(rows)}
            else:
                (result,) = yield [Call(f"find_{cls.plural}", self._arguments(noun, where, intent))]
        except Unresolved as unresolved:
            return Answer(phrases.choice(unresolved.text, unresolved.candidates))
        except Refused as refused:
            result = refused.result
        if "error" in result:
            return Answer(phrases.failure(result))
        refs = [ref_of(row) for row in result.get("records", [])]
        of = _named(noun) if noun.cls == "Activity" else []
        return Answer(tables.listing(cls, result, intent), listed=refs, focus=[*(refs if len(refs) == 1 else []), *of])

    def _people(self, intent: Intent, noun: Noun) -> Step:
        """Return the rows that a noun means, without those of whom more was said that does not hold.

        Who has not answered was not heard of by any other way either; who lacks deals is named by none of them.
        """
        rows = yield from self._resolver.rows(noun)
        if intent.lacking:
            others = yield from self._resolver.rows(intent.lacking)
            named = {ref["id"] for row in others if isinstance(ref := row.get(intent.cls.lower()), dict)}
            return [row for row in rows if row["id"] not in named]
        ids = sorted({ref["id"] for row in rows if isinstance(ref := row.get("contact"), dict)})[:MOST_ASKED]
        if not (intent.people and noun.quiet_since and ids):
            return rows
        known = {"where": [{"field": "id", "op": "one_of", "value": ids}], "limit": MOST_ASKED}
        (result,) = yield [Call("find_contacts", known | {"quiet_since": noun.quiet_since})]
        quiet = {row["id"] for row in result.get("records", [])}
        return [row for row in rows if not isinstance(ref := row.get("contact"), dict) or ref["id"] in quiet]

    def _arguments(self, noun: Noun, where: list[dict[str, Any]], intent: Intent) -> dict[str, Any]:
        cls = self._vocabulary.classes[intent.cls]
        arguments: dict[str, Any] = {"limit": intent.limit or LISTED}
        if where:
            arguments["where"] = where
        if noun.order or cls.measure:
            arguments["order"] = [noun.order or f"-{cls.measure.name if cls.measure else ''}"]
        if noun.quiet_since:
            arguments["quiet_since"] = noun.quiet_since
        if noun.no_next_step:
            arguments["no_next_step"] = True
        return arguments

    def _pipeline(self, intent: Intent, _: list[dict[str, Any]]) -> Made:
        where = yield from self._resolver.conditions(intent.targets[0])
        (result,) = yield [Call("pipeline", {"where": where} if where else {})]
        return Answer(phrases.failure(result) if "error" in result else sums.pipeline(result))

    def _about(self, intent: Intent, rows: list[dict[str, Any]]) -> Made:
        cls = self._vocabulary.classes[intent.cls]
        field = cls.fields.get(intent.of)
        asked = [cls.fields[name] for name in (intent.of, *intent.also) if name in cls.fields]
        if field and all(one.kind != "long" for one in asked):
            where = [{"field": "id", "op": "one_of", "value": [row["id"] for row in rows[:5]]}]
            results = yield [Call(f"find_{cls.plural}", {"where": where})]
            records = results[0].get("records", [])
        else:
            results = yield [Call("get_record", {"class": cls.name, "target": row["id"]}) for row in rows[:5]]
            records = results
        if "error" in results[0]:
            return failed(intent, results[0])
        texts = [tables.record(cls, one, intent) for one in records]
        if intent.measure and field:
            texts.append(sums.beside(records, field, intent))
        for one in (one for one in asked if one.targets == ("Contact",)):
            texts += yield from self._reached([row[one.name] for row in records if row.get(one.name)])
        return Answer("\n\n".join(texts), focus=[ref_of({"class": cls.name, **one}) for one in records])

    def _reached(self, people: list[Any]) -> Generator[list[Call], list[Result], list[str]]:
        """Return how these people are reached, for who asks whom to talk to."""
        ids = [one["id"] for one in people if isinstance(one, dict)]
        if not ids:
            return []
        (result,) = yield [Call("find_contacts", {"where": [{"field": "id", "op": "one_of", "value": ids}]})]
        return [line for row in result.get("records", []) if (line := tables.reached(row))]

    def _timeline(self, intent: Intent, rows: list[dict[str, Any]]) -> Made:
        wanted = {"class": rows[0]["class"], "target": rows[0]["id"], "limit": LISTED}
        (result,) = yield [Call("timeline", {**wanted, "long": True} if intent.told else wanted)]
        if "error" in result:
            return failed(intent, result)
        shown = timelines.chosen(result, intent, self._resolver.now)
        refs = [ref_of(row) for row in shown]
        whom = Ref(cls=rows[0]["class"], id=rows[0]["id"], name=title(rows[0]))
        return Answer(timelines.timeline(result, intent, self._resolver.now), focus=[whom, *refs[:1]], listed=refs)

    def _history(self, intent: Intent, rows: list[dict[str, Any]]) -> Made:
        arguments: dict[str, Any] = {"limit": LISTED}
        if rows:
            arguments |= {"class": rows[0]["class"], "target": rows[0]["id"]}
        if intent.value:
            arguments["user"] = intent.value
        (result,) = yield [Call("history", arguments)]
        return Answer(phrases.failure(result) if "error" in result else tables.history(result, intent))


def _named(noun: Noun) -> list[Ref]:
    """Return the only record by which others were asked for, if it is known: whose activities they are."""
    known = [ref for group in noun.said for ref in group if ref.score >= CLEARLY and ref.cls != "_User"]
    return known if len(noun.said) == len(known) == 1 else []


CLEARLY = 0.6
"""A record is named from this share of its name on."""


def failed(intent: Intent, result: Result) -> Answer:
    """Tell what a tool refused; with candidates, ask which is meant."""
    candidates = [ref_of(one) for one in result.get("candidates", []) if one.get("id")]
    if candidates and len(intent.targets) == 1:
        asked = Asked("which", [intent], candidates, [0, "targets", 0])
        return Answer(
            phrases.choice(str(result.get("message", "Which one do you mean?")), candidates),
            asked=asked,
            listed=candidates,
        )
    return Answer(phrases.failure(result))
