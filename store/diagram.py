"""A diagram of the classes and their pointers, generated from them, in Mermaid's language."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from store.fields import Spec
from store.schema import Class, Schema

TYPES: dict[Any, str] = {
    str: "String", int: "Number", float: "Number", bool: "Boolean", datetime: "Date", list: "Array", dict: "Object"
}  # fmt: skip
"""What the types of fields are called on every wire; a pointer is a `Pointer`."""

PAGE = """\
# How the classes point to one another

*Generated from the classes by `parley docs`: change `store/classes.py`, not this page.*

Every line is a pointer, named after its field, from the class that has the field to the one it names. A pointer that
may name several classes is drawn once for each; one that may be empty ends in a circle. The
[data dictionary](data-dictionary.md) explains every field.

```mermaid
{diagram}
```
"""


def er_diagram(schema: Schema) -> str:
    """Return a Markdown page with the diagram."""
    return PAGE.format(diagram=diagram(schema))


def diagram(schema: Schema) -> str:
    """Return the diagram itself."""
    pointers = [line for cls in schema.classes.values() for line in _pointers(cls)]
    boxes = [line for cls in schema.classes.values() for line in _box(cls)]
    return "\n".join(["erDiagram", *(f"    {line}" for line in [*pointers, *boxes])])


def wire_type(spec: Spec) -> str:
    """Return what the type of the field is called on every wire."""
    return "Pointer" if spec.targets else TYPES[spec.type]


def _pointers(cls: Class) -> Iterator[str]:
    for spec in cls.fields.values():
        end = "||" if spec.required else "o|"
        for target in spec.targets:
            yield f"{cls.name} }}o--{end} {target} : {spec.wire}"


def _box(cls: Class) -> Iterator[str]:
    yield f"{cls.name} {{"
    yield "    String objectId PK"
    for spec in cls.fields.values():
        yield f"    {_field(cls, spec)}"
    yield "}"


def _field(cls: Class, spec: Spec) -> str:
    key = " FK" if spec.targets else " UK" if spec.name in cls.model.unique else ""
    comment = "; ".join([*(["required"] if spec.filled else []), ", ".join(spec.choices)]).strip("; ")
    return f"{wire_type(spec)} {spec.wire}{key}" + (f' "{comment}"' if comment else "")
