"""Several requests at once: together in one unit of work where they are about records, each in a step of its own."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from api.parse import routes
from api.parse.answers import Answer
from api.parse.calls import METHODS, Call, fields_of
from api.parse.door import Door
from api.parse.refusals import INVALID_JSON, Refusal, refusal
from api.parse.routes import Kind, Route
from store.errors import StoreError
from store.records import Records

MOUNT = "parse"
MOST = 500
"""Requests in one batch."""

Part = tuple[Route, Call]


def batch(door: Door, call: Call) -> Answer:
    """Answer each of several requests, in their order; in a transaction all of them happen, or none.

    Raises:
        Refusal: It is no batch; or it is a transaction, and one of its requests was refused.
    """
    requests = call.body.get("requests")
    if not isinstance(requests, list) or len(requests) > MOST:
        raise Refusal(INVALID_JSON, f"requests must be an array of at most {MOST}")
    parts = [_part(call, one) for one in requests]
    if call.body.get("transaction") is True:
        return Answer(_transaction(door, call, parts))
    if all(_in_unit(route) for route, _ in parts):
        with door.unit(call, writes=True) as records:
            return Answer([_step(records, route, one) for route, one in parts])
    return Answer([_alone(door, route, one) for route, one in parts])


def _transaction(door: Door, call: Call, parts: Sequence[Part]) -> list[Any]:
    if not all(_in_unit(route) for route, _ in parts):
        raise Refusal(INVALID_JSON, "A transaction is about records of classes only.")
    with door.unit(call, writes=True) as records:
        return [{"success": _told(route.in_unit(records, one))} for route, one in parts if route.in_unit]


def _step(records: Records, route: Route, call: Call) -> dict[str, Any]:
    try:
        with records.step():
            return {"success": _told(route.in_unit(records, call))} if route.in_unit else {}
    except (Refusal, StoreError) as error:
        return {"error": refusal(error).said}


def _alone(door: Door, route: Route, call: Call) -> dict[str, Any]:
    try:
        return {"success": _told(routes.answer(door, route, call))}
    except Exception as error:
        return {"error": refusal(error).said}


def _told(answer: Answer) -> Any:
    """Return what a request of a batch is told: a new record with its address left out, as all of them."""
    return answer.said


def _in_unit(route: Route) -> bool:
    return route.kind is not Kind.ALONE and not route.for_master


def _part(call: Call, request: Any) -> Part:
    """Return the route of a request, and the request as a call of its own.

    Raises:
        Refusal: It is none, or goes nowhere.
    """
    if not isinstance(request, dict):
        raise Refusal(INVALID_JSON, "A request of a batch has a method and a path.")
    method, path, body = str(request.get("method", "")).upper(), request.get("path"), request.get("body")
    if not isinstance(path, str) or not path.startswith(f"/{MOUNT}/") or method not in METHODS:
        raise Refusal(INVALID_JSON, f"cannot route batch path {str(path)[:100]}")
    address = urlsplit(path.removeprefix(f"/{MOUNT}"))
    steps = tuple(unquote(step) for step in address.path.split("/") if step)
    query = fields_of(address.query) if address.query else {}
    route, steps = routes.route(method, steps)
    if route is None or steps == ("batch",):
        raise Refusal(INVALID_JSON, f"cannot route batch path {path[:100]}")
    return route, call.part(method, steps, dict(body) if isinstance(body, dict) else {}, query)
