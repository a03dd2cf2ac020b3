"""All that may be asked and done, made of the classes."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLBoolean,
    GraphQLField,
    GraphQLID,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInt,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLString,
)

from api.graphql import reading, writing
from api.graphql.identities import object_id
from api.graphql.inputs import Inputs
from api.graphql.lookahead import wanted
from api.graphql.reading import Asking, Info, Said
from api.graphql.types import Types, type_name
from api.parse import mailings, users
from api.parse.asked import Shown
from api.parse.calls import Call
from api.parse.door import Door
from store.schema import Class, Schema

Deed = Callable[[Asking, Info, Said], Said]
TEXT, IDENTITY = GraphQLNonNull(GraphQLString), GraphQLNonNull(GraphQLID)


@lru_cache(maxsize=4)
def graphql_schema(schema: Schema) -> GraphQLSchema:
    """Return the types, questions and deeds of a workspace's classes."""
    types, inputs = Types(schema), Inputs(schema)
    viewer = GraphQLObjectType(
        "Viewer",
        {
            "sessionToken": GraphQLField(TEXT),
            "user": GraphQLField(GraphQLNonNull(types.records[users.USER]), resolve=lambda one, _: one),
        },
    )
    query: dict[str, GraphQLField] = {
        "health": GraphQLField(GraphQLNonNull(GraphQLBoolean), resolve=lambda *_: True),
        "viewer": GraphQLField(viewer, resolve=lambda _, info: users.me(*info.context).said),
        "node": GraphQLField(
            types.node,
            {"id": GraphQLArgument(IDENTITY)},
            resolve=lambda _, info, id: reading.node(info, id),
        ),
    }
    mutation = _accounts(inputs, viewer)
    for cls in schema.classes.values():
        query |= _questions(cls, types, inputs)
        mutation |= _deeds(cls, types, inputs)
    return GraphQLSchema(
        GraphQLObjectType("Query", query),
        GraphQLObjectType("Mutation", mutation),
        types=list(types.records.values()),
    )


def _questions(cls: Class, types: Types, inputs: Inputs) -> dict[str, GraphQLField]:
    def get(_: Any, info: Info, id: str) -> Said:
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
    }
    return {
        name[0].lower() + name[1:]: GraphQLField(
            types.records[cls.name], {"id": GraphQLArgument(IDENTITY)}, resolve=get, description=cls.model.__doc__
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
            return {key: reading.one(records, cls, identity, wanted(info, key))}

    def update(asking: Asking, info: Info, sent: Said) -> Said:
        door, call = asking
        identity = object_id(door.workspace.store.schema, cls.name, sent["id"])
        with door.unit(call, writes=True) as records:
            writing.changed(records, call, cls, identity, sent.get("fields") or {})
            return {key: reading.one(records, cls, identity, wanted(info, key))}

    def delete(asking: Asking, info: Info, sent: Said) -> Said:
        door, call = asking
        identity = object_id(door.workspace.store.schema, cls.name, sent["id"])
        with door.unit(call, writes=True) as records:
            was = reading.one(records, cls, identity, wanted(info, key))
            records.delete(cls.name, identity)
        return {key: was}

    deeds: dict[str, Deed] = {"create": create, "update": update, "delete": delete}
    if cls.name == users.USER:
        deeds = {"create": _create_user, "update": _update_user, "delete": _delete_user}
    fields = {"create": inputs.creates[cls.name], "update": inputs.updates[cls.name]}
    return {
        f"{what}{name}": _deed(
            f"{what[0].upper()}{what[1:]}{name}",
            ({} if what == "create" else {"id": IDENTITY}) | ({"fields": fields[what]} if what in fields else {}),
            {key: GraphQLField(record)},
            deed,
        )
        for what, deed in deeds.items()
    }


def _accounts(inputs: Inputs, viewer: GraphQLObjectType) -> dict[str, GraphQLField]:
    """Return how one joins, signs in and out, and asks for mails."""
    seen, done = {"viewer": GraphQLField(viewer)}, {"ok": GraphQLField(GraphQLNonNull(GraphQLBoolean))}
    name_and_password = {"username": TEXT, "password": TEXT}
    return {
        "signUp": _deed("SignUp", {"fields": inputs.creates[users.USER]}, seen, _sign_up),
        "logIn": _deed("LogIn", name_and_password, seen, _log_in),
        "login": _deed("Login", name_and_password, seen, _log_in),
        "logOut": _deed("LogOut", {}, done, _log_out),
        "resetPassword": _deed("ResetPassword", {"email": TEXT}, done, _reset_password),
        "sendVerificationEmail": _deed("SendVerificationEmail", {"email": TEXT}, done, _send_verification),
    }


def _deed(
    name: str,
    sent: dict[str, Any],
    answered: dict[str, GraphQLField],
    body: Deed,
) -> GraphQLField:
    """Return a field that does something, in the form that Relay wants."""
    same = {"clientMutationId": GraphQLString}
    wanted_input = GraphQLInputObjectType(
        f"{name}Input", {key: GraphQLInputField(of) for key, of in (sent | same).items()}
    )
    payload = GraphQLObjectType(f"{name}Payload", answered | {key: GraphQLField(of) for key, of in same.items()})

    def do(_: Any, info: Info, input: Said) -> Said:
        return body(info.context, info, input) | {"clientMutationId": input.get("clientMutationId")}

    return GraphQLField(payload, {"input": GraphQLArgument(GraphQLNonNull(wanted_input))}, resolve=do)


def _sign_up(asking: Asking, _: Info, sent: Said) -> Said:
    door, call = asking
    made = users.sign_up(door, _post(call, "users", _of_user(door, sent)))
    return {"viewer": users.me(door, replace(call, token=made.said["sessionToken"], is_master=False)).said}


def _log_in(asking: Asking, _: Info, sent: Said) -> Said:
    door, call = asking
    return {"viewer": users.login(door, _post(call, "login", sent)).said}


def _log_out(asking: Asking, _: Info, __: Said) -> Said:
    users.logout(*asking)
    return {"ok": True}


def _reset_password(asking: Asking, _: Info, sent: Said) -> Said:
    door, call = asking
    mailings.request_reset(door, _post(call, "requestPasswordReset", sent))
    return {"ok": True}


def _send_verification(asking: Asking, _: Info, sent: Said) -> Said:
    door, call = asking
    mailings.request_verification(door, _post(call, "verificationEmailRequest", sent))
    return {"ok": True}


def _create_user(asking: Asking, info: Info, sent: Said) -> Said:
    return {"user": _sign_up(asking, info, sent)["viewer"]}


def _update_user(asking: Asking, _: Info, sent: Said) -> Said:
    door, call = asking
    user = object_id(door.workspace.store.schema, users.USER, sent["id"])
    users.update(door, call.part("PUT", ("users", user), _of_user(door, sent), {}))
    return {"user": _user(asking, user)}


def _delete_user(asking: Asking, _: Info, sent: Said) -> Said:
    door, call = asking
    user = object_id(door.workspace.store.schema, users.USER, sent["id"])
    was = _user(asking, user)
    users.delete(door, call.part("DELETE", ("users", user), {}, {}))
    return {"user": was}


def _user(asking: Asking, user: str) -> Said:
    door, call = asking
    schema = door.workspace.store.schema
    with door.unit(call, writes=False) as records:
        return reading.one(records, schema[users.USER], user, Shown())


def _of_user(door: Door, sent: Said) -> Said:
    schema = door.workspace.store.schema
    return writing.body(schema, schema[users.USER], sent.get("fields") or {})


def _post(call: Call, path: str, sent: Said) -> Call:
    return call.part("POST", (path,), {name: value for name, value in sent.items() if value is not None}, {})
