"""Types of single values: those of GraphQL, and moments and JSON."""

from datetime import datetime
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLError,
    GraphQLFloat,
    GraphQLScalarType,
    GraphQLString,
    ValueNode,
    value_from_ast_untyped,
)

from store.fields import Spec


def _iso(value: Any) -> Any:
    return value["iso"] if isinstance(value, dict) else value


def _date(value: Any) -> dict[str, str]:
    said = _iso(value) if not isinstance(value, dict) or (value.get("__type") == "Date" and "iso" in value) else None
    if not isinstance(said, str):
        raise GraphQLError("A Date is written as 2026-11-22T06:07:40.785Z.")
    return {"__type": "Date", "iso": said}


def _date_in_text(node: ValueNode, variables: dict[str, Any] | None = None) -> dict[str, str]:
    return _date(value_from_ast_untyped(node, variables))


DATE = GraphQLScalarType(
    "Date",
    description="A moment in UTC, to the millisecond: 2026-11-22T06:07:40.785Z.",
    serialize=_iso,
    parse_value=_date,
    parse_literal=_date_in_text,
)
ANY = GraphQLScalarType("Any", description="Any value of JSON.")
OBJECT = GraphQLScalarType("Object", description="A mapping of JSON.")
KINDS: dict[Any, GraphQLScalarType] = {
    str: GraphQLString, int: GraphQLFloat, float: GraphQLFloat, bool: GraphQLBoolean, datetime: DATE, dict: OBJECT
}  # fmt: skip


def scalar(spec: Spec) -> GraphQLScalarType:
    """Return the type of a field that is no pointer; of a list's members for a list."""
    return KINDS.get(spec.type, ANY)
