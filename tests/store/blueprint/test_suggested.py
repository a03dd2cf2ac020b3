"""Names that cannot be had are refused all at once, with names that can; these are taken in one step."""

import pytest

from store.blueprint.blueprint import Blueprint, ClassPlan, FieldPlan
from store.blueprint.description import blueprint_of
from store.blueprint.merging import merged
from store.blueprint.planning import plan
from store.blueprint.reading.reader import read
from store.blueprint.suggested import with_usable_names
from store.errors import InvalidNames
from store.schema import Schema
from store.store import Store

THERE = blueprint_of(Schema.of())
FLIGHT = read(
    "1. Flüge: class (String), import (Boolean), fromCity (String)\n2. Seat: def (Number), Flug (Pointer to Flüge)"
)


def test_all_of_them_are_told_at_once(shared: Store) -> None:
    with pytest.raises(InvalidNames) as refused:
        plan(shared, FLIGHT.blueprint)

    assert refused.value.code == "invalid_schema"
    assert refused.value.better == {
        "Flüge": "Fluege", "Flüge.class": "kind", "Flüge.import": "fluegeImport", "Seat.def": "seatDef",
    }  # fmt: skip
    for name in ("'Flüge'", "'class'", "'import'", "'def'"):
        assert f"be called {name}" in str(refused.value)


def test_what_is_suggested_can_be_had(shared: Store) -> None:
    blueprint, _ = with_usable_names(FLIGHT.blueprint, THERE)

    assert [cls.name for cls in blueprint.classes] == ["Fluege", "Seat"]
    assert blueprint.classes[1].fields[1].targets == ("Fluege",)
    assert len(plan(shared, blueprint).steps) == 2


def test_rules_are_on_the_fields_under_their_new_names() -> None:
    fields = (
        FieldPlan(name="class", kind="String"), FieldPlan(name="lambda", kind="Date"),
        FieldPlan(name="from", kind="Pointer", targets=("_User",)),
        FieldPlan(name="in", kind="Pointer", targets=("Ort",)),
    )  # fmt: skip
    trip = ClassPlan(
        name="Trip", fields=fields, title="class", due="lambda", owners=("from", "object_id"), follows=("in",),
        reveals=("in.global",),
    )  # fmt: skip
    town = ClassPlan(name="Ort", fields=(FieldPlan(name="global", kind="Pointer", targets=("Company",)),))

    (made, _), _ = (found := with_usable_names(Blueprint(classes=(trip, town)), THERE))[0].classes, found[1]

    assert (made.title, made.due, made.owners) == ("kind", "tripLambda", ("tripFrom", "object_id"))
    assert (made.follows, made.reveals) == (("tripIn",), ("tripIn.ortGlobal",))


def test_two_that_would_get_the_same_name_get_different_ones() -> None:
    text = "1. Uebung: ae (String)\n2. Übung: ä (String), ae (String), ß (String)"

    blueprint, _ = with_usable_names(read(text).blueprint, THERE)

    names = [(cls.name, [field.name for field in cls.fields]) for cls in blueprint.classes]
    assert names == [("Uebung", ["ae"]), ("Uebung2", ["ae2", "ae", "ss"])]


def test_a_name_that_cannot_be_had_stays_as_the_description_and_its_letters_as_far_as_they_can() -> None:
    text = "1. Größe: smørrebrød (String): Das Essen., łódź (String), œuvre (String)\n2. 案件: 金額 (Number)"

    size, case = with_usable_names(read(text).blueprint, THERE)[0].classes

    assert [(size.name, size.description), (case.name, case.description)] == [("Groesse", "Größe"), ("MyClass", "案件")]
    assert [(one.name, one.description) for one in (*size.fields, *case.fields)] == [
        ("smorrebrod", "smørrebrød: Das Essen."), ("lodz", "łódź"), ("oeuvre", "œuvre"), ("myClassField", "金額"),
    ]  # fmt: skip


def test_the_same_text_means_the_same_again() -> None:
    text = (
        "1. Größe: class (String), 名 (String)\n2. 案件: 金額 (Number), Größe (Pointer to Größe)\n3. 会社: 名 (String)"
    )

    first, names = with_usable_names(read(text).blueprint, THERE)

    there = merged(THERE, first)
    assert with_usable_names(read(text).blueprint, there) == (first, names)
    assert merged(there, first) == there


def test_what_can_be_had_stays() -> None:
    blueprint = read("1. Ticket: subject (String), deal (Pointer to Deal)\n2. Deal: margin (Number)").blueprint

    assert with_usable_names(blueprint, THERE) == (blueprint, {})
