"""Several records that a name may mean, each with what tells it from the others, so that people can choose."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from store.errors import Candidate
from store.fields import Pointer
from store.records import Records
from store.rows import Row
from store.schema import Class
from tools.moments import shown

MOST_DETAILS = 3


def candidates(records: Records, found: Sequence[tuple[Class, Row]]) -> list[Candidate]:
    """Return records that a name may mean, each with what tells it from the others of its class."""
    details = [_details(records, cls, row) for cls, row in found]
    return [
        Candidate(
            cls.name,
            row["object_id"],
            str(row[cls.model.title_field] or ""),
            _telling(mine, [one for (other, _), one in zip(found, details, strict=True) if other is cls])
            or (f"added {_word(records, row['created_at'])}" if "created_at" in row else ""),
        )
        for (cls, row), mine in zip(found, details, strict=True)
    ]


def _details(records: Records, cls: Class, row: Row) -> dict[str, str]:
    """Return what can be said of a record in a word: listed values first, then whom it belongs to, then the rest."""
    specs = [spec for spec in cls.fields.values() if row.get(spec.name) and spec.name not in cls.model.stamped]
    specs = [spec for spec in specs if spec is not cls.title and not spec.long and spec.type not in (bool, list, dict)]
    specs.sort(key=lambda spec: (not spec.choices, not spec.targets))
    return {spec.name: _word(records, row[spec.name]) for spec in specs}


def _word(records: Records, value: Any) -> str:
    if isinstance(value, Pointer):
        title = records.schema[value.cls].model.title_field
        return "".join(str(row[title]) for row in records.get_many(value.cls, [value.id]).values())
    if isinstance(value, datetime):
        return shown(value, records.principal.time_zone)
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _telling(mine: Mapping[str, str], all_of_them: Sequence[Mapping[str, str]]) -> str:
    """Return the first details that others do not share; of a record that is alone in its class, simply the first."""
    alone = len(all_of_them) == 1
    telling = [name for name in mine if alone or len({one.get(name) for one in all_of_them}) > 1]
    return ", ".join([mine[name] for name in telling if mine[name]][:MOST_DETAILS])
