"""Values of an order of which it is not clear whether they are its new ones."""

from agent.embedded.fields.values import chosen, leaving
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft, World, name_of
from agent.embedded.sentences.evidence import CERTAIN, NAMED, Evidence
from agent.embedded.sentences.sentence import Clause

_RELATIVE = words_of(
    "add plus more less cheaper dearer higher down extra another by raise raised increase increased bump bumped cut "
    "reduce reduced knock off percent % lower lowered drop dropped deduct subtract minus discount"
)
"""Words beside an amount that may tell how much more or less it is, and not how much."""
_REACHING = {("down", "to"), ("up", "to"), ("back", "to")}
"""Words that lead to what an amount comes to: "goes down to 90k"."""
_SHIFTING = words_of("earlier later sooner forward back")
"""Words beside a length of time that tell by how much a day moves."""


def unplaced(draft: Draft, evidence: Evidence) -> bool:
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


def torn(clause: Clause, world: World, cls: Class, names: list[str], evidence: Evidence) -> bool:
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


def relative(draft: Draft, passed: set[int]) -> bool:
    """Whether a word near an amount may tell that it is no new value, but how much more or less."""
    marks = draft.clause.marks("amount")
    used = [mark for mark in marks if draft.taken.issuperset(mark.places) and not passed & set(mark.places)]
    used = [mark for mark in used if (draft.low(mark.first - 2), draft.low(mark.first - 1)) not in _REACHING]
    near = {at for mark in used for at in range(mark.first - 3, mark.last + 3)}
    return any(draft.low(at) in _RELATIVE for at in near - passed)
