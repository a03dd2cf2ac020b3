"""Every form of a description gives the same classes, fields and targets."""

import re
from pathlib import Path

import orjson
import pytest

from store.blueprint.blueprint import Blueprint
from store.blueprint.description import blueprint_of
from store.blueprint.merging import merged
from store.blueprint.reading.reader import read
from store.errors import NotABlueprint
from store.schema import Schema
from tests.store.blueprint.crm import ANSWER, DIAGRAM, FIELDS, JSON, PROMPT

JSON_TEXT = orjson.dumps(JSON, option=orjson.OPT_INDENT_2).decode()
AROUND = "\n".join(
    f"Line {number} of a page, about this and that; final String? title; name: soon." for number in range(30)
)
PAGE = "\n".join([AROUND, DIAGRAM, "The flow", AROUND, f"{JSON_TEXT}And so on", PROMPT, "Press a button.", AROUND])
FORMS = {
    "prompt": PROMPT,
    "classes": JSON_TEXT,
    "schemas": orjson.dumps(ANSWER).decode(),
    "diagram": DIAGRAM,
}
TEMPLATES = Path(__file__).parents[3].parent / "shared" / "seed"


def shape(blueprint: Blueprint) -> dict[str, dict[str, str]]:
    """Return the classes with their fields, each with its type or targets."""
    return {
        plan.name: {one.name: " or ".join(one.targets) or one.kind for one in plan.fields} for plan in blueprint.classes
    }


@pytest.mark.parametrize("form", FORMS)
def test_a_form_gives_classes_fields_and_targets(form: str) -> None:
    reading = read(FORMS[form])

    assert shape(reading.blueprint) == FIELDS
    assert reading.form == form
    assert not reading.not_understood
    assert not reading.questions


ITEM = re.compile(r" (\d\. )(\w+: )")
STYLES = {
    "without numbers": ITEM.sub(r" \2", PROMPT),
    "a class a line": ITEM.sub(r"\n\1\2", PROMPT),
    "a field a line": ITEM.sub(r"\n\1\2", PROMPT).replace("), ", "),\n   "),
    "bullets": ITEM.sub(r"\n\1\2\n   - ", PROMPT).replace("), ", ")\n   - "),
    "headings": ITEM.sub(r"\n### \2\n* ", PROMPT).replace("), ", ")\n* "),
    "paragraphs of a page": ITEM.sub(r"</p><p>\1\2", PROMPT).replace("Security:", "</p><h2>Security:</h2><p>"),
    "Windows": PROMPT.replace(" - ", "\r\n- "),
    "in quotation marks": f'"{PROMPT}"',
    "without the word schema": PROMPT.replace("Schema: ", ""),
}


@pytest.mark.parametrize("style", STYLES)
def test_a_prompt_may_be_laid_out_as_one_likes(style: str) -> None:
    reading = read(STYLES[style])

    assert reading.blueprint == read(PROMPT).blueprint
    assert not reading.not_understood


def test_a_sentence_in_the_middle_of_a_line_is_listed_and_spoils_nothing() -> None:
    reading = read(PROMPT.replace(" 3. Contact:", " By the way, we love our customers. 3. Contact:"))

    assert reading.blueprint == read(PROMPT).blueprint
    assert [one.text for one in reading.not_understood] == ["By the way, we love our customers."]


def test_the_prompt_is_found_in_a_page() -> None:
    reading = read(PAGE)

    assert reading.blueprint == read(PROMPT).blueprint
    assert reading.form == "prompt"
    assert not reading.not_understood
    line = PAGE[: PAGE.index(PROMPT)].count("\n") + 1
    assert reading.assumed[0] == f"The prompt stands in line {line}; the 93 lines around it were not read."


def test_a_prompt_of_several_lines_is_found_in_a_page_too() -> None:
    lines = PROMPT.replace(" Schema: ", "\nSchema:\n").replace(" - ", "\n- ").replace(". Security:", ".\nSecurity:")

    assert read(PAGE.replace(PROMPT, lines)).blueprint == read(PROMPT).blueprint


def test_in_a_page_without_a_prompt_json_is_read_and_the_diagram_says_what_it_leaves_out() -> None:
    other = PAGE.replace(PROMPT, "").replace("Contact ||--o{ Activity", "Company ||--o{ Activity")

    reading = read(other)

    assert reading.form == "classes"
    assert shape(reading.blueprint)["Activity"]["relatedTo"] == "Company or Deal"


def test_sentences_around_json_are_read() -> None:
    reading = read(f"Here is our schema:\n```json\n{JSON_TEXT}\n```\nEverybody sees all records. Call me back.")

    assert shape(reading.blueprint) == FIELDS
    assert reading.blueprint.preset == "team"
    assert [one.text for one in reading.not_understood] == ["Here is our schema:", "Call me back."]


class TestWhatAFormCannotCarry:
    def test_json_without_values_says_that_those_that_are_there_stay(self) -> None:
        assert read(JSON_TEXT).assumed[0].startswith("The JSON names no values of lists")

    def test_a_target_that_json_leaves_out_is_taken_from_the_workspace(self) -> None:
        reading = read(JSON_TEXT)

        assert "Activity.relatedTo does not say what it points to; it was taken for Contact or Deal." in reading.assumed

    def test_one_that_the_workspace_does_not_know_either_is_asked_for(self) -> None:
        reading = read(
            '{"classes": [{"className": "Visit", "fields": {"spot": {"type": "Pointer"}, "at": {"type": "Date"}}}]}'
        )

        assert shape(reading.blueprint) == {"Visit": {"at": "Date"}}
        assert [(one.about, one.default) for one in reading.questions] == [("Visit.spot", "it is left out")]
        assert [one.text for one in reading.not_understood] == ["Visit.spot"]

    @pytest.mark.parametrize("form", FORMS)
    def test_what_a_form_is_silent_on_stays_as_it_is(self, form: str) -> None:
        there = blueprint_of(Schema.of())

        after = merged(there, read(FORMS[form]).blueprint)

        stage = next(one for plan in after.classes if plan.name == "Deal" for one in plan.fields if one.name == "stage")
        stages = (
            ("first call", "visit", "offer", "won", "lost") if form == "prompt" else there.classes[3].fields[2].values
        )
        assert stage.values == stages
        assert stage.terminal == ("won", "lost")

    def test_names_are_those_of_the_workspace_whatever_their_case(self) -> None:
        reading = read("1. company: Name (String), Web_site (String), website (String)", Schema.of())

        assert shape(reading.blueprint) == {"Company": {"name": "String", "webSite": "String", "website": "String"}}


class TestBrokenForms:
    def test_json_that_ends_too_early_is_refused(self) -> None:
        with pytest.raises(NotABlueprint, match="it cannot be read"):
            read(JSON_TEXT[:300])

    def test_a_line_of_a_diagram_that_says_nothing_is_listed(self) -> None:
        reading = read("erDiagram\nA {\nString a\n???\n}\nB ||--o{ A : c\n")

        assert [(one.line, one.text, one.why) for one in reading.not_understood] == [
            (4, "???", ""),
            (6, "A – B", "one of the two has no box"),  # noqa: RUF001
        ]

    def test_members_of_json_that_mean_nothing_are_listed(self) -> None:
        text = '{"classes": [{"className": "A", "colour": 1, "fields": {"a": {"type": "String", "max": 3}, "b": 7}}]}'

        reading = read(text)

        assert [one.text for one in reading.not_understood] == ["A: colour", "A.a: max", "A.b"]


@pytest.mark.skipif(not TEMPLATES.exists(), reason="There are no templates here.")
class TestTemplate:
    @pytest.fixture
    def page(self) -> str:
        return next(TEMPLATES.iterdir()).read_text("utf-8")

    def test_its_forms_say_what_is_there(self, page: str) -> None:
        prompt = next(line for line in page.split("\n") if " Schema: 1." in line)
        json = page[page.index('{\n"classes"') : page.index("}Build") + 1]
        diagram = page[page.index("erDiagram") : page.index("Integration Flow")]
        there = {
            plan.name: {one.name: " or ".join(one.targets) or one.kind for one in plan.fields}
            for plan in blueprint_of(Schema.of()).classes
        }

        assert [shape(read(text).blueprint) for text in (page, prompt, json, diagram)] == [there] * 4

    def test_edited_it_yields_what_it_says_by_then(self, page: str) -> None:
        edited = re.sub(r"e\.g\. lead[^)]*", "e.g. new, visit, won, lost", page)
        edited = edited.replace(" 5. Activity:", " 5. Robot: arms (Number), deal (Pointer to Deal). 6. Activity:")
        edited = edited.replace("(Pointer to Contact or Deal)", "(Pointer to Contact or Robot)")

        reading = read(edited)

        there = blueprint_of(Schema.of())
        plans = {plan.name: plan for plan in merged(there, reading.blueprint).classes}
        assert [field.name for field in plans["Robot"].fields if field.name != "name"] == ["arms", "deal"]
        stage = next(field for field in plans["Deal"].fields if field.name == "stage")
        assert (stage.values, stage.terminal) == (("new", "visit", "won", "lost"), ("won", "lost"))
        related = next(field for field in plans["Activity"].fields if field.name == "relatedTo")
        assert related.targets == ("Contact", "Robot")
        assert reading.not_understood == ()

    def test_it_changes_nothing_and_leaves_nothing_open(self, page: str) -> None:
        there = blueprint_of(Schema.of())

        reading = read(page)

        assert merged(there, reading.blueprint) == there
        assert (reading.not_understood, reading.questions) == ((), ())


def test_a_name_that_has_no_capital_is_found_as_it_is_written() -> None:
    field = '{"type": "Pointer", "targetClass": "\u0131\u015b"}'

    (cls,) = read(f'{{"classes": [{{"className": "\u0131\u015b", "fields": {{"o": {field}}}}}]}}').blueprint.classes

    assert cls.fields[0].targets == ("\u0131\u015b",)  # a dotless i: its capital is that of another letter
