"""The documents that are generated from the classes, and whether those in a folder still say what the classes do."""

from collections.abc import Mapping
from pathlib import Path

import orjson

from store.blueprint.json_form import json_schema_form
from store.diagram import er_diagram
from store.dictionary import data_dictionary
from store.schema import Schema
from store.sequence import sequence_diagram


def documents(schema: Schema) -> dict[str, str]:
    """Return the documents of these classes, by the names of their files."""
    return {
        "data-dictionary.md": data_dictionary(schema),
        "er-diagram.md": er_diagram(schema),
        "sequence-diagram.md": sequence_diagram(schema),
        "schema.json": json_text(json_schema_form(schema)),
    }


def json_text(value: object) -> str:
    """Return JSON as people read it, in the order of its members."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def stale(texts: Mapping[str, str], folder: Path) -> list[Path]:
    """Return the files that are not in `folder`, or say something else than `texts`, which are by file name."""
    wanted = {folder / name: text for name, text in texts.items()}
    return [path for path, text in wanted.items() if not path.exists() or path.read_text("utf-8") != text]


def write(texts: Mapping[str, str], folder: Path) -> list[Path]:
    """Write the texts whose files are stale into `folder`, and return these; it is made when it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    found = stale(texts, folder)
    for path in found:
        path.write_text(texts[path.name], "utf-8")
    return found
