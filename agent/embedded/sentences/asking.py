"""Words that make a question."""

from agent.embedded.language.words import words_of
from agent.embedded.sentences.acts import head
from agent.embedded.sentences.draft import Draft
from agent.embedded.sentences.sentence import Clause


def asking(draft: Draft) -> bool:
    """Whether the clause asks, or wants to be shown something."""
    return draft.act == "question" or any(form == "base" for _, form in draft.clause.verbs("show"))


def stated(clause: Clause) -> bool:
    """Whether a clause says who somebody is to another record, and asks nothing: "Jane is the contact for Acme"."""
    names = clause.marks("name")
    if len(names) < 2 or names[0].first != clause.first or clause.lows()[-1:] == ["?"]:
        return False
    at = names[0].last
    said = clause.sentence.low(at) == "is" and clause.sentence.low(at + 1) in ("the", "our", "now")
    return said and clause.sentence.at(at + 2, "field") is not None


def reads(draft: Draft) -> bool:
    """Whether the clause begins with a verb of reading: "search notes: …" writes nothing down."""
    return draft.low(head(draft.clause)) in _READING


_READING = words_of("search look show list read find display view fetch see")


def take_questions(draft: Draft) -> None:
    """Take the words that only make it a question."""
    for at in range(draft.clause.first, draft.clause.last):
        if draft.low(at) in _WORDS and not draft.sentence.at(at, "name"):
            draft.taken.add(at)
    for mark, _ in draft.clause.verbs("show", "own", "work", "about", "ask"):
        draft.take(mark)


_WORDS = words_of(
    "what what's whats who who's when where how which is are was does do did the show tell give much 's have has "
    "we i there know current currently me be will it any in on please got get about sitting stand stands at "
    "right now of supposed going to should would can reach whose yet already details detail info information "
    "everything record profile card full open up due still been find for a whom many if whether remind exact that"
)
