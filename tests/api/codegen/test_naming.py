import pytest

from api.codegen.model import models
from api.codegen.naming import camel
from api.codegen.words import DART, TYPESCRIPT, Words
from tests.api.codegen.awkward import awkward


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("lead", "lead"),
        ("in progress!", "inProgress"),
        ("größer", "grosser"),
        ("2 weeks", "value2Weeks"),
        ("продан", "value"),
        ("Closed / Won", "closedWon"),
    ],
)
def test_a_value_is_called_by_its_words(value: str, name: str) -> None:
    assert camel(value, "value") == name


@pytest.mark.parametrize("words", [DART, TYPESCRIPT], ids=["dart", "typescript"])
def test_no_two_things_have_one_name_and_none_has_one_that_is_taken(words: Words) -> None:
    found = models(awkward(), words)
    types = [one.name for one in found.values()] + [
        one.choice for m in found.values() for one in m.members if one.choice
    ]

    assert len(types) == len(set(types))
    assert not set(types) & words.types
    for model in found.values():
        names = [name for one in model.members for name in (one.name, one.key) if name]
        assert len(names) == len(set(names))
        assert not set(names) & {*types, *words.types}
        assert not set(names) & (words.members | (words.user if model.is_user else set()))


def test_what_is_not_taken_keeps_its_name() -> None:
    for model in models(awkward(), TYPESCRIPT).values():
        if model.cls.name in ("Company", "Contact", "Deal", "Activity"):
            assert model.name == model.cls.name
            assert all(one.name == one.spec.wire for one in model.members)
