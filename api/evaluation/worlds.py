"""The workspaces in which cases begin: each is made once, and copied for every case."""

import json
from collections.abc import Callable, Sequence
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from typing import Any

from api.evaluation.cases import Case, Operation
from api.evaluation.states import Directory, schema, shapes
from store.errors import InvalidFile
from store.store import Store
from store.transfer.loading import import_state, read_state
from store.transfer.progress import ignore
from store.transfer.state import State


class Worlds:
    """The databases of cases' worlds, with what their `setup` does to them."""

    def __init__(self, states: Path, databases: Path) -> None:
        """Take states from one folder, and keep databases in the other, which lives as long as they are needed."""
        self._states = states
        self._databases = databases
        self._read: dict[str, State] = {}

    def made(self, cases: Sequence[Case], progress: Callable[[int, int], None] = ignore) -> list[Path]:
        """Return the database in which each case begins.

        Its records were made at the case's moment; a state says nothing of when they were.

        Raises:
            InvalidFile: A world is not there or cannot be taken in, a case's user is not in it, or its setup names
                what is not.
        """
        found = []
        for number, case in enumerate(cases, start=1):
            try:
                found.append(self._of(case))
            except (InvalidFile, LookupError) as error:
                raise InvalidFile(f"{case.place}: {error.args[0]}") from None
            progress(number, len(cases))
        return found

    def _of(self, case: Case) -> Path:
        state = self._state(case.world)
        if case.user not in {user["id"] for user in state.get("users", [])}:
            raise LookupError(f"there is no user {case.user!r} in {case.world}.")
        parts = [case.world, case.now.isoformat(), [operation.told() for operation in case.setup]]
        name = sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
        path = self._databases / f"{name}.db"
        if not path.exists():
            store = Store.open(f"sqlite:///{path}", schema())
            try:
                import_state(store, arranged(state, case.setup), now=case.now)
            except BaseException:
                path.unlink()
                raise
            finally:
                store.close()
        return path

    def _state(self, name: str) -> State:
        if name not in self._read:
            said: Any = read_state(self._states / name)
            if not _is_state(said):
                raise InvalidFile(f"{name} is no state: lists of records, each an object with an id.")
            self._read[name] = said
        return self._read[name]


def _is_state(said: Any) -> bool:
    return isinstance(said, dict) and all(
        isinstance(records, list) and all(isinstance(one, dict) and isinstance(one.get("id"), str) for one in records)
        for records in said.values()
    )


def arranged(state: State, operations: Sequence[Operation]) -> State:
    """Return a state after the operations of a case's `setup`.

    Raises:
        LookupError: One names what is not there.
    """
    found = deepcopy(state) if operations else state
    for number, operation in enumerate(operations, start=1):
        _apply(found, operation, number)
    return found


def _apply(state: State, operation: Operation, number: int) -> None:
    records = state.setdefault(shapes()[operation.cls].plural, [])
    known = Directory(state)
    values = {key: known.find(operation.cls, key, value) for key, value in operation.values.items()}
    if operation.op == "create":
        records.append({"id": f"setup-{number}"} | values)
        return
    ref = operation.match.get("ref")
    record = known.records[operation.cls].get(str(ref))
    if record is None:
        raise LookupError(f"setup names the {operation.cls} {ref!r}, which is not there.")
    if operation.op == "delete":
        records.remove(record)
        return
    record |= values
    for key, text in operation.append.items():
        record[key] = f"{record.get(key) or ''}{text}"
