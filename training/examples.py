"""Utterances as the tagger sees them: words with their labels, filled, and roughened as people write."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from agent.embedded.sentences.tags import ACTS, HEARD, PARTS, ROLES, SLOTS
from training.language import SLOT, Clause, Utterance
from training.values import value

UNSAID = -100
"""The role of what has none, or of which nobody has said it."""
_JOINTS = (", and ", " and ", ". ", "; ", ", also ", " and then ", ". Also, ", ", then ", " - ", "\n")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class Example:
    """A text, and for every character the clause that it belongs to, its part, its slot, and its role there."""

    text: str
    clauses: list[tuple[int, tuple[int, ...]]]
    """Act and operations of each clause."""
    owner: list[int]
    """For each character: its clause."""
    part: list[int]
    slot: list[int]
    role: list[int]


def example(utterance: Utterance, random: Random, others: Sequence[Utterance] = (), *, rough: bool = True) -> Example:
    """Return an utterance with its slots filled; when `rough`, typed as people type, and perhaps joined to another."""
    made = Example("", [], [], [], [], [])
    clauses = [(clause, utterance.roled) for clause in utterance.clauses]
    glue: dict[int, str] = {}
    if rough and others and random.random() < 0.25:
        other = random.choice(others)
        glue[len(clauses)] = random.choice(_JOINTS)
        clauses += [(clause, other.roled) for clause in other.clauses]
    for number, (clause, roled) in enumerate(clauses):
        _add(made, clause, random, glue.get(number, " " if number else ""), roled=roled)
    return _rough(made, random) if rough else made


def _add(made: Example, clause: Clause, random: Random, glue: str, *, roled: bool) -> None:
    made.clauses.append((ACTS.index(clause.act), tuple(HEARD.index(one) for one in clause.operations)))
    number = len(made.clauses) - 1
    _write(made, glue, number, "core")
    for span in clause.spans:
        at = 0
        for found in SLOT.finditer(span.text):
            _write(made, span.text[at : found.start()], number, span.part)
            name, role = found.groups()
            new = name == "deal" and clause.operations[0] == "create.deal"
            slot = "deal" if name in ("deals", "title") else name
            told = ROLES.index(role or "plain") if roled else UNSAID
            _write(made, value("title" if new else name, random), number, span.part, slot, told)
            at = found.end()
        _write(made, span.text[at:], number, span.part)


def _write(made: Example, text: str, number: int, part: str, slot: str = "none", role: int = UNSAID) -> None:
    made.text += text
    made.owner += [number] * len(text)
    made.part += [PARTS.index(part)] * len(text)
    made.slot += [SLOTS.index(slot)] * len(text)
    made.role += [role] * len(text)


def _rough(made: Example, random: Random) -> Example:
    """Return the example in lower case, without its marks, or with typing mistakes, now and then."""
    text = made.text.lower() if random.random() < 0.3 else made.text
    bare = random.random() < 0.15
    slips = random.random() < 0.25
    out = Example("", made.clauses, [], [], [], [])
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
        out.role += [made.role[at]] * len(written)
    return out
