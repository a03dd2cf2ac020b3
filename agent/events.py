"""What happens while the assistant answers, for doors that show it as it happens."""

from dataclasses import dataclass, field
from typing import Any

from store.cards import Card


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of the answer's text, in order."""

    text: str


@dataclass(frozen=True, slots=True)
class ToolStarted:
    """A call began. `sentence` says it to a person."""

    call: str
    tool: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ToolFinished:
    """A call ended; `code` is the error's when it was refused."""

    call: str
    tool: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Spent:
    """What a run has cost: tokens that the model read, and that it wrote. The embedded engine counts words."""

    read: int = 0
    written: int = 0


NOTHING_SPENT = Spent()


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer, when all is done; or the question whether to go on.

    Attributes:
        text: Markdown.
        records: What the run changed so far, as `{class, id, name, what}`, each record once.
        run: The run's id, by which it can be undone.
        card: What waits for the asker's yes, if anything does.
        spent: What this pass of the run has cost.
    """

    text: str
    run: str
    thread: str
    records: list[dict[str, Any]] = field(default_factory=list)
    card: Card | None = None
    spent: Spent = NOTHING_SPENT


Event = Word | ToolStarted | ToolFinished | Reply


def sentence(tool: str) -> str:
    """Return what a call of the tool does, in words: "Looking for deals"."""
    doing = {"find": "Looking for", "update": "Changing", "delete": "Deleting", "get": "Opening the"}
    whole = {
        "find_names": "Looking up the names",
        "totals": "Adding up",
        "timeline": "Reading the timeline",
        "search_notes": "Searching the notes",
        "recall": "Gathering what is known",
        "history": "Reading the history",
        "undo": "Taking it back",
        "share": "Sharing the record",
        "who_am_i": "Looking who is asking",
        "pipeline": "Reading the pipeline",
    }
    verb, _, noun = tool.partition("_")
    doing["create"] = "Adding an" if noun.startswith(("a", "e", "i", "o", "u")) else "Adding a"
    return whole.get(tool) or f"{doing.get(verb, verb.capitalize())} {noun.replace('_', ' ')}".strip()
