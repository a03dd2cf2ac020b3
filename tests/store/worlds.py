"""Small random workspaces: people, records with pointers and ACLs, written straight into the tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import insert

from store.fields import Pointer
from store.principal import Principal
from store.rows import to_columns
from store.schema import Schema
from store.store import Store

EPOCH = datetime(2026, 3, 1, tzinfo=UTC)

SIZES = {"Company": 3, "Contact": 3, "Deal": 4, "Activity": 4, "Project": 2}
"""Most records of each class."""
POINTERS: dict[str, dict[str, tuple[str, ...]]] = {
    "Company": {"created_by": ("_User",)},
    "Contact": {"company": ("Company",), "created_by": ("_User",)},
    "Deal": {"contact": ("Contact",), "company": ("Company",), "assigned_to": ("_User",)},
    "Activity": {"related_to": ("Contact", "Deal"), "created_by": ("_User",)},
    "Project": {"deal": ("Deal",), "lead": ("_User",)},
}
NAMES = ("Acme", "acme pumps", "Ödegård", "100%", "a_b", "C\\D", "🙂 smile")
NAMED = st.sampled_from(NAMES)
NUMBERS = st.sampled_from([None, -1.5, 0.0, 10.0, 10.5, 1e12])
MOMENTS = st.sampled_from([None, *(EPOCH + timedelta(days=days) for days in (0, 1, 30))])
PLAIN: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "Company": {"name": NAMED, "industry": st.none() | NAMED},
    "Contact": {"name": NAMED, "email": st.none() | NAMED},
    "Deal": {
        "title": NAMED,
        "amount": NUMBERS,
        "stage": st.sampled_from([None, "lead", "won", "Lead"]),
        "expected_close_date": MOMENTS,
    },
    "Activity": {"subject": st.none() | NAMED, "due_date": MOMENTS},
    "Project": {"name": NAMED, "budget": NUMBERS, "urgent": st.sampled_from([None, True, False])},
}
PEOPLE = ("ann", "bob", "cleo")
IDS = ("r0", "r1", "r2", "r3")
"""The same ones in every class: an id is one only within its class."""
ROLES = st.sampled_from(
    [
        {"rep"},
        {"rep"},
        {"rep", "field"},
        {"field"},
        set(),
        {"readonly"},
        {"manager"},
        {"admin"},
        {"readonly", "manager"},
    ]
)
GRANTEES = (*PEOPLE, "role:rep", "role:field", "role:manager", "*")


@dataclass(frozen=True)
class Thing:
    """A record: its fields, who made it, and its explicit ACL."""

    cls: str
    id: str
    values: Mapping[str, Any]
    creator: str | None = None
    acl: Mapping[str, str] | None = None


@dataclass(frozen=True)
class World:
    """Everything in a workspace, and its default rule."""

    roles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    things: tuple[Thing, ...] = ()
    preset: str = "owner"

    @property
    def principals(self) -> list[Principal]:
        """The people."""
        return [Principal(name, roles) for name, roles in self.roles.items()]

    def of(self, cls: str) -> list[Thing]:
        """Return the records of a class."""
        return [thing for thing in self.things if thing.cls == cls]

    def at(self, pointer: Pointer | None) -> Thing | None:
        """Return what a pointer names; nothing, when it is empty or the record is gone."""
        return next((thing for thing in self.things if pointer == (thing.cls, thing.id)), None)


@st.composite
def worlds(draw: st.DrawFn, *, presets: tuple[str, ...] = ("owner", "owner", "team", "open"), least: int = 0) -> World:
    """Draw a world with at least so many records of each class."""
    ids = {cls: IDS[: draw(st.integers(least, most))] for cls, most in SIZES.items()}
    known = [Pointer(cls, one) for cls, several in {**ids, "_User": PEOPLE}.items() for one in several]
    things = [Thing("_User", name, {"username": name, "email": f"{name}@example.com"}) for name in PEOPLE]
    things += [draw(_things(cls, one, known)) for cls, several in ids.items() for one in several]
    roles = {name: frozenset(draw(ROLES)) for name in PEOPLE}
    return World(roles, tuple(things), draw(st.sampled_from(presets)))


@st.composite
def _things(draw: st.DrawFn, cls: str, object_id: str, known: list[Pointer]) -> Thing:
    values = {name: draw(strategy) for name, strategy in PLAIN[cls].items()}
    for name, targets in POINTERS[cls].items():
        there = [pointer for pointer in known if pointer.cls in targets]
        values[name] = draw(st.sampled_from([None, *there, Pointer(targets[0], "gone")]))
    acl = draw(
        st.none()
        | st.none()
        | st.dictionaries(st.sampled_from(GRANTEES), st.sampled_from(["read", "write"]), max_size=2)
    )
    return Thing(cls, object_id, values, draw(st.sampled_from([None, *PEOPLE])), acl)


def build(store: Store, world: World) -> None:
    """Write the world into an empty workspace."""
    with store.writing() as connection:
        for name, cls in store.schema.classes.items():
            things = world.of(name)
            if rows := [_columns(store.schema, thing) for thing in things]:
                connection.execute(insert(cls.table), rows)
            grants = [
                {"object_id": thing.id, "grantee": grantee, "can_read": True, "can_write": level == "write"}
                for thing in things
                for grantee, level in (thing.acl or {}).items()
            ]
            if grants:
                connection.execute(insert(cls.acl), grants)


def _columns(schema: Schema, thing: Thing) -> dict[str, Any]:
    cls = schema[thing.cls]
    moments = {"created_at": EPOCH, "updated_at": EPOCH}
    system = {"object_id": thing.id, "creator": thing.creator, "has_acl": thing.acl is not None, "version": 1}
    return moments | system | to_columns(cls, thing.values)
