"""How the cases of the engine's tests are written down and judged: by what is different in the CRM, then by the answer."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha1
from typing import Any

from tests.agent.embedded.dialogue import Dialogue, difference

Check = Callable[[Any], bool]
FREE = frozenset({"subject", "description", "title", "type", "stage"})
"""Fields of a new record that may hold the speaker's words in some form, without being expected."""


@dataclass(frozen=True)
class Op:
    """One difference: what, which record or class, with which values; `maybe` are fields that may be there too."""

    what: str
    which: str
    values: dict[str, Any] = field(default_factory=dict)
    maybe: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """Words that the last answer must have, or must not have."""

    words: tuple[str, ...]
    absent: bool = False


@dataclass(frozen=True)
class Case:
    """What is said, turn by turn; what is different then; what the answer says."""

    text: str
    ops: tuple[Op, ...]
    words: tuple[Words, ...]

    @property
    def unseen(self) -> bool:
        """Whether the case belongs to the third that was kept apart while the engine was made."""
        return int(sha1(self.text.encode()).hexdigest(), 16) % 3 == 0


def case(text: str, *parts: Op | Words) -> Case:
    """Return a case."""
    return Case(
        text, tuple(one for one in parts if isinstance(one, Op)), tuple(one for one in parts if isinstance(one, Words))
    )


def set_(which: str, **values: Any) -> Op:
    """Return the operation of changing a record."""
    return Op("update", which, values)


def new(cls: str, _maybe: tuple[str, ...] = (), **values: Any) -> Op:
    """Return the operation of adding a record."""
    return Op("create", cls, values, _maybe)


def gone(which: str) -> Op:
    """Return the operation of deleting a record; its activities go along."""
    return Op("delete", which)


def asks(*words: str) -> Words:
    """Return what the answer must have."""
    return Words(words)


def lacks(*words: str) -> Words:
    """Return what the answer must not have."""
    return Words(words, absent=True)


def has(part: str) -> Check:
    """Return a check for a text that contains another."""
    return lambda value: part.casefold() in str(value or "").casefold()


def any_of(*values: Any) -> Check:
    """Return a check for one of several values."""
    return lambda value: value in values


def judged(one: Case) -> str:
    """Hold the dialogue of a case; return what was wrong, or nothing."""
    dialogue = Dialogue()
    before = copy.deepcopy(dialogue.desk.rows)
    answer = ""
    for turn in one.text.split(" || "):
        answer = dialogue.say(turn)
    found = difference(before, dialogue.desk.rows)
    if dialogue.desk.shares:
        return f"shared {dialogue.desk.shares}"
    wrong = _differences(one.ops, found)
    return wrong or _answer(one.words, answer)


def _differences(wanted: tuple[Op, ...], found: list[tuple[str, str, str, dict[str, Any]]]) -> str:
    left = [one for one in found if not (one[0] == "delete" and one[1] == "Activity" and any(op.what == "delete" for op in wanted)
                                         and not any(op.which == one[2] for op in wanted))]  # fmt: skip
    for op in wanted:
        hit = next((one for one in left if _same(op, one)), None)
        if hit is None:
            return f"missing {op.what} {op.which} {op.values if not any(callable(v) for v in op.values.values()) else list(op.values)}; found {left}"
        left.remove(hit)
    return f"side effect: {left}" if left else ""


def _same(op: Op, found: tuple[str, str, str, dict[str, Any]]) -> bool:
    what, cls, object_id, values = found
    if what != op.what or op.which not in (cls if what == "create" else object_id,):
        return False
    if any(
        not (check(values.get(name)) if callable(check) else values.get(name) == check)
        for name, check in op.values.items()
    ):
        return False
    extra = {name for name, value in values.items() if name not in op.values and name != "id" and value is not None}
    return not (extra - set(op.maybe) - (FREE if what == "create" else frozenset()))


def _answer(wanted: tuple[Words, ...], answer: str) -> str:
    low = answer.casefold()
    for one in wanted:
        for word in one.words:
            if (word.casefold() in low) == one.absent:
                return f"answer {'has' if one.absent else 'lacks'} {word!r}: {answer[:300]!r}"
    return ""
