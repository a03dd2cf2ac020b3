"""From what the tagger hears to a decision, where the rules find no clear reading of a message.

The tagger says which segments order which operations, and which words name what; the records and values are linked as
everywhere else. Every operation that was heard must find its value and its record, or nothing is done.
"""

from dataclasses import replace

from agent.embedded.fields.values import leaving
from agent.embedded.language.intents import Intent
from agent.embedded.orders.amended import amended, changed
from agent.embedded.orders.emptied import emptied
from agent.embedded.orders.entries import met
from agent.embedded.orders.existing import existing
from agent.embedded.orders.frames import Frame, frames
from agent.embedded.orders.noting import noted
from agent.embedded.orders.renamed import renamed
from agent.embedded.orders.updating import told_fields, updating
from agent.embedded.orders.verdicts import verdicts
from agent.embedded.orders.whole import ordered
from agent.embedded.readings.compose import Decision
from agent.embedded.readings.merging import inherited
from agent.embedded.sentences.acts import commanding
from agent.embedded.sentences.clauses import clauses
from agent.embedded.sentences.draft import Draft, World, whole
from agent.embedded.sentences.evidence import SURE, Evidence, foreign
from agent.embedded.sentences.segments import Segment, segment
from agent.embedded.sentences.sentence import Clause, Sentence

HELD = 0.5
"""A segment holds back what the others order from here on."""
NAMED_CLEAR = 0.45
"""Of what is named by its class, less is enough."""
CLEAR = 0.6
"""Records are made and deleted from this share on."""
RIVAL = 0.25
"""A kind that is named is meant, where it is heard with so much of the share of the best."""
_CONTENT = ("name", "weak", "phrase", "amount", "date", "length", "choice", "outcome", "email", "phone", "url", "quote")
"""Marks of what an order can be about."""


def tagged(said: Sentence, world: World) -> Decision | None:
    """Return what to do with a message, heard as orders; nothing when it is none, or not all of it is clear."""
    evidence = world.evidence
    if not evidence:
        return None
    if special := composed(said, world):
        return Decision(special)
    intents: list[Intent] = []
    for frame in frames(said, evidence):
        made = _framed(frame, said, world, evidence)
        if not made and _empty(frame.own):
            continue
        if not made:
            return None
        if made[0].cls == "Activity" and made[0].do == "create" and updating(said):
            made += changed(frame.scope, said, world, evidence, told_fields(frame.scope, evidence), set())
        met(made, intents, frame.scope)
        intents = [one for one in intents if not _left(one, frame.own, world)] + made
        world = replace(world, topic=made[-1].cls)
    return Decision(inherited(intents)) if intents else None


def _empty(clause: Clause) -> bool:
    """Whether words that sound like an order name nothing, and give none: "…, we talked it all over"."""
    return not commanding(clause) and not clause.marks(*_CONTENT)


def _left(before: Intent, clause: Clause, world: World) -> bool:
    """Whether a value that was told before is the one that an order moves a record out of: "out of lost, into …"."""
    if before.do != "update" or len(before.set) != 1:
        return False
    gone = [mark for mark in clause.marks("choice") if leaving(Draft(clause, world), mark)]
    return any(str(value) in before.set.values() for mark in gone for _, _, value in mark.value)


def composed(said: Sentence, world: World) -> list[Intent]:
    """Return what a message orders in one of the forms that say one thing in several sentences."""
    draft = whole(said, world)
    one = renamed(draft) or noted(draft)
    return [one] if one else verdicts(draft)


def _framed(frame: Frame, said: Sentence, world: World, evidence: Evidence) -> list[Intent]:
    """Return what an order asks for, read in its own words, else together with what is told about it."""
    heard = frame.heard
    whole = heard.about.startswith(("log.", "create."))  # of these, all that is told is part
    for clause in (frame.scope, frame.own) if whole else (frame.own, frame.scope):
        if foreign(clause):
            return []
        made = (
            existing(frame, world, evidence)
            or amended(heard, clause, said, world, evidence)
            or emptied(heard, clause, world, evidence)
        )
        made = made or _one(heard, clause, world, evidence)
        if made:
            return made
    return _each(frame, said, world, evidence)


def _each(frame: Frame, said: Sentence, world: World, evidence: Evidence) -> list[Intent]:
    """Return the changes of the clauses of an order, each read by itself: "Raj takes Acme and Lena gets Globex"."""
    cut = [one for one in clauses(said) if frame.own.first <= one.first and one.last <= frame.own.last]
    parts = [segment(one, evidence) for one in cut]
    if len(parts) < 2 or any(one.about != frame.heard.about for one in parts):
        return []
    about = {frame.heard.about: 1.0}  # that is settled for all of them together
    made = [amended(replace(one, shares=about), one.clause, said, world, evidence) for one in parts]
    return [intent for intents in made for intent in intents] if all(made) else []


def _one(heard: Segment, clause: Clause, world: World, evidence: Evidence) -> list[Intent]:
    """Return the one thing that a segment orders to be made, told, planned, deleted or ended."""
    wished = evidence.act(heard.clause).get("reported", 0.0) if heard.about.startswith("create.") else 0.0
    if not heard.settled or heard.held - wished >= HELD / 2:  # "he would like a second one" is why the deal is made
        return []
    if heard.about.startswith(("create.", "delete.")) and heard.shares[heard.about] < CLEAR and not _named(heard):
        return []
    about = _kind(clause, evidence) if heard.about.startswith("log.") else heard.about
    noting = any(form == "base" for _, form in clause.verbs("log", "create"))
    if about.startswith("log.") and heard.acting < SURE and not noting:
        return []
    return ordered(clause, about, world, evidence)


def _named(heard: Segment) -> bool:
    """Whether the class of what is made is named, and nothing but what is made or its values is heard."""
    word = heard.about.removeprefix("create.").capitalize()
    about = sum(share for name, share in heard.shares.items() if name.startswith(("create.", "update.")))
    return heard.shares[heard.about] >= NAMED_CLEAR and about >= CLEAR and heard.clause.has("class", word)


def _kind(clause: Clause, evidence: Evidence) -> str:
    """Return what is logged: of the kinds that are heard, the one that is named, else the one heard best."""
    shares = {name: share for name, share in evidence.shares(clause).items() if name.startswith("log.")}
    best = max(shares.values())
    named = {f"log.{mark.value[0]}" for mark in clause.marks("kind")}
    fitting = [name for name in named if shares.get(name, 0.0) >= best * RIVAL]
    return fitting[0] if len(fitting) == 1 else max(shares, key=lambda name: shares[name])
