"""Commands within the chat, which begin with a slash. They need no language model."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from api.cli.history import changes_table, undone_lines
from api.cli.opening import DOOR
from store.changes import Origin
from store.errors import StoreError
from tools import Context, all_tools

if TYPE_CHECKING:
    from api.cli.conversation import Conversation

THREAD = "terminal"
NUMBERED = re.compile(rf"{THREAD}(?:-(\d+))?")
MOST = 20


class UnknownCommand(StoreError):
    """There is no such command in the chat."""

    code = "unknown_command"


def obey(conversation: "Conversation", said: str) -> bool:
    """Carry out a command; return whether the conversation goes on.

    Raises:
        UnknownCommand: There is none of this name.
    """
    name, _, rest = said[1:].partition(" ")
    command = COMMANDS.get(name.lower())
    if name.lower() in LEAVING:
        return False
    if command is None:
        raise UnknownCommand(f"There is no /{name[:40]}; /help shows what there is.")
    command(conversation, rest.strip())
    return True


def latest(conversation_threads: Any, me: Any) -> str:
    """Return the terminal's thread that was used last."""
    rows = conversation_threads.every(me, limit=200)
    return next((row["id"] for row in rows if NUMBERED.fullmatch(row["id"])), THREAD)
