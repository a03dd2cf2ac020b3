"""The two ways to show a reply: to a person at a terminal, as it comes; and as plain text, when it is there."""

import sys
from collections.abc import Callable, Generator
from contextlib import closing
from typing import Protocol

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.live import Live
from rich.padding import Padding
from rich.segment import Segment
from rich.spinner import Spinner
from rich.text import Text

from agent.events import Event, Reply, ToolStarted, Word
from api.cli.cards import panel
from api.cli.markdown import Document, plain
from api.cli.rendering import clean, console
from store.cards import Card

INDENT = (0, 2)
TICKS = 12
"""How often a second a terminal shows what has come."""

Events = Generator[Event, None, None]


class Screen(Protocol):
    """Where replies are shown."""

    def follow(self, events: Events) -> Reply:
        """Show a run until its end, and return its reply."""

    def show(self, text: str) -> None:
        """Show Markdown."""

    def ask(self, card: Card, text: str) -> None:
        """Show a card; `text` says the same as Markdown."""

    def rest(self) -> None:
        """Set what comes next apart from what was shown."""


class Terminal:
    """A terminal: a spinner with what is being done, the words as they come, then the whole reply, set."""

    def __init__(self) -> None:
        self._console = console()

    def follow(self, events: Events) -> Reply:
        """Show a run until its end, and return its reply."""
        doing = _Doing()
        with Live(get_renderable=doing.shown, console=self._console, refresh_per_second=TICKS, transient=True):
            reply = _ended(events, doing.hear)
        if doing.steps:
            self._print(Text(" · ".join(doing.steps), "dim"))
        if reply.card:
            self.ask(reply.card, reply.text)
        else:
            self.show(reply.text)
        return reply

    def show(self, text: str) -> None:
        """Show Markdown."""
        self._print(Document(text))

    def ask(self, card: Card, text: str) -> None:  # noqa: ARG002 - the box says it
        """Show a card as a box."""
        self._print(panel(card))

    def rest(self) -> None:
        """Leave a line empty."""
        self._console.print()

    def _print(self, found: RenderableType) -> None:
        self._console.print(Padding(found, INDENT))


class Paper:
    """Plain Markdown on standard output, for other programs, and for files."""

    def follow(self, events: Events) -> Reply:
        """Wait for a run to end, print its reply, and return it."""
        reply = _ended(events, lambda _: None)
        self.show(reply.text)
        return reply

    def show(self, text: str) -> None:
        """Print Markdown."""
        sys.stdout.write(f"{plain(text)}\n")
        sys.stdout.flush()

    def ask(self, card: Card, text: str) -> None:  # noqa: ARG002 - the text says it
        """Print what a card asks."""
        self.show(text)

    def rest(self) -> None:
        """Leave a line empty."""
        sys.stdout.write("\n")


def _ended(events: Events, hear: Callable[[Event], None]) -> Reply:
    """Hear all events, and return the reply; a run that is left before its end lets its thread go."""
    found: Event | None = None
    with closing(events):
        for found in events:
            hear(found)
    if not isinstance(found, Reply):
        raise RuntimeError("the run ended without a reply")
    return found


class _Doing:
    """What a run is doing at the moment."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self._said = ""
        self._spinner = Spinner("dots", style="cyan")

    def hear(self, event: Event) -> None:
        if isinstance(event, Word):
            self._said += event.text
        elif isinstance(event, ToolStarted):
            self._said = ""  # what a model says before it acts is no reply
            sentence = clean(event.sentence)
            self.steps = [*(step for step in self.steps if step != sentence), sentence]

    def shown(self) -> RenderableType:
        step = f"{self.steps[-1]} …" if self.steps else "Thinking …"
        self._spinner.text = Text("" if self._said else step, "dim")
        return Padding(Group(_Tail(self._said), self._spinner) if self._said else self._spinner, INDENT)


class _Tail:
    """The end of a text that is still coming: as much of it as there is room for."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lines = console.render_lines(Document(self._text), options.update(height=None), pad=False)
        for line in lines[-max(1, console.height - 4) :]:
            yield from line
            yield Segment.line()
