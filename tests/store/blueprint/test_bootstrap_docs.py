"""`docs/bootstrap.md` says what is true."""

import re
from pathlib import Path

import pytest

from store.blueprint.reading.attributes import Attributes
from store.blueprint.reading.brackets import split
from store.blueprint.reading.prompt import LINES
from store.blueprint.reading.reader import read
from tests.store.blueprint.outline import outline

PAGE = (Path(__file__).parents[3] / "docs" / "bootstrap.md").read_text(encoding="utf-8")
(PROMPT,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
CLASSES = """\
1. Ticket: subject (String), deal (Pointer to Deal), reporter (Pointer to _User)
2. Deal: title (String), stage (String), contact (Pointer to Contact), company (Pointer to Company)
"""


def rows(heads: str) -> list[list[str]]:
    """Return the rows of the table with these heads."""
    table = PAGE.split(f"| {heads} |\n", 1)[1].split("\n\n", 1)[0].splitlines()[1:]
    return [[cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in table]


def test_the_prompt_is_understood_to_the_last_word() -> None:
    reading = read(PROMPT)

    assert outline(reading.blueprint) == {
        "Machine": [
            "serial* String unique", "state String = new [new | in use | scrapped] closed", "price Number",
            "owner → Company on delete refuse", "keeper → _User", "notes String long searchable",
        ],
        "Visit": ["subject* String", "machine* → Machine", "about → Contact or Deal", "dueDate Date"],
    }  # fmt: skip
    assert (reading.not_understood, reading.questions) == ((), ())
    assert [plan.follows for plan in reading.blueprint.classes] == [None, ("machine",)]
    assert reading.blueprint.classes[0].owners == ("keeper",)


@pytest.mark.parametrize("row", rows("Sentence | What it gives"), ids=lambda row: row[0])
def test_a_sentence_gives_what_the_page_says(row: list[str]) -> None:
    sentence, gives = row

    reading = read(f"{CLASSES}Security:\n- {sentence}")

    assert reading.not_understood == ()
    assert (reading.blueprint.preset or "holds").split()[0] in gives or "a rule of" in gives
    assert (reading.blueprint == read(CLASSES).blueprint) is (gives == "holds anyway")


@pytest.mark.parametrize("row", rows("Said of a field |"), ids=lambda row: row[0])
def test_what_the_page_says_of_a_field_is_known(row: list[str]) -> None:
    for said in re.findall(r"`([^`]+)`", row[0]):
        is_type = said[0].isupper() or said.startswith("→")

        attributes = Attributes.of(split(said if is_type else f"String; {said}", ",;"))

        assert attributes.is_certain
        assert not attributes.unknown or said == '"a, b"'


def test_sentences_that_tell_what_a_class_has_are_understood() -> None:
    told = PAGE.split("so are edits in words:\n\n", 1)[1].split("\n\n", 1)[0]

    reading = read(told)

    assert outline(reading.blueprint) == {
        "Member": ["name* String", "eMail String", "dateOfBirth Date"],
        "Deal": ["probability Number", "source String [web | fair]", "stage String [new | visit | offer | won | lost]"],
        "Region": ["name String"],
    }
    assert reading.not_understood == ()


def test_a_value_in_quotation_marks_may_have_a_comma() -> None:
    assert outline(read('1. A: b (String; one of: "a, b", c)').blueprint) == {"A": ["b String [a, b | c] closed"]}


def test_the_page_names_every_line_on_a_class() -> None:
    told = " ".join(PAGE.split())

    for label in LINES:
        assert f"`{label[:1].upper()}{label[1:]}:`" in told
