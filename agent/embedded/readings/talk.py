"""Readings that ask for nothing in the CRM: greetings, thanks, help, who am I."""

from collections.abc import Iterator

from agent.embedded.language.intents import Intent
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft
from agent.embedded.sentences.reading import Reading, reading

_HELPING = words_of("you do can what crm this here exactly all i with tool")
_POLITE = words_of(
    "so much a lot very there parley you all bot assistant for help your that was the today work job everyone again "
    "day is it have how are"
)


def talk(draft: Draft) -> Iterator[Reading]:
    """Yield the reading of a clause as talk, when all its words are such."""
    marks = draft.clause.marks("talk")
    for mark in marks:
        mine = draft.copy()
        mine.take(*marks)
        mine.drop(_POLITE)
        yield _said(mine, str(mark.value[0]))
    if draft.clause.lows()[:1] == ["help"]:
        mine = draft.copy()
        mine.span(draft.clause.first, draft.clause.last)
        yield reading(mine, [Intent(do="help", value="help")], 0.9)


def _said(draft: Draft, concept: str) -> Reading:
    if concept == "help":
        draft.drop(_HELPING)
        return reading(draft, [Intent(do="help", value=concept)], 1.15)
    if concept == "me":
        draft.drop(_HELPING)
        return reading(draft, [Intent(do="me", value=concept)], 1.15)
    return reading(draft, [Intent(do="talk", value=concept)], 0.8)
