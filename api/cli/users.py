"""The users of the workspace: `parley user add|list|role|passwd|disable|enable|invite`."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.failures import misused
from api.cli.opening import DOOR, As, acting, opened

if TYPE_CHECKING:
    from store.accounts import Account

app = typer.Typer(name="user", help="Add, list and change the people who work here.", no_args_is_help=True)

Who = Annotated[str, typer.Argument(metavar="USER", help="Name or e-mail address.")]
FromInput = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input, one line.")]
LONGEST = 10_000
"""Bytes of a line with a password: more than any password may have."""


@app.command()
def add(
    username: Annotated[str, typer.Argument(help="What people call him or her, e.g. “Priya Nair”.")],
    email: Annotated[str, typer.Argument(help="E-mail address.")],
    *,
    role: Annotated[list[str] | None, typer.Option(help="admin, manager, rep or readonly; may be repeated.")] = None,
    from_input: FromInput = False,
    no_password: Annotated[bool, typer.Option("--no-password", help="Without one, nobody can sign in yet.")] = False,
    name: As = None,
) -> None:
    """Add a user. The first one of a workspace becomes its admin, others rep; where there is none, one is made."""
    from api.cli.rendering import say
    from api.settings import Settings
    from store.admission import Admission
    from store.changes import Origin

    Settings.of()  # before anything is asked
    password = None if no_password else _password(from_input=from_input, may_lack=True)
    with opened(create=True) as workspace:
        by = acting(workspace, name)
        admission = Admission(workspace.users)
        added = admission.add(by, username, email, password, roles=role or None, origin=Origin(DOOR))
    rest = "" if password else "; nobody can sign in as that user yet (`parley user passwd`)"
    say(f"Added {username} as {', '.join(sorted(added.roles))}{rest}.")


@app.command("list")
def list_users(*, name: As = None) -> None:
    """List the users, disabled ones too."""
    from api.cli.rendering import notice, show, table

    with opened() as workspace:
        accounts = workspace.users.everyone(acting(workspace, name))
    if not accounts:
        notice("There is no user yet; `parley user add` adds one.")
        return
    show(table(["Name", "E-mail", "Roles", "State", "Time zone"], [_row(account) for account in accounts]))


@app.command()
def role(
    user: Who,
    roles: Annotated[list[str], typer.Argument(metavar="ROLE...", help="All roles from now on.")],
    *,
    name: As = None,
) -> None:
    """Give a user these roles in place of those he has: admin, manager, rep, readonly, or one of your own."""
    from api.cli.rendering import say
    from store.changes import Origin

    with opened() as workspace:
        by = acting(workspace, name)
        account = workspace.users.set_roles(by, workspace.users.named(by, user).user, roles, origin=Origin(DOOR))
    say(f"{account.username} is {', '.join(sorted(account.roles))} now.")


@app.command()
def passwd(user: Who, *, from_input: FromInput = False, name: As = None) -> None:
    """Give a user another password, and end his sessions. It is asked for, and never shown."""
    from api.cli.rendering import say
    from store.changes import Origin

    with opened() as workspace:
        by = acting(workspace, name)
        account = workspace.users.named(by, user)
        password = _password(from_input=from_input, may_lack=False) or ""
        workspace.users.set_password(by, account.user, password, origin=Origin(DOOR))
    say(f"{account.username} has a new password; open sessions have ended.")


@app.command()
def disable(
    user: Who,
    *,
    successor: Annotated[str | None, typer.Option(metavar="USER", help="Who takes over what he owns.")] = None,
    name: As = None,
) -> None:
    """Keep a user out from now on, and hand over what he owns. His records stay."""
    from api.cli.rendering import say
    from store.changes import Origin

    with opened() as workspace:
        by = acting(workspace, name)
        account = workspace.users.named(by, user)
        heir = workspace.users.named(by, successor) if successor else None
        origin = Origin(DOOR)
        handed = workspace.users.disable(by, account.user, successor=heir.user if heir else None, origin=origin)
    say(f"{account.username} cannot sign in any more.")
    if handed and heir:
        counts = ", ".join(f"{count} {cls}" for cls, count in handed.records.items()) or "nothing, as he owned nothing"
        say(f"{heir.username} took over: {counts}. `parley undo {handed.run[:10]}` gives it back.")


@app.command()
def enable(user: Who, *, name: As = None) -> None:
    """Let a disabled user sign in again."""
    from api.cli.rendering import say
    from store.changes import Origin

    with opened() as workspace:
        by = acting(workspace, name)
        account = workspace.users.named(by, user)
        workspace.users.enable(by, account.user, origin=Origin(DOOR))
    say(f"{account.username} can sign in again.")


@app.command()
def invite(
    *,
    role: Annotated[str, typer.Option(help="The role that the invited person gets.")] = "rep",
    days: Annotated[int, typer.Option(min=1, max=365, help="How long the invitation is valid.")] = 7,
    name: As = None,
) -> None:
    """Make an invitation: a code with which one person may sign up. It is shown once."""
    from datetime import timedelta

    from api.cli.rendering import notice, say
    from store.admission import Admission

    with opened() as workspace:
        code = Admission(workspace.users).invite(acting(workspace, name), role, lasts=timedelta(days=days))
    say(code)
    notice(f"Valid for {days} day{'' if days == 1 else 's'}, once, as {role}.")


@app.command("link-slack")
def link_slack(user: Who, *, name: As = None) -> None:
    """Make a code by which a user becomes known in Slack: he says `/crm link CODE` there. It is shown once."""
    from api.cli.rendering import notice, say
    from store.links import LASTS, Links

    with opened() as workspace:
        account = workspace.users.named(acting(workspace, name), user)
        code = Links(workspace.store).code(workspace.users.principal(account), "slack")
    say(code)
    minutes = int(LASTS.total_seconds() // 60)
    notice(f"Good for {minutes} minutes, once. In Slack: /crm link {code}")


def _row(account: "Account") -> list[str]:
    state = "disabled" if account.disabled_at else "active" if account.has_password else "no password"
    return [account.username, account.email, ", ".join(sorted(account.roles)), state, account.time_zone or ""]


def _password(*, from_input: bool, may_lack: bool) -> str | None:
    """Return a password that was typed unseen, twice, or that standard input has. Nobody else may read it meanwhile."""
    if from_input:
        line = sys.stdin.buffer.readline(LONGEST)
        try:
            return line.decode().rstrip("\r\n") or misused("Standard input has no password.")
        except UnicodeDecodeError:
            misused("The password on standard input is not UTF-8 text.")
    if not sys.stdin.isatty():
        others = ", or --no-password" if may_lack else ""
        misused(f"There is no terminal to ask for the password; pass --password-stdin{others}.")
    from getpass import getpass

    for _ in range(3):
        typed = getpass(f"Password{' (none: just Enter)' if may_lack else ''}: ")
        if may_lack and not typed:
            return None
        if typed and typed == getpass("Again: "):
            return typed
        sys.stderr.write("These are not the same; try again.\n")
    return misused("No password was given; nothing was changed.")
