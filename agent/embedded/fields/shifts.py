"""New values that depend on the old ones: "by 10%", "+5k", "two weeks later", "the next stage", "same time Friday"."""

from itertools import pairwise

from agent.embedded.language.intents import Change
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft
from agent.embedded.values.calendar import When
from agent.embedded.values.money import Amount

_MORE = words_of("up + plus another extra additional more dearer higher increase raise")
_LESS = words_of("down - minus less off lower cheaper discount")


def amount_change(draft: Draft, mark: Mark) -> Change | None:
    """Return how much an amount shall grow or shrink, if that is what was said."""
    amount: Amount = mark.value
    if amount.by is not None:
        draft.drop(_MAKING)
        return Change(by=amount.by, percent=amount.percent, old=amount.old)
    before, behind = draft.before(mark, ("a", "an", "the", "by", "another")), draft.low(mark.last)
    led = draft.before(mark, ("another", "extra", "additional", "a", "an")) == "by" or _with(draft, mark)
    down = any(True for _ in draft.clause.verbs("lower")) or before in _LESS - {"-"} or behind in _LESS
    up = before in _MORE or behind in _MORE or draft.low(mark.first - 1) in _MORE or _added(draft, mark)
    minus = draft.low(mark.first - 1) == "-" and amount.percent
    if not (led or minus or ((up or down) and (amount.percent or _adding(draft, mark)))):
        return None
    for at in (mark.first - 1, mark.last):
        if draft.low(at) in _MORE | _LESS | {"by"}:
            draft.taken.add(at)
    if draft.low(mark.first - 2) in _MORE | _LESS:
        draft.taken.add(mark.first - 2)
    return Change(by=-amount.value if down or minus else amount.value, percent=amount.percent)


def _with(draft: Draft, mark: Mark) -> bool:
    """Read "lower it with 4,000": by so much."""
    return draft.low(mark.first - 1) == "with" and any(True for _ in draft.clause.verbs("lower", "raise"))


_MAKING = words_of("put slap stick take knock took give gave grant comes goes go only now up down")
"""Words that only lead to how much more or less it shall be."""


def _adding(draft: Draft, mark: Mark) -> bool:
    """Whether a sum is added to the old one or taken off it: "add 5k to", "knock 2k off", "+5k", "18,000 on top"."""
    lead, behind = draft.low(mark.first - 1), draft.low(mark.last)
    if behind == "on" and draft.low(mark.last + 1) == "top":
        draft.span(mark.last, mark.last + 2)
        return True
    return (
        _added(draft, mark)
        or lead in ("+", "plus", "another", "extra", "additional", "minus", "up", "down")
        or behind in ("off", "more", "less", "extra", "cheaper", "dearer", "higher")
    )


def _added(draft: Draft, mark: Mark) -> bool:
    """Read "add 5k to the Acme deal"."""
    return draft.low(mark.first - 1) == "add" and draft.low(mark.last) in ("to", "on") and mark.value.value > 0


def date_change(draft: Draft, mark: Mark) -> Change | None:
    """Return by how much a date shall move: "by two weeks", "back a month", "two weeks later than planned"."""
    number, unit = mark.value
    around = {draft.before(mark), draft.low(mark.last), draft.low(mark.last + 1)}
    lows = set(draft.clause.lows())
    earlier = bool(around & words_of("earlier sooner forward up") or lows & words_of("forward earlier sooner"))
    earlier = earlier or ("up" in lows and not any(pair in _UP for pair in pairwise(draft.clause.lows())))
    pushed = any(
        draft.low(verb.first).startswith(("push", "postpon", "delay", "defer", "slip"))
        for verb in draft.clause.marks("verb")
    )
    pointed = any(pair in _BY_THAT for pair in pairwise(draft.clause.lows()))
    if not (earlier or pushed or pointed or around & words_of("later back by out further another")):
        return None
    if pointed:
        draft.drop(words_of("that much"))
    draft.drop(words_of("by later back earlier sooner forward out further another up"))
    _beside_old(draft, mark)
    return Change(by=-number if earlier else number, unit=unit)


_BY_THAT = {("by", "that"), ("that", "much"), ("that", "long"), ("by", "as")}
"""Words that point to a length of time told before: "two more weeks … shift it by that much"."""


_UP = {(word, "up") for word in ("follow", "following", "catch", "catching", "set", "wrap", "ring", "meet")}
"""Where "up" says nothing of a direction."""


def _beside_old(draft: Draft, mark: Mark) -> None:
    """Take what only says that the rest stays: "later than what it says now", "a day earlier, same hour"."""
    at = mark.last
    while at < draft.clause.last and draft.low(at) not in ("than", "same"):
        at += 1
    if draft.low(at) == "than":
        end = at + 1
        while end < draft.clause.last and draft.low(end) in _OLD:
            end += 1
        draft.span(at, end)
    elif draft.low(at + 1) in ("time", "hour", "hours", "place"):
        draft.span(at, at + 2)


_OLD = words_of(
    "what it that is was says said now currently before planned agreed scheduled originally original the date day we "
    "had have there in system written noted already set for at present"
)
"""Words for a value as it is."""


def kept_time(draft: Draft, when: When) -> Change | None:
    """Return a change of the day that keeps the time of the day, or of the time that keeps the day.

    An activity of a day that is over gets the time of the coming day.
    """
    draft.drop({"same", "time"} if "same" in draft.clause.lows() else set())
    if when.bare:
        return Change(unit="clock", day=when.written())
    return None if when.clock or when.exact else Change(unit="to", day=when.written())


def stage_change(draft: Draft, cls: Class) -> tuple[str, Change] | None:
    """Return the step to a later or an earlier of the listed values: "move it to the next stage", "back one step"."""
    stage = cls.stage
    lows = draft.clause.lows()
    if not stage:
        return None
    for mark in draft.open("field"):
        if not any(owner == cls.name and name == stage.name for owner, name in mark.value):
            continue
        lead = draft.before(mark, ("the", "one", "a"))
        forward = lead in ("next", "following") or "further" in lows or "forward" in lows or "along" in lows
        back = lead in ("previous", "prior", "last") or "back" in lows
        if forward or back:
            draft.take(mark)
            draft.drop(words_of("next following previous prior last one further forward along back up"))
            return stage.name, Change(by=-1 if back else 1, unit="step")
    steps = _steps(draft)
    return (stage.name, Change(by=steps, unit="step")) if steps else None


def _steps(draft: Draft) -> int:
    """Read "up one stage", "two stages up", "a notch further", "back a step", "one further along"; 0 for none."""
    for at in range(draft.clause.first, draft.clause.last):
        way = _WAYS.get(draft.low(at), 0)
        if not way or at in draft.taken:
            continue
        for first, told in ((at + 1, False), (at - 1, True), (at - 2, True)):
            end, count, named = _counted(draft, first + (draft.low(first) == "by"))
            if count and (end == at if told else named or _done(draft, end)) and (named or draft.low(at) != "on"):
                draft.span(min(first, at), max(end, at + 1))
                draft.drop(_FURTHER)
                return way * count
    return 0


_WAYS = {**dict.fromkeys(("up", "forward", "forwards", "further", "along", "ahead", "on"), 1)} | dict.fromkeys(
    ("back", "backward", "backwards", "down"), -1
)
_FURTHER = words_of("further along forward")
_NUMBERS = {"one": 1, "a": 1, "1": 1, "two": 2, "2": 2, "three": 3, "3": 3}
_STEPS = words_of("stage stages step steps notch notches level levels rung spot place column")


def _counted(draft: Draft, at: int) -> tuple[int, int, bool]:
    """Return where "one", "two stages", "a notch" ends, how many they are, and whether the steps are named."""
    count = _NUMBERS.get(draft.low(at), 0)
    if count and draft.low(at + 1) in _STEPS:
        return at + 2, count, True
    return at + 1, count if draft.low(at) not in ("a", "2", "3", "1") else 0, False


def _done(draft: Draft, at: int) -> bool:
    """Whether nothing follows that could be counted: not the "back one week"."""
    return draft.low(at) in ("", ".", ",", "!", "?", "and", "please", "pls", "then", "now", *_FURTHER)
