"""What the server tells about itself, and the requests of SDKs that have nothing to do here."""

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from api.parse.answers import Answer
from api.parse.calls import Call
from api.parse.door import Door
from api.parse.functions import Asking
from api.parse.refusals import FORBIDDEN, Refusal
from store.records import Records

FEATURES: dict[str, Any] = {
    "globalConfig": {"create": True, "read": True, "update": True, "delete": True},
    "hooks": {"create": False, "read": False, "update": False, "delete": False},
    "cloudCode": {"jobs": False},
    "logs": {"level": False, "size": False, "order": False, "until": False, "from": False},
    "push": {"immediatePush": False, "pushAudiences": False, "scheduledPush": False, "storedPushData": False},
    "schemas": {
        "addField": True,
        "removeField": True,
        "addClass": True,
        "removeClass": True,
        "clearAllDataFromClass": True,
        "exportClass": False,
        "editClassLevelPermissions": False,
        "editPointerPermissions": False,
    },
}
WIRE = "9.10.0"
"""The version of Parse Server whose wire this is."""
MOST = 1_000


def health(_: Door, __: Call) -> Answer:
    """Tell that the server answers."""
    return Answer({"status": "ok"})


def server(_: Door, call: Call) -> Answer:
    """Tell what this server can do."""
    call.need_master()
    return Answer({"features": FEATURES, "parseServerVersion": WIRE, "parleyVersion": _version()})


def event(_: Door, __: Call) -> Answer:
    """Take what an app tells for statistics, and keep nothing."""
    return Answer({})


def run(door: Door, call: Call) -> Answer:
    """Run a function."""
    sent = {name: value for name, value in (dict(call.query) | call.body).items() if not name.startswith("_")}
    asking = Asking(lambda writes: door.unit(call, writes=writes))
    return Answer({"result": door.functions.run(call.path[1], asking, sent)})


def purge(records: Records, call: Call) -> Answer:
    """Delete all records of a class, with the master key."""
    cls = records.schema[call.path[1]]
    if cls.model.managed:
        raise Refusal(FORBIDDEN, "Permission denied: users leave one by one.")
    while found := records.find(cls.name, limit=MOST):
        for row in found:
            records.delete(cls.name, row["object_id"])
    return Answer({})


def for_master(door: Door, call: Call) -> Answer:
    """Refuse what Parse Server has for its master key, and this server does not have.

    Raises:
        Refusal: Always.
    """
    call.need_master()
    return unknown(door, call)


def unknown(_: Door, call: Call) -> Answer:
    """Refuse what Parse Server has and this server does not.

    Raises:
        Refusal: Always.
    """
    raise Refusal(FORBIDDEN, f"This server has no {call.path[0]}.")


def _version() -> str:
    try:
        return version("parley")
    except PackageNotFoundError:
        return "0"
