"""Numbers as people of a locale write them: 12,500.50 or 12.500,50, perhaps with a currency."""

import re
from reprlib import repr as short

from store.errors import InvalidValues

COMMA = {
    "az", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fr", "gl", "hr", "hu", "hy",
    "id", "is", "it", "ka", "kk", "lt", "lv", "mk", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl",
    "sq", "sr", "sv", "tr", "uk", "uz", "vi",
}  # fmt: skip
"""Languages that write a decimal comma (Unicode CLDR, numbers); all others write a decimal point."""
POINT = {
    "de-CH", "de-LI", "es-DO", "es-GT", "es-HN", "es-MX", "es-NI", "es-PA", "es-PE", "es-PR", "es-SV", "es-US",
}  # fmt: skip
"""Regions of those languages that write a decimal point all the same."""

CURRENCY = r"(?:[A-Z]{3}|[$€£¥₹₽₺₩₪₫₴฿])"
SPACE = "[ \u00a0\u2009\u202f]"
WRITTEN = re.compile(
    rf"(?P<sign>[+\-\u2212]?){SPACE}?(?:{CURRENCY}{SPACE}?)?(?P<digits>[0-9][0-9.,'\u2019 \u00a0\u2009\u202f]*)"
    rf"(?P<power>[eE][+-]?[0-9]{{1,3}})?{SPACE}?(?:{CURRENCY})?"
)
THOUSANDS = re.compile(rf"(?<=[0-9])(?:{SPACE}|['\u2019])(?=[0-9]{{3}}(?![0-9]))")
"""Between groups of three digits, whatever the locale."""


def decimal_comma(locale: str) -> bool:
    """Whether a locale, as BCP 47 writes it, has a decimal comma."""
    return locale.partition("-")[0] in COMMA and locale not in POINT


def number(key: str, text: str, *, comma: bool) -> float:
    """Return a number; a currency before or behind it is read and not judged.

    Args:
        key: The field, for the sentence that refuses.
        text: As it was written; at most a line.
        comma: Whether decimals follow a comma. Where both signs stand in a number, the last one is the decimal.

    Raises:
        InvalidValues: It is no number, or its signs stand where none of this locale stands.
    """
    found = WRITTEN.fullmatch(text.strip())
    digits = THOUSANDS.sub("", found["digits"].strip()) if found else ""
    if "." in digits and "," in digits:
        comma = digits.rindex(",") > digits.rindex(".")
    decimal, group = (",", ".") if comma else (".", ",")
    if found is None or not re.fullmatch(rf"([0-9]+|[0-9]{{1,3}}(\{group}[0-9]{{3}})+)(\{decimal}[0-9]+)?", digits):
        raise InvalidValues(f"{key}: {short(text)} is no number here; one is {'12500,50' if comma else '12500.50'}.")
    plain = digits.replace(group, "").replace(decimal, ".") + (found["power"] or "")
    value = float(plain) if {".", "e", "E"} & set(plain) else int(plain)
    return -value if found["sign"] in ("-", "\u2212") else value


def written(value: float, *, comma: bool) -> str:
    """Return a number so that `number` reads the same one back."""
    plain = str(int(value)) if float(value).is_integer() and abs(value) < 2.0**53 else repr(value)
    return plain.replace(".", ",") if comma else plain
