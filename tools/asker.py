"""The tool that tells who is asking, where and when."""

from typing import Any
from zoneinfo import ZoneInfo

from tools.records import arguments
from tools.tool import Effect, Tool, Work


def asker_tool() -> Tool:
    """Return `who_am_i`."""

    def who_am_i(work: Work, _: Any) -> dict[str, Any]:
        me = work.records.principal
        found = work.records.get_many("_User", [me.user])
        row = found.get(me.user, {"object_id": me.user, "username": me.user})
        return {
            "user": {"id": me.user, "name": row["username"], "email": row.get("email"), "roles": sorted(me.roles)},
            "now": work.records.now.astimezone(ZoneInfo(me.time_zone)).isoformat(timespec="seconds"),
            "time_zone": me.time_zone,
            "locale": me.locale,
            "currency": work.context.currency,
        }

    return Tool("who_am_i", "Who is asking, and the time there.", arguments("WhoAmI", {}), Effect.READ, who_am_i)
