"""The generation prompt that Parley prints: reading it gives what was printed."""

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.blueprint.blueprint import Blueprint, ClassPlan, FieldPlan
from store.blueprint.description import blueprint_of
from store.blueprint.json_form import json_schema_form
from store.blueprint.merging import merged
from store.blueprint.reading.reader import read
from store.blueprint.reading.words import NAME, SYSTEM, folded
from store.classes import BUILT_IN
from store.diagram import er_diagram
from store.schema import Preset, Schema
from tools.generation import print_prompt

LETTERS = st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"], exclude_characters="<\u00ad\u00a0\u202f")
TEXT = st.text(LETTERS, min_size=1, max_size=30).map(lambda text: " ".join(text.split())).filter(bool)
WORDS = st.sampled_from(
    ["required", "only", "e.g. a", "one of b", "etc", "final: x", "a, b", "it's", 'say "x"', "x\\", "1"]
)
VALUES = st.lists(TEXT | WORDS, min_size=2, max_size=5, unique=True).map(tuple)
NAMES = (
    st.text(st.characters(codec="utf-8", categories=["Lu", "Ll", "Lo", "Nd"]), min_size=1, max_size=12)
    | st.sampled_from(["class", "date", "close_date", "Name", "SKU", "type", "pointer", "list", "values", "none", "x"])
).filter(lambda name: NAME.fullmatch(name) is not None and folded(name) not in {*SYSTEM, "user", "users"})
MAYBE = st.none() | st.booleans()


@st.composite
def fields(draw: st.DrawFn, name: str, classes: list[str]) -> FieldPlan:
    kind = draw(st.sampled_from(["String", "Number", "Boolean", "Date", "Pointer", "Array", "Object"]))
    about = {"name": name, "kind": kind, "required": draw(MAYBE), "description": draw(st.just("") | TEXT)}
    if kind == "Pointer":
        targets = tuple(draw(st.lists(st.sampled_from(classes), min_size=1, max_size=3, unique=True)))
        on_delete = draw(st.sampled_from([None, "keep", "delete", "refuse"]))
        return FieldPlan.model_validate(about | {"targets": targets, "on_delete": on_delete})
    if kind == "Number":
        return FieldPlan.model_validate(
            about | {"default": draw(st.none() | st.floats(allow_nan=False, allow_infinity=False))}
        )
    if kind == "Boolean":
        return FieldPlan.model_validate(about | {"default": draw(MAYBE)})
    if kind != "String":
        return FieldPlan.model_validate(about)
    values = draw(st.none() | VALUES)
    return FieldPlan.model_validate(
        about
        | {
            "values": values,
            "terminal": draw(st.none() | st.lists(st.sampled_from(values), unique=True)) if values else None,
        }
        | {"default": draw(st.none() | st.sampled_from(values)) if values else draw(st.none() | TEXT)}
        | {mark: draw(MAYBE) for mark in ("closed", "long", "searchable", "unique")}
        | {"secret": draw(st.booleans())}
    )


@st.composite
def classes(draw: st.DrawFn, name: str, known: list[str]) -> ClassPlan:
    names = draw(st.lists(NAMES, min_size=1, max_size=6, unique_by=folded))
    some = st.none() | st.lists(st.sampled_from(names), unique=True, max_size=3)
    return ClassPlan.model_validate(
        {
            "name": name,
            "description": draw(st.just("") | TEXT),
            "fields": [draw(fields(one, known)) for one in names],
            **{member: draw(st.none() | st.sampled_from(names)) for member in ("title", "due", "done")},
            **{member: draw(some) for member in ("owners", "stamped", "reveals", "follows")},
        }
    )


@st.composite
def blueprints(draw: st.DrawFn) -> Blueprint:
    names = draw(st.lists(NAMES, min_size=1, max_size=4, unique_by=folded))
    known = [*names, *(name for name in BUILT_IN if folded(name) not in map(folded, names))]
    plans = [draw(classes(name, known)) for name in names]
    return Blueprint.model_validate(
        {"classes": plans, "preset": draw(st.sampled_from([None, "owner", "team", "open"]))}
    )


@settings(max_examples=40, deadline=None)
@given(blueprint=blueprints())
def test_reading_what_was_printed_gives_it_again(blueprint: Blueprint) -> None:
    reading = read(print_prompt(blueprint))

    assert reading.blueprint == blueprint
    assert not reading.not_understood
    assert not reading.questions


@settings(max_examples=15, deadline=None)
@given(blueprint=blueprints())
def test_the_json_form_gives_the_classes_again(blueprint: Blueprint) -> None:
    reading = read(orjson.dumps(json_schema_form(blueprint)).decode())

    assert reading.blueprint.classes == blueprint.classes
    assert not reading.not_understood


class TestOfASchema:
    @pytest.mark.parametrize("preset", ["owner", "team", "open"])
    def test_the_prompt_of_a_schema_changes_nothing_in_it(self, schema: Schema, preset: Preset) -> None:
        there = Schema.of({"Project": schema["Project"].model}, preset)

        reading = read(print_prompt(there), there)

        assert merged(blueprint_of(there), reading.blueprint) == blueprint_of(there)
        assert reading.blueprint.preset == preset
        assert (reading.not_understood, reading.questions, reading.assumed) == ((), (), ())

    def test_it_makes_the_same_classes_where_they_are_not_there(self, schema: Schema) -> None:
        nothing_else = Blueprint(preset="owner")

        made = merged(nothing_else, read(print_prompt(schema)).blueprint)

        (project,) = [plan for plan in made.classes if plan.name == "Project"]
        assert project == next(plan for plan in blueprint_of(schema).classes if plan.name == "Project")

    def test_it_says_nothing_that_goes_without_saying(self, schema: Schema) -> None:
        prompt, company = print_prompt(schema), json_schema_form(schema)["classes"][1]

        assert "   - website (String): Address of its web site.\n" in prompt
        assert "(none)" not in prompt
        assert "optional" not in prompt
        assert company["fields"]["website"] == {
            "type": "String",
            "required": False,
            "description": "Address of its web site.",
        }

    def test_json_and_diagram_say_the_same_classes_fields_and_targets(self, schema: Schema) -> None:
        texts = [print_prompt(schema), orjson.dumps(json_schema_form(schema)).decode(), er_diagram(schema)]

        found = [
            {
                plan.name: [(one.name, one.kind, one.targets) for one in plan.fields]
                for plan in read(text).blueprint.classes
            }
            for text in texts
        ]

        assert found[0] == found[1] == found[2]
        assert list(found[0]) == list(schema.classes)
