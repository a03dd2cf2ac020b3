"""Opens the workspace for a command, and finds out as whom it acts."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated
from urllib.parse import parse_qs, urlsplit

import typer

from store.errors import NoWorkspace, ReadOnly, StoreError

if TYPE_CHECKING:
    from api.settings import Settings
    from api.workspace import Workspace
    from store.principal import Principal
    from store.schema import Schema

DOOR = "cli"
As = Annotated[
    str | None,
    typer.Option("--as", metavar="USER", help="Act as this user (name or e-mail address), not as the owner."),
]


class Nowhere(NoWorkspace):
    """There is no workspace at this place."""

    def __init__(self, place: str) -> None:
        StoreError.__init__(
            self,
            f"There is no workspace in {place}. `parley chat` makes one with a sample, `parley user add` an empty one,"
            " `parley import` one from a file; PARLEY_HOME and DATABASE_URL say where.",
        )


class NobodyHere(StoreError):
    """The workspace has nobody as whom to speak."""

    code = "nobody_here"


@contextmanager
def opened(settings: "Settings | None" = None, *, create: bool = False) -> "Iterator[Workspace]":
    """Open the workspace.

    Args:
        settings: By default those of the environment.
        create: Whether to make it when there is none.

    Raises:
        NoWorkspace: There is none, and `create` is not set.
        InvalidSettings: A setting has a wrong value.
        StorageDown: The database does not answer.
    """
    from api.settings import Settings
    from api.workspace import open_workspace

    settings = settings or Settings.of()
    try:
        with open_workspace(settings, create=create) as workspace:
            yield workspace
    except NoWorkspace:
        raise Nowhere(place(settings.database_url)) from None


def present() -> "Schema":
    """Return the classes as they are now; without a workspace, those that every one begins with."""
    from store.schema import Schema

    try:
        with opened() as workspace:
            return workspace.store.refresh()
    except NoWorkspace:
        return Schema.of()


def place(url: str) -> str:
    """Return where a database is, in words that give no password away."""
    found = urlsplit(url)
    if found.scheme.startswith("sqlite"):
        return found.path.removeprefix("/") or "memory"
    host = found.hostname or parse_qs(found.query).get("host", ["this machine"])[0]
    return f"the database {found.path.strip('/')} on {host}"


def acting(workspace: "Workspace", name: str | None) -> "Principal":
    """Return as whom a command of the workspace's owner acts: the workspace itself, or the named user.

    Raises:
        RecordNotFound: There is no such user.
        SignInFailed: He is disabled.
    """
    from store.principal import Principal

    system = Principal.system(workspace.settings.time_zone)
    return system if name is None else workspace.users.principal(workspace.users.named(system, name))


def owning(workspace: "Workspace", name: str | None) -> "Principal":
    """Return as whom a command acts that is about the whole workspace, past the gate: itself, or an admin.

    Raises:
        RecordNotFound: There is no such user.
        SignInFailed: He is disabled.
        ReadOnly: He is no admin.
    """
    from store.principal import Rank

    me = acting(workspace, name)
    if me.rank is not Rank.ADMIN:
        raise ReadOnly("Only an admin takes out a whole workspace, or brings one in.")
    return me


def speaking(workspace: "Workspace", name: str | None) -> "Principal":
    """Return who speaks: the named user, or the first admin.

    Raises:
        RecordNotFound: There is no such user.
        SignInFailed: He is disabled.
        NobodyHere: Nobody is named, and there is no admin.
    """
    if name is not None:
        return acting(workspace, name)
    admin = workspace.users.first_admin()
    if admin is None and not workspace.users.everyone(acting(workspace, None), limit=1):
        raise NobodyHere("Nobody works in this workspace yet. Add a user: `parley user add NAME E-MAIL`.")
    if admin is None:
        raise NobodyHere(
            "This workspace has no admin to speak as. Name a user with --as (`parley user list` shows them), or make"
            " one an admin: `parley user role NAME admin`."
        )
    return admin


def name_of(workspace: "Workspace", me: "Principal") -> str:
    """Return what people call a user."""
    with workspace.store.reading(me) as records:
        return str(records.get("_User", me.user)["username"])
