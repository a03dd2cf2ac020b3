"""All that a workspace holds, read beside the gate: for tests that compare it before and after."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from store.names import words
from store.rows import to_image
from store.schema import Class
from store.store import Store

State = dict[str, Any]
COUNTING = ("version", "updated_at")


def state(store: Store) -> State:
    """Return every record with its ACL, without what counts its changes, and the index of names."""
    with store.looking() as connection:
        found: State = {
            f"{name}/{key}": {column: value for column, value in image.items() if column not in COUNTING}
            for name, cls in store.schema.classes.items()
            for key, image in _images(connection, cls).items()
        }
        found["names"] = _named(connection, store)
        return found


def faults(store: Store) -> list[str]:
    """Return where rows, change log and index of names do not fit together."""
    change = store.schema.own.change
    with store.looking() as connection:
        rows = list(connection.execute(select(change).order_by(change.c.seq)).mappings())
        logged = {(row["cls"], row["object_id"]): row["after"] for row in rows}
        found = list(_gaps(rows))
        titles = set()
        for name, cls in store.schema.classes.items():
            images = _images(connection, cls)
            left = {key: image for (cls_name, key), image in logged.items() if cls_name == name and image is not None}
            found += [
                f"{name} {key}: row and log differ" for key in images.keys() | left if images.get(key) != left.get(key)
            ]
            texts = {key: str(image[cls.model.title_field] or "") for key, image in images.items()}
            titles |= {(word, name, key) for key, title in texts.items() for word in words(title)}
        if titles != _named(connection, store):
            found.append(f"names: {sorted(titles ^ _named(connection, store))}")
    return found


def _gaps(rows: list[Any]) -> Iterator[str]:
    """Yield the changes that do not begin where the record's change before ended."""
    last: dict[tuple[str, str], Any] = {}
    for row in rows:
        key = (row["cls"], row["object_id"])
        if row["before"] != last.get(key):
            yield f"{key}: change {row['seq']} does not follow the one before"
        last[key] = row["after"]


def _images(connection: Connection, cls: Class) -> dict[str, Mapping[str, Any]]:
    grants: dict[str, list[tuple[str, bool, bool]]] = {}
    for key, grantee, can_read, can_write in connection.execute(select(cls.acl)):
        grants.setdefault(key, []).append((grantee, can_read, can_write))
    rows = connection.execute(select(cls.table)).mappings()
    return {row["object_id"]: to_image(dict(row), sorted(grants.pop(row["object_id"], []))) for row in rows} | {
        key: {"grants without a record": left} for key, left in grants.items()
    }


def _named(connection: Connection, store: Store) -> set[tuple[str, str, str]]:
    naming = store.schema.own.naming.c
    return {
        (word, cls, key) for word, cls, key in connection.execute(select(naming.word, naming.cls, naming.object_id))
    }
