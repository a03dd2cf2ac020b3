"""An order after a list of activities, whose words may mean one of them or another record: both are offered."""

from dataclasses import replace

from agent.embedded.language.intents import Condition, Intent, Noun
from agent.embedded.language.names import Ref
from agent.embedded.language.words import words_of
from agent.embedded.readings.compose import Decision
from agent.embedded.records.fits import roots, telling
from agent.embedded.sentences.sentence import Sentence
from agent.embedded.threads.thread import Thread

_DAYS = ("expected_close_date", "due_date")
_PLANNING = words_of("new another also plan schedule add create book close closes closing a an")
"""Words of an order that is about no activity which was shown."""


def torn(made: Decision, thread: Thread, said: Sentence) -> Decision:
    """Return a decision that offers to put off the activity shown last, where its words may mean that one.

    After a list of tasks "put the pumps on Friday" moves the task about the pumps, or the deal that is called so.
    """
    only = made.intents[0] if len(made.intents) == 1 and not (made.why or made.rival) else None
    shown = [ref for ref in thread.listed if ref.cls == "Activity"] if thread.fresh else []
    day = _day(only) if only and shown else ""
    if not only or not day or any(token.low in _PLANNING for token in said.tokens) or _classed(said):
        return made
    words = {word for name in _named(only) for word in _said(name, said)}
    fits = [ref for ref in shown if words and words <= roots(ref.name)]
    if len(fits) != 1:
        return made
    open_ = [Condition(field="completed_at", op="empty")]
    noun = Noun(cls="Activity", text=fits[0].name, said=[fits], where=open_)
    other = Intent(do="update", cls="Activity", targets=[noun], set={"due_date": day})
    return replace(made, rival=[other])


def _day(intent: Intent) -> str:
    """Return the day on which an order puts something: a deal's close, or what is planned with somebody."""
    day = next((str(intent.set[name]) for name in _DAYS if name in intent.set), "")
    moved = intent.do == "update" and intent.cls == "Deal" and len(intent.set) == 1 and not intent.link
    return day if moved or (intent.do == "create" and intent.cls == "Activity") else ""


def _named(intent: Intent) -> list[Ref]:
    nouns = [*intent.targets, *intent.link.values()]
    return [ref for noun in nouns for group in noun.said for ref in group]


def _said(ref: Ref, said: Sentence) -> set[str]:
    """Return the words of a name that were said."""
    known = roots(ref.name)
    words = [token.inner for token in said.tokens if token.kind == "word"]
    return {one for word in words for one in roots(word) if one in known and telling(word)}


def _classed(said: Sentence) -> bool:
    """Whether the message says what kind of record it is about: "the deal", "a call"."""
    return any(mark.kind in ("class", "kind") for mark in said.marks)
