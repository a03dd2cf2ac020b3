"""Between fields and columns: how a record lies in its table, and how an image keeps it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from store.changes import Image
from store.fields import SYSTEM, Pointer
from store.schema import Class
from store.tables import Moment

Row = dict[str, Any]
"""A record as `{field: value}`, with `object_id`, `created_at` and `updated_at`; pointers are `Pointer`."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the fields of a class are found in a row of its table."""

    columns: tuple[tuple[str, str], ...]
    """Each field, and its column; of a pointer, the one with the identity."""
    pointers: tuple[tuple[str, str | None, str], ...]
    """Each pointer, the column with its class if it may name several, and the class otherwise."""


@lru_cache(maxsize=500)
def _layout(cls: Class) -> _Layout:
    specs = [spec for spec in cls.fields.values() if not spec.secret]
    return _Layout(
        columns=(*((name, name) for name in SYSTEM), *((spec.name, spec.columns[-1]) for spec in specs)),
        pointers=tuple(
            (spec.name, spec.columns[0] if len(spec.targets) > 1 else None, spec.targets[0])
            for spec in specs
            if spec.targets
        ),
    )


def to_row(cls: Class, columns: Mapping[str, Any]) -> Row:
    """Return a row of the table as a record, without secret fields."""
    layout = _layout(cls)
    row: Row = {name: columns[column] for name, column in layout.columns}
    for name, kind, target in layout.pointers:
        identity = row[name]
        row[name] = Pointer(columns[kind] if kind else target, identity) if identity else None
    return row


def to_columns(cls: Class, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values of fields as values of columns. Secret fields have none."""
    columns: dict[str, Any] = {}
    for name, value in values.items():
        spec = cls.fields[name]
        if spec.targets:
            columns |= dict(zip(spec.columns, (value or (None, None))[-len(spec.columns) :], strict=True))
        elif spec.columns:
            columns[name] = value
    return columns


def to_image(columns: Mapping[str, Any], acl: Iterable[tuple[str, bool, bool]]) -> Image:
    """Return a row of the table, and its ACL, as JSON values."""
    values: dict[str, Any] = {
        key: value.isoformat() if isinstance(value, datetime) else value for key, value in columns.items()
    }
    return values | {"acl": [list(grant) for grant in acl]}


def from_image(cls: Class, image: Image) -> dict[str, Any]:
    """Return the columns that `image` keeps; a column that the class got since is empty."""
    return {
        column.name: datetime.fromisoformat(value) if value and isinstance(column.type, Moment) else value
        for column in cls.table.columns
        for value in [image.get(column.name)]
    }


def image_row(cls: Class, image: Image) -> Row:
    """Return the record that `image` keeps."""
    return to_row(cls, from_image(cls, image))
