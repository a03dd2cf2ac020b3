"""The history of Parley's own tables, as Alembic revisions. The tables of the classes follow from the schema instead.

A revision is written out in full and never changed after its release, so that it stays true whatever the code becomes.
`python -m store.migrations "What it brings"` writes the next one. There is no way back: nothing is ever dropped.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
VERSIONS = FOLDER / "versions"
VERSION_TABLE = "parley_version"
WORDS = "parley_words"
"""The index of words: a table that only revisions make, each database its own kind, with tables behind it on SQLite."""


def described(name: str | None, kind: str, _: object) -> bool:
    """Whether a table is one that the code describes; for Alembic's comparison."""
    return kind != "table" or not (name or "").startswith(WORDS)


def head() -> str:
    """Return the number of the newest revision, without importing Alembic: every start asks for it."""
    return max(path.name.split("_")[0] for path in VERSIONS.glob("[0-9]*_*.py"))
