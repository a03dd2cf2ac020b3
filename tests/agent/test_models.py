import json
from collections.abc import Callable

import pytest
from langchain_core.language_models import BaseChatModel

from agent.assistant import Assistant
from agent.embedded.engine import EmbeddedEngine
from agent.errors import ModelMisconfigured, ModelUnavailable
from agent.events import Word
from agent.models import make_model
from store.principal import Principal
from store.store import Store
from tests.provider import CUT, Line, Provider, calls, fails, provider, says, stuck, unended

Make = Callable[[BaseChatModel], Assistant]
Office = dict[str, str]

CHOICE = {"index": 0, "delta": {"content": "and "}, "finish_reason": None}
MOVE = calls(("update_deals", {"targets": ["Acme"], "set": {"stage": "proposal"}}))

WORD = json.dumps({"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [CHOICE]})


def remote(server: Provider) -> BaseChatModel:
    """Return the real client."""
    return make_model("openai:gpt-test", key="key-1", base_url=server.url)


def stage(store: Store, who: Principal, deal: str) -> str:
    with store.reading(who) as records:
        return str(records.get("Deal", deal)["stage"])


class TestARealClient:
    def test_moves_a_deal(self, store: Store, assistant: Make, ann: Principal, office: Office) -> None:
        with provider(MOVE, says("Moved to proposal.")) as server:
            reply = assistant(remote(server)).reply("t", "move Acme to proposal", ann, door="cli")

        assert reply.text == "Moved to proposal."
        assert stage(store, ann, office["Annual plan"]) == "proposal"
        assert server.keys == ["Bearer key-1"] * 2
        assert server.heard[0]["model"] == "gpt-test"

    def test_is_heard_word_by_word(self, assistant: Make, ann: Principal) -> None:
        with provider(says("one two three")) as server:
            events = list(assistant(remote(server)).stream("t", "count", ann, door="cli"))

        words = [event.text for event in events if isinstance(event, Word)]
        assert words == ["one ", "two ", "three "]

    def test_is_sent_no_password_and_no_email_of_others(self, assistant: Make, ann: Principal, office: Office) -> None:
        with provider(calls(("find_users", {})), says("ann and bob.")) as server:
            assistant(remote(server)).reply("t", "who is here?", ann, door="cli")

        sent = str(server.heard[-1])
        assert "correct horse" not in sent
        assert "argon2" not in sent

    def test_sends_at_most_128_tools(self, assistant: Make, ann: Principal) -> None:
        with provider(says("Hi.")) as server:
            assistant(remote(server)).reply("t", "hi", ann, door="cli")

        assert 0 < len(server.heard[0]["tools"]) <= 128

    def test_is_tried_again_when_it_is_asked_too_often(self, assistant: Make, ann: Principal) -> None:
        with provider(fails(429), says("Hello.")) as server:
            assert assistant(remote(server)).reply("t", "hi", ann, door="cli").text == "Hello."

        assert len(server.heard) == 2

    @pytest.mark.parametrize(
        ("line", "why"), [(fails(401), "refuses the key"), (fails(404), "does not know the model")]
    )
    def test_that_refuses_is_told_in_a_sentence(
        self, assistant: Make, ann: Principal, line: dict[str, int], why: str
    ) -> None:
        with provider(line) as server, pytest.raises(ModelUnavailable, match=why) as caught:
            assistant(remote(server)).reply("t", "hi", ann, door="cli")

        assert "secret detail" not in str(caught.value)

    def test_that_is_broken_is_told_in_a_sentence(self, assistant: Make, ann: Principal) -> None:
        with provider(fails(500)) as server, pytest.raises(ModelUnavailable, match="error 500"):
            assistant(remote(server)).reply("t", "hi", ann, door="cli")

    def test_whose_connection_breaks_leaves_the_thread_usable(
        self, store: Store, assistant: Make, ann: Principal, office: Office
    ) -> None:
        with provider(MOVE, CUT, says("Hello again.")) as server:
            one = assistant(remote(server))
            with pytest.raises(ModelUnavailable, match="broke off"):
                one.reply("t", "move Acme", ann, door="cli")

            assert one.reply("t", "hello?", ann, door="cli").text == "Hello again."
        assert stage(store, ann, office["Annual plan"]) == "proposal"

    @pytest.mark.parametrize("line", [unended(says("Half of a")), unended(MOVE)])
    def test_whose_answer_ends_in_the_middle_has_said_nothing(
        self, store: Store, assistant: Make, ann: Principal, office: Office, line: Line
    ) -> None:
        with provider(line, says("Hello again.")) as server:
            one = assistant(remote(server))
            with pytest.raises(ModelUnavailable, match="broke off"):
                one.reply("t", "move Acme", ann, door="cli")

            assert one.reply("t", "hello?", ann, door="cli").text == "Hello again."
        assert stage(store, ann, office["Annual plan"]) == "lead"

    @pytest.mark.parametrize("part", [": keep-alive\n\n", f"data: {WORD}\n\n"])
    def test_that_sends_for_ever_and_comes_to_no_end_is_given_up(
        self, assistant: Make, ann: Principal, part: str
    ) -> None:
        with provider(stuck(says("Let me see"), part)) as server:
            hasty = make_model("openai:m", key="k", base_url=server.url, timeout=0.05)
            with pytest.raises(ModelUnavailable, match="took too long"):
                assistant(hasty).reply("t", "hello?", ann, door="cli")

        with provider(says("Hello again.")) as server:
            assert assistant(remote(server)).reply("t", "hello?", ann, door="cli").text == "Hello again."

    def test_that_is_not_there_is_told_in_a_sentence(self, assistant: Make, ann: Principal) -> None:
        model = make_model("openai:m", key="k", base_url="http://127.0.0.1:9/v1")

        with pytest.raises(ModelUnavailable, match="cannot be reached"):
            assistant(model).reply("t", "hi", ann, door="cli")

    def test_reads_that_its_arguments_are_no_json(self, assistant: Make, ann: Principal, office: Office) -> None:
        with provider(calls(("update_deals", "the Acme deal")), says("Sorry.")) as server:
            reply = assistant(remote(server)).reply("t", "move Acme", ann, door="cli")

        assert reply.text == "Sorry."
        assert "no valid JSON" in str(server.heard[-1]["messages"][-1])

    def test_whose_call_was_cut_off_does_not_make_it(
        self, store: Store, assistant: Make, ann: Principal, office: Office
    ) -> None:
        half = calls(("update_deals", '{"targets": ["Acme"], "set": {"stage": "won"')) | {"finish_reason": "length"}
        with provider(half, says("Sorry.")) as server:
            assistant(remote(server)).reply("t", "move Acme", ann, door="cli")

        assert stage(store, ann, office["Annual plan"]) == "lead"
        assert "cut off" in str(server.heard[-1]["messages"][-1])

    def test_whose_words_were_cut_off_is_told_as_such(self, assistant: Make, ann: Principal) -> None:
        with provider(says("There are three") | {"finish_reason": "length"}) as server:
            reply = assistant(remote(server)).reply("t", "which deals?", ann, door="cli")

        assert reply.text.startswith("There are three")
        assert "cut off here" in reply.text

    def test_reads_that_a_tool_does_not_exist(self, assistant: Make, ann: Principal) -> None:
        with provider(calls(("drop_tables", {})), says("Sorry.")) as server:
            assistant(remote(server)).reply("t", "hi", ann, door="cli")

        assert "unknown_tool" in str(server.heard[-1]["messages"][-1])

    def test_that_makes_the_same_call_for_ever_is_stopped(self, assistant: Make, ann: Principal) -> None:
        with provider(calls(("find_deals", {}))) as server:
            reply = assistant(remote(server)).reply("t", "hi", ann, door="cli")

        assert "stopped after 12 steps" in reply.text
        assert len(server.heard) == 12

    def test_cannot_approve_its_own_card(self, store: Store, assistant: Make, ann: Principal, office: Office) -> None:
        delete = calls(("delete_deals", {"targets": ["Pilot"]}))
        with provider(delete, says("I approve."), delete, says("Deleted.")) as server:
            one = assistant(remote(server))
            one.reply("t", "hello", ann, door="cli")
            one.reply("t", "and now?", ann, door="cli")

        with store.reading(ann) as records:
            assert records.get_many("Deal", [office["Pilot"]])


class TestAModel:
    def test_is_the_embedded_engine_without_a_key(self) -> None:
        assert isinstance(make_model(), EmbeddedEngine)

    def test_is_the_embedded_engine_when_it_is_named(self) -> None:
        assert isinstance(make_model("embedded", key="k"), EmbeddedEngine)

    def test_needs_a_key_or_an_address(self) -> None:
        with pytest.raises(ModelMisconfigured, match="OPENAI_API_KEY"):
            make_model("openai:gpt-5")

    def test_of_an_unknown_provider_is_refused(self) -> None:
        with pytest.raises(ModelMisconfigured, match="PARLEY_MODEL"):
            make_model("nobody:model", key="k")
