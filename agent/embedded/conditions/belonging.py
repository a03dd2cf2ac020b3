"""Whose records are meant, of a set: "Ann's", "hers", "that she has", "on his desk", "the ones I look after"."""

from agent.embedded.language.intents import Condition, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft, name_of

_POSSESSIVE = words_of("his her hers their theirs")
_SUBJECT = words_of("he she they")
_OBJECT = words_of("him her them")
_MINE = words_of("my mine")
_HOLDING = words_of(
    "has have had owns own owned got holds hold handles handle handled handling manages manage managed managing runs "
    "run running keeps looks look looking looked after in charge of responsible for is was are been 's 've currently "
    "carries carrying juggling still now working works on with under"
)
_FIRM = words_of(
    "has have owns own got holds hold handles handle handling manages manage managing runs looks look works"
)
_ASSIGNED = words_of("assigned belonging belong belongs owned handled managed held run with under from off of at by")
_DESK = words_of("desk plate list hands pipeline name book books table")
_FOLLOWED = words_of("deals deal leads lead customers customer clients client accounts ones stuff own")


def belonging(draft: Draft, field: str, person: Noun | None) -> list[Condition] | None:
    """Return the conditions on the owner that a set was described with; nothing if a pronoun has no one to mean."""
    owners: list[Noun] = []
    for at in range(draft.clause.first, draft.clause.last):
        if at in draft.taken or draft.sentence.at(at, "date"):
            continue
        mark = draft.sentence.at(at, "name") or draft.sentence.at(at, "weak")
        if mark and mark.first == at:
            if owners and draft.low(at - 1) == "from":  # "my deals from Raj": his, or that he gave away?
                return None
            owners += _named(draft, mark)
            continue
        if mark or not (spoken := _spoken(draft, at)):
            continue
        whose = _me(draft) if spoken == "me" else person
        if whose is None:
            return None
        owners.append(whose)
    unique = list({_ids(one): one for one in owners}.values())
    return [Condition(field=field, noun=one) for one in unique]


def _ids(noun: Noun) -> tuple[str, ...]:
    return tuple(ref.id for group in (*noun.said, noun.chosen) for ref in group)


def _me(draft: Draft) -> Noun | None:
    me = draft.world.me
    return Noun(cls="_User", text="me", chosen=[me]) if me else None


def _named(draft: Draft, mark: Mark) -> list[Noun]:
    """Return the colleague whose records are meant by name; takes the words for it."""
    users = name_of(mark).of("_User")
    if not users:
        return []
    first, last = _lead(draft, mark.first), _holding(draft, mark.last)
    if draft.low(mark.last) in ("'s", "'") and last == mark.last:
        last = mark.last + 1 + (draft.low(mark.last + 1) in _DESK)
    elif last == mark.last and first == mark.first:
        return []
    draft.span(first, last)
    return [Noun(cls="_User", text=name_of(mark).text, said=[users])]


def _lead(draft: Draft, first: int) -> int:
    """Return where "assigned to", "on", "with" before an owner begins."""
    at = first
    if draft.low(at - 1) == "to" and draft.low(at - 2) in _ASSIGNED:
        at -= 2
    elif draft.low(at - 1) in _ASSIGNED or draft.low(at - 1) == "on":
        at -= 1
        at -= draft.low(at) == "by" and draft.low(at - 1) in _ASSIGNED
    while at < first and draft.low(at - 1) in ("are", "is", "currently", "still", "that", "which"):
        at -= 1
    return at


def _holding(draft: Draft, at: int) -> int:
    """Return where "has", "is looking after" behind an owner ends."""
    end = at
    while draft.low(end) in _HOLDING:
        end += 1
    firm = {draft.low(place) for place in range(at, end)} & (_FIRM | {"charge", "responsible", "'ve"})
    while end > at and draft.low(end - 1) in ("in", "for", "with", "under", "at", "currently", "still", "now") and firm:
        if draft.low(end - 2) in ("charge", "responsible"):
            break
        end -= 1
    return end if firm else at


def _spoken(draft: Draft, at: int) -> str:
    """Take a pronoun that says whose the records are; return "me", "one", or nothing."""
    low = draft.low(at)
    if low in _MINE:
        draft.span(at - (low == "mine" and draft.low(at - 1) == "of"), at + 1 + (draft.low(at + 1) in _DESK))
        return "me"
    if low in ("i", "i've", "i'm") and (end := _holding(draft, at + 1)) > at + 1:
        draft.span(at, end)
        return "me"
    if low == "i've" and draft.low(at + 1) == "got":
        draft.span(at, at + 2)
        return "me"
    if low in _SUBJECT and (end := _holding(draft, at + 1)) > at + 1:
        draft.span(at, end)
        return "one"
    if low in _POSSESSIVE and not _of_field(draft, at):
        draft.span(at, at + 1 + (draft.low(at + 1) in _DESK))
        return "one"
    if low in _OBJECT and draft.low(at - 1) in ("from", "off", "with"):
        draft.span(at - 1, at + 1)
        return "one"
    return ""


def _of_field(draft: Draft, at: int) -> bool:
    """Whether a field of the records follows, not the records: "their close dates"."""
    field = draft.sentence.at(at + 1, "field")
    return field is not None and not draft.sentence.at(at + 1, "class") and draft.low(at + 1) not in _FOLLOWED
