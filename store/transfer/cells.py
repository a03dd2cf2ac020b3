"""What stands in the cells of a sheet: values as people of a locale write them, and text that is nothing but text."""

import json
import re
from datetime import datetime, time
from reprlib import repr as short
from typing import Any
from zoneinfo import ZoneInfo

from store.errors import InvalidValues
from store.regions import checked_locale, checked_time_zone
from store.transfer import dates, numbers

FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")  # noqa: RUF001 - the wide forms are meant
"""How a text begins that a spreadsheet would run as a formula (OWASP, CSV Injection), or one that we guarded."""
LONGEST = 100
"""Characters of a number or a date."""
TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def guarded(text: str) -> str:
    """Return text so that no spreadsheet runs it: what looks like a formula gets an apostrophe before it."""
    return f"'{text}" if FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return text without the apostrophe of `guarded`; other apostrophes stay."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text


class Cells:
    """How values stand in a sheet, for a locale and a time zone."""

    def __init__(self, locale: str = "en", time_zone: str = "UTC") -> None:
        """Take the conventions of a sheet.

        Raises:
            InvalidValues: There is no such locale or time zone.
        """
        self._locale = checked_locale(locale)
        self._zone = ZoneInfo(checked_time_zone(time_zone))
        self._comma = numbers.decimal_comma(self._locale)

    @property
    def delimiter(self) -> str:
        """What spreadsheets of the locale write between cells."""
        return ";" if self._comma else ","

    def write(self, value: Any) -> str:
        """Return a value of a field as the text of a cell; an empty one as an empty cell."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, datetime):
            local = value.astimezone(self._zone)
            return local.date().isoformat() if local.time() == time() else local.isoformat()
        if isinstance(value, (int, float)):
            return numbers.written(value, comma=self._comma)
        return guarded(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))

    def read(self, key: str, kind: Any, text: str) -> Any:
        """Return the text of a cell as a state would have it, for a field of that type; nothing for an empty cell.

        Raises:
            InvalidValues: It cannot be read, or could be read in two ways.
        """
        if kind is str:
            return unguarded(text) or None
        text = text.strip()
        if not text:
            return None
        if kind in (list, dict):
            return _json(key, text)
        if len(text) > LONGEST:
            raise InvalidValues(f"{key}: {short(text)} is too long.")
        if kind is bool:
            return _truth(key, text)
        if kind is datetime:
            return dates.moment(key, text, locale=self._locale, zone=self._zone).isoformat()
        return numbers.number(key, text, comma=self._comma)


def _json(key: str, text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise InvalidValues(f"{key}: {short(text)} is not JSON.") from None


def _truth(key: str, text: str) -> bool:
    if text.lower() not in TRUTH:
        raise InvalidValues(f"{key}: {short(text)} is neither true nor false.")
    return TRUTH[text.lower()]
