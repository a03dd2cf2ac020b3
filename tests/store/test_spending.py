from datetime import timedelta

import pytest

from store.principal import Principal
from store.spending import KEPT, Spending
from store.store import Store
from tests.store.people import NOW, at_once, cheap, count, join_of


@pytest.fixture
def me(store: Store) -> Principal:
    return join_of(cheap(store))("ann")


def test_tokens_are_counted_by_user_and_day(store: Store, me: Principal) -> None:
    spending = Spending(store)
    at_once(4, lambda n: spending.add(me.user, n, now=NOW))
    spending.add(me.user, 1, now=NOW + timedelta(days=1))

    assert spending.spent(me.user, now=NOW) == 6
    assert spending.spent(me.user, now=NOW + timedelta(days=1)) == 1
    assert spending.spent("bob", now=NOW) == 0


def test_days_long_past_are_forgotten(store: Store, me: Principal) -> None:
    spending = Spending(store)
    spending.add(me.user, 1, now=NOW)
    spending.add(me.user, 1, now=NOW + KEPT + timedelta(days=1))

    assert count(store, "spending") == 1
