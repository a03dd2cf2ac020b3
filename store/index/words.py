"""The half that goes by words: SQLite's FTS5 or PostgreSQL's text search, each as it is (docs/memory.md).

To rank every passage that has any word of a question takes as long as all else together. Beside meaning, only passages
count that have enough of the words, or a name among them (`Sought.telling`); others are not even looked for. What only
the passage writes like a name is looked for where it is rare, as names are; meaning finds some of the others.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, TextClause, bindparam, text

from store.index.sought import Sought
from store.several import Numbers

PAIRED = 8
"""Words of which two together are looked for; of more, any that is rare enough."""
RARE = 50
"""Passages that have a word which may be a name, at most."""
SQLITE = """
SELECT rowid FROM parley_words WHERE parley_words MATCH :sought {among}
ORDER BY bm25(parley_words), rowid LIMIT :most
"""
SQLITE_AMONG = "AND +rowid IN (SELECT value FROM json_each(:ids))"
SQLITE_COUNT = text("SELECT count(*) FROM parley_words WHERE parley_words MATCH :sought")
POSTGRESQL_COUNTS = text("""
SELECT word, (
    SELECT count(*) FROM (
        SELECT FROM parley_words WHERE words @@ to_tsquery('english', quote_literal(word)) LIMIT :most
    ) AS found
) AS passages FROM unnest(CAST(:words AS text[])) AS word
""")
POSTGRESQL = """
SELECT id FROM parley_words, to_tsquery('english', :sought) AS q WHERE words @@ q {among}
ORDER BY ts_rank(words, q, 1) DESC, id LIMIT :most
"""
POSTGRESQL_AMONG = "AND id = ANY (:ids)"


def with_words(
    connection: Connection, sought: Sought, most: int, among: Sequence[int] | None = None, *, telling: bool = False
) -> list[int]:
    """Return the passages that have words of a question, the best first, at most `most`.

    Args:
        connection: To the database.
        sought: The words.
        most: How many.
        among: The ids of passages to look among; by default all.
        telling: Whether passages may be left out that have no more of the words than chance brings.
    """
    lite = connection.dialect.name == "sqlite"
    parts = _telling(connection, sought) if telling else [[[word]] for word in sought.words]
    if not parts or among == []:
        return []
    asked: dict[str, object] = {"sought": _written(parts, lite), "most": most}
    if among is not None:
        asked["ids"] = list(among)
    return list(connection.scalars(_statement(lite, among is not None), asked).all())


def _telling(connection: Connection, sought: Sought) -> list[list[list[str]]]:
    """Return what a passage must have so that its words tell something: any part, of which each list has any word.

    Of `n` words whose half is needed, whoever has enough has one of the rarest `n - needed + 1`: the others, which many
    passages have, need not be looked up but beside one of those.
    """
    counts = _counts(connection, sought.words)
    words = sorted((word for word in sought.words if counts[word]), key=lambda word: (counts[word], -len(word)))
    needed = sought.needed
    rare = words[: max(0, len(words) - needed + 1)]
    alone = [word for word in words if word in sought.names or counts[word] <= RARE]
    parts = [[[word]] for word in alone]
    if needed == 1 or len(words) > PAIRED:
        return parts + [[[word]] for word in rare if word not in alone]
    pairs = [[[word], words[n:]] for n, word in enumerate(rare, 1) if word not in alone]
    return parts + pairs


def _counts(connection: Connection, words: Sequence[str]) -> dict[str, int]:
    """Return how many passages have each word; on PostgreSQL, of those that many have, only that it is more than a few.

    Nothing of this is told: it says where to look first.
    """
    if connection.dialect.name == "sqlite":
        return {word: connection.scalar(SQLITE_COUNT, {"sought": f'"{word}"'}) or 0 for word in words}
    rows = connection.execute(POSTGRESQL_COUNTS, {"words": list(words), "most": RARE + 1})
    return {row.word: row.passages for row in rows}


def _written(parts: Sequence[Sequence[Sequence[str]]], lite: bool) -> str:
    """Return it in the language of the database; no word has a sign that means something there."""
    mark, both, either = ('"', " AND ", " OR ") if lite else ("'", " & ", " | ")
    written = [[either.join(f"{mark}{word}{mark}" for word in some) for some in part] for part in parts]
    return either.join("(" + both.join(f"({some})" for some in part) + ")" for part in written)


def _statement(lite: bool, among: bool) -> TextClause:
    written = SQLITE.format(among=SQLITE_AMONG * among) if lite else POSTGRESQL.format(among=POSTGRESQL_AMONG * among)
    return text(written).bindparams(*([bindparam("ids", type_=Numbers())] if among else []))
