import pytest
from sqlalchemy import and_, select, true

from store.several import one_of
from store.store import Store


@pytest.mark.parametrize("alone", [True, False])
def test_several_ids_are_looked_for_in_the_column_and_not_beside_it(store: Store, alone: bool) -> None:
    deal = store.schema["Deal"].table
    beside = true() if alone else deal.c.version > 0

    said = str(select(deal.c.title).where(and_(one_of(deal.c.object_id, "ids"), beside)).compile(store.engine))

    assert "= 1" not in said  # with it no index of SQLite would serve
