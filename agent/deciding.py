"""What a person says to a card in words: yes, no, or the same with the card's code."""

import re
from typing import Literal

from store.cards import CODE

Decision = Literal["approved", "rejected"]
YES = frozenset({"y", "yes", "yep", "yeah", "ok", "okay", "sure", "approve", "approved"})
GO_ON = frozenset({"please", "do", "it", "that", "go", "ahead", "thanks", "thank", "you"})
"""What may come after a yes and makes no other of it."""
ASKED = frozenset({"please do", "do it", "go ahead", "please go ahead", "go ahead please"})
NO = frozenset({"n", "no", "nope", "reject", "rejected", "cancel", "don't"})
LEAVE_IT = frozenset({"please", "don't", "thanks", "thank", "you"})
"""What may come after a no."""
CODED = re.compile(rf"(approve|approved|yes|reject|rejected|no)[\s,:#]+([a-z0-9]{{{CODE}}})", re.IGNORECASE)


def decided(said: str) -> Decision | None:
    """Return what a line says to the card that waits; nothing when it says anything else than yes or no."""
    plain = _bare(said).lower().replace("\u2019", "'").replace("do not", "don't").replace(",", " ")
    first, *more = plain.split() or [""]
    if (first in YES and GO_ON.issuperset(more)) or " ".join([first, *more]) in ASKED:
        return "approved"
    return "rejected" if first in NO and LEAVE_IT.issuperset(more) else None


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
