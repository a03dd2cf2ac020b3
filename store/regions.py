"""Time zones and locales, as a user may set them."""

import re
from zoneinfo import available_timezones

from store.errors import InvalidValues

LOCALE = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|[0-9]{3}))?", re.IGNORECASE)
"""Language, script and region of BCP 47 (RFC 5646, section 2.1)."""


def checked_time_zone(name: str) -> str:
    """Return the name of a time zone.

    Raises:
        InvalidValues: The IANA database has no such zone.
    """
    if name not in available_timezones():
        raise InvalidValues(f"There is no time zone {name[:64]!r}; one is Europe/Berlin.")
    return name


def checked_locale(name: str) -> str:
    """Return a locale as BCP 47 writes it: `de`, `pt-BR`, `zh-Hant-TW`.

    Raises:
        InvalidValues: It has another form.
    """
    if (found := LOCALE.fullmatch(name)) is None:
        raise InvalidValues(f"{name[:64]!r} is no locale; one is en-GB.")
    language, script, region = found.groups()
    parts = (language.lower(), script and script.title(), region and region.upper())
    return "-".join(part for part in parts if part)
