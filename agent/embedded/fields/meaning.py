"""Whether a value without its field is meant as the new one, or only describes the record."""

from agent.embedded.conditions.silence import unanswered
from agent.embedded.fields.shifts import amount_change
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Field
from agent.embedded.language.words import words_of
from agent.embedded.sentences.acts import head
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.evidence import FIELDS, LOUD, NAMED, SURE, Evidence
from agent.embedded.values.money import Amount


def meant(draft: Draft, mark: Mark, known: Field, *, creating: bool, plainly: bool) -> bool:
    """Whether a value without its field is meant as the new one, not as a description of the record.

    Either `plainly`, by the words around it, or because the tagger hears a change.
    """
    if plainly:
        return _plainly(draft, mark, known, creating=creating)
    return not creating and _heard(draft, mark, known)


def _plainly(draft: Draft, mark: Mark, known: Field, *, creating: bool) -> bool:
    """Whether the words around a value say that it is the new one."""
    if mark.kind in ("amount", "choice") and _after_colon(draft, mark):
        return known.kind != "number" or _sizable(mark, 100)
    if mark.kind == "amount" and known.kind == "number" and not creating and amount_change(draft.copy(), mark):
        return True
    if draft.stated and mark.kind in ("amount", "date", "choice"):
        return known.kind != "number" or _sizable(mark, 100)
    if creating:
        return not _denied(draft, mark) and mark.kind != "length" and (mark.kind != "amount" or known.kind == "number")
    if mark.kind == "amount":
        return known.kind == "number" and _amount_said(draft, mark)
    if mark.kind in ("choice", "kind"):
        return _choice_said(draft, mark)
    if mark.kind == "length":
        return any(True for _ in draft.clause.verbs("postpone"))
    lead = draft.before(mark, ABOUT)
    made = lead in ("it", "that", "them") and any(True for _ in draft.clause.verbs("set", "move"))
    return mark.kind != "date" or made or lead in ("to", "till", "until", "->", "=", "for") or _put_on(draft, mark)


def _denied(draft: Draft, mark: Mark) -> bool:
    """Whether a value is named as what shall not be: "so that it doesn't get lost"."""
    return mark.kind == "choice" and any(draft.low(mark.first - back) in _DENYING for back in (1, 2, 3))


_DENYING = words_of("doesn't don't doesnt dont never won't isn't wasn't not")


def _put_on(draft: Draft, mark: Mark) -> bool:
    """Read "put them all on 30 June", "set the pilot on the 5th"; not the day of what is moved "by two hours"."""
    verbs = [verb for verb, form in draft.clause.verbs("set", "move") if form == "base"]
    put = any(draft.low(verb.first) in ("put", "set") for verb in verbs)
    if draft.before(mark, ABOUT) != "on" or not put or draft.clause.has("length"):
        return False
    at = mark.first - 1
    while draft.low(at) in ABOUT or draft.low(at) == "on":
        at -= 1
    return draft.low(at) in ("it", "that", "them", "all", "those", "these") or draft.sentence.at(at, "name") is not None


def _slotted(draft: Draft, mark: Mark, evidence: Evidence) -> bool:
    """Whether a listed value is heard as one: not the negotiation in "after a long negotiation"."""
    tokens = draft.sentence.tokens
    slot, sure = evidence.tags.slot(tokens[mark.first].start, tokens[mark.last - 1].end)
    return mark.kind != "choice" or (slot == "stage" and sure >= NAMED)


def _heard(draft: Draft, mark: Mark, known: Field) -> bool:
    """Whether the tagger hears an order to change this field, and nothing says that the value describes a record."""
    evidence = draft.world.evidence
    if not evidence or draft.act != "order" or mark.kind not in ("amount", "choice", "date"):
        return False
    lead, behind = draft.before(mark, ABOUT), draft.low(mark.last)
    shifted = mark.kind == "date" and (lead == "on" or draft.clause.has("length"))
    described = shifted or lead in _DESCRIBING or behind in ("deal", "deals", "one", "ones", "opportunity", "or", "and")
    if evidence.passed(draft.clause) & set(mark.places) or not _slotted(draft, mark, evidence):
        return False
    if described or _relative(draft, mark) or (known.kind == "number" and not _sizable(mark, 100)):
        return False
    shares = evidence.shares(draft.clause)
    return (
        shares.get(f"update.{FIELDS.get(known.name, known.name)}", 0.0) >= LOUD
        and evidence.acting(draft.clause) >= SURE
    )


_DESCRIBING = words_of(
    "worth of over above under below than between exactly least most since before after in from with not"
)
"""Words before a value that describes a record, or is the old one."""
ABOUT = words_of("the a an about around roughly approx only just now ~ :")
"""Words that may stand before a value without changing what it is for."""


def _sizable(mark: Mark, least: float) -> bool:
    amount: Amount = mark.value
    return amount.money or amount.percent or amount.value >= least


def _after_colon(draft: Draft, mark: Mark) -> bool:
    lead = draft.low(mark.first - 1)
    return lead == ":" or (lead == "," and _listed(draft))


def _amount_said(draft: Draft, mark: Mark) -> bool:
    lead = draft.before(mark, ABOUT)
    if lead in ("it", "that", "them") and draft.clause.has("verb"):
        return _sizable(mark, 100)
    if _beside(draft, mark):
        return _sizable(mark, 1000)
    if _joined(draft, mark):
        return _sizable(mark, 100)
    return lead in words_of("to is = -> → at by be") and _sizable(mark, 100)


def _joined(draft: Draft, mark: Mark) -> bool:
    """Read "put it in negotiation and 46k": a value right behind another new one."""
    if draft.low(mark.first - 1) not in ("and", "&", "+", "at"):
        return False
    before = draft.sentence.at(mark.first - 2, "choice")
    return before is not None and draft.before(before) in ("to", "in", "into", "at", "as", "->")


def _called_so(draft: Draft, mark: Mark) -> bool:
    """Read "mark it lost", "call the pilot won": the value right behind the record."""
    pointed = draft.low(mark.first - 1) in ("it", "that", "this", "them", "those")
    named = draft.sentence.at(mark.first - 1, "name")
    return (pointed or named is not None) and any(
        form == "base" for _, form in draft.clause.verbs("mark", "set", "move")
    )


def _choice_said(draft: Draft, mark: Mark) -> bool:
    lead = draft.before(mark, ABOUT)
    if _relative(draft, mark) or mark.first in unanswered(draft):
        return False
    if lead == "be" and draft.low(mark.first - 2) not in ("should", "must", "to"):
        return False
    if _called_so(draft, mark):
        return True
    if lead in ("in", "at") and _of_records(draft, mark):
        return False
    if mark.first == head(draft.clause) and draft.low(mark.first) in _QUALIFYING:
        return True
    others = [one for one in draft.open("choice") if one is not mark]
    rivals = any(draft.before(one) in ("to", "into", "as", "->") for one in others)
    if lead in ("in", "at") and (rivals or (draft.clause.has("verb") and not _moving(draft))):
        return False
    return lead in words_of(
        "to into as is = -> => → at in be by till until got been was gets being become becomes"
    ) or _beside(draft, mark)


_QUALIFYING = ("qualify",)
"""Listed values that are said as verbs: "qualify the pilot"."""


def _of_records(draft: Draft, mark: Mark) -> bool:
    """Whether a value describes the records right before it, and another is the new one: "deals in lead to 30 June"."""
    at = mark.first - 1
    while draft.low(at) in words_of("in at the stage still"):
        at -= 1
    values = [one for one in draft.clause.marks("amount", "date", "choice") if one is not mark]
    towards = any(draft.before(one) in ("to", "into", "->", "→") for one in values)
    return towards and draft.sentence.at(at, "class") is not None


def _relative(draft: Draft, mark: Mark) -> bool:
    """Read "everything that is in negotiation", "those which are lost": the value describes the records."""
    at = mark.first - 1
    while draft.low(at) in words_of("in at the still currently now already"):
        at -= 1
    return draft.low(at) in ("is", "are", "was", "were") and draft.low(at - 1) in ("that", "which", "who")


def _listed(draft: Draft) -> bool:
    """Whether values follow a name and a colon: "Hooli analytics: negotiation, 68k"."""
    names = draft.clause.marks("name")
    return bool(names) and names[0].first == draft.clause.first and draft.low(names[0].last) == ":"


def _moving(draft: Draft) -> bool:
    return any(True for _ in draft.clause.verbs("set", "move", "mark")) and not any(
        True for _ in draft.clause.verbs("show")
    )


def _beside(draft: Draft, mark: Mark) -> bool:
    """Read "globex pilot qualified", "store rollout 25k": only a record's own name, and its new value."""
    names = [one for one in draft.clause.marks("name") if one.last == mark.first]
    rest = [at for at in draft.left() if at not in mark.places and not (names and at in names[0].places)]
    alone = len(draft.clause.marks("choice", "amount")) == 1
    return (
        bool(names)
        and not rest
        and alone
        and draft.act == "order"
        and any(ref.cls == "Deal" and ref.score >= 0.9 for ref in name_of(names[0]).refs)
    )
