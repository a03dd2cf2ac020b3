"""From what the tagger hears to a decision, where the rules find no clear reading of a message.

The tagger says which segments order which operations, and which words name what; the records and values are linked as
everywhere else. Every operation that was heard must find its value and its record, or nothing is done.
"""

from dataclasses import replace

from agent.embedded.fields.heard import filters, others, taken_values
from agent.embedded.fields.values import chosen, leaving
from agent.embedded.language.intents import Condition, Intent
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.orders.entries import met
from agent.embedded.orders.existing import existing
from agent.embedded.orders.frames import Frame, frames
from agent.embedded.orders.guards import aside, harmless
from agent.embedded.orders.noting import noted
from agent.embedded.orders.renamed import renamed
from agent.embedded.orders.updating import told_fields, updating
from agent.embedded.orders.verdicts import verdicts
from agent.embedded.orders.whole import ordered
from agent.embedded.readings.compose import Decision
from agent.embedded.readings.merging import inherited
from agent.embedded.records.referents import many, referents
from agent.embedded.records.targets import targets
from agent.embedded.sentences.acts import commanding
from agent.embedded.sentences.clauses import clauses
from agent.embedded.sentences.draft import Draft, World, name_of, whole
from agent.embedded.sentences.evidence import CERTAIN, FIELDS, HARDLY, NAMED, SURE, Evidence, foreign
from agent.embedded.sentences.segments import Segment, segment
from agent.embedded.sentences.sentence import Clause, Sentence

_RELATIVE = words_of(
    "add plus more less cheaper dearer higher down extra another by raise raised increase increased bump bumped cut "
    "reduce reduced knock off percent % lower lowered drop dropped deduct subtract minus discount"
)
"""Words beside an amount that may tell how much more or less it is, and not how much."""
HELD = 0.5
"""A segment holds back what the others order from here on."""


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
            made += _fields(frame.scope, said, world, evidence, told_fields(frame.scope, evidence), set())
        met(made, intents, frame.scope)
        intents = [one for one in intents if not _left(one, frame.own, world)] + made
        world = replace(world, topic=made[-1].cls)
    return Decision(inherited(intents)) if intents else None


def _empty(clause: Clause) -> bool:
    """Whether words that sound like an order name nothing, and give none: "…, we talked it all over"."""
    return not commanding(clause) and not clause.marks(*_CONTENT)


_CONTENT = ("name", "weak", "phrase", "amount", "date", "length", "choice", "outcome", "email", "phone", "url", "quote")
"""Marks of what an order can be about."""


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
            or _updates(heard, clause, said, world, evidence)
            or _clears(heard, clause, world, evidence)
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
    made = [_updates(replace(one, shares=about), one.clause, said, world, evidence) for one in parts]
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


NAMED_CLEAR = 0.45
"""Of what is named by its class, less is enough."""


def _kind(clause: Clause, evidence: Evidence) -> str:
    """Return what is logged: of the kinds that are heard, the one that is named, else the one heard best."""
    shares = {name: share for name, share in evidence.shares(clause).items() if name.startswith("log.")}
    best = max(shares.values())
    named = {f"log.{mark.value[0]}" for mark in clause.marks("kind")}
    fitting = [name for name in named if shares.get(name, 0.0) >= best * RIVAL]
    return fitting[0] if len(fitting) == 1 else max(shares, key=lambda name: shares[name])


CLEAR = 0.6
"""Records are made and deleted from this share on."""
RIVAL = 0.25
"""A kind that is named is meant, where it is heard with so much of the share of the best."""


def _updates(heard: Segment, clause: Clause, said: Sentence, world: World, evidence: Evidence) -> list[Intent]:
    """Return the changes that a segment orders; none, unless all that was heard in it is a change that can be made."""
    loud = heard.loud
    if not loud or not all(name.startswith("update.") for name in loud):
        return []
    fields = {_pointer(name, clause) for name in loud}
    if {"title", "name"} <= fields:  # what a deal is called, and what all else is
        fields -= {"name" if clause.has("class", "Deal") else "title"}
    more = fields | _faint(heard, clause, evidence)
    sets = any(many(clause, cls) for cls in world.vocabulary.classes.values())
    if more != fields and not sets and (made := _changed(heard, clause, said, world, evidence, more)):
        return made
    return _changed(heard, clause, said, world, evidence, fields)


FAINT = 0.05
"""A field of which a value is there is changed from this share on."""
_VALUED = {"amount": "amount", "stage": "choice", "date": "date", "phone": "phone", "email": "email"}


def _faint(heard: Segment, clause: Clause, evidence: Evidence) -> set[str]:
    """Return the fields that are heard faintly beside others, of which a value is there: "signed, at 124k"."""
    found = set()
    for name, kind in _VALUED.items():
        marks = [mark for mark in clause.marks(kind) if _new(mark, clause, evidence)]
        told = any(mark.value.money for mark in marks) if kind == "amount" else bool(marks)
        if heard.shares.get(f"update.{name}", 0.0) >= FAINT and told:
            found.add(name)
    return found


def _new(mark: Mark, clause: Clause, evidence: Evidence) -> bool:
    """Whether a value is heard as a new one."""
    tokens = clause.sentence.tokens
    role, sure = evidence.tags.role(tokens[mark.first].start, tokens[mark.last - 1].end)
    return role == "plain" and sure >= NAMED


def _changed(
    heard: Segment, clause: Clause, said: Sentence, world: World, evidence: Evidence, fields: set[str]
) -> list[Intent]:
    """Return the change of these fields, first without the words that only tell why, then with them."""
    beside = aside(clause, evidence, sure=heard.held < HARDLY / 2 and heard.acting > SURE)
    made = _fields(clause, said, world, evidence, fields, beside) if beside is not None else []
    if not made and beside != set() and harmless(clause, evidence):
        made = _fields(clause, said, world, evidence, fields, set())  # "won't sign before May, use that"
    return made


def _clears(heard: Segment, clause: Clause, world: World, evidence: Evidence) -> list[Intent]:
    """Return the fields that a segment orders to be emptied, of the one record it names."""
    if heard.acting < CLEARED or heard.held >= HARDLY:
        return []
    loud = heard.loud
    if not loud or not all(name.startswith("clear.") for name in loud):
        return []
    fields = {name.removeprefix("clear.") for name in loud}
    for cls in world.vocabulary.classes.values():
        names = [name for name, known in cls.fields.items() if FIELDS.get(name, name) in fields and not known.required]
        draft = Draft(clause, world, evidence.passed(clause))
        targets = referents(draft, cls, evidence) if len(names) == len(fields) and not _values(draft) else []
        if len(targets) == 1 and f"update_{cls.plural}" in cls.tools:
            return [Intent(do="update", cls=cls.name, targets=targets, clear=names)]
    return []


def _values(draft: Draft) -> bool:
    """Whether a value is said that may be the new one, or tell something else."""
    return bool(draft.open("amount", "date", "email", "phone", "url", "choice", "quote"))


CLEARED = 0.75
"""Fields are emptied from here on."""


def _pointer(name: str, clause: Clause) -> str:
    """Return the field that an operation changes: whether somebody is a colleague, the link knows, not the tagger."""
    field = name.removeprefix("update.")
    users = [mark for mark in clause.marks("name") if name_of(mark).refs[0].cls == "_User"]
    known = [mark for mark in users if all(ref.cls == "_User" for ref in name_of(mark).refs)]
    other = field in ("contact", "company") and len(known) == 1 and not clause.has("field")
    return "owner" if other else field


def _fields(
    clause: Clause, said: Sentence, world: World, evidence: Evidence, fields: set[str], beside: set[int]
) -> list[Intent]:
    """Return the change of these fields, of the only class of records that it can be."""
    found: list[Intent] = []
    for cls in world.vocabulary.classes.values():
        names = [name for name in cls.fields if FIELDS.get(name, name) in fields]
        if names and f"update_{cls.plural}" in cls.tools:
            made = _update(clause, said, world, cls, names, evidence, beside)
            if made and len(names) == len(fields):
                found.append(made)
    direct = [one for one in found if _direct(one)]
    return direct[:1] or (found if len(found) == 1 else [])


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
    unclear = values.missing or _unplaced(draft, evidence) or _torn(clause, world, cls, names, evidence)
    if len(given) < len(names) or unclear:
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
    intent.targets = targets(draft, said, cls, evidence, beside)
    sets = any(noun.many and not noun.said for noun in intent.targets)
    if sets:
        meant = [*meant, *clause.marks("choice", "amount", "date", "name")]
    if any(not (draft.taken - (set() if sets else beside)).issuperset(mark.places) for mark in meant):
        return None  # a condition that found no place would change more than was meant
    return _ending(intent, clause) if "completed_at" in names else intent if intent.targets else None


def _ending(intent: Intent, clause: Clause) -> Intent | None:
    """Return the end of activities that are still to be done; of many, only where an end is ordered.

    "We talked it all over" ends nothing.
    """
    if any(noun.many and not noun.said for noun in intent.targets) and not any(clause.verbs("complete")):
        return None
    for noun in intent.targets:
        noun.where.append(Condition(field="completed_at", op="empty"))
    return intent if intent.targets else None


def _unplaced(draft: Draft, evidence: Evidence) -> bool:
    """Whether a value or colleague that is more than mentioned has found no place: then not all is clear."""
    tokens = draft.sentence.tokens
    people = [mark for mark in draft.names() if name_of(mark).refs[0].cls == "_User"]
    if any({draft.low(mark.first - 1), draft.low(mark.last)} & _SHIFTING for mark in draft.open("length")):
        return True
    for mark in (*draft.open("choice"), *people):
        role, sure = evidence.tags.role(tokens[mark.first].start, tokens[mark.last - 1].end)
        kind, _ = evidence.tags.slot(tokens[mark.first].start, tokens[mark.last - 1].end)
        heard = kind == "stage" or (mark in people and name_of(mark).refs[0].fit >= CERTAIN)
        if heard and not (role != "plain" and sure >= NAMED):
            return True
    return False


def _torn(clause: Clause, world: World, cls: Class, names: list[str], evidence: Evidence) -> bool:
    """Whether several values are said that may each be the new one: "rollout proposal won"."""
    stage = cls.stage
    if not stage or stage.name not in names:
        return False
    tokens, plain = clause.sentence.tokens, set()
    for mark in clause.marks("choice"):
        role, sure = evidence.tags.role(tokens[mark.first].start, tokens[mark.last - 1].end)
        aside_ = evidence.tags.aside(tokens[mark.first].start, tokens[mark.last - 1].end)
        left = leaving(Draft(clause, world), mark)
        if not (left or (role != "plain" and sure >= NAMED)) and aside_ < NAMED and chosen(mark, stage):
            plain.add(chosen(mark, stage))
    return len(plain) > 1


_SHIFTING = words_of("earlier later sooner forward back")
"""Words beside a length of time that tell by how much a day moves."""


def _relative(draft: Draft, passed: set[int]) -> bool:
    """Whether a word near an amount may tell that it is no new value, but how much more or less."""
    marks = draft.clause.marks("amount")
    used = [mark for mark in marks if draft.taken.issuperset(mark.places) and not passed & set(mark.places)]
    used = [mark for mark in used if (draft.low(mark.first - 2), draft.low(mark.first - 1)) not in _REACHING]
    near = {at for mark in used for at in range(mark.first - 3, mark.last + 3)}
    return any(draft.low(at) in _RELATIVE for at in near - passed)


_REACHING = {("down", "to"), ("up", "to"), ("back", "to")}
"""Words that lead to what an amount comes to: "goes down to 90k"."""
