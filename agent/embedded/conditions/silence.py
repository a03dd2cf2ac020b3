"""Conditions on what did not happen: "quiet for 3 weeks", "not contacted since March", "no next step"."""

from agent.embedded.language.intents import Condition, Noun
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft
from agent.embedded.values.calendar import When, later


def silence(draft: Draft, cls: Class, noun: Noun) -> list[Condition]:
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
        if low(at) in ("nothing", "no-one", "none") and low(at + 1) in _AHEAD:
            draft.span(at, at + 2 + (low(at + 2) in _AHEAD))
            noun.no_next_step = True
            return []
        end = _quiet_words(draft, at)
        behind = end and _answered(draft, end)
        since = end and (_since(draft, end) or (behind and _since(draft, behind)))
        if end and since:
            draft.span(at, end)
            noun.quiet_since = since
            noun.heard = _of_people(draft, at, end)
            return _offered(draft, cls, end, behind or end)
    return []


_AHEAD = words_of("planned scheduled next upcoming ahead coming agreed")


def unanswered(draft: Draft) -> set[int]:
    """Return the words for what nobody has answered since some day: a stage among them is a condition."""
    found: set[int] = set()
    for at in range(draft.clause.first, draft.clause.last):
        end = _quiet_words(draft, at)
        behind = end and _answered(draft, end)
        if end and behind:
            found |= set(range(end, behind))
    return found


_MOST_BETWEEN = 9
"""Words that may stand between "responded" and since when: "… to our proposal for the Globex plant in 3 weeks"."""


def _answered(draft: Draft, at: int) -> int | None:
    """Return where since when is said, behind what nobody has answered: "to a proposal for the pumps"."""
    if not {draft.low(at - 1), draft.low(at)} & {"to", "on", "about", "regarding", "answered", "answer", "from"}:
        return None
    ends = range(at + 1, min(at + _MOST_BETWEEN, draft.clause.last))
    return next((one for one in ends if draft.low(one) in ("in", "for", "since", "within") and _time(draft, one)), None)


def _time(draft: Draft, at: int) -> bool:
    place = at
    while draft.low(place) in words_of("for in since over the more than at least within last"):
        if draft.sentence.at(place, "date"):
            break
        place += 1
    return bool(draft.sentence.at(place, "date") or draft.sentence.at(place, "length"))


def _offered(draft: Draft, cls: Class, first: int, last: int) -> list[Condition]:
    """Read "to our proposal": the deals are in that stage. What it was about stays for the names."""
    found = []
    for at in range(first, last):
        mark = draft.sentence.at(at, "choice")
        own = [(name, value) for owner, name, value in mark.value if owner == cls.name] if mark else []
        if mark and own and mark.first == at and draft.taken.isdisjoint(mark.places):
            draft.span(first, mark.last)
            found.append(Condition(field=own[0][0], value=own[0][1]))
    return found


def _next_step(draft: Draft, at: int) -> bool:
    words = [draft.low(at + step) for step in range(4)]
    skip = words[0] in ("a", "any", "the")
    rest = words[skip:]
    two = (rest[0] in _PENDING and rest[1] in _STEPS) or rest[:2] in (
        ["next", "step"],
        ["next", "steps"],
        ["next", "activity"],
        ["next", "task"],
        ["follow", "up"],
        ["next", "action"],
    )
    one = rest[:1] in (["follow-up"], ["followup"], ["follow-ups"])
    if two or one:
        draft.span(at - 1, at + skip + (2 if two else 1))
        tail = draft.low(at + skip + 2)
        if tail in ("planned", "scheduled", "set"):
            draft.taken.add(at + skip + 2)
    return two or one


_PENDING = words_of("open planned pending outstanding upcoming scheduled future")
_STEPS = words_of("activity activities task tasks step steps todo todos to-do to-dos")

_SILENT = words_of("quiet silent inactive untouched idle stale dormant stuck sleeping neglected cold")


def _of_people(draft: Draft, first: int, last: int) -> bool:
    """Whether nothing was heard from people: what was done with them counts, and not with their deals only."""
    return any(draft.low(at) in _HEARD for at in range(first, last))


_HEARD = words_of("contacted called spoken talked heard contact responded reply response word emailed answered replied")
_CONTACTED = words_of(
    "contacted touched called spoken talked heard contact activity activities touchpoint touchpoints responded "
    "updated news word reply response conversation interaction call meeting moved happened touch emailed "
    "movement progress answered answer replied reacted reached met visited"
)


_NEGATIVE = words_of(
    "no not without haven't hasn't never didn't nothing nobody havent hasnt isn't aren't weren't wasn't zero none "
    "no-one noone"
)


_OF_US = words_of("one of us the our team reps single")
_BETWEEN = words_of(
    "been any had has have with to from we i logged completed recorded at all anything for recent done got gotten gone "
    "them him her back even once been"
)


def _quiet_words(draft: Draft, at: int) -> int | None:
    if draft.low(at) in _SILENT or (draft.low(at) in ("gone", "went") and draft.low(at + 1) in _SILENT):
        return at + 1 + (draft.low(at) in ("gone", "went"))
    if draft.low(at) not in _NEGATIVE:
        return None
    place = at + 1
    if draft.low(at) in ("none", "nobody", "no-one", "not") and draft.low(place) in ("one", "of", "a"):
        while draft.low(place) in _OF_US:  # "none of us did", "nobody of the team has"
            place += 1
    hit = False
    place += draft.low(place) in ("a", "an", "any", "single") and draft.low(place + 1) in _CONTACTED
    while place < draft.clause.last and (draft.low(place) in _CONTACTED or draft.low(place) in _BETWEEN):
        hit = hit or draft.low(place) in _CONTACTED
        place += 1
    return place if hit else None


def _since(draft: Draft, at: int) -> str | None:
    """Read "for 3 weeks", "in the last month", "since March": the first day of the silence."""
    place = at
    while draft.low(place) in words_of("for in since over the more than at least within during"):
        if draft.sentence.at(place, "date"):
            break
        place += 1
    mark = draft.sentence.at(place, "date") or draft.sentence.at(place, "length")
    if not mark or not draft.taken.isdisjoint(mark.places):
        return None
    draft.span(at, mark.last)
    if mark.kind == "length":
        number, unit = mark.value
        if unit == "minute":
            return None
        return str(later(draft.world.now.today, -number, unit))
    when: When = mark.value
    if when.first and when.first > draft.world.now.today and when.text.lower().startswith("in "):
        return str(draft.world.now.today - (when.first - draft.world.now.today))
    return str(when.before or when.first)
