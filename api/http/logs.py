"""The server's log: JSON, a line for each request and each run, with ids and codes and never anybody's text."""

import logging
import re
from datetime import UTC, datetime
from typing import IO, Any

import orjson

OURS = re.compile(
    r"[0-9a-f]{10,40}|terminal(-[0-9]+)?|slack-[A-Z0-9]+(-[0-9.]+|-crm)?|mcp-(stdio|[0-9a-f]{12})(-[0-9a-f]+)?"
)
"""Ids as Parley makes them, of threads, runs, cards and tokens. A thread may also have a name for an id, which a person
chose in the terminal, and a path may have anything."""


class Lines(logging.Formatter):
    """Writes an entry as one line of JSON. Of an exception nothing is written: its text may be a record's."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        entry: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        return orjson.dumps(entry | getattr(record, "fields", {}), default=str).decode()


def write_to(stream: IO[str]) -> None:
    """Let our own entries, and the warnings of the web server, go to a stream, and nothing of what libraries say."""
    logging.getLogger().addHandler(logging.NullHandler())
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Lines())
    for name, level in (("parley", logging.INFO), ("uvicorn.error", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.setLevel(level)
        logger.propagate = False
        logger.addHandler(handler)
    logging.raiseExceptions = False  # a log that cannot be written disturbs nobody


def made_here(name: str) -> str | None:
    """Return an id if Parley made it; of what may be somebody's words, nothing."""
    return name if OURS.fullmatch(name) else None


def entry(logger: logging.Logger, message: str, **fields: Any) -> None:
    """Write an entry; empty fields are left out."""
    logger.info(message, extra={"fields": {name: value for name, value in fields.items() if value not in (None, "")}})
