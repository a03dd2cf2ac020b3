"""Utterances as the tagger sees them: words with their labels, filled, and roughened as people write."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from agent.embedded.tags import ACTS, OPERATIONS, PARTS, SLOTS
from training.language import Clause, Utterance
from training.values import value

_SLOT = re.compile(r"\{(\w+)\}")
_JOINTS = (", and ", " and ", ". ", "; ", ", also ", " and then ", ". Also, ", ", then ", " - ", "\n")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class Example:
    """A text, and for every character the clause that it belongs to, its part, and its slot."""

    text: str
    clauses: list[tuple[int, tuple[int, ...]]]
    """Act and operations of each clause."""
    owner: list[int]
    """For each character: its clause."""
    part: list[int]
    slot: list[int]


def example(utterance: Utterance, random: Random, others: Sequence[Utterance] = (), *, rough: bool = True) -> Example:
    """Return an utterance with its slots filled; when `rough`, typed as people type, and perhaps joined to another."""
    made = Example("", [], [], [], [])
    clauses = list(utterance.clauses)
    glue: dict[int, str] = {}
    if rough and others and random.random() < 0.25:
        other = random.choice(others).clauses
        glue[len(clauses)] = random.choice(_JOINTS)
        clauses += other
    for number, clause in enumerate(clauses):
        _add(made, clause, random, glue.get(number, " " if number else ""))
    return _rough(made, random) if rough else made


def _add(made: Example, clause: Clause, random: Random, glue: str) -> None:
    made.clauses.append((ACTS.index(clause.act), tuple(OPERATIONS.index(one) for one in clause.operations)))
    number = len(made.clauses) - 1
    _write(made, glue, number, "core")
    for span in clause.spans:
        for place, text in enumerate(_SLOT.split(span.text)):
            if place % 2:
                new = text == "deal" and clause.operations[0] == "create.deal"
                slot = "deal" if text in ("deals", "title") else text
                _write(made, value("title" if new else text, random), number, span.part, slot)
            else:
                _write(made, text, number, span.part)


def _write(made: Example, text: str, number: int, part: str, slot: str = "none") -> None:
    made.text += text
    made.owner += [number] * len(text)
    made.part += [PARTS.index(part)] * len(text)
    made.slot += [SLOTS.index(slot)] * len(text)


def _rough(made: Example, random: Random) -> Example:
    """Return the example in lower case, without its marks, or with typing mistakes, now and then."""
    text = made.text.lower() if random.random() < 0.3 else made.text
    bare = random.random() < 0.15
    slips = random.random() < 0.25
    out = Example("", made.clauses, [], [], [])
    for at, char in enumerate(text):
        written = char
        if bare and char in ",.!?;":
            written = ""
        elif slips and char.isalpha() and random.random() < 0.02:
            written = random.choice(("", char + char, random.choice(_LETTERS)))
        out.text += written
        out.owner += [made.owner[at]] * len(written)
        out.part += [made.part[at]] * len(written)
        out.slot += [made.slot[at]] * len(written)
    return out
