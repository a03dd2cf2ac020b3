"""A conversation: what a person says in the terminal, line by line, and what comes back."""

from collections.abc import Callable
from contextlib import suppress
from threading import Event
from typing import TYPE_CHECKING, Literal, cast

from agent.deciding import decided
from agent.errors import Stopped
from agent.wording import asking
from api.cli import slash
from api.cli.failures import Guard
from api.cli.opening import DOOR
from api.cli.rendering import notice
from api.cli.screens import Events, Screen
from api.cli.stopping import stoppable
from api.workspace import Workspace
from store.cards import Card, Cards
from store.errors import StoreError, ThreadBusy
from store.principal import Principal
from store.threads import Threads
from store.values import check_text

if TYPE_CHECKING:
    from agent.assistant import Assistant

MOST_CARDS = 20
"""Cards in one run that are approved without asking, with --yes."""


class Conversation:
    """What one person says in one thread at a time.

    Attributes:
        card: What waits for a yes.
        failed: Whether anything that was said could not be answered.
        stop: To be set, from anywhere, to stop the run that is going on.
        leaving: Called before the program is left at once, in the middle of a run.
    """

    def __init__(
        self,
        workspace: Workspace,
        assistant: Callable[[], "Assistant"],
        me: Principal,
        thread: str,
        screen: Screen,
        guard: Guard,
        *,
        approves: bool = False,
    ) -> None:
        self.workspace = workspace
        self.me = me
        self.screen = screen
        self.threads = Threads(workspace.store)
        self.failed = False
        self.card: Card | None = None
        self.stop = Event()
        self.leaving: Callable[[], None] = lambda: None
        self._assistant = assistant
        self._guard = guard
        self._approves = approves
        self.enter(thread)

    def enter(self, thread: str) -> None:
        """Go on in another thread, which is made when something is said in it."""
        self.thread = thread
        self.card = Cards(self.workspace.store).waiting(self.me, thread)

    def hear(self, said: str) -> bool:
        """Answer a line; return whether the conversation goes on. What goes wrong is told, and does not end it."""
        self.stop.clear()
        try:
            with stoppable(self.stop, self.leaving):
                return self._heard(said.strip())
        except Stopped:
            self.enter(self.thread)
        except OSError:  # of the output: nobody reads any more
            raise
        except Exception as error:
            self.fail(error)
        return True

    def _heard(self, said: str) -> bool:
        check_text("message", said)
        self.me = self.workspace.users.principal_of(self.me.user)  # his roles may have changed since
        if said.startswith("/"):
            return slash.obey(self, said)
        if self.card and (decision := decided(said)):
            self.decide(decision)
        elif said:
            self._follow(self._assistant().stream(self.thread, said, self.me, door=DOOR, stop=self.stop))
        return True

    def decide(self, decision: Literal["approved", "rejected"]) -> None:
        """Answer the card that waits."""
        if self.card:
            card, self.card = self.card, None
            self._follow(self._assistant().stream_answer(card.id, self.me, decision, stop=self.stop))

    def remind(self) -> None:
        """Show the card that waits since an earlier conversation."""
        if self.card:
            self.screen.ask(self.card, asking(self.card))

    def fail(self, error: Exception) -> None:
        """Tell what went wrong. It may have come before or after a card was answered."""
        self.failed = True
        self._guard.tell(error)
        if isinstance(error, ThreadBusy):
            notice("Or speak in another thread meanwhile: /new in the chat, --thread NAME before it.")
        with suppress(StoreError):
            self.enter(self.thread)

    def _follow(self, events: object) -> None:
        self.card = self.screen.follow(cast(Events, events)).card
        for _ in range(MOST_CARDS if self._approves else 0):
            if self.card is None:
                break
            answered = self._assistant().stream_answer(self.card.id, self.me, "approved", stop=self.stop)
            self.card = self.screen.follow(cast(Events, answered)).card
