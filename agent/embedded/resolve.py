"""From nouns to records: asks the find tools, and asks the person when several records fit."""

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from agent.embedded.calls import Call, Result
from agent.embedded.intents import Condition, Noun
from agent.embedded.names import EXACT, Ref, ref_of
from agent.embedded.narrowing import Rows, beside, narrowed, nth, row_of, stem
from agent.embedded.vocabulary import Class, Vocabulary

MOST = 200
MOST_NAMES = 8
"""Records that are found for one name; where all of them are called the same, there may be more."""


@dataclass
class Unresolved(Exception):
    """A noun means no record, or several; `candidates` are those to choose from."""

    noun: Noun
    text: str
    candidates: list[Ref] = field(default_factory=list)


@dataclass
class Refused(Exception):
    """A tool refused a call."""

    result: Result


@dataclass(frozen=True, slots=True)
class Focus:
    """What the thread is about: records last shown or changed, the latest first, the last list in its order, the page.

    The page has the record that the user has before him: "this deal" means that one.
    """

    records: Sequence[Ref] = ()
    listed: Sequence[Ref] = ()
    page: Ref | None = None


Step = Generator[list[Call], list[Result], Rows]


class Resolver:
    """Finds the records that nouns mean."""

    def __init__(self, vocabulary: Vocabulary, focus: Focus, today: str) -> None:
        """Take the classes, what the thread is about, and the day."""
        self._vocabulary = vocabulary
        self._focus = focus
        self._today = today

    def records(self, noun: Noun, *, keep_closed: bool = False) -> Step:
        """Return the rows that a noun means: one, unless it speaks of many.

        Raises:
            Unresolved: None fits, or several do and only one is meant.
        """
        if noun.chosen:
            return [row_of(ref) for ref in noun.chosen]
        if noun.pronoun:
            noun = self._referred(noun)
            if noun.chosen:
                return [row_of(ref) for ref in noun.chosen]
        known = self._known(noun)
        if known:
            return [row_of(known)]
        rows = yield from self.rows(noun)
        return self._picked(noun, rows, keep_closed=keep_closed)

    def _referred(self, noun: Noun) -> Noun:
        """Replace a pronoun by what the thread is about."""
        if noun.ordinals:
            found = [ref for ref in (nth(self._focus.listed, place) for place in noun.ordinals) if ref]
            if not found:
                raise Unresolved(noun, "I have no list that this could be from. Which record do you mean?")
            return noun.model_copy(update={"chosen": found})
        if noun.pronoun == "many":
            fitting = [ref for ref in self._focus.listed or self._focus.records if not noun.cls or ref.cls == noun.cls]
            return noun.model_copy(update={"chosen": fitting}) if fitting else self._lost(noun)
        return self._one(noun)

    def _one(self, noun: Noun) -> Noun:
        """Replace "it", "her", "the deal" by the last record that fits, or by what leads to one."""
        wanted = "Contact" if noun.pronoun == "person" and noun.cls in ("", "Contact") else noun.cls
        recent, page = self._focus.records, self._focus.page
        if page and noun.text == "this" and noun.cls in ("", page.cls):
            return noun.model_copy(update={"chosen": [page]})
        people = [ref for ref in recent if ref.cls == "Contact"]
        if noun.pronoun == "person" and wanted != "Contact" and people:
            return noun.model_copy(update={"said": [people[:1]], "pronoun": "", "text": people[0].name})
        direct = [ref for ref in recent if ref.cls == wanted or not wanted]
        other = wanted == "Deal" and noun.pronoun != "class" and recent and recent[0].cls in ("Contact", "Company")
        if other and direct and recent.index(direct[0]) > 1:
            direct = []
        if direct:
            if noun.hints or noun.where:
                return noun
            return noun.model_copy(update={"chosen": direct[:1]})
        through = [ref for ref in recent[:3] if ref.cls in ("Contact", "Company", "Deal")]
        if through and noun.cls:
            return noun.model_copy(update={"said": [through[:1]], "pronoun": "", "text": through[0].name})
        if noun.hints or noun.where or noun.order:
            return noun
        return self._lost(noun)

    def through(self, noun: Noun) -> Noun:
        """Return a noun for records that have to do with what the thread is about: "his deals"."""
        found = self._referred(noun.model_copy(update={"where": [], "hints": []}))
        said = [found.chosen] if found.chosen else found.said
        return noun.model_copy(update={"pronoun": "", "said": said})

    def _lost(self, noun: Noun) -> Noun:
        if not noun.text:
            raise Unresolved(noun, "Whom or what does this concern?")
        word = f"“{noun.text}”"
        raise Unresolved(noun, f"I am not sure which record you mean by {word}. Please name it.")

    def _known(self, noun: Noun) -> Ref | None:
        """Return the record if the words name exactly one of the class, and nothing else has to be checked."""
        if len(noun.said) != 1 or noun.where or noun.hints or noun.order or (noun.many and len(noun.said[0]) > 1):
            return None
        direct = [ref for ref in noun.said[0] if ref.cls == noun.cls]
        if len(noun.said[0]) == 1 and direct:
            return direct[0]
        return None

    def rows(self, noun: Noun) -> Step:
        """Return all rows that a noun may mean, at most `MOST`."""
        cls = self._vocabulary.classes.get(noun.cls)
        if cls is None:
            return [row_of(ref) for group in noun.said for ref in group]
        where = yield from self.conditions(noun)
        if not noun.said:
            rows = yield from self._found([self._query(cls, noun, where)])
            return narrowed(rows, noun)
        kept: Rows | None = None
        for group in noun.said:
            rows = yield from self._group(cls, noun, group, where)
            ids = {row["id"] for row in rows}
            kept = rows if kept is None else [row for row in kept if row["id"] in ids]
        return narrowed(kept or [], noun)

    def conditions(self, noun: Noun) -> Generator[list[Call], list[Result], list[dict[str, Any]]]:
        """Return the conditions of a noun as the find tools take them, and that none of those left out is meant."""
        where = yield from self.where(noun.where)
        for other in noun.without:
            rows = yield from self.rows(other)
            where = [*where, *({"field": "id", "op": "is_not", "value": row["id"]} for row in rows)]
        return where

    def where(self, conditions: Iterable[Condition]) -> Generator[list[Call], list[Result], list[dict[str, Any]]]:
        """Return conditions as the find tools take them; pointers by identity."""
        made: list[dict[str, Any]] = []
        several: dict[str, list[str]] = {}
        for condition in conditions:
            if condition.among:
                condition = yield from self._placed(condition)
            if condition.noun is None:
                one = {"field": condition.field, "op": condition.op}
                made.append(one if condition.op in ("empty", "filled") else {**one, "value": condition.value})
                continue
            rows = yield from self.records(condition.noun)
            several.setdefault(condition.field, []).extend(row["id"] for row in rows)
        for name, ids in several.items():
            made.append(
                {"field": name, "op": "is", "value": ids[0]}
                if len(ids) == 1
                else {"field": name, "op": "one_of", "value": ids}
            )
        return made

    def _placed(self, condition: Condition) -> Generator[list[Call], list[Result], Condition]:
        """Return a condition on the field that has the value: as it was said, or else as a part of it.

        Raises:
            Unresolved: None has it.
        """
        cls = self._vocabulary.classes[condition.cls]
        for op in ("is", "contains"):
            ways = [{"field": name, "op": op, "value": condition.value} for name in condition.among]
            results = yield [Call(f"find_{cls.plural}", {"where": [way], "limit": 1}) for way in ways]
            for name, result in zip(condition.among, results, strict=True):
                if result.get("records"):
                    return Condition(field=name, op=op, value=condition.value)
        noun = Noun(cls=cls.name, text=str(condition.value))
        raise Unresolved(noun, f"I found no {cls.word} with “{condition.value}”.")

    def _query(self, cls: Class, noun: Noun, where: list[dict[str, Any]]) -> Call:
        conditions = list(where)
        if noun.hints and cls.title and not noun.said:
            conditions.append({"field": cls.title, "op": "contains", "value": stem(max(noun.hints, key=len))})
        arguments: dict[str, Any] = {"limit": MOST}
        if conditions:
            arguments["where"] = conditions
        if noun.order:
            arguments["order"] = [noun.order]
        if noun.quiet_since:
            arguments["quiet_since"] = noun.quiet_since
        if noun.no_next_step:
            arguments["no_next_step"] = True
        return Call(f"find_{cls.plural}", arguments)

    def _group(self, cls: Class, noun: Noun, group: list[Ref], where: list[dict[str, Any]]) -> Step:
        """Return the rows that one name may mean: directly, or through the records that point to it."""
        direct = [ref for ref in group if ref.cls == cls.name]
        rows: Rows = []
        if direct:
            rows += yield from self._found([self._query(cls, noun, [*where, _direct(cls, direct)])])
        through: list[Call] = []
        for ref in group:
            if ref.cls != cls.name:
                for path in self._paths(cls, ref.cls):
                    through.append(self._query(cls, noun, [*where, {"field": path, "op": "is", "value": ref.id}]))
                if not self._paths(cls, ref.cls):
                    rows += yield from self._twice(cls, noun, ref, where)
        if through:
            rows += yield from self._found(through)
        return list({row["id"]: row for row in rows}.values())

    def _paths(self, cls: Class, target: str) -> list[str]:
        """Return the pointers, over one step or two, that lead from a class to another."""
        near = [field.name for field in cls.pointing(target)]
        far = [
            f"{field.name}.{one.name}"
            for field in cls.fields.values()
            if len(field.targets) == 1
            for one in self._fields(field.targets[0])
            if target in one.targets and target != "_User"
        ]
        return [*near, *far]

    def _fields(self, name: str) -> list[Any]:
        found = self._vocabulary.classes.get(name)
        return list(found.fields.values()) if found else []

    def _twice(self, cls: Class, noun: Noun, ref: Ref, where: list[dict[str, Any]]) -> Step:
        """Return rows that point to records that point to this one: activities of a company's people and deals."""
        between = {
            target: field.name
            for field in cls.fields.values()
            for target in field.targets
            if target in self._vocabulary.classes
        }
        calls, names = [], []
        for target, name in between.items():
            middle = self._vocabulary.classes[target]
            for path in self._paths(middle, ref.cls):
                calls.append(
                    Call(
                        f"find_{middle.plural}",
                        {"where": [{"field": path, "op": "is", "value": ref.id}], "limit": MOST},
                    )
                )
                names.append(name)
        if not calls:
            return []
        results = yield calls
        ids: dict[str, list[str]] = {}
        for name, result in zip(names, results, strict=True):
            ids.setdefault(name, []).extend(row["id"] for row in result.get("records", []))
        last = [
            self._query(cls, noun, [*where, {"field": name, "op": "one_of", "value": sorted(set(found))}])
            for name, found in ids.items()
            if found
        ]
        rows: Rows = []
        if last:
            rows = yield from self._found(last)
        return rows

    def _found(self, calls: list[Call]) -> Step:
        results = yield calls
        rows: Rows = []
        for result in results:
            if "error" in result:
                raise Refused(result)
            rows += result.get("records", [])
        return list({row["id"]: row for row in rows}.values())

    def _picked(self, noun: Noun, rows: Rows, *, keep_closed: bool) -> Rows:
        """Return the rows meant, or ask."""
        cls = self._vocabulary.classes.get(noun.cls)
        what = self.described(noun)
        if not rows:
            raise Unresolved(noun, self._missed(noun, what))
        if noun.order or (noun.many and not noun.said):
            return rows[:1] if noun.order else rows
        if len(rows) == 1 or noun.many:
            return rows
        stage = next((field for field in cls.kinds("choice") if field.ends), None) if cls else None
        live = [row for row in rows if stage and row.get(stage.name) not in stage.ends]
        if len(live) == 1 and not keep_closed:
            return live
        coming = [row for row in rows if not row.get("completed_at") and str(row.get("due_date") or "") >= self._today]
        if len(coming) == 1 and cls and "due_date" in cls.fields:
            return coming
        named = [row for row in rows if ref_of(row).name.casefold() == noun.text.casefold()]
        if len(named) == 1 and not keep_closed:
            return named
        told = beside(rows, noun)
        if told:
            return [told]
        raise Unresolved(noun, f"Which {what} do you mean?", [ref_of(row) for row in rows])

    def _missed(self, noun: Noun, what: str) -> str:
        """Return why nothing fits: there is none of that name, or what else was said of it does not hold."""
        exact = [ref.name for group in noun.said for ref in group if ref.cls == noun.cls and ref.score >= EXACT]
        if noun.where and len(exact) == 1 and not noun.many:
            return f"I found no {what} of which all that holds; there is a {exact[0]}."
        return f"I found no {what}."

    def described(self, noun: Noun) -> str:
        """Return a noun in words: "deal “Acme”"."""
        cls = self._vocabulary.classes.get(noun.cls)
        word = cls.word if cls else "user" if noun.cls == "_User" else "record"
        said = " ".join([noun.text, *noun.hints]).strip()
        less = "".join(f" (without {one.text})" for one in noun.without)
        return (f"{word} “{said}”" if said else f"such {word}") + less


def _direct(cls: Class, found: Sequence[Ref]) -> dict[str, Any]:
    """Return the condition that a record is one of those that were found by a name, or of all that are called so."""
    names = {ref.name for ref in found}
    if len(found) >= MOST_NAMES and len(names) == 1 and cls.title:
        return {"field": cls.title, "op": "is", "value": names.pop()}
    return {"field": "id", "op": "one_of", "value": [ref.id for ref in found]}
