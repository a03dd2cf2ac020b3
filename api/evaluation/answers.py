"""Whether what was replied says what a case wants to hear.

What has to occur is a list of items: a text (compared without case, accents and punctuation), a number (however it is
written), `{"number": 5, "tol": 0.5}`, `{"date": "2026-03-31"}`, or a list of items of which one is enough.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from api.evaluation.days import names_day
from api.evaluation.numbers import numbers
from api.evaluation.values import is_day, letters, plain
from store.names import fold

if TYPE_CHECKING:
    from api.evaluation.cases import Answer

SHORT = 4
"""Letters up to which a text has to be a word of its own: "won" is in "wonder"."""
MARKS = re.compile("[*_`\"'’]")  # noqa: RUF001


def checked(item: Any) -> None:
    """Look whether an item can be judged.

    Raises:
        ValueError: It cannot.
    """
    if isinstance(item, list):
        for one in item:
            checked(one)
    elif isinstance(item, dict):
        if not _is_number(item.get("number")) and not is_day(item.get("date")):
            raise ValueError(f"{item!r} is neither {{'number': 5, 'tol': 0.5}} nor {{'date': '2026-03-31'}}")
    elif not isinstance(item, str) and not _is_number(item):
        raise ValueError(f"{item!r} is nothing that a reply could say")


def answered(wanted: "Answer | None", replies: Sequence[str]) -> bool:
    """Whether the replies fit: the last one, or, where something must not be said, all of them."""
    if wanted is None:
        return True
    said = "\n".join(replies) if wanted.type == "not_contains" else (replies[-1] if replies else "")
    if any(occurs(item, said) for item in wanted.absent):
        return False
    if wanted.type == "not_contains":
        return bool(_bare(said)) and not any(_is_said(item, said) for item in wanted.value)
    if isinstance(wanted.value, list):
        return all(occurs(item, said) for item in wanted.value)
    choice = [wanted.value, *wanted.accept]
    if wanted.type == "exact":
        return _bare(said) in map(_bare, choice)
    return any(letters(one) in letters(said) for one in choice)


def occurs(item: Any, said: str) -> bool:
    """Whether an item is in a reply."""
    if isinstance(item, list):
        return any(occurs(one, said) for one in item)
    if isinstance(item, dict):
        if "date" in item:
            now = date.fromisoformat(item["now"][:10]) if item.get("now") else None
            return names_day(said.lower(), date.fromisoformat(item["date"]), now)
        return any(abs(number - item["number"]) <= item.get("tol", 0) for number in numbers(said))
    if _is_number(item):
        return float(item) in numbers(said)
    wanted = letters(item)
    if len(wanted) <= SHORT:
        return re.search(rf"(?<![a-z0-9]){re.escape(wanted)}(?![a-z0-9'’])", fold(said)) is not None  # noqa: RUF001
    return wanted in letters(said)


def _is_said(item: Any, said: str) -> bool:
    """Whether what must not be said is: a text with its spaces and punctuation, since parts of it may be harmless."""
    return _bare(item) in _bare(said) if isinstance(item, str) else occurs(item, said)


def _bare(text: str) -> str:
    """Return a text without marks of emphasis and quotes, in lower case, without a stop at its end."""
    return str(plain(MARKS.sub("", text))).strip(" .!")


def _is_number(item: object) -> bool:
    return isinstance(item, int | float) and not isinstance(item, bool)
