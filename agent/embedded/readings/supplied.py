"""Values that the engine asked for: "What is the title?", "On which day?"."""

from typing import Any

from agent.embedded.answers.answer import Asked, Followed
from agent.embedded.fields.values import values
from agent.embedded.language.intents import Noun
from agent.embedded.language.vocabulary import Field
from agent.embedded.language.words import phrases
from agent.embedded.records.singling import POINTING
from agent.embedded.sentences.draft import Draft, World, name_of, whole
from agent.embedded.sentences.sentence import Sentence

ASKING = 0.6
"""A message is a question of its own, and no answer, from this probability on."""


def supplied(said: Sentence, asked: Asked, world: World, *, yes: bool) -> Followed | None:
    """Return what to do once the value that was asked for is there; `None` where the message does not give it."""
    number, _, name = asked.place
    intent = asked.intents[number]
    known = world.vocabulary.field(intent.cls, name)
    if yes and intent.offer is not None:
        value = intent.offer
    elif not known:
        return None
    else:
        draft = whole(said, world)
        draft.past = name == "completed_at"
        if known.targets:
            return _linked(draft, known, asked)
        value = _text(draft) if known.kind in ("text", "long") else _typed(draft, known, intent.cls)
    if value is None:
        return None
    intent.set[name], intent.missing = value, ""
    return Followed(asked.intents)


def _linked(draft: Draft, known: Field, asked: Asked) -> Followed | None:
    """Return what to do once it is said whom a field shall name: "Raj", "to me"."""
    number, _, name = asked.place
    intent = asked.intents[number]
    marks = [mark for mark in draft.names() if name_of(mark).of(*known.targets)]
    draft.take(*marks)
    me = draft.having({"me", "myself", "mine"}) if "_User" in known.targets and not marks else []
    draft.taken.update(me)
    if len(marks) + len(me) != 1 or any(draft.low(at) not in POINTING | {"to", "one"} for at in draft.mattering()):
        return None
    if me and draft.world.me:
        noun = Noun(cls="_User", text="me", chosen=[draft.world.me])
    else:
        refs = name_of(marks[0]).of(*known.targets)
        noun = Noun(cls=refs[0].cls, text=name_of(marks[0]).text, said=[refs])
    intent.link[name], intent.missing = noun, ""
    return Followed(asked.intents)


def _text(draft: Draft) -> str | None:
    """Return a short message as a text, without "call it"."""
    text = draft.sentence.text.strip(" .\"“”'")
    order = any(form == "base" and mark.first == 0 for mark in draft.clause.marks("verb") for _, form in mark.value)
    evidence = draft.world.evidence
    asking = evidence is not None and evidence.act(draft.clause).get("question", 0.0) >= ASKING
    order = order or draft.low(0) in ("and", "also", "then", "but")
    if order or asking or not 0 < len(text) <= 120 or text.endswith("?"):
        return None
    lead = phrases("call it |it's |its |name it |it is |title |the name is |the title is |named |called ")
    cut = next((len(start) for start in lead if text.lower().startswith(start)), 0)
    return text[cut:].strip(" \"“”'")


def _typed(draft: Draft, known: Field, cls: str) -> Any:
    """Return the only value in a message that fits a field."""
    kinds = {"date": ("date",), "number": ("amount",), "choice": ("choice", "kind")}.get(known.kind, (known.kind,))
    marks = draft.clause.marks(*kinds)
    if len(marks) != 1:
        return None
    found = values(draft, draft.cls(cls), creating=True)
    draft.take(marks[0])
    if any(draft.low(at) not in POINTING | {"on", "by", "one"} for at in draft.mattering()):
        return None
    if known.kind == "date" and marks[0].value.day:
        return found.set.get(known.name) or marks[0].value.written(past=draft.past)
    return found.set.get(known.name)
