"""Booleans: "furnished properties", "12 Elm Street is not furnished", "under warranty"."""

from agent.embedded.conditions.timing import field_of
from agent.embedded.language.intents import Condition, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class, Field
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft
from agent.embedded.sentences.given import Values

_NEGATIVE = words_of("not no without isn't aren't wasn't never non")
_BETWEEN = words_of("a an the any under in yet already still fully now")
_STATING = words_of("is are be was as has have isn't aren't wasn't to")
_YES = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


def truths(draft: Draft, cls: Class, _: Noun) -> list[Condition]:
    """Read "furnished properties", "devices that are not under warranty"."""
    found = []
    for mark in draft.open("field"):
        field = field_of(mark, cls)
        if field and field.kind == "truth":
            first, yes = _said(draft, mark, field)
            draft.span(first, mark.last)
            found.append(Condition(field=field.name, op="is" if yes else "is_not", value=True))
    return found


def _said(draft: Draft, mark: Mark, field: Field) -> tuple[int, bool]:
    """Return where the words for a boolean begin, and whether they say that it is so."""
    first = mark.first
    while draft.low(first - 1) in _BETWEEN:
        first -= 1
    longer = draft.low(first - 1) in ("longer", "more")
    negative = draft.low(first - 1 - longer) in _NEGATIVE
    opposite = not field.name.startswith("un") and draft.low(mark.first).startswith("un")
    return first - negative - (longer and negative), negative == opposite


def truth(draft: Draft, mark: Mark, known: Field, found: Values) -> None:
    """Read "is furnished", "is no longer under warranty", "mark it as furnished", "furnished: yes"."""
    first, yes = _said(draft, mark, known)
    behind = mark.last + (draft.low(mark.last) in ("to", "is", "as", ":", "="))
    if behind > mark.last and draft.low(behind) in _YES:
        found.set[known.name] = _YES[draft.low(behind)]
        draft.span(mark.first, behind + 1)
        return
    place = first - 1
    while draft.low(place) in _BETWEEN:
        place -= 1
    stated = draft.low(place) in _STATING or draft.low(first) in _STATING
    if (stated and draft.act != "question" and place > draft.clause.first) or draft.making:
        found.set[known.name] = yes
        draft.span(place if stated else first, mark.last)
