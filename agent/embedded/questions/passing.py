"""Words of a question that found no place: which of them may be a condition, and which are passed over."""

from agent.embedded.conditions.selecting import ASKING, BEARING
from agent.embedded.language.ordinary import ORDINARY
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import FREE, words_of
from agent.embedded.sentences.draft import Draft
from agent.embedded.sentences.evidence import PASSED

_SHOWING = words_of(
    "whoever has it only owns across team combined altogether one figure number title titles name names email "
    "emails phones numbers addresses amounts stages owners dates details info tell please pls give need list "
    "overview know knows me us we you they for the all everyone everybody somebody someone folks people guys "
    "still really just now currently sort kind at with talk speak work works there here get quick quickly want see "
    "table column row beside next largest biggest smallest first top bottom order sorted whole report paper sheet "
    "meeting monday might could may can should will must shall if rep reps person persons how when where why desk "
    "file till until till's going by keep counting standing included including stuff each mine ours own euro euros "
    "meant supposed expected planned due bound likely scheduled going set "
    "carrying carries juggling "
    "money dollars pounds today's past ever before after right"
)
_LEAVING = words_of(
    "lack lacks lacking miss misses missing "
    "not never no none nothing without except excluding besides apart neither nor minus other another only than over "
    "under above below between isn't aren't wasn't weren't doesn't don't didn't haven't hasn't unless instead"
)
"""Words that make another set of a set."""
_HARMLESS = words_of("only other than over before no not don't") - words_of("not no don't other")
_BEING = words_of("are is were was being be")


def hindered(draft: Draft, cls: Class) -> bool:
    """Whether a word is left that may be a condition: a value, a name, a negation, or what the records shall be."""
    return any(_matters(draft, cls, at) for at in draft.left())


def passed_over(word: str) -> bool:
    """Whether a word only looks like a part of a title: an ordinary one."""
    return word.lower() in ORDINARY | ASKING | _SHOWING | FREE


def _matters(draft: Draft, cls: Class, at: int) -> bool:
    token, sentence = draft.sentence.tokens[at], draft.sentence
    evidence = draft.world.evidence
    if evidence and evidence.tags.aside(token.start, token.end) >= PASSED:
        return False
    if token.low in _LEAVING - _HARMLESS or (cls.added and token.low not in ASKING - BEARING):
        return True
    if any(sentence.at(at, kind) for kind in ("amount", "date", "length", "email", "phone")):
        return True
    if sentence.at(at, "name") or (sentence.at(at, "choice") and cls.stage):
        return True
    if evidence and token.kind == "word" and _heard(draft, at) and token.low not in ASKING | _SHOWING | FREE | ORDINARY:
        return True
    if token.kind != "word" or sentence.at(at, "verb") or token.low in ASKING | _SHOWING | FREE:
        return False
    return _qualifying(draft, cls, at) or (_before(draft, cls, at) and token.low not in ORDINARY)


def _heard(draft: Draft, at: int) -> bool:
    """Whether a word that is not known tells when: "which deals close this mnth", "… close soonish"."""
    evidence, token = draft.world.evidence, draft.sentence.tokens[at]
    place = at - 1
    while draft.low(place) in _WHICH:
        place -= 1
    verb, timed = draft.sentence.at(place, "verb"), draft.sentence.at(place, "field")
    slot, sure = evidence.tags.slot(token.start, token.end) if evidence else ("none", 0.0)
    told = slot in ("date", "period", "time", "stage") and sure >= HEARD
    return told or (draft.low(place) in _TIMED and bool(verb or timed))


HEARD = 0.5
"""A word is heard as a value from here on."""
_WHICH = words_of("this next last the coming by")
_TIMED = words_of("close closes closing closed due ends ending end expected")


def _before(draft: Draft, cls: Class, at: int) -> bool:
    """Whether a word stands where one says what kind of records are meant: "my … deals"."""
    behind = draft.sentence.at(at + 1, "class")
    return behind is not None and cls.name in behind.value


def _qualifying(draft: Draft, cls: Class, at: int) -> bool:
    """Whether a word stands where one says how records are, or where: "deals that are …", "deals in the …"."""
    place = at - 1
    while draft.low(place) in _SOFTENING:
        place -= 1
    if draft.low(place) in _BEING:
        return True
    led = draft.sentence.at(place - 1, "class")
    return draft.low(place) in _PLACING and led is not None and cls.name in led.value


_SOFTENING = words_of("the a an very too so quite still now really currently all also just even most more rather")
_PLACING = words_of("in against under behind on about without near beyond within")
