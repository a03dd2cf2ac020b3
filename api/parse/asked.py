"""What a client asks of a list: condition, order, page, and which fields of which records around it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from api.parse.refusals import INVALID_JSON, INVALID_QUERY, Refusal
from api.parse.values import wire
from api.parse.where import SYSTEM
from store.schema import Class

OF_ONE = frozenset(
    ("keys", "excludeKeys", "include", "readPreference", "includeReadPreference", "subqueryReadPreference")
)
KNOWN = OF_ONE | {
    "where", "limit", "skip", "order", "count", "includeAll", "redirectClassNameForKey", "hint", "explain", "comment"
}  # fmt: skip
"""Those about preferences and hints are of another database; they are taken and mean nothing."""
USUAL = 100
"""Records of a list when none are asked for."""
MOST = 100_000
"""Records of a list, however many are asked for."""
FARTHEST = 2**53
MOST_PATHS = 50
DEEPEST = 10
"""Pointers followed one after the other."""

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """Which fields are shown, by their names on the wire, and which pointers are followed."""

    include: tuple[Path, ...] = ()
    keys: frozenset[Path] | None = None
    """Only these, and what every answer has; all of them when there are none."""
    without: frozenset[Path] = frozenset()


@dataclass(frozen=True, slots=True)
class Asked:
    """One question."""

    where: Mapping[str, Any]
    order: list[str] | None
    limit: int
    skip: int
    count: bool
    shown: Shown


def asked(cls: Class, options: Mapping[str, Any]) -> Asked:
    """Return what the options of a query say.

    Raises:
        Refusal: One is not known, or has a value that it cannot have.
    """
    for name in options:
        if name not in KNOWN:
            raise Refusal(INVALID_QUERY, f"Invalid parameter for query: {name[:100]}")
    return Asked(
        where=_where(options.get("where")),
        order=_order(cls, options.get("order")),
        limit=min(_number("limit", options.get("limit"), USUAL), MOST),
        skip=_number("skip", options.get("skip"), 0),
        count=options.get("count") in (1, True, "1", "true"),
        shown=_shown(cls, options),
    )


def shown(cls: Class, options: Mapping[str, Any]) -> Shown:
    """Return what the options of a request for one record say.

    Raises:
        Refusal: One is not known, or has a value that it cannot have.
    """
    if not options.keys() <= OF_ONE:
        raise Refusal(INVALID_QUERY, "Improper encode of parameter")
    return _shown(cls, options)


def _shown(cls: Class, options: Mapping[str, Any]) -> Shown:
    include, keys = _paths("include", options.get("include")), _paths("keys", options.get("keys"))
    if ("*",) in include or options.get("includeAll") in (True, "true", 1):
        include = [*(path for path in include if path != ("*",)), *((name,) for name in wire(cls).pointers)]
    include += [path[:-1] for path in keys if len(path) > 1]
    every = {path[:length] for path in include for length in range(1, len(path) + 1)}
    wanted = {path[:length] for path in keys for length in range(1, len(path) + 1)}
    return Shown(
        include=tuple(sorted(every, key=lambda path: (len(path), path))),
        keys=frozenset(wanted) if keys else None,
        without=frozenset(_paths("excludeKeys", options.get("excludeKeys"))),
    )


def _paths(name: str, value: Any) -> list[Path]:
    """Return comma-separated paths, or a list of them."""
    if value is None or value == "":
        return []
    said = value if isinstance(value, list) else str(value).split(",") if isinstance(value, str | int) else None
    if said is None or not all(isinstance(one, str) for one in said) or len(said) > MOST_PATHS:
        raise Refusal(INVALID_QUERY, f"{name} has at most {MOST_PATHS} names, with commas between them.")
    paths = [tuple(one.strip().split(".")) for one in said]
    if any(len(path) > DEEPEST for path in paths):
        raise Refusal(INVALID_QUERY, f"{name} follows more than {DEEPEST} pointers.")
    return paths


def _where(value: Any) -> Mapping[str, Any]:
    if isinstance(value, str):
        try:
            value = orjson.loads(value)
        except orjson.JSONDecodeError:
            raise Refusal(INVALID_JSON, "where is not valid JSON") from None
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise Refusal(INVALID_JSON, "where is not a JSON object")
    return value


def _order(cls: Class, value: Any) -> list[str] | None:
    """Return the fields that a list is ordered by; those that the class lacks are left out."""
    if value is None or value == "":
        return None
    if not isinstance(value, str | list):
        raise Refusal(INVALID_QUERY, "order has names of fields, with commas between them.")
    specs = [spec for spec in cls.fields.values() if not spec.secret and spec.type not in (list, dict)]
    moments = {moment.wire: moment.name for moment in cls.moments.values()}
    known = SYSTEM | moments | {spec.wire: spec.name for spec in specs}
    found: list[str] = []
    for part in value.split(",") if isinstance(value, str) else map(str, value):
        name = part.strip().removeprefix("-")
        if name in known and known[name] not in (one.removeprefix("-") for one in found):
            found.append(("-" if part.strip().startswith("-") else "") + known[name])
    return found or None


def _number(name: str, value: Any, usual: int) -> int:
    if value is None or value == "":
        return usual
    number = int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20 else value
    if isinstance(number, bool) or not isinstance(number, int | float) or number != number // 1 or number < 0:
        raise Refusal(INVALID_QUERY, f"{name} is a whole number, 0 or more.")
    return int(min(number, FARTHEST))
