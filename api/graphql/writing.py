"""What is sent about a record, as the body of a request of the REST interface."""

from collections.abc import Mapping
from typing import Any

from api.graphql.identities import object_id, parsed
from api.graphql.types import endings
from api.parse import records as objects
from api.parse.calls import Call
from api.parse.refusals import INVALID_POINTER, INVALID_QUERY, Refusal
from store.fields import Spec
from store.records import Records
from store.schema import Class, Schema

Body = dict[str, Any]


def body(schema: Schema, cls: Class, fields: Mapping[str, Any]) -> Body:
    """Return the values of fields; records that are to be made and linked are yet to be made."""
    specs = {spec.wire: spec for spec in cls.fields.values()}
    found = {name: _value(schema, specs[name], value) for name, value in fields.items() if name != "ACL"}
    return found | ({"ACL": _acl(schema, fields["ACL"])} if "ACL" in fields else {})


def made(records: Records, call: Call, cls: Class, fields: Mapping[str, Any]) -> str:
    """Make a record, and before it those that it is to be linked to; return its id."""
    answer = objects.create(records, _about(call, "POST", cls, linked(records, call, cls, fields)))
    return str(answer.said["objectId"])


def changed(records: Records, call: Call, cls: Class, identity: str, fields: Mapping[str, Any]) -> None:
    """Change a record, and make those that it is to be linked to."""
    objects.update(records, _about(call, "PUT", cls, linked(records, call, cls, fields), identity))


def linked(records: Records, call: Call, cls: Class, fields: Mapping[str, Any]) -> Body:
    """Return the values of fields, after making the records that they are to be linked to."""
    found = body(records.schema, cls, fields)
    for spec in cls.fields.values():
        wanted = fields.get(spec.wire) if spec.targets else None
        for ending, target in endings(records.schema, spec.targets) if wanted else ():
            if (inside := (wanted or {}).get(f"createAndLink{ending}")) is not None:
                found[spec.wire] = _pointer(target, made(records, call, records.schema[target], inside))
    return found


def _about(call: Call, method: str, cls: Class, sent: Body, *identity: str) -> Call:
    return call.part(method, ("classes", cls.name, *identity), sent, {})


def _value(schema: Schema, spec: Spec, value: Any) -> Any:
    if value is None:
        return None
    if spec.targets:
        if len(value) != 1:
            raise Refusal(INVALID_POINTER, f"{spec.wire} takes link or createAndLink, one of them.")
        return _link(schema, spec, value.get("link"))
    return int(value) if spec.type is int and value == value // 1 else value


def _link(schema: Schema, spec: Spec, link: str | None) -> Body | None:
    if link is None:
        return None
    if len(spec.targets) == 1:
        return _pointer(spec.targets[0], object_id(schema, spec.targets[0], link))
    found = parsed(schema, link)
    if found is None:
        raise Refusal(INVALID_QUERY, f"{spec.wire}: link takes the `id` of a record, which tells its class.")
    return _pointer(found.cls, found.id)


def _pointer(cls: str, identity: str) -> Body:
    return {"__type": "Pointer", "className": cls, "objectId": identity}


def _acl(schema: Schema, said: Mapping[str, Any] | None) -> Body | None:
    if said is None:
        return None
    found = {object_id(schema, "_User", one["userId"]): one for one in said.get("users") or ()}
    found |= {f"role:{one['roleName']}": one for one in said.get("roles") or ()}
    found |= {"*": said["public"]} if said.get("public") else {}
    return {grantee: {how: grant[how] for how in ("read", "write")} for grantee, grant in found.items()}
