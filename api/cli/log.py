"""The log of faults, `parley.log` in the home: where in the program it happened, and no text of anybody's records."""

import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from api.causes import causes
from api.settings import Settings
from store.errors import StoreError

LARGEST = 1_000_000
"""Bytes; when there are more, the log becomes `parley.log.1`, and a new one begins."""


def note(error: BaseException) -> Path | None:
    """Write down where a fault happened; return the file, or nothing when it cannot be written.

    The message of an exception may hold what somebody typed, so only its type is written, and the lines of code.
    """
    command = next((word for word in sys.argv[1:] if word.isalpha()), "")
    lines = [f"{datetime.now(UTC).isoformat(timespec='seconds')} parley {command}".rstrip()]
    for one in causes(error):
        frames = traceback.extract_tb(one.__traceback__)
        lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        lines.append(f"  {type(one).__module__}.{type(one).__qualname__}")
    place = _place()
    try:
        if place is not None:
            with place.open("a", encoding="utf-8") as file:
                file.write("\n".join(lines) + "\n")
    except OSError:
        return None
    return place


def listen() -> None:
    """Let what the program notes while it runs go into the log, and nothing of what libraries note: it may be text."""
    logging.getLogger().addHandler(logging.NullHandler())
    place, ours = _place(), logging.getLogger("parley")
    ours.propagate = False
    handler = logging.FileHandler(place, encoding="utf-8", delay=True) if place else logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    ours.addHandler(handler)
    logging.raiseExceptions = False  # a log that cannot be written disturbs nobody


def _place() -> Path | None:
    """Return the log, with room in it. The home is not made for it."""
    try:
        place = Settings.of().home / "parley.log"
        if not place.parent.is_dir():
            return None
        if place.exists() and place.stat().st_size > LARGEST:
            place.replace(place.with_suffix(".log.1"))
    except (OSError, StoreError):
        return None
    return place
