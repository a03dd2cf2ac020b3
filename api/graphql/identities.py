"""Names of records and of places in a list, as Relay wants them: opaque, and good everywhere."""

import binascii
from base64 import b64decode, b64encode

from api.parse.refusals import INVALID_QUERY, Refusal
from store.fields import Pointer
from store.schema import Schema

CURSOR = "arrayconnection"


def global_id(cls: str, object_id: str) -> str:
    """Return the name of a record among all classes."""
    return b64encode(f"{cls}:{object_id}".encode()).decode()


def parsed(schema: Schema, said: str) -> Pointer | None:
    """Return the record that a global id names; nothing if it is none."""
    cls, _, object_id = _opened(said).partition(":")
    return Pointer(cls, object_id) if object_id and cls in schema.classes else None


def object_id(schema: Schema, cls: str, said: str) -> str:
    """Return the identity of a record of a class, which a global id names, or the identity itself."""
    found = parsed(schema, said)
    return found.id if found is not None and found.cls == cls else said


def cursor(offset: int) -> str:
    """Return the name of the place of a record in a list, by the records before it."""
    return b64encode(f"{CURSOR}:{offset}".encode()).decode()


def offset(said: str) -> int:
    """Return how many records there are before a place.

    Raises:
        Refusal: It is no place.
    """
    name, _, number = _opened(said).partition(":")
    if name != CURSOR or not (number.isascii() and number.isdigit() and len(number) < 16):
        raise Refusal(INVALID_QUERY, "after and before are cursors of edges.")
    return int(number)


def _opened(said: str) -> str:
    try:
        return b64decode(said, validate=True).decode()
    except (binascii.Error, ValueError):
        return ""
