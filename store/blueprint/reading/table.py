"""Fields in a table of Markdown: its heads say what stands in each column."""

from collections.abc import Mapping
from dataclasses import dataclass

from store.blueprint.reading.attributes import Attributes
from store.blueprint.reading.brackets import split
from store.blueprint.reading.entry import Entry
from store.blueprint.reading.words import NAME, YES_NO, folded

HEADS = {
    **dict.fromkeys(("field", "name", "field name", "attribute", "column", "property"), "name"),
    **dict.fromkeys(("type", "data type", "kind"), "type"),
    **dict.fromkeys(("required", "mandatory"), "required"),
    **dict.fromkeys(("description", "meaning", "about", "comment"), "description"),
    **dict.fromkeys(("values", "options", "constraints", "default", "limits"), "more"),
    "notes": "notes",
}
NO = {"", "-", "—", "–", "auto", *(word for word, yes in YES_NO.items() if not yes)}  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class Columns:
    """What stands in the columns of a table."""

    heads: tuple[str, ...]

    @classmethod
    def of(cls, line: str) -> "Columns | None":
        """Return the columns of a line of heads; nothing when it is none of a table of fields."""
        heads = tuple(HEADS.get(folded(cell), "") for cell in _cells(line)) if line.startswith("|") else ()
        return cls(heads) if {"name", "type"} <= set(heads) else None

    def entry(self, line: str) -> Entry | None:
        """Return the field that a row describes; nothing when it has no name."""
        cells = dict(zip(self.heads, _cells(line), strict=False))
        name = cells.get("name", "").strip("`* ")
        if NAME.fullmatch(name) is None:
            return None
        more = [piece for key in ("type", "more") for piece in split(cells.get(key, ""), ",;") if piece[1] not in NO]
        attributes = Attributes.of(more)
        if "required" in cells and folded(cells["required"]) != "auto":
            attributes.said.setdefault("required", folded(cells["required"]) not in NO)
        return Entry(name, attributes, _description(cells, attributes), is_strict=True)


def _description(cells: Mapping[str, str], attributes: Attributes) -> str:
    """Return what describes the field; notes are marks of it where they are nothing but marks."""
    notes = cells.get("notes", "").strip()
    pieces = split(notes, ",;")
    if all(attributes.would_know(sign, piece) for sign, piece in pieces):
        for sign, piece in pieces:
            attributes.read(sign, piece)
        notes = ""
    return " ".join(filter(None, (cells.get("description", "").strip(), notes)))


def _cells(line: str) -> list[str]:
    return [piece.strip().strip("`") for piece in line.strip().strip("|").split("|")]
