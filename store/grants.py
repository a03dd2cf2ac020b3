"""The explicit ACL of a record, as its table keeps it."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from reprlib import repr as short
from typing import Any

from sqlalchemy import Connection, Dialect, delete, insert, select

from store.errors import InvalidValues
from store.prepared import Prepared
from store.schema import Class
from store.several import one_of
from store.values import IDENTITY

Grants = list[tuple[str, bool, bool]]
"""Grantee, may read, may write; in the order of the grantees."""

LEVELS = ("read", "write")
GRANTEES = re.compile(rf"\*|role:[\w -]{{1,90}}|{IDENTITY.pattern}")
MOST = 200


def of(connection: Connection, cls: Class, row: Mapping[str, Any]) -> Grants:
    """Return the grants of a row; without a question to the database when it has none."""
    if not row["has_acl"]:
        return []
    acl = cls.acl.c
    statement = select(acl.grantee, acl.can_read, acl.can_write).where(acl.object_id == row["object_id"])
    return sorted((g, r, w) for g, r, w in connection.execute(statement))


def of_many(connection: Connection, cls: Class, rows: Sequence[Mapping[str, Any]]) -> dict[str, Grants]:
    """Return the grants of those rows that have an ACL, by identity; without a question when none has."""
    found: dict[str, Grants] = {row["object_id"]: [] for row in rows if row["has_acl"]}
    if found:
        for row in _of_many(cls, connection.dialect).rows(connection, {"ids": list(found)}):
            found[row["object_id"]].append((row["grantee"], row["can_read"], row["can_write"]))
    return found


@lru_cache(maxsize=500)
def _of_many(cls: Class, dialect: Dialect) -> Prepared:
    acl = cls.acl.c
    statement = select(acl.object_id, acl.grantee, acl.can_read, acl.can_write)
    return Prepared(statement.where(one_of(acl.object_id, "ids")).order_by(acl.grantee), dialect)


def checked(acl: Mapping[str, str]) -> Grants:
    """Return `{grantee: "read" | "write"}` as grants.

    Raises:
        InvalidValues: A level is neither; a grantee is no id, `role:NAME` or `*`; or there are more than 200.
    """
    if len(acl) > MOST:
        raise InvalidValues(f"A record is shared with at most {MOST} users and roles.")
    for grantee, level in acl.items():
        if level not in LEVELS:
            raise InvalidValues(f"A record is shared to {' or '.join(LEVELS)}, not to {level!r}.")
        if GRANTEES.fullmatch(grantee) is None:
            raise InvalidValues(f"{short(grantee)} is nobody to share with: name a user's id, role:NAME or *.")
    return [(grantee, True, acl[grantee] == "write") for grantee in sorted(acl)]


def put(connection: Connection, cls: Class, object_id: str, grants: Grants) -> None:
    """Write grants in place of those that the record has."""
    connection.execute(delete(cls.acl).where(cls.acl.c.object_id == object_id))
    rows = [{"object_id": object_id, "grantee": g, "can_read": r, "can_write": w} for g, r, w in grants]
    if rows:
        connection.execute(insert(cls.acl), rows)
