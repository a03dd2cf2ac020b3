"""Talks with the engine as its host does: person, model, tools, model, until it has answered."""

from __future__ import annotations

import json
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage

from agent.embedded.engine import EmbeddedEngine
from tests.agent.embedded.desk import Desk
from tests.agent.embedded.world import WORLD

ENGINE = EmbeddedEngine()
_TOOLS: dict[str, list[Any]] = {}


class Dialogue:
    """A thread between a person and the engine over a desk."""

    def __init__(self, user: str = "u1", locale: str = "en", currency: str | None = None, context: bool = True) -> None:
        self.desk = Desk(WORLD, user)  # type: ignore[arg-type]
        tools = _TOOLS.setdefault("all", self.desk.tools())
        self.model = ENGINE.bind_tools(tools)
        said = {
            "now": f"{self.desk.now.isoformat()}+00:00", "time_zone": "UTC", "locale": locale, "currency": currency,
            "user": {"id": user, "name": self.desk.rows["_User"][user]["name"]},
        }  # fmt: skip
        line = f"\nContext: {json.dumps(said)}" if context else ""
        self.messages: list[BaseMessage] = [SystemMessage(f"You are Parley.{line}")]

    def say(self, text: str) -> str:
        """Say something and return the answer."""
        self.messages.append(HumanMessage(text))
        self.desk.begin()
        for _ in range(15):
            reply = self.model.invoke(self.messages)
            assert isinstance(reply, AIMessage)
            self.messages.append(reply)
            if not reply.tool_calls:
                self.desk.finish()
                return reply.text
            for call in reply.tool_calls:
                result = self.desk.call(call["name"], call["args"])
                status = "error" if "error" in result else "success"
                self.messages.append(ToolMessage(json.dumps(result), tool_call_id=str(call["id"]), status=status))
        raise AssertionError("the engine does not come to an end")


def difference(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, str, dict[str, Any]]]:
    """Return what changed: (what, class, id, fields)."""
    found = []
    for cls, rows in after.items():
        for key, row in rows.items():
            old = before[cls].get(key)
            if old is None:
                found.append(
                    (
                        "create",
                        cls,
                        key,
                        {name: value for name, value in row.items() if name not in ("class", "id", "created_by")},
                    )
                )
            elif old != row:
                changed = {name: row.get(name) for name in {**old, **row} if old.get(name) != row.get(name)}
                found.append(("update", cls, key, changed))
        found += [("delete", cls, key, {}) for key in before[cls] if key not in rows]
    return found
