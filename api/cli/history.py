"""What was changed, by whom, and taking it back: `parley history`, `parley undo`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.failures import FAILED
from api.cli.opening import DOOR, As, acting, opened, speaking

if TYPE_CHECKING:
    from api.workspace import Workspace
    from store.principal import Principal

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
    from api.cli.rendering import notice, show, table
    from store import runs

    with opened() as workspace:
        wanted = {"run": run and runs.named(workspace.store, run), "user": user, "target": record, "class": of_class}
        arguments = {key: value for key, value in wanted.items() if value is not None} | {"limit": limit}
        found = _call(workspace, acting(workspace, name), "history", arguments)
    if not found["changes"]:
        notice("Nothing was changed yet." if not (run or user or record) else "No such change.")
        return
    show(table(["When", "Who", "Door", "What", "Run"], [_row(row) for row in found["changes"]]))
    if "note" in found:
        notice(found["note"])


def undo(
    run: Annotated[str | None, typer.Argument(help="The run, or how its id begins; see `parley history`.")] = None,
    *,
    preview: Annotated[bool, typer.Option(help="Only show what it would do.")] = False,
    name: As = None,
) -> None:
    """Take back all that a run changed; without RUN, the last one of this terminal that still stands.

    That is the last thing that was changed in `parley chat` or by a command such as `parley import`. With --as it is
    the last run of that user, through whatever door. A record that was changed since is reported, and nothing is undone.
    """
    from api.cli.changes import told
    from api.cli.rendering import notice, say
    from store import runs
    from store.errors import NothingToUndo

    with opened() as workspace:
        me = acting(workspace, name)
        chosen = runs.named(workspace.store, run) if run else runs.last(workspace.store, _users(workspace, me, name))
        if chosen is None:
            raise NothingToUndo("There is nothing to undo here.")
        arguments = {"run": chosen, "preview": preview}
        if preview:
            found = _call(workspace, me, "undo", arguments)
            say(*(f"would be {told(row)}" for row in found["would_undo"]))
            say(*(f"was changed since: {row['class'].lower()} {row['name']}" for row in found["conflicts"]))
            if found["conflicts"]:
                raise typer.Exit(FAILED)
            return
        with runs.running(workspace.store, me, DOOR) as origin:
            found = _call(workspace, me, "undo", arguments, run=origin.run)
    say(*(told(row) for row in found["undone"]))
    notice(f"Run {chosen[:SHORT]} was taken back.")


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


def _row(row: dict[str, Any]) -> list[str]:
    from api.cli.changes import moment, told

    return [moment(row["at"]), row["who"], row["door"], told(row), row.get("run", "")[:SHORT]]
