"""The configuration that an app reads, and its owner sets."""

from typing import Any

from api.parse.answers import Answer
from api.parse.calls import Call
from api.parse.door import Door
from api.parse.refusals import INVALID_JSON, Refusal
from store.parameters import Parameters

HIDDEN = "masterKeyOnly"
"""Beside the parameters: which of them only the master key reads."""


def get(door: Door, call: Call) -> Answer:
    """Return the parameters that whoever calls may read."""
    kept = Parameters(door.workspace.store).all()
    hidden = kept.pop(HIDDEN, {})
    if call.is_master:
        return Answer({"params": kept} | ({HIDDEN: hidden} if hidden else {}))
    return Answer({"params": {name: value for name, value in kept.items() if not hidden.get(name)}})


def put(door: Door, call: Call) -> Answer:
    """Set parameters, with the master key; `{"__op": "Delete"}` takes one away."""
    call.need_master()
    params, hidden = call.body.get("params"), call.body.get(HIDDEN) or {}
    if not isinstance(params, dict) or not isinstance(hidden, dict) or HIDDEN in params:
        raise Refusal(INVALID_JSON, "params is an object, of names and values.")
    parameters = Parameters(door.workspace.store)
    values: dict[str, Any] = {name: None if value == {"__op": "Delete"} else value for name, value in params.items()}
    parameters.put(values | {HIDDEN: {**parameters.all().get(HIDDEN, {}), **hidden}})
    return Answer({"result": True})
