"""What happened, and how it was said: "had a call with …", "called …", "… e-mailed me"."""

from dataclasses import dataclass

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.sentences.acts import head
from agent.embedded.sentences.beginnings import ahead
from agent.embedded.sentences.draft import Draft
from agent.embedded.values.calendar import When


@dataclass(frozen=True, slots=True)
class Deed:
    """The words that say what was or will be done: its type, where the words end, and how they were said."""

    type: str
    word: str
    first: int
    last: int
    verb: bool = False
    sent: bool = False


def _kind_after(draft: Draft, start: int, reach: int) -> Mark | None:
    return next((mark for mark in draft.clause.marks("kind") if start <= mark.first <= start + reach), None)


def logged(draft: Draft) -> Deed | None:
    """Read "log a call with Jane"."""
    for mark, form in draft.clause.verbs("log"):
        if form == "base" and (kind := _kind_after(draft, mark.last, 4)) and not ahead(draft):
            return Deed(kind.value[0], draft.sentence.words(kind.first, kind.last), mark.first, kind.last)
        said = draft.sentence.at(mark.last + (draft.low(mark.last) in ("that", "i", "we")), "deed")
        if form == "base" and said:
            return None
    return None


def done(draft: Draft) -> Deed | None:
    """Read "called Jane", "just spoke to Jane", "Jane emailed me", "log that I met Jane"."""
    for mark in draft.clause.marks("deed"):
        going = draft.low(mark.first - 1) in ("was", "were", "been")
        spoken = [concept for concept, form in mark.value if form in ("past", "done") or (form == "ing" and going)]
        spoken = [concept for concept in spoken if concept in ("call", "email", "meet", "send", "reach")]
        if not spoken or draft.sentence.at(mark.first, "name") or mark.first - draft.clause.first > 8:
            continue
        if draft.low(mark.first - 1) in words_of("deal is be has to that's the") or (
            draft.low(mark.first - 1) in ("was", "been") and not going
        ):
            return None
        if _subject(draft, mark.first):
            kind = _kind_after(draft, mark.last, 6) if spoken[0] == "reach" else None
            return Deed(
                kind.value[0] if kind else _TYPES[spoken[0]],
                draft.sentence.words(mark.first, mark.last),
                mark.first,
                mark.last,
                verb=True,
                sent=spoken[0] in ("send", "reach"),
            )
        return None
    return None


def _subject(draft: Draft, at: int) -> bool:
    """Whether the speaker, or a single named person, did it."""
    place = head(draft.clause)
    while place < at and (
        draft.low(place) in _SUBJECTS
        or draft.low(place) in ("log", "that", "record", "note", ":", "please")
        or draft.sentence.at(place, "date")
    ):
        place += 1
    name = draft.sentence.at(place, "name")
    end = name.last if name else at
    while end < at and draft.low(end) in ("just", "has", "also", "finally", "'s", "have"):
        end += 1
    return place == at or (name is not None and end == at)


def had(draft: Draft) -> Deed | None:
    """Read "had a call with Jane", "great meeting with Jane yesterday", "just off the phone with Jane"."""
    low = draft.sentence.low
    for at in range(draft.clause.first, draft.clause.last):
        if low(at) == "phone" and "off" in (low(at - 2), low(at - 1)):
            return Deed("call", "call", at - 2, at + 1)
    for mark in draft.clause.marks("kind"):
        if mark.first - draft.clause.first > 7 or mark.value[0] in ("task",):
            continue
        before = [low(at) for at in range(draft.clause.first, mark.last)]
        had = ("make" in before and "have" in before) or any(
            word in words_of("had held finished got attended did made left ran hosted sent received completed done")
            for word in before
        )
        fresh = any(
            word
            in words_of(
                "good great nice productive bad terrible excellent short brief long quick awesome fantastic "
                "interesting tough"
            )
            for word in before
        )
        if draft.clause.lows()[-1:] in (["done"], ["completed"], ["finished"]):
            return None
        noted = _with(draft, mark) and any(
            low(at) == ":" for at in range(mark.last, min(mark.last + 6, draft.clause.last))
        )
        if (
            (had or noted or (fresh and _with(draft, mark)) or _over(draft, mark))
            and not ahead(draft)
            and low(head(draft.clause)) not in ("have", "has", "did", "do")
        ):
            return Deed(mark.value[0], draft.sentence.words(mark.first, mark.last), draft.clause.first, mark.last)
    return None


def _with(draft: Draft, mark: Mark) -> bool:
    return draft.low(mark.last) in ("with", "w/", "w", "to", "from")


def _over(draft: Draft, mark: Mark) -> bool:
    """Whether the rest says that it is over: "call with Jane went well", "meeting with Jane yesterday"."""
    rest = [draft.low(at) for at in range(mark.last, draft.clause.last)]
    gone = any(word in ("went", "took", "happened") for word in rest[:8])
    dates = [one.value for one in draft.clause.marks("date") if isinstance(one.value, When)]
    today = draft.world.now.today
    told = any(word in words_of("she he they") for word in rest)
    past = any(when.day and when.first and (when.first < today or (when.first == today and told)) for when in dates)
    return _with(draft, mark) and (gone or past)


_TYPES = {
    "call": "call",
    "email": "email",
    "meet": "meeting",
    "send": "email",
    "reach": "note",
    "follow": "task",
    "prepare": "task",
}


_SUBJECTS = words_of(
    "was were been i we just 've have had also already i've we've finally today then yesterday 'd got off the a "
    "an quick so"
)
