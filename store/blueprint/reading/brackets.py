"""Cuts a text at signs that stand outside of brackets and quotation marks, in one pass."""

from collections.abc import Iterator

OPENING, CLOSING = "([{", ")]}"
QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»"}
LONGEST_QUOTE = 1_000
"""Characters between two quotation marks that belong together."""


def depths(text: str) -> Iterator[tuple[int, str, int]]:
    """Yield the place of each sign, the sign, and how many brackets are open around it; quoted text is one deeper."""
    depth, skip = 0, -1
    for at, sign in enumerate(text):
        if at <= skip:
            yield at, sign, depth + 1
            continue
        if sign in QUOTES and (end := closing_quote(text, at)) > 0:
            skip = end
            yield at, sign, depth + 1
            continue
        if sign in CLOSING or (sign == ">" and text[at - 1 : at] != "-" and _generic(text, at)):
            depth = max(depth - 1, 0)
        yield at, sign, depth
        if sign in OPENING or (sign == "<" and text[at - 1 : at].isalpha()):
            depth += 1


def split(text: str, signs: str) -> list[tuple[str, str]]:
    """Return the pieces of a text between these signs, each with the sign before it (none before the first)."""
    found, begin, before = [], 0, ""
    for at, sign, depth in depths(text):
        if depth == 0 and sign in signs:
            found.append((before, text[begin:at].strip()))
            begin, before = at + 1, sign
    found.append((before, text[begin:].strip()))
    return [(sign, piece) for sign, piece in found if piece]


def bracketed(text: str) -> tuple[str, str]:
    """Return what stands in the brackets that `text` begins with, and what follows them."""
    for at, sign, depth in depths(text):
        if at > 0 and depth == 0 and sign in CLOSING:
            return text[1:at], text[at + 1 :]
    return text[1:], ""


def closing_quote(text: str, at: int) -> int:
    """Return where the quotation that begins at `at` ends, or -1."""
    wanted, place = QUOTES[text[at]], at
    while (place := text.find(wanted, place + 1, at + LONGEST_QUOTE)) > 0:
        before = text[at + 1 : place]
        if (len(before) - len(before.rstrip("\\"))) % 2 == 0:
            return place
    return -1


def unquoted(text: str) -> str:
    """Return a value without its quotation marks."""
    text = text.strip()
    for sign in ("'", "`", "‘"):  # noqa: RUF001
        if len(text) > 1 and text[0] == sign and text[-1] in ("'", "`", "’"):  # noqa: RUF001
            return text[1:-1]
    if not text or text[0] not in QUOTES or closing_quote(text, 0) != len(text) - 1:
        return text
    inside, found, escaped = text[1:-1], [], False
    for sign in inside:
        if sign == "\\" and not escaped:
            escaped = True
            continue
        found.append(sign)
        escaped = False
    return "".join(found)


def is_quoted(text: str) -> bool:
    """Whether a value stands in quotation marks."""
    return unquoted(text) != text.strip()


def _generic(text: str, at: int) -> bool:
    return text[at - 1 : at].isalnum() or text[at - 1 : at] in "_> )"
