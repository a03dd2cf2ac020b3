from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from store.index.sought import Sought
from store.index.words import with_words
from store.store import Store
from tests.store.conftest import cleared

MOMENT = datetime(2026, 3, 18, tzinfo=UTC)
WORDS = ("pump", "hall", "steel", "noise", "night", "Thorvald", "kx40", "cold", "roof", "wall", "lift")
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join), min_size=1, max_size=12)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=TEXTS, question=st.lists(st.sampled_from(WORDS), min_size=1, max_size=11).map(" ".join))
def test_whatever_has_telling_words_is_found_also_where_the_most_common_words_are_not_looked_up(
    shared: Store, texts: list[str], question: str
) -> None:
    store, sought = cleared(shared), Sought(f"x {question}")
    passage = store.schema.own.passage
    with store.writing() as connection:
        for n, text in enumerate(texts):
            row = {"cls": "Company", "object_id": f"c{n}", "field": "notes", "first": 0, "last": len(text)}
            connection.execute(insert(passage).values(row | {"at": MOMENT, "digest": f"{n}", "text": text}))
    with store.looking() as connection:
        known = {row.id: row.text for row in connection.execute(select(passage.c.id, passage.c.text))}
        telling = {one for one, text in known.items() if sought.telling(text)}

        assert telling <= set(with_words(connection, sought, 100, telling=True))
        assert telling <= set(with_words(connection, sought, 100, list(known), telling=True))
        assert with_words(connection, sought, 100, [], telling=True) == []
