"""The matrix: user by door by record. What each user can do with each record through each door, and what he may."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from agent.assistant import Assistant
from agent.memory import memory
from agent.obedient import Obedient
from api.http.app import create_app
from api.settings import Settings
from api.verification.doors import doors
from api.verification.rule import Person, Rule
from api.verification.visiting import Door, Visitor
from api.verification.world import ROLES, Thing, state, things
from api.workspace import Workspace
from store.personal_tokens import PersonalTokens
from store.principal import Principal
from store.schema import Schema
from store.sessions import Sessions
from store.store import Store
from store.transfer.loading import import_state
from store.transfer.state import export_state
from store.users import Users

UNLIMITED = 1_000_000
MOST = 200
"""Changes of one user through one door, of which there are far fewer."""
AT_ONCE = 2
"""Records in one message: a run changes no more without asking."""


@dataclass(frozen=True)
class Cell:
    """One user, one door, one record.

    Attributes:
        role: Who the user is.
        record: What the record is to him.
        expected: What he may do by the rule: `change`, `read` or `nothing`.
        found: What he could do.
    """

    role: str
    door: str
    record: str
    expected: str
    found: str

    @property
    def holds(self) -> bool:
        """Whether both are the same."""
        return self.expected == self.found


def matrix(
    schema: Schema, settings: Settings, *, url: str | None = None, tell: Callable[[str], object] = lambda _: None
) -> list[Cell]:
    """Try every door of a throw-away workspace with the same classes, default rule and settings.

    Args:
        url: The address of an empty database for it; by default a temporary file.
        tell: Told which door is tried.
    """
    with _workspace(schema, settings, url) as workspace, memory(None) as kept:
        assistant = Assistant(workspace.store, Obedient(), kept, currency=settings.currency)
        return asyncio.run(_tried(workspace, assistant, tell))


async def _tried(workspace: Workspace, assistant: Assistant, tell: Callable[[str], object]) -> list[Cell]:
    app = create_app(workspace, assistant)
    rule = Rule(workspace.store.schema, export_state(workspace.store))
    found: list[Cell] = []
    async with doors(app, app.state.parts) as every:
        for name, door in every.items():
            tell(name)
            for role in ROLES:
                found += await _cells(workspace, rule, name, door, role)
    return found


async def _cells(workspace: Workspace, rule: Rule, name: str, door: Door, role: str) -> list[Cell]:
    visitor, mine = _visitor(workspace, name, role), things(role)
    person = Person(role, visitor.principal.roles)
    before = _last(workspace.store)
    parts = [mine[n : n + AT_ONCE] for n in range(0, len(mine), AT_ONCE)]
    said = {one: answer for part in parts for answer in [await door.tries(visitor, part)] for one in part}
    listed = await door.lists(visitor)
    changed = _changed(workspace.store, role, before)
    cells = [
        Cell(role, name, one.kind.told, _expected(rule, person, one), _found(one, said[one], listed, changed))
        for one in mine
    ]
    return [
        *cells,
        Cell(role, name, "others' records, in lists", *_others(rule, person, [*said.values(), listed], changed)),
    ]


def _expected(rule: Rule, person: Person, thing: Thing) -> str:
    if thing.id in rule.writable(person, thing.kind.cls):
        return "change"
    return "read" if thing.id in rule.readable(person, thing.kind.cls) else "nothing"


def _found(thing: Thing, said: str, listed: str, changed: set[tuple[str, str]]) -> str:
    """Return what could be done: a list must show the same as asking for the record."""
    seen = (thing.name in said, thing.name in listed)
    wrote = (thing.kind.cls, thing.id) in changed
    known = {(True, True): "read", (False, False): "nothing", (True, False): "read, unlisted", (False, True): "listed"}
    return "change" if wrote and all(seen) else f"{known[seen]}, changed" if wrote else known[seen]


def _others(rule: Rule, person: Person, said: list[str], changed: set[tuple[str, str]]) -> tuple[str, str]:
    """Return what was to be seen of the records of all others, and what was: any of them, all of them, or none."""
    others = [one for role in ROLES if role != person.id for one in things(role)]
    may = {one for one in others if _expected(rule, person, one) != "nothing"}
    seen = {one for one in others if any(one.name in answer for answer in said)}
    wrote = {one for one in others if (one.kind.cls, one.id) in changed}
    expected = "read" if len(may) == len(others) else "nothing"
    if wrote:
        return expected, "changed"
    if seen == may:
        return expected, expected
    return expected, "read" if seen else "nothing"


def _visitor(workspace: Workspace, door: str, role: str) -> Visitor:
    principal = workspace.users.principal_of(role)
    token, _ = PersonalTokens(workspace.users).create(principal, door)
    mark = _last(workspace.store)
    return Visitor(principal, f"{role}@example.com", Sessions(workspace.users).start(role), token, mark)


def _changed(store: Store, role: str, since: int) -> set[tuple[str, str]]:
    """Return the records that a user has changed after that place in the log, whatever the door said."""
    with store.reading(Principal.system()) as records:
        rows = records.history(user=role, limit=MOST)
    return {(row["cls"], row["object_id"]) for row in rows if row["seq"] > since}


def _last(store: Store) -> int:
    with store.reading(Principal.system()) as records:
        return max((int(row["seq"]) for row in records.history(limit=1)), default=0)


@contextmanager
def _workspace(schema: Schema, settings: Settings, url: str | None) -> Iterator[Workspace]:
    with TemporaryDirectory(prefix="parley-verify-", ignore_cleanup_errors=True) as folder:
        mine = _settings(settings, Path(folder), url or f"sqlite:///{folder}/crm.db")
        store = Store.open(mine.database_url, schema)
        try:
            import_state(store, state())
            yield Workspace(mine, store, Users(store, time_zone=mine.time_zone, locale=mine.locale))
        finally:
            store.close()


def _settings(given: Settings, home: Path, url: str) -> Settings:
    """Return what of the settings stays within the throw-away workspace, without limits on asking."""
    return Settings(
        home=home,
        database_url=url,
        sign_up=given.sign_up,
        currency=given.currency,
        time_zone=given.time_zone,
        locale=given.locale,
        origins=given.origins,
        app_id=given.app_id,
        client_key=given.client_key,
        requests=UNLIMITED,
    )
