"""Finds what describes the classes in a text: a prompt, JSON, a diagram; in a page, all of these and much beside."""

import re
from dataclasses import dataclass

from store.blueprint.reading.diagram import START, Diagram
from store.blueprint.reading.draft import Draft
from store.blueprint.reading.entry import entry
from store.blueprint.reading.schemas import Twice, classes_of, decoded
from store.blueprint.reading.segments import INLINE, segments

MOST_AROUND = 20
"""Lines around JSON or a diagram that are read as sentences; more of them are a page."""
MOST_TRIED = 50
"""Places at which JSON may begin that are looked at."""
JSON_START = re.compile(r"[{\[]\s{0,200}(?:\{\s{0,200})?\"(?:classes|results|schemas|className|name)\"\s*:")
LABEL = re.compile(r"(?:^|[.:;!]\s)\W{0,6}(?:Schema|SCHEMA|Data model)\W{0,4}(?::|$)")
FIRST_WORD = re.compile(r"\W*(?:create|build|make|generate|design|set up)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Json:
    """Classes in JSON, and where they begin in the text."""

    begin: int
    classes: list[Twice]
    is_answer: bool
    """Whether it is a server's answer to `/schemas`."""


@dataclass(frozen=True, slots=True)
class Forms:
    """What was found in a text."""

    json: Json | None
    diagram: tuple[int, ...]
    """The lines of the diagram, counted from one."""
    prompt: str
    """The text of the prompt, or what is around the other forms; the lines that are something else are empty."""
    is_located: bool
    """Whether `prompt` is a prompt that stands in a page."""
    left_aside: int
    """Lines of a page that are not read."""


def found_in(text: str) -> Forms:
    """Return what there is in a text."""
    lines = text.split("\n")
    json_found, json_lines = _json(text)
    diagram = _diagram(lines)
    taken = {*json_lines, *diagram}
    rest = ["" if number in taken else line for number, line in enumerate(lines, 1)]
    around = sum(1 for line in rest if line.strip(" `#*-"))
    if not taken:
        return Forms(None, (), text, is_located=False, left_aside=0)
    if around <= MOST_AROUND:
        return Forms(json_found, diagram, "\n".join(rest), is_located=False, left_aside=0)
    prompt = _prompt(rest)
    kept = ["" if number not in prompt else line for number, line in enumerate(rest, 1)]
    return Forms(json_found, diagram, "\n".join(kept), is_located=bool(prompt), left_aside=around - len(prompt))


def _json(text: str) -> tuple[Json | None, range]:
    """Return the first JSON that describes classes, and its lines."""
    for tried, match in enumerate(JSON_START.finditer(text)):
        if tried == MOST_TRIED:
            break
        read = decoded(text, match.start())
        classes = classes_of(read[0]) if read else None
        if read and classes:
            first, last = text.count("\n", 0, match.start()) + 1, text.count("\n", 0, read[1]) + 1
            is_answer = isinstance(read[0], Twice) and read[0].get("results") is not None
            tail = text[read[1] :].split("\n", 1)[0].strip(" `;,")
            return Json(match.start(), classes, is_answer), range(first, last + (0 if tail and last > first else 1))
    return None, range(0)


def _diagram(lines: list[str]) -> tuple[int, ...]:
    """Return the lines of the first diagram: up to the first that can belong to none."""
    start = next((number for number, line in enumerate(lines, 1) if START.fullmatch(line)), None)
    if start is None:
        return ()
    probe, last = Diagram(Draft()), start
    for number in range(start, len(lines) + 1):
        line = lines[number - 1]
        if line.strip().startswith("```") or not probe.takes(number, line):
            break
        last = number
    return tuple(range(start, last + 1))


def _prompt(lines: list[str]) -> frozenset[int]:
    """Return the lines of the prompt in a page; none when there is no prompt."""
    label = next((number for number, line in enumerate(lines, 1) if _is_start(line)), None)
    if label is None:
        return frozenset()
    first = next((n for n in range(label, max(label - 4, 0), -1) if FIRST_WORD.match(lines[n - 1])), label)
    last = label
    for number in range(label + 1, len(lines) + 1):
        line = lines[number - 1]
        if line.strip() and not _goes_on(line, lines[number : number + 2]):
            break
        last = number if line.strip() else last
    return frozenset(number for number in range(first, last + 1) if lines[number - 1].strip())


def _is_start(line: str) -> bool:
    return LABEL.search(line) is not None


def _goes_on(line: str, after: list[str]) -> bool:
    """Whether a line after the beginning of a prompt still belongs to it."""
    parts = list(segments(line))
    if not parts:
        return True
    if any(part.mark or part.is_label for part in parts) or INLINE.match(line.strip()):
        return True
    fields = [entry(part.text) for one in [line, *after] for part in segments(one)]
    return any(one is not None and one.attributes.is_certain for one in fields)
