"""What a client tells of a conversation. Only what its user said himself may count as his words."""

from collections.abc import Sequence

from api.completions.shapes import ClientMessage

LONGEST = 8_000
"""Characters of the client's instructions, and of what was said before, that the model is given."""
INSTRUCTIONS = "Instructions of the program through which the person speaks:"
BEFORE = "What was said before, as that program tells it:"
NAMES = {"user": "Person", "assistant": "Assistant"}


def said(messages: Sequence[ClientMessage]) -> list[str]:
    """Return what the user has said, oldest first."""
    return [message.text for message in messages if message.role == "user"]


def outside(messages: Sequence[ClientMessage], heard: int) -> str:
    """Return what the model is told beside the last message: it may be written by anybody.

    Args:
        heard: How many of the user's messages the thread remembers; what came with them is not told again.
    """
    instructions = "\n\n".join(one.text for one in messages if one.role in ("system", "developer")).strip()
    before = "\n".join(f"{NAMES[one.role]}: {one.text}" for one in _unheard(messages, heard) if one.text.strip())
    return "\n\n".join(
        f"{title}\n{text}"
        for title, text in ((INSTRUCTIONS, instructions[:LONGEST]), (BEFORE, before[-LONGEST:]))
        if text
    )


def _unheard(messages: Sequence[ClientMessage], heard: int) -> list[ClientMessage]:
    """Return what person and assistant said, after as many messages of the person, and before the last one."""
    spoken = [one for one in messages[:-1] if one.role in NAMES]
    places = [place for place, one in enumerate(spoken) if one.role == "user"]
    return spoken[places[heard] :] if heard < len(places) else []
