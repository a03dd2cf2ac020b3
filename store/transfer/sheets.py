"""Takes the records of one class out as a sheet, and one in: all of it, or nothing.

Pointers are written by name where only one record goes by it, and otherwise by id. Text that is empty, and text that is
not there, are both an empty cell. Explicit ACLs, and roles but for the one that decides, are not in a sheet.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from store.accounts import Accounts
from store.schema import Class, Schema
from store.store import Store
from store.transfer import files, grid, people
from store.transfer.bulk import Bulk
from store.transfer.cells import Cells
from store.transfer.columns import Columns
from store.transfer.directory import Directory, everything
from store.transfer.files import Target
from store.transfer.intake import Intake
from store.transfer.merging import Merging, label
from store.transfer.problems import Problems
from store.transfer.progress import Progress, counted, ignore
from store.transfer.snapshot import in_order, snapshot
from store.transfer.wire import USER


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sheet did, or would do."""

    run: str | None
    """The run that takes it back when it is undone; `None` when nothing was written."""
    created: int
    updated: int
    unchanged: int
    """Rows whose id is known, and that say what is there already."""
    duplicates: list[int]
    """Rows without an id that are there already, or twice in the sheet; they are left out."""
    problems: list[str]
    """What is wrong, row by row, at most 1,000; with any, nothing is written."""
    problem_count: int


def export_csv(
    store: Store,
    name: str,
    target: Target,
    *,
    locale: str = "en",
    time_zone: str = "UTC",
    overwrite: bool = False,
    progress: Progress = ignore,
) -> int:
    """Write the records of a class to a sheet, the oldest first, and return how many there are.

    Args:
        store: The workspace.
        name: The class.
        target: Where the sheet goes.
        locale: Decides on decimals and on what stands between cells. Dates are in ISO 8601.
        time_zone: Where a moment is midnight, and so written as a day.
        overwrite: Whether a file of this name is replaced.
        progress: Told how many records are written.

    Raises:
        UnknownClass: There is no such class.
        InvalidValues: There is no such locale or time zone.
        InvalidFile: There is such a file already, or it cannot be written.
        StorageFull: There is no room for it.
    """
    cls, cells = store.schema[name], Cells(locale, time_zone)
    columns = Columns(cls, cells)
    with files.writing(target, overwrite=overwrite) as file, snapshot(store) as connection:
        count = connection.scalar(select(func.count()).select_from(cls.table)) or 0
        rows = counted(_rows(connection, store.schema, cls, columns), progress, count)
        for line in grid.written(columns.keys, cells.delimiter, rows):
            file.write(line)
    return count


def import_csv(
    store: Store,
    name: str,
    path: Path,
    *,
    dry_run: bool = False,
    locale: str = "en",
    time_zone: str = "UTC",
    progress: Progress = ignore,
    now: datetime | None = None,
) -> Outcome:
    """Take in a sheet of records of a class, as one run of the workspace itself, and tell what it did.

    A row with the id of a record changes it, in the columns that the sheet has; with another id it makes a record under
    this id; without one it makes a record, unless that is there already (see `merging`).

    Args:
        store: The workspace.
        name: The class.
        path: The sheet. Its first row names columns, as the wire calls fields or in words: `Expected close date`.
        dry_run: Only tell what would be done, and everything that is wrong.
        locale: Says how numbers and dates are written.
        time_zone: Where days begin and clocks are read, unless a date has an offset.
        progress: Told how many records are written.
        now: The moment that new and changed records bear; by default the present one.

    Raises:
        UnknownClass: There is no such class.
        InvalidValues: There is no such locale or time zone.
        InvalidFile: Something in the sheet is wrong; nothing is written. In a dry run only when it is no sheet.
    """
    cls, moment = store.schema[name], now or datetime.now(UTC)
    columns = Columns(cls, Cells(locale, time_zone))
    sheet = grid.Grid(path, columns.known)
    rows, problems = list(sheet.rows()), Problems()
    with store.writing() as connection:
        Accounts(connection, store.schema).lock()
        merging = Merging(connection, store.schema, columns, problems, moment)
        merging.take(rows)
        intake = Intake(connection, store.schema, problems)
        records = [*intake.fit(merging.new, moment, also=merging.changed_drafts), *merging.changed]
        if not dry_run:
            problems.refuse()
        run = Bulk(connection, store.schema, moment).write(records, progress) if records and not dry_run else None
    known = [number for number, _, _ in rows if label(number) in {draft.label for draft in intake.matched}]
    return Outcome(
        run=run,
        created=len(records) - len(merging.changed),
        updated=len(merging.changed),
        unchanged=merging.unchanged,
        duplicates=sorted([*merging.duplicates, *known]),
        problems=problems.sentences,
        problem_count=problems.count,
    )


def _rows(connection: Connection, schema: Schema, cls: Class, columns: Columns) -> Iterator[list[str]]:
    directory = Directory(schema, everything(connection, schema))
    account: Any = schema.own.account
    beside = (
        {row["user"]: dict(row) for row in connection.execute(select(account)).mappings()} if cls.name == USER else {}
    )
    for row in connection.execute(in_order(cls)).mappings():
        record = columns.form.write(dict(row), None, directory.has)
        if cls.name == USER:
            record |= people.write(beside.get(row["object_id"], {}))
        yield columns.write(record, directory)
