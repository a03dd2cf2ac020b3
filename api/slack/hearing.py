"""What people write in Slack, as plain text."""

import re
from html import unescape

MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")
LINK = re.compile(r"<(?:mailto:|tel:)?([^|<>@#!][^|<>]*)(?:\|([^<>]*))?>")
OTHER = re.compile(r"<[#!]([^|<>]*)(?:\|([^<>]*))?>")


def mentioned(text: str) -> list[str]:
    """Return the ids of those whom a text mentions, each once, in their order."""
    return list(dict.fromkeys(MENTION.findall(text)))


def heard(text: str, names: dict[str, str]) -> str:
    """Return a text as its author meant it: with the names of those whom it mentions, and links as they were typed.

    Args:
        names: Id → name; whoever is not in it is left out, as the one who is spoken to.
    """
    parts = MENTION.split(text)  # between the ids; names are not read as Slack's marks
    parts[::2] = [_typed(part) for part in parts[::2]]
    parts[1::2] = [names.get(slack_id, "") for slack_id in parts[1::2]]
    return "".join(parts).strip()


def _typed(text: str) -> str:
    plain = LINK.sub(lambda found: found[2] or found[1], text)
    return unescape(OTHER.sub(lambda found: found[2] or found[1], plain))
