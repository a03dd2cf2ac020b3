"""The annotated utterances: what they are, and how they are read from `training/language/*.txt`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from agent.embedded.sentences.tags import ACTS, HEARD, ROLES
from training.values import SLOTS

FOLDER = Path(__file__).parent / "language"
ROLED = "# roles"
"""The line that opens a file whose slots all have the role that is written at them, or none."""
SLOT = re.compile(r"\{(\w*)(?::(\w+))?\}")
"""A slot, and its role."""
_PIECE = re.compile(r"\[\[(.*?)\]\]|<<(.*?)>>|([^\[<]+|[\[<])", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Span:
    """Some words of a clause: `core`, `aside` (they add nothing) or `note` (free text to be written down)."""

    text: str
    part: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: what it does, on what, and its words."""

    act: str
    operations: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Utterance:
    """One message.

    `unseen` ones are never trained on: they tell how well the tagger reads new language. Of those that are not `roled`,
    nobody has said which roles their slots have.
    """

    clauses: tuple[Clause, ...]
    family: str
    unseen: bool
    roled: bool = False


class Misspelt(ValueError):
    """A line cannot be read; the message names its file, its number, and why."""


def utterances(folder: Path = FOLDER) -> list[Utterance]:
    """Return all utterances of a folder, by file and line.

    Raises:
        Misspelt: A line has an unknown act or operation, or marks that do not close.
    """
    return [one for path in sorted(folder.glob("*.txt")) for one in _read(path)]


def _read(path: Path) -> Iterator[Utterance]:
    lines = path.read_text(encoding="utf-8").splitlines()
    roled = lines[:1] == [ROLED]
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            clauses = tuple(_clause(part) for part in line.split(" // "))
        except ValueError as problem:
            raise Misspelt(f"{path.name}:{number}: {problem}") from problem
        yield Utterance(clauses, path.stem, unseen=sha256(line.encode()).digest()[0] % 3 == 0, roled=roled)


def _clause(written: str) -> Clause:
    parts = [part.strip() for part in written.split("|", 2)]
    if len(parts) != 3:
        raise ValueError("a clause is written as `act | operation | text`")
    act, named, text = parts
    operations = tuple(one.strip() for one in named.split("+"))
    if act not in ACTS:
        raise ValueError(f"there is no act {act!r}")
    if unknown := [one for one in operations if one not in HEARD]:
        raise ValueError(f"there is no operation {unknown[0]!r}")
    if text.count("[[") != text.count("]]") or text.count("<<") != text.count(">>"):
        raise ValueError("a mark is not closed")
    slots = SLOT.findall(text)
    if strange := [slot for slot, _ in slots if slot not in SLOTS]:
        raise ValueError(f"there is no slot {strange[0]!r}")
    if strange := [role for _, role in slots if role and role not in ROLES]:
        raise ValueError(f"there is no role {strange[0]!r}")
    return Clause(act, operations, tuple(_spans(text)))


def _spans(text: str) -> Iterator[Span]:
    for found in _PIECE.finditer(text):
        aside, note, core = found.groups()
        part = "aside" if aside is not None else "note" if note is not None else "core"
        yield Span(aside or note or core or "", part)
