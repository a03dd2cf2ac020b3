"""Whether a value of a record is the one that a case wants.

A case may want it exactly, or by a matcher:

* `{"date": "2026-03-20"}`: any time on that day;
* `{"any": [...]}`: one of these, each a value or a matcher;
* `{"contains": [...]}`: a text with all of these in it;
* `{"set": true}`: anything but nothing;
* `{"digits": "+44 1"}`: these digits, whatever stands between them.

Texts are compared without case, as `fold` does within `contains`; spaces count once; moments to the minute, in UTC.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from store.names import fold

MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?", re.I)
Wanted = Any
"""A plain value, or a matcher."""


def checked(wanted: Wanted) -> Wanted:
    """Return a value that a case wants, if it can be judged.

    Raises:
        ValueError: It is a matcher that nobody knows.
    """
    if isinstance(wanted, list):
        raise ValueError(f"{wanted!r} is a list; one of several values is {{'any': [...]}}")
    if isinstance(wanted, dict):
        kind, argument = _opened(wanted)
        if not FORMS[kind](argument):
            raise ValueError(f"{wanted!r} is no matcher: {kind!r} takes {TAKES[kind]}")
        if kind == "any":
            for one in argument:
                checked(one)
    return wanted


def checked_parts(wanted: Any) -> None:
    """Look whether a text, or a list of texts and of lists of texts to choose from, was written.

    Raises:
        ValueError: It was not.
    """
    if isinstance(wanted, str):
        return
    if not isinstance(wanted, list) or not all(_are_texts(_choice(part)) for part in wanted):
        raise ValueError(f"{wanted!r} is neither a text nor a list of texts")


def fits(wanted: Wanted, value: Any) -> bool:
    """Whether a value of a record is what a case wants."""
    if isinstance(wanted, dict):
        kind, argument = _opened(wanted)
        return MATCHERS[kind](argument, value)
    return bool(plain(wanted) == plain(value))


def plain(value: Any) -> Any:
    """Return a value so that equal ones are equal: moments as `YYYY-MM-DDTHH:MM` in UTC, text in lower case."""
    if not isinstance(value, str):
        return value
    text = " ".join(value.split())
    if MOMENT.fullmatch(text):
        try:
            moment = datetime.fromisoformat(text.upper())
        except ValueError:
            return text.lower()
        return moment.astimezone(UTC).isoformat()[:16] if moment.tzinfo else moment.isoformat()[:16]
    return text.lower()


def letters(text: Any) -> str:
    """Return the letters and digits of a text, without case, accents, spaces and punctuation."""
    return "".join(sign for sign in fold(str(text)) if sign.isalnum())


def holds(wanted: Any, text: str) -> bool:
    """Whether a text has in it what a case wants: a text as it is, or all of a list, in which a list is a choice."""
    if isinstance(wanted, str):
        return str(plain(wanted)) in str(plain(text))
    return all(any(letters(one) in letters(text) for one in _choice(part)) for part in wanted)


def _choice(part: Any) -> list[Any]:
    return part if isinstance(part, list) else [part]


def _opened(matcher: dict[str, Any]) -> tuple[str, Any]:
    if len(matcher) != 1 or (kind := next(iter(matcher))) not in MATCHERS:
        raise ValueError(f"{matcher!r} is no matcher; there are {', '.join(MATCHERS)}")
    return kind, matcher[kind]


def _on_day(day: str, value: Any) -> bool:
    return isinstance(value, str) and str(plain(value))[:10] == day


def _contains(parts: list[str], value: Any) -> bool:
    return all(letters(part) in letters(value or "") for part in parts)


def _same_digits(digits: str, value: Any) -> bool:
    return re.sub(r"\D", "", str(value or "")) == re.sub(r"\D", "", digits)


MATCHERS: dict[str, Callable[[Any, Any], bool]] = {
    "date": _on_day,
    "any": lambda choice, value: any(fits(one, value) for one in choice),
    "contains": _contains,
    "set": lambda _, value: value not in (None, ""),
    "digits": _same_digits,
}


def is_day(said: object) -> bool:
    """Whether it is a day as `YYYY-MM-DD`."""
    try:
        return isinstance(said, str) and date.fromisoformat(said).isoformat() == said
    except ValueError:
        return False


def _are_texts(said: object) -> bool:
    return isinstance(said, list) and bool(said) and all(isinstance(one, str) for one in said)


FORMS: dict[str, Callable[[Any], bool]] = {
    "date": is_day,
    "any": lambda said: isinstance(said, list) and bool(said),
    "contains": _are_texts,
    "set": lambda said: said is True,
    "digits": lambda said: isinstance(said, str),
}
TAKES = {
    "date": "a day, as '2026-03-20'",
    "any": "a list of values",
    "contains": "a list of texts",
    "set": "true",
    "digits": "text",
}
