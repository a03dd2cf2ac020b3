"""Names as somebody types them."""

import pytest
from sqlalchemy import select, text

from store.beginnings import begins
from store.principal import Principal
from store.store import Store
from tests.store.conftest import cleared


@pytest.fixture
def store(shared: Store) -> Store:
    return cleared(shared)


def add(store: Store, who: Principal, *names: str) -> None:
    with store.records(who) as records:
        for name in names:
            records.create("Company", {"name": name})


def typed(store: Store, who: Principal, text: str, *classes: str, limit: int = 10) -> list[str]:
    with store.reading(who) as records:
        return [one.name for one in records.suggested(text, classes, limit=limit)]


@pytest.mark.parametrize("text", ["a", "ac", "acm", "ACM", "acme", "acme  n", "n ac", " Acme North ", "açm"])
def test_a_name_is_found_by_the_beginnings_of_its_words(text: str, store: Store, ann: Principal) -> None:
    add(store, ann, "Acme North", "Globex")
    assert typed(store, ann, text, "Company") == ["Acme North"]


def test_what_begins_with_the_text_comes_first_and_the_shorter_name_before_the_longer(
    store: Store, ann: Principal
) -> None:
    add(store, ann, "The Acme", "Acme North", "Acme")
    assert typed(store, ann, "acm", "Company") == ["Acme", "Acme North", "The Acme"]


def test_each_word_must_begin_one_of_the_name(store: Store, ann: Principal) -> None:
    add(store, ann, *(f"John Smith {n}" for n in range(60)), "John Zeta")
    assert typed(store, ann, "john z") == ["John Zeta"]


def test_a_wrong_letter_is_understood_when_nothing_begins_so(store: Store, ann: Principal) -> None:
    add(store, ann, "Globex Nord", "Globex")
    assert typed(store, ann, "Gloebx") == ["Globex", "Globex Nord"]
    assert typed(store, ann, "Globx nord") == ["Globex Nord"]


@pytest.mark.parametrize("text", ["", "  ", "%", "_", "''", "🙂", "zzz", "\\", "*"])
def test_what_begins_no_name_finds_nothing(text: str, store: Store, ann: Principal) -> None:
    add(store, ann, "Acme")
    assert typed(store, ann, text) == []


def test_as_many_as_are_asked_for_are_found_in_the_classes_asked_for(store: Store, ann: Principal) -> None:
    add(store, ann, *(f"Acme {n}" for n in range(5)))
    with store.records(ann) as records:
        records.create("Deal", {"title": "Acme deal"})

    assert len(typed(store, ann, "acme", limit=3)) == 3
    assert typed(store, ann, "acme", "Deal", "Contact") == ["Acme deal"]


def test_only_what_may_be_read_is_found_also_among_very_many(store: Store, ann: Principal, bob: Principal) -> None:
    add(store, ann, *(f"Ax{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(250)))
    add(store, bob, "Azure")

    assert typed(store, bob, "a", "Company") == ["Azure"]
    assert typed(store, bob, "axaa") == []


@pytest.mark.usefixtures("bob")
def test_everybody_finds_users_by_their_names(store: Store, ann: Principal) -> None:
    assert typed(store, ann, "bo", "_User") == ["bob"]
    assert typed(store, ann, "bob@example.com", "_User") == ["bob"]


def test_a_beginning_is_looked_up_by_index_and_not_in_every_name(store: Store) -> None:
    word = store.schema.own.naming.c.word
    statement = select(word).where(begins(word, "ab")).compile(store.engine, compile_kwargs={"literal_binds": True})
    assert str(statement).endswith(")")  # compared with nothing: no index would serve that
    if store.engine.dialect.name == "sqlite":  # PostgreSQL reads a small table as a whole
        with store.engine.connect() as connection:
            plan = connection.execute(text(f"EXPLAIN QUERY PLAN {statement}")).all()
        assert all(row.detail.startswith("SEARCH") for row in plan), plan
