from collections.abc import Callable

from langchain_core.language_models import BaseChatModel

from agent.assistant import Assistant
from agent.embedded.engine import EmbeddedEngine
from agent.metering import Meter, Usage
from agent.models import make_model
from store.principal import Principal
from tests.provider import calls, provider, says, used

Make = Callable[[BaseChatModel], Assistant]


class TestAMeter:
    def test_counts_what_a_provider_answers(self, assistant: Make, ann: Principal) -> None:
        find = used(calls(("find_deals", {"limit": 3})), 700)
        with provider(find, used(says("None."), 800)) as server:
            meter = Meter(make_model("openai:m", key="k", base_url=server.url))
            assistant(meter.model).reply("t", "which deals?", ann, door="cli")

        assert meter.taken() == Usage(2, 1_500, [{"tool": "find_deals", "arguments": {"limit": 3}}])

    def test_counts_the_embedded_engine(self, assistant: Make, ann: Principal, office: dict[str, str]) -> None:
        meter = Meter(EmbeddedEngine())
        assistant(meter.model).reply("t", "move the Pilot deal to proposal", ann, door="cli")

        used = meter.taken()
        assert used.model_calls > 1
        assert used.tokens > 0
        assert "update_deals" in [call["tool"] for call in used.tool_calls]

    def test_begins_again_when_it_was_read(self, assistant: Make, ann: Principal) -> None:
        with provider(says("Hello.")) as server:
            meter = Meter(make_model("openai:m", key="k", base_url=server.url))
            assistant(meter.model).reply("t", "hi", ann, door="cli")

        assert meter.taken().model_calls == 1
        assert meter.taken() == Usage()
