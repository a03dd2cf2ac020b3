"""What a person says to a card in words: yes, no, or the same with the card's code."""

import re
from typing import Literal

from store.cards import CODE

Decision = Literal["approved", "rejected"]
YES = frozenset({"y", "yes", "approve", "approved"})
NO = frozenset({"n", "no", "reject", "rejected"})
CODED = re.compile(rf"(approve|approved|yes|reject|rejected|no)[\s,:#]+([a-z0-9]{{{CODE}}})", re.IGNORECASE)


def decided(said: str) -> Decision | None:
    """Return what a line says to the card that waits; nothing when it is neither yes nor no."""
    word = _bare(said).lower()
    return "approved" if word in YES else "rejected" if word in NO else None


def coded(said: str) -> tuple[Decision, str] | None:
    """Return what a line says to a card that it names by its code, and the code: "approve K7Q2".

    After a yes or no it has a digit or is written in capitals, as it was shown: "no deal" names no card.
    """
    found = CODED.fullmatch(_bare(said))
    if found is None:
        return None
    plain = not found[2].isupper() and not any(letter.isdigit() for letter in found[2])
    if plain and found[1].lower() in ("yes", "no"):
        return None
    return "approved" if found[1].lower() in YES else "rejected", found[2].upper()


def _bare(said: str) -> str:
    return said.strip().strip(".!`*\"'“”").strip()
