"""A text as it was pasted, made ready for reading."""

import html
import re

from store.errors import NotABlueprint

LARGEST = 200_000
"""Bytes of a text that is read."""
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd\ud800-\udfff]")
BREAKING = re.compile(
    r"<(?:/?(?:p|div|ul|ol|h[1-6]|tr|table|thead|tbody|section|article|pre|html|body|head|title|button|textarea)"
    r"|/li|/dt|/dd|br ?/?)(?: [^<>]{0,2000})?>",
    re.IGNORECASE,
)
BULLET = re.compile(r"<li(?: [^<>]{0,2000})?>", re.IGNORECASE)
CELL = re.compile(r"</t[dh]>\s{0,20}<t[dh](?: [^<>]{0,2000})?>", re.IGNORECASE)
OTHER = re.compile(
    r"</?(?:span|strong|em|b|i|u|a|code|kbd|small|font|label|t[dh]|dl|dt|dd|main|header|footer|nav|svg|path|img|meta|link)"
    r"(?: [^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
INVISIBLE = str.maketrans({"\u00a0": " ", "\u202f": " ", "\t": "    ", "\u200b": None, "\ufeff": None, "\u00ad": None})


def clean(text: str) -> str:
    """Return the text with plain line ends and spaces, and without what was left of HTML.

    Raises:
        NotABlueprint: It is empty, too large, or no text.
    """
    if len(text) > LARGEST or len(text.encode("utf-8", "replace")) > LARGEST:
        raise NotABlueprint(f"The text is too large to be read: the limit is {LARGEST // 1000} kB.")
    if CONTROLS.search(text):
        raise NotABlueprint("This is no text: it has bytes in it that no text has.")
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(INVISIBLE)
    if BREAKING.search(plain) or BULLET.search(plain):
        plain = _without_tags(plain)
    if not plain.strip():
        raise NotABlueprint("The text is empty.")
    return plain


def _without(text: str, first: str, last: str) -> str:
    """Return the text without what stands between two marks."""
    folded, kept, at = text.casefold() if text.isascii() else text, [], 0
    while (begin := folded.find(first, at)) >= 0 and (end := folded.find(last, begin)) >= 0:
        kept.append(text[at:begin])
        at = end + len(last)
    return "".join([*kept, text[at:]])


def _without_tags(text: str) -> str:
    """Return the text that a browser would show, line by line."""
    for tag in ("script", "style"):
        text = _without(text, f"<{tag}", f"</{tag}>")
    text = BULLET.sub("\n- ", CELL.sub(" | ", text))
    return html.unescape(OTHER.sub("", BREAKING.sub("\n", text))).translate(INVISIBLE)
