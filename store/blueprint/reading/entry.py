"""One field as people write it: `name (String, required)`, `name: String`, `name String`, or its name alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from store.blueprint.reading.attributes import Attributes
from store.blueprint.reading.brackets import bracketed, split
from store.blueprint.reading.values import listed
from store.blueprint.reading.words import CANONICAL, CHOICES, NAME, SYSTEM, TYPES, field_name, folded

DASHES = ("—", "–", "--", "→", "->", "-")  # noqa: RUF001
ABOUT = (" — ", " – ", " - ", " -- ", " // ", " # ")  # noqa: RUF001
"""What a description stands behind."""
DASH = re.compile(r"\s(?:—|–|-|--|//|#)\s")  # noqa: RUF001
DASHED = re.compile(r"\s[-–—]\s(?P<type>[\w/ -]{1,30}?)\s*(?:[,;(:]|[-–—]\s|$)")  # noqa: RUF001
MARKED = re.compile(r"[^\W\d][\w ]{0,60}[*!]\s*(?:[:(]|$)")
"""A name with a star, as forms mark what must be filled."""
SENTENCE = re.compile(r"\.\s+")
FEWEST = 2
"""Fields beyond doubt that a list has, if other pieces of it may be anything."""
MOST_WORDS = 4
"""Words of a name that is written apart: "expected close date"."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A field as it was written."""

    name: str
    attributes: Attributes
    description: str = ""
    is_bare: bool = False
    """Whether nothing but the name was said."""
    is_strict: bool = False
    """Whether it was written in a form that prose never takes: `name (…)`."""
    is_exact: bool = False
    """Whether the name stands in backticks: then it is written exactly so."""
    goes_on: bool = False
    """Whether another field follows behind it."""

    @property
    def wire(self) -> str:
        """What the field is called on the wire."""
        return self.name if self.is_exact else field_name(self.name)

    @property
    def is_certain(self) -> bool:
        """Whether this is a field beyond doubt."""
        return self.attributes.is_certain or self.is_system

    @property
    def is_probable(self) -> bool:
        """Whether this is a field, even if its type is misspelt."""
        is_list = len(self.attributes.said.get("values", ())) > 1
        return self.is_certain or ((self.is_strict or is_list) and self.attributes.is_probable)

    @property
    def is_system(self) -> bool:
        """Whether every record has this field without being asked."""
        return folded(self.name) in SYSTEM


def entries(text: str) -> list[Entry]:
    """Return the fields of a list, `name (String, required), website (String); objectId (system)`.

    Among several that are fields beyond doubt there may be pieces that are none: entries without a name.
    """
    found: list[Entry] = []
    for sign, piece in split(text.rstrip(" ."), ",;"):
        fresh = entry(piece)
        if fresh is not None and (fresh.is_certain or fresh.is_strict or not _belongs(found, sign, piece)):
            found.append(fresh)
        elif found and found[-1].name and not found[-1].is_strict:
            found[-1].attributes.read(sign, piece)
            found[-1] = replace(found[-1], is_bare=False)
        elif fresh is not None:
            found.append(fresh)
        else:
            found.append(Entry("", Attributes(), piece))
    if not all(one.name for one in found) and sum(one.is_strict and one.is_certain for one in found) < FEWEST:
        return []
    return list(_with_system(found))


def entry(text: str) -> Entry | None:
    """Return the field that a text describes, all of it; nothing when it describes none."""
    found = _read(text)
    if found is not None and MARKED.match(text.strip()):
        found.attributes.said.setdefault("required", True)
        found = replace(found, is_bare=False)
    return replace(found, is_exact=True) if found is not None and text.lstrip().startswith("`") else found


def _read(text: str) -> Entry | None:
    name, rest = _named(text)
    if not name:
        return None
    if rest.startswith(("(", "[")):
        return _in_brackets(name, rest)
    for sign in (":", "=", *(DASHES if folded(name) not in CANONICAL else ())):
        if rest.startswith(sign):
            after = rest if sign in ("→", "->") else rest[len(sign) :]
            return _after(name, after.strip(), dashed=sign not in (":", "="))
    if folded(name) in CANONICAL:
        return None
    return _after(name, rest, dashed=False) if rest else Entry(name, Attributes(), is_bare=True)


def _named(text: str) -> tuple[str, str]:
    """Return the name that a text begins with, and the rest; several words when brackets or a colon follow them."""
    text = text.strip().lstrip("*`\"'")
    if (found := NAME.match(text)) is None:
        return "", text
    end = found.end()
    for _ in range(MOST_WORDS - 1):
        follows = NAME.match(text, end + 1) if text[end : end + 1] in (" ", "-") else None
        if follows is None:
            break
        end = follows.end()
        if text[end:].lstrip(" *`\"'?!").startswith((":", "(")) or _is_typed(text[end:]):
            return text[:end], text[end:].lstrip(" *`\"'?!")
    return found[0], text[found.end() :].lstrip("*`\"'?!").strip()


def _are_marks(text: str) -> bool:
    """Whether a text says nothing but what a field is: that it is required, its values."""
    probe = Attributes(kind="String")
    for sign, piece in split(text, ",;"):
        probe.read(sign or ";", piece)
    return not probe.unknown


def _is_typed(rest: str) -> bool:
    """Whether a dash and a type come next, as in "listed on - date"."""
    found = DASHED.match(rest)
    return found is not None and folded(found["type"]) in TYPES


def _in_brackets(name: str, rest: str) -> Entry:
    inside, after = bracketed(rest)
    after = after.strip()
    attributes = Attributes.of(split(inside, ",;"))
    if after.startswith("(") and not attributes.is_certain and (behind := _in_brackets(name, after)).is_certain:
        return replace(behind, description=" ".join(filter(None, (inside.strip(), behind.description))))
    if not attributes.is_certain and after.startswith(":"):
        other = _after(name, after[1:].strip(), dashed=False)
        if other is not None and other.is_certain:
            return replace(other, attributes=Attributes.of([*split(_types(after[1:])[0], ",;"), *split(inside, ",;")]))
    goes_on = after.startswith((",", ";"))
    description = after[1:] if after.startswith(":") else after.lstrip("—–- ")  # noqa: RUF001
    return Entry(name, attributes, "" if goes_on else description.strip(), is_strict=True, goes_on=goes_on)


def _after(name: str, said: str, *, dashed: bool) -> Entry | None:
    """Read what follows a name and a colon, a dash or a space; prose is not taken for a type."""
    types, description = _types(said)
    attributes = Attributes.of(split(types, ",;"))
    while attributes.is_certain and description:
        first, *rest = DASH.split(description, maxsplit=1)
        if not _are_marks(first):
            break
        for sign, piece in split(first, ",;"):
            attributes.read(sign or ";", piece)
        description = "".join(rest)
    if dashed and not attributes.is_certain:
        return None
    return Entry(name, attributes, description)


def _types(said: str) -> tuple[str, str]:
    """Return the part with the type, and the description behind it."""
    for sign in ABOUT:
        at = said.find(sign)
        if at > 0:
            return said[:at].strip(), said[at + len(sign) :].strip()
    types, _, description = said.partition(": ")
    if description and folded(types) in {*TYPES} - CHOICES and listed(description) is None:
        return types, description
    for found in SENTENCE.finditer(said):
        if said[found.end() : found.end() + 1].isupper():
            return said[: found.start()], said[found.end() :].strip()
    return said.rstrip("."), ""


def _belongs(found: list[Entry], sign: str, piece: str) -> bool:
    """Whether a piece goes on saying something of the last field, which was written without brackets."""
    if not found or not found[-1].name or found[-1].is_strict or found[-1].is_bare or sign == ";":
        return False
    return found[-1].attributes.would_know(sign, piece)


def _with_system(found: list[Entry]) -> Iterator[Entry]:
    """Yield the fields, those that every record has without their marks."""
    for one in found:
        if not (one.is_system or (one.attributes.said.get("system") and not one.attributes.is_certain)):
            yield one
        else:
            yield replace(one, attributes=Attributes(kind=one.attributes.kind, said={"system": True}))
