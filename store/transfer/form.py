"""The form of a record in a state: `id`, the names of the wire, and references as ids.

A pointer to one class is a plain id, one that may name several is `{"class", "id"}`. Moments are ISO 8601; one without
a zone is UTC. `createdBy` is the record's creator; where the class has a field of this name, it is that field too.
`acl` is there only with an explicit ACL. A user's `name` is his username; his roles and region stand beside it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from reprlib import repr as short
from typing import Any

from pydantic.alias_generators import to_camel

from store.errors import InvalidValues
from store.fields import Pointer, Spec
from store.grants import Grants
from store.schema import Class
from store.transfer import people, wire
from store.transfer.wire import USER, Has
from store.values import checked

CREATOR = "createdBy"
STAMPS = {"createdAt": "created_at", "updatedAt": "updated_at"}


@dataclass(slots=True)
class Draft:
    """A record of a file, correct by itself; what it points to may be missing yet."""

    label: str
    cls: Class
    id: str
    values: dict[str, Any]
    creator: str | None
    grants: Grants | None
    moments: dict[str, datetime]
    account: dict[str, Any] | None

    def pointers(self) -> Iterator[tuple[str, Pointer]]:
        """Yield what the record names, and under which key."""
        for name, value in self.values.items():
            if isinstance(value, Pointer):
                yield self.cls.fields[name].wire, value
        if self.creator is not None:
            yield CREATOR, Pointer(USER, self.creator)


class Form:
    """The keys of one class, and how its records are written and read under them."""

    def __init__(self, cls: Class) -> None:
        self.cls = cls
        self.plural = cls.wire_plural
        self.fields = {_key(cls, spec): spec for spec in cls.fields.values() if not spec.secret}
        since = {to_camel(spec.since): spec.since for spec in cls.fields.values() if spec.since}
        self.moments = STAMPS | since
        self.keeps_creator = CREATOR not in self.fields and not cls.model.managed
        # Where the server fills the field `createdBy`, it and the creator are one.
        maker = self.fields.get(CREATOR)
        self._maker = maker.name if maker and maker.name in cls.model.stamped and len(maker.targets) == 1 else None
        beside = {"id", "acl", *self.moments}
        beside |= set(people.KEYS) if cls.name == USER else set()
        self.known = [*self.fields, *sorted(beside), *([CREATOR] if self.keeps_creator else [])]

    def write(self, row: Mapping[str, Any], acl: Grants | None, has: Has) -> dict[str, Any]:
        """Return a row of the table in the form; what it points to is empty when that is gone."""
        record: dict[str, Any] = {"id": row["object_id"]}
        for key, spec in self.fields.items():
            record[key] = wire.reference(spec, row, has) if spec.targets else wire.plain(row[spec.name])
        if self.keeps_creator or (self._maker and record[CREATOR] is None):
            maker = row["creator"]
            record[CREATOR] = maker if maker and has(USER, maker) else None
        if acl is not None:
            record["acl"] = {grantee: "write" if can_write else "read" for grantee, _, can_write in acl}
        return record

    def read(self, label: str, record: Mapping[str, Any], *, complete: bool = True) -> Draft:
        """Return a record that is written in the form. A key that is missing is an empty value.

        Args:
            label: How its problems are told, e.g. `Deal deal-1`.
            record: As it stands in the file.
            complete: Whether a field that is missing is empty; otherwise the class decides, as for a new record.

        Raises:
            InvalidValues: A key is unknown, or a value breaks a rule.
        """
        if unknown := [key for key in record if key not in self.known]:
            raise InvalidValues(f"{short(unknown[0])} is no key here; there are {', '.join(self.known)}.")
        found = {spec.wire: wire.value(key, spec, record[key]) for key, spec in self.fields.items() if key in record}
        if complete:
            found = {spec.wire: None for spec in self.fields.values() if not spec.required} | found
        values = self._checked(found)
        return Draft(
            label=label,
            cls=self.cls,
            id=record["id"],
            values=values,
            creator=self._creator(record, values),
            grants=wire.acl(record.get("acl")),
            moments={
                name: wire.moment(key, record[key]) for key, name in self.moments.items() if record.get(key) is not None
            },
            account=people.read(record) if self.cls.name == USER else None,
        )

    def _checked(self, found: dict[str, Any]) -> dict[str, Any]:
        """Return values that the class accepts; a password is never among them, and a user is made without."""
        if all(not spec.secret for spec in self.cls.fields.values()):
            return checked(self.cls, found, new=True)
        for key, spec in self.fields.items():
            if spec.required and found.get(spec.wire) is None:
                raise InvalidValues(f"{key} is required.")
        return {spec.name: None for spec in self.fields.values()} | checked(self.cls, found, new=False)

    def _creator(self, record: Mapping[str, Any], values: Mapping[str, Any]) -> str | None:
        if self._maker:
            maker = values[self._maker]
            return maker.id if maker else None
        given = record.get(CREATOR) if self.keeps_creator else None
        return None if given is None else wire.identity(CREATOR, given)


def identity(record: Mapping[str, Any]) -> str:
    """Return the id under which a record stands in a file.

    Raises:
        InvalidValues: It has none, or it is no id.
    """
    if "id" not in record:
        raise InvalidValues("it has no id.")
    return wire.identity("id", record["id"])


def _key(cls: Class, spec: Spec) -> str:
    return "name" if cls.name == USER and spec.name == cls.model.title_field else spec.wire
