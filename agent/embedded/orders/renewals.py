"""What becomes of a set of records: a stage, a close date, an amount, a note; or that it is deleted."""

from agent.embedded.fields.shifts import date_change
from agent.embedded.fields.values import chosen, plain
from agent.embedded.language.intents import Change, Intent
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class, Field
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft

_MOVING = words_of(
    "set sets move moves moved put mark marked push bring shift change changed switch update take get go goes pull "
    "kick drop advance promote demote flag turn send make can could should be must may will is are gets have"
)
_UP = words_of("add adds raise increase lift bump up put")
_DOWN = words_of("reduce lower cut decrease drop knock take deduct shave slash subtract trim discount grant")


def staged(draft: Draft, cls: Class) -> Intent | None:
    """Read "set … to lost", "… can be marked as lost", "… -> qualified"; takes the words for it."""
    stage = cls.stage
    marks = [mark for mark in draft.open("choice") if chosen(mark, stage)] if stage else []
    led = [mark for mark in marks if draft.low(mark.first - 1) in ("to", "into", "as", "->", "→", "=>")]
    named = [mark for mark in marks if draft.low(mark.first - 1) == "stage" and draft.low(mark.first - 2) == "to"]
    led = led or named or [mark for mark in marks[-1:] if _closing(draft, mark) or _shall(draft.copy(), mark)]
    if len(led) != 1 or not stage:
        return None
    mark = led[0]
    arrow = draft.low(mark.first - 1) in ("->", "→", "=>")
    if not arrow and not (_verbs(draft, mark.first) or _shall(draft, mark)):
        return None
    draft.take(mark)
    draft.taken.add(mark.first - 1)
    _field(draft, cls, stage)
    draft.drop({"back", "down"})
    return Intent(do="update", cls=cls.name, set={stage.name: chosen(mark, stage)})


def _shall(draft: Draft, mark: Mark) -> bool:
    """Take "should be in" before a stage that ends an order."""
    words = [draft.low(at) for at in range(mark.first - 3, mark.first)]
    ends = draft.low(mark.last) in ("", ".", "!", "now", "please")
    if words[1:] != ["be", "in"] or words[0] not in ("should", "must", "shall") or not ends:
        return False
    draft.span(mark.first - 3, mark.first)
    return True


def _closing(draft: Draft, mark: Mark) -> bool:
    """Whether a stage stands at the end of an order: "mark all of them lost", "… are lost now"."""
    behind = draft.low(mark.last) in ("", ".", "!", ",", "now", "please")
    marked = any(draft.low(at) in ("mark", "set", "call", "flag") for at in range(draft.clause.first, mark.first))
    return behind and marked and draft.low(mark.first - 1) not in ("in", "at", "the", "and", "or", ",")


def _verbs(draft: Draft, before: int) -> bool:
    """Take the verb of an order, with its helping words."""
    found = [at for at in draft.having(_MOVING) if at < before]
    firm = [
        at
        for at in found
        if draft.low(at) not in ("can", "could", "should", "be", "must", "may", "will", "is", "are", "have")
    ]
    last = next((at for at in firm if at == _first(draft)), firm[-1] if firm else None)
    if last is None:
        return False
    at = last
    while at >= draft.clause.first and draft.low(at) in _MOVING | {"to"} and at not in draft.taken:
        draft.taken.add(at)
        at -= 1
    return True


def _first(draft: Draft) -> int:
    """Return the first word of a clause that is no courtesy."""
    left = draft.left()
    return left[0] if left else draft.clause.first


def _field(draft: Draft, cls: Class, known: Field) -> None:
    """Take the name of a field: "the close date of", "their stage"."""
    for mark in draft.open("field"):
        own = any(owner == cls.name and name == known.name for owner, name in mark.value)
        if own and not {draft.low(mark.first - 1), draft.low(mark.first - 2)} & _HAVING:
            draft.take(mark)
            at = mark.first - 1
            while draft.low(at) in ("the", "their", "its", "as", "'s", "expected", "new", "an", "a", "of"):
                draft.taken.add(at)
                at -= 1
            return


_HAVING = words_of("has have had no any without with whose missing got")
"""Words before a field that is part of a condition: "that has an amount", "whose close date …"."""


def dated(draft: Draft, cls: Class) -> Intent | None:
    """Read "set the close date of … to 3 March", "… get 3 March as close date", "push … back two weeks"."""
    dates = cls.kinds("date")
    known = dates[0] if dates and cls.stage else None
    if not known:
        return None
    named = any(owner == cls.name and name == known.name for mark in draft.open("field") for owner, name in mark.value)
    lengths = draft.open("length")
    if named and len(lengths) == 1 and (change := date_change(draft, lengths[0])):
        draft.take(lengths[0])
        _field(draft, cls, known)
        _verbs(draft, draft.clause.last)
        return Intent(do="update", cls=cls.name, change={known.name: change})
    marks = [mark for mark in draft.open("date") if mark.value.day and not (mark.value.invalid or mark.value.bare)]
    led = [mark for mark in marks if draft.low(mark.first - 1) in ("to", "->", "→", ":", "gets", "get", "have")]
    led = led or [mark for mark in marks if _behind(draft, mark, cls, known) or _onto(draft, mark)]
    if not named or len(led) != 1 or not (_verbs(draft, draft.clause.last) or _colon(draft)):
        return None
    draft.take(led[0])
    if not draft.sentence.at(led[0].first - 1, "field"):
        draft.taken.add(led[0].first - 1)
    _field(draft, cls, known)
    return Intent(do="update", cls=cls.name, set={known.name: led[0].value.written()})


def _behind(draft: Draft, mark: Mark, cls: Class, known: Field) -> bool:
    """Whether a day stands right behind its field: "an expected close of 30 November", "close date 30/11"."""
    at = mark.first - 1 - (draft.low(mark.first - 1) in ("of", ":", "=", "is", "on"))
    field = draft.sentence.at(at, "field")
    return field is not None and (cls.name, known.name) in field.value and draft.low(field.first - 1) != "to"


def _onto(draft: Draft, mark: Mark) -> bool:
    """Read "put 30 June on them", "give them all 30 June"; takes the words for it."""
    before = draft.low(mark.first - 1)
    if before in ("put", "stick", "set") and draft.low(mark.last) in ("on", "for", "in", "as"):
        draft.taken.add(mark.last)
        return True
    return before in ("all", "them", "those") and draft.low(mark.first - 2) in ("give", "them", "those")


def _colon(draft: Draft) -> bool:
    """Whether a set and what becomes of it stand around a colon: "all my leads: close date 30 November"."""
    return any(draft.low(at) == ":" for at in range(draft.clause.first + 2, draft.clause.last - 1))


def priced(draft: Draft, cls: Class) -> Intent | None:
    """Read "add 7 % to …", "raise … by 2k", "take 5 % off …", "put 900 on …"."""
    known = cls.measure
    if not known or cls.added:
        return None
    for mark in draft.open("amount"):
        change = _change(draft, mark) if mark.value.percent or mark.value.money or mark.value.value >= LEAST else None
        if change is None:
            continue
        if not isinstance(change, Change):
            _field(draft, cls, known)
            return Intent(do="update", cls=cls.name, set={known.name: change})
        _field(draft, cls, known)
        return Intent(do="update", cls=cls.name, change={known.name: change})
    return None


LEAST = 100
"""A smaller number without a currency counts something."""


def _change(draft: Draft, mark: Mark) -> Change | float | int | None:
    """Return by how much amounts change, or what they become; takes the words for it."""
    amount, first = mark.value, mark.first - 1
    lead, behind = draft.low(first), draft.low(mark.last)
    verb = next((at for at in range(first, draft.clause.first - 1, -1) if draft.low(at) in _UP | _DOWN | {"set"}), None)
    if verb is None or verb in draft.taken:
        return None
    word = draft.low(verb)
    by = lead == "by"
    adjacent = verb == first
    if by or (word == "add" and adjacent):
        end = mark.last if by else _reason(draft, mark.last)
        if end is None:
            return None
        draft.span(mark.first - by, end)
        draft.taken.add(verb)
        draft.drop({"up"} if word == "bump" else ())
        return Change(by=-amount.value if word in _DOWN else amount.value, percent=amount.percent)
    if adjacent and behind == "off" and word in ("take", "knock", "shave", "give", "grant", "cut"):
        draft.span(verb, mark.last + 1 + (draft.low(mark.last + 1) in ("from", "of", "on")))
        return Change(by=-amount.value, percent=amount.percent)
    if adjacent and word == "put" and behind == "on" and amount.percent:
        draft.span(verb, mark.last + 1)
        return Change(by=amount.value, percent=True)
    absolute = (adjacent and word == "put" and behind in ("on", "in", "into", "as")) or (lead == "to" and word == "set")
    if absolute and not amount.percent:
        draft.span(mark.first - (lead == "to"), mark.last + (behind in ("on", "in", "into", "as")))
        draft.taken.add(verb)
        return plain(amount.value)
    return None


def _reason(draft: Draft, at: int) -> int | None:
    """Return where "to" behind a sum ends, over what it is for: "add 50 for the stamps to …"."""
    end = at
    if draft.low(end) in ("for", "of"):
        while draft.low(end) not in ("to", "") and end - at < _LONGEST:
            if any(draft.sentence.at(end, kind) for kind in ("name", "class", "choice", "date", "amount")):
                return None
            end += 1
    return end + 1 if draft.low(end) in ("to", "on") else None


_LONGEST = 6


def deleted(draft: Draft, cls: Class) -> Intent | None:
    """Read "delete …", "… should be deleted", "get rid of …"; takes the words for it."""
    verbs = [mark for mark, form in draft.clause.verbs("delete") if form in ("base", "done", "past")]
    first = _first(draft)
    led = [mark for mark in verbs if mark.first == first or draft.low(mark.first - 1) in ("be", "please", "and", ",")]
    if len(led) != 1 or draft.low(led[0].first) in ("drop", "kill", "cancel", "cancelled"):
        return None
    draft.take(led[0])
    at = led[0].first - 1
    while draft.low(at) in ("be", "should", "can", "must", "may", "could", "to", "have", "has", "please"):
        draft.taken.add(at)
        at -= 1
    return Intent(do="delete", cls=cls.name)


def noted(draft: Draft, cls: Class) -> Intent | None:
    """Read "add the note “…” to each of …": the text is quoted; takes the words for it."""
    quotes = draft.open("quote")
    verbs = [mark for mark, form in draft.clause.verbs("append", "log", "create") if form == "base"]
    longs = [one.name for one in cls.kinds("long")]
    if len(quotes) != 1 or not verbs or not longs:
        return None
    verb, quote = verbs[0], quotes[0]
    places = [
        mark for mark in draft.open("field") if any(owner == cls.name and name in longs for owner, name in mark.value)
    ]
    kinds = [mark for mark in draft.open("kind") if "note" in mark.value]
    if not places and not kinds:
        return None
    draft.take(verb, quote, *places, *kinds)
    draft.drop(words_of("note notes line text sentence remark following that this"))
    return Intent(do="update", cls=cls.name, append={longs[0]: str(quote.value)})
