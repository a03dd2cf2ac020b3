"""Sheets in the terminal: those of the owner go past the gate, those of a user through it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from api.cli.opening import DOOR

if TYPE_CHECKING:
    from api.workspace import Workspace
    from store.principal import Principal
    from store.transfer.cells import Cells
    from store.transfer.files import Target
    from store.transfer.proposal import Proposal
    from store.transfer.sheets import Outcome

MOST_TOLD = 20
"""Faults of a sheet that are told one by one."""
MOST_PROBLEMS = 1_000


class Bringing:
    """Brings sheets of one class in and out, for one principal."""

    def __init__(self, workspace: "Workspace", me: "Principal", cls: str, locale: str | None) -> None:
        self._workspace = workspace
        self._me = me
        self._cls = cls
        self._locale = locale or (workspace.settings.locale if me.is_system else me.locale)

    def take_in(self, source: Path, *, check: bool, told: Callable[[int, int], None]) -> "Outcome":
        """Bring a sheet in, all or nothing, and return what it did, or with `check` what it would do.

        Raises:
            InvalidFile: It is no sheet, or something in it is wrong; with `check` only the former.
        """
        from store.transfer.sheets import import_csv

        if not self._me.is_system:
            return self._take_in_by_hand(source, check=check)
        zone = self._me.time_zone
        return import_csv(
            self._workspace.store,
            self._cls,
            source,
            dry_run=check,
            locale=self._locale,
            time_zone=zone,
            progress=told,
        )

    def take_out(self, target: "Target", *, force: bool, told: Callable[[int, int], None]) -> int:
        """Write a sheet, and return how many records are in it."""
        from store.changes import Origin
        from store.transfer import files, readable
        from store.transfer.sheets import export_csv

        store = self._workspace.store
        if self._me.is_system:
            zone = self._me.time_zone
            return export_csv(
                store, self._cls, target, locale=self._locale, time_zone=zone, overwrite=force, progress=told
            )
        with store.reading(self._me) as records:
            count = records.count(self._cls)
        with files.writing(target, overwrite=force) as file:
            for block in readable.sheet(store, self._me, self._cls, {}, Origin(DOOR), self._cells):
                file.write(block)
        return count

    def _take_in_by_hand(self, source: Path, *, check: bool) -> "Outcome":
        from store import runs
        from store.transfer import files
        from store.transfer.proposal import Proposal, Sheet

        store = self._workspace.store
        sheet = Sheet(store.schema[self._cls], files.read(source), self._cells, None)
        if check:
            with store.reading(self._me) as records:
                return _outcome(Proposal(records, sheet, "skip"), None)
        with runs.running(store, self._me, DOOR) as origin, store.records(self._me, origin) as records:
            proposal = Proposal(records, sheet, "skip")
            if not proposal.of("error"):
                proposal.apply()
            return _outcome(proposal, origin.run if records.changes else None)

    @property
    def _cells(self) -> "Cells":
        from store.transfer.cells import Cells

        return Cells(self._locale, self._me.time_zone)


def tell(outcome: "Outcome", file: Path, *, check: bool) -> None:
    """Say what a sheet did, or would do.

    Raises:
        InvalidFile: Something in it is wrong.
    """
    from api.cli.rendering import notice, say
    from store.errors import InvalidFile

    if outcome.problems:
        say(*outcome.problems[:MOST_TOLD])
        more = f", {outcome.problem_count - MOST_TOLD:,} more than these" if outcome.problem_count > MOST_TOLD else ""
        raise InvalidFile(f"{file} has {outcome.problem_count:,} faults{more}; with them, nothing would be imported.")
    would = "Would import" if check else "Imported"
    say(f"{would} {outcome.created:,} new and {outcome.updated:,} changed records.")
    if outcome.unchanged or outcome.duplicates:
        left = f"{outcome.unchanged:,} rows unchanged, {len(outcome.duplicates):,} left out as duplicates"
        notice(f"Already here: {left}.")


def _outcome(proposal: "Proposal", run: str | None) -> "Outcome":
    from store.transfer.merging import label
    from store.transfer.sheets import Outcome

    wrong = proposal.of("error")
    return Outcome(
        run=run,
        created=len(proposal.of("create")),
        updated=len(proposal.of("update")),
        unchanged=len(proposal.of("unchanged")),
        duplicates=[step.number for step in proposal.of("duplicate")],
        problems=[f"{label(step.number)}: {step.error}" for step in wrong[:MOST_PROBLEMS]],
        problem_count=len(wrong),
    )
