from pathlib import Path

from store.documents import stale_documents, write_documents
from store.schema import Schema

DOCS = Path(__file__).parents[2] / "docs"


def test_the_documents_of_this_project_are_current() -> None:
    assert stale_documents(Schema.of(), DOCS) == []


def test_a_document_is_stale_when_it_is_missing_or_says_something_else(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    both = [folder / "data-dictionary.md", folder / "er-diagram.md"]
    assert stale_documents(Schema.of(), folder) == both
    assert write_documents(Schema.of(), folder) == both

    both[1].write_text(both[1].read_text("utf-8") + "By hand.\n", "utf-8")

    assert stale_documents(Schema.of(), folder) == both[1:]
    assert write_documents(Schema.of(), folder) == both[1:]
    assert write_documents(Schema.of(), folder) == []


def test_a_class_that_is_added_makes_them_stale(tmp_path: Path, schema: Schema) -> None:
    write_documents(Schema.of(), tmp_path)

    assert len(stale_documents(schema, tmp_path)) == 2
