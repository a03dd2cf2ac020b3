"""The classes as types of answers."""

from collections.abc import Callable, Mapping
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLField,
    GraphQLID,
    GraphQLInt,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLScalarType,
    GraphQLString,
    GraphQLUnionType,
)

from api.graphql.identities import global_id
from api.graphql.scalars import ANY, DATE, scalar
from store.fields import Spec
from store.schema import Class, Schema

Said = Mapping[str, Any]


def type_name(cls: Class) -> str:
    """Return what a class is called here: `User` for `_User`."""
    return cls.name.strip("_")


def endings(schema: Schema, targets: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return what words end with that are about one of several classes, and the class."""
    return [(type_name(schema[target]) if len(targets) > 1 else "", target) for target in targets]


def _flags() -> dict[str, GraphQLField]:
    return {name: GraphQLField(GraphQLNonNull(GraphQLBoolean), resolve=_granted(name)) for name in ("read", "write")}


def _granted(name: str) -> Callable[[Said, Any], bool]:
    return lambda grant, _: bool(grant.get(name))


def _users(acl: Said, _: Any) -> list[Said] | None:
    others = {name: grant for name, grant in acl.items() if name != "*" and not name.startswith("role:")}
    return [{"userId": global_id("_User", user), **grant} for user, grant in others.items()] or None


def _roles(acl: Said, _: Any) -> list[Said] | None:
    return [{"roleName": name[5:], **grant} for name, grant in acl.items() if name.startswith("role:")] or None


def _grants(name: str, key: str, key_type: GraphQLScalarType) -> GraphQLList[Any]:
    grant = GraphQLObjectType(name, {key: GraphQLField(GraphQLNonNull(key_type)), **_flags()})
    return GraphQLList(GraphQLNonNull(grant))


ACL = GraphQLObjectType(
    "ACL",
    {
        "users": GraphQLField(_grants("UserACL", "userId", GraphQLID), resolve=_users),
        "roles": GraphQLField(_grants("RoleACL", "roleName", GraphQLString), resolve=_roles),
        "public": GraphQLField(GraphQLObjectType("PublicACL", _flags), resolve=lambda acl, _: acl.get("*")),
    },
    description="Who may read and write a record.",
)
RECORD = GraphQLInterfaceType(
    "ParseObject",
    {
        "objectId": GraphQLField(GraphQLNonNull(GraphQLID)),
        "createdAt": GraphQLField(DATE),
        "updatedAt": GraphQLField(DATE),
        "ACL": GraphQLField(ACL),
    },
    description="What every record has.",
)
ELEMENT = GraphQLObjectType(
    "Element",
    {"value": GraphQLField(GraphQLNonNull(ANY), resolve=lambda one, _: one)},
    description="A value in a list.",
)
PAGE = GraphQLObjectType(
    "PageInfo",
    {
        "hasNextPage": GraphQLField(GraphQLNonNull(GraphQLBoolean)),
        "hasPreviousPage": GraphQLField(GraphQLNonNull(GraphQLBoolean)),
        "startCursor": GraphQLField(GraphQLString),
        "endCursor": GraphQLField(GraphQLString),
    },
)


class Types:
    """The types of records and of lists, by the name of the class."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self.node = GraphQLInterfaceType(
            "Node", {"id": GraphQLField(GraphQLNonNull(GraphQLID))}, resolve_type=self._type_of
        )
        self.records = {name: self._record(cls) for name, cls in schema.classes.items()}
        self.lists = {name: self._list(cls) for name, cls in schema.classes.items()}
        self._elements = GraphQLUnionType("ArrayResult", [ELEMENT, *self.records.values()], lambda *_: ELEMENT.name)
        self._unions: dict[tuple[str, ...], GraphQLUnionType] = {}

    def _type_of(self, one: Said, *_: Any) -> str:
        return type_name(self._schema[one["className"]])

    def _record(self, cls: Class) -> GraphQLObjectType:
        def identity(one: Said, _: Any) -> str:
            return global_id(cls.name, one["objectId"])

        def fields() -> dict[str, GraphQLField]:
            moment = DATE if cls.model.public else GraphQLNonNull(DATE)  # of others little is shown
            system = {
                "id": GraphQLField(GraphQLNonNull(GraphQLID), resolve=identity),
                "objectId": GraphQLField(GraphQLNonNull(GraphQLID)),
                "createdAt": GraphQLField(moment),
                "updatedAt": GraphQLField(moment),
                "ACL": GraphQLField(ACL),
            }
            shown = {spec.wire: spec for spec in cls.fields.values() if not spec.secret}
            return {
                name: GraphQLField(self._of(spec), description=spec.info.description) for name, spec in shown.items()
            } | system

        return GraphQLObjectType(type_name(cls), fields, interfaces=[RECORD, self.node], description=cls.model.__doc__)

    def _of(self, spec: Spec) -> GraphQLOutputType:
        if len(spec.targets) == 1:
            return self.records[spec.targets[0]]
        if spec.targets:
            return self._union(spec.targets)
        return GraphQLList(self._elements) if spec.type is list else scalar(spec)

    def _union(self, targets: tuple[str, ...]) -> GraphQLUnionType:
        if targets not in self._unions:
            name = "Or".join(type_name(self._schema[target]) for target in targets)
            records = [self.records[target] for target in targets]
            self._unions[targets] = GraphQLUnionType(name, records, resolve_type=self._type_of)
        return self._unions[targets]

    def _list(self, cls: Class) -> GraphQLObjectType:
        name = type_name(cls)
        edge = GraphQLObjectType(
            f"{name}Edge",
            {
                "node": GraphQLField(GraphQLNonNull(self.records[cls.name])),
                "cursor": GraphQLField(GraphQLNonNull(GraphQLString)),
            },
        )
        return GraphQLObjectType(
            f"{name}Connection",
            {
                "count": GraphQLField(GraphQLNonNull(GraphQLInt)),
                "edges": GraphQLField(GraphQLNonNull(GraphQLList(GraphQLNonNull(edge)))),
                "pageInfo": GraphQLField(GraphQLNonNull(PAGE)),
            },
        )
