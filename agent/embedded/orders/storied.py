"""A story and a last sentence that only says what to make of it: "… Log the call", "Block that as a meeting with her".

The last sentence names the kind; who it is with, the day, the hours and all that was said stand in the story.
"""

from agent.embedded.language.intents import Intent
from agent.embedded.language.words import words_of
from agent.embedded.orders.planned import planned
from agent.embedded.orders.reported import report
from agent.embedded.readings.accounts import ordering
from agent.embedded.readings.compose import Decision
from agent.embedded.readings.moments import days, over
from agent.embedded.sentences.clauses import sentences
from agent.embedded.sentences.draft import Draft, World, name_of
from agent.embedded.sentences.evidence import Evidence, foreign
from agent.embedded.sentences.segments import segments
from agent.embedded.sentences.sentence import Clause, Sentence

HELD = 0.4
"""Nothing is made of a story of which the last sentence is held back with this probability."""
ORDERED = 0.3
"""A sentence of the story orders something of its own from here on."""


def storied(said: Sentence, world: World) -> Decision | None:
    """Return what the last sentence of a message makes of the story before it; nothing when it is no such message."""
    evidence = world.evidence
    order = _order(said)
    message = Clause(said, 0, len(said.tokens))
    kind = (_kind(order) or _told(order, message, evidence)) if order and evidence else ""
    if not evidence or not order or not kind or foreign(message) or evidence.held(order) >= HELD:
        return None
    if not _only_told(said, order, evidence):
        return None
    people = {ref.id for mark in message.marks("name") for ref in name_of(mark).of("Contact")[:1]}
    if len(people) > 1 and kind in ("call", "email"):  # "Bob said he called Jane"
        return None
    draft = Draft(message, world, evidence.passed(message))
    made = _report(draft, evidence, kind) if _gone(draft, order, evidence) else _plan(draft, evidence, kind)
    return Decision([made]) if made else None


def _order(said: Sentence) -> Clause | None:
    """Return the last sentence, where it only says that something is made of what was told."""
    parts = [Clause(said, first, last) for first, last in sentences(said)]
    while len(parts) > 2 and not parts[-1].left(set()):  # "Thanks!"
        parts.pop()
    if len(parts) < 2 or not ordering(parts[-1]) or any(ordering(part) for part in parts[:-1]):
        return None
    verbs = [mark for mark, form in parts[-1].verbs("log", "plan", "create", "append") if form == "base"]
    orders = {mark.first for mark in verbs if said.low(mark.first - 1) not in ("my", "the", "our", "a", "into", "in")}
    return parts[-1] if len(orders) <= 1 else None  # "log it and remind me to ring him"


def _kind(order: Clause) -> str:
    """Return the only kind of activity that is named."""
    kinds = {str(mark.value[0]) for mark in order.marks("kind")}
    return kinds.pop() if len(kinds) == 1 else ""


def _told(order: Clause, message: Clause, evidence: Evidence) -> str:
    """Return the kind that the story tells, where it is only to be logged: "… Could you log it?"."""
    if order.has("kind") or not any(form == "base" for _, form in order.verbs("log")):
        return ""
    shares = {name: share for name, share in evidence.shares(message).items() if name.startswith("log.")}
    best = max(shares, key=lambda name: shares[name], default="")
    named = {str(mark.value[0]) for mark in message.marks("kind")}
    kind = best.removeprefix("log.")
    return kind if best and shares[best] >= QUIET and named <= {kind} else ""


def _only_told(said: Sentence, order: Clause, evidence: Evidence) -> bool:
    """Whether nothing is asked or ordered in the story."""
    for one in segments(said, evidence):
        if one.clause.first >= order.first:
            continue
        if one.act in ("question", "how", "outside") and one.shares.get("none", 0.0) < QUIET:
            return False
        verbs = {mark.first for mark in one.clause.marks("verb") for _, form in mark.value if form == "base"}
        first = one.clause.first
        if first in verbs and one.acting >= SURE:
            return False
    return True


QUIET = 0.5
"""A question is about nothing of ours from here on."""
SURE = 0.75


def _gone(draft: Draft, order: Clause, evidence: Evidence) -> bool:
    """Whether the story is over: it is to be logged, or heard as something that happened, and not only days to come."""
    words, shares = set(order.lows()), evidence.shares(draft.clause)
    if words & _PLANNING:
        return False
    told, coming = (sum(share for name, share in shares.items() if name.startswith(deed)) for deed in ("log.", "plan."))
    marks = [mark for mark in days(draft) if mark.value.day]
    ahead = bool(marks) and not any(over(draft, mark) for mark in marks)
    if any(form == "base" for _, form in order.verbs("log")) or words & _LOGGING:
        return told >= coming or not ahead
    return told > coming


_LOGGING = words_of("down history file")
_PLANNING = words_of("plan schedule book calendar diary agenda block pencil reminder remind task todo to-do")


def _report(draft: Draft, evidence: Evidence, kind: str) -> Intent | None:
    return report(draft, evidence, kind) if kind != "task" else None


def _plan(draft: Draft, evidence: Evidence, kind: str) -> Intent | None:
    made = planned(draft, evidence, kind) if kind in ("call", "meeting", "email", "task") else None
    if made and kind != "task" and "due_date" not in made.set:
        made.missing = "due_date"
    return made
