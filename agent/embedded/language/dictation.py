"""Addresses and telephone numbers as people dictate them: "anna dot meyer at acme dot example", "oh one seven …"."""

import re

_ONE = "nought|oh|zero|one|two|three|four|five|six|seven|eight|nine"
_VALUES = {"oh": "0", "nought": "0"} | {word: str(max(0, at - 2)) for at, word in enumerate(_ONE.split("|"))}
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_DIGIT = rf"(?:(?:double|triple|treble) )?(?:{_ONE})"
_PHONE = re.compile(rf"\b(?:plus )?{_DIGIT}(?:,? {_DIGIT}){{4,20}}\b", re.IGNORECASE)
_MARKS = {"dot": ".", "underscore": "_", "dash": "-", "hyphen": "-"}
_HOST = r"[a-z0-9-]{1,63}(?: (?:dash|hyphen) [a-z0-9]{1,63}){0,3}(?: dot [a-z]{2,63}){1,4}"
_LOCAL = r"[a-z0-9]{1,63}(?: (?:dot|underscore|dash|hyphen) [a-z0-9]{1,63}){1,5}"
_EMAIL = re.compile(
    rf"\b(?P<local>{_LOCAL}|(?:(?<=mail is )|(?<=address is )|(?<=mail to )|(?<=mail: ))[a-z0-9]{{1,63}})"
    rf" at (?P<host>{_HOST})\b",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"\b(?:[a-z0-9-]{1,63} dot ){1,4}"
    r"(?:com|org|net|io|co dot uk|de|fr|es|it|nl|at|ch|eu|example|test|app|dev|biz|info)\b",
    re.IGNORECASE,
)
_ABROAD = re.compile(r"\bplus (?=\d{1,3}(?: \d{1,5}){2,6}\b)", re.IGNORECASE)
_LEAST = 7
"""A telephone number has so many digits."""


def undictated(text: str) -> str:
    """Return the text with dictated addresses and telephone numbers as they are written."""
    text = _EMAIL.sub(lambda said: f"{_joined(said['local'])}@{_joined(said['host'])}", text)
    text = _ABROAD.sub("+", text)
    return _PHONE.sub(_digits, _SITE.sub(lambda said: _joined(said.group()), text))


def _joined(said: str) -> str:
    return "".join(_MARKS.get(word, word) for word in said.lower().split())


def _digits(said: re.Match[str]) -> str:
    """Return the digits, "oh" as a zero; the words themselves if they are too few for a telephone."""
    found, times = "", 1
    for word in said.group().lower().replace(",", " ").split():
        found += _VALUES.get(word, "") * times
        times = _TIMES.get(word, 1)
    if len(found) < _LEAST:
        return said.group()
    if said.group().lower().startswith("plus "):
        return f"+{found}"
    local = len(found) in (7, 10) and not found.startswith("0")
    return f"{found[:-7]}-{found[-7:-4]}-{found[-4:]}".removeprefix("-") if local else found
