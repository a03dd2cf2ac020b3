"""Between the values of JSON and those of fields: what a file may say, and what it means."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from reprlib import repr as short
from typing import Any

import orjson

from store import grants
from store.errors import InvalidValues
from store.fields import Pointer, Spec
from store.grants import Grants
from store.values import IDENTITY, check_moment

USER = "_User"
EXACT = 2.0**53
"""Below this every whole number is written without a point, and read back as the same."""
KINDS: dict[Any, tuple[tuple[type, ...], str]] = {
    str: ((str,), "text"),
    float: ((int, float), "a number"),
    int: ((int, float), "a whole number"),
    bool: ((bool,), "true or false"),
    datetime: ((str,), "a date"),
    list: ((list,), "a list"),
    dict: ((dict,), "a mapping"),
}

Has = Callable[[str, str], bool]
"""Whether there is a record of that class and id."""


def line(record: Mapping[str, Any]) -> bytes:
    """Return a record as JSON in one line; moments in ISO 8601."""
    try:
        return orjson.dumps(record)
    except TypeError:  # a whole number of more than 64 bits, in a field that holds JSON
        return json.dumps(record, ensure_ascii=False, separators=(",", ":"), default=plain).encode()


def plain(value: Any) -> Any:
    """Return a value of a field as JSON has it; a whole number without a point."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT:
        return int(value)
    return value


def reference(spec: Spec, row: Mapping[str, Any], has: Has) -> Any:
    """Return what a pointer field of a row names; nothing when that is gone."""
    object_id = row[spec.columns[-1]]
    if object_id is None:
        return None
    if len(spec.targets) == 1:
        return object_id if has(spec.targets[0], object_id) else None
    name = row[spec.columns[0]]
    return {"class": name, "id": object_id} if name in spec.targets and has(name, object_id) else None


def value(key: str, spec: Spec, given: Any) -> Any:
    """Return what a file says of a field, ready for the class to judge.

    Raises:
        InvalidValues: It is of another kind.
    """
    if given is None:
        return None
    if spec.targets:
        return _pointer(key, spec, given)
    kinds, said = KINDS[spec.type]
    if not isinstance(given, kinds) or (isinstance(given, bool) and spec.type is not bool):
        raise InvalidValues(f"{key}: {short(given)} is not {said}.")
    return moment(key, given) if spec.type is datetime else given


def moment(key: str, given: object) -> datetime:
    """Return a moment that is written in ISO 8601; without a zone it is UTC.

    Raises:
        InvalidValues: It is none.
    """
    try:
        found = datetime.fromisoformat(given if isinstance(given, str) else "")
    except ValueError:
        raise InvalidValues(f"{key}: {short(given)} is no date; one is 2026-03-31 or 2026-03-31T15:00:00Z.") from None
    return check_moment(key, found if found.tzinfo else found.replace(tzinfo=UTC))


def identity(key: str, given: object) -> str:
    """Return an id.

    Raises:
        InvalidValues: It is none.
    """
    if not isinstance(given, str) or IDENTITY.fullmatch(given) is None:
        raise InvalidValues(f"{key}: {short(given)} is no id: 1 to 64 letters, digits, - or _.")
    return given


def acl(given: object) -> Grants | None:
    """Return an explicit ACL, `{grantee: "read" | "write"}`; nothing when there is none.

    Raises:
        InvalidValues: It is written in another way.
    """
    if given is None:
        return None
    if not isinstance(given, dict):
        raise InvalidValues('acl: it is written {"role:manager": "write", …}.')
    return grants.checked(given)


def _pointer(key: str, spec: Spec, given: Any) -> Pointer:
    if isinstance(given, dict):
        if given.keys() != {"class", "id"} or not isinstance(given["class"], str):
            raise InvalidValues(f'{key}: a reference is {{"class": …, "id": …}}.')
        name = USER if given["class"] == USER.strip("_") else given["class"]
        if name not in spec.targets:
            raise InvalidValues(f"{key} may name a {' or '.join(spec.targets)}, not a {short(name)}.")
        return Pointer(name, identity(key, given["id"]))
    if len(spec.targets) > 1:
        raise InvalidValues(f'{key} may name a {" or ".join(spec.targets)}, so it is written {{"class": …, "id": …}}.')
    return Pointer(spec.targets[0], identity(key, given))
