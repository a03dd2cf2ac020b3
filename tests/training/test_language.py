"""The language that the tagger is trained on."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from agent.embedded.sentences.tags import ACTS, OPERATIONS, SLOTS
from training.examples import example
from training.language import Misspelt, utterances
from training.values import SLOTS as FILLED
from training.values import value

EVERY = utterances()
UNSAID = {"clear.done", "clear.name", "clear.stage", "clear.subject", "clear.type", "plan.note"}
"""What hardly anybody asks for: these fields are never empty, and a note tells of what happened."""


def test_has_thousands_of_utterances_and_keeps_a_third_unseen() -> None:
    unseen = sum(one.unseen for one in EVERY)

    assert len(EVERY) > 5_000
    assert 0.3 < unseen / len(EVERY) < 0.37


def test_speaks_of_every_act_and_of_nearly_every_operation() -> None:
    acts = Counter(clause.act for one in EVERY for clause in one.clauses)
    operations = Counter(name for one in EVERY for clause in one.clauses for name in clause.operations)

    assert set(acts) == set(ACTS)
    assert {name for name in OPERATIONS if not operations[name]} <= UNSAID


def test_says_no_message_twice() -> None:
    texts = Counter(
        " ".join("".join(span.text for span in clause.spans) for clause in one.clauses).casefold() for one in EVERY
    )

    assert [text for text, count in texts.items() if count > 1] == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("order | update.stage", "written as"),
        ("ordr | none | do it", "no act 'ordr'"),
        ("order | update.colour | make it red", "no operation 'update.colour'"),
        ("order | none | [[so move it", "not closed"),
        ("order | none | move {dael}", "no slot 'dael'"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text(f"# a heading\n{line}\n", encoding="utf-8")

    with pytest.raises(Misspelt, match=rf"^odd\.txt:2: .*{told}"):
        utterances(tmp_path)


def test_an_example_labels_every_character_and_names_each_slot() -> None:
    random = Random(3)
    for one in EVERY[::7]:
        made = example(one, random, EVERY)

        assert len(made.text) == len(made.owner) == len(made.part) == len(made.slot)
        assert set(made.owner) <= set(range(len(made.clauses)))


def test_an_utterance_is_filled_anew_each_time_and_the_same_way_for_the_same_seed() -> None:
    one = next(one for one in EVERY if "{deal}" in one.clauses[0].spans[0].text)

    assert example(one, Random(1)).text == example(one, Random(1)).text
    assert len({example(one, Random(seed), rough=False).text for seed in range(20)}) > 5


def test_every_slot_can_be_filled_and_is_known_to_the_tagger() -> None:
    random = Random(5)

    assert set(SLOTS) - {"none"} <= FILLED
    assert all(value(slot, random).strip() for slot in FILLED)
