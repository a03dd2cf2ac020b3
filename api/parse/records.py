"""Records of the classes: making, reading, listing, changing and deleting them."""

from collections.abc import Mapping
from typing import Any, Literal

from api.parse.answers import Answer
from api.parse.asked import Shown, asked, shown
from api.parse.calls import Call
from api.parse.including import said
from api.parse.ops import is_op, values
from api.parse.refusals import FORBIDDEN, INVALID_KEY, INVALID_QUERY, NOT_FOUND, Refusal
from api.parse.values import acl, encoded, wire
from api.parse.where import condition
from store.errors import InvalidValues, ReadOnly
from store.records import Records
from store.schema import Class


def create(records: Records, call: Call) -> Answer:
    """Make a record; the answer has what the server set."""
    cls = records.schema[call.path[1]]
    if chosen := {"objectId", "id"} & call.body.keys():
        raise Refusal(INVALID_KEY, f"{max(chosen)} is an invalid field name.")
    try:
        row = records.create(cls.name, values(cls, call.body, None), acl=acl(call.body.get("ACL")), with_acl=True)
    except ReadOnly as error:
        raise Refusal(FORBIDDEN, str(error)) from None
    made = encoded(wire(cls), row)
    sent = {name for name, value in call.body.items() if not is_op(value) and value is not None} - {"createdAt"}
    told = {name: value for name, value in made.items() if name not in {*sent, "updatedAt"}}
    return Answer(told, 201, f"{call.base}/classes/{cls.name}/{made['objectId']}")


def get(records: Records, call: Call) -> Answer:
    """Return one record."""
    cls, object_id = records.schema[call.path[1]], call.path[2]
    return Answer(one(records, cls, object_id, shown(cls, call.options)))


def one(records: Records, cls: Class, object_id: str, wanted: Shown) -> dict[str, Any]:
    """Return one record as the wire has it.

    Raises:
        Refusal: It is another user.
        RecordNotFound: It is not there, or not to be seen.
    """
    if _is_private(records, cls) and object_id != records.principal.user:
        raise Refusal(NOT_FOUND, "Object not found.")
    row = records.get(cls.name, object_id, with_acl=True)
    return said(records, cls, [row], wanted)[0]


def find(records: Records, call: Call) -> Answer:
    """Return records that meet a query, and how many there are if that is asked."""
    return Answer(found(records, records.schema[call.path[1]], call.options))


def found(records: Records, cls: Class, options: Mapping[str, Any], wanted: Shown | None = None) -> dict[str, Any]:
    """Return the answer to a query; what is shown of the records, `wanted` may say in place of the options.

    Raises:
        Refusal: The query cannot be understood.
    """
    query, mine = asked(cls, options), _is_private(records, cls)
    where = condition(records.schema, cls, query.where)
    order, limit = query.order, query.limit
    try:
        rows = records.find(
            cls.name, where, order=order, limit=limit, offset=query.skip, most=limit, mine=mine, with_acl=True
        )
        answer: dict[str, Any] = {"results": said(records, cls, rows, wanted or query.shown)}
        if query.count:
            answer["count"] = records.count(cls.name, where, mine=mine)
    except InvalidValues as error:
        raise Refusal(INVALID_QUERY, str(error)) from None
    return answer


def update(records: Records, call: Call) -> Answer:
    """Change a record; the answer has what the client cannot know."""
    cls, object_id = records.schema[call.path[1]], call.path[2]
    shared: Mapping[str, str] | Literal["kept"] | None = "kept"
    if "ACL" in call.body and not cls.model.managed:
        shared = acl(call.body["ACL"])
    row = records.update(cls.name, object_id, lambda was: values(cls, call.body, was), acl=shared, touch=True)
    became = encoded(wire(cls), row)
    computed = {name for name, value in call.body.items() if is_op(value)}
    return Answer({name: value for name, value in became.items() if name in computed or name == "updatedAt"})


def delete(records: Records, call: Call) -> Answer:
    """Delete one record, and nothing else."""
    records.delete(call.path[1], call.path[2])
    return Answer({})


def _is_private(records: Records, cls: Class) -> bool:
    """Whether everybody finds only himself here, as with users."""
    return bool(cls.model.public) and not records.principal.is_system
