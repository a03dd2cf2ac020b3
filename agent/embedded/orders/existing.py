"""Orders about activities that exist: put off, done, called off, renamed, two of them exchanged."""

from itertools import pairwise

from agent.embedded.language.intents import Change, Condition, Intent, Noun
from agent.embedded.language.words import words_of
from agent.embedded.orders.frames import Frame
from agent.embedded.orders.moments import moment
from agent.embedded.records.agenda import Told, meant
from agent.embedded.records.ballot import accomplished, called_off, elected
from agent.embedded.sentences.draft import World
from agent.embedded.sentences.evidence import SURE, Evidence
from agent.embedded.sentences.sentence import Clause

CLEAR = 0.5
"""An operation is meant from this share on."""
FAINT = 0.25
"""A fact about an activity that is there may sound like a plan; it is heard as a change with this share."""
_SWAPPING = words_of("swap switch exchange trade swapped")
MOST_AHEAD = 6
"""Words before which an order begins."""
_CALLED = words_of("called named titled entitled to as")


def existing(frame: Frame, world: World, evidence: Evidence) -> list[Intent]:
    """Return what an order does with activities that are there; nothing where it is unclear, or about another thing."""
    cls = world.vocabulary.classes.get("Activity")
    if not cls or not {"update_activities", "delete_activities"} <= set(cls.tools):
        return []
    if _SWAPPING & set(frame.own.lows()[:MOST_AHEAD]) and frame.heard.acting >= SURE:
        return _swapped(frame.own, world, evidence)
    about = _about(frame, listed=world.listed == cls.name)
    doers = {"due": _moved, "told": _told, "done": _done, "gone": _gone, "renamed": _renamed}
    return doers[about](frame, world, evidence) if about else []


def _told(frame: Frame, world: World, evidence: Evidence) -> list[Intent]:
    """Return the new day of an activity, told as a fact: where its whole subject is said, or that it was planned."""
    planned = any(pair in _PLANNED for pair in pairwise(frame.own.lows()))
    votes = elected(frame.own, frame.own, (), (), evidence)
    full = len(votes) == 1 and votes[0].share >= WHOLE and len(votes[0].own) > 1
    return _moved(frame, world, evidence) if planned or full else []


WHOLE = 0.9
"""So much of a subject must be said, for what sounds like a plan to be about the activity that is there."""
_PLANNED = {("than", word) for word in ("planned", "agreed", "scheduled", "arranged", "booked", "intended", "we", "it")}


def _about(frame: Frame, *, listed: bool) -> str:
    """Return what shall happen to an activity; nothing, where something else shall.

    Where activities were shown (`listed`), a new day is one of theirs though it sounds like that of a deal.
    """
    shares = frame.heard.shares
    moving = shares.get("update.due", 0.0) + shares.get("update.date", 0.0)
    planning = sum(share for name, share in shares.items() if name.startswith("plan."))
    due = shares.get("update.due", 0.0)
    if (moving >= CLEAR and due >= FAINT) or (listed and moving >= SURE and _subject(frame.own)):
        return "due"
    if due >= FAINT and moving + planning >= SURE:
        return "told"
    if shares.get("update.done", 0.0) >= CLEAR:
        return "done"
    if shares.get("delete.activity", 0.0) >= CLEAR:
        return "gone"
    if shares.get("update.subject", 0.0) >= CLEAR:
        return "renamed"
    return ""


def _subject(own: Clause) -> bool:
    """Whether nothing but words of an activity's subject is named."""
    return bool(own.marks("phrase")) and not own.marks("name", "class", "field", "choice", "amount")


def _moved(frame: Frame, world: World, evidence: Evidence) -> list[Intent]:
    for own in (frame.own, frame.scope):
        new = moment(own, frame.scope, world, evidence)
        if not new:
            continue
        value, places = new
        told = Told(own, frame.scope, frozenset(places), world, evidence)
        noun = meant(told)
        if noun:
            _unfinished(noun)
            put = {"change": {"due_date": value}} if isinstance(value, Change) else {"set": {"due_date": value}}
            return [Intent(do="update", cls="Activity", targets=[noun], **put)]
    return []


def _swapped(own: Clause, world: World, evidence: Evidence) -> list[Intent]:
    """Read "swap the times of the site visit and the price talk"."""
    said = own.sentence
    change = Change(unit="swap", day="clock" if _HOURS & set(own.lows()) else "")
    verb = next(at for at in range(own.first, own.last) if said.low(at) in _SWAPPING)
    cuts = [at for at in range(verb + 2, own.last - 1) if said.low(at) in ("and", "with") and not said.at(at, "phrase")]
    for cut in cuts:
        first, last = Clause(said, verb + 1, cut), Clause(said, cut + 1, own.last)
        nouns = [meant(Told(half, half, frozenset(), world, evidence)) for half in (first, last)]
        found = [noun for noun in nouns if noun and not noun.many]
        if len(found) == 2:
            for noun in found:
                _unfinished(noun)
            return [Intent(do="update", cls="Activity", targets=found, change={"due_date": change})]
    return []


_HOURS = words_of("time times hour hours")


def _unfinished(noun: Noun) -> None:
    if not any(one.field == "completed_at" for one in noun.where):
        noun.where.append(Condition(field="completed_at", op="empty"))


def _done(frame: Frame, world: World, evidence: Evidence) -> list[Intent]:
    now = world.now.moment.strftime("%Y-%m-%dT%H:%M")
    own = frame.own
    days = [
        mark
        for mark in own.marks("date")
        if mark.value.day and not mark.value.exact and (mark.value.before or mark.value.first) <= world.now.today
    ]
    value, places = now, frozenset(at for mark in days for at in mark.places)
    if len({mark.value.written(past=True) for mark in days}) == 1:
        value = days[0].value.written(past=True)
    noun = meant(Told(own, frame.scope, places, world, evidence))
    if not noun:
        return []
    _unfinished(noun)
    return [Intent(do="update", cls="Activity", targets=[noun], set={"completed_at": value})]


def _gone(frame: Frame, world: World, evidence: Evidence) -> list[Intent]:
    own = frame.own
    noun = meant(Told(own, frame.scope, frozenset(), world, evidence))
    if not noun or called_off(own):
        return []
    if accomplished(own, noun):
        _unfinished(noun)
        now = world.now.moment.strftime("%Y-%m-%dT%H:%M")
        return [Intent(do="update", cls="Activity", targets=[noun], set={"completed_at": now})]
    return [Intent(do="delete", cls="Activity", targets=[noun])]


def _renamed(frame: Frame, world: World, evidence: Evidence) -> list[Intent]:
    """Read "my next call with Jane should be called Budget review instead"."""
    own = frame.own
    said = own.sentence
    at = next((at for at in range(own.last - 2, own.first, -1) if said.low(at) in _CALLED), None)
    if at is None:
        return []
    end = own.last
    while end > at + 1 and said.low(end - 1) in (
        "instead",
        "please",
        ".",
        "!",
        "?",
        "now",
        "pls",
        "thanks",
        ",",
        "then",
    ):
        end -= 1
    text = said.words(at + 1, end).strip(" \"“”«»`'.!")
    noun = meant(Told(own, frame.scope, frozenset(range(at, own.last)), world, evidence)) if text else None
    return [Intent(do="update", cls="Activity", targets=[noun], set={"subject": text})] if noun else []
