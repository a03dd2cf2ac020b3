"""New values that depend on the old ones: "by 10%", "+5k", "two weeks later", "the next stage", "same time Friday"."""

from agent.embedded.calendar import When
from agent.embedded.draft import Draft
from agent.embedded.intents import Change
from agent.embedded.lexicon import Mark
from agent.embedded.money import Amount
from agent.embedded.vocabulary import Class
from agent.embedded.words import words_of

_MORE = words_of("up + plus another extra additional more increase raise")
_LESS = words_of("down - minus less off lower cheaper discount")


def amount_change(draft: Draft, mark: Mark) -> Change | None:
    """Return how much an amount shall grow or shrink, if that is what was said."""
    amount: Amount = mark.value
    before, behind = draft.before(mark, ("a", "an", "the", "by", "another")), draft.low(mark.last)
    led = draft.before(mark, ("another", "extra", "additional", "a", "an")) == "by"
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


def _adding(draft: Draft, mark: Mark) -> bool:
    """Whether a sum is added to the old one or taken off it: "add 5k to", "knock 2k off", "+5k"."""
    lead = draft.low(mark.first - 1)
    return (
        _added(draft, mark)
        or lead in ("+", "plus", "another", "extra", "additional", "minus")
        or draft.low(mark.last)
        in (
            "off",
            "more",
            "less",
        )
    )


def _added(draft: Draft, mark: Mark) -> bool:
    """Read "add 5k to the Acme deal"."""
    return draft.low(mark.first - 1) == "add" and draft.low(mark.last) in ("to", "on") and mark.value.value > 0


def date_change(draft: Draft, mark: Mark) -> Change | None:
    """Return by how much a date shall move: "by two weeks", "back a month", "two weeks later"."""
    number, unit = mark.value
    around = {draft.before(mark), draft.low(mark.last), draft.low(mark.last + 1)}
    lows = set(draft.clause.lows())
    earlier = bool(around & words_of("earlier sooner forward up") or lows & words_of("forward earlier sooner up"))
    pushed = any(
        draft.low(verb.first).startswith(("push", "postpon", "delay", "defer", "slip"))
        for verb in draft.clause.marks("verb")
    )
    if not (earlier or pushed or around & words_of("later back by out further another")):
        return None
    draft.drop(words_of("by later back earlier sooner forward out further another up"))
    return Change(by=-number if earlier else number, unit=unit)


def kept_time(draft: Draft, when: When) -> Change | None:
    """Return a change of the day that keeps the time of the day, or of the time that keeps the day.

    An activity of a day that is over gets the time of the coming day.
    """
    draft.drop({"same", "time"} if "same" in draft.clause.lows() else set())
    if when.bare:
        return Change(unit="clock", day=when.written())
    return None if when.clock or when.exact else Change(unit="to", day=when.written())


def stage_change(draft: Draft, cls: Class) -> tuple[str, Change] | None:
    """Return the step to the next or the previous of the listed values: "move it to the next stage"."""
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
    return None
