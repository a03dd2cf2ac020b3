"""The classes as Parse describes them, with the master key. `api.parse.reshaping` changes them."""

from typing import Any

from api.parse.answers import Answer
from api.parse.calls import Call
from api.parse.refusals import INVALID_CLASS, Refusal
from api.parse.values import KINDS
from store.fields import Spec
from store.records import Records
from store.schema import Class

SYSTEM = {
    "objectId": {"type": "String"},
    "createdAt": {"type": "Date"},
    "updatedAt": {"type": "Date"},
    "ACL": {"type": "ACL"},
}
SIGNED_IN = {"requiresAuthentication": True}
ACTIONS = ("find", "count", "get", "create", "update", "delete")


def find(records: Records, _: Call) -> Answer:
    """Return all classes."""
    return Answer({"results": [said_class(cls) for cls in records.schema.classes.values()]})


def get(records: Records, call: Call) -> Answer:
    """Return one class."""
    return Answer(said_class(_class(records, call)))


def _class(records: Records, call: Call) -> Class:
    if call.path[1] not in records.schema.classes:
        raise Refusal(INVALID_CLASS, f"Class {call.path[1][:100]} does not exist.")
    return records.schema[call.path[1]]


def said_class(cls: Class) -> dict[str, Any]:
    """Return a class as the wire has it."""
    fields = {spec.wire: _field(spec) for spec in cls.fields.values()}
    allowed: dict[str, Any] = {action: dict(SIGNED_IN) for action in ACTIONS}
    return {
        "className": cls.name,
        "fields": SYSTEM | fields,
        "classLevelPermissions": allowed | {"addField": {}, "protectedFields": {}},
        "indexes": {"_id_": {"_id": 1}},
    }


def _field(spec: Spec) -> dict[str, Any]:
    """Return one field; a pointer that may name several classes has no `targetClass`, and lists them beside."""
    said: dict[str, Any] = {"type": "Pointer" if spec.targets else KINDS[spec.type]}
    if len(spec.targets) == 1:
        said["targetClass"] = spec.targets[0]
    elif spec.targets:
        said["targetClasses"] = list(spec.targets)
    if spec.filled:
        said["required"] = True
    if not spec.required and spec.info.default is not None:
        said["defaultValue"] = spec.info.default
    return said
