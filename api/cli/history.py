"""What was changed, by whom, and taking it back: `parley history`, `parley undo`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.failures import FAILED, WAITING
from api.cli.opening import DOOR, As, acting, opened

if TYPE_CHECKING:
    from api.workspace import Workspace
    from store.principal import Principal

MOST = 200
"""Changes that are looked at."""
MOST_TOLD = 20
"""Records of a run that are told one by one."""
MOST_UNASKED = 2
"""Records that are taken back without asking, as many as the assistant changes without asking."""
SHORT = 10
"""Characters of a run's id that are shown; any beginning that fits one run alone names it."""


def history(
    *,
    run: Annotated[str | None, typer.Option(help="Only of this run.")] = None,
    user: Annotated[str | None, typer.Option(help="Only by this user.")] = None,
    record: Annotated[str | None, typer.Option(help="Only of this record, by name or id.")] = None,
    of_class: Annotated[str | None, typer.Option("--class", help="The class of the record, e.g. Deal.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many, the latest first.")] = 20,
    name: As = None,
) -> None:
    """Show who changed what, and when; the latest first."""
    from api.cli.changes import lines
    from api.cli.rendering import notice, show, table
    from store import runs

    with opened() as workspace:
        wanted = {"run": run and runs.named(workspace.store, run), "user": user, "target": record, "class": of_class}
        arguments = {key: value for key, value in wanted.items() if value is not None} | {"limit": MOST}
        found = _call(workspace, acting(workspace, name), "history", arguments)
    if not found["changes"]:
        notice("Nothing was changed yet." if not (run or user or record) else "No such change.")
        return
    told = list(lines(found["changes"], limit + 1, more="note" in found, whole=run is not None))
    show(table(["When", "Who", "Door", "What", "Run"], [[*rest, here[:SHORT]] for *rest, here in told[:limit]]))
    if len(told) > limit or "note" in found:
        notice("There is more; --limit, --run, --user and --record choose.")


def undo(
    run: Annotated[str | None, typer.Argument(help="The run, or how its id begins; see `parley history`.")] = None,
    *,
    preview: Annotated[bool, typer.Option("--preview", help="Only show what it would do.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask, however many records it is about.")] = False,
    name: As = None,
) -> None:
    """Take back all that a run changed; without RUN, the last one of this terminal that still stands.

    That is the last thing that was changed in `parley chat` or by a command such as `parley import`. With --as it is
    the last run of that user, through whatever door. A record that was changed since is reported, and nothing is
    undone. When no RUN is named and it is about more than two records, it asks first.
    """
    from api.cli.rendering import notice, say
    from store import runs
    from store.errors import NothingToUndo

    with opened() as workspace:
        me = acting(workspace, name)
        chosen = runs.named(workspace.store, run) if run else runs.last(workspace.store, _users(workspace, me, name))
        if chosen is None:
            raise NothingToUndo("There is nothing to undo here.")
        planned = _call(workspace, me, "undo", {"run": chosen, "preview": True})
        if preview:
            say(*_told(planned["would_undo"], only_planned=True))
            say(*(f"was changed since: {row['class'].lower()} {row['name']}" for row in planned["conflicts"]))
            raise typer.Exit(FAILED if planned["conflicts"] else 0)
        if run is None and not yes and not planned["conflicts"]:
            _ask(planned["would_undo"], chosen)
        with runs.running(workspace.store, me, DOOR) as origin:
            found = _call(workspace, me, "undo", {"run": chosen}, run=origin.run)
    say(*_told(found["undone"]))
    notice(f"Run {chosen[:SHORT]} was taken back.")


def _told(rows: list[dict[str, Any]], *, only_planned: bool = False) -> list[str]:
    """Return the records of a run in words, the first of them."""
    from api.cli.changes import told

    more = [f"… and {len(rows) - MOST_TOLD:,} more"] if len(rows) > MOST_TOLD else []
    return [*(told(row, only_planned=only_planned) for row in rows[:MOST_TOLD]), *more]


def _ask(rows: list[dict[str, Any]], run: str) -> None:
    """Ask whether a run shall be taken back that nobody named, unless it is a small one.

    Raises:
        Exit: The answer is no, or there is nobody to ask.
    """
    import sys

    from api.cli.rendering import notice, say

    if len(rows) <= MOST_UNASKED:
        return
    say(*_told(rows, only_planned=True))
    if not sys.stdin.isatty():
        notice(f"Nothing was undone; it waits for a yes: parley undo {run[:SHORT]}")
        raise typer.Exit(WAITING)
    if not typer.confirm("Shall I?"):
        notice("Nothing was undone.")
        raise typer.Exit


def _users(workspace: "Workspace", me: "Principal", name: str | None) -> list[str]:
    """Return whose last run it may be: the user's with --as, otherwise the owner's and that of who chats here."""
    admin = workspace.users.first_admin()
    return [me.user] if name or admin is None else [me.user, admin.user]


def _call(
    workspace: "Workspace", me: "Principal", tool: str, arguments: dict[str, Any], *, run: str | None = None
) -> dict[str, Any]:
    """Return the result of a tool."""
    from datetime import UTC, datetime

    from store.changes import Origin
    from tools import Context, all_tools

    context = Context(workspace.store, me, Origin(DOOR, run), datetime.now(UTC), workspace.settings.currency)
    result: dict[str, Any] = all_tools(workspace.store.schema)[tool](context, arguments)
    return result
