"""Which classes and fields of a CRM the trials are about, whatever they are called."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from api.proof.values import writable
from store.fields import Spec
from store.schema import Class

PREFERRED = ("proposal", "offer", "quoted")
"""Stages that a record is moved to where they are listed."""


@dataclass(frozen=True)
class Subject:
    """A class, and the field of it that a trial is about."""

    cls: Class
    field: Spec


def assigned(classes: Iterable[Class]) -> list[Subject]:
    """Return the classes whose records have a name and are given to somebody, each with the field that names him."""
    found = {cls.name: Subject(cls, spec) for cls, spec in _fields(classes) if spec.name in cls.model.owners}
    return [one for one in found.values() if one.cls.title.type is str and not one.cls.title.choices]


def staged(classes: Iterable[Class]) -> Subject | None:
    """Return the first class that has a stage: a listed value which knows its end, and is not all of it."""
    return next((Subject(cls, spec) for cls, spec in _fields(classes) if len(open_stages(spec)) > 1), None)


def related(classes: Iterable[Class]) -> Subject | None:
    """Return the first class that points to records of several classes."""
    return next((Subject(cls, spec) for cls, spec in _fields(classes) if len(spec.targets) > 1), None)


def open_stages(spec: Spec) -> list[str]:
    """Return the values of a stage after which more is expected; none of a field that is no stage."""
    return [value for value in spec.choices if value not in spec.terminal] if spec.terminal else []


def next_stage(spec: Spec) -> str:
    """Return a stage to which a record at the first one is moved."""
    _, *others = open_stages(spec)
    return next((one for one in PREFERRED if one in others), others[0])


def first_date(cls: Class) -> Spec | None:
    """Return the date by which records of a class are ordered."""
    return next((spec for spec in writable(cls) if spec.type is datetime), None)


def text_from_outside(classes: Iterable[Class]) -> Subject | None:
    """Return the first class with text that people outside may have written: long, or else any beside its name."""
    texts = [
        Subject(cls, spec)
        for cls, spec in _fields(classes)
        if spec.type is str and not spec.choices and spec.name not in (cls.model.title_field, *cls.model.unique)
    ]
    return next((one for one in texts if one.field.long), texts[0] if texts else None)


def _fields(classes: Iterable[Class]) -> Iterator[tuple[Class, Spec]]:
    """Yield the fields that people write, of those classes first that are given to somebody."""
    ordered = sorted(classes, key=lambda cls: not any(spec.name in cls.model.owners for spec in writable(cls)))
    return ((cls, spec) for cls in ordered for spec in writable(cls))
