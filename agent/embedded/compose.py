"""From a sentence to a decision: what to do, what to ask first, or that it was not understood."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from agent.embedded import words
from agent.embedded.acts import Act, act, commanding
from agent.embedded.background import again, aside, background, joined, mentioned, ordered, topic, user
from agent.embedded.changes import changes
from agent.embedded.clauses import clauses
from agent.embedded.courtesies import opening
from agent.embedded.creations import creations
from agent.embedded.deeds import logs
from agent.embedded.draft import Draft, World
from agent.embedded.evidence import Evidence
from agent.embedded.intents import Intent
from agent.embedded.lexicon import Mark
from agent.embedded.lists import lists
from agent.embedded.lookups import lookups
from agent.embedded.merging import inherited
from agent.embedded.part import Part
from agent.embedded.plans import plans
from agent.embedded.reading import CLEAR, MARGIN, Reading
from agent.embedded.removals import removals, shares, undos
from agent.embedded.sentence import Clause, Sentence
from agent.embedded.talk import talk

VETO = 0.2
"""A clause that is less likely an order than this is only offered."""
HELD = 0.5
"""Nor is one done that the tagger hears as held back with this probability."""
SHORT = 6
"""Words of a clause that only takes back what was said."""
LOGGED = 0.15
"""A report that is not called one must be heard as one with this share."""
NAYED = 0.5
"""How sure the tagger must be that it does."""
_HEARD: dict[str, Act] = {
    "question": "question",
    "how": "about doing",
    "supposed": "supposed",
    "forbidden": "forbidden",
    "reported": "reported",
    "done": "told",
}
"""What the tagger calls an act, and the readings do."""


@dataclass(slots=True)
class Decision:
    """What to do with a message.

    With `why` empty, `intents` are done. Otherwise they are only offered: `why` says what stands against doing them
    (an act, or "left" with the words that found no place in `left`). `rival` is the other way to read it.
    """

    intents: list[Intent] = field(default_factory=list)
    why: Act | str = ""
    left: list[str] = field(default_factory=list)
    rival: list[Intent] = field(default_factory=list)
    talk: str = ""


def decide(sentence: Sentence, world: World) -> Decision:
    """Return what to do with a message."""
    parts: list[Part] = []
    carried: frozenset[str] = frozenset()
    for clause in clauses(sentence):
        part = _part(clause, world, carried)
        world = replace(world, topic=topic(part) or world.topic, person=user(part) or world.person)
        verbs = frozenset(
            concept
            for mark in clause.marks("verb")
            for concept, _ in mark.value
            if concept in ("assign", "create", "plan")
        )
        carried = verbs or carried
        parts.append(part)
    parts = [_extended(parts, number, world) for number in range(len(parts))]
    parts = joined([_confirmed(parts, number, world) for number in range(len(parts))])
    meant = [part for part in parts if not aside(part, world.evidence)] or _likeliest(parts)
    made = _decision(parts, meant, world.evidence) if meant else _chat(parts)
    if any(_taken_back(part, world.evidence) for part in parts[1:]):
        made.why = "forbidden"
    return made


def _taken_back(part: Part, evidence: Evidence | None) -> bool:
    """Whether a clause takes back all that was said before it: "… actually don't", "scratch that"."""
    named = part.clause.marks("name", "weak", "phrase", "amount", "date", "choice", "field", "class", "quote")
    bare = part.act == "forbidden" and not named and len(part.clause.lows()) <= SHORT
    return bare and (evidence is None or evidence.act(part.clause).get("forbidden", 0.0) >= NAYED)


def _likeliest(parts: list[Part]) -> list[Part]:
    """Return the part that says most, of a message that seems to say nothing: no courtesy, and something of records."""
    known = [part for part in parts if part.best and part.best.intents[0].do != "talk" and part.clause.left(set())]
    return sorted(known, key=lambda part: -part.readings[0].score)[:1]


def _part(clause: Clause, world: World, carried: frozenset[str]) -> Part:
    end = opening(clause)
    if end > clause.first:
        clause.sentence.add([Mark("courtesy", clause.first, end, ["opening"])])
    said = act(clause)
    draft = Draft(clause, world, carried=carried, act=said)
    found = [reading for reading in _readings(draft) if reading.score > 0]
    if said == "question":
        found = [reading for reading in found if not reading.writes] or found
    found.sort(key=lambda reading: -reading.score)
    return Part(clause, said, found)


def _confirmed(parts: list[Part], number: int, world: World) -> Part:
    """Read "they only have 18k" as the new value, when "adjust that" follows."""
    part = parts[number]
    after = parts[number + 1] if number + 1 < len(parts) else None
    marks = part.clause.marks("amount", "date", "choice")
    if not after or part.act not in ("order", "reported") or len(marks) != 1 or not again(after):
        return part
    end = after.clause.last if after.clause.has("field") else part.clause.last
    clause = Clause(part.clause.sentence, part.clause.first, end)
    found = [one for one in changes(Draft(clause, world, stated=True)) if one.intents[0].targets and one.intents[0].set]
    for reading in found:
        reading.left = []
    found.sort(key=lambda one: -one.score)
    return Part(part.clause, "order", found[:1]) if found and found[0].score >= CLEAR else part


def _extended(parts: list[Part], number: int, world: World) -> Part:
    """Let an order to add a record find its parts in what was told right before: "… for her", "… for that"."""
    part = parts[number]
    best = part.best
    if not best or best.intents[0].do != "create" or best.intents[0].cls == "Activity" or number == 0:
        return part
    before = parts[number - 1]
    pointing = {"her", "him", "that", "them", "this", "it", "he", "she"} & set(part.clause.lows())
    told = before.best and before.best.writes and not before.best.left and not _named(before, best)
    if not (pointing or best.intents[0].missing) or before.act != "order" or told:
        return part
    clause = Clause(part.clause.sentence, before.clause.first, part.clause.last)
    own = {clause.sentence.low(at) for at in range(part.clause.first, part.clause.last)}
    found = []
    for reading in creations(Draft(clause, world, act=part.act)):
        reading.left = [word for word in reading.left if word.lower() in own and word.lower() not in pointing]
        if reading.intents[0].cls == best.intents[0].cls and not reading.intents[0].missing:
            found.append(reading)
    if found:
        before.readings = []
    return Part(part.clause, part.act, found) if found else part


def _named(before: Part, best: Reading) -> bool:
    """Whether the clause before only introduces somebody new: "I met a lady called Rosa Klein"."""
    return best.intents[0].cls == "Contact" and bool({"called", "named", "name"} & set(before.clause.lows()))


def _readings(draft: Draft) -> Iterator[Reading]:
    for reader in (talk, undos, changes, removals, shares, creations, logs, plans, lists, lookups):
        yield from reader(draft)


def _chat(parts: Sequence[Part]) -> Decision:
    for part in parts:
        for reading in part.readings:
            if reading.intents[0].do == "talk":
                return Decision(talk=str(reading.intents[0].value))
    return Decision(why="unknown")


def _decision(parts: list[Part], meant: list[Part], evidence: Evidence | None) -> Decision:
    made = Decision()
    clear = any(ordered(part) for part in meant)
    for part in parts:
        if all(part is not one for one in meant) or (clear and background(part)):
            made.intents += mentioned(part)
        elif not (part.act == "forbidden" and part is not meant[-1] and not made.intents):
            _decide_part(part, made, evidence)
    made.intents = [intent for intent in inherited(made.intents) if intent.do != "talk"]
    return made


def _decide_part(part: Part, made: Decision, evidence: Evidence | None) -> None:
    """Add what a clause asks for to a decision, or what stands against it."""
    best = part.best
    if best is None or best.score < 0.2 or (best.intents[0].do == "talk" and best.left):
        made.left += [part.clause.sentence.tokens[at].text for at in part.clause.left(set())]
        made.why = made.why or ("forbidden" if part.act == "forbidden" else "left")
        return
    held = _held(part, best) or _vetoed(part, best, evidence)
    if held:
        made.why = made.why or held
        made.left += best.left
    if not made.rival and best.writes:
        made.rival = _rival(part, best)
    made.intents += best.intents


def _held(part: Part, best: Reading) -> Act | str:
    """Return what stands against acting on a reading; nothing if it is a clear winner."""
    if not best.writes:
        known = (
            part.act == "question" and best.intents[0].do in ("about", "timeline") and best.intents[0].targets[0].said
        )
        return "" if len(best.left) <= (2 if known else 1) and best.score >= (0.4 if known else CLEAR) else "left"
    if best.head and part.act in ("doubted", "reported", "forbidden"):
        opening_part = Clause(part.clause.sentence, part.clause.first, min(best.head, part.clause.last))
        part = Part(part.clause, act(opening_part), part.readings)
    if part.act != "order" or best.doubtful:
        return part.act if part.act != "order" else "doubted"
    if any(word.lower() in words.GUARDS for word in best.left):
        return "guarded"
    return "left" if best.left or best.score < CLEAR else ""


def _vetoed(part: Part, best: Reading, evidence: Evidence | None) -> Act | str:
    """Return what the tagger hears in a clause whose reading would write: nothing, if it may be an order."""
    if not evidence or not best.writes:
        return ""
    if _only_told(part, best, evidence):
        return "told"
    if evidence.acting(part.clause) >= VETO and evidence.held(part.clause) < HELD:
        return "left" if evidence.contradicts(part.clause, best.intents) else ""
    if commanding(part.clause) and evidence.held(part.clause) < HELD:
        return ""  # "update the status of …" sounds like a question about the status, and is none
    said = evidence.act(part.clause)
    return _HEARD.get(max(said, key=lambda act: said[act]), "doubted")


def _only_told(part: Part, best: Reading, evidence: Evidence) -> bool:
    """Whether the rules take for a report what the tagger does not hear as one, and nobody said "log"."""
    report = (
        best.intents[0].cls == "Activity" and best.intents[0].do == "create" and "completed_at" in best.intents[0].set
    )
    if not report or any(True for _ in part.clause.verbs("log")):
        return False
    shares = evidence.shares(part.clause)
    heard = sum(share for name, share in shares.items() if name.startswith("log."))
    return heard < LOGGED or shares.get("update.done", 0.0) > heard


def _rival(part: Part, best: Reading) -> list[Intent]:
    for other in part.readings[1:]:
        same = [intent.model_dump() for intent in other.intents] == [intent.model_dump() for intent in best.intents]
        clear = not other.left and not other.doubtful
        if other.writes and not same and best.score - other.score < MARGIN and clear:
            return other.intents
    return []
