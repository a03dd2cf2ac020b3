"""Commands within the chat, which begin with a slash. They need no language model."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from api.cli.changes import lines, told
from api.cli.opening import DOOR
from store.changes import Origin
from store.errors import StoreError
from store.leases import Run
from store.principal import Principal
from store.threads import Threads
from tools import Context, all_tools

if TYPE_CHECKING:
    from api.cli.conversation import Conversation

THREAD = "terminal"
NUMBERED = re.compile(rf"{THREAD}(?:-(\d+))?")
"""Threads of the terminal that nobody named."""
MOST = 15
SEARCHED = 200
LEAVING = ("quit", "exit", "q")

HELP = (
    "Say what you want in your own words: “move the Acme deal to proposal”, “which deals close this month?”, “log a"
    " call with Jane: she wants a quote”. What I am not sure about I ask. What deletes, or changes many records, waits"
    " for your yes."
    """

| Command | What it does |
| --- | --- |
| /undo | take back what was changed last in this thread |
| /history | show the latest changes; /history NAME those of one record |
| /threads | list your threads; /threads NAME goes on in one |
| /new | begin a new thread; /new NAME gives it a name |
| /quit | leave, as Ctrl-D does |

Ctrl-C stops an answer."""
)


class UnknownCommand(StoreError):
    """There is no such command in the chat."""

    code = "unknown_command"


def obey(conversation: "Conversation", said: str) -> bool:
    """Carry out a command; return whether the conversation goes on.

    Raises:
        UnknownCommand: There is none of this name.
    """
    name, _, rest = said.removeprefix("/").partition(" ")
    if name.lower() in LEAVING:
        return False
    command = COMMANDS.get(name.lower())
    if command is None:
        raise UnknownCommand(f"There is no command /{name[:40]}; /help shows what there is.")
    command(conversation, rest.strip())
    return True


def latest(threads: Threads, me: Principal) -> str:
    """Return the thread of the terminal that was used last: so a conversation goes on where it was left."""
    rows = threads.every(me, limit=SEARCHED)
    return next((str(row["id"]) for row in rows if NUMBERED.fullmatch(row["id"])), THREAD)


def _help(conversation: "Conversation", _: str) -> None:
    conversation.screen.show(HELP)


def _undo(conversation: "Conversation", _: str) -> None:
    threads, me = conversation.threads, conversation.me
    run = threads.begin(me, conversation.thread, "/undo", DOOR)
    said = ""
    try:
        found = _call(conversation, "undo", {}, run)
        said = "\n".join(f"- {told(row)}" for row in found["undone"])
    except StoreError as error:
        said = str(error)
        raise
    finally:
        threads.finish(me, run, said)
    conversation.screen.show(f"Undone:\n\n{said}")


def _history(conversation: "Conversation", name: str) -> None:
    found = _call(conversation, "history", {"limit": SEARCHED} | ({"target": name} if name else {}))
    rows = lines(found["changes"], MOST, more="note" in found)
    title = f"Changes of {name}:" if name else "The latest changes:"
    _show(conversation, title, ["When", "Who", "What"], [[when, who, what] for when, who, _, what, _ in rows])


def _threads(conversation: "Conversation", name: str) -> None:
    if name:
        conversation.enter(name)
        conversation.screen.show(f"This is the thread {name}.")
        conversation.remind()
        return
    zone = ZoneInfo(conversation.me.time_zone)
    rows = [
        [
            f"{row['id']}{' (this one)' if row['id'] == conversation.thread else ''}",
            f"{row['updated_at'].astimezone(zone):%Y-%m-%d %H:%M}",
            row["name"],
        ]
        for row in conversation.threads.every(conversation.me, limit=MOST)
    ]
    _show(conversation, "Your threads:", ["Thread", "Last used", "Began with"], rows)


def _new(conversation: "Conversation", name: str) -> None:
    conversation.enter(name or _unused(conversation))
    conversation.screen.show(f"This is the thread {conversation.thread}.")


def _unused(conversation: "Conversation") -> str:
    """Return the name of a thread that is not there yet."""
    rows = conversation.threads.every(conversation.me, limit=SEARCHED)
    numbers = [int(found[1] or 1) for row in rows if (found := NUMBERED.fullmatch(row["id"]))]
    return f"{THREAD}-{max(numbers, default=1) + 1}"


def _call(conversation: "Conversation", tool: str, arguments: dict[str, Any], run: Run | None = None) -> dict[str, Any]:
    workspace = conversation.workspace
    origin = Origin(DOOR, run.id if run else None, thread=conversation.thread)
    context = Context(workspace.store, conversation.me, origin, datetime.now(UTC), workspace.settings.currency)
    result: dict[str, Any] = all_tools(workspace.store.schema)[tool](context, arguments)
    return result


def _show(conversation: "Conversation", title: str, columns: list[str], rows: list[list[str]]) -> None:
    """Show a table, as the Markdown that every screen takes."""
    cells = [[" ".join(str(cell).replace("|", r"\|").split()) for cell in row] for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in (columns, ["---"] * len(columns), *cells)]
    conversation.screen.show("\n".join([title, "", *lines]) if rows else "There is nothing yet.")


COMMANDS: dict[str, Callable[["Conversation", str], None]] = {
    "help": _help,
    "undo": _undo,
    "history": _history,
    "threads": _threads,
    "new": _new,
}
