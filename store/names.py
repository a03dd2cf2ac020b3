"""Which records go by a word: an index over the names of all classes, tolerant of one wrong letter.

Each word of a name is kept with the record; each different word is kept under itself and under itself with one letter
left out (Garbe's symmetric deletion): two words that differ by one letter share a key, so a misspelt word is found by
looking keys up, and the cost does not grow with the workspace. The index is written in the same transaction as the
record, and decides nothing: what it finds is read through the gate.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, literal, select, union_all
from sqlalchemy.dialects import postgresql, sqlite

from store.changes import Change, Image
from store.schema import Class, Schema

MOST_WORDS = 60
"""Words looked up at once; the rest of a longer text is not looked at."""
MOST_HITS = 50
"""Records found by one word."""
SHORTEST_TOLERANT = 4
"""Letters from which a word may be misspelt: among shorter words everything is like everything."""
LONGEST = 64
UNFOLDED = str.maketrans({"ø": "o", "æ": "ae", "ł": "l", "ß": "ss", "đ": "d", "þ": "th", "ð": "d", "œ": "oe", "ı": "i"})


@dataclass(frozen=True, slots=True)
class Named:
    """A record that goes by `said`: the word that was looked up, and the word of its name that it was taken for."""

    said: str
    word: str
    cls: str
    id: str
    name: str


def fold(text: str) -> str:
    """Return text without case and diacritics, for comparing names."""
    flat = unicodedata.normalize("NFKD", text.casefold().translate(UNFOLDED))
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
    before, after = (_title(cls, image) for image in (change.before, change.after))
    if before == after:
        return
    naming = schema.own.naming
    if before:
        connection.execute(delete(naming).where(naming.c.cls == cls.name, naming.c.object_id == change.object_id))
    if after:
        add(connection, schema, [(cls.name, change.object_id, after)])


def add(connection: Connection, schema: Schema, titles: Iterable[tuple[str, str, str]]) -> None:
    """Index names, as (class, object id, name)."""
    found = [(cls, object_id, word) for cls, object_id, title in titles for word in words(title)[:MOST_WORDS]]
    if not found:
        return
    naming = [{"word": word, "cls": cls, "object_id": object_id} for cls, object_id, word in found]
    different = sorted({word for _, _, word in found})
    spelling = [{"key": key, "word": word} for word in different for key in sorted(keys(word))]
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    for table, rows in ((schema.own.naming, naming), (schema.own.spelling, spelling)):
        connection.execute(insert(table).on_conflict_do_nothing(), rows)


def find(
    connection: Connection,
    schema: Schema,
    said: Sequence[str],
    classes: Sequence[str],
    readable: Callable[[Class], ColumnElement[bool]],
    who: Mapping[str, Any],
) -> list[Named]:
    """Return the readable records whose names have the folded words `said`, at most 50 a word and class."""
    wanted = {word: like for word in said[:MOST_WORDS] if (like := _alike(connection, schema, word))}
    owners = {word: said for said, like in wanted.items() for word in like}
    if not owners:
        return []
    found: list[Named] = []
    for cls in (schema[name] for name in classes or schema.classes):
        arms = [_arm(schema, cls, word, readable(cls)) for word in owners]
        for word, object_id, name in connection.execute(union_all(*arms), who):
            found.append(Named(owners[word], word, cls.name, object_id, name))
    return found


def _arm(schema: Schema, cls: Class, word: str, readable: ColumnElement[bool]) -> Any:
    naming = schema.own.naming.c
    row = cls.table
    statement = select(literal(word).label("word"), row.c.object_id, row.c[cls.model.title_field].label("name"))
    here = (naming.word == word, naming.cls == cls.name, naming.object_id == row.c.object_id, readable)
    return select(statement.where(*here).limit(MOST_HITS).subquery())


def _alike(connection: Connection, schema: Schema, word: str) -> list[str]:
    """Return the known words that `word` may be: itself, else those that differ by a letter, else those it begins."""
    spelling, naming = schema.own.spelling.c, schema.own.naming.c
    near = set(connection.scalars(select(spelling.word).where(spelling.key.in_(sorted(keys(word)))).distinct().limit(MOST_HITS)))
    if word in near:
        return [word]
    if near or len(word) < SHORTEST_TOLERANT - 1:
        return sorted(near)
    longer = select(naming.word).where(naming.word >= word, naming.word < word + "\uffff")
    return sorted(connection.scalars(longer.distinct().limit(MOST_HITS)))


def _title(cls: Class, image: Image | None) -> str:
    return str((image or {}).get(cls.model.title_field) or "")
