"""What a CRM shall be: its classes, fields and rules, as data that can be stored, compared and printed."""

from typing import Literal

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from store.fields import OnDelete

__all__ = ["Blueprint", "ClassPlan", "FieldPlan", "Kind", "OnDelete", "Part"]

Kind = Literal["String", "Number", "Boolean", "Date", "Pointer", "Array", "Object"]
"""What the types of fields are called on every wire."""


class Part(BaseModel):
    """What all parts of a blueprint share: they never change, and know no other members."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=to_camel,
        validate_by_name=True,
        validate_by_alias=True,
        use_attribute_docstrings=True,
    )


class FieldPlan(Part):
    """One field of a class. `None` stands for "not said": then what is there stays, or else the default holds."""

    name: str
    """As on the wire: `expectedCloseDate`."""
    kind: Kind
    """What it holds."""
    targets: tuple[str, ...] = ()
    """The classes that a pointer may name."""
    required: bool | None = None
    values: tuple[str, ...] | None = None
    """Values that are offered, in their order."""
    terminal: tuple[str, ...] | None = None
    """Those of `values` after which nothing more is expected."""
    closed: bool | None = None
    """Whether `values` are all that the field accepts."""
    default: str | float | bool | None = None
    long: bool | None = None
    """Whether it is long text, which people outside may have written."""
    secret: bool = False
    """Whether it is written and never read."""
    searchable: bool | None = None
    unique: bool | None = None
    on_delete: OnDelete | None = None
    description: str = ""
    """What people and models read about it."""
    inferred: bool = False
    """Whether a language model, and not the grammar, understood it so."""


class ClassPlan(Part):
    """One class."""

    name: str
    """As on the wire: `Deal`."""
    fields: tuple[FieldPlan, ...]
    """Its fields, in their order."""
    description: str = ""
    """What people and models read about it."""
    title: str | None = None
    """The field that people call a record by."""
    owners: tuple[str, ...] | None = None
    """Pointers to users who always keep access."""
    stamped: tuple[str, ...] | None = None
    """Pointers that the server fills with the creator."""
    reveals: tuple[str, ...] | None = None
    """Paths of pointers; whoever may read a record may read what they lead to."""
    follows: tuple[str, ...] | None = None
    """Pointers; whoever may read what they name may read the record."""
    due: str | None = None
    done: str | None = None


class Blueprint(Part):
    """The classes of a workspace and who sees what by default. Classes that it does not name stay as they are."""

    classes: tuple[ClassPlan, ...] = ()
    """The classes that are described."""
    preset: Literal["owner", "team", "open"] | None = None
