"""The lines of a prompt: each with its mark, and those that hold several things cut into them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from store.blueprint.reading.brackets import depths

Mark = Literal["heading", "number", "bullet", "bold", ""]
LABELS = re.compile(
    r"(schema|data model|data schema|classes|entities|tables|rules|security|permissions|security and permissions|access"
    r"|auth|authentication|behaviou?rs?|features|functionality|deliver|deliverables|fields|attributes|columns)",
    re.IGNORECASE,
)
"""Words that stand above a part of a prompt, and mean nothing else."""
INLINE = re.compile(
    r"(?<!\w)(?:(?P<number>\d{1,3})[.)]\s{1,4}(?=[^\W\d][\w ]{0,40}\s?[:(–—-])"  # noqa: RUF001
    r"|(?P<label>Schema|Data model|Classes|Security|Permissions|Auth|Authentication|Behaviou?r|Features|Deliver)\s?:"
    r"|(?P<bullet>[-•–*])\s)",  # noqa: RUF001
)
BULLET = re.compile(r"([-*+•·‣▪◦–—]|\[[ xX]\])\s+")  # noqa: RUF001
LABELLED_LIST = re.compile(
    r"[.:;!)] (?:Schema|Security|Permissions|Auth|Authentication|Behaviou?r|Features|Deliver):(?: - |$)"
)
END = re.compile(r"\)\.\s")
BEGIN = re.compile(r"[^\W\d]{2}[.!?]\s(?=[^\W\d]\w{0,40}:\s[\w ]{1,60}\()")
"""The end of a sentence that a class follows: "We sell boats. Boat: name (String)"."""
MARKS: dict[Mark, re.Pattern[str]] = {
    "heading": re.compile(r"#{1,6}\s+"),
    "number": re.compile(r"(?:\d{1,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?|[a-zA-Z][.)]|\(\d{1,3}\))\s+"),
    "bullet": BULLET,
}
MOST_WRAPPED = 4
"""Lines more that a pair of brackets may take."""
LONGEST_WRAPPED = 2_000
NOTHING = re.compile(r"[\s=_~*#.`|:+-]*(?:`{3}\s?\w{0,20})?")


@dataclass(frozen=True, slots=True)
class Segment:
    """A line, or a part of a line that says one thing."""

    line: int
    indent: int
    mark: Mark
    text: str

    @property
    def is_label(self) -> bool:
        """Whether it only stands above a part of the prompt."""
        return LABELS.fullmatch(self.text.rstrip(": ")) is not None


def segments(text: str) -> Iterator[Segment]:
    """Yield the segments of a text in their order; lines are counted from one."""
    for number, line in _unwrapped(text.split("\n")):
        if NOTHING.fullmatch(line):
            continue
        indent = len(line) - len(line.lstrip())
        for part in (one for whole in _parts(" ".join(line.split())) for one in _ended(whole)):
            mark, said = _marked(part.strip())
            if said:
                yield Segment(number, indent, mark, said)


def _unwrapped(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines with their numbers; one that ends inside of brackets goes on up to where they are closed."""
    at = 0
    while at < len(lines):
        line, last = lines[at], at
        while _is_open(line) and last - at < MOST_WRAPPED and _is_rest(lines[last + 1 : last + 2]):
            last += 1
            line = f"{line.rstrip()} {lines[last].strip()}"
        if last > at and _is_open(line):
            line, last = lines[at], at
        yield at + 1, line
        at = last + 1


def _is_rest(after: list[str]) -> bool:
    """Whether the next line can go on with the one before: it begins nothing of its own."""
    return bool(after) and not any(pattern.match(after[0].lstrip()) for pattern in MARKS.values())


def _is_open(line: str) -> bool:
    return "(" in line and len(line) < LONGEST_WRAPPED and line.count("(") > line.count(")")


def _parts(line: str) -> list[str]:
    """Return the line, cut before every number, label or bullet that begins something new in the middle of it."""
    if BULLET.match(line) and not LABELLED_LIST.search(line):
        return [line]
    found = [match for match in INLINE.finditer(line) if match["label"] or match["number"]]
    if not any(match["label"] for match in found) and sum(1 for match in found if match["number"]) < 2:
        return [line]
    deep = [depth for _, _, depth in depths(line)]
    cuts, last = [0], 0
    for match in INLINE.finditer(line):
        begins, before = match.start(), line[: match.start()].rstrip()[-1:]
        is_next = bool(match["number"]) and int(match["number"]) == last + 1
        ended = not before or before in (".;:!)" if not match["bullet"] else ".;:!")
        if ended and (deep[begins] == 0 or is_next):
            last = int(match["number"]) if match["number"] else last
            cuts.append(begins)
            if match["label"]:
                cuts.append(match.end())
    return [line[begin:end] for begin, end in zip(cuts, [*cuts[1:], len(line)], strict=True)]


def _ended(part: str) -> list[str]:
    """Return a list of fields, and apart from it what begins behind the full stop that ends it."""
    ends = [] if BULLET.match(part) else [*END.finditer(part), *BEGIN.finditer(part)]
    if not ends:
        return [part]
    cuts = [0]
    deep = [depth for _, _, depth in depths(part)]
    for match in sorted(ends, key=lambda match: match.end()):
        if deep[match.end() - 1] == 0 and part[match.end() : match.end() + 2].lstrip("_")[:1].isupper():
            cuts.append(match.end())
    return [part[begin:end] for begin, end in zip(cuts, [*cuts[1:], len(part)], strict=True)]


def _marked(part: str) -> tuple[Mark, str]:
    mark: Mark = ""
    for _ in range(3):
        for called, pattern in MARKS.items():
            if found := pattern.match(part):
                mark, part = mark or called, part[found.end() :].lstrip()
    return _without_emphasis(mark, part)


def _without_emphasis(mark: Mark, part: str) -> tuple[Mark, str]:
    """Take the stars off a name that a part begins with."""
    for sign in ("**", "*"):
        if part.startswith(sign) and (end := part.find(sign, len(sign))) > 0:
            bold = sign == "**" and mark in ("", "bullet")
            part = part[len(sign) : end] + part[end + len(sign) :]
            return ("bold" if bold and mark == "" else mark), part.strip()
    return mark, part.strip()
