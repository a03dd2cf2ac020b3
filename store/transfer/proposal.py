"""A sheet that a person brings: what its rows would do in his hands, and doing it, all through the gate.

A row with the id of a record that he may read, or that is recognised (see `merging`), stands for that record; any other
makes one. What he may not read is not there for him: its names lead nowhere, and nothing is recognised in it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from store.errors import InvalidFile, InvalidValues, StoreError, Taken
from store.records import MOST, Records
from store.rows import Row, to_columns
from store.schema import Class
from store.transfer import wire
from store.transfer.bulk import batches
from store.transfer.cells import Cells
from store.transfer.columns import Columns, identity
from store.transfer.directory import Directory, Read
from store.transfer.headings import guessed
from store.transfer.lines import Lines
from store.transfer.merging import EMAIL, marks, same_by
from store.values import checked

What = Literal["create", "update", "unchanged", "duplicate", "error"]
Existing = Literal["skip", "update"]
MOST_ROWS = 5_000
"""Rows that a person brings at once: others wait while they are written."""
IN_THE_SHEET = ""
"""In place of an id: the record is made by an earlier row."""


@dataclass(slots=True)
class Step:
    """What one row does.

    Attributes:
        number: Of the row, as spreadsheets count them.
        what: That it does. A duplicate is there already, or was in the sheet before, and is left out.
        name: What people call its record.
        values: The fields that it gives a new record, or changes of one that is there.
        id: Of the record that it changes, or is the same as.
        error: Why it cannot be taken in.
    """

    number: int
    what: What
    name: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    id: str | None = None
    error: str = ""


class Sheet:
    """A sheet, and which of its columns mean what."""

    def __init__(self, cls: Class, content: bytes, cells: Cells, mapping: Mapping[str, str | None] | None) -> None:
        """Read a sheet.

        Args:
            cls: The class of its records.
            content: Of the file.
            cells: How values stand in it.
            mapping: Heading → key, or nothing for a column that is left out. Headings that it does not name, all of
                them without it, are guessed.

        Raises:
            InvalidValues: The records of the class are not brought in this way, or the mapping names what is not there.
            InvalidFile: It is no sheet, or has more than 5,000 rows.
        """
        if cls.model.managed:
            raise InvalidValues(f"A {cls.word} is not imported by a sheet.")
        self.cls = cls
        self.columns = Columns(cls, cells)
        stamped = {key for key, spec in self.columns.form.fields.items() if spec.name in cls.model.stamped}
        self.keys = ["id", *(key for key in self.columns.form.fields if key not in stamped)]
        known = {name: key for name, key in self.columns.known.items() if key in self.keys}
        self.lines = Lines(content, "The sheet", known, guess=True)
        if not self.lines.titles:
            raise InvalidFile("The sheet is empty: it begins with the names of its columns.")
        self.meant = self._meant(dict(mapping or {}), known)
        self.rows = [(number, list(cells)) for number, cells in self.lines]
        if len(self.rows) > MOST_ROWS:
            raise InvalidFile(
                f"The sheet has {len(self.rows):,} rows; {MOST_ROWS:,} is the most. `parley import` takes more at once."
            )

    def _meant(self, mapping: dict[str, str | None], known: Mapping[str, str]) -> list[str | None]:
        """Return the key of each column."""
        chosen = [key for key in mapping.values() if key]
        if wrong := [key for key in chosen if key not in self.keys]:
            raise InvalidValues(f"{wrong[0][:100]!r} is no field here; there are {', '.join(self.keys)}.")
        if len(set(chosen)) < len(chosen):
            raise InvalidValues("The mapping gives two columns to one field.")
        left = {name: key for name, key in known.items() if key not in chosen}
        rest = guessed([title if title not in mapping else "" for title in self.lines.titles], left)
        return [mapping.get(title, key) for title, key in zip(self.lines.titles, rest, strict=True)]

    def cells(self) -> Iterator[tuple[int, dict[str, str], str]]:
        """Yield each row: its number, its cells by key, and what is wrong with its form."""
        for number, cells in self.rows:
            wrong = "it has more cells than the header." if any(cells[len(self.meant) :]) else ""
            yield number, {key: cell for key, cell in zip(self.meant, cells, strict=False) if key}, wrong


class Proposal:
    """What a sheet would do to the records of one principal."""

    def __init__(self, records: Records, sheet: Sheet, existing: Existing) -> None:
        """Look at every row; nothing is written.

        Args:
            records: As the principal may see and change them.
            sheet: The sheet.
            existing: Whether a row that is recognised changes its record, or is left out as a duplicate.
        """
        self._records = records
        self._cls = sheet.cls
        self._columns = sheet.columns
        self._existing = existing
        self._directory = Directory(records.schema, readable(records))
        rows = list(sheet.cells())
        if sheet.columns.points_home:
            self._directory.expect(self._cls.name, sheet.columns.titles(cells for _, cells, _ in rows))
        self._specs = [spec for key, spec in sheet.columns.form.fields.items() if key in sheet.meant]
        self._same_by = same_by(self._cls, self._specs)
        self._known = self._marked()
        self._was = self._here([identity(cells) for _, cells, _ in rows])
        self._seen: set[str] = set()
        self.steps = [self._step(number, cells, wrong) for number, cells, wrong in rows]
        self._check_writable()
        self._check_unique()

    def of(self, what: What) -> list[Step]:
        """Return the rows that do the same."""
        return [step for step in self.steps if step.what == what]

    def apply(self) -> None:
        """Do it, but for what cannot be done; the caller's unit of work keeps it, or not.

        Raises:
            StoreError: Somebody has changed something meanwhile.
        """
        for step in self.steps:
            if step.what == "create":
                self._records.create(self._cls.name, step.values, object_id=step.id)
            elif step.what == "update" and step.id:
                self._records.update(self._cls.name, step.id, step.values)

    def _step(self, number: int, cells: Mapping[str, str], wrong: str) -> Step:
        try:
            if wrong:
                raise InvalidValues(wrong)
            return self._read(number, identity(cells), self._columns.read(cells, self._directory))
        except StoreError as error:
            return Step(number, "error", error=str(error))

    def _read(self, number: int, object_id: str, record: dict[str, Any]) -> Step:
        record.pop("id", None)
        if object_id and wire.identity("id", object_id) in self._seen:
            raise InvalidValues("the sheet has this id twice.")
        self._seen.add(object_id)
        if object_id in self._was:
            return self._changing(number, self._was[object_id], record)
        given = record if object_id else {key: value for key, value in record.items() if value is not None}
        whole, values = self._checked(given, new=True)
        name = str(whole[self._cls.model.title_field] or "")
        found = marks(self._cls, to_columns(self._cls, whole), self._same_by)
        there = None if object_id or not found else self._known.get(found[0])
        for mark in found:
            self._known.setdefault(mark, IN_THE_SHEET)
        if there is None:
            return Step(number, "create", name, values, object_id or None)
        if there == IN_THE_SHEET or self._existing == "skip":
            return Step(number, "duplicate", name, id=there or None)
        return self._changing(number, self._records.get(self._cls.name, there), given)

    def _changing(self, number: int, was: Row, given: Mapping[str, Any]) -> Step:
        """Return what a row changes of a record; an empty cell is no change of empty text."""
        _, values = self._checked(given, new=False)
        changed = {
            name: value
            for name, value in values.items()
            if value != was[name] and not (value is None and was[name] == "")
        }
        what: What = "update" if changed else "unchanged"
        return Step(number, what, str(was[self._cls.model.title_field] or ""), changed, was["object_id"])

    def _checked(self, given: Mapping[str, Any], *, new: bool) -> tuple[Row, Row]:
        """Return the values of a record as its class takes them: all of them, and those that were given."""
        specs = {key: self._columns.form.fields[key] for key in given}
        found = {spec.name: wire.value(key, spec, given[key]) for key, spec in specs.items()}
        values = checked(self._cls, found, new=new)
        return values, {name: values[name] for name in found}

    def _marked(self) -> dict[Any, str]:
        """Return the records that are there by what they are recognised by."""
        told = [spec.name for spec in self._specs if set(spec.columns) & set(self._same_by)]
        names = {self._cls.model.title_field, *told, *({EMAIL} & set(self._cls.fields))}
        rows = self._records.columns(self._cls.name, sorted(names))
        return {mark: row["object_id"] for row in rows for mark in marks(self._cls, row, self._same_by)}

    def _here(self, ids: Sequence[str]) -> dict[str, Row]:
        found: dict[str, Row] = {}
        for some in batches((one for one in ids if one), MOST):
            found |= self._records.get_many(self._cls.name, some)
        return found

    def _check_writable(self) -> None:
        """Tell of rows whose records may be read, and not changed; or that none may be added."""
        changing = [step.id for step in self.of("update") if step.id]
        able = {one for some in batches(changing, MOST) for one in self._records.writable(self._cls.name, some)}
        for step in self.of("update"):
            if step.id not in able:
                step.what, step.error = "error", f"You may read this {self._cls.word}, but not change it."
        if not self._records.may_add(self._cls.name):
            for step in self.of("create"):
                step.what, step.error = "error", f"You may not add a {self._cls.word}."

    def _check_unique(self) -> None:
        """Tell of values that another row has, and no two records may have; the store tells of those that are there."""
        seen: dict[tuple[str, str], int] = {}
        for step in [*self.of("create"), *self.of("update")]:
            for name in self._cls.model.unique:
                if not isinstance(value := step.values.get(name), str):
                    continue
                if seen.setdefault((name, value.lower()), step.number) != step.number:
                    step.what, step.error = "error", str(Taken(self._cls.name, name, value))


def readable(records: Records) -> Read:
    """Return what reads the records that the principal may see; users' addresses only if he sees them."""

    def read(cls: str, field: str) -> Iterable[tuple[str, str | None]]:
        public = records.schema[cls].model.public
        if public and field not in public and not records.principal.rank.sees_all:
            return []
        return [(row["object_id"], row[field]) for row in records.columns(cls, [field])]

    return read
