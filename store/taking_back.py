"""Taking a run back: whose it is to undo, and the doing. `store.undo` has what it was."""

from collections.abc import Sequence

from sqlalchemy import select

from store import names, undo
from store.asking import Asking
from store.changes import Change, Origin
from store.errors import Conflict, NothingToUndo
from store.log import Log
from store.undo import Step


class TakingBack:
    """Undo, by one principal in one unit of work."""

    def __init__(self, ask: Asking, log: Log, origin: Origin) -> None:
        self._ask = ask
        self._log = log
        self._origin = origin
        self._connection, self._schema, self._principal = ask.connection, ask.schema, ask.principal

    def of(self, run: str | None, *, preview: bool) -> list[Step]:
        """Return every record of a run to what it was before, as `Records.undo` has it."""
        if not preview:
            self._log.lock()
        mine = (self._principal.user, self._origin.thread, self._origin.run)
        run = run or undo.last_run(self._connection, self._schema, *mine)
        steps = undo.steps(self._connection, self._schema, run) if run and run != self._origin.run else []
        if not run or not steps or not self._may_undo(run, steps):
            raise NothingToUndo("There is nothing to undo here.")
        if preview:
            return steps
        if since := [(step.change.cls, step.change.object_id) for step in steps if step.changed_since]:
            raise Conflict(f"{len(since)} of {len(steps)} records changed since; nothing was undone.", since)
        for step in steps:
            cls = self._schema[step.change.cls]
            change = undo.put_back(self._connection, cls, step)
            names.renamed(self._connection, self._schema, change)
            self._log.append(change)
        undo.note(self._connection, self._schema, run, self._origin.run)
        return steps

    def _may_undo(self, run: str, steps: Sequence[Step]) -> bool:
        """Whether it is the principal's own run, or anyone's for a manager, and still stands. Undoing is writing."""
        if not self._ask.gate.may_write or undo.taken_back(self._connection, self._schema, run):
            return False
        if not all(self._may_put_back(step.change) for step in steps):
            return False
        change = self._schema.own.change
        users = select(change.c.user).where(change.c.run == run).distinct()
        return self._principal.rank.sees_all or list(self._connection.scalars(users)) == [self._principal.user]

    def _may_put_back(self, change: Change) -> bool:
        """Whether records of the class are everybody's to write; of users, each has only himself.

        What a blueprint did is taken back by another blueprint only, and so is what was in a class that is gone.
        """
        if change.cls not in self._schema.classes:
            return False
        cls = self._schema[change.cls]
        mine = change.what in ("updated", "shared") and change.object_id == self._principal.user
        return mine or not cls.model.managed or self._ask.gate.may_add(cls)
