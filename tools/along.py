"""What goes along when a record is deleted by a person: its activities, and the deals that hang on it alone."""

from collections.abc import Iterator, Sequence

from store.fields import Pointer, Spec
from store.records import Records
from store.rows import Row
from store.schema import Class

MOST = 1_000


def along(records: Records, cls: Class, rows: Sequence[Row]) -> Iterator[tuple[Class, list[Row], int]]:
    """Yield the records that follow those of `rows`: a deal's activities are of no use without it.

    With each class comes the number of those that stay, since they are another's and may only be read.
    """
    gone = [Pointer(cls.name, row["object_id"]) for row in rows]
    for other, spec in records.schema.pointing(cls.name):
        if gone and goes_along(other, spec):
            found = records.find(other.name, {spec.name: {"one_of": gone}}, limit=MOST)
            writable = records.writable(other.name, [row["object_id"] for row in found])
            if found:
                stay = 0 if spec.on_delete == "delete" else len(found) - len(writable)
                yield other, [row for row in found if row["object_id"] in writable], stay


def goes_along(cls: Class, spec: Spec) -> bool:
    """Whether a record goes along with what its field names: by the word of its class, or because it follows that."""
    return spec.on_delete == "delete" or (spec.on_delete is None and spec.name in cls.model.follows)


def hanging(records: Records, cls: Class, rows: Sequence[Row]) -> list[tuple[Class, list[Row]]]:
    """Return the deals that hang on the people or companies of `rows` alone.

    A deal hangs on a person alone when nobody else is known at its company, and on a company alone when its person
    works there.
    """
    gone = {Pointer(cls.name, row["object_id"]) for row in rows}
    found = []
    for giver, path in records.schema.revealing(cls.name):
        if len(path) > 1:
            continue
        hang = records.find(giver.name, {path[0]: {"one_of": sorted(gone)}}, limit=MOST)
        others = [
            spec.name for spec in giver.fields.values() if spec.name in giver.model.reveals and spec.name != path[0]
        ]
        writable = records.writable(giver.name, [row["object_id"] for row in hang])
        mine = [row for row in hang if row["object_id"] in writable]
        alone = [row for row in mine if all(_belongs(records, cls, gone, row[other]) for other in others)]
        if alone:
            found.append((giver, alone))
    return found


def _belongs(records: Records, cls: Class, gone: set[Pointer], other: Pointer | None) -> bool:
    """Whether the other record of a deal would have nobody left, or is nobody's."""
    if other is None or other in gone:
        return True
    there = records.get_many(other.cls, [other.id])
    if not there:
        return True
    if gone & {value for value in there[other.id].values() if isinstance(value, Pointer)}:
        return True
    for spec in cls.fields.values():
        if other.cls in spec.targets:
            known = records.find(cls.name, {spec.name: other}, limit=MOST)
            return {Pointer(cls.name, row["object_id"]) for row in known} <= gone
    return False
