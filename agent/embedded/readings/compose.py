"""From a sentence to a decision: what to do, what to ask first, or that it was not understood."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from agent.embedded.conditions.exceptions import kept
from agent.embedded.language.intents import Intent
from agent.embedded.language.lexicon import Mark
from agent.embedded.readings.background import again, aside, background, joined, mentioned, ordered, topic, user
from agent.embedded.readings.changes import changes
from agent.embedded.readings.creations import creations
from agent.embedded.readings.deeds import logs
from agent.embedded.readings.holding import against, headless
from agent.embedded.readings.lists import lists
from agent.embedded.readings.lookups import lookups
from agent.embedded.readings.merging import inherited
from agent.embedded.readings.plans import plans
from agent.embedded.readings.recalling import recalled
from agent.embedded.readings.removals import removals, shares, undos
from agent.embedded.readings.talk import talk
from agent.embedded.records.selections import described
from agent.embedded.sentences.acts import Act, act
from agent.embedded.sentences.clauses import clauses
from agent.embedded.sentences.courtesies import opening
from agent.embedded.sentences.draft import Draft, World, name_of
from agent.embedded.sentences.evidence import SURE, Evidence
from agent.embedded.sentences.part import Part
from agent.embedded.sentences.reading import CLEAR, MARGIN, Reading
from agent.embedded.sentences.sentence import Clause, Sentence

SHORT = 6
"""Words of a clause that only takes back what was said."""
NAYED = 0.5
"""How sure the tagger must be that it does."""


@dataclass(slots=True)
class Decision:
    """What to do with a message.

    With `why` empty, `intents` are done. Otherwise they are only offered: `why` says what stands against doing them
    (an act, or "left" with the words that found no place in `left`). `rival` is the other way to read it.
    `whole` where every word of the orders has its place: then nothing that was said can be lost.
    """

    intents: list[Intent] = field(default_factory=list)
    why: Act | str = ""
    left: list[str] = field(default_factory=list)
    rival: list[Intent] = field(default_factory=list)
    talk: str = ""
    whole: bool = False


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
    parts = [recalled(parts, number) for number in range(len(parts))]
    parts = [described(parts, number, world) for number in range(len(parts))]
    parts = joined([_confirmed(parts, number, world) for number in range(len(parts))])
    meant = [part for part in parts if not aside(part, world.evidence)] or _likeliest(parts)
    made = _decision(parts, meant, world) if meant else _chat(parts)
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


def _decision(parts: list[Part], meant: list[Part], world: World) -> Decision:
    made = Decision()
    clear = any(ordered(part) for part in meant)
    for part in parts:
        if part.describes:
            made.intents += part.readings[0].intents
        elif kept(part, made.intents, world):
            continue
        elif all(part is not one for one in meant) or (clear and background(part)):
            made.intents += mentioned(part)
        elif part.act == "forbidden" and part is not meant[-1] and not made.intents:
            if any(name_of(mark).of("Contact") for mark in part.clause.marks("name")):
                made.intents += mentioned(part)  # "we don't need Rhys, take him out": what follows may speak of him
        else:
            _decide_part(part, made, world.evidence)
    made.intents = [intent for intent in inherited(made.intents) if intent.do != "talk"]
    if made.why == "forbidden" and not _forbids(meant, world.evidence):
        made.why = "left"  # the order itself stands
    return made


def _forbids(meant: list[Part], evidence: Evidence | None) -> bool:
    """Whether a "no" takes back what is ordered: not one in a story that is told before an order."""
    last = meant[-1]
    if evidence is None or not last.best or not last.best.writes or last.act != "order":
        return True
    return evidence.acting(last.clause) < SURE or evidence.held(last.clause) >= NAYED / 2


def _decide_part(part: Part, made: Decision, evidence: Evidence | None) -> None:
    """Add what a clause asks for to a decision, or what stands against it."""
    best = part.best
    if best is None or best.score < 0.2 or (best.intents[0].do == "talk" and best.left) or headless(part, best):
        made.left += [part.clause.sentence.tokens[at].text for at in part.clause.left(set())]
        made.why = made.why or ("forbidden" if part.act == "forbidden" else "left")
        return
    held = against(part, best, evidence)
    if held:
        made.why = made.why or held
        made.left += best.left
    if not made.rival and best.writes:
        made.rival = _rival(part, best)
    made.intents += best.intents


def _rival(part: Part, best: Reading) -> list[Intent]:
    for other in part.readings[1:]:
        same = [intent.model_dump() for intent in other.intents] == [intent.model_dump() for intent in best.intents]
        clear = not other.left and not other.doubtful
        if other.writes and not same and best.score - other.score < MARGIN and clear:
            return other.intents
    return []
