"""From a sentence to a decision: what to do, what to ask first, or that it was not understood."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from agent.embedded import words
from agent.embedded.acts import Act, act
from agent.embedded.background import aside, background, joined, mentioned, ordered, topic
from agent.embedded.changes import changes
from agent.embedded.clauses import clauses
from agent.embedded.courtesies import opening
from agent.embedded.creations import creations
from agent.embedded.deeds import logs
from agent.embedded.draft import Draft, World
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
        world = replace(world, topic=topic(part) or world.topic)
        verbs = frozenset(
            concept
            for mark in clause.marks("verb")
            for concept, _ in mark.value
            if concept in ("assign", "create", "plan")
        )
        carried = verbs or carried
        parts.append(part)
    parts = joined(parts)
    if all(aside(part) for part in parts):
        return _chat(parts)
    return _decision(parts)


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


def _readings(draft: Draft) -> Iterator[Reading]:
    for reader in (talk, undos, changes, removals, shares, creations, logs, plans, lists, lookups):
        yield from reader(draft)


def _chat(parts: Sequence[Part]) -> Decision:
    for part in parts:
        for reading in part.readings:
            if reading.intents[0].do == "talk":
                return Decision(talk=str(reading.intents[0].value))
    return Decision(why="unknown")


def _decision(parts: list[Part]) -> Decision:
    intents: list[Intent] = []
    why: Act | str = ""
    left: list[str] = []
    rival: list[Intent] = []
    last = next(part for part in reversed(parts) if not aside(part))
    clear = any(ordered(part) for part in parts)
    for part in parts:
        best = part.best
        if aside(part) or (clear and background(part)):
            intents += mentioned(part)
            continue
        if best is None or best.score < 0.2 or (best.intents[0].do == "talk" and best.left):
            left += [part.clause.sentence.tokens[at].text for at in part.clause.left(set())]
            why = why or ("forbidden" if part.act == "forbidden" else "left")
            continue
        held = _held(part, best)
        if part.act == "forbidden" and part is not last and not intents:
            why = why if why else ""
            intents += _offered(best) if not best.writes else []
            continue
        if held:
            why = why or held
            left += best.left
        if not rival and best.writes:
            rival = _rival(part, best)
        intents += best.intents
    return Decision([intent for intent in inherited(intents) if intent.do != "talk"], why, left, rival)


def _offered(reading: Reading) -> list[Intent]:
    return reading.intents


def _held(part: Part, best: Reading) -> Act | str:
    """Return what stands against acting on a reading; nothing if it is a clear winner."""
    if not best.writes:
        known = (
            part.act == "question" and best.intents[0].do in ("about", "timeline") and best.intents[0].targets[0].said
        )
        return "" if len(best.left) <= (2 if known else 1) and best.score >= (0.4 if known else CLEAR) else "left"
    if part.act != "order" or best.doubtful:
        return part.act if part.act != "order" else "doubted"
    if any(word.lower() in words.GUARDS for word in best.left):
        return "doubted"
    return "left" if best.left or best.score < CLEAR else ""


def _rival(part: Part, best: Reading) -> list[Intent]:
    for other in part.readings[1:]:
        same = [intent.model_dump() for intent in other.intents] == [intent.model_dump() for intent in best.intents]
        if other.writes and not same and best.score - other.score < MARGIN and not other.left:
            return other.intents
    return []
