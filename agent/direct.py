"""Calls that a model elsewhere makes by itself, one by one, without the assistant, as over MCP. The same rules hold.

What needs a yes makes a card. The model cannot answer it: that takes another function, which no tool reaches.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from threading import Lock
from typing import Any, Literal

from agent.gating import gate
from agent.run import RunContext
from agent.toolset import Rejected, Unknown
from agent.wording import asking, done
from prompts import elsewhere_prompt
from store.cards import Card, Cards, Part
from store.changes import Origin
from store.errors import Conflict, RecordNotFound, StoreError
from store.leases import Run
from store.principal import Principal
from store.programs import Programs
from store.store import Store
from store.threads import Threads
from tools import Context, Effect, Outcome, Tool, all_tools, offered, outdated, run_part

CALL = "direct"
"""The name of the one call that each run here has."""
LANES = 64
NO = "The person did not approve this; nothing was changed. Do not try it again unless the person asks for it."
NOT_DONE = "All right, nothing of it was done."


def is_direct(card: Card) -> bool:
    """Whether a card waits for a call that was made here, and not for one of the assistant's."""
    return [one.call for one in card.calls] == [CALL]


class Direct:
    """Makes the calls. Safe to use from several threads and processes at once.

    Attributes:
        instructions: What the model is told of them all.
        programs: The threads of those who call.
    """

    def __init__(self, store: Store, *, clock: Callable[[], datetime], currency: str | None = None) -> None:
        self.instructions = elsewhere_prompt()
        self.programs = Programs(store)
        self._store = store
        self._clock = clock
        self._currency = currency
        self._threads = Threads(store)
        self._cards = Cards(store)
        self._lanes = [Lock() for _ in range(LANES)]

    @property
    def tools(self) -> dict[str, Tool]:
        """All tools by name, for the classes that the workspace has by now."""
        return all_tools(self._store.schema)

    @property
    def offered(self) -> list[Tool]:
        """The tools that a model is told of."""
        return offered(self._store.schema)

    def call(self, principal: Principal, thread: str, name: str, arguments: dict[str, Any], *, door: str) -> Any:
        """Make one call and return its result as JSON values; or the card that it waits for.

        Each call that writes is a run of its own, which can be undone. The same call again, while its card waits, is
        the same card, and after an answer that is at most ten minutes old, it returns what came of it.

        Args:
            thread: One of `programs`.

        Raises:
            StoreError: It was refused, or rejected by the person; nothing was written.
        """
        run = Run("", thread, door, read_outside=False)
        try:
            tool = self.tools.get(name)
            if tool is None:
                raise Unknown(f"There is no tool {name[:100]!r}.")
            if tool.effect is Effect.READ:
                context = self._context(principal, run)
                return self._told(context, tool.run(context, arguments))
            with self._lane(principal, thread):
                return self._write(principal, run, tool, arguments)
        except Rejected:
            raise
        except StoreError as error:
            self._threads.deny(principal, run, name, error.code, str(error))
            raise

    def card(self, principal: Principal, card: str) -> Card:
        """Return a card that waits for a call of one of the principal's programs, or did.

        Raises:
            RecordNotFound: There is none of this id, it is another's, or the assistant's.
        """
        found = self._cards.get(principal, card)
        if not is_direct(found):
            raise RecordNotFound("card", card[:100])
        return found

    def answer(
        self,
        principal: Principal,
        card: str,
        decision: Literal["approved", "rejected"],
        part: Part | None = None,
    ) -> Any:
        """Answer a card and return the result of its call; it is made once, however often and wherever it is answered.

        Args:
            part: What is approved of it, if not all.

        Raises:
            RecordNotFound: There is no such card of this principal.
            Rejected: It was rejected.
            Conflict: It was answered otherwise before, or the records changed since.
            ThreadBusy: It is being answered in another process.
        """
        asked = self.card(principal, card)
        with self._lane(principal, asked.thread):
            run = self._threads.begin(principal, asked.thread, "", asked.door, asked.run)
            said = ""
            try:
                asked = self._cards.decide(principal, card, decision, part)
                said = NOT_DONE if decision == "rejected" else ""
                result = self._carried_out(principal, asked)
                said = done(asked)
                return result
            except StoreError as error:
                said = said or str(error)
                raise
            finally:
                self._threads.finish(principal, run, "" if self._said(principal, run, said) else said)

    def _write(self, principal: Principal, run: Run, tool: Tool, arguments: dict[str, Any]) -> Any:
        asked = self.programs.asked(principal, run.thread, tool.name, arguments)
        if asked is not None and asked.state != "open":
            with suppress(Conflict):  # it was not made, and cannot be any more: that takes another card
                return self._carried_out(principal, asked)
        elif asked is not None:
            if not outdated(self._context(principal, run), asked.calls[0].changes):
                return asked
            self._cards.decide(principal, asked.id, "rejected")
        run = self._threads.begin(principal, run.thread, "", run.door)
        waits: Card | None = None
        try:
            also = self.programs.touched(principal, run.thread)
            context = RunContext(self._context(principal, run), run, self._threads, self._cards, [], also=also)
            if card := gate(context, [(CALL, tool, arguments)]).get(CALL):
                waits = self._cards.get(principal, card)
                return waits
            preview = context.previews[CALL]
            if preview.error:
                raise preview.error
            return self._told(context.tools, tool.run(context.tools, arguments, CALL, preview.changes))
        finally:
            self._threads.finish(principal, run, asking(waits) if waits else "", waits.id if waits else None)

    def _carried_out(self, principal: Principal, card: Card) -> Any:
        """Make the call of a card, unless it was made; exactly what was approved is done, or nothing."""
        approved, rest = card.approved(CALL)
        if not approved:
            raise Rejected(NO)
        tool, (call,) = self.tools[card.calls[0].tool], card.calls
        context = self._context(principal, Run(card.run, card.thread, card.door, read_outside=False))
        if rest:
            return self._told(context, run_part(context, tool, CALL, approved, rest))
        return self._told(context, tool.run(context, call.arguments, CALL, approved))

    def _told(self, context: Context, outcome: Outcome) -> Any:
        """Return what a call returned, and remember it when text from outside is in it."""
        if outcome.outside and context.origin.thread:
            self.programs.mark_outside(context.principal, context.origin.thread)
        return outcome.result

    def _context(self, principal: Principal, run: Run) -> Context:
        origin = Origin(run.door, run.id or None, thread=run.thread)
        return Context(self._store, principal, origin, self._clock(), self._currency)

    def _said(self, principal: Principal, run: Run, text: str) -> bool:
        messages = self._threads.messages(principal, run.thread)
        return any((row["run"], row["text"]) == (run.id, text) for row in messages)

    @contextmanager
    def _lane(self, principal: Principal, thread: str) -> Iterator[None]:
        """Wait for the other writes of a thread: models call several tools at once, and each must see the others."""
        with self._lanes[hash((principal.user, thread)) % LANES]:
            yield
