"""The documents that are generated from the classes, and whether those in a folder still say what the classes do."""

from pathlib import Path

from store.diagram import er_diagram
from store.dictionary import data_dictionary
from store.schema import Schema

DOCUMENTS = {"data-dictionary.md": data_dictionary, "er-diagram.md": er_diagram}
"""How each of them is made, by the name of its file."""


def stale_documents(schema: Schema, folder: Path) -> list[Path]:
    """Return the documents that are not in `folder`, or say something else than the classes do."""
    wanted = {folder / name: document(schema) for name, document in DOCUMENTS.items()}
    return [path for path, text in wanted.items() if not path.exists() or path.read_text("utf-8") != text]


def write_documents(schema: Schema, folder: Path) -> list[Path]:
    """Write the documents that are stale into `folder`, and return them."""
    folder.mkdir(parents=True, exist_ok=True)
    stale = stale_documents(schema, folder)
    for path in stale:
        path.write_text(DOCUMENTS[path.name](schema), "utf-8")
    return stale
