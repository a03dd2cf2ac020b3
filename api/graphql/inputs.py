"""The classes as types of what is sent."""

from datetime import datetime
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLEnumValue,
    GraphQLID,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLString,
)

from api.graphql.conditions import EQUAL, LISTS, MATCHES, SELECTS, SIZES, TOGETHER
from api.graphql.scalars import ANY, KINDS, OBJECT, scalar
from api.graphql.types import endings, type_name
from api.parse.where import SYSTEM
from store.fields import Spec
from store.schema import Class, Schema

KIND_NAMES = {str: "String", int: "Number", float: "Number", bool: "Boolean", datetime: "Date", dict: "Object"}


def _field(of: GraphQLInputType) -> GraphQLInputField:
    return GraphQLInputField(of)


def _flag() -> GraphQLInputField:
    return _field(GraphQLNonNull(GraphQLBoolean))


def _grants(name: str, key: str, key_type: Any) -> GraphQLInputField:
    grant = GraphQLInputObjectType(name, {key: _field(GraphQLNonNull(key_type)), "read": _flag(), "write": _flag()})
    return _field(GraphQLList(GraphQLNonNull(grant)))


ACL = GraphQLInputObjectType(
    "ACLInput",
    {
        "users": _grants("UserACLInput", "userId", GraphQLID),
        "roles": _grants("RoleACLInput", "roleName", GraphQLString),
        "public": _field(GraphQLInputObjectType("PublicACLInput", {"read": _flag(), "write": _flag()})),
    },
)


NAME = GraphQLNonNull(GraphQLString)
SUBQUERY = GraphQLInputObjectType("SubqueryInput", {"className": _field(NAME), "where": _field(GraphQLNonNull(OBJECT))})
SELECT = GraphQLInputObjectType("SelectInput", {"query": _field(GraphQLNonNull(SUBQUERY)), "key": _field(NAME)})


def _operators(
    name: str, of: GraphQLInputType, *, sizes: bool = True, text: bool = False, selects: bool = True
) -> GraphQLInputObjectType:
    names = [*EQUAL, *(SIZES if sizes else ())]
    fields = {one: _field(of) for one in names} | {one: _field(GraphQLList(of)) for one in LISTS}
    fields |= {"exists": _field(GraphQLBoolean)} | {one: _field(GraphQLString) for one in MATCHES if text}
    return GraphQLInputObjectType(f"{name}WhereInput", fields | {one: _field(SELECT) for one in SELECTS if selects})


ID_WHERE = _operators("Id", GraphQLID)
ARRAY_WHERE = GraphQLInputObjectType(
    "ArrayWhereInput",
    {name: _field(ANY) for name in EQUAL}
    | {name: _field(GraphQLList(ANY)) for name in (*LISTS, "contains")}
    | {"exists": _field(GraphQLBoolean)},
)
WHERES: dict[str, GraphQLInputObjectType] = {
    name: _operators(name, KINDS[kind], sizes=kind not in (bool, dict), text=kind is str, selects=kind is not dict)
    for kind, name in KIND_NAMES.items()
    if kind is not int
}


class Inputs:
    """The types of conditions, orders and values, by the name of the class."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._pointers: dict[tuple[str, ...], GraphQLInputObjectType] = {}
        self._relations: dict[tuple[str, ...], GraphQLInputObjectType] = {}
        classes = schema.classes.items()
        self.wheres = {name: self._where(cls) for name, cls in classes}
        self.orders = {name: self._order(cls) for name, cls in classes}
        self.creates = {name: self._values(cls, "Create") for name, cls in classes}
        self.updates = {name: self._values(cls, "Update") for name, cls in classes}

    def _where(self, cls: Class) -> GraphQLInputObjectType:
        def fields() -> dict[str, GraphQLInputField]:
            asked = {spec.wire: _field(self._asked(spec)) for spec in cls.fields.values() if not spec.secret}
            system = {"id": _field(ID_WHERE), "objectId": _field(ID_WHERE)}
            system |= {name: _field(WHERES["Date"]) for name in ("createdAt", "updatedAt")}
            several = GraphQLList(GraphQLNonNull(self.wheres[cls.name]))
            return asked | system | {name: _field(several) for name in TOGETHER}

        return GraphQLInputObjectType(f"{type_name(cls)}WhereInput", fields)

    def _asked(self, spec: Spec) -> GraphQLInputObjectType:
        if spec.targets:
            return self._relation(spec.targets)
        return ARRAY_WHERE if spec.type is list else WHERES[KIND_NAMES[spec.type]]

    def _relation(self, targets: tuple[str, ...]) -> GraphQLInputObjectType:
        if targets not in self._relations:
            fields = {"exists": _field(GraphQLBoolean)}
            for ending, target in endings(self._schema, targets):
                fields |= {f"{word}{ending}": _field(self.wheres[target]) for word in ("have", "haveNot")}
            name = f"{_together(self._schema, targets)}RelationWhereInput"
            self._relations[targets] = GraphQLInputObjectType(name, fields)
        return self._relations[targets]

    def _order(self, cls: Class) -> GraphQLEnumType:
        specs = [spec for spec in cls.fields.values() if not spec.secret and spec.type not in (list, dict)]
        names = {name: name for name in (*SYSTEM, *(spec.wire for spec in specs))} | {"id": "objectId"}
        values = {f"{name}_ASC": GraphQLEnumValue(field) for name, field in names.items()}
        values |= {f"{name}_DESC": GraphQLEnumValue(f"-{field}") for name, field in names.items()}
        return GraphQLEnumType(f"{type_name(cls)}Order", values)

    def _values(self, cls: Class, what: str) -> GraphQLInputObjectType:
        def fields() -> dict[str, GraphQLInputField]:
            return {
                spec.wire: GraphQLInputField(self._of(spec), description=spec.info.description)
                for spec in cls.fields.values()
            } | {"ACL": _field(ACL)}

        return GraphQLInputObjectType(f"{what}{type_name(cls)}FieldsInput", fields)

    def _of(self, spec: Spec) -> GraphQLInputType:
        if spec.targets:
            return self._pointer(spec.targets)
        return GraphQLList(scalar(spec)) if spec.type is list else scalar(spec)

    def _pointer(self, targets: tuple[str, ...]) -> GraphQLInputObjectType:
        if targets not in self._pointers:
            fields = {"link": _field(GraphQLID)}
            for ending, target in endings(self._schema, targets):
                fields[f"createAndLink{ending}"] = _field(self.creates[target])
            self._pointers[targets] = GraphQLInputObjectType(
                f"{_together(self._schema, targets)}PointerInput", lambda: fields
            )
        return self._pointers[targets]


def _together(schema: Schema, targets: tuple[str, ...]) -> str:
    return "Or".join(type_name(schema[target]) for target in targets)
