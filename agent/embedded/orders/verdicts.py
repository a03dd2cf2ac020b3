"""How several deals ended, told in one breath: "Ann has signed, Ben turned us down. Enter both"."""

from agent.embedded.fields.outcomes import told
from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class, Field
from agent.embedded.language.words import words_of
from agent.embedded.records.nouns import related
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.segments import segments
from agent.embedded.sentences.sentence import Clause

_STOPS = words_of(". ! ?")
ORDERED = 0.55
"""Words order something from here on."""
HELD = 0.4
"""They hold back what they speak of from here on."""


def verdicts(draft: Draft) -> list[Intent]:
    """Return how each of several deals ended, each with its own words; nothing where not all of it is clear."""
    cls = draft.world.vocabulary.classes.get("Deal")
    stage = next((one for one in cls.kinds("choice") if one.ends), None) if cls else None
    evidence = draft.world.evidence
    if not cls or not stage or not evidence or len(draft.clause.marks("name")) < 2:
        return []
    parts = segments(draft.sentence, evidence)
    if not any(one.acting >= ORDERED for one in parts) or any(one.held >= HELD for one in parts):
        return []
    if any(mark.value.money for mark in draft.clause.marks("amount")) or draft.clause.marks("email", "phone"):
        return []
    found = _groups(draft, cls, stage)
    if len(found) < 2 or not all(value for _, value in found) or len({value for _, value in found}) < 2:
        return []
    return [Intent(do="update", cls=cls.name, targets=[_noun(draft, cls, marks)], set={stage.name: value})
            for marks, value in found]  # fmt: skip


def _groups(draft: Draft, cls: Class, stage: Field) -> list[tuple[list[Mark], str]]:
    """Return the names that are told of together, each group with how it ended."""
    classes = (cls.name, *related(draft, cls))
    marks = [mark for mark in draft.clause.marks("name") if name_of(mark).of(*classes)]
    groups: list[tuple[list[Mark], str]] = []
    for number, mark in enumerate(marks):
        end = marks[number + 1].first if number + 1 < len(marks) else draft.clause.last
        end = next((at for at in range(mark.last, end) if draft.low(at) in _STOPS), end)
        value = _value(draft, Clause(draft.sentence, mark.last, end), stage)
        if groups and (not groups[-1][1] or _together(draft, groups[-1][0][-1], mark)):
            values = {one for one in (groups[-1][1], value) if one}
            groups[-1] = ([*groups[-1][0], mark], values.pop() if len(values) == 1 else "")
        else:
            groups.append(([mark], value))
    return groups


def _together(draft: Draft, one: Mark, other: Mark) -> bool:
    """Whether two names stand in one breath: "Globex signed the renewal"."""
    return not any(draft.low(at) in _PARTING for at in range(one.last, other.first))


_PARTING = words_of(", . ; ! ? and but while whereas")


def _value(draft: Draft, clause: Clause, stage: Field) -> str:
    """Return how the words behind a name say that it ended; "Ben doesn't" alone says no more than: not yet."""
    own = Draft(clause, draft.world)
    said = {value for _, value in told(own, stage)}
    said |= {value for mark in clause.marks("choice") for _, _, value in mark.value if value in stage.ends}
    return said.pop() if len(said) == 1 else ""


def _noun(draft: Draft, cls: Class, marks: list[Mark]) -> Noun:
    said = [name_of(mark).of(cls.name) or name_of(mark).of(*related(draft, cls)) for mark in marks]
    return Noun(cls=cls.name, text=draft.sentence.words(marks[0].first, marks[-1].last), said=said)
