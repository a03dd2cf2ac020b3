"""Where the words of a plan begin: "remind me …", "call Jane tomorrow", "meeting with Bob on Friday"."""

from agent.embedded.language import words
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import openings, phrases, words_of
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.values.calendar import When

Start = tuple[int, float, bool]
"""Where the words of the plan begin, how sure that is, and whether a day must be named."""


def asked(draft: Draft, at: int) -> Start | None:
    """Read "remind me …", "schedule …", "I need to …", "create a task …"."""
    for mark in draft.clause.marks("verb"):
        if mark.first < draft.clause.first or mark.first > at + 3:
            continue
        for concept, form in mark.value:
            if concept == "plan" and form == "base":
                return _reminded(draft, mark)
        if any(concept in ("create", "log", "append", "set") and form == "base" for concept, form in mark.value):
            made = _thing(draft, mark)
            logged = any(concept == "log" for concept, _ in mark.value) and draft.low(mark.first) not in ("put", "save")
            if made and not (logged and not ahead(draft)):
                return made
    fresh = draft.low(at) == "new"
    kind = draft.sentence.at(at + 1, "kind") if fresh else None
    return (at + 1, 1.0, False) if kind and (kind.value[0] == "task" or coming(draft)) else _headed(draft, at)


def _reminded(draft: Draft, mark: Mark) -> Start | None:
    said = draft.sentence.words(mark.first, mark.last).lower()
    needs = said.startswith(
        ("remind", "schedule", "book", "don't", "dont", "do not", "set", "reminder", "ping", "nudge")
    )
    own = said in ("follow up", "follow-up")
    if said in words_of("nudge ping plan calendar book arrange organise organize schedule") and (
        draft.low(mark.last) in ("is", "'s", "for", "of", "this", "today")
    ):
        return None
    if said in phrases("schedule|book|arrange|organise|organize|plan|set up|pencil in") and not _activity_word(
        draft, mark.last
    ):
        return None
    wish = said in phrases(
        "i want to|i'd like to|i will|i'll|let's|lets|we will|we'll|we need to|i need to|i have to|need to|i must"
    )
    if wish and not _activity(draft, mark.last):
        return None
    if said in ("remind", "nudge", "ping") and draft.low(mark.last) not in ("me", "us", "myself"):
        named = draft.sentence.at(mark.last, "name")
        whom = named and not name_of(named).of("_User") and said != "remind"
        return (mark.first, 1.0, True) if whom else None
    return (mark.first if own else mark.last), 1.1, needs


def _activity_word(draft: Draft, at: int) -> bool:
    """Whether a kind of activity, or the deed itself, follows soon."""
    near = range(at, min(at + 5, draft.clause.last))
    return (
        any(draft.sentence.at(place, "kind") for place in near)
        or _activity(draft, at)
        or bool(draft.low(at) in ("to", "for", "with") and any(draft.sentence.at(place, "deed") for place in near))
    )


def _activity(draft: Draft, at: int) -> bool:
    """Whether an ordinary deed follows, not an order to the CRM."""
    deed = draft.sentence.at(at, "deed")
    deeds = {concept for concept, form in deed.value if form == "base"} if deed else set()
    if deeds & {"call", "email", "meet", "send", "follow", "reach"}:
        return True
    verb = draft.sentence.at(at, "verb")
    if verb and any(concept == "plan" for concept, _ in verb.value):
        return True
    return bool(deeds) and bool(draft.clause.marks("date")) and not verb


def _thing(draft: Draft, mark: Mark) -> Start | None:
    """Read "create a task …", "add a meeting with Jane tomorrow"."""
    for kind in draft.clause.marks("kind"):
        between = [draft.low(at) for at in range(mark.last, kind.first)]
        plain = all(
            word in words.FREE or word in ("quick", "short", "follow-up", "reminder", "activity") for word in between
        )
        if kind.first >= mark.last and len(between) <= 3 and plain:
            note = kind.value[0] == "note"
            timed = coming(draft) is not None
            task = kind.value[0] == "task"
            return (kind.first, 1.05, False) if (timed or task) and not note else None
    return None


def coming(draft: Draft) -> Mark | None:
    """Return the first date that lies ahead."""
    today = draft.world.now.today
    return next(
        (
            mark
            for mark in draft.clause.marks("date")
            if mark.value.invalid or (mark.value.first and mark.value.first >= today) or not mark.value.day
        ),
        None,
    )


def ahead(draft: Draft) -> bool:
    """Whether a date clearly lies ahead: not a weekday that may as well be the last one."""
    today = draft.world.now.today
    marks = draft.clause.marks("date")
    led = [
        mark.value
        for mark in marks
        if draft.sentence.low(mark.first) in ("next", "in", "tomorrow") or not mark.value.before
    ]
    return any(when.first and when.first > today for when in led)


def imperative(draft: Draft, at: int) -> Start | None:
    """Read "call Jane tomorrow", "send Jane the quote on Friday"."""
    deed = draft.sentence.at(at, "deed")
    verb = draft.sentence.at(at, "verb")
    kind = draft.sentence.at(at, "kind")
    if not deed or deed.first != at or (kind and draft.low(kind.last) in ("with", "w/")):
        return None
    concepts = {concept for concept, form in deed.value if form == "base"}
    plan = verb and any(concept == "plan" for concept, _ in verb.value)
    if plan or not concepts:
        return None
    order = verb and any(
        form == "base" and concept in ("set", "move", "show", "assign", "delete") for concept, form in verb.value
    )
    if concepts & {"call", "email", "meet", "follow"} or (concepts and not order):
        return (at, 1.0, True) if coming(draft) else ((at, 0.8, True) if concepts & {"call", "email", "meet"} else None)
    return (at, 0.85, True) if coming(draft) and "send" in concepts else None


def verbless(draft: Draft, at: int) -> Start | None:
    """Read "meeting with Jane next Tuesday at 3"."""
    lead = next(
        (len(words) for words in _HAVING if tuple(draft.low(at + step) for step in range(len(words))) == words), 0
    )
    at += lead
    at += draft.low(at) in ("a", "an", "another")
    kind = draft.sentence.at(at, "kind")
    date = coming(draft)
    if not kind or kind.first != at or not date or draft.sentence.low(draft.clause.last - 1) == "?":
        return None
    when: When = date.value
    if any(True for _ in draft.clause.verbs("postpone", "move", "set")):
        return None
    named = any(name_of(mark).of("Contact", "Deal", "Company") for mark in draft.names())
    ahead = when.first and (when.first > draft.world.now.today or when.clock)
    return (at, 0.9, True) if (named or kind.value[0] == "task") and ahead and kind.value[0] != "note" else None


def _headed(draft: Draft, at: int) -> Start | None:
    """Read "task for me: update the slides", "reminder: …"."""
    at += draft.low(at) in ("a", "one", "another")
    kind = draft.sentence.at(at, "kind")
    if not kind or kind.value[0] != "task" or kind.first != at:
        return None
    place = kind.last
    while (dated := draft.sentence.at(place, "date")) or draft.low(place) in _HEADING:
        place = dated.last if dated else place + 1
    return (place + 1, 1.15, False) if draft.low(place) == ":" else None


_HEADING = words_of("for me to self myself - then , due on by until please")
"""Words between "task" and the colon behind which it is told."""
_HAVING = openings("i have got|we have got|i have|we have|i've got|we've got|there is|there's|i got|got")
