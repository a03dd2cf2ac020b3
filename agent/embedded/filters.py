"""Conditions on records: stage, owner, amount, dates, company, open, overdue, quiet, empty fields."""

from collections.abc import Callable

from agent.embedded.calendar import When, later
from agent.embedded.draft import Draft, name_of
from agent.embedded.intents import Condition, Noun
from agent.embedded.lexicon import Mark
from agent.embedded.money import Amount
from agent.embedded.vocabulary import Class, Field
from agent.embedded.words import of

_OVER = of("over above exceeding > beyond upwards exceeds exceed than")
_LEAST = (">=", "≥", "least", "minimum", "from", "starting")
_UNDER = ("under", "below", "<", "beneath")
_MOST = ("<=", "≤", "most", "maximum", "to", "up")
_OPEN = of("open active ongoing live running unfinished pending outstanding uncompleted incomplete current")  # fmt: skip
_CLOSED = {"closed", "completed", "done", "finished", "complete"}
_EMPTY = of("no without missing lacking empty blank w/o")
_OVERDUE = ("overdue", "late", "delayed")


def conditions(draft: Draft, cls: Class) -> tuple[list[Condition], Noun]:
    """Return the conditions that the words left over make on a class; `Noun` carries what is no plain condition."""
    noun = Noun(cls=cls.name)
    found: list[Condition] = []
    readers: tuple[Callable[[Draft, Class, Noun], list[Condition]], ...] = (
        _quiet, _empty, _states, _choices, _amounts, _overdue, _dates, _owners
    )  # fmt: skip
    for reader in readers:
        found += reader(draft, cls, noun)
    return found, noun


def _quiet(draft: Draft, cls: Class, noun: Noun) -> list[Condition]:
    """Read "no activity in 3 weeks", "quiet for a month", "not contacted since March", "no next step"."""
    if cls.name not in ("Deal", "Contact"):
        return []
    low = draft.sentence.low
    for at in range(draft.clause.first, draft.clause.last):
        if at in draft.taken:
            continue
        if low(at) in ("no", "without", "missing", "lacking", "lack") and _next_step(draft, at + 1):
            noun.no_next_step = True
            return []
        end = _quiet_words(draft, at)
        since = end and _since(draft, end)
        if end and since:
            draft.span(at, end)
            noun.quiet_since = since
            return []
    return []


def _next_step(draft: Draft, at: int) -> bool:
    words = [draft.low(at + step) for step in range(4)]
    skip = words[0] in ("a", "any", "the")
    rest = words[skip:]
    two = rest[:2] in (["next", "step"], ["next", "steps"], ["next", "activity"], ["planned", "activity"],
                       ["planned", "activities"], ["next", "task"], ["follow", "up"], ["upcoming", "activity"],
                       ["upcoming", "activities"], ["scheduled", "activity"], ["next", "action"], ["open", "tasks"],
                       ["planned", "step"], ["future", "activity"])  # fmt: skip
    one = rest[:1] in (["follow-up"], ["followup"], ["follow-ups"])
    if two or one:
        draft.span(at - 1, at + skip + (2 if two else 1))
        tail = draft.low(at + skip + 2)
        if tail in ("planned", "scheduled", "set"):
            draft.taken.add(at + skip + 2)
    return two or one


_SILENT = of("quiet silent inactive untouched idle stale dormant stuck sleeping neglected cold")
_CONTACTED = of(
    "contacted touched called spoken talked heard contact activity activities touchpoint touchpoints responded "
    "updated news word reply response conversation interaction call meeting moved happened touch emailed "
    "movement progress"
)  # fmt: skip
_NEGATIVE = of(
    "no not without haven't hasn't never didn't nothing nobody havent hasnt isn't aren't weren't wasn't zero"
)  # fmt: skip
_BETWEEN = of(
    "been any had has have with to from we i logged completed recorded at all anything for recent done got "
    "gotten gone"
)  # fmt: skip


def _quiet_words(draft: Draft, at: int) -> int | None:
    if draft.low(at) in _SILENT or (draft.low(at) in ("gone", "went") and draft.low(at + 1) in _SILENT):
        return at + 1 + (draft.low(at) in ("gone", "went"))
    if draft.low(at) not in _NEGATIVE:
        return None
    place = at + 1
    hit = False
    while place < draft.clause.last and (draft.low(place) in _CONTACTED or draft.low(place) in _BETWEEN):
        hit = hit or draft.low(place) in _CONTACTED
        place += 1
    return place if hit else None


def _since(draft: Draft, at: int) -> str | None:
    """Read "for 3 weeks", "in the last month", "since March": the first day of the silence."""
    place = at
    while draft.low(place) in of("for in since over the more than at least within during"):
        if draft.sentence.at(place, "date"):
            break
        place += 1
    mark = draft.sentence.at(place, "date") or draft.sentence.at(place, "length")
    if not mark or not draft.taken.isdisjoint(mark.places):
        return None
    draft.span(at, mark.last)
    if mark.kind == "length":
        number, unit = mark.value
        return str(later(draft.world.now.today, -number, unit))
    when: When = mark.value
    if when.first and when.first > draft.world.now.today and when.text.lower().startswith("in "):
        return str(draft.world.now.today - (when.first - draft.world.now.today))
    return str(when.before or when.first)


def _empty(draft: Draft, cls: Class, _: Noun) -> list[Condition]:
    """Read "without an amount", "no close date", "missing phone number"."""
    found = []
    for mark in draft.open("field"):
        field = _field(mark, cls)
        lead = draft.before(mark, ("a", "an", "any", "the", "set", "valid"))
        behind = draft.low(mark.last) in ("missing", "empty", "blank")
        if field and (lead in _EMPTY or behind):
            place = mark.first - 1
            while not behind and draft.low(place) != lead:
                place -= 1
            draft.span(mark.first if behind else place, mark.last + behind)
            found.append(Condition(field=field.name, op="empty"))
    return found


def _field(mark: Mark, cls: Class) -> Field | None:
    return next((cls.fields[name] for owner, name in mark.value if owner == cls.name and name in cls.fields), None)


def _states(draft: Draft, cls: Class, _: Noun) -> list[Condition]:
    """Read "open", "closed", "not won", "completed", "planned"."""
    found = []
    stage = next((field for field in cls.kinds("choice") if field.ends), None)
    done = cls.fields.get("completed_at")
    for at in range(draft.clause.first, draft.clause.last):
        if at in draft.taken or draft.sentence.at(at, "name"):
            continue
        word = draft.low(at)
        negative = draft.low(at - 1) in ("not", "un", "isn't", "aren't", "still", "n't")
        if word in ("still",) or (word in ("to", "upcoming", "planned", "scheduled", "coming") and not done):
            continue
        made = _state(word, negative and draft.low(at - 1) != "still", stage, bool(done))
        if made and not (word in ("open",) and draft.low(at + 1) in ("up", "a")):
            draft.taken.update({at, at - 1} if negative else {at})
            found += made
    return found


def _state(word: str, negative: bool, stage: Field | None, done: bool) -> list[Condition]:
    opened, closed = word in _OPEN, word in _CLOSED
    if done and word in ("upcoming", "planned", "scheduled", "todo"):
        return [Condition(field="completed_at", op="empty")]
    if not (opened or closed):
        return []
    if done:
        return [Condition(field="completed_at", op="filled" if closed != negative else "empty")]
    if stage and opened != negative:
        return unended(stage)
    return [Condition(field=stage.name, op="one_of", value=list(stage.ends))] if stage else []


def unended(stage: Field) -> list[Condition]:
    """Return what holds for records that are still open."""
    return [Condition(field=stage.name, op="is_not", value=end) for end in stage.ends]


def _choices(draft: Draft, cls: Class, _: Noun) -> list[Condition]:
    """Read "in proposal", "lost", "calls and meetings", "not in lead"."""
    wanted: dict[str, list[str]] = {}
    unwanted: dict[str, list[str]] = {}
    for mark in [*draft.open("choice"), *(draft.open("kind") if "type" in cls.fields else [])]:
        if not draft.taken.isdisjoint(mark.places):
            continue
        field, value = _choice(mark, cls)
        if not field:
            continue
        lead = draft.before(mark, ("in", "at", "the", "stage", "is", "are", "yet", "already", "a"))
        joined = bool(unwanted) and lead in ("or", "nor", "and", ",") and draft.low(mark.first - 1) == lead
        negative = lead in ("not", "except", "excluding", "isn't", "aren't", "neither") or joined
        if lead in ("or", "nor") and draft.low(mark.first - 1) == lead:
            draft.taken.add(mark.first - 1)
        (unwanted if negative else wanted).setdefault(field, []).append(value)
        draft.take(mark)
        if negative:
            place = mark.first - 1
            while draft.low(place) != lead:
                place -= 1
            draft.taken.add(place)
        stage = draft.sentence.at(mark.last, "field")
        if stage and any(name == field for _, name in stage.value):
            draft.take(stage)
    return [*(_one_of(field, values) for field, values in wanted.items()),
            *(Condition(field=field, op="is_not", value=v) for field, values in unwanted.items() for v in values)]  # fmt: skip


def _choice(mark: Mark, cls: Class) -> tuple[str, str]:
    if mark.kind == "kind":
        known = cls.fields["type"].choices
        return next((("type", value) for value in mark.value if value in known and value != "task"), ("", ""))
    return next(((field, value) for owner, field, value in mark.value if owner == cls.name), ("", ""))


def _one_of(field: str, values: list[str]) -> Condition:
    unique = list(dict.fromkeys(values))
    return Condition(field=field, value=unique[0]) if len(unique) == 1 else Condition(
        field=field, op="one_of", value=unique)  # fmt: skip


def _amounts(draft: Draft, cls: Class, _: Noun) -> list[Condition]:
    """Read "over 50k", "at least 10 000", "between 10 and 20k", "worth less than 5k", "the 60k deal"."""
    numbers = cls.kinds("number")
    if not numbers:
        return []
    found: list[Condition] = []
    marks = draft.open("amount")
    for at, mark in enumerate(marks):
        amount: Amount = mark.value
        if amount.percent or not draft.taken.isdisjoint(mark.places):
            continue
        made = _between(draft, mark, marks[at + 1 : at + 2], numbers[0]) or _compared(draft, mark, numbers[0])
        if made:
            found += made
            for field in draft.open("field"):
                if any(name == numbers[0].name for _, name in field.value) and abs(field.first - mark.first) <= 5:
                    draft.take(field)
    return found


def _between(draft: Draft, mark: Mark, following: list[Mark], field: Field) -> list[Condition]:
    if not following or draft.low(mark.last) not in ("and", "to", "-", "–"):
        return []
    if draft.before(mark) not in ("between", "from", "range"):
        return []
    low, high = mark.value.value, following[0].value.value
    if following[0].value.money and not mark.value.money and low < 1000 <= high:
        low *= 1000 if high < 1e6 or low >= 10 else 1e6
    draft.take(mark, following[0])
    draft.taken.add(mark.first - 1)
    return [
        Condition(field=field.name, op="at_least", value=low),
        Condition(field=field.name, op="at_most", value=high),
    ]


def _compared(draft: Draft, mark: Mark, field: Field) -> list[Condition]:
    place = mark.first - 1
    word = draft.low(place)
    two = (draft.low(place - 1), word)
    op = ""
    if two in (("more", "than"), ("greater", "than"), ("bigger", "than"), ("larger", "than"), ("higher", "than")):
        op, place = "over", place - 1
    elif two in (("less", "than"), ("smaller", "than"), ("lower", "than"), ("fewer", "than")):
        op, place = "under", place - 1
    elif two in (("at", "least"), ("up", "from")):
        op, place = "at_least", place - 1
    elif two in (("at", "most"), ("up", "to")):
        op, place = "at_most", place - 1
    elif word in _OVER:
        op = "over"
    elif word in _UNDER:
        op = "under"
    elif word in (">=", "≥"):
        op = "at_least"
    elif word in ("<=", "≤"):
        op = "at_most"
    else:
        return _exactly(draft, mark, field)
    draft.span(place, mark.last)
    after = (draft.low(mark.last), draft.low(mark.last + 1))
    if after[0] == "+":
        draft.taken.add(mark.last)
    return [Condition(field=field.name, op=op, value=mark.value.value)]


def _exactly(draft: Draft, mark: Mark, field: Field) -> list[Condition]:
    after = (draft.low(mark.last), draft.low(mark.last + 1))
    tails = {("or", "more"): "at_least", ("and", "up"): "at_least", ("or", "less"): "at_most", ("and", "above"): "at_least",
             ("or", "above"): "at_least", ("and", "below"): "at_most", ("or", "under"): "at_most", ("or", "higher"): "at_least",
             ("or", "over"): "at_least", ("or", "below"): "at_most", ("and", "more"): "at_least"}  # fmt: skip
    if after[0] == "+":
        draft.span(mark.first, mark.last + 1)
        return [Condition(field=field.name, op="at_least", value=mark.value.value)]
    if after in tails:
        draft.span(mark.first, mark.last + 2)
        return [Condition(field=field.name, op=tails[after], value=mark.value.value)]
    lead = draft.before(mark)
    if mark.value.money or mark.value.value >= 1000 or lead in ("worth", "of", "amount", "exactly"):
        draft.take(mark)
        if lead in ("worth", "exactly", "="):
            draft.taken.add(mark.first - 1)
        return [Condition(field=field.name, value=mark.value.value)]
    return []


def _overdue(draft: Draft, cls: Class, _: Noun) -> list[Condition]:
    """Read "overdue", "past due", "late": due before now, and not completed."""
    for at in range(draft.clause.first, draft.clause.last):
        two = (draft.low(at), draft.low(at + 1))
        past = two in (("past", "due"), ("past", "their"), ("past", "its"), ("over", "due"), ("behind", "schedule"))
        if not (draft.low(at) in _OVERDUE or past) or at in draft.taken:
            continue
        now = draft.world.now.moment.strftime("%Y-%m-%dT%H:%M")
        end = at + 1 + past
        while two[0] == "past" and draft.low(end) in ("due", "date", "close", "closing", "expected"):
            end += 1
        draft.span(at, end)
        if "due_date" in cls.fields and "completed_at" in cls.fields:
            return [Condition(field="due_date", op="under", value=now), Condition(field="completed_at", op="empty")]
        stage = next((field for field in cls.kinds("choice") if field.ends), None)
        dates = cls.kinds("date")
        if stage and dates:
            today = str(draft.world.now.today)
            return [Condition(field=dates[0].name, op="under", value=today), *unended(stage)]
    return []


def _dates(draft: Draft, cls: Class, _: Noun) -> list[Condition]:
    """Read "closing this month", "due before Friday", "created last week", "since March", "tomorrow's"."""
    found: list[Condition] = []
    marks = draft.open("date")
    for at, mark in enumerate(marks):
        when: When = mark.value
        if not draft.taken.isdisjoint(mark.places) or when.invalid or not (when.first and when.last):
            continue
        field, past = _dated_field(draft, mark, cls)
        if not field:
            continue
        first, last = _seen(when, past or draft.past)
        lead = draft.before(mark)
        follow = marks[at + 1] if at + 1 < len(marks) else None
        if follow and lead in ("between", "from") and draft.low(mark.last) in ("and", "to", "until", "till", "-"):
            draft.take(mark, follow)
            draft.taken.add(mark.first - 1)
            found += _ranged(field, first, follow.value.last or last)
            continue
        draft.take(mark)
        found += _related_dates(draft, mark, field, lead, when, first, last)
    return found


def _seen(when: When, past: bool) -> tuple[str, str]:
    if past and when.before and when.first and when.last:
        shift = when.first - when.before
        return str(when.before), str(when.last - shift)
    return str(when.first), str(when.last)


def _ranged(field: str, first: str, last: object) -> list[Condition]:
    if str(first) == str(last):
        return [Condition(field=field, value=str(first))]
    return [Condition(field=field, op="at_least", value=first), Condition(field=field, op="at_most", value=str(last))]


def _related_dates(
    draft: Draft, mark: Mark, field: str, lead: str, when: When, first: str, last: str
) -> list[Condition]:
    leads = {"before": ("under", first), "until": ("at_most", last), "till": ("at_most", last), "by": ("at_most", last),
             "after": ("over", last), "since": ("at_least", first), "past": ("over", last), "from": ("at_least", first),
             "than": ("under", first), "starting": ("at_least", first)}  # fmt: skip
    if lead in leads:
        place = mark.first - 1
        while draft.low(place) != lead:
            place -= 1
        draft.span(place, mark.last)
        if draft.low(place - 1) in ("earlier", "older", "later", "newer"):
            draft.taken.add(place - 1)
            if draft.low(place - 1) in ("later", "newer"):
                return [Condition(field=field, op="over", value=last)]
        op, value = leads[lead]
        return [Condition(field=field, op=op, value=value)]
    if when.exact and field in ("due_date", "completed_at"):
        return [Condition(field=field, value=str(when.first))]
    return _ranged(field, first, last)


_FIELDS = {"created": "created_at", "added": "created_at", "entered": "created_at", "new": "created_at",
           "logged": "created_at", "opened": "created_at", "updated": "updated_at", "changed": "updated_at",
           "modified": "updated_at", "touched": "updated_at", "edited": "updated_at"}  # fmt: skip


def _dated_field(draft: Draft, mark: Mark, cls: Class) -> tuple[str, bool]:
    """Return the field that a date is about, and whether it looks back."""
    when: When = mark.value
    activity = "due_date" in cls.fields and "completed_at" in cls.fields
    for at in range(draft.clause.first, draft.clause.last):
        if draft.low(at) in _FIELDS and at not in draft.taken and not draft.sentence.at(at, "name"):
            if activity and draft.low(at) == "logged":
                draft.taken.add(at)
                return "completed_at", True
            draft.taken.add(at)
            return _FIELDS[draft.low(at)], True
    for at in range(draft.clause.first, draft.clause.last):
        if activity and draft.low(at) in of("completed finished done did had made held"):
            draft.taken.add(at)
            return "completed_at", True
    for field in draft.open("field"):
        known = _field(field, cls)
        if known and known.kind == "date":
            draft.take(field)
            return known.name, False
    dates = cls.kinds("date")
    if activity:
        past = bool(when.last and when.last < draft.world.now.today) or draft.past
        return ("completed_at", True) if past else ("due_date", False)
    return (dates[0].name, False) if dates else ("created_at", True)


def _owners(draft: Draft, cls: Class, noun: Noun) -> list[Condition]:
    """Read "my", "mine", "Raj's", "assigned to Raj", "owned by me", "unassigned"."""
    owners = cls.pointing("_User")
    if not owners:
        return []
    field = owners[0].name
    found = []
    for at in range(draft.clause.first, draft.clause.last):
        word = draft.low(at)
        told = draft.low(at - 2) in of("show give tell list send read explain print")
        mine = word in ("my", "mine") or (
            word in ("me", "i") and draft.low(at - 1) in ("to", "by", "for", "of") and not told
        )
        have = word == "i" and draft.low(at + 1) in of("have own got am manage handle 've")
        if at in draft.taken or draft.sentence.at(at, "name") or not (mine or have):
            if word in ("unassigned", "ownerless", "unowned") and at not in draft.taken:
                draft.taken.add(at)
                found.append(Condition(field=field, op="empty"))
            continue
        draft.taken.add(at)
        _lead(draft, at)
        if draft.world.me and not any(condition.field == field for condition in found):
            found.append(Condition(field=field, noun=Noun(cls="_User", text="me", chosen=[draft.world.me])))
    for mark in draft.names():
        users = name_of(mark).of("_User")
        led = _lead(draft, mark.first)
        has = draft.low(mark.last) in ("has", "owns", "have", "got", "manages", "handles")
        if has and users:
            draft.taken.add(mark.last)
        if users and (led or has or not name_of(mark).of("Contact", "Company", "Deal") or _possessed(draft, mark)):
            draft.take(mark)
            found.append(Condition(field=field, noun=Noun(cls="_User", text=name_of(mark).text, said=[users])))
    if len(found) > 1 and all(condition.op == "is" for condition in found):
        noun.many = True
    return found


def _possessed(draft: Draft, mark: Mark) -> bool:
    return draft.low(mark.last) in ("'s", "'")


_LEADS = of("assigned owned belonging belong belongs belonged handled managed run owner responsible")


def _lead(draft: Draft, at: int) -> bool:
    """Take "assigned to", "owned by" before an owner."""
    place = at - 1
    while draft.low(place) in of("to by is are for : am"):
        place -= 1
    if draft.low(place) not in _LEADS:
        return False
    draft.span(place, at)
    return True
