"""From what the tagger hears to a decision, where the rules find no clear reading of a message.

The tagger says which segments order which operations, and which words name what; the records and values are linked as
everywhere else. Every operation that was heard must find its value and its record, or nothing is done.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from agent.embedded.compose import Decision
from agent.embedded.draft import Draft, World, name_of
from agent.embedded.evidence import ALTERING, CERTAIN, FIELDS, HARDLY, NAMED, SURE, Evidence, foreign
from agent.embedded.heard import filters, others, taken_values
from agent.embedded.intents import Condition, Intent, Noun
from agent.embedded.merging import inherited
from agent.embedded.nouns import nouns
from agent.embedded.referents import many, referents, through
from agent.embedded.segments import Segment, apart, chunks, segments
from agent.embedded.sentence import Clause, Sentence
from agent.embedded.vocabulary import Class
from agent.embedded.votes import voted
from agent.embedded.whole import ordered
from agent.embedded.words import GUARDS, words_of

_RELATIVE = words_of(
    "add plus more less extra another by raise raised increase increased bump bumped cut reduce reduced knock off "
    "percent % lower lowered drop dropped deduct subtract minus discount"
)
"""Words beside an amount that may tell how much more or less it is, and not how much."""
HELD = 0.5
"""A segment holds back what the others order from here on."""


def tagged(said: Sentence, world: World) -> Decision | None:
    """Return what to do with a message, heard as changes of records; nothing when it is none, or not all of it."""
    evidence = world.evidence
    if not evidence:
        return None
    found = segments(said, evidence)
    orders = [one for one in found if one.acting >= SURE and one.about != "none"]
    rest = [one for one in found if one not in orders]
    if not orders or any(_stops(one, orders) for one in rest):
        return None
    intents: list[Intent] = []
    for order in orders:
        made = _updates(order, said, world, evidence) or _clears(order, world, evidence)
        made = made or _one(order, world, evidence)
        if not made:
            return None
        intents += made
        world = replace(world, topic=made[-1].cls)
    return Decision(inherited(intents))


def _one(segment: Segment, world: World, evidence: Evidence) -> list[Intent]:
    """Return the one thing that a segment orders to be made, told, planned, deleted or ended."""
    if foreign(segment.clause) or not segment.settled or segment.held >= HELD / 2:
        return []
    made = ordered(segment.clause, segment.about, world, evidence)
    return [made] if made else []


def _stops(segment: Segment, orders: list[Segment]) -> bool:
    """Whether a segment takes an order back, or asks something of its own."""
    if segment.held >= HELD:
        return not apart(segment, orders) and (
            segment.act != "forbidden" or any(segment.about in (one.about, "none") for one in orders)
        )
    valued = segment.clause.has("amount") or segment.clause.has("date") or segment.clause.has("choice")
    return segment.act in ("question", "how", "outside") and (segment.about != "none" or valued)


def _updates(segment: Segment, said: Sentence, world: World, evidence: Evidence) -> list[Intent]:
    """Return the changes that a segment orders; none, unless all that was heard in it is a change that can be made."""
    if foreign(segment.clause):
        return []
    loud = segment.loud
    if not loud or not all(name.startswith("update.") for name in loud):
        return []
    fields = {_pointer(name, segment) for name in loud}
    beside = aside(
        segment.clause,
        _MULTIPLES if "amount" in fields else (),
        sure=segment.held < HARDLY / 2 and segment.acting > SURE,
    )
    if beside is None:
        return []
    made = _fields(segment, said, world, evidence, fields, beside)
    if not made and beside and segment.acting >= CERTAIN and segment.held < HARDLY:
        made = _fields(segment, said, world, evidence, fields, set())  # "won't sign before May, use that"
    return made


def _clears(segment: Segment, world: World, evidence: Evidence) -> list[Intent]:
    """Return the fields that a segment orders to be emptied, of the one record it names."""
    if foreign(segment.clause) or segment.acting < CERTAIN or segment.held >= HARDLY:
        return []
    loud = segment.loud
    if not loud or not all(name.startswith("clear.") for name in loud):
        return []
    fields = {name.removeprefix("clear.") for name in loud}
    for cls in world.vocabulary.classes.values():
        names = [name for name, known in cls.fields.items() if FIELDS.get(name, name) in fields and not known.required]
        draft = Draft(segment.clause, world, evidence.passed(segment.clause))
        targets = referents(draft, cls, evidence) if len(names) == len(fields) and not _values(draft) else []
        if len(targets) == 1 and f"update_{cls.plural}" in cls.tools:
            return [Intent(do="update", cls=cls.name, targets=targets, clear=names)]
    return []


def _values(draft: Draft) -> bool:
    """Whether a value is said that may be the new one, or tell something else."""
    return bool(draft.open("amount", "date", "email", "phone", "url", "choice", "quote"))


def _pointer(name: str, segment: Segment) -> str:
    """Return the field that an operation changes: whether somebody is a colleague, the link knows, not the tagger."""
    field = name.removeprefix("update.")
    users = [mark for mark in segment.clause.marks("name") if name_of(mark).refs[0].cls == "_User"]
    known = [mark for mark in users if all(ref.cls == "_User" for ref in name_of(mark).refs)]
    other = field in ("contact", "company") and len(known) == 1 and not segment.clause.has("field")
    return "owner" if other else field


def _fields(
    segment: Segment, said: Sentence, world: World, evidence: Evidence, fields: set[str], beside: set[int]
) -> list[Intent]:
    """Return the change of these fields, of the only class of records that it can be."""
    found: list[Intent] = []
    for cls in world.vocabulary.classes.values():
        names = [name for name in cls.fields if FIELDS.get(name, name) in fields]
        if names and f"update_{cls.plural}" in cls.tools:
            made = _update(segment.clause, said, world, cls, names, evidence, beside)
            if made and len(names) == len(fields):
                found.append(made)
    direct = [one for one in found if _direct(one)]
    return direct[:1] or (found if len(found) == 1 else [])


_MULTIPLES = words_of("half halve double twice")
"""Words that alter an order, unless they tell how an amount shall change."""


def aside(clause: Clause, known: Collection[str] = (), *, sure: bool = False) -> set[int] | None:
    """Return the words of the chunks of a clause that only tell why: "Helen can't come on Monday, so …".

    They have a word in them that may take back or alter an order. Nothing, when such a word stands in the order itself:
    in its only chunk, or at the head of one ("not Acme, …"). Of these words, `known` ones are understood.
    Where the tagger is `sure` that nothing is held back, a chunk may begin with one: "…, we never had it down".
    """
    cut = chunks(clause)
    found: set[int] = set()
    for chunk in cut:
        guards = [at for at in _guards(chunk) if chunk.sentence.low(at) not in known]
        if guards and (len(cut) == 1 or (not sure and _leads(chunk, guards[0]))):
            return None
        if guards:
            found.update(range(chunk.first, chunk.last))
    return found if len(found) < clause.last - clause.first else None


def _leads(chunk: Clause, guard: int) -> bool:
    return guard <= chunk.first + 1 and chunk.sentence.low(guard) in _HEADS


def _guards(clause: Clause) -> Iterator[int]:
    for at in range(clause.first, clause.last):
        word, behind = clause.sentence.low(at), clause.sentence.low(at + 1)
        # "on Monday instead", "only the close date": the new value is the one that stands there
        named = clause.sentence.at(at + 2, "name") or clause.sentence.at(at + 2, "choice")
        replaced = word == "instead" and (behind != "of" or named is not None)
        other = replaced or (word == "only" and behind not in ("if", "when", "after"))
        if word in GUARDS | ALTERING and not other and not clause.sentence.at(at, "courtesy"):
            yield at


_HEADS = words_of("don't dont not never if unless or stop instead rather only without except but except")
"""Words that, at the head of a chunk, alter what the others order."""


def _direct(intent: Intent) -> bool:
    return any(ref.cls == intent.cls for noun in intent.targets for group in noun.said for ref in group)


def _update(
    clause: Clause, said: Sentence, world: World, cls: Class, names: list[str], evidence: Evidence, beside: set[int]
) -> Intent | None:
    draft = Draft(clause, world, stated=True)
    passed = evidence.passed(clause) | beside
    draft.taken.update(passed)
    values = taken_values(draft, cls, names, evidence)
    given = {*values.set, *values.link, *values.change, *values.append}
    if len(given) < len(names) or values.missing or _unplaced(draft, evidence):
        return None
    if any(field.name in values.set for field in cls.kinds("number")) and _relative(draft, passed):
        return None
    draft.taken -= passed - beside
    intent = Intent(
        do="update", cls=cls.name, set=values.set, link=values.link, change=values.change, append=values.append
    )
    intent.problem = values.problem
    meant = filters(Draft(clause, world), evidence)
    if many(clause, cls):  # an old value tells which records are meant, too: "all calls of today to tomorrow"
        old = [mark for mark in others(Draft(clause, world), evidence) if mark not in meant]
        draft.taken -= {at for mark in old for at in mark.places}
    intent.targets = _targets(draft, said, cls, evidence, beside)
    sets = any(noun.many and not noun.said for noun in intent.targets)
    if sets:
        meant = [*meant, *clause.marks("choice", "amount", "date", "name")]
    if any(not (draft.taken - (set() if sets else beside)).issuperset(mark.places) for mark in meant):
        return None  # a condition that found no place would change more than was meant
    if "completed_at" in names:
        for noun in intent.targets:
            noun.where.append(Condition(field="completed_at", op="empty"))
    return intent if intent.targets else None


def _unplaced(draft: Draft, evidence: Evidence) -> bool:
    """Whether a value or colleague that is more than mentioned has found no place: then not all is clear."""
    tokens = draft.sentence.tokens
    people = [mark for mark in draft.names() if name_of(mark).refs[0].cls == "_User"]
    for mark in (*draft.open("choice"), *people):
        role, sure = evidence.tags.role(tokens[mark.first].start, tokens[mark.last - 1].end)
        kind, _ = evidence.tags.slot(tokens[mark.first].start, tokens[mark.last - 1].end)
        heard = kind == "stage" or (mark in people and name_of(mark).refs[0].fit >= CERTAIN)
        if heard and not (role != "plain" and sure >= NAMED):
            return True
    return False


def _relative(draft: Draft, passed: set[int]) -> bool:
    """Whether a word near an amount may tell that it is no new value, but how much more or less."""
    marks = draft.clause.marks("amount")
    used = [mark for mark in marks if draft.taken.issuperset(mark.places) and not passed & set(mark.places)]
    near = {at for mark in used for at in range(mark.first - 3, mark.last + 3)}
    return any(draft.low(at) in _RELATIVE for at in near - passed)


def _targets(draft: Draft, said: Sentence, cls: Class, evidence: Evidence, beside: set[int]) -> list[Noun]:
    """Return the records to change: those of the segment, else of the message, else what the thread is about."""
    if many(draft.clause, cls):
        draft.taken -= beside
        return nouns(draft, cls)
    whole = Draft(Clause(said, 0, len(said.tokens)), draft.world, draft.taken - beside)
    if _SEVERAL & set(draft.clause.lows()):  # "move them": not the one name that is said elsewhere
        return []
    for find in (referents, _alone, through):
        for place in (draft, whole):
            if found := find(place, cls, evidence):
                return found
    pointing = {"it", "its", "that", "this", "them", "her", "his", "him", "she", "he"} & set(draft.clause.lows())
    if pointing or cls.name == draft.world.topic:
        return [Noun(cls=cls.name, pronoun="class", text=cls.word)]
    loose = [noun for noun in nouns(draft, cls, filtered=False) if noun.said or noun.hints]
    for noun in loose:
        noun.loose = True
    return loose


_SEVERAL = words_of("them those these")


def _alone(draft: Draft, cls: Class, evidence: Evidence) -> list[Noun]:
    """Return the record of the only name that was said, where the tagger hears no name; of activities, the best."""
    if cls.name == "Activity":
        noun = voted(draft, draft.clause, draft.taken | evidence.passed(draft.clause))
        return [noun] if noun else []
    marks = [mark for mark in draft.names() if any(ref.cls == cls.name for ref in name_of(mark).refs)]
    if len(marks) != 1 or not name_of(marks[0]).of(cls.name):
        return []
    draft.take(marks[0])
    return [Noun(cls=cls.name, text=name_of(marks[0]).text, said=[name_of(marks[0]).of(cls.name)])]
