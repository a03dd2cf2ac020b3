"""Roles, to be read. Who has which is an admin's to say, with `parley user role`."""

from typing import Any

from api.parse.answers import Answer
from api.parse.asked import asked
from api.parse.calls import Call
from api.parse.refusals import FORBIDDEN, NOT_FOUND, Refusal
from store.principal import ROLES
from store.records import Records


def find(records: Records, call: Call) -> Answer:
    """Return the roles that one has, or with the master key those that mean something everywhere."""
    wanted = asked(records.schema["_User"], {name: value for name, value in call.options.items() if name != "where"})
    where = call.options.get("where")
    named = where.get("name") if isinstance(where, dict) else None
    found = [_said(name) for name in _seen(records) if not isinstance(named, str) or named == name]
    answer: dict[str, Any] = {"results": found[wanted.skip : wanted.skip + wanted.limit]}
    return Answer(answer | ({"count": len(found)} if wanted.count else {}))


def get(records: Records, call: Call) -> Answer:
    """Return one of them."""
    if call.path[-1] not in _seen(records):
        raise Refusal(NOT_FOUND, "Object not found.")
    return Answer(_said(call.path[-1]))


def change(_: Records, __: Call) -> Answer:
    """Refuse to change a role.

    Raises:
        Refusal: Always.
    """
    raise Refusal(FORBIDDEN, "Permission denied: an admin gives roles, not an app.")


def _seen(records: Records) -> list[str]:
    return list(ROLES) if records.principal.is_system else sorted(records.principal.roles)


def _said(name: str) -> dict[str, Any]:
    return {"objectId": name, "name": name, "ACL": {"*": {"read": True}}}
