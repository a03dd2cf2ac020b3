"""Takes a state into a workspace: all of it, or nothing.

A record whose id is here already must be the same in the file, and is left alone; so the same file may come twice.
There is no import over what is there: a sheet changes records, an archive replaces a workspace.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from reprlib import repr as short
from typing import Any, NoReturn

from store.accounts import Accounts
from store.errors import InvalidFile, InvalidValues
from store.principal import Principal
from store.schema import Schema
from store.store import Store
from store.transfer import files
from store.transfer.bulk import Bulk
from store.transfer.form import Draft, Form, identity
from store.transfer.intake import Intake
from store.transfer.problems import Problems
from store.transfer.progress import Progress, ignore
from store.transfer.state import forms

NEWLINE = b"\n"


@dataclass(frozen=True, slots=True)
class Summary:
    """What an import did."""

    run: str | None
    """The run that takes it back when it is undone; `None` when there was nothing to write."""
    created: dict[str, int]
    """New records of each class."""
    unchanged: int
    """Records that were here already, as the file has them."""
    matched: int
    """Users who were here already; they were left as they are."""


def import_file(store: Store, path: Path, *, progress: Progress = ignore) -> Summary:
    """Take in a state that is written in a file as JSON; see `import_state`."""
    return import_state(store, read_state(path), progress=progress)


def import_state(
    store: Store,
    state: object,
    *,
    by: Principal | None = None,
    progress: Progress = ignore,
    now: datetime | None = None,
) -> Summary:
    """Take in a state, as one run, and tell what it did.

    Ids are kept, and references may stand before what they name. A user who is here already, by his e-mail address, is
    that user; the others are made without a password. Without `createdBy` a record has no creator.

    Args:
        store: The workspace.
        state: As JSON has it.
        by: Whose run it is; by default the workspace's own. It goes past the gate: he must be an admin.
        progress: Told how many records are written.
        now: The moment that new records bear; by default the present one.

    Raises:
        InvalidFile: Something in it is wrong; every reason is looked for, and nothing is written.
    """
    drafts = _drafts(store.schema, state)
    problems = Problems()
    moment = now or datetime.now(UTC)
    with store.writing() as connection:
        Accounts(connection, store.schema).lock()
        intake = Intake(connection, store.schema, problems)
        records = intake.fit(drafts, moment)
        problems.refuse()
        run = Bulk(connection, store.schema, moment, by).write(records, progress) if records else None
    created = Counter(record.cls.name for record in records)
    return Summary(run, dict(created), intake.unchanged, len(intake.matched))


def read_state(path: Path) -> object:
    """Return what a JSON file says.

    Raises:
        InvalidFile: It cannot be read, or is not JSON.
    """
    content = files.read(path)
    try:
        text = content.decode("utf-8-sig")
        return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_unique)
    except UnicodeDecodeError as error:
        reason = f"the text is not UTF-8, in line {content.count(NEWLINE, 0, error.start) + 1}"
    except json.JSONDecodeError as error:
        reason = f"line {error.lineno}, column {error.colno}: {error.msg[:1].lower()}{error.msg[1:]}"
    except RecursionError:
        reason = "lists and objects stand too deep in one another"
    except ValueError as error:
        reason = str(error)
    raise InvalidFile(f"{path} is not valid JSON; nothing was imported. The reason: {reason}.")


def _drafts(schema: Schema, state: object) -> list[Draft]:
    """Return the records of a state, each correct by itself.

    Raises:
        InvalidFile: One is not, or the state has another form.
    """
    known = forms(schema)
    if not isinstance(state, dict):
        raise InvalidFile(f"A state is an object with the lists {', '.join(known)}. Nothing was imported.")
    problems = Problems()
    found: list[Draft] = []
    for key, records in state.items():
        form = known.get(key)
        if form is None:
            problems.add(f"{short(key)} is no list here; there are {', '.join(known)}.")
        elif not isinstance(records, list):
            problems.add(f"{key}: it is a list of records, not {short(records)}.")
        else:
            found += _of_class(form, records, problems)
    problems.refuse()
    return found


def _of_class(form: Form, records: Iterable[object], problems: Problems) -> Iterator[Draft]:
    name = form.cls.name.strip("_")
    seen: set[str] = set()
    for number, record in enumerate(records, start=1):
        label = f"{name} number {number}"
        try:
            if not isinstance(record, dict):
                raise InvalidValues(f"it is {short(record)}, not an object.")
            object_id = identity(record)
            label = f"{name} {object_id}"
            if object_id in seen:
                raise InvalidValues("the file has this id twice.")
            seen.add(object_id)
            yield form.read(label, record)
        except InvalidValues as error:
            problems.add(f"{label}: {error}")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise ValueError(f"an object has the key {short(twice)} twice")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number in JSON")
