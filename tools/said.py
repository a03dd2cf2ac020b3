"""Values as people and models say them, made into values of fields."""

from collections.abc import Mapping
from datetime import datetime
from reprlib import repr as short
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from store.errors import InvalidValues
from store.fields import Spec
from store.records import Records
from store.schema import Class
from tools.moments import span
from tools.targets import resolve_pointer


def is_blank(said: Any) -> bool:
    """Whether nothing is said."""
    return said is None or (isinstance(said, str) and not said.strip())


def field_named(cls: Class, said: str) -> Spec | None:
    """Return the field of that name, in Python or on the wire; secrets are none."""
    return next((spec for spec in cls.fields.values() if said in (spec.name, spec.wire) and not spec.secret), None)


def writable(cls: Class) -> list[Spec]:
    """Return the fields that a tool may write: not those that the server sets, and no secrets."""
    return [spec for spec in cls.fields.values() if not spec.secret and spec.name not in cls.model.stamped]


def _number(given: Any) -> Any:
    if isinstance(given, bool):
        raise ValueError("it is no number")
    return given


KINDS: dict[Any, Any] = {
    int: Annotated[int, BeforeValidator(_number)],
    float: Annotated[float, BeforeValidator(_number)],
    bool: bool,
    list: list[Any],
    dict: dict[str, Any],
}
"""How an argument takes what is no text; `true` is not 1."""


def argument(spec: Spec, *, required: bool, hinted: bool = True) -> tuple[Any, Any]:
    """Return a field as an argument of a tool: pointers by name, dates as text, listed values listed."""
    kind: Any = KINDS.get(spec.type, str)
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
    """Return one value of a field; what is blank means none."""
    if is_blank(said):
        return None
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
    raise InvalidValues(f"{spec.name} is one of {', '.join(spec.choices)}; {short(said)} is not.")


def _hint(spec: Spec) -> str | None:
    """Return what a model cannot see from the name and the type."""
    if spec.targets:
        return f"Name or id of a {' or '.join(target.strip('_').lower() for target in spec.targets)}"
    if spec.type is datetime:
        return "2026-03-20[T15:00]"
    return None
