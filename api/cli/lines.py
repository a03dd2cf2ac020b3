"""Reads messages from standard input, one a line, where no person sits before it."""

import sys
from typing import BinaryIO

from api.cli.conversation import Conversation
from store.errors import InvalidValues

LONGEST = 1 << 16
"""Bytes of a line; the rest of a longer one is skipped."""


def converse(conversation: Conversation) -> None:
    """Answer each line, until there is none left."""
    source: BinaryIO = sys.stdin.buffer
    apart = False
    while line := source.readline(LONGEST):
        if not line.endswith(b"\n") and len(line) == LONGEST:
            _skip(source)
            conversation.too_long(LONGEST)
            continue
        try:
            said = line.decode("utf-8-sig")
        except UnicodeDecodeError:
            conversation.fail(InvalidValues("The line is not UTF-8 text; nothing was done with it."))
            continue
        if not conversation.hear(said):
            break


def _skip(source: BinaryIO) -> None:
    """Read on to the end of the line."""
    while (part := source.readline(LONGEST)) and not part.endswith(b"\n"):
        pass
