"""Readings that ask whom we know somewhere: "who works at Globex", "anyone at Acme?"."""

from agent.embedded.language.intents import Condition, Intent, Noun
from agent.embedded.language.words import words_of
from agent.embedded.sentences.asking import take_questions
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.reading import Reading, reading

_KNOWING = words_of(
    "who who's whom anyone do know works work for talk to people contacts contact speak call reach with guy guys man "
    "woman lady person folks somebody someone"
)


def whom(draft: Draft) -> Reading | None:
    """Read "who do we know at Globex", "who works at Globex": its contacts."""
    lows = draft.clause.lows()
    if (
        not (lows[:1] in (["who"], ["who's"], ["anyone"], ["do"]) or "whom" in lows)
        or "Contact" not in draft.world.vocabulary.classes
    ):
        return None
    said = " ".join(lows)
    placed = any(draft.before(mark) in ("at", "from") and name_of(mark).of("Company") for mark in draft.names())
    if not placed and not any(
        cue in said
        for cue in (
            "know at",
            "works at",
            "work at",
            "works for",
            "contact at",
            "talk to at",
            "contacts at",
            "people at",
            "is at",
            "reach at",
            "call at",
            "speak to at",
            "anyone at",
            "do we have at",
            "works with",
            "know from",
        )
    ):
        return None
    for mark in draft.names():
        companies = name_of(mark).of("Company")
        if companies:
            draft.take(mark)
            take_questions(draft)
            draft.drop(_KNOWING)
            draft.take(*(one for one in draft.open("class") if "Contact" in one.value))
            noun = Noun(
                cls="Contact",
                many=True,
                where=[Condition(field="company", noun=Noun(cls="Company", text=name_of(mark).text, said=[companies]))],
            )
            return reading(draft, [Intent(do="find", cls="Contact", targets=[noun])], 1.2)
    return None
