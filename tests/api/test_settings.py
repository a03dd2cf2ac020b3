from pathlib import Path

import pytest

from api.settings import Settings


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_the_memory_of_threads_is_in_the_same_database_however_its_address_begins(scheme: str, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, database_url=f"{scheme}://ann@db.example/crm")

    assert settings.memory == "postgresql://ann@db.example/crm"


def test_the_memory_of_threads_is_beside_the_file_of_sqlite(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, database_url=f"sqlite:///{tmp_path}/crm.db")

    assert settings.memory == str(tmp_path / "threads.db")
