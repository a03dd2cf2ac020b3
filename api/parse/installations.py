"""Installations: what an app tells about the device that it is on."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from api.parse.answers import Answer
from api.parse.asked import asked
from api.parse.calls import Call
from api.parse.door import Door
from api.parse.ops import loosely
from api.parse.refusals import MISSING_TARGET, NOT_FOUND, Refusal
from api.parse.values import moment
from store.installations import Installations

RESERVED = ("objectId", "createdAt", "updatedAt", "ACL", "installationId")


def create(door: Door, call: Call) -> Answer:
    """Keep what an installation tells; under a name that is known, in place of what it told before."""
    door.count_try(call)
    name = call.body.get("installationId") or call.installation
    if not isinstance(name, str) or not name:
        raise Refusal(MISSING_TARGET, "at least one ID field (deviceToken, installationId) must be specified")
    row = _all(door).put(name, partial(_fields, call))
    said = {"objectId": row["id"], "createdAt": moment(row["created_at"])}
    return Answer(said, 201, f"{call.base}/installations/{row['id']}")


def update(door: Door, call: Call) -> Answer:
    """Add to what an installation tells; it must show its own name, or the master key."""
    row = _own(door, call)
    return Answer({"updatedAt": moment(_all(door).change(row["id"], partial(_fields, call))["updated_at"])})


def get(door: Door, call: Call) -> Answer:
    """Return what an installation tells, to itself."""
    return Answer(_said(_own(door, call)))


def find(door: Door, call: Call) -> Answer:
    """Return the installations, with the master key."""
    call.need_master()
    page = {name: value for name, value in call.options.items() if name in ("limit", "skip", "count")}
    wanted = asked(door.workspace.store.schema["_User"], page)
    return Answer({"results": [_said(row) for row in _all(door).page(wanted.limit)]})


def _all(door: Door) -> Installations:
    return Installations(door.workspace.store)


def _own(door: Door, call: Call) -> Mapping[str, Any]:
    row = _all(door).get(call.path[-1])
    if not call.is_master and row["installation"] not in (call.installation, call.body.get("installationId")):
        raise Refusal(NOT_FOUND, "Object not found.")
    return row


def _fields(call: Call, was: Mapping[str, Any]) -> dict[str, Any]:
    return {name: loosely(value, was.get(name)) for name, value in call.body.items() if name not in RESERVED}


def _said(row: Mapping[str, Any]) -> dict[str, Any]:
    made = {"objectId": row["id"], "createdAt": moment(row["created_at"]), "updatedAt": moment(row["updated_at"])}
    return dict(row["fields"]) | made | {"installationId": row["installation"]}
