"""Answers to questions: one record, or a page of a list, with what its pointers name read at once."""

from typing import Any

from graphql import GraphQLResolveInfo

from api.graphql import inputs
from api.graphql.identities import after, cursor, object_id, parsed
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
    first, skip = asked.get("first"), asked.get("skip") or 0
    first = USUAL if first is None else first
    if first < 0 or skip < 0:
        raise Refusal(INVALID_QUERY, "first and skip are 0 or more.")
    start = skip + (after(asked["after"]) if asked.get("after") else 0)
    shown, schema = wanted(info, "edges", "node"), door.workspace.store.schema
    rows = first if asks_for(info, *PAGED) else 0
    options = {
        "where": inputs.condition(schema, cls, asked.get("where") or {}),
        "order": asked.get("order") or None,
        "limit": rows + 1 if asks_for(info, "pageInfo") else rows,
        "skip": start,
        "count": asks_for(info, "count"),
    }
    with door.unit(call, writes=False) as records:
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
