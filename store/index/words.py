"""The index of words: SQLite's FTS5 or PostgreSQL's text search, each as it is (docs/memory.md)."""

import re
from collections.abc import Sequence

import orjson
from sqlalchemy import Connection, text

MOST_WORDS = 24
"""Different words of a question that are looked up."""
STEM = re.compile(r"(?<=\w{3})(?:ing|ies|ed|es|e|s|y)$")
"""Endings without which words are compared."""
WORD = re.compile(r"[^\W_]+")
COMMON = frozenset(
    """
    a about after all an and any anything are as at be been before but by can could did do does else for from had
    has have he her him his how i if in into is it its may me my no not of on or our she should so some tell than
    that the their them then there these they this to up us was we were what when where which who whom whose why
    will with would you your
    """.split()  # noqa: SIM905 - a hundred words, a line each otherwise
)
"""Words that nearly every passage has; PostgreSQL leaves its own such words out."""

SQLITE = """
SELECT rowid FROM parley_words WHERE parley_words MATCH :sought
ORDER BY bm25(parley_words), rowid LIMIT :most
"""
SQLITE_AMONG = """
SELECT rowid FROM parley_words
WHERE parley_words MATCH :sought AND +rowid IN (SELECT value FROM json_each(:ids))
ORDER BY bm25(parley_words), rowid LIMIT :most
"""
POSTGRESQL = """
SELECT id FROM parley_words, to_tsquery('english', :sought) AS q WHERE words @@ q
ORDER BY ts_rank(words, q, 1) DESC, id LIMIT :most
"""
POSTGRESQL_AMONG = """
SELECT id FROM parley_words, to_tsquery('english', :sought) AS q
WHERE words @@ q AND id = ANY(CAST(:ids AS bigint[]))
ORDER BY ts_rank(words, q, 1) DESC, id LIMIT :most
"""


def sought_words(question: str) -> list[str]:
    """Return the different words of a question that say something; when none does, all."""
    said = list(dict.fromkeys(WORD.findall(question.lower())))
    return ([word for word in said if word not in COMMON] or said)[:MOST_WORDS]


def share(sought: Sequence[str], said: str) -> float:
    """Return how much of some words a text has, from 0 to 1; whatever their endings."""
    there = {STEM.sub("", word) for word in WORD.findall(said.lower())}
    return sum(STEM.sub("", word) in there for word in sought) / len(sought) if sought else 0.0


def with_words(connection: Connection, question: str, most: int, among: Sequence[int] | None = None) -> list[int]:
    """Return the passages that have words of a question, the best first, at most `most`.

    Args:
        connection: To the database.
        question: As it was asked.
        most: How many.
        among: The ids of passages to look among; by default all.
    """
    sought = sought_words(question)
    if not sought or not most:
        return []
    if connection.dialect.name == "sqlite":
        asked = {"sought": " OR ".join(f'"{word}"' for word in sought), "most": most}
        ids = {} if among is None else {"ids": orjson.dumps(list(among)).decode()}
        found = connection.scalars(text(SQLITE if among is None else SQLITE_AMONG), asked | ids)
    else:
        asked = {"sought": " | ".join(f"'{word}'" for word in sought), "most": most}
        lists = {} if among is None else {"ids": list(among)}
        found = connection.scalars(text(POSTGRESQL if among is None else POSTGRESQL_AMONG), asked | lists)
    return list(found)
