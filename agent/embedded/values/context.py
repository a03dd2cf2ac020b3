"""Who asks, when and where: the last line of the system prompt."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from langchain_core.messages import BaseMessage, SystemMessage

from agent.embedded.language.names import Ref, ref_of
from agent.embedded.values.days import Now

_LEAD = "Context: "
_MONTH_FIRST = ("en", "en-us", "en-ph")


@dataclass(frozen=True, slots=True)
class Context:
    """The moment in the user's zone, his locale, the workspace's currency, the user, and the record before him.

    The moment is `timed` when it was told; otherwise it is that at which it was asked for, and another one each time.
    """

    moment: datetime
    locale: str = "en"
    currency: str | None = None
    user: Ref | None = None
    page: Ref | None = None
    timed: bool = True

    @property
    def now(self) -> Now:
        """The moment as dates are read from it: without its zone."""
        locale = self.locale.replace("_", "-").lower()
        return Now(self.moment.replace(tzinfo=None), locale in _MONTH_FIRST)


def context(messages: Sequence[BaseMessage]) -> Context | None:
    """Return what the system prompt's `Context:` line says; `None` without such a line.

    Only system messages are asked: what people or records say about the time or the user changes nothing.
    """
    for message in messages:
        if isinstance(message, SystemMessage):
            for line in reversed(message.text.splitlines()):
                if line.startswith(_LEAD):
                    return of(json.loads(line[len(_LEAD) :]))
    return None


def of(said: Mapping[str, Any]) -> Context:
    """Return a context from its line, or from what the tool `who_am_i` answers."""
    zone = ZoneInfo(str(said.get("time_zone") or "UTC"))
    moment = datetime.fromisoformat(str(said["now"])) if said.get("now") else datetime.now(UTC)
    moment = moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)
    user = said.get("user") or {}
    me = Ref(cls="_User", id=str(user["id"]), name=str(user.get("name") or "you")) if user.get("id") else None
    page = ref_of(said["page"]) if said.get("page") else None
    locale, currency = str(said.get("locale") or "en"), said.get("currency") or None
    return Context(moment, locale, currency, me, page, timed=bool(said.get("now")))
