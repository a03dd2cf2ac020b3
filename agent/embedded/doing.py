"""Makes the tool calls for one intent whose records are known, and tells what came of them."""

from collections.abc import Generator
from datetime import date, datetime, timedelta
from typing import Any

from agent.embedded.answers import phrases
from agent.embedded.answers.answer import Answer
from agent.embedded.fields.values import plain
from agent.embedded.language.calls import Call, Result
from agent.embedded.language.intents import Change, Intent
from agent.embedded.language.names import Ref, ref_of
from agent.embedded.language.vocabulary import Class, Field, Vocabulary
from agent.embedded.language.wording import title
from agent.embedded.questions.answering import Answerer, failed
from agent.embedded.records.finding import MOST
from agent.embedded.records.resolve import Resolver
from agent.embedded.values.calendar import later

DAY = len("2026-01-01")
Made = Generator[list[Call], list[Result], Answer]


class Doer:
    """Does what single intents ask for."""

    def __init__(self, vocabulary: Vocabulary, resolver: Resolver) -> None:
        """Take the tools, and what finds records."""
        self._vocabulary = vocabulary
        self._resolver = resolver
        self._answerer = Answerer(vocabulary, resolver)

    def do(self, intent: Intent, rows: list[dict[str, Any]]) -> Made:
        """Do what an intent asks for, with the records that it is about."""
        doers = {
            "update": self._update,
            "create": self._create,
            "delete": self._delete,
            "undo": self._undo,
            "share": self._share,
            **self._answerer.answers,
        }
        if intent.do in doers:
            return (yield from doers[intent.do](intent, rows))
        if intent.do == "me":
            (result,) = yield [Call("who_am_i", {})]
            return Answer(phrases.failure(result) if "error" in result else phrases.me(result))
        return Answer(phrases.helped(self._vocabulary) if intent.do == "help" else phrases.chat(str(intent.value)))

    def _update(self, intent: Intent, rows: list[dict[str, Any]]) -> Made:
        cls = self._vocabulary.classes[intent.cls]
        if list(intent.set) == ["due_date"] and len(str(intent.set["due_date"])) == DAY and not intent.change:
            moved = Change(unit="to", day=str(intent.set["due_date"]))  # to another day at the same hour
            intent = intent.model_copy(update={"set": {}, "change": {"due_date": moved}})
        ids = [row["id"] for row in rows]
        if intent.change:
            return (yield from self._relative(intent, rows))
        if list(intent.set) == ["completed_at"]:
            ended = yield from self._ended(cls, ids)
            ids = [one for one in ids if one not in ended]
            if not ids:
                return Answer(
                    f"{title(rows[0])} is done already. I have not changed anything.", focus=[ref_of(rows[0])]
                )
        arguments: dict[str, Any] = {"targets": ids}
        for part, value in (("set", intent.set), ("clear", intent.clear), ("append", intent.append)):
            if value:
                arguments[part] = value
        (result,) = yield [Call(f"update_{cls.plural}", arguments)]
        return self._updated(intent, result)

    def _ended(self, cls: Class, ids: list[str]) -> Generator[list[Call], list[Result], set[str]]:
        """Return those of the records that are done: their day is not changed by doing them once more."""
        where = [{"field": "id", "op": "one_of", "value": ids}, {"field": "completed_at", "op": "filled"}]
        (read,) = yield [Call(f"find_{cls.plural}", {"where": where, "limit": MOST})]
        return {row["id"] for row in read.get("records", [])}

    def _updated(self, intent: Intent, result: Result) -> Answer:
        if "error" in result:
            return failed(intent, result)
        refs = [ref_of(row) for row in result.get("updated", [])]
        changed = any(row.get("changed") for row in result.get("updated", []))
        return Answer(
            phrases.updated(self._vocabulary, result, intent),
            focus=refs,
            wrote=changed,
            listed=refs if len(refs) > 1 else [],
        )

    def _relative(self, intent: Intent, rows: list[dict[str, Any]]) -> Made:
        """Compute new values from the old ones; records without an old value stop everything."""
        cls = self._vocabulary.classes[intent.cls]
        where = [{"field": "id", "op": "one_of", "value": [row["id"] for row in rows]}]
        (read,) = yield [Call(f"find_{cls.plural}", {"where": where, "limit": MOST})]
        if "error" in read:
            return Answer(phrases.failure(read))
        if any(_apart(read["records"], name, change) for name, change in intent.change.items()):
            return Answer("They are not on the same day. Shall they change days as well? I have not changed anything.")
        calls = []
        for now in read["records"]:
            values = dict(intent.set)
            for name, change in intent.change.items():
                values[name] = _changed(cls.fields[name], _old(read["records"], now, name, change), change)
                if values[name] is None:
                    label = name.replace("_", " ")
                    if change.old is not None and now.get(name) is not None:
                        other = f"{title(now)} has the {label} {now[name]:,}, and not {change.old:,.10g} as you say."
                        return Answer(f"{other} I have not changed anything.", focus=[ref_of(now)])
                    return Answer(f"{title(now)} has no {label} from which I could go on like that.")
            calls.append(Call(f"update_{cls.plural}", {"targets": [now["id"]], "set": values}))
        results = yield calls
        parts = [self._updated(intent, result) for result in results]
        return Answer(
            "\n\n".join(part.text for part in parts),
            focus=[ref for part in parts for ref in part.focus],
            wrote=any(part.wrote for part in parts),
        )

    def _create(self, intent: Intent, _: list[dict[str, Any]]) -> Made:
        cls = self._vocabulary.classes[intent.cls]
        create = next(tool for tool in cls.tools if tool.startswith("create_"))
        (result,) = yield [Call(create, intent.set)]
        if "error" in result:
            return failed(intent, result)
        record = result.get("record", result)
        return Answer(phrases.created(cls, record), focus=[ref_of(record)], wrote=True)

    def _delete(self, intent: Intent, rows: list[dict[str, Any]]) -> Made:
        cls = self._vocabulary.classes[intent.cls]
        (result,) = yield [Call(f"delete_{cls.plural}", {"targets": [row["id"] for row in rows]})]
        if "error" in result:
            return failed(intent, result)
        return Answer(phrases.deleted(result), wrote=True)

    def _share(self, intent: Intent, rows: list[dict[str, Any]]) -> Made:
        calls = [
            Call("share", {"class": intent.cls, "target": row["id"], "with": intent.grantees, "level": intent.level})
            for row in rows
        ]
        results = yield calls
        for result in results:
            if "error" in result:
                return failed(intent, result)
        refs = [Ref(cls=intent.cls, id=row["id"], name=title(row)) for row in rows]
        return Answer(phrases.shared(intent, refs), focus=refs, wrote=True)

    def _undo(self, _: Intent, __: list[dict[str, Any]]) -> Made:
        (result,) = yield [Call("undo", {})]
        if "error" in result:
            return Answer(phrases.failure(result))
        refs = [ref_of(row) for row in result.get("undone", []) if row.get("id")]
        return Answer(phrases.undone(result), focus=refs)


def _old(rows: list[dict[str, Any]], now: dict[str, Any], name: str, change: Change) -> Any:
    """Return the value from which a new one is made: its own, or that of the other one of two."""
    if change.unit != "swap":
        return now.get(name)
    others = [row for row in rows if row["id"] != now["id"]]
    return others[0].get(name) if len(others) == 1 else None


def _apart(rows: list[dict[str, Any]], name: str, change: Change) -> bool:
    """Whether records whose hours shall be exchanged are of different days."""
    return change.unit == "swap" and change.day == "clock" and len({str(row.get(name) or "")[:10] for row in rows}) > 1


def _changed(field: Field, old: Any, change: Change) -> Any:
    """Return the new value of a field; nothing if the old one does not allow the change."""
    if change.unit == "swap":
        return old
    if change.unit == "to":
        return f"{change.day}{_clock(old)}"
    if change.unit == "clock":
        return f"{max(str(old or '')[:10], change.day[:10])}{change.day[10:]}"
    if old is None or change.old not in (None, old):
        return None
    if change.unit == "step":
        place = field.choices.index(old) + int(change.by) if old in field.choices and old not in field.ends else -1
        steps = [choice for choice in field.choices if choice not in field.ends[1:]]
        return steps[place] if 0 <= place < len(steps) else None
    if change.unit == "minute":
        moment = datetime.fromisoformat(str(old)[:16]) + timedelta(minutes=change.by)
        return moment.strftime("%Y-%m-%dT%H:%M")
    if change.unit:
        return f"{later(date.fromisoformat(str(old)[:10]), int(change.by), change.unit)}{_clock(old)}"
    new = plain(round(old * (1 + change.by / 100) if change.percent else old + change.by, 2))
    return new if new >= 0 else None


def _clock(old: Any) -> str:
    """Return the time of a moment as tools take it; nothing for a day."""
    return str(old or "")[10:16]
