"""Answers to questions: one record, or a page of a list, with what its pointers name read at once."""

from collections.abc import Callable
from typing import Any

from graphql import GraphQLResolveInfo

from api.graphql.conditions import condition
from api.graphql.identities import cursor, object_id, offset, parsed
from api.graphql.lookahead import PAGED, asks_for, wanted
from api.parse import records as objects
from api.parse.asked import USUAL, Shown
from api.parse.calls import Call
from api.parse.door import Door
from api.parse.refusals import INVALID_QUERY, NOT_FOUND, Refusal
from store.records import Records
from store.schema import Class

Asking = tuple[Door, Call]
"""Who asks, and where: the context of a request."""
Info = GraphQLResolveInfo[Asking]
Said = dict[str, Any]
COUNTED = {"limit": 0, "count": True}


def one(records: Records, cls: Class, identity: str, shown: Shown) -> Said:
    """Return one record with those around it."""
    return objects.one(records, cls, identity, shown) | {"className": cls.name}


def get(info: Info, cls: Class, said_id: str) -> Said:
    """Answer `deal(id:)`."""
    door, call = info.context
    with door.unit(call, writes=False) as records:
        return one(records, cls, object_id(records.schema, cls.name, said_id), wanted(info))


def node(info: Info, said_id: str) -> Said:
    """Answer `node(id:)`.

    Raises:
        Refusal: The id tells of no class.
    """
    door, call = info.context
    found = parsed(door.workspace.store.schema, said_id)
    if found is None:
        raise Refusal(NOT_FOUND, "Object not found.")
    with door.unit(call, writes=False) as records:
        return one(records, records.schema[found.cls], found.id, wanted(info))


def find(info: Info, cls: Class, **asked: Any) -> Said:
    """Answer `deals(…)`: a page, and how many there are if that is asked."""
    door, call = info.context
    shown, schema = wanted(info, "edges", "node"), door.workspace.store.schema
    where = {"where": condition(schema, cls, asked.get("where") or {})}
    with door.unit(call, writes=False) as records:
        start, first = _stretch(asked, lambda: objects.found(records, cls, where | COUNTED)["count"])
        rows = first if asks_for(info, *PAGED) else 0
        options = where | {
            "order": asked.get("order") or None,
            "limit": rows + 1 if asks_for(info, "pageInfo") else rows,
            "skip": start,
            "count": asks_for(info, "count"),
        }
        found = objects.found(records, cls, options, shown)
    page = found["results"][:first]
    edges = [{"node": record, "cursor": cursor(start + n)} for n, record in enumerate(page)]
    return {
        "count": found.get("count"),
        "edges": edges,
        "pageInfo": {
            "hasNextPage": len(found["results"]) > first,
            "hasPreviousPage": start > 0,
            "startCursor": edges[0]["cursor"] if edges else None,
            "endCursor": edges[-1]["cursor"] if edges else None,
        },
    }


def _stretch(asked: Said, count: Callable[[], int]) -> tuple[int, int]:
    """Return how many records there are before a page, and in it: a list is cut at both ends, and then to size."""
    first, last, skip = (asked.get(name) for name in ("first", "last", "skip"))
    if any(number is not None and number < 0 for number in (first, last, skip)):
        raise Refusal(INVALID_QUERY, "first, last and skip are 0 or more.")
    start = (skip or 0) + (offset(asked["after"]) + 1 if asked.get("after") else 0)
    ends = [offset(asked["before"])] if asked.get("before") else []
    if first is not None or last is None:
        ends.append(start + (USUAL if first is None else first))
    if last is not None:
        ends.append(count())
    rows = max(0, min(ends) - start)
    return (start, rows) if last is None else (start + max(0, rows - last), min(rows, last))
