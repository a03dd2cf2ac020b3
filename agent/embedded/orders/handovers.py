"""Who gets a set of records: "… go to Ann", "Ann takes over …", "give Ann …", "… should be with Ann"."""

from functools import partial

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.records.antecedents import whose
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.sentence import Clause

_VERBS = words_of(
    "give gives given hand hands handed pass passes passed assign assigned assigns reassign reassigned reassigns "
    "transfer transferred transfers move moves moved shift shifts shifted switch switched go goes going went "
    "allocate allocated reallocate delegate delegated turn turned put sign signed get gets send take make made "
    "re-assign"
)
_TO = words_of("to onto -> → => into")
_HELPING = words_of(
    "over across back be should must can may will shall is are been being 'll ll now to please from on now has have "
    "just 's going get gets got let us we want wants need needs"
)
_BY = words_of("assigned belonging belong belongs owned")
_FIRM = words_of(
    "take takes taking inherit inherits get gets getting handle handles handling have own owns run look looks looking"
)
_TAKING = _FIRM | {"after", "over"}
_POST = words_of("owner rep contact-person seller salesperson manager charge responsible")


def handed(draft: Draft, cls: Class, *, carried: bool = False) -> Intent | None:
    """Return the change of the owner of records that have no name yet; takes the words for it."""
    if not cls.owner:
        return None
    for find in (_given, partial(_towards, carried=carried), _taking, _with, _made):
        mine = draft.copy()
        whom = find(mine)
        if whom:
            draft.taken |= mine.taken
            return Intent(do="update", cls=cls.name, link={cls.owner.name: whom})
    return None


def _user(mark: Mark) -> Noun:
    return Noun(cls="_User", text=name_of(mark).text, said=[name_of(mark).of("_User")])


def _users(draft: Draft) -> list[Mark]:
    return [mark for mark in draft.names() if name_of(mark).of("_User")]


def _verb(draft: Draft, before: int) -> int | None:
    """Return the last verb of giving before a token."""
    places = [
        at for at in range(draft.clause.first, before) if draft.low(at) in _VERBS and not draft.sentence.at(at, "name")
    ]
    return places[-1] if places else None


def _given(draft: Draft) -> Noun | None:
    """Read "give Ann all that Raj has"."""
    for mark in _users(draft):
        lead = mark.first - 1
        if draft.low(lead) in _GIVING and draft.low(mark.last) not in ("'s", "'", ""):
            draft.take(mark)
            draft.taken.add(lead)
            return _user(mark)
    for at in draft.having({"her", "him"}):
        person = _person(draft, at)
        if person and draft.low(at - 1) in _GIVING and draft.low(at + 1) in _SETS:
            draft.span(at - 1, at + 1)
            return person
    return None


_GIVING = words_of("give hand assign pass send")
_SETS = words_of("all every everything everyone each the both those these any")


def _towards(draft: Draft, *, carried: bool) -> Noun | None:
    """Read "… go over to Ann", "reassign … to her"."""
    for at in range(draft.clause.last - 1, draft.clause.first, -1):
        if draft.low(at) not in _TO or at in draft.taken:
            continue
        whom, end = _whom(draft, at + 1)
        lead = draft.low(at - 1) in _BY and draft.low(at - 2) not in ("be", "get", "is", "are", "to", "should", "being")
        if not whom or lead or draft.low(end) in ("'s", "'"):
            continue
        verb = _verb(draft, at)
        arrow = draft.low(at) in ("->", "→", "=>")
        if verb is None and not (carried or arrow or _verbless(draft, end)):
            continue
        draft.span(at, end)
        if verb is not None:
            draft.taken.add(verb)
            _helping(draft, verb)
        _helping(draft, at)
        return whom
    return None


def _verbless(draft: Draft, end: int) -> bool:
    """Whether a clause is only a set and who gets it: "all Ann's leads to Raj"."""
    begin = next(iter(draft.left()), draft.clause.first)
    acting = any(mark.first == begin for mark in draft.clause.marks("verb", "deed"))
    return not acting and all(draft.low(at) in _ENDING for at in range(end, draft.clause.last))


_ENDING = words_of(". , ! please pls plz now thanks instead")


def _helping(draft: Draft, at: int) -> None:
    """Take the small words right before and behind a verb: "should be … over"."""
    place = at - 1
    while draft.low(place) in _HELPING:
        draft.taken.add(place)
        place -= 1
    place = at + 1
    while draft.low(place) in ("over", "across", "back", "now"):
        draft.taken.add(place)
        place += 1


def _person(draft: Draft, at: int) -> Noun | None:
    """Return the only colleague who was named before an order, else in it before "her"."""
    before = whose(Clause(draft.sentence, 0, draft.clause.first)) if draft.clause.first else None
    return before or whose(Clause(draft.sentence, draft.clause.first, at))


def _whom(draft: Draft, at: int) -> tuple[Noun | None, int]:
    """Return the colleague who stands at a token, and where he ends."""
    while draft.low(at) in ("my", "our", "colleague", "the"):
        at += 1
    mark = draft.sentence.at(at, "name") or draft.sentence.at(at, "weak")
    if mark and mark.first == at and name_of(mark).of("_User"):
        return _user(mark), mark.last
    if draft.low(at) in ("me", "myself") and draft.world.me:
        return Noun(cls="_User", text="me", chosen=[draft.world.me]), at + 1
    person = _person(draft, at) if draft.low(at) in ("her", "him") else None
    if person and draft.low(at + 1) in ("", ".", ",", "!", "please", "now", "and", "instead"):
        return person, at + 1
    return None, at


def _taking(draft: Draft) -> Noun | None:
    """Read "Ann is going to take over …", "Raj gets …", at the beginning of a clause."""
    begin = draft.clause.first
    while draft.low(begin) in (
        "so",
        "and",
        "then",
        ",",
        "please",
        "from",
        "now",
        "on",
        "therefore",
        "starting",
        "today",
    ):
        begin += 1
    mark = next((one for one in _users(draft) if one.first == begin), None)
    end = mark.last if mark else begin
    speaker = not mark and draft.low(begin) in ("i", "i'll") and draft.world.me
    end += 1 if speaker else 0
    if end == begin:
        return None
    first = end
    while draft.low(end) in _HELPING and not (draft.low(end) in _FIRM and draft.low(end + 1) in _SETS):
        end += 1
    firm = draft.low(end) in _FIRM and draft.low(end) not in (() if end > first else ("have", "own", "run", "look"))
    if not firm:
        return None
    while draft.low(end) in _TAKING:
        end += 1
    draft.span(draft.clause.first, end)
    draft.drop({"over"})
    if mark:
        return _user(mark)
    return Noun(cls="_User", text="me", chosen=[draft.world.me]) if draft.world.me else None


def _with(draft: Draft) -> Noun | None:
    """Read "… should be with Ann", "… should be Raj's", "… should belong to me"."""
    for mark in _users(draft):
        lead = mark.first - 1
        behind = draft.low(mark.last) in ("'s", "'")
        ends = draft.low(mark.last + behind) in ("", ".", ",", "!", "now", "please", "from")
        led = draft.low(lead) in ("with", "under", "by") or (
            draft.low(lead) == "to" and draft.low(lead - 1) == "belong"
        )
        if not ends or not (led or behind):
            continue
        at = lead - (draft.low(lead) == "to") if led else lead + 1
        at -= 1 if led else 0
        place = at if led else lead
        words = {draft.low(one) for one in range(place - 2, place + 1)}
        if words & {"should", "must", "shall", "will"} or draft.low(place) == "be":
            draft.span(mark.first, mark.last + behind)
            draft.taken.add(lead)
            draft.drop(words_of("should must shall will be belong handled run") if led or behind else ())
            return _user(mark)
    return None


def _made(draft: Draft) -> Noun | None:
    """Read "make Ann the rep for …", "put Ann in charge of …"."""
    for mark in _users(draft):
        lead = draft.low(mark.first - 1)
        end = mark.last
        while draft.low(end) in ("the", "new", "in", "as", "our", "is", "be", "should", "will"):
            end += 1
        if (
            draft.low(end) in _POST
            and draft.low(end + 1) in ("of", "for", "on")
            and lead in ("make", "put", "", "and", "so", "set")
        ):
            draft.span(mark.first - (lead in ("make", "put", "set")), end + 2)
            return _user(mark)
    return None
