"""Finds the records that people mean by a name, and the name by which people know a record: for pointers in sheets."""

import re
from collections.abc import Callable, Iterable, Mapping
from reprlib import repr as short

from sqlalchemy import Connection, select

from store.errors import InvalidValues
from store.fields import Pointer
from store.schema import Schema
from store.transfer.wire import USER

QUALIFIED = re.compile(r"_?([A-Za-z0-9_]+):([A-Za-z0-9_-]{1,64})")
"""A class and an id, for a pointer that may name several classes: `Deal:deal-7`."""


Read = Callable[[str, str], Iterable[tuple[str, str | None]]]
"""Returns of each record of a class its id, and the text of a field."""


def everything(connection: Connection, schema: Schema) -> Read:
    """Return what reads all records there are."""

    def read(cls: str, field: str) -> Iterable[tuple[str, str | None]]:
        table = schema[cls].table.c
        return [(row[0], row[1]) for row in connection.execute(select(table.object_id, table[field]))]

    return read


class Directory:
    """Ids and names of the records that pointers name, read once for each class."""

    def __init__(self, schema: Schema, read: Read) -> None:
        self._schema = schema
        self._read = read
        self._titles: dict[str, dict[str, str | None]] = {}
        self._named: dict[str, dict[str, list[str]]] = {}

    def expect(self, cls: str, titles: Mapping[str, str]) -> None:
        """Take records as known that will be there when the sheet is in: id → name."""
        self._of(cls).update(titles)

    def has(self, cls: str, object_id: str) -> bool:
        """Whether the record is there."""
        return object_id in self._of(cls)

    def find(self, key: str, targets: tuple[str, ...], said: str) -> Pointer:
        """Return the record that is meant by an id, by a class and an id, or by its whole name or e-mail address.

        Raises:
            InvalidValues: There is none, or there are several.
        """
        said = said.strip()
        if (found := QUALIFIED.fullmatch(said)) and (named := _class(targets, found[1])) and self.has(named, found[2]):
            return Pointer(named, found[2])
        same = [Pointer(cls, said) for cls in targets if self.has(cls, said)]
        same = same or [Pointer(cls, one) for cls in targets for one in self._by_name(cls).get(_fold(said), ())]
        if len(same) == 1:
            return same[0]
        what = " or ".join(cls.strip("_") for cls in targets)
        if not same:
            raise InvalidValues(f"{key}: there is no {what} {short(said)}.")
        ids = ", ".join(pointer.id for pointer in same[:5])
        raise InvalidValues(f"{key}: {len(same)} records go by {short(said)}; write the id of one: {ids}.")

    def name(self, targets: tuple[str, ...], to: Pointer) -> str | None:
        """Return what `find` finds a record by among `targets`; nothing when it is not there.

        That is its name, where nothing else goes by it; otherwise its id, after its class if there are several.
        """
        if not self.has(*to):
            return None
        title = (self._of(to.cls)[to.id] or "").strip()
        if title and not QUALIFIED.fullmatch(title) and not any(self.has(target, title) for target in targets):
            same = [one for target in targets for one in self._by_name(target).get(_fold(title), ())]
            if same == [to.id]:
                return title
        return to.id if len(targets) == 1 else f"{to.cls.strip('_')}:{to.id}"

    def _of(self, cls: str) -> dict[str, str | None]:
        if cls not in self._titles:
            self._titles[cls] = dict(self._read(cls, self._schema[cls].model.title_field))
        return self._titles[cls]

    def _by_name(self, cls: str) -> dict[str, list[str]]:
        if cls not in self._named:
            named: dict[str, list[str]] = {}
            for object_id, title in self._of(cls).items():
                named.setdefault(_fold(title or ""), []).append(object_id)
            named.pop("", None)
            if cls == USER:
                for object_id, email in self._read(cls, "email"):
                    named.setdefault(_fold(email or ""), [object_id])
            self._named[cls] = named
        return self._named[cls]


def _class(targets: tuple[str, ...], said: str) -> str | None:
    return next((target for target in targets if target.strip("_").lower() == said.lower()), None)


def _fold(name: str) -> str:
    return name.strip().casefold()
