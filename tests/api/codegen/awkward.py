"""A CRM whose names are those that languages and SDKs have taken."""

from datetime import datetime
from typing import Annotated, Any, ClassVar

from pydantic import Field, create_model

from store.classes import ToUser
from store.fields import Choice, Pointer, Record, Secret, To
from store.schema import Schema

Grade = Annotated[
    str,
    Choice(
        "größer",
        "2 weeks",
        "in progress!",
        "default",
        "länger",
        "langer",
        'it\'s "$x"\\',
        "продан",
        terminal=("default",),
    ),
]
Closed = Annotated[str, Choice("Yes", "no", closed=True)]
ToPromiseOrMap = Annotated[Pointer, To("Promise", "Map")]


class Kept(Record):
    owners: ClassVar = ("new",)
    stamped: ClassVar = ("made_by",)


KINDS: dict[str, Any] = {
    "new": (ToUser | None, Field(None, description="Who */ holds\nit.")),
    "made_by": (ToUser | None, None),
    "default": (str | None, None),
    "switch": (bool | None, None),
    "num": (float | None, None),
    "int": (float | None, None),
    "save": (datetime | None, None),
    "get": (list[Any] | None, None),
    "set": (dict[str, Any] | None, None),
    "class_name": (str | None, None),
    "key_grade": (str | None, None),
    "grade": (Grade | None, None),
    "closed": (Closed | None, None),
    "to_json": (str | None, None),
    "equals": (ToPromiseOrMap, Field()),
    "attributes": (Annotated[Pointer, To("Function")] | None, None),
    "tile": (str | None, Field(None, alias="Map")),
    "code": (Annotated[str, Secret()] | None, None),
}


def awkward() -> Schema:
    """The classes that every CRM begins with, and four more."""

    def cls(name: str, base: type[Record] = Record, **fields: Any) -> type[Record]:
        return create_model(name, __base__=base, __doc__=f"Of $ a \\ {name} */ 'kind'.", name=(str, ...), **fields)

    return Schema.of(
        {
            "Promise": cls("Promise", Kept, **KINDS),
            "Map": cls("Map"),
            "Function": cls("Function", label=(str | None, None)),
            "PromiseGrade": cls("PromiseGrade"),
        }
    )
