"""Sessions of whoever calls: looking at them, beginning and ending them. Of others' tokens nothing is kept."""

from typing import Any

from api.parse.answers import Answer
from api.parse.calls import Call
from api.parse.door import Door
from api.parse.refusals import INVALID_TOKEN, NOT_FOUND, Refusal
from api.parse.values import moment
from store.sessions import Session
from store.tokens import digest


def mine(door: Door, call: Call) -> Answer:
    """Return the session that the call shows."""
    found = [one for one in _own(door, call) if one.id == _id(call)]
    if not found:
        raise Refusal(INVALID_TOKEN, "Invalid session token")
    return Answer(_said(found[0], call))


def find(door: Door, call: Call) -> Answer:
    """Return one's sessions, the latest first."""
    return Answer({"results": [_said(one, call) for one in _own(door, call)]})


def get(door: Door, call: Call) -> Answer:
    """Return one of one's sessions."""
    found = [one for one in _own(door, call) if one.id == call.path[-1]]
    if not found:
        raise Refusal(NOT_FOUND, "Object not found.")
    return Answer(_said(found[0], call))


def create(door: Door, call: Call) -> Answer:
    """Begin another session of oneself, e.g. for another device."""
    token = door.sessions.start(door.principal(call).user)
    begun = next(one for one in door.sessions.of(door.principal(call).user) if one.id == digest(token)[: len(one.id)])
    said = _said(begun, call) | {"sessionToken": token}
    return Answer(said, 201, f"{call.base}/sessions/{begun.id}")


def update(door: Door, call: Call) -> Answer:
    """Change nothing: what a session is, it is from its beginning."""
    found = get(door, call)
    return Answer({"updatedAt": found.said["updatedAt"]})


def delete(door: Door, call: Call) -> Answer:
    """End one of one's sessions."""
    door.sessions.end(door.principal(call).user, call.path[-1])
    return Answer({})


def upgrade(door: Door, call: Call) -> Answer:
    """Return a session of the kind that can be ended: all are."""
    return Answer(mine(door, call).said)


def _own(door: Door, call: Call) -> list[Session]:
    return door.sessions.of(door.principal(call).user)


def _id(call: Call) -> str:
    return digest(call.token or "")[:10]


def _said(session: Session, call: Call) -> dict[str, Any]:
    said: dict[str, Any] = {
        "objectId": session.id,
        "createdAt": moment(session.created_at),
        "updatedAt": moment(session.created_at),
        "user": {"__type": "Pointer", "className": "_User", "objectId": session.user},
        "expiresAt": {"__type": "Date", "iso": moment(session.expires_at)},
        "createdWith": {"action": session.action or "login", "authProvider": "password"},
    }
    if session.installation is not None:
        said["installationId"] = session.installation
    if session.id == _id(call):
        said["sessionToken"] = call.token
    return said
