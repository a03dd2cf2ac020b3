"""Values that come in: checked once, at the edge of the store."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError

from store.errors import InvalidValues
from store.fields import Pointer, Spec
from store.schema import Class

IDENTITY = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What an object id looks like; nothing else names a record."""
UNKEPT = re.compile("[\x00\ud800-\udfff]")
"""What no database keeps in a text: NUL, and halves of characters."""
NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""The same NUL as JSON writes it; behind another backslash these letters are a text."""
EARLIEST, LATEST = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)
"""A moment between these has a date in every time zone."""
LARGEST = 2**53
"""Largest whole number: beyond it, clients that know only floating point would read another one."""
MOST_JSON = 100_000
"""Characters of a list or mapping, written as JSON."""
MOST_REASONS = 5
"""Reasons told at once."""


def checked(cls: Class, values: Mapping[str, Any], *, new: bool) -> dict[str, Any]:
    """Return `values` as the fields of a class hold them: numbers as numbers, moments in UTC, pointers as `Pointer`.

    Args:
        cls: The class whose rules hold.
        values: By the names of the fields, or as the wire calls them.
        new: Whether they make a record (required fields must be there) or change one.

    Raises:
        InvalidValues: A field is not there or required, or a value breaks its rule; the first five reasons are told.
    """
    try:
        valid = (cls.create if new else cls.update).model_validate(dict(values))
    except ValidationError as error:
        reasons = [_sentence(cls, reason) for reason in error.errors()[:MOST_REASONS]]
        raise InvalidValues("; ".join(reasons) + ".") from None
    given = {spec.name: values.get(name, values.get(spec.wire)) for name, spec in cls.fields.items()}
    found = {
        name: _fitting(cls.fields[name], given[name], getattr(valid, name))
        for name in cls.fields
        if new or name in valid.model_fields_set
    }
    return found | _defaults(cls, [name for name, value in found.items() if value in (None, "")], new=new)


def _defaults(cls: Class, empty: Iterable[str], *, new: bool) -> dict[str, Any]:
    """Return the values that fields have which are never empty, of these that are."""
    specs = [spec for name in empty if (spec := cls.fields[name]).defaulted]
    if specs and not new:
        raise InvalidValues(f"{specs[0].name} is required.")
    return {spec.name: spec.info.default for spec in specs}


def check_text(name: str, text: str) -> str:
    """Return the text.

    Raises:
        InvalidValues: No database keeps it.
    """
    if found := UNKEPT.search(text):
        what = "a NUL character" if found[0] == "\x00" else "half of a character"
        raise InvalidValues(f"{name}: the text has {what}, which no database keeps.")
    return text


def check_moment(name: str, moment: datetime) -> datetime:
    """Return the moment in UTC.

    Raises:
        InvalidValues: It has no time zone, or is outside the years 1 to 9999.
    """
    if moment.tzinfo is None:
        raise InvalidValues(f"{name}: {moment.isoformat()} has no time zone.")
    if not EARLIEST <= moment <= LATEST:
        raise InvalidValues(f"{name}: {moment.isoformat()} is not between the years 1 and 9999.")
    return moment.astimezone(UTC)


def _fitting(spec: Spec, given: Any, value: Any) -> Any:
    """Return a value as the database keeps it; `given` is what it was before numbers were made of words."""
    if value is None:
        return None
    if spec.targets:
        return _pointer(spec, value)
    if spec.choice and spec.choice.closed and value not in spec.choices:
        raise InvalidValues(f"{spec.name}: {value!r} is not one of {', '.join(spec.choices)}.")
    if isinstance(value, datetime):
        return check_moment(spec.name, value)
    if isinstance(value, str):
        return check_text(spec.name, value)
    if spec.type in (int, float) and (isinstance(given, bool) or (spec.type is int and abs(value) > LARGEST)):
        raise InvalidValues(f"{spec.name}: {given!r} is no number, or too large a one.")
    if spec.type in (list, dict):
        check_json(spec.name, value)
    return value


def _pointer(spec: Spec, value: tuple[str, str]) -> Pointer:
    pointer = Pointer(*value)
    if pointer.cls not in spec.targets:
        raise InvalidValues(f"{spec.name} may name a {' or '.join(spec.targets)}, not a {pointer.cls}.")
    return pointer


def check_json(name: str, value: object) -> None:
    """Do nothing for a list or a mapping that can be kept.

    Raises:
        InvalidValues: It is too long, or holds what JSON or a database does not.
    """
    try:
        written = json.dumps(value, allow_nan=False, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        raise InvalidValues(f"{name}: the value cannot be written as JSON.") from None
    if len(written) > MOST_JSON:
        raise InvalidValues(f"{name}: the value has more than {MOST_JSON:,} characters.")
    check_text(name, NUL.sub("\x00", written))


def _sentence(cls: Class, reason: Any) -> str:
    name = str(reason["loc"][0])[:100] if reason["loc"] else cls.word
    if reason["type"] == "extra_forbidden":
        known = ", ".join(field for field, spec in cls.fields.items() if not spec.secret)
        return f"{cls.name} has no field {name!r}; it has {known}"
    if reason["type"] == "missing" and len(reason["loc"]) == 1:
        return f"{name} is required"
    if name in cls.fields and cls.fields[name].targets:
        return f"{name} names a {' or '.join(cls.fields[name].targets)} by its class and its id"
    return f"{name}: {reason['msg'][:1].lower()}{reason['msg'][1:]}"
