"""Values as people and models say them, made into values of fields."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, WithJsonSchema

from store.errors import InvalidValues
from store.fields import Spec
from store.records import Records
from store.schema import Class
from tools.moments import span
from tools.targets import resolve_pointer


def writable(cls: Class) -> list[Spec]:
    """Return the fields that a tool may write: not those that the server sets, and no secrets."""
    return [spec for spec in cls.fields.values() if not spec.secret and spec.name not in cls.model.stamped]


def argument(spec: Spec, *, required: bool, hinted: bool = True) -> tuple[Any, Any]:
    """Return a field as an argument of a tool: pointers by name, dates as text, listed values listed."""
    kind: Any = {int: int, float: float, bool: bool, list: list[Any], dict: dict[str, Any]}.get(spec.type, str)
    if spec.choices:
        kind = Annotated[str, WithJsonSchema({"enum": list(spec.choices)})]
    limit = spec.max_length if spec.type is str else 200 if kind is str else None
    hint = _hint(spec) if hinted else None
    default: Any = ... if required else None
    described = Field(default, description=hint, max_length=limit if limit and not spec.choices else None)
    return (kind if required else kind | None), described


def values(records: Records, cls: Class, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said as values of fields.

    Raises:
        InvalidValues: A word is not listed, a date is none.
        RecordNotFound: A name leads nowhere.
        Ambiguous: A name leads to several records.
    """
    return {name: value(records, cls.fields[name], one) for name, one in said.items()}


def value(records: Records, spec: Spec, said: Any) -> Any:
    """Return one value of a field."""
    if said is None or said == "":
        return None if said is None or spec.type is not str else said
    if spec.targets:
        return resolve_pointer(records, spec.targets, str(said))
    if spec.type is datetime:
        return span(spec.name, str(said), records.principal.time_zone)[0]
    if spec.choices:
        return listed(spec, str(said))
    return said


def listed(spec: Spec, said: str) -> str:
    """Return the listed value that is meant, whatever its case.

    Raises:
        InvalidValues: It is not listed; the sentence lists what is.
    """
    for known in spec.choices:
        if said.strip().casefold() == known.casefold():
            return known
    raise InvalidValues(f"{spec.name} is one of {', '.join(spec.choices)}; {said!r} is not.")


def _hint(spec: Spec) -> str | None:
    """Return what a model cannot see from the name and the type."""
    if spec.targets:
        return f"Name or id of a {' or '.join(target.strip('_').lower() for target in spec.targets)}"
    if spec.type is datetime:
        return "2026-03-20 or 2026-03-20T15:00"
    return None
