"""Rules that hold of what is written, beyond the type of each value: who made it, what it names, what is taken."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from store.asking import Asking, Columns
from store.errors import InvalidValues, Taken
from store.fields import Pointer
from store.schema import Class
from store.values import IDENTITY


class Rules:
    """The rules for one principal, in one unit of work."""

    def __init__(self, ask: Asking) -> None:
        self._ask = ask

    def stamped(self, cls: Class, fields: dict[str, Any]) -> dict[str, Any]:
        """Return the fields with those that the server sets: who made the record."""
        if self._ask.principal.is_system:
            return fields
        me = Pointer("_User", self._ask.principal.user)
        return fields | {name: fields.get(name) or me for name in cls.model.stamped}

    def check(self, cls: Class, fields: Mapping[str, Any], was: Columns | None) -> None:
        """Refuse pointers to what is not readable, a false maker, and values that another record has."""
        for name, value in fields.items():
            spec = cls.fields[name]
            if name in cls.model.stamped and not self._ask.principal.is_system:
                if was is not None or value != Pointer("_User", self._ask.principal.user):
                    raise InvalidValues(f"{name} is set by the server.")
            elif spec.targets and value is not None:
                self._ask.one(self._ask.schema[value.cls], value.id)
            elif name in cls.model.unique and value is not None:
                self._check_unique(cls, name, value, was)

    def check_id(self, cls: Class, object_id: str | None) -> None:
        """Refuse an identity that is none, or that another record of the class has."""
        if object_id is None:
            return
        if IDENTITY.fullmatch(object_id) is None:
            raise InvalidValues("An id has 1 to 64 letters, digits, - and _.")
        if self._ask.connection.scalar(select(cls.table.c.object_id).where(cls.table.c.object_id == object_id)):
            raise Taken(cls.name, "id", object_id)

    def _check_unique(self, cls: Class, name: str, value: str, was: Columns | None) -> None:
        same = select(cls.table.c.object_id).where(func.lower(cls.table.c[name]) == func.lower(value)).limit(1)
        other = self._ask.connection.scalar(same)
        if other is not None and (was is None or other != was["object_id"]):
            raise Taken(cls.name, name, value)
