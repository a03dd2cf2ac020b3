"""The trained tagger, and what the engine does without it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.embedded.sentences import tagger
from agent.embedded.sentences.tagger import WeightsMissing, tags
from agent.embedded.sentences.tags import ACTS, OPERATIONS
from tests.agent.embedded.dialogue import Dialogue


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in which the engine looks for its weights, and finds none yet."""
    monkeypatch.setattr(tagger, "WEIGHTS", tmp_path / "tagger.onnx")
    kept = (tagger.tags, tagger.tokenizer, tagger._session)
    for one in kept:
        one.cache_clear()
    yield tmp_path
    for one in kept:
        one.cache_clear()


def _copied(folder: Path) -> Path:
    for name in ("tagger.onnx", "tagger.sha256", "tokenizer.json"):
        (folder / name).write_bytes((Path(tagger.__file__).parent.parent / "weights" / name).read_bytes())
    return folder


class TestTheTags:
    def test_of_an_order_say_what_it_is_about_and_which_words_name_what(self) -> None:
        text = "please move the Kestrel renewal to negotiation"
        said = tags(text)

        acts, about = said.act(0, len(text)), said.about(0, len(text))
        assert max(acts, key=lambda name: acts[name]) == "order"
        assert max(about, key=lambda name: about[name]) == "update.stage"
        assert said.slot(text.index("Kestrel"), text.index(" to "))[0] == "deal"
        assert said.slot(text.index("negotiation"), len(text))[0] == "stage"

    def test_are_probabilities(self) -> None:
        text = "what did we discuss with Jane last week?"
        said = tags(text)

        assert sum(said.act(0, len(text)).values()) == pytest.approx(1.0, abs=1e-4)
        assert sum(said.about(0, len(text)).values()) == pytest.approx(1.0, abs=1e-4)
        assert set(said.act(0, len(text))) == set(ACTS)
        assert set(said.about(0, len(text))) == set(OPERATIONS)

    def test_of_no_words_are_none(self) -> None:
        assert tags("").act(0, 0) == {}
        assert tags("move it").about(40, 50) == {}

    def test_of_a_very_long_message_end_somewhere(self) -> None:
        text = "and then " * 5_000

        assert len(tags(text).first) <= tagger.LONGEST


class TestWithoutWeights:
    @pytest.mark.usefixtures("elsewhere")
    def test_the_engine_says_so_and_changes_nothing(self) -> None:
        dialogue = Dialogue()

        answer = dialogue.say("move the Globex renewal to won")

        assert "weights" in answer or "tokenizer" in answer
        assert "parley doctor" in answer
        assert dialogue.desk.changes == []

    @pytest.mark.usefixtures("elsewhere")
    def test_it_still_answers_questions(self) -> None:
        assert "Globex renewal" in Dialogue().say("show my open deals")

    def test_damaged_ones_are_found_out_by_their_checksum(self, elsewhere: Path) -> None:
        weights = _copied(elsewhere) / "tagger.onnx"
        broken = bytearray(weights.read_bytes())
        broken[len(broken) // 2] ^= 1
        weights.write_bytes(bytes(broken))

        with pytest.raises(WeightsMissing, match="damaged"):
            tags("move it")

    def test_whole_ones_elsewhere_are_read(self, elsewhere: Path) -> None:
        _copied(elsewhere)

        assert tags("move it").act(0, 7)
