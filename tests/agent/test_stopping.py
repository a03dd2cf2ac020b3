import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk as ChatChunk

from agent.assistant import Assistant
from agent.errors import Stopped
from agent.events import Event, Reply, ToolFinished, Word
from agent.models import make_model
from store.errors import StoreError
from store.principal import Principal
from store.store import Store
from tests.doubles import ScriptedModel, call, script
from tests.provider import provider, says, stuck

PATIENCE = 20
"""Seconds."""

Make = Callable[[BaseChatModel], Assistant]
Office = dict[str, str]


def stages(store: Store, who: Principal) -> dict[str, str]:
    with store.reading(who) as records:
        return {row["title"]: row["stage"] for row in records.find("Deal")}


def moved(target: str) -> AIMessage:
    return call(("update_deals", {"targets": [target], "set": {"stage": "proposal"}}))


class Speaker(ScriptedModel):
    """A model that says a word, waits until it is to stop, and says another."""

    stop_event: threading.Event

    def _stream(self, *_: Any, run_manager: CallbackManagerForLLMRun | None = None, **__: Any) -> Iterator[ChatChunk]:
        for word in ("once ", "upon ", "a time"):
            chunk = ChatChunk(message=AIMessageChunk(content=word))
            if run_manager:
                run_manager.on_llm_new_token(word, chunk=chunk)
            yield chunk
            self.stop_event.wait(PATIENCE)


def heard(events: Iterator[Event], stop: threading.Event, kind: type[Event]) -> tuple[list[Event], StoreError | None]:
    """Return the words and the replies of a run that is stopped at the first event of a kind, and how it ended."""
    said: list[Event] = []
    try:
        for event in events:
            said += [event] if isinstance(event, Word | Reply) else []
            if isinstance(event, kind):
                stop.set()
    except StoreError as error:
        return said, error
    return said, None


def test_a_run_that_is_stopped_makes_no_further_call_and_keeps_what_it_has_done(
    store: Store, assistant: Make, ann: Principal, office: Office
) -> None:
    stop = threading.Event()
    talking = assistant(script(moved("Acme"), moved("Pilot"), "Done."))

    _, error = heard(talking.stream("t", "move both", ann, door="cli", stop=stop), stop, ToolFinished)

    assert isinstance(error, Stopped)
    assert stages(store, ann) == {"Annual plan": "proposal", "Pilot": "lead", "Renewal": "lead", "Upgrade": "lead"}


def test_its_thread_goes_on_with_the_next_message(
    store: Store, assistant: Make, ann: Principal, office: Office
) -> None:
    stop = threading.Event()
    stop.set()
    talking = assistant(script(moved("Pilot"), "Done."))
    with pytest.raises(Stopped):
        list(talking.stream("t", "move Acme", ann, door="cli", stop=stop))

    assert talking.reply("t", "move the pilot", ann, door="cli").text == "Done."
    assert stages(store, ann)["Annual plan"] == "lead"
    assert stages(store, ann)["Pilot"] == "proposal"


def test_a_model_that_is_speaking_is_stopped_at_the_next_word(assistant: Make, ann: Principal) -> None:
    stop = threading.Event()
    talking = assistant(Speaker(lines=iter(()), heard=[], stop_event=stop))

    said, error = heard(talking.stream("t", "tell me a story", ann, door="cli", stop=stop), stop, Word)

    assert isinstance(error, Stopped)
    assert said == [Word("once ")]


def test_a_model_that_is_silent_is_not_waited_for(assistant: Make, ann: Principal) -> None:
    stop = threading.Event()
    with provider(stuck(says("Hm"), ": wait\n\n")) as server:
        talking = assistant(make_model("openai:m", key="k", base_url=server.url, timeout=3))
        said, error = heard(talking.stream("t", "hello", ann, door="cli", stop=stop), stop, Word)

    assert isinstance(error, Stopped)
    assert said == [Word("Hm ")]
    assert assistant(script("Hello.")).reply("t", "still there?", ann, door="cli").text == "Hello."


def test_what_was_approved_is_done_even_so(store: Store, assistant: Make, ann: Principal, office: Office) -> None:
    stop = threading.Event()
    stop.set()
    talking = assistant(script(call(("delete_deals", {"targets": ["Pilot"]})), "Deleted."))
    card = talking.reply("t", "delete the pilot", ann, door="cli").card
    assert card is not None

    with pytest.raises(Stopped):
        list(talking.stream_answer(card.id, ann, "approved", stop=stop))

    assert "Pilot" not in stages(store, ann)
