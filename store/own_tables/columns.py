"""What the tables of Parley itself share."""

from typing import Any

from sqlalchemy import JSON, BigInteger, Integer, MetaData, String, Table

NUMBER = BigInteger().with_variant(Integer(), "sqlite")
RUN = String(64)
NONE = JSON(none_as_null=True)
PREFIX = "parley_"


def own(name: str, metadata: MetaData, *parts: Any, **options: Any) -> Table:
    """Add a table of Parley itself to `metadata`, and return it."""
    return Table(f"{PREFIX}{name}", metadata, *parts, **options)
