"""What stands beside an order on a set and changes nothing of it: why it is given, and that the rest stays."""

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.sentences.acts import act as told
from agent.embedded.sentences.acts import commanding
from agent.embedded.sentences.evidence import Evidence
from agent.embedded.sentences.sentence import Clause

STORY = 0.5
"""Words are no order, and hold nothing back, below this."""
_HOLDING = ("question", "how", "supposed", "forbidden", "outside")
_STAYING = words_of("stay stays remain remains keep leave untouched alone touch change unchanged continue keeps")
_REST = words_of(
    "the other others rest remaining bigger larger smaller older newer ones one please just don't dont do not stay "
    "stays remain remains keep leave untouched alone touch change unchanged as they are is it where with him her them "
    "me and but of deals leads customers those that were everything else which he she his hers keeps continue in , . ! "
    "whats what's already written there stands what was so for now"
)
_OTHERWISE = words_of("not aren't arent isn't")
_DIFFERENT = words_of(
    "reassign change move fix correct hand give over switch those these ones any the all that which who are aren't "
    "arent isn't is not yet already with to him her them me so and please , . ! where it accordingly"
)
"""Words that only say that those are changed which are not so yet: "change those that aren't"."""


def story(clause: Clause, evidence: Evidence) -> bool:
    """Whether words only tell something: they order nothing, and hold nothing back."""
    if not any(token.kind == "word" for token in clause.sentence.tokens[clause.first : clause.last]):
        return True
    if told(clause) == "told" or _done(clause):
        return True
    if _held(clause, evidence) >= STORY or _conditional(clause):
        return False
    if evidence.acting(clause) < STORY and _held(clause, evidence) < STORY / 2:
        return True
    plain = not clause.marks("class", "choice", "amount", "quote", "kind", "undo")
    return plain and not commanding(clause) and not _ASKING & set(clause.lows())


_ASKING = words_of("please should must could can shall make let's kindly pls")


def _held(clause: Clause, evidence: Evidence) -> float:
    """Return how surely words ask, suppose or forbid something."""
    act = evidence.act(clause)
    return sum(act.get(name, 0.0) for name in _HOLDING)


def reason(clause: Clause, evidence: Evidence) -> bool:
    """Whether words before an order can only say why it is given: no record is in them, no value and no condition.

    Before "so" a colleague may be named.
    """
    said = clause.sentence
    consequent = said.low(clause.last) in ("so", "therefore", "hence", "thus")
    named = [mark for mark in clause.marks("name") if not (consequent and _colleague(mark))]
    classes = [mark for mark in clause.marks("class") if said.low(mark.first) not in _TRADE]
    valued = named or classes or clause.marks("choice", "amount", "date", "quote", "kind", "undo")
    told = [said.tokens[at] for at in range(clause.first + 1, clause.last) if not said.at(at, "name")]
    unknown = any(one.proper and evidence.tags.plain(one.start, one.end) < STORY for one in told)
    return not (valued or unknown or _held(clause, evidence) >= STORY or _CONDITIONS & set(clause.lows()))


def _colleague(mark: Mark) -> bool:
    return all(ref.cls == "_User" for ref in mark.value.refs)


_TRADE = words_of("business")
"""Words for companies that mean what one does: "I won't get round to any new business"."""
_CONDITIONS = words_of("if unless except not don't dont never maybe perhaps when once until")


def _conditional(clause: Clause) -> bool:
    """Whether a word may make an order depend on something; how long somebody is away does not."""
    said = clause.sentence
    found = [at for at in range(clause.first, clause.last) if said.low(at) in _CONDITIONS]
    lasting = [at for at in found if said.low(at) == "until" and said.at(at + 1, "date") and not commanding(clause)]
    return len(found) > len(lasting)


def _done(clause: Clause) -> bool:
    """Whether words tell what we have done: "we mailed all of them"."""
    at = clause.first
    while clause.sentence.low(at) in ("so", "and", "well", ",", "as", "since", "because", "yesterday", "today"):
        at += 1
    if clause.sentence.low(at) not in ("i", "we", "i've", "we've"):
        return False
    at += 1 + (clause.sentence.low(at + 1) in ("have", "'ve", "just", "already", "had"))
    mark = clause.sentence.at(at, "deed") or clause.sentence.at(at, "verb")
    return mark is not None and any(form == "past" for _, form in mark.value if isinstance(_, str))


def harmless(clause: Clause, evidence: Evidence) -> bool:
    """Whether words behind an order say that the rest stays as it is, or only tell something."""
    lows = {token.low for token in clause.sentence.tokens[clause.first : clause.last]}
    if lows & _STAYING and lows <= _REST:
        return True
    if lows & _OTHERWISE and lows <= _DIFFERENT:
        return True
    valued = clause.marks("amount", "date", "choice", "name", "class")
    return not clause.left(set()) or (story(clause, evidence) and not valued)
