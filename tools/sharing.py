"""The tool that shares a record with people who may not see it otherwise."""

from typing import Any, Literal

from pydantic import Field

from store.names import fold
from store.principal import ROLES
from store.schema import Schema
from tools.figures import class_argument, class_named
from tools.present import one
from tools.records import arguments
from tools.targets import resolve
from tools.tool import Effect, Tool, Work

EVERYONE = frozenset({"everyone", "everybody", "all", "*", "the team", "the whole team"})


def share_tool(schema: Schema) -> Tool:
    """Return `share`."""
    members = {
        "of_class": (class_argument(schema), Field(alias="class")),
        "target": (str, Field(description="Name or id", max_length=500)),
        "people": (list[str], Field(alias="with", description="Users, role:NAME or everyone", min_length=1, max_length=50)),
        "level": (Literal["read", "write", "none"], "read"),
    }

    def share(work: Work, wanted: Any) -> dict[str, Any]:
        cls = class_named(schema, wanted.of_class)
        row = resolve(work.records, cls.name, wanted.target)
        grantees = [_grantee(work, said) for said in wanted.people]
        work.records.share(cls.name, row["object_id"], _grants(work, cls.name, row["object_id"], grantees, wanted.level))
        return {"shared": one(work, cls, row), "with": wanted.people, "level": wanted.level}

    what = "Share a record with users; level none takes it back."
    return Tool("share", what, arguments("Share", members), Effect.WRITE, share)


def _grants(work: Work, name: str, object_id: str, grantees: list[str], level: str) -> dict[str, str] | None:
    """Return the ACL with the change. The first grant keeps whoever shares; the last one taken ends the ACL."""
    me = work.records.principal
    acl = work.records.acl(name, object_id)
    kept = dict(acl) if acl is not None else ({} if me.is_system else {me.user: "write"})
    for grantee in grantees:
        kept.pop(grantee, None)
        if level != "none":
            kept[grantee] = level
    return None if level == "none" and set(kept) <= {me.user} else kept


def _grantee(work: Work, said: str) -> str:
    word = fold(said.strip())
    if word in EVERYONE:
        return "*"
    if word.removeprefix("role:") in ROLES or word.startswith("role:"):
        return f"role:{word.removeprefix('role:')}"
    return str(resolve(work.records, "_User", said)["object_id"])
