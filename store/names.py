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

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio
from sqlalchemy import ColumnElement, Connection, Integer, Select, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from store.changes import Change, Image
from store.schema import Class, Schema

MOST_WORDS = 60
"""Words looked up at once; the rest of a longer text is not looked at."""
MOST_ALIKE = 12
"""Readable words that a misspelt or unfinished one is taken for."""
MOST_KNOWN = 200
"""Words, readable or not, among which those are looked for."""
MOST_HITS = 50
"""Records found by one word."""
SHORTEST_TOLERANT = 4
"""Letters from which a word may be misspelt: among shorter words everything is like everything."""
LONGEST = 64
UNFOLDED = str.maketrans({"ø": "o", "æ": "ae", "ł": "l", "ß": "ss", "đ": "d", "þ": "th", "ð": "d", "œ": "oe", "ı": "i"})  # noqa: RUF001


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
    readable: Callable[[Class], Select[Any]],
    who: Mapping[str, Any],
) -> list[Named]:
    """Return the readable records whose names have the folded words `said`, at most 50 a word and class.

    A word is taken for itself; when no readable record goes by it, for the words a letter away; then for those it
    begins. Words of records unseen count for nothing: nobody can tell that they are there.

    Args:
        connection: Where the index is.
        schema: The classes.
        said: Folded words; 60 are looked up.
        classes: Those to look in; all when there are none.
        readable: The statement of `readable_names` for a class, with the gate's condition.
        who: What the gate's conditions are executed with.
    """
    left, found = list(said[:MOST_WORDS]), list[Named]()
    for meanings in (_itself, _alike, _begun):
        meant = meanings(connection, schema, left)
        hits: dict[str, list[tuple[str, str, str]]] = {}
        for name, held in _holders(connection, schema, sorted({word for known in meant.values() for word in known})):
            if not classes or name in classes:
                for word, object_id, title in _hits(connection, readable(schema[name]), who, held):
                    hits.setdefault(word, []).append((name, object_id, title))
        seen = {one: [word for word in known if word in hits][:MOST_ALIKE] for one, known in meant.items()}
        found += [Named(one, word, *hit) for one, known in seen.items() for word in known for hit in hits[word]]
        left = [one for one in left if one not in {named.said for named in found}]
    return found


def readable_names(schema: Schema, cls: Class, readable: ColumnElement[bool]) -> Select[Any]:
    """Return a select of word, id and name of the readable records of a class that go by the word."""
    naming, row = schema.own.naming.c, cls.table.c
    words_held = naming.word.in_(bindparam("words", expanding=True))
    here = (words_held, naming.cls == cls.name, naming.object_id == row.object_id, readable)
    statement = select(naming.word, row.object_id, row[cls.model.title_field]).where(*here)
    return statement.limit(bindparam("most", type_=Integer))


def _hits(
    connection: Connection, statement: Select[Any], who: Mapping[str, Any], held: Sequence[str]
) -> list[tuple[str, str, str]]:
    """Return word, id and name of the records of a class: at most 50 of each word.

    All words are asked at once. Only when the answer is full is each asked alone, lest a common word starve a rare one.
    """
    most = MOST_HITS * len(held)
    rows = connection.execute(statement, {**who, "words": held, "most": most}).all()
    if len(rows) == most and len(held) > 1:
        rows = [
            row for word in held for row in connection.execute(statement, {**who, "words": [word], "most": MOST_HITS})
        ]
    return [(word, object_id, title) for word, object_id, title in rows]


def _holders(connection: Connection, schema: Schema, known: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return which classes have records that go by which of the words: most words of a sentence name nothing."""
    naming = schema.own.naming.c
    here = naming.word.in_(bindparam("words", expanding=True))
    statement = select(naming.cls, naming.word).where(here).distinct().order_by(naming.cls, naming.word)
    held: dict[str, list[str]] = {}
    for cls, word in connection.execute(statement, {"words": known}) if known else ():
        held.setdefault(cls, []).append(word)
    return list(held.items())


def _itself(connection: Connection, schema: Schema, said: Sequence[str]) -> dict[str, list[str]]:  # noqa: ARG001
    return {word: [word] for word in said}


def _alike(connection: Connection, schema: Schema, said: Sequence[str]) -> dict[str, list[str]]:
    """Return for each word the known words a letter away."""
    spelling = schema.own.spelling.c
    wanted: dict[str, list[str]] = {}
    for word in said:
        for key in keys(word) if len(word) >= SHORTEST_TOLERANT else ():
            wanted.setdefault(key, []).append(word)
    here = spelling.key.in_(bindparam("keys", expanding=True))
    near: dict[str, set[str]] = {word: set() for word in said}
    for key, known in connection.execute(select(spelling.key, spelling.word).where(here), {"keys": sorted(wanted)}):
        for word in wanted[key]:
            if OSA.distance(word, known, score_cutoff=1) <= 1:  # sharing a key, two words may be two letters apart
                near[word].add(known)
    return {word: sorted(known, key=lambda one: (-ratio(word, one), one))[:MOST_KNOWN] for word, known in near.items()}


def _begun(connection: Connection, schema: Schema, said: Sequence[str]) -> dict[str, list[str]]:
    """Return for each word the known words that it begins: "Chris" for Christopher."""
    naming = schema.own.naming.c
    found = {}
    for word in said:
        if len(word) >= SHORTEST_TOLERANT:
            longer = select(naming.word).where(naming.word >= word, naming.word < word + "\uffff").distinct()
            found[word] = sorted(connection.scalars(longer.order_by(naming.word).limit(MOST_KNOWN)))
    return found


def _title(cls: Class, image: Image | None) -> str:
    return str((image or {}).get(cls.model.title_field) or "")
