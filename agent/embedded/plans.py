"""Readings of what shall be done later: reminders, tasks, meetings, calls to make."""

from collections.abc import Iterator

from agent.embedded import words
from agent.embedded.acts import head
from agent.embedded.calendar import When
from agent.embedded.draft import Draft, name_of
from agent.embedded.intents import Intent, Noun
from agent.embedded.lexicon import Mark
from agent.embedded.reading import Reading, reading
from agent.embedded.vocabulary import Class
from agent.embedded.words import openings, phrases, words_of

_TYPES = {
    "call": "call",
    "email": "email",
    "meet": "meeting",
    "send": "task",
    "reach": "task",
    "follow": "task",
    "prepare": "task",
}
_LEADS = words_of("on by at for due until before this around the , @ to till from : -")
_OPENING = words_of(
    "a an the to me us that about of new for : , - i we should need have must quick please another and also then "
    "reminder task todo will -"
)
_CLOSING = words_of("please pls thanks thx . ! ? , on by at for thank you ok me - due cheers from until : ; the")


def plans(draft: Draft) -> Iterator[Reading]:
    """Yield the reading of a clause as something to be done later."""
    cls = draft.world.vocabulary.classes.get("Activity")
    if not cls or not {"type", "subject", "due_date"} <= cls.fields.keys():
        return
    at = head(draft.clause)
    dated = draft.sentence.at(at, "date")
    if dated and dated.first == at and dated.last < draft.clause.last:
        at = dated.last + (draft.low(dated.last) in (":", ",", "-"))
    named = draft.sentence.at(at, "name")
    if named and named.first == at and draft.low(named.last) == ":":
        at = named.last + 1
    start = _asked(draft, at) or _imperative(draft, at) or _verbless(draft, at)
    if start:
        yield _plan(draft.copy(), cls, *start)


Start = tuple[int, float, bool]
"""Where the words of the plan begin, how sure that is, and whether a day must be named."""


def _asked(draft: Draft, at: int) -> Start | None:
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
    return (at + 1, 1.0, False) if kind and (kind.value[0] == "task" or _coming(draft)) else _headed(draft, at)


def _headed(draft: Draft, at: int) -> Start | None:
    """Read "task for me: update the slides", "reminder: …"."""
    kind = draft.sentence.at(at, "kind")
    if not kind or kind.value[0] != "task" or kind.first != at:
        return None
    place = kind.last
    while draft.low(place) in ("for", "me", "to", "self", "myself", "-"):
        place += 1
    return (place + 1, 1.15, False) if draft.low(place) == ":" else None


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
            timed = _coming(draft) is not None
            task = kind.value[0] == "task"
            return (kind.first, 1.05, False) if (timed or task) and not note else None
    return None


def _coming(draft: Draft) -> Mark | None:
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


def _imperative(draft: Draft, at: int) -> Start | None:
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
        return (
            (at, 1.0, True) if _coming(draft) else ((at, 0.8, True) if concepts & {"call", "email", "meet"} else None)
        )
    return (at, 0.85, True) if _coming(draft) and "send" in concepts else None


def _verbless(draft: Draft, at: int) -> Start | None:
    """Read "meeting with Jane next Tuesday at 3"."""
    lead = next(
        (len(words) for words in _HAVING if tuple(draft.low(at + step) for step in range(len(words))) == words), 0
    )
    at += lead
    at += draft.low(at) in ("a", "an", "another")
    kind = draft.sentence.at(at, "kind")
    date = _coming(draft)
    if not kind or kind.first != at or not date or draft.sentence.low(draft.clause.last - 1) == "?":
        return None
    when: When = date.value
    if any(True for _ in draft.clause.verbs("postpone", "move", "set")):
        return None
    named = any(name_of(mark).of("Contact", "Deal", "Company") for mark in draft.names())
    ahead = when.first and (when.first > draft.world.now.today or when.clock)
    return (at, 0.9, True) if (named or kind.value[0] == "task") and ahead and kind.value[0] != "note" else None


_HAVING = openings("i have got|we have got|i have|we have|i've got|we've got|there is|there's|i got|got")


def _plan(draft: Draft, cls: Class, start: int, weight: float, dated: bool) -> Reading:
    intent = Intent(do="create", cls=cls.name)
    draft.span(draft.clause.first, start)
    guards = [
        at for at in range(draft.clause.first, start) if draft.low(at) in words.GUARDS and draft.low(at) != "don't"
    ]
    _due(draft, intent, dated=dated)
    places = _subject_places(draft, start)
    intent.set["type"] = _type(draft, places[0] if places else start)
    text = _spoken(draft, places)
    intent.set["subject"] = text[:1].upper() + text[1:]
    _relate(draft, cls, intent)
    draft.span(start, draft.clause.last)
    draft.taken.difference_update(guards)
    if not text:
        intent.missing = "subject"
    if {"every", "each", "weekly", "daily", "monthly", "recurring", "everyday"} & set(draft.clause.lows()):
        intent.problem = "I can plan single activities only, nothing that repeats"
    others = [mark for mark in draft.clause.marks("date") if mark.value.day and not mark.value.invalid]
    if len(others) > 1 and "due_date" in intent.set and len({mark.value.written() for mark in others}) > 1:
        intent.missing, intent.offer = "due_date", intent.set.pop("due_date")
    return reading(draft, [intent], weight)


def _due(draft: Draft, intent: Intent, *, dated: bool) -> None:
    today = draft.world.now.today
    marks = draft.clause.marks("date")
    for mark in marks:
        when: When = mark.value
        draft.take(mark)
        if when.invalid:
            intent.problem = f"there is no such day as “{when.text}”"
        elif not when.day:
            intent.missing, intent.offer = "due_date", str(max(when.first or today, today))
        elif when.first and when.first < today:
            intent.problem = f"{when.text} is in the past"
        else:
            intent.set["due_date"] = when.written()
        return
    if dated:
        intent.missing = "due_date"


def _subject_places(draft: Draft, start: int) -> list[int]:
    """Return the tokens of the subject: all but the date with its preposition, and what opens and closes the clause."""
    dated: set[int] = set()
    for mark in draft.clause.marks("date"):
        if mark.first < start - 1 and mark.last <= start:
            continue
        dated.update(mark.places)
        place = mark.first - 1
        while place >= start and draft.low(place) in words_of("on by at for due until before , @ till :"):
            dated.add(place)
            place -= 1
    courteous = {at for mark in draft.clause.marks("courtesy") for at in mark.places}
    places = [at for at in range(start, draft.clause.last) if at not in dated and at not in courteous]
    while places and draft.low(places[0]) in _OPENING and not draft.sentence.at(places[0], "name"):
        places.pop(0)
    while places and draft.low(places[-1]) in _CLOSING:
        places.pop()
    return places


def _spoken(draft: Draft, places: list[int]) -> str:
    """Join tokens as they were written; where some were left out, with a space."""
    parts: list[str] = []
    for index, at in enumerate(places):
        token = draft.sentence.tokens[at]
        near = index > 0 and places[index - 1] == at - 1
        gap = draft.sentence.text[draft.sentence.tokens[at - 1].end : token.start] if near else " "
        parts.append((gap if index else "") + token.text.strip())
    return "".join(parts).strip(" ,.;:-")


def _type(draft: Draft, at: int) -> str:
    deed = draft.sentence.at(at, "deed")
    concepts = (
        {concept for concept, form in deed.value if form in ("base", "ing")} if deed and deed.first == at else set()
    )
    for concept in ("call", "email", "meet"):
        if concept in concepts:
            return _TYPES[concept]
    near = [draft.sentence.at(place, "kind") for place in range(at, min(at + 3, draft.clause.last))]
    kind = next((mark for mark in near if mark), None)
    if kind and not concepts:
        return str(kind.value[0])
    return "task"


def _relate(draft: Draft, cls: Class, intent: Intent) -> None:
    """Link the plan to whom it names: the person it is with, else the deal, else the company."""
    targets = cls.fields["related_to"].targets if "related_to" in cls.fields else ()
    marks = [mark for mark in draft.clause.marks("name") if name_of(mark).of(*targets, "Company")]
    people = [mark for mark in marks if name_of(mark).of("Contact")]
    chosen = people[0] if people else marks[0] if marks else None
    if not chosen:
        for at in range(draft.clause.first, draft.clause.last):
            if draft.low(at) in ("him", "her", "them") and targets:
                intent.link["related_to"] = Noun(cls=targets[0], pronoun="person", text=draft.low(at))
            elif draft.low(at) in ("it", "this", "that") and draft.low(at - 1) in ("on", "about", "for") and targets:
                intent.link["related_to"] = Noun(cls=targets[-1], pronoun="one", text=draft.low(at))
        return
    name = name_of(chosen)
    refs = name.of("Contact") or name.of(*targets) or name.of("Company")
    if name.of("Contact") and name.of("Company", "Deal"):
        best = max(ref.score for ref in name.refs)
        refs = [ref for ref in name.of("Contact", "Deal", "Company") if ref.score >= best - 0.01]
    intent.link["related_to"] = Noun(cls=refs[0].cls, text=name.text, said=[refs])
    company = [mark for mark in marks if mark is not chosen and name_of(mark).of("Company")]
    if company and len(refs) > 1 and refs[0].cls == "Contact":
        intent.link["related_to"].said.append(name_of(company[0]).of("Company"))
