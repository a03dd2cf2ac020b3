"""What is asked of records, as the REST interface has it."""

from collections.abc import Mapping
from typing import Any

from api.graphql.identities import object_id
from api.graphql.types import endings
from api.parse.refusals import INVALID_QUERY, Refusal
from api.parse.where import DEEPEST
from store.fields import Spec
from store.schema import Class, Schema

Body = dict[str, Any]
EQUAL = {"equalTo": "$eq", "notEqualTo": "$ne"}
SIZES = {"lessThan": "$lt", "lessThanOrEqualTo": "$lte", "greaterThan": "$gt", "greaterThanOrEqualTo": "$gte"}
LISTS = {"in": "$in", "notIn": "$nin"}
MATCHES = {"matchesRegex": "$regex", "options": "$options"}
SELECTS = {"inQueryKey": "$select", "notInQueryKey": "$dontSelect"}
OPERATORS = EQUAL | SIZES | LISTS | MATCHES | SELECTS | {"exists": "$exists", "contains": "$all"}
"""Parse's operator of each of GraphQL's."""
TOGETHER = {"OR": "$or", "AND": "$and", "NOR": "$nor"}
ABOUT_POINTERS = {"have": "$inQuery", "haveNot": "$notInQuery"}


def condition(schema: Schema, cls: Class, where: Any, deep: int = 0) -> Body:
    """Return the where-document that a condition means; one within a subquery has no type, and may be anything.

    Raises:
        Refusal: It is none, or too deep.
    """
    if deep > DEEPEST:
        raise Refusal(INVALID_QUERY, f"The query is more than {DEEPEST} deep.")
    if not isinstance(where, Mapping):
        raise Refusal(INVALID_QUERY, "A query is an object with what is asked of each field.")
    parts: list[Body] = []
    specs = {spec.wire: spec for spec in cls.fields.values()}
    for name, asked in where.items():
        if name in TOGETHER and isinstance(asked, list):
            parts.append({TOGETHER[name]: [condition(schema, cls, one, deep + 1) for one in asked]})
        elif name in specs and _asks_around(schema, specs[name], asked):
            parts += [{name: one} for one in _pointed(schema, specs[name], asked, deep + 1)]
        elif asked is not None:
            parts.append(_compared(schema, cls, name, asked, deep + 1))
    return parts[0] if len(parts) == 1 else {"$and": parts} if parts else {}


def _compared(schema: Schema, cls: Class, name: str, asked: Any, deep: int) -> Body:
    name = "objectId" if name == "id" else name
    if not isinstance(asked, Mapping):
        return {name: asked}

    def value(how: str, said: Any) -> Any:
        if how in SELECTS:
            return _selected(schema, said, deep)
        if name == "objectId":
            return _identified(schema, cls, said)
        return said

    return {name: {OPERATORS.get(how, how): value(how, said) for how, said in asked.items()}}


def _identified(schema: Schema, cls: Class, said: Any) -> Any:
    if isinstance(said, list):
        return [_identified(schema, cls, one) for one in said]
    return object_id(schema, cls.name, said) if isinstance(said, str) else said


def _selected(schema: Schema, said: Any, deep: int) -> Any:
    """Return the subquery whose records have the value in a field."""
    match said:
        case {"query": {"className": str(name), "where": where}, "key": str(key)}:
            inside = condition(schema, schema[name], where, deep)
            return {"query": {"className": name, "where": inside}, "key": "objectId" if key == "id" else key}
    return said


def _asks_around(schema: Schema, spec: Spec, asked: Any) -> bool:
    words = {f"{word}{ending}" for ending, _ in endings(schema, spec.targets) for word in ABOUT_POINTERS}
    return bool(spec.targets) and isinstance(asked, Mapping) and asked.keys() <= words | {"exists"}


def _pointed(schema: Schema, spec: Spec, asked: Mapping[str, Any], deep: int) -> list[Body]:
    found: list[Body] = [{"$exists": asked["exists"]}] if asked.get("exists") is not None else []
    for ending, target in endings(schema, spec.targets):
        for word, how in ABOUT_POINTERS.items():
            if (inside := asked.get(f"{word}{ending}")) is not None:
                where = condition(schema, schema[target], inside, deep)
                found.append({how: {"className": target, "where": where}})
    return found
