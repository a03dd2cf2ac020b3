"""The tool that shares a record with people who may not see it otherwise."""

from typing import Any, Literal

from pydantic import Field

from store.errors import InvalidValues
from store.names import fold
from store.principal import ROLES
from store.schema import Schema
from tools.figures import class_argument, class_named
from tools.present import one
from tools.records import Name, arguments
from tools.targets import resolve
from tools.tool import Effect, Tool, Work

EVERYONE = frozenset({"everyone", "everybody", "all", "*", "the team", "the whole team"})


def share_tool(schema: Schema) -> Tool:
    """Return `share`."""
    people = Field(alias="with", description="Users, role:NAME or everyone", min_length=1, max_length=50)
    members = {
        "of_class": (class_argument(schema), Field(alias="class")),
        "target": (Name, Field(description="Name or id")),
        "people": (list[Name], people),
        "level": (Literal["read", "write", "none"], "read"),
    }

    def share(work: Work, wanted: Any) -> dict[str, Any]:
        cls = class_named(schema, wanted.of_class)
        if cls.model.managed:
            raise InvalidValues(f"A {cls.word} is not shared.")
        row = resolve(work.records, cls.name, wanted.target)
        grantees = [_grantee(work, said) for said in wanted.people]
        acl = _grants(work, cls.name, row["object_id"], grantees, wanted.level)
        work.records.share(cls.name, row["object_id"], acl)
        return {"shared": one(work, cls, row), "with": wanted.people, "level": wanted.level}

    what = "Share a record; level none takes it back."
    return Tool("share", what, arguments("Share", members), Effect.WRITE, share)


def _grants(work: Work, name: str, object_id: str, grantees: list[str], level: str) -> dict[str, str] | None:
    """Return the ACL with the change. The first keeps who made the record and who shares; the last taken ends it."""
    me = work.records.principal
    acl = work.records.acl(name, object_id)
    if level != "none":
        keepers = {work.records.maker(name, object_id), None if me.is_system else me.user} - {None}
        kept = acl if acl is not None else {str(keeper): "write" for keeper in keepers}
        return kept | dict.fromkeys(grantees, level)
    if not acl or not set(acl) & set(grantees):
        return acl
    left = {grantee: held for grantee, held in acl.items() if grantee not in grantees}
    return left if set(left) - {me.user} else None


def _grantee(work: Work, said: str) -> str:
    word = fold(said.strip())
    if word in EVERYONE:
        return "*"
    if word.removeprefix("role:") in ROLES:
        return f"role:{word.removeprefix('role:')}"
    if word.startswith("role:"):
        return f"role:{said.strip().removeprefix('role:')}"
    return str(resolve(work.records, "_User", said)["object_id"])
