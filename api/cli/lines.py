"""Reads messages from standard input, one a line, where no person sits before it."""

import sys
from collections.abc import Iterator
from typing import BinaryIO

from agent.errors import MessageTooLong
from api.cli.conversation import Conversation
from store.errors import InvalidValues, StoreError

LONGEST = 1 << 16
"""Bytes of a line; the rest of a longer one is skipped."""


def converse(conversation: Conversation) -> None:
    """Answer each line, until there is none left, with an empty line between the answers."""
    for number, said in enumerate(_said(sys.stdin.buffer)):
        if number:
            conversation.screen.rest()
        if isinstance(said, StoreError):
            conversation.fail(said)
        elif not conversation.hear(said):
            break
        if conversation.stop.is_set():
            raise KeyboardInterrupt


def _said(source: BinaryIO) -> Iterator[str | StoreError]:
    """Yield the lines that say something, or why one cannot be read."""
    while line := source.readline(LONGEST):
        if len(line) == LONGEST and not line.endswith(b"\n"):
            while (rest := source.readline(LONGEST)) and not rest.endswith(b"\n"):
                pass
            yield MessageTooLong(f"The line has more than {LONGEST:,} bytes, which is more than a message may have.")
            continue
        try:
            said = line.decode("utf-8-sig").strip()
        except UnicodeDecodeError:
            yield InvalidValues("The line is not UTF-8 text; nothing was done with it.")
            continue
        if said:
            yield said
