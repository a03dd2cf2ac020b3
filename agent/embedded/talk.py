"""Readings that ask for nothing in the CRM: greetings, thanks, help, who am I."""

from collections.abc import Iterator

from agent.embedded.draft import Draft
from agent.embedded.intents import Intent
from agent.embedded.reading import Reading, reading
from agent.embedded.words import of


def talk(draft: Draft) -> Iterator[Reading]:
    """Yield the reading of a clause as talk, when all its words are such."""
    for mark in draft.clause.marks("talk"):
        concept = mark.value[0]
        mine = draft.copy()
        for other in draft.clause.marks("talk"):
            mine.take(other)
        if concept in ("help", "me"):
            for at in range(draft.clause.first, draft.clause.last):
                if draft.low(at) in of("you do can what crm this here ? exactly all i with tool"):
                    mine.taken.add(at)
        for at in range(draft.clause.first, draft.clause.last):
            if draft.low(at) in of(
                "so much a lot very there parley you all bot assistant for help your that was the today work job "
                "everyone again day is it have how are"
            ):  # fmt: skip
                mine.taken.add(at)
        weight = 1.15 if concept in ("help", "me") else 0.8
        yield reading(mine, [Intent(do={"help": "help", "me": "me"}.get(concept, "talk"), value=concept)], weight)  # type: ignore[arg-type]
    if draft.clause.lows()[:1] == ["help"]:
        mine = draft.copy()
        mine.span(draft.clause.first, draft.clause.last)
        yield reading(mine, [Intent(do="help", value="help")], 0.9)
