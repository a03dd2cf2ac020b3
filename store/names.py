"""Which records go by a word: an index over the names of all classes, tolerant of one wrong letter.

Each word of a name is kept with the record; each different word is kept under itself and under itself with one letter
left out (Garbe's symmetric deletion): two words that differ by one letter share a key, so a misspelt word is found by
looking keys up, and the cost does not grow with the workspace. The index is written in the same transaction as the
record, and decides nothing: what it finds is read through the gate.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import Connection, Insert, Table, Text, bindparam, cast, delete, func, literal_column, select, true
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import JSONB

from store.changes import Change, Image
from store.schema import Class, Schema

MOST_WORDS = 60
"""Words looked up at once; the rest of a longer text is not looked at."""
SHORTEST_TOLERANT = 4
"""Letters from which a word may be misspelt: among shorter words everything is like everything."""
LONGEST = 64
UNFOLDED = str.maketrans({"ø": "o", "æ": "ae", "ł": "l", "ß": "ss", "đ": "d", "þ": "th", "ð": "d", "œ": "oe", "ı": "i"})  # noqa: RUF001


def fold(text: str) -> str:
    """Return text without case and diacritics, for comparing names."""
    if text.isascii():
        return text.lower()
    flat = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold().translate(UNFOLDED))
    return "".join(letter for letter in flat if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """Return the different words of a text, folded, in their order."""
    return list(dict.fromkeys(word[:LONGEST] for word in re.findall(r"[^\W_]+", fold(text))))


def keys(word: str) -> set[str]:
    """Return the word and, when it is long enough, the word with each one letter left out."""
    if len(word) < SHORTEST_TOLERANT:
        return {word}
    return {word, *(word[:n] + word[n + 1 :] for n in range(len(word)))}


def renamed(connection: Connection, schema: Schema, change: Change) -> None:
    """Bring the index up to a change."""
    cls = schema[change.cls]
    before, after = (title(cls, image) for image in (change.before, change.after))
    if before == after:
        return
    naming = schema.own.naming
    if before:
        connection.execute(delete(naming).where(naming.c.cls == cls.name, naming.c.object_id == change.object_id))
    if after:
        add(connection, schema, [(cls.name, change.object_id, after)])


def add(connection: Connection, schema: Schema, titles: Iterable[tuple[str, str, str]]) -> None:
    """Index names, as (class, object id, name)."""
    found = listed(schema, titles)
    if found is None:
        return
    for table in (schema.own.naming, schema.own.spelling):
        connection.execute(adding(table, connection.dialect.name), found)


def listed(schema: Schema, titles: Iterable[tuple[str, str, str]]) -> dict[str, str] | None:
    """Return what the two statements of `adding` add for names; nothing where these have no words."""
    found = [(word, cls, object_id) for cls, object_id, title in titles for word in words(title)[:MOST_WORDS]]
    spelling = [(key, word) for word in sorted({word for word, _, _ in found}) for key in sorted(keys(word))]
    own = schema.own
    return {_rows(own.naming): _json(found), _rows(own.spelling): _json(spelling)} if found else None


@lru_cache(maxsize=100)
def adding(table: Table, dialect: str) -> Insert:
    """Return the statement that adds rows which are not there yet, all of them in one parameter, as lists in JSON."""
    rows: Any = bindparam(_rows(table), type_=Text)
    listed = func.jsonb_array_elements(cast(rows, JSONB)) if dialect == "postgresql" else func.json_each(rows)
    row = listed.table_valued("value")
    values = (row.c.value.op("->>")(literal_column(str(n))) for n in range(len(table.c)))
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    wanted = select(*values).where(true())  # without a condition SQLite would take what follows for one of a join
    return insert(table).from_select([column.name for column in table.c], wanted).on_conflict_do_nothing()


def title(cls: Class, image: Image | None) -> str:
    """Return the name of a record as an image has it."""
    return str((image or {}).get(cls.model.title_field) or "")


def _rows(table: Table) -> str:
    return f"{table.name}_rows"


def _json(rows: list[Any]) -> str:
    return orjson.dumps(rows).decode()
