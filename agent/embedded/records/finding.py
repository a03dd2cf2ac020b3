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
        others = [ref for ref in group if ref.cls != cls.name]
        through = [
            self.query(cls, noun, [*where, {"field": path, "op": "is", "value": ref.id}])
            for ref in others
            for path in self._paths(cls, ref.cls)
        ]
        apart = [ref for ref in others if not self._paths(cls, ref.cls)]
        if apart:
            rows += yield from self._apart(cls, noun, apart, where)
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

    def _apart(self, cls: Class, noun: Noun, refs: Sequence[Ref], where: list[dict[str, Any]]) -> Step:
        """Return the rows that records name which the class does not point to, or those beyond them."""
        named = yield from self._named_by(cls, refs)
        ids = list(dict.fromkeys(one for ref in refs for one in named[ref.id]))
        rows: Rows = []
        if ids:
            near = {"field": "id", "op": "one_of", "value": ids}
            rows += yield from self.found([self.query(cls, noun, [*where, near])])
        for ref in refs:
            if not named[ref.id]:
                rows += yield from self.twice(cls, noun, ref, where)
        return rows

    def _named_by(
        self, cls: Class, refs: Sequence[Ref], *, further: bool = True
    ) -> Generator[list[Call], list[Result], dict[str, list[str]]]:
        """Return, for each record, those of a class that it names: the contact of a deal, or of the deal of a call.

        All are asked for at once: where eight deals fit a name, one after the other would never come to an end.
        """
        known = [name for name in dict.fromkeys(ref.cls for ref in refs) if name in self._vocabulary.classes]
        calls = [
            Call(
                f"find_{self._vocabulary.classes[name].plural}",
                {"where": [{"field": "id", "op": "one_of", "value": [ref.id for ref in refs if ref.cls == name]}]},
            )
            for name in known
        ]
        results = (yield calls) if calls else []
        named = {row["id"]: _pointed(row) for result in results for row in result.get("records", [])}
        ids = {ref.id: [one.id for one in named.get(ref.id, []) if one.cls == cls.name] for ref in refs}
        lacking = {ref.id: named.get(ref.id, []) for ref in refs if not ids[ref.id]}
        steps = list({one.id: one for others in lacking.values() for one in others}.values())
        if further and steps:
            beyond = yield from self._named_by(cls, steps, further=False)
            for own, others in lacking.items():
                ids[own] = [one for other in others for one in beyond[other.id]]
        return {own: list(dict.fromkeys(found)) for own, found in ids.items()}

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

    def silent(self, rows: Rows, since: str) -> Step:
        """Return the rows whose contact has had no activity since a day, or that have none."""
        ids = sorted({row["contact"]["id"] for row in rows if isinstance(row.get("contact"), dict)})
        if not ids:
            return rows
        where = [{"field": "id", "op": "one_of", "value": ids}]
        quiet = yield from self.found([Call("find_contacts", {"where": where, "quiet_since": since, "limit": MOST})])
        heard = set(ids) - {row["id"] for row in quiet}
        return [row for row in rows if not (isinstance(row.get("contact"), dict) and row["contact"]["id"] in heard)]

    def people(self, deals: Rows) -> Generator[list[Call], list[Result], tuple[Rows, list[str]]]:
        """Return the contacts of deals, and the names of those that have other deals as well."""
        refs = {row["contact"]["id"]: ref_of(row["contact"]) for row in deals if isinstance(row.get("contact"), dict)}
        if not refs:
            return [], []
        where = [{"field": "contact", "op": "one_of", "value": sorted(refs)}]
        rows = yield from self.found([Call("find_deals", {"where": where, "limit": MOST})])
        known = {row["id"] for row in deals}
        others = [row["contact"]["id"] for row in rows if row["id"] not in known]
        return [row_of(ref) for ref in refs.values()], [refs[one].name for one in others if one in refs]

    def located(self, cls: Class, place: str) -> Generator[list[Call], list[Result], list[str]]:
        """Return the records of a class in a place: by an address, or a line of their notes such as "Region: Kent"."""
        near = [field.name for field in cls.pointing("Company")]
        paths = ["address"] if "address" in cls.fields else [f"{name}.address" for name in near]
        calls = [_containing(cls, path, place) for path in (*paths, *(one.name for one in cls.kinds("long")))]
        results = yield calls
        found: list[str] = []
        for call, result in zip(calls, results, strict=True):
            path = call.arguments["where"][0]["field"]
            rows = result.get("records", [])
            told = [row for row in rows if path not in row or _line(str(row[path]), place)]
            found += [row["id"] for row in told]
        return sorted(set(found))

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


def _pointed(row: dict[str, Any]) -> list[Ref]:
    return [ref_of(value) for value in row.values() if isinstance(value, dict) and value.get("id")]


def _containing(cls: Class, path: str, text: str) -> Call:
    where = [{"field": path, "op": "contains", "value": text}]
    return Call(f"find_{cls.plural}", {"where": where, "long": True, "limit": MOST})


def _line(text: str, place: str) -> bool:
    """Whether a line of a text is nothing but that place, with or without what it is: "Region: Kent"."""
    values = [line.rpartition(":")[2].strip(" .,;").casefold() for line in text.splitlines()]
    return place.casefold() in values


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
