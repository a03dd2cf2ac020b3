"""Figures over records, with the master key: distinct values, and groups with counts, sums, averages, least and most.

A pipeline has `$match`, then a `$group` by one field or by none, then any of `$sort`, `$skip`, `$limit`, `$project` and
`$count`; names of stages may lack their `$`.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import orjson

from api.parse.answers import Answer
from api.parse.calls import Call
from api.parse.refusals import INVALID_JSON, INVALID_QUERY, Refusal
from api.parse.values import WRITERS, encoded, wire
from api.parse.where import condition
from store.errors import InvalidValues
from store.fields import Pointer, Spec
from store.records import Records
from store.schema import Class

MOST = 10_000
"""Records that a pipeline without a group looks at."""
FIGURES = {"$sum": "sum", "$avg": "average", "$min": "min", "$max": "max"}
Said = dict[str, Any]


def aggregate(records: Records, call: Call) -> Answer:
    """Return figures over the records of a class."""
    cls, options = records.schema[call.path[1]], call.options
    where = condition(records.schema, cls, _object(options.pop("where", {})))
    try:
        if "distinct" in options:
            return Answer({"results": _distinct(records, cls, str(options["distinct"]), where)})
        return Answer({"results": _piped(records, cls, where, _stages(options))})
    except InvalidValues as error:
        raise Refusal(INVALID_QUERY, str(error)) from None


def _distinct(records: Records, cls: Class, name: str, where: Mapping[str, Any]) -> list[Any]:
    spec = wire(cls).specs.get(name)
    if spec is not None and not spec.secret and spec.type not in (datetime, list, dict):
        groups = records.totals(cls.name, where, by=spec.name)
        return [_plain(one["value"]) for one in groups if one["value"] is not None]
    several = (one[name] for one in _all(records, cls, where) if name in one)
    found: list[Any] = []
    for value in (one for each in several for one in (each if isinstance(each, list) else [each])):
        if value not in found:
            found.append(value)
    return found


def _stages(options: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return the stages of a pipeline as name and what it asks."""
    pipeline = options.get("pipeline", options)
    several = [{name: what} for name, what in pipeline.items()] if isinstance(pipeline, dict) else pipeline
    if not isinstance(several, list) or not all(isinstance(one, dict) and len(one) == 1 for one in several):
        raise Refusal(INVALID_QUERY, "A pipeline is a list of stages, each an object with one name.")
    return [(f"${name.removeprefix('$')}", what) for one in several for name, what in one.items()]


def _piped(records: Records, cls: Class, where: Mapping[str, Any], stages: list[tuple[str, Any]]) -> list[Said]:
    while stages and stages[0][0] == "$match":
        where = {"all_of": [where, condition(records.schema, cls, _object(stages.pop(0)[1]))]}
    if stages and stages[0][0] == "$group":
        found = _grouped(records, cls, where, _object(stages.pop(0)[1]))
    else:
        found = _all(records, cls, where)
    for name, what in stages:
        if name not in STAGES:
            raise Refusal(INVALID_QUERY, f"Invalid parameter for query: {name[:50]}")
        found = STAGES[name](found, what)
    return found


def _all(records: Records, cls: Class, where: Mapping[str, Any]) -> list[Said]:
    known = wire(cls)
    return [encoded(known, row) for row in records.find(cls.name, where, limit=MOST, most=MOST)]


def _grouped(records: Records, cls: Class, where: Mapping[str, Any], group: Mapping[str, Any]) -> list[Said]:
    key = group.get("_id", group.get("objectId"))
    by = None if key is None else _field(cls, key).name
    found: dict[Any, Said] = {}
    wanted = {name: what for name, what in group.items() if name not in ("_id", "objectId")}
    for name, what in wanted.items() or [("", {"$sum": 1})]:
        figure, of = _figure(cls, what)
        for row in records.totals(cls.name, where, by=by, of=of):
            value = row.get("value")
            said = found.setdefault(value, {"objectId": _plain(value)})
            if name:
                said[name] = _told(row[figure], figure)
    return list(found.values())


def _figure(cls: Class, what: Any) -> tuple[str, str | None]:
    """Return which figure is wanted, and of which field."""
    match what:
        case {"$sum": 1} | {"$count": _}:
            return "count", None
        case {"$sum": str(said)} | {"$avg": str(said)} | {"$min": str(said)} | {"$max": str(said)}:
            return FIGURES[next(iter(what))], _field(cls, said).name
    raise Refusal(INVALID_QUERY, "A group has $sum, $avg, $min, $max of a field, or a $sum of 1.")


def _field(cls: Class, said: Any) -> Spec:
    name = said.removeprefix("$").removeprefix("_p_") if isinstance(said, str) and said.startswith("$") else None
    spec = wire(cls).specs.get(name or "")
    if spec is None or spec.secret:
        raise Refusal(INVALID_QUERY, f"A group is by a field of {cls.name}, as in $stage.")
    return spec


def _sort(found: list[Said], what: Any) -> list[Said]:
    for name, direction in reversed(_object(what).items()):
        key = "objectId" if name == "_id" else name
        found.sort(key=lambda one, key=key: _rank(one.get(key)), reverse=direction in (-1, "-1"))  # type: ignore[misc]
    return found


def _rank(value: Any) -> tuple[int, Any]:
    """Return what values of several kinds can be ordered by: nothing first, then numbers, then text."""
    if value is None:
        return 0, 0
    return (1, value) if isinstance(value, int | float) else (2, str(value))


def _project(found: list[Said], what: Any) -> list[Said]:
    wanted = {"objectId" if name == "_id" else name: bool(shown) for name, shown in _object(what).items()}
    shown = [name for name, is_shown in wanted.items() if is_shown]
    if not shown:
        return [{name: value for name, value in one.items() if wanted.get(name, True)} for one in found]
    if wanted.get("objectId", True):
        shown.append("objectId")
    return [{name: value for name, value in one.items() if name in shown} for one in found]


STAGES: Mapping[str, Callable[[list[Said], Any], list[Said]]] = {
    "$sort": _sort,
    "$project": _project,
    "$limit": lambda found, what: found[: _number(what)],
    "$skip": lambda found, what: found[_number(what) :],
    "$count": lambda found, what: [{str(what): len(found)}],
}


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Refusal(INVALID_QUERY, "$limit and $skip are whole numbers, 0 or more.")
    return value


def _object(value: Any) -> dict[str, Any]:
    if isinstance(value, str):
        try:
            value = orjson.loads(value)
        except orjson.JSONDecodeError:
            value = None
    if not isinstance(value, dict):
        raise Refusal(INVALID_JSON, "A stage is a JSON object.")
    return value


def _plain(value: Any) -> Any:
    return value.id if isinstance(value, Pointer) else _written(value)


def _told(value: Any, figure: str) -> Any:
    return 0 if value is None and figure == "sum" else _written(value)


def _written(value: Any) -> Any:
    write = WRITERS.get(type(value))
    return write(value) if write else value
