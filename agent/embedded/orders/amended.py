"""Changes of records, of which the tagger hears which fields they are about."""

from agent.embedded.fields.heard import filters, others, taken_values
from agent.embedded.language.intents import Condition, Intent
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class
from agent.embedded.orders.doubtful import relative, torn, unplaced
from agent.embedded.orders.reservations import aside, harmless
from agent.embedded.records.referents import many
from agent.embedded.records.targets import targets
from agent.embedded.sentences.draft import Draft, World, name_of
from agent.embedded.sentences.evidence import FIELDS, HARDLY, NAMED, SURE, Evidence
from agent.embedded.sentences.segments import Segment
from agent.embedded.sentences.sentence import Clause, Sentence

FAINT = 0.05
"""A field of which a value is there is changed from this share on."""
_VALUED = {"amount": "amount", "stage": "choice", "date": "date", "phone": "phone", "email": "email"}


def amended(heard: Segment, clause: Clause, said: Sentence, world: World, evidence: Evidence) -> list[Intent]:
    """Return the changes that a segment orders; none, unless all that was heard in it is a change that can be made."""
    loud = heard.loud
    if not loud or not all(name.startswith("update.") for name in loud):
        return []
    fields = {_pointer(name, clause) for name in loud}
    if {"title", "name"} <= fields:  # what a deal is called, and what all else is
        fields -= {"name" if clause.has("class", "Deal") else "title"}
    more = fields | _faint(heard, clause, evidence)
    sets = any(many(clause, cls) for cls in world.vocabulary.classes.values())
    if more != fields and not sets and (made := _weighed(heard, clause, said, world, evidence, more)):
        return made
    return _weighed(heard, clause, said, world, evidence, fields)


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


def _weighed(
    heard: Segment, clause: Clause, said: Sentence, world: World, evidence: Evidence, fields: set[str]
) -> list[Intent]:
    """Return the change of these fields, first without the words that only tell why, then with them."""
    beside = aside(clause, evidence, sure=heard.held < HARDLY / 2 and heard.acting > SURE)
    made = changed(clause, said, world, evidence, fields, beside) if beside is not None else []
    if not made and beside != set() and harmless(clause, evidence):
        made = changed(clause, said, world, evidence, fields, set())  # "won't sign before May, use that"
    return made


def _pointer(name: str, clause: Clause) -> str:
    """Return the field that an operation changes: whether somebody is a colleague, the link knows, not the tagger."""
    field = name.removeprefix("update.")
    users = [mark for mark in clause.marks("name") if name_of(mark).refs[0].cls == "_User"]
    known = [mark for mark in users if all(ref.cls == "_User" for ref in name_of(mark).refs)]
    other = field in ("contact", "company") and len(known) == 1 and not clause.has("field")
    return "owner" if other else field


def changed(
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
    unclear = values.missing or unplaced(draft, evidence) or torn(clause, world, cls, names, evidence)
    if len(given) < len(names) or unclear:
        return None
    if any(field.name in values.set for field in cls.kinds("number")) and relative(draft, passed):
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
