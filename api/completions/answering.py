"""One message on its way to an answer: a new one to the assistant, a yes or no to a card, or one that was answered."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from threading import Event as Flag
from typing import Any

from agent.deciding import Decision, coded, decided
from agent.events import Event, Reply, ToolFinished
from api.completions import history
from api.completions.failures import Failed
from api.completions.shapes import ClientMessage
from api.http.dependencies import Asker, Parts
from api.http.failures import body, status_of
from api.http.once import Once
from store.cards import Card, code_of
from store.turns import Opened, Turn, Turns
from tools import Effect, all_tools

DOOR = "openai"
"""How changes made over this door are marked in the change log."""
HOW = "Say **approve {code}** or **reject {code}**."


@dataclass(frozen=True, slots=True)
class Answer:
    """How a message was answered."""

    text: str
    run: str
    thread: str
    records: list[dict[str, Any]]
    card: str | None
    read: int
    written: int

    @classmethod
    def of(cls, reply: Reply) -> "Answer":
        """Return a reply as this door tells it: a card is answered in words."""
        card = reply.card.id if reply.card else None
        text = f"{reply.text}\n\n{HOW.format(code=code_of(card))}" if card else reply.text
        return cls(text, reply.run, reply.thread, reply.records, card, reply.spent.read, reply.spent.written)

    @classmethod
    def again(cls, kept: dict[str, Any]) -> "Answer":
        """Return what was kept of an answer.

        Raises:
            Failed: There was none: it failed, after it had changed something.
        """
        if "code" in kept:
            raise Failed(kept["code"], kept["error"])
        return cls(**kept)

    @property
    def more(self) -> dict[str, Any]:
        """What is told of it beside the text."""
        return {name: getattr(self, name) for name in ("run", "thread", "records", "card")}


@dataclass
class Answering:
    """A message that is to be answered, in its turn."""

    parts: Parts
    asker: Asker
    messages: Sequence[ClientMessage]
    opened: Opened
    once: Once
    wrote: bool = field(default=False, init=False)

    @property
    def turn(self) -> Turn:
        """The turn that is answered."""
        return self.opened.turn

    def before(self) -> Answer | None:
        """Return how the same message was answered before, if it was.

        Raises:
            Failed: It failed, after it had changed something.
        """
        kept = self.turn.answer
        if kept is None:
            return None
        self.once.keep(200, kept)
        return Answer.again(kept)

    def events(self, stop: Flag) -> Iterator[Event]:
        """Answer it, and tell what happens as it happens."""
        for event in self._events(stop):
            if isinstance(event, ToolFinished) and event.code is None:
                self.wrote |= all_tools(self.parts.workspace.store.schema)[event.tool].effect is not Effect.READ
            yield event

    def ended(self, reply: Reply | None, failure: Exception | None) -> None:
        """Keep how it was answered; of a failure that changed nothing, nothing: it may be tried again."""
        turns, me = Turns(self.parts.workspace.store), self.asker.principal
        if reply is not None:
            wrote = self.wrote or bool(reply.records or reply.card)
            said = asdict(Answer.of(reply))
            turns.finish(me, self.turn, said, wrote=wrote)
            self.once.keep(200, said)
        elif failure is not None and self.wrote:
            said = {name: body(failure)[name] for name in ("code", "error")}
            turns.finish(me, self.turn, said, wrote=True)
            self.once.keep(status_of(failure), said)
        else:
            turns.drop(me, self.turn)
            self.once.drop()

    def _events(self, stop: Flag) -> Iterator[Event]:
        assistant, me, text = self.parts.assistant, self.asker.principal, self.messages[-1].text
        if answered := self._answered(text):
            card, decision = answered
            if decision == "approved":
                self.asker.check_yes(card)
            self.parts.metrics.count("parley_cards_total", what=decision)
            yield from assistant.stream_answer(card.id, me, decision, stop=stop)
            return
        told = history.outside(self.messages, self.opened.heard)
        yield from assistant.stream(self.turn.thread, text, me, door=DOOR, outside=told, stop=stop)

    def _answered(self, text: str) -> tuple[Card, Decision] | None:
        """Return the card that a message answers, and how.

        A card is named by its code. A bare yes or no is for the card that was the very last reply.
        """
        cards, me = self.parts.assistant.cards, self.asker.principal
        if named := coded(text):
            return cards.coded(me, named[1]), named[0]
        last = self.opened.before.answer if self.opened.before else None
        decision = decided(text)
        if decision and last and last.get("card"):
            card = cards.get(me, last["card"])
            return (card, decision) if card.state == "open" else None
        return None
