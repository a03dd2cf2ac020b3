"""Finds the records that a name may mean: directly, or through the records that point to them or that they name."""

from collections.abc import Generator, Sequence
from typing import Any

from agent.embedded.language.calls import Call, Result
from agent.embedded.language.intents import Noun
from agent.embedded.language.names import Ref, ref_of
from agent.embedded.language.vocabulary import Class, Vocabulary
from agent.embedded.records.narrowing import Rows, row_of, stem

MOST = 200
MOST_NAMES = 8
"""Records that are found for one name; where all of them are called the same, there may be more."""
Step = Generator[list[Call], list[Result], Rows]


class Refused(Exception):
    """A tool refused a call."""

    def __init__(self, result: Result) -> None:
        """Take its answer."""
        super().__init__(str(result.get("message", "")))
        self.result = result


class Finder:
    """Asks the find tools for records."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Take the classes."""
        self._vocabulary = vocabulary

    def query(self, cls: Class, noun: Noun, where: list[dict[str, Any]]) -> Call:
        """Return the call that finds what a noun says of a class, but for its names, under conditions."""
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

    def group(self, cls: Class, noun: Noun, group: list[Ref], where: list[dict[str, Any]]) -> Step:
        """Return the rows that one name may mean: directly, or through the records that point to it."""
        direct = [ref for ref in group if ref.cls == cls.name]
        rows: Rows = []
        if direct:
            rows += yield from self.found([self.query(cls, noun, [*where, _direct(cls, direct)])])
        through: list[Call] = []
        for ref in group:
            if ref.cls != cls.name:
                for path in self._paths(cls, ref.cls):
                    through.append(self.query(cls, noun, [*where, {"field": path, "op": "is", "value": ref.id}]))
                if not self._paths(cls, ref.cls):
                    ids = yield from self._named_by(cls, ref)
                    near = {"field": "id", "op": "one_of", "value": ids}
                    further = self.found([self.query(cls, noun, [*where, near])]) if ids else None
                    rows += yield from further or self.twice(cls, noun, ref, where)
        if through:
            rows += yield from self.found(through)
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

    def _named_by(
        self, cls: Class, ref: Ref, *, further: bool = True
    ) -> Generator[list[Call], list[Result], list[str]]:
        """Return the records of a class that another one names: the contact of a deal, or of the deal of a call."""
        source = self._vocabulary.classes.get(ref.cls)
        if not source:
            return []
        one = {"field": "id", "op": "is", "value": ref.id}
        (result,) = yield [Call(f"find_{source.plural}", {"where": [one]})]
        named = [
            ref_of(value)
            for row in result.get("records", [])
            for value in row.values()
            if isinstance(value, dict) and value.get("id")
        ]
        ids = [other.id for other in named if other.cls == cls.name]
        for other in named if further and not ids else ():
            ids += yield from self._named_by(cls, other, further=False)
        return list(dict.fromkeys(ids))

    def twice(self, cls: Class, noun: Noun, ref: Ref, where: list[dict[str, Any]]) -> Step:
        """Return rows that point to records that point to this one: activities of a company's people and deals.

        Of a person, those of the deals in which he is the contact.
        """
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
            self.query(cls, noun, [*where, {"field": name, "op": "one_of", "value": sorted(set(found))}])
            for name, found in ids.items()
            if found
        ]
        rows: Rows = []
        if last:
            rows = yield from self.found(last)
        return rows

    def found(self, calls: list[Call]) -> Step:
        """Return the records that calls find, each once.

        Raises:
            Refused: A tool refuses one of them.
        """
        results = yield calls
        rows: Rows = []
        for result in results:
            if "error" in result:
                raise Refused(result)
            rows += result.get("records", [])
        return list({row["id"]: row for row in rows}.values())


def _direct(cls: Class, found: Sequence[Ref]) -> dict[str, Any]:
    """Return the condition that a record is one of those that were found by a name, or of all that are called so."""
    names = {ref.name for ref in found}
    if len(found) >= MOST_NAMES and len(names) == 1 and cls.title:
        return {"field": cls.title, "op": "is", "value": names.pop()}
    return {"field": "id", "op": "one_of", "value": [ref.id for ref in found]}


def shown_again(refs: Sequence[Ref], vocabulary: Vocabulary) -> Step:
    """Return records that were shown before as they are now, in their order; what cannot be read, by its name only."""
    names = [name for name in dict.fromkeys(ref.cls for ref in refs) if name in vocabulary.classes]
    calls = []
    for name in names:
        ids = [ref.id for ref in refs if ref.cls == name]
        known = {"where": [{"field": "id", "op": "one_of", "value": ids}], "limit": MOST}
        calls.append(Call(f"find_{vocabulary.classes[name].plural}", known))
    results = (yield calls) if calls else []
    rows = {row["id"]: row for result in results for row in result.get("records", [])}
    return [rows.get(ref.id) or {**row_of(ref), "detail": ref.detail} for ref in refs]
