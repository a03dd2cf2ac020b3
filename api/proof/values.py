"""Values for the fields of a class, made of nothing but their kinds."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from types import MappingProxyType
from typing import Any

from api.proof.person import Json, Person
from store.fields import Spec
from store.schema import Class, Schema

BEGIN = datetime(2030, 1, 1, 9, tzinfo=UTC)
NUMBERS = count(1)
Given = Mapping[str, Any]
NOTHING: Given = MappingProxyType({})
CONSONANTS = "bcdfghjklmnpqrstvwxz"
SYLLABLES = 6


def pointer(cls: str, object_id: str) -> Json:
    """Return a pointer as the wire has it."""
    return {"__type": "Pointer", "className": cls, "objectId": object_id}


def date(days: int) -> Json:
    """Return the moment so many days after the first one, as the wire has it."""
    return {"__type": "Date", "iso": f"{(BEGIN + timedelta(days=days)).isoformat('T', 'milliseconds')[:-6]}Z"}


def writable(cls: Class) -> Iterator[Spec]:
    """Yield the fields that a client may write."""
    return (spec for spec in cls.fields.values() if not spec.secret and spec.name not in cls.model.stamped)


def values(schema: Schema, cls: Class, who: Person, given: Given = NOTHING, *, every: bool = False) -> Json:
    """Return the values of a new record; what it must point to is made.

    Args:
        given: Values that are chosen, by the wire's names.
        every: Whether each field gets one, or only those that must have one.
    """
    made = {spec.wire: value_of(schema, spec, who) for spec in writable(cls) if every or spec.required}
    return {**made, **given}


def made(schema: Schema, name: str, who: Person, given: Given = NOTHING) -> str:
    """Return the id of a new record of a class with the fields that it must have; of a user, who it is."""
    if schema[name].model.managed:
        return who.id
    return who.makes(name, values(schema, schema[name], who, given))


def value_of(schema: Schema, spec: Spec, who: Person) -> Any:
    """Return a value that the field takes, another one each time where it can."""
    number = next(NUMBERS)
    if spec.targets:
        return pointer(spec.targets[0], made(schema, spec.targets[0], who))
    if spec.choices:
        return spec.choices[number % len(spec.choices)]
    if spec.type is str:
        return called(number)[: spec.max_length]
    whole: dict[Any, Any] = {bool: number % 2 == 0, list: ["one", number], dict: {"number": number}}
    if spec.type is datetime:
        return date(number)
    return whole.get(spec.type, number)


def called(number: int | None = None) -> str:
    """Return a name that nothing else has, nor anything like it: misspelt names are understood."""
    random = Random(next(NUMBERS) if number is None else number)  # noqa: S311 - made up, not secret
    return "".join(random.choice(CONSONANTS) + random.choice("aeiou") for _ in range(SYLLABLES)).capitalize()
