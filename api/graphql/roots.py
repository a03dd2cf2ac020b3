"""All that may be asked and done, made of the classes."""

from functools import lru_cache
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInt,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLString,
)

from api.graphql import accounts, deeds, reading, writing
from api.graphql.identities import object_id
from api.graphql.inputs import Inputs
from api.graphql.lookahead import wanted
from api.graphql.reading import Asking, Info, Said
from api.graphql.scalars import ANY, OBJECT
from api.graphql.types import Types, type_name
from api.parse import routes, users
from api.parse.asked import Shown
from api.parse.refusals import INVALID_JSON, Refusal
from store.errors import RecordNotFound
from store.records import Records
from store.schema import Class, Schema

PREFERENCE = GraphQLEnumType(
    "ReadPreference",
    {name: name for name in ("PRIMARY", "PRIMARY_PREFERRED", "SECONDARY", "SECONDARY_PREFERRED", "NEAREST")},
)
OPTIONS = GraphQLArgument(
    GraphQLInputObjectType(
        "ReadOptionsInput",
        {
            name: GraphQLInputField(PREFERENCE)
            for name in ("readPreference", "includeReadPreference", "subqueryReadPreference")
        },
    ),
    description="Of another database; it is taken and means nothing.",
)


@lru_cache(maxsize=4)
def graphql_schema(schema: Schema, functions: tuple[str, ...] = ()) -> GraphQLSchema:
    """Return the types, questions and deeds of a workspace's classes, and of its own functions."""
    types, inputs = Types(schema), Inputs(schema)
    viewer = GraphQLObjectType(
        "Viewer",
        {
            "sessionToken": GraphQLField(deeds.TEXT),
            "user": GraphQLField(GraphQLNonNull(types.records[users.USER]), resolve=lambda one, _: one),
        },
    )
    query: dict[str, GraphQLField] = {
        "health": GraphQLField(GraphQLNonNull(GraphQLBoolean), resolve=lambda *_: True),
        "viewer": GraphQLField(viewer, resolve=lambda _, info: users.me(*info.context).said),
        "node": GraphQLField(
            types.node,
            {"id": GraphQLArgument(deeds.IDENTITY)},
            resolve=lambda _, info, id: reading.node(info, id),
        ),
    }
    mutation = accounts.accounts(inputs, viewer) | (_functions(functions) if functions else {})
    for cls in schema.classes.values():
        query |= _questions(cls, types, inputs)
        mutation |= _deeds(cls, types, inputs)
    return GraphQLSchema(
        GraphQLObjectType("Query", query),
        GraphQLObjectType("Mutation", mutation),
        types=list(types.records.values()),
    )


def _questions(cls: Class, types: Types, inputs: Inputs) -> dict[str, GraphQLField]:
    def get(_: Any, info: Info, id: str, **__: Any) -> Said:
        return reading.get(info, cls, id)

    def find(_: Any, info: Info, **asked: Any) -> Said:
        return reading.find(info, cls, **asked)

    name = type_name(cls)
    page = {
        "where": GraphQLArgument(inputs.wheres[cls.name]),
        "order": GraphQLArgument(GraphQLList(GraphQLNonNull(inputs.orders[cls.name]))),
        "first": GraphQLArgument(GraphQLInt),
        "after": GraphQLArgument(GraphQLString),
        "last": GraphQLArgument(GraphQLInt),
        "before": GraphQLArgument(GraphQLString),
        "skip": GraphQLArgument(GraphQLInt),
        "options": OPTIONS,
    }
    one = {"id": GraphQLArgument(deeds.IDENTITY), "options": OPTIONS}
    return {
        name[0].lower() + name[1:]: GraphQLField(
            types.records[cls.name], one, resolve=get, description=cls.model.__doc__
        ),
        cls.wire_plural: GraphQLField(types.lists[cls.name], page, resolve=find, description=cls.model.__doc__),
    }


def _deeds(cls: Class, types: Types, inputs: Inputs) -> dict[str, GraphQLField]:
    """Return how records of a class are made, changed and deleted; each deed is a unit of work."""
    name = type_name(cls)
    key = name[0].lower() + name[1:]
    record = types.records[cls.name]

    def create(asking: Asking, info: Info, sent: Said) -> Said:
        door, call = asking
        with door.unit(call, writes=True) as records:
            identity = writing.made(records, call, cls, sent.get("fields") or {})
            return {key: _seen(records, cls, identity, wanted(info, key))}

    def update(asking: Asking, info: Info, sent: Said) -> Said:
        door, call = asking
        identity = object_id(door.workspace.store.schema, cls.name, sent["id"])
        with door.unit(call, writes=True) as records:
            writing.changed(records, call, cls, identity, sent.get("fields") or {})
            return {key: _seen(records, cls, identity, wanted(info, key))}

    def delete(asking: Asking, info: Info, sent: Said) -> Said:
        door, call = asking
        identity = object_id(door.workspace.store.schema, cls.name, sent["id"])
        with door.unit(call, writes=True) as records:
            was = reading.one(records, cls, identity, wanted(info, key))
            records.delete(cls.name, identity)
        return {key: was}

    done: dict[str, deeds.Deed] = {"create": create, "update": update, "delete": delete}
    if cls.name == users.USER:
        done = {"create": accounts.create_user, "update": accounts.update_user, "delete": accounts.delete_user}
    fields = {"create": inputs.creates[cls.name], "update": inputs.updates[cls.name]}
    return {
        f"{what}{name}": deeds.field(
            f"{what[0].upper()}{what[1:]}{name}",
            ({} if what == "create" else {"id": deeds.IDENTITY}) | ({"fields": fields[what]} if what in fields else {}),
            {key: GraphQLField(record)},
            deed,
        )
        for what, deed in done.items()
    }


def _seen(records: Records, cls: Class, identity: str, shown: Shown) -> Said | None:
    """Return a record as it was written; nothing where who wrote it has given it away."""
    try:
        return reading.one(records, cls, identity, shown)
    except RecordNotFound:
        return None


def _functions(names: tuple[str, ...]) -> dict[str, GraphQLField]:
    """Return how a function of the workspace's own is called."""
    named = GraphQLEnumType("CloudCodeFunction", {name: name for name in names})
    sent = {"functionName": GraphQLNonNull(named), "params": OBJECT}
    return {"callCloudCode": deeds.field("CallCloudCode", sent, {"result": GraphQLField(ANY)}, _call)}


def _call(asking: Asking, _: Info, sent: Said) -> Said:
    door, call = asking
    params = {} if sent.get("params") is None else sent["params"]
    if not isinstance(params, dict):
        raise Refusal(INVALID_JSON, "params is an object.")
    part = call.part("POST", ("functions", sent["functionName"]), dict(params), {})
    found, _path = routes.route(part.method, part.path)
    assert found is not None  # noqa: S101 - functions have an address
    said: Said = routes.answer(door, found, part).said
    return said
