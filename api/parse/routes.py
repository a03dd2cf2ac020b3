"""Which request is answered by what."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from api.parse.answers import Answer
from api.parse.calls import Call
from api.parse.door import Body, Door, InUnit
from store.records import Records


class Kind(Enum):
    """How a request is answered."""

    SHORT = auto()
    """Within a unit of work that reads a record or two."""
    READ = auto()
    """Within one that reads, and may read much."""
    WRITE = auto()
    """Within one that writes."""
    ALONE = auto()
    """In units of work of its own, none or several; it may take long."""


@dataclass(frozen=True, slots=True)
class Route:
    """One kind of request, and what answers it."""

    template: str
    kind: Kind
    in_unit: InUnit | None = None
    alone: Body | None = None
    for_master: bool = False
    """Whether it takes the master key."""
    asks_who: bool = False
    """Whether a session that is shown must not have ended, although what answers does not look at it."""


ROUTES: dict[tuple[str, ...], dict[str, Route]] = {}
ALIASES = {"_User": "users", "_Session": "sessions", "_Role": "roles", "_Installation": "installations"}
"""Classes that have addresses of their own."""


def add(template: str, kind: Kind, *, for_master: bool = False, **by_method: InUnit) -> None:
    """Let requests at an address be answered within a unit of work."""
    here = ROUTES.setdefault(tuple(template.split("/")), {})
    for method, body in by_method.items():
        here[method.upper()] = Route(template, kind, in_unit=body, for_master=for_master)


def add_alone(template: str, *, asks_who: bool = False, **by_method: Body) -> None:
    """Let requests at an address be answered in units of work of their own."""
    here = ROUTES.setdefault(tuple(template.split("/")), {})
    for method, body in by_method.items():
        here[method.upper()] = Route(template, Kind.ALONE, alone=body, asks_who=asks_who)


def route(method: str, path: tuple[str, ...]) -> tuple[Route | None, tuple[str, ...]]:
    """Return what answers a request, and its path by the address that it really has; nothing if nobody does."""
    if path[:1] == ("classes",) and len(path) > 1 and path[1] in ALIASES:
        path = (ALIASES[path[1]], *path[2:])
    here: Mapping[str, Route] = ROUTES.get(path) or ROUTES.get((*path[:-1], "*")) or ROUTES.get(_stars(path)) or {}
    return here.get(method), path


def answer(door: Door, found: Route, call: Call) -> Answer:
    """Return the answer to a call."""
    if found.for_master:
        call.need_master()
    if found.alone is not None:
        if found.asks_who and call.token is not None and not call.is_master:
            door.principal(call)
        return found.alone(door, call)
    with door.unit(call, writes=found.kind is Kind.WRITE) as records:
        return within(records, found, call)


def within(records: Records, found: Route, call: Call) -> Answer:
    """Return the answer to a call for which a unit of work is open."""
    assert found.in_unit is not None  # noqa: S101 - a route has this or `alone`
    return found.in_unit(records, call)


def _stars(path: tuple[str, ...]) -> tuple[str, ...]:
    return (*path[:1], *("*" for _ in path[1:]))
