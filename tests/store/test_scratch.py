from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, text

from store.errors import ReadOnly
from store.principal import Principal
from store.scratch import PREFIX, scratch
from store.store import Store

SYSTEM = Principal.system()
POSTGRES = pytest.mark.parametrize("url", ["postgres"], indirect=True)
"""A file has no schemas, and no users."""


@pytest.fixture
def admin(url: str) -> Iterator[Engine]:
    """Past the store."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    yield engine
    engine.dispose()


def schemas(admin: Engine) -> list[str]:
    with admin.connect() as connection:
        found = connection.scalars(text(f"SELECT nspname FROM pg_namespace WHERE nspname LIKE '{PREFIX}%'"))
        return list(found)


def test_a_workspace_in_it_is_another_one(store: Store, url: str) -> None:
    with scratch(url) as place:
        other = Store.open(place)
        with other.records(SYSTEM) as records:
            records.create("Deal", {"title": "Anvils"})
            assert records.count("Deal") == 1
        other.close()

        with store.reading(SYSTEM) as records:
            assert records.count("Deal") == 0


@POSTGRES
def test_it_is_gone_at_the_end_also_of_a_failure(url: str, admin: Engine) -> None:
    with pytest.raises(LookupError), scratch(url):  # noqa: PT012
        assert len(schemas(admin)) == 1
        raise LookupError

    assert schemas(admin) == []


@POSTGRES
def test_one_that_was_left_behind_is_dropped_the_next_day(url: str, admin: Engine) -> None:
    with admin.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {PREFIX}20200101_abc"))

    with scratch(url):
        assert [one for one in schemas(admin) if "2020" in one] == []


@POSTGRES
def test_who_may_make_none_is_told_so(url: str, admin: Engine) -> None:
    with admin.connect() as connection:
        connection.execute(text("CREATE ROLE poor LOGIN"))
    try:
        with pytest.raises(ReadOnly, match="may make no schema"), scratch(url.replace("postgres:@", "poor:@")):
            pass
    finally:
        with admin.connect() as connection:
            connection.execute(text("DROP ROLE poor"))
