"""Made-up notes, several on each of many firms, with questions that name the firm and half say what it is about."""

import re
from collections.abc import Sequence
from random import Random

from bench import prose

FIRMS, QUESTIONS = 800, 200
PARTS = "bar ven tol mer has kin dor wick fel ruth gan lor pes tri nau cav hin ost bel zan".split()  # noqa: SIM905
LEADS = ("{firm}: {note}", "Call with {firm}. {note}", "At {firm} today. {note}", "{firm} - {note}")
ASKED = ("{matter} at {firm}?", "{firm}: {matter}?", "what about {matter} with {firm}?")
THING = re.compile(r" (?:(?:on|for|of|about|with|to) )?\{thing\}| in \{town\}")
"""What a question need not name where it names the firm."""


def firms() -> tuple[list[str], list[tuple[str, set[int]]]]:
    """Return notes, and questions with the notes that answer each."""
    random = Random(5)
    names = sorted({_name(random) for _ in range(FIRMS * 2)})[:FIRMS]
    made = [(firm, *prose.told(random)) for firm in names for _ in range(random.randint(2, 5))]
    notes = [random.choice(LEADS).format(firm=firm, note=note) for firm, note, _, _ in made]
    questions: list[tuple[str, set[int]]] = []
    while len(questions) < QUESTIONS:
        firm, _, pattern, given = random.choice(made)
        if matter := _matter(random, pattern, given):
            right = {n for n, (other, _, same, _) in enumerate(made) if (other, same) == (firm, pattern)}
            questions.append((random.choice(ASKED).format(matter=matter, firm=firm), right))
    return notes, questions


def _name(random: Random) -> str:
    return (random.choice(PARTS) + random.choice(PARTS) + random.choice(("", "", "ley", "ow", "ast"))).capitalize()


def _matter(random: Random, pattern: str, given: dict[str, object]) -> str:
    known: Sequence[str] = [asked for asked, begins in prose.ABOUT.items() if pattern.startswith(begins)]
    return THING.sub("", random.choice(known)).format(**given).strip("? ") if known else ""
