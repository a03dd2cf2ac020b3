"""How a class declares a field, and how the rest of the program reads it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Union, get_args, get_origin

from annotated_types import MaxLen
from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel
from pydantic.fields import FieldInfo

SHORT = 1_000
"""Longest short text, in characters; a field that allows more is long text."""


class Pointer(NamedTuple):
    """A value that names another record."""

    cls: str
    id: str


OnDelete = Literal["keep", "delete", "refuse"]
"""What becomes of a record when the one that it points to is deleted.

keep: the pointer reads as empty; delete: it goes along; refuse: what is pointed to cannot be deleted.
"""


@dataclass(frozen=True)
class To:
    """Marks a pointer field with the classes that it may name, and with what happens when what it names is deleted."""

    targets: tuple[str, ...]
    on_delete: OnDelete | None = None
    """By default `keep`; but a record goes along with the one that it follows when a person deletes that by a tool."""

    def __init__(self, *targets: str, on_delete: OnDelete | None = None) -> None:
        object.__setattr__(self, "targets", targets)
        object.__setattr__(self, "on_delete", on_delete)


@dataclass(frozen=True)
class Secret:
    """Marks a field that is written and never read."""


@dataclass(frozen=True)
class Outside:
    """Marks text that people outside may have written: it is shown to a model as data, never as an order."""


@dataclass(frozen=True)
class Filled:
    """Marks a field that is never empty, though nobody has to fill it: a new record gets its default."""


@dataclass(frozen=True)
class Choice:
    """Marks a field with the ordered values that tools offer.

    A closed list is all the field accepts. An open one is what people are offered; other doors may store any word.
    """

    values: tuple[str, ...]
    terminal: tuple[str, ...] = ()
    """Values after which nothing more is expected, e.g. a deal that is won or lost."""
    closed: bool = False

    def __init__(self, *values: str, terminal: tuple[str, ...] = (), closed: bool = False) -> None:
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "terminal", terminal)
        object.__setattr__(self, "closed", closed)


class Record(BaseModel):
    """What all classes share.

    The docstring of a class and the description of a field are read by people and models alike.
    The class variables hold names of fields, except `reveals`, which holds paths of pointers.
    """

    model_config = ConfigDict(
        alias_generator=to_camel,
        validate_by_name=True,
        validate_by_alias=True,
        extra="forbid",
        allow_inf_nan=False,
        hide_input_in_errors=True,  # a password is an input, too
        loc_by_alias=False,
    )

    owners: ClassVar[tuple[str, ...]] = ()
    """Pointers to the users who always keep access."""
    stamped: ClassVar[tuple[str, ...]] = ()
    """Pointers that the server fills with the creator; no client may write them."""
    title_field: ClassVar[str] = "name"
    """What people call a record by."""
    searchable: ClassVar[tuple[str, ...]] = ()
    """Text that the index holds."""
    reveals: ClassVar[tuple[str, ...]] = ()
    """Whoever may read a record of this class may read what these paths lead to."""
    follows: ClassVar[tuple[str, ...]] = ()
    """Whoever may read what these pointers name may read the record."""
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Columns that lists filter and order by together; pointers are indexed by themselves."""
    unique: ClassVar[tuple[str, ...]] = ()
    """Text fields whose value no two records share, whatever its case."""
    public: ClassVar[tuple[str, ...]] = ()
    """If any: everybody signed in may see records of this class, but only these fields."""
    managed: ClassVar[bool] = False
    """Whether only an admin adds and removes records; what the record itself may do is in `owners`."""
    done_field: ClassVar[str | None] = None
    """Moment at which the record was done; empty while it is open."""
    due_field: ClassVar[str | None] = None
    """Moment at which it should be done."""


@dataclass(frozen=True)
class Spec:
    """One field of a class, as generic code sees it."""

    name: str
    wire: str
    type: Any
    info: FieldInfo
    targets: tuple[str, ...]
    secret: bool
    outside: bool
    choice: Choice | None
    max_length: int | None
    on_delete: OnDelete | None = None
    defaulted: bool = False
    """Whether a new record gets a value by itself, and nobody may empty it."""

    @property
    def filled(self) -> bool:
        """Whether it is never empty: a new record must have a value, or gets one."""
        return self.required or self.defaulted

    @property
    def required(self) -> bool:
        """Whether a new record must have a value."""
        return self.info.is_required()

    @property
    def choices(self) -> tuple[str, ...]:
        """The values that tools offer, in their order; empty when any value will do."""
        return self.choice.values if self.choice else ()

    @property
    def terminal(self) -> tuple[str, ...]:
        """Those of `choices` after which nothing more is expected."""
        return self.choice.terminal if self.choice else ()

    @property
    def since(self) -> str | None:
        """The column that keeps when the field got its value; for fields with terminal values, e.g. a stage."""
        return f"{self.name}_since" if self.terminal else None

    @property
    def long(self) -> bool:
        """Whether the field holds long text: lists leave it out unless it is asked for."""
        return self.type is str and (self.max_length is None or self.max_length > SHORT)

    @property
    def columns(self) -> list[str]:
        """The SQL columns that hold the field: two for a pointer that may name several classes, none for a secret."""
        if self.secret:
            return []
        return [f"{self.name}_class", f"{self.name}_id"] if len(self.targets) > 1 else [self.name]


SYSTEM: dict[str, Any] = {"object_id": str, "created_at": datetime, "updated_at": datetime}
"""Fields of every record that the system sets."""


def fields(cls: type[Record]) -> Iterator[Spec]:
    """Yield the fields of `cls` in the order of their declaration."""
    for name, info in cls.model_fields.items():
        kind, marks = _unwrap(info.annotation)
        marks = [*marks, *info.metadata]
        yield Spec(
            name=name,
            wire=info.alias or name,
            type=kind,
            info=info,
            targets=next((mark.targets for mark in marks if isinstance(mark, To)), ()),
            secret=any(isinstance(mark, Secret) for mark in marks),
            outside=any(isinstance(mark, Outside) for mark in marks),
            choice=next((mark for mark in marks if isinstance(mark, Choice)), None),
            max_length=next((mark.max_length for mark in marks if isinstance(mark, MaxLen)), None),
            on_delete=next((mark.on_delete for mark in marks if isinstance(mark, To)), None),
            defaulted=any(isinstance(mark, Filled) for mark in marks),
        )


def _unwrap(annotation: Any) -> tuple[Any, list[Any]]:
    """Return the type inside `Annotated[...] | None`, and the marks found on the way."""
    if get_origin(annotation) is Annotated:
        inner, *found = get_args(annotation)
        kind, marks = _unwrap(inner)
        flat = [part for mark in found for part in (mark.metadata if isinstance(mark, FieldInfo) else [mark])]
        return kind, [*flat, *marks]
    if get_origin(annotation) in (Union, UnionType):
        (inner,) = (arg for arg in get_args(annotation) if arg is not NoneType)
        return _unwrap(inner)
    return get_origin(annotation) or annotation, []
