"""Does what was decided: resolves every record first, then calls the tools, then tells what was done."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Any

from agent.embedded import answers
from agent.embedded.calendar import later
from agent.embedded.calls import Call, Result
from agent.embedded.context import Context
from agent.embedded.intents import Condition, Intent, Noun
from agent.embedded.names import Ref, ref_of
from agent.embedded.resolve import MOST, Focus, Refused, Resolver, Unresolved
from agent.embedded.values import plain
from agent.embedded.vocabulary import Vocabulary

LISTED = 20
NEW = "@new"
"""Stands for the record that was added just before."""


@dataclass
class Asked:
    """A question that is open: its kind (which, value, yes), the intents that wait, and where the answer goes."""

    kind: str
    intents: list[Intent]
    candidates: list[Ref] = field(default_factory=list)
    place: list[Any] = field(default_factory=list)
    rival: list[Intent] = field(default_factory=list)

    def kept(self) -> dict[str, Any]:
        """Return the question as JSON keeps it."""
        return {
            "kind": self.kind, "intents": [intent.model_dump(exclude_defaults=True) for intent in self.intents],
            "candidates": [ref.model_dump(exclude_defaults=True) for ref in self.candidates], "place": self.place,
            "rival": [intent.model_dump(exclude_defaults=True) for intent in self.rival],
        }  # fmt: skip

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Asked":
        """Return the question that was kept."""
        return cls(str(kept["kind"]), [Intent.model_validate(one) for one in kept["intents"]],
                   [Ref.model_validate(one) for one in kept["candidates"]], list(kept["place"]),
                   [Intent.model_validate(one) for one in kept.get("rival", [])])  # fmt: skip


@dataclass
class Answer:
    """What the turn ends with: the text, and what the thread shall know of it later."""

    text: str
    intents: list[Intent] = field(default_factory=list)
    asked: Asked | None = None
    focus: list[Ref] = field(default_factory=list)
    listed: list[Ref] = field(default_factory=list)
    wrote: bool = False


class Question(Exception):
    """Something must be asked before anything is done."""

    def __init__(
        self, text: str, kind: str = "", candidates: list[Ref] | None = None, place: list[Any] | None = None
    ) -> None:
        """Take the question, and where its answer goes."""
        super().__init__(text)
        self.kind, self.candidates, self.place = kind, candidates or [], place or []


Made = Generator[list[Call], list[Result], Any]


class Performer:
    """Carries out intents with the tools of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary, context: Context, focus: Focus) -> None:
        """Take the tools, who asks and when, and what the thread is about."""
        self._vocabulary = vocabulary
        self._context = context
        self._focus = focus
        self._resolver = Resolver(vocabulary, focus)

    def perform(self, intents: list[Intent]) -> Generator[list[Call], list[Result], Answer]:
        """Do all intents; nothing is written before every record is resolved and no question is open."""
        try:
            ready = []
            for number, intent in enumerate(intents):
                ready.append((yield from self._prepared(intent, number)))
        except Question as question:
            return self._ask(question, intents)
        except Refused as refused:
            return Answer(answers.failure(refused.result))
        whole = Answer("", intents)
        texts: list[str] = []
        for intent, rows in ready:
            intent.set = {name: whole.focus[-1].id if value == NEW else value for name, value in intent.set.items()}
            part = yield from self._do(intent, rows)
            texts.append(part.text)
            whole.focus += part.focus
            whole.listed = part.listed or whole.listed
            whole.wrote |= part.wrote
            if part.asked:
                whole.asked = part.asked
                break
        whole.text = "\n\n".join(text for text in texts if text)
        if whole.wrote:
            whole.text += f"\n\n{answers.UNDO}"
        return whole

    def _ask(self, question: Question, intents: list[Intent]) -> Answer:
        text = str(question)
        if question.kind == "which":
            text = answers.choice(text, question.candidates)
        asked = Asked(question.kind, intents, question.candidates, question.place) if question.kind else None
        return Answer(text, asked=asked, listed=question.candidates[: answers.CANDIDATES])

    def _prepared(self, intent: Intent, number: int) -> Made:
        """Resolve all nouns of an intent: its target rows; links become identities."""
        intent = intent.model_copy(deep=True)
        if intent.problem:
            raise Question(f"I have not changed anything: {intent.problem}.")
        rows: list[dict[str, Any]] = []
        if intent.do in ("update", "delete", "share", "about", "timeline", "history"):
            for place, noun in enumerate(intent.targets):
                closing = intent.do in ("delete", "about", "timeline", "share")
                rows += yield from self._resolved(noun, [number, "targets", place], intent, keep_closed=closing)
            if not rows and intent.do != "history":
                raise Question(
                    f"Which {answers.word(self._vocabulary, intent.cls)} do you mean?",
                    "which",
                    [],
                    [number, "targets", 0],
                )
        for name, noun in intent.link.items():
            intent.set[name] = yield from self._linked(intent, name, noun, number)
        if intent.missing:
            raise Question(
                answers.missing(self._vocabulary, intent, self._context), "value", [], [number, "set", intent.missing]
            )
        unique = {row["id"]: row for row in rows}
        return intent, list(unique.values())

    def _resolved(self, noun: Noun, place: list[Any], intent: Intent, *, keep_closed: bool) -> Made:
        try:
            return (yield from self._resolver.records(noun, keep_closed=keep_closed))
        except Unresolved as unresolved:
            text = unresolved.text
            if intent.writes and not unresolved.candidates:
                text += " I have not changed anything."
            raise Question(
                text, "which" if unresolved.candidates or noun.pronoun else "", unresolved.candidates, place
            ) from None

    def _linked(self, intent: Intent, name: str, noun: Noun, number: int) -> Made:
        if noun.pronoun == "new":
            return NEW
        field_ = self._vocabulary.field(intent.cls, name)
        targets = field_.targets if field_ else ()
        if noun.said and noun.cls not in targets:
            return (yield from self._through(intent, name, noun, number, targets))
        if noun.text and not (noun.said or noun.chosen or noun.pronoun or noun.where or noun.hints):
            kind = answers.word(self._vocabulary, noun.cls)
            raise Question(
                f"I do not know a {kind} called “{noun.text}”. Shall I add it first?", "yes", [], [number, "new", name]
            )
        several = [ref for group in noun.said for ref in group if ref.cls in targets]
        if len(noun.said) == 1 and len(several) == 1:
            return several[0].id
        if noun.said and noun.cls != "_User" and len(noun.said) > 1:
            rows = yield from self._resolved(noun, [number, "link", name], intent, keep_closed=True)
        elif noun.said:
            live = several or noun.said[0]
            raise Question(f"Which “{noun.text}” do you mean?", "which", live, [number, "link", name])
        else:
            rows = yield from self._resolved(noun, [number, "link", name], intent, keep_closed=True)
        if len(rows) != 1:
            raise Question(
                f"Which “{noun.text}” do you mean?", "which", [ref_of(row) for row in rows], [number, "link", name]
            )
        return rows[0]["id"]

    def _through(self, intent: Intent, name: str, noun: Noun, number: int, targets: tuple[str, ...]) -> Made:
        """Find the deal or person of a company, for an activity that cannot name the company itself."""
        found: list[Ref] = []
        for target in reversed(targets):
            inner = noun.model_copy(update={"cls": target})
            rows = yield from self._resolver.rows(inner)
            stage = next((one for one in self._vocabulary.classes[target].kinds("choice") if one.ends), None)
            live = [row for row in rows if not stage or row.get(stage.name) not in stage.ends]
            found += [ref_of(row) for row in live or rows]
            if len(live) == 1:
                return live[0]["id"]
        if len(found) == 1:
            return found[0].id
        if not found:
            raise Question(
                f"“{noun.text}” has no contact or deal yet that I could link this to. Whom was it with?",
                "which",
                [],
                [number, "link", name],
            )
        raise Question(f"Which record of “{noun.text}” does this concern?", "which", found, [number, "link", name])

    def _do(self, intent: Intent, rows: list[dict[str, Any]]) -> Made:
        doers = {
            "update": self._update, "create": self._create, "delete": self._delete, "find": self._find,
            "totals": self._totals, "pipeline": self._pipeline, "about": self._about, "timeline": self._timeline,
            "history": self._history, "undo": self._undo, "share": self._share,
        }  # fmt: skip
        if intent.do in doers:
            return (yield from doers[intent.do](intent, rows))
        if intent.do == "me":
            (result,) = yield [Call("who_am_i", {})]
            return Answer(answers.failure(result) if "error" in result else answers.me(result))
        return Answer(answers.helped(self._vocabulary) if intent.do == "help" else answers.chat(str(intent.value)))

    def _update(self, intent: Intent, rows: list[dict[str, Any]]) -> Made:
        cls = self._vocabulary.classes[intent.cls]
        ids = [row["id"] for row in rows]
        if intent.change:
            return (yield from self._relative(intent, rows))
        arguments: dict[str, Any] = {"targets": ids}
        for part, value in (("set", intent.set), ("clear", intent.clear), ("append", intent.append)):
            if value:
                arguments[part] = value
        (result,) = yield [Call(f"update_{cls.plural}", arguments)]
        return self._updated(intent, result)

    def _updated(self, intent: Intent, result: Result) -> Answer:
        if "error" in result:
            return self._failed(intent, result)
        refs = [ref_of(row) for row in result.get("updated", [])]
        changed = any(row.get("changed") for row in result.get("updated", []))
        return Answer(answers.updated(self._vocabulary, result, intent), focus=refs, wrote=changed,
                      listed=refs if len(refs) > 1 else [])  # fmt: skip

    def _relative(self, intent: Intent, rows: list[dict[str, Any]]) -> Made:
        """Compute new values from the old ones; records without an old value stop everything."""
        cls = self._vocabulary.classes[intent.cls]
        where = [{"field": "id", "op": "one_of", "value": [row["id"] for row in rows]}]
        (read,) = yield [Call(f"find_{cls.plural}", {"where": where, "limit": MOST})]
        if "error" in read:
            return Answer(answers.failure(read))
        calls = []
        for now in read["records"]:
            values = dict(intent.set)
            for name, change in intent.change.items():
                old = now.get(name)
                if old is None:
                    label = name.replace("_", " ")
                    return Answer(f"{answers.title(now)} has no {label} yet, so I cannot change it by that much.")
                values[name] = _moved(old, change.by, change.unit) if change.unit else plain(
                    round(old * (1 + change.by / 100) if change.percent else old + change.by, 2))  # fmt: skip
            calls.append(Call(f"update_{cls.plural}", {"targets": [now["id"]], "set": values}))
        results = yield calls
        parts = [self._updated(intent, result) for result in results]
        return Answer("\n\n".join(part.text for part in parts), focus=[ref for part in parts for ref in part.focus],
                      wrote=any(part.wrote for part in parts))  # fmt: skip

    def _create(self, intent: Intent, _: list[dict[str, Any]]) -> Made:
        cls = self._vocabulary.classes[intent.cls]
        create = next(tool for tool in cls.tools if tool.startswith("create_"))
        (result,) = yield [Call(create, intent.set)]
        if "error" in result:
            return self._failed(intent, result)
        record = result.get("record", result)
        return Answer(answers.created(cls, record), focus=[ref_of(record)], wrote=True)

    def _delete(self, intent: Intent, rows: list[dict[str, Any]]) -> Made:
        cls = self._vocabulary.classes[intent.cls]
        (result,) = yield [Call(f"delete_{cls.plural}", {"targets": [row["id"] for row in rows]})]
        if "error" in result:
            return self._failed(intent, result)
        return Answer(answers.deleted(cls, result), wrote=True)

    def _share(self, intent: Intent, rows: list[dict[str, Any]]) -> Made:
        calls = [
            Call("share", {"class": intent.cls, "target": row["id"], "with": intent.grantees, "level": intent.level})
            for row in rows
        ]
        results = yield calls
        for result in results:
            if "error" in result:
                return self._failed(intent, result)
        refs = [Ref(cls=intent.cls, id=row["id"], name=answers.title(row)) for row in rows]
        return Answer(answers.shared(intent, refs), focus=refs, wrote=True)

    def _undo(self, _: Intent, __: list[dict[str, Any]]) -> Made:
        (result,) = yield [Call("undo", {})]
        if "error" in result:
            return Answer(answers.failure(result))
        refs = [ref_of(row) for row in result.get("undone", []) if row.get("id")]
        return Answer(answers.undone(self._vocabulary, result), focus=refs)

    def _failed(self, intent: Intent, result: Result) -> Answer:
        """Tell what a tool refused; with candidates, ask which is meant."""
        candidates = [ref_of(one) for one in result.get("candidates", []) if one.get("id")]
        if candidates and len(intent.targets) == 1:
            asked = Asked("which", [intent], candidates, [0, "targets", 0])
            return Answer(
                answers.choice(str(result.get("message", "Which one do you mean?")), candidates),
                asked=asked,
                listed=candidates,
            )
        return Answer(answers.failure(result))

    def _find(self, intent: Intent, _: list[dict[str, Any]]) -> Made:
        cls = self._vocabulary.classes[intent.cls]
        noun = intent.targets[0]
        try:
            if noun.pronoun in ("one", "person"):
                noun = self._resolver.through(noun)
            if noun.pronoun and noun.where:
                known = yield from self._resolver.records(noun.model_copy(update={"where": []}))
                ids = Condition(field="id", op="one_of", value=[row["id"] for row in known])
                noun = noun.model_copy(update={"pronoun": "", "where": [*noun.where, ids]})
            if noun.pronoun:
                rows = yield from self._resolver.records(noun)
                return Answer(answers.listing(cls, {"records": rows}, intent), listed=[ref_of(row) for row in rows])
            where = yield from self._filters(noun)
            if noun.said or noun.hints:
                rows = yield from self._resolver.rows(noun)
                result: Result = {"records": rows[: intent.limit or 50], "shown": len(rows), "total": len(rows)}
            else:
                (result,) = yield [Call(f"find_{cls.plural}", self._arguments(noun, where, intent))]
        except Unresolved as unresolved:
            return self._ask(Question(unresolved.text, "", unresolved.candidates), [intent])
        except Refused as refused:
            result = refused.result
        if "error" in result:
            return Answer(answers.failure(result))
        refs = [ref_of(row) for row in result.get("records", [])]
        return Answer(answers.listing(cls, result, intent), listed=refs, focus=refs[:1] if len(refs) == 1 else [])

    def _filters(self, noun: Noun) -> Made:
        return (yield from self._resolver.where(noun.where))

    def _arguments(self, noun: Noun, where: list[dict[str, Any]], intent: Intent) -> dict[str, Any]:
        cls = self._vocabulary.classes[intent.cls]
        arguments: dict[str, Any] = {"limit": intent.limit or LISTED}
        if where:
            arguments["where"] = where
        if noun.order or cls.kinds("number"):
            arguments["order"] = [noun.order or f"-{cls.kinds('number')[0].name}"]
        if noun.quiet_since:
            arguments["quiet_since"] = noun.quiet_since
        if noun.no_next_step:
            arguments["no_next_step"] = True
        return arguments

    def _totals(self, intent: Intent, _: list[dict[str, Any]]) -> Made:
        cls = self._vocabulary.classes[intent.cls]
        noun = intent.targets[0]
        try:
            plainly = not (noun.said or noun.hints or noun.quiet_since or noun.no_next_step or noun.pronoun)
            if plainly:
                where = yield from self._filters(noun)
                arguments: dict[str, Any] = {"class": cls.name}
                for name, value in (("where", where), ("of", intent.of), ("by", intent.by)):
                    if value:
                        arguments[name] = value
                (result,) = yield [Call("totals", arguments)]
            else:
                rows = yield from (self._resolver.records(noun) if noun.pronoun else self._resolver.rows(noun))
                result = answers.added(rows, intent.of)
        except Unresolved as unresolved:
            return Answer(unresolved.text)
        except Refused as refused:
            result = refused.result
        return Answer(answers.failure(result) if "error" in result else answers.totals(cls, result, intent))

    def _pipeline(self, intent: Intent, _: list[dict[str, Any]]) -> Made:
        where = yield from self._filters(intent.targets[0])
        (result,) = yield [Call("pipeline", {"where": where} if where else {})]
        return Answer(answers.failure(result) if "error" in result else answers.pipeline(result))

    def _about(self, intent: Intent, rows: list[dict[str, Any]]) -> Made:
        cls = self._vocabulary.classes[intent.cls]
        field = cls.fields.get(intent.of)
        if field and field.kind != "long":
            where = [{"field": "id", "op": "one_of", "value": [row["id"] for row in rows[:5]]}]
            results = yield [Call(f"find_{cls.plural}", {"where": where})]
            records = results[0].get("records", [])
        else:
            results = yield [Call("get_record", {"class": cls.name, "target": row["id"]}) for row in rows[:5]]
            records = results
        if "error" in results[0]:
            return self._failed(intent, results[0])
        texts = [answers.record(cls, one, intent) for one in records]
        return Answer("\n\n".join(texts), focus=[ref_of({"class": cls.name, **one}) for one in records])

    def _timeline(self, intent: Intent, rows: list[dict[str, Any]]) -> Made:
        (result,) = yield [Call("timeline", {"class": rows[0]["class"], "target": rows[0]["id"], "limit": LISTED})]
        if "error" in result:
            return self._failed(intent, result)
        shown = answers.chosen(result, intent)
        refs = [ref_of(row) for row in shown]
        whom = Ref(cls=rows[0]["class"], id=rows[0]["id"], name=answers.title(rows[0]))
        return Answer(answers.timeline(result, intent), focus=[whom, *refs[:1]], listed=refs)

    def _history(self, intent: Intent, rows: list[dict[str, Any]]) -> Made:
        arguments: dict[str, Any] = {"limit": LISTED}
        if rows:
            arguments |= {"class": rows[0]["class"], "target": rows[0]["id"]}
        if intent.value:
            arguments["user"] = intent.value
        (result,) = yield [Call("history", arguments)]
        return Answer(
            answers.failure(result) if "error" in result else answers.history(self._vocabulary, result, intent)
        )


def _moved(old: str, by: float, unit: str) -> str:
    """Return a date so many days, weeks or months later, at the same time of the day."""
    from datetime import date

    return f"{later(date.fromisoformat(str(old)[:10]), int(by), unit)}{str(old)[10:16]}"
