import socket
from collections.abc import Callable
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage
from langchain_core.outputs import ChatResult

from agent.assistant import Assistant
from agent.embedded.engine import EmbeddedEngine
from agent.errors import ModelUnavailable, TokensSpent
from agent.memory import memory
from agent.models import make_model
from store import leases
from store.leases import Leases
from store.principal import Principal
from store.store import Store
from tests.agent.conftest import NOW
from tests.doubles import ScriptedModel, call, script

Make = Callable[[BaseChatModel], Assistant]


def said(text: str, read: int, written: int) -> AIMessage:
    spent = {"input_tokens": read, "output_tokens": written, "total_tokens": read + written}
    return AIMessage(text, usage_metadata=spent)


@pytest.fixture
def sparing(store: Store) -> Callable[[BaseChatModel, int], Assistant]:
    """An assistant that gives each user so many tokens a day."""

    def make(model: BaseChatModel, tokens: int) -> Assistant:
        with memory(None) as kept:
            return Assistant(store, model, kept, clock=lambda: NOW, tokens=tokens)

    return make


class TestAReply:
    def test_tells_what_the_model_has_cost(self, assistant: Make, ann: Principal) -> None:
        looking = call(("find_deals", {}))
        looking.usage_metadata = said("", 10, 5).usage_metadata
        reply = assistant(script(looking, said("None.", 20, 2))).reply("t", "my deals?", ann, door="cli")

        assert (reply.spent.read, reply.spent.written) == (30, 7)

    def test_tells_an_estimate_where_the_provider_says_nothing(self, assistant: Make, ann: Principal) -> None:
        reply = assistant(script("Hello.")).reply("t", "hello", ann, door="cli")
        assert reply.spent.read > 0
        assert reply.spent.written > 0


class TestAUserWhoHasSpentHisTokens:
    def test_is_told_so_and_others_go_on(
        self, sparing: Callable[[BaseChatModel, int], Assistant], ann: Principal, bob: Principal
    ) -> None:
        one = sparing(script(said("One.", 60, 30), said("Two.", 60, 30), said("To Bob.", 1, 1)), 100)
        for text in ("One.", "Two."):
            assert one.reply("t", "hello", ann, door="cli").text == text

        with pytest.raises(TokensSpent, match="100 tokens"):
            one.reply("t", "hello", ann, door="cli")
        assert one.reply("t", "hello", bob, door="cli").text == "To Bob."
        assert "You have spent" in one.threads.messages(ann, "t")[-1]["text"]

    def test_still_has_the_embedded_engine(
        self, sparing: Callable[[BaseChatModel, int], Assistant], ann: Principal
    ) -> None:
        one = sparing(EmbeddedEngine(), 1)
        for _ in range(3):
            assert one.reply("t", "hello", ann, door="cli").text


def test_a_model_that_says_nothing_ends_the_run_and_not_the_thread(assistant: Make, ann: Principal) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=8) as silent:
        host, port = silent.getsockname()
        stuck = make_model("openai:m", key="k", base_url=f"http://{host}:{port}/v1", timeout=0.2)
        with pytest.raises(ModelUnavailable, match="it took too long"):
            assistant(stuck).reply("t", "hello", ann, door="cli")

    going_on = assistant(script("Hello."))
    assert going_on.reply("t", "hello again", ann, door="cli").text == "Hello."
    assert "took too long" in going_on.threads.messages(ann, "t")[1]["text"]


class Slow(ScriptedModel):
    """A model that speaks only when it is told that the run lives on."""

    alive: Event

    def _generate(self, *given: Any, **more: Any) -> ChatResult:
        assert self.alive.wait(10)
        return super()._generate(*given, **more)


def test_a_run_that_waits_for_the_model_tells_that_it_lives_on(
    assistant: Make, ann: Principal, monkeypatch: pytest.MonkeyPatch
) -> None:
    alive = Event()
    monkeypatch.setattr(leases, "BEAT", timedelta(milliseconds=10))
    monkeypatch.setattr(Leases, "tell", lambda _: alive.set())  # which is nothing, so that it is told once

    slow = Slow(lines=iter([AIMessage("Hello.")]), heard=[], alive=alive)
    assert assistant(slow).reply("t", "hello", ann, door="cli").text == "Hello."
