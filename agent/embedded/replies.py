"""Answers to a question that the engine asked: a choice, a value, yes or no."""

from dataclasses import dataclass, field
from typing import Any

from agent.embedded.answer import Asked
from agent.embedded.draft import Draft, World
from agent.embedded.evidence import Evidence
from agent.embedded.intents import Intent, Noun
from agent.embedded.names import Ref
from agent.embedded.nouns import nouns
from agent.embedded.sentence import Clause, Sentence, free
from agent.embedded.values import values
from agent.embedded.vocabulary import Field
from agent.embedded.words import phrases, words_of

ASKING = 0.6
"""A message is a question of its own, and no answer, from this probability on."""


@dataclass(slots=True)
class Followed:
    """What to do because of what was said before: intents (after an undo), or only a text to say."""

    intents: list[Intent] = field(default_factory=list)
    undo: bool = False
    text: str = ""


def _talk(said: Sentence, concept: str) -> bool:
    """Whether the whole message is a yes, or a no."""
    taken = {place for mark in said.marks if mark.kind == "talk" and concept in mark.value for place in mark.places}
    if not taken:
        return False
    return all(at in taken or free(token) for at, token in enumerate(said.tokens))


def answered(said: Sentence, asked: Asked, world: World) -> Followed | None:
    """Return what a message means as the answer to a question; `None` if it is no answer."""
    yes, no = _talk(said, "yes"), _talk(said, "no")
    low = said.low(0)
    if no and low in words_of(
        "no nope nah don't never nevermind cancel leave stop forget neither none not n do abort rather skip let "
        "nvm drop scratch on"
    ):
        return Followed(text="All right, I leave everything as it is.")
    if asked.kind == "yes":
        return _agreed(asked) if yes else None
    if asked.kind == "either":
        number = _number(said, 2)
        chosen = asked.intents if number == 1 else asked.rival if number == 2 else None
        return Followed(chosen) if chosen else _either(said, asked, world)
    if asked.kind == "which":
        return _which(said, asked, world, yes=yes)
    return _valued(said, asked, world, yes=yes)


def _either(said: Sentence, asked: Asked, world: World) -> Followed | None:
    """Read a name that only one of two readings can mean: "the pilot" after "delete Globex"."""
    ways = [Asked("which", intents, [], [0, "targets", 0]) for intents in (asked.intents, asked.rival)]
    found = [way for way in (_named(said, one, world) for one in ways if one.intents[0].targets) if way]
    return found[0] if len(found) == 1 else None


def _agreed(asked: Asked) -> Followed:
    """Do what a yes was asked for; a record to be added first comes first."""
    if len(asked.place) > 1 and asked.place[1] == "new":
        number, _, name = asked.place
        waiting = asked.intents[number]
        noun = waiting.link.pop(name)
        first = Intent(do="create", cls=noun.cls, set={"name": noun.text})
        waiting.link[name] = Noun(cls=noun.cls, text=noun.text, pronoun="new")
        return Followed([first, *asked.intents])
    return Followed(asked.intents)


def _number(said: Sentence, most: int) -> int:
    """Return the place in a list that a short answer names."""
    rest = [
        token.low.strip()
        for token in said.tokens
        if token.low not in _POINTING or (token.low == "one" and len(said.tokens) <= 2)
    ]
    rest = [word for word in rest if word.strip(".,!)('\"")]
    if len(rest) != 1 or rest[0] not in _NUMBERS:
        return 0
    number = _NUMBERS[rest[0]]
    return most if number == -1 else number if number <= most else 0


_NUMBERS = {
    "first": 1,
    "1st": 1,
    "one": 1,
    "second": 2,
    "2nd": 2,
    "two": 2,
    "third": 3,
    "3rd": 3,
    "three": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "former": 1,
    "latter": 2,
    "last": -1,
    "bottom": -1,
    "top": 1,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "5": 5,
    "6": 6,
    "7": 7,
    "8": 8,
    "4th": 4,
    "5th": 5,
    "four": 4,
    "five": 5,
}


_POINTING = words_of(
    "the one number # option please it is 's i meant mean with deal contact company activity pls task at from of "
    "a for in named called no want take choose pick go user that this record thanks and to yes ok oh sorry "
    "person guy , has stage which my yeah obviously course said ah um would be let's"
)


def _which(said: Sentence, asked: Asked, world: World, *, yes: bool) -> Followed | None:
    candidates = asked.candidates
    if yes and len(candidates) == 1:
        return _put(asked, candidates)
    number = _number(said, len(candidates))
    if number:
        return _put(asked, [candidates[number - 1]])
    lows = [token.low for token in said.tokens]
    if (
        asked.place[1:2] == ["targets"]
        and candidates
        and any(word in lows for word in ("both", "all", "everything"))
        and len(lows) <= 4
    ):
        return _put(asked, candidates)
    chosen = _matching(said, candidates, world.evidence)
    if len(chosen) == 1:
        return _put(asked, chosen)
    if len(chosen) > 1:
        return None
    return _named(said, asked, world)


def _matching(said: Sentence, candidates: list[Ref], evidence: Evidence | None) -> list[Ref]:
    """Return the candidates that have the words of an answer in their name or description: all, or the most of them."""
    wanted = [token for token in said.tokens if token.kind not in ("mark", "suffix") and token.low not in _POINTING]
    if evidence and len(wanted) > 2:
        telling = [at for at, token in enumerate(said.tokens) if token in wanted and evidence.matters(said, at)]
        wanted = [said.tokens[at] for at in telling] or wanted
    if not wanted or len(wanted) > 8:
        return []
    counts = [sum(_has(f"{ref.name} {ref.detail}", token.low.strip()) for token in wanted) for ref in candidates]
    best = max(counts, default=0)
    if not best or len(wanted) - best > 1:
        return []
    return [ref for ref, count in zip(candidates, counts, strict=True) if count == best]


def _has(text: str, word: str) -> bool:
    low = text.casefold()
    parts = "".join(letter if letter.isalnum() else " " for letter in low).split()
    digits = word.replace(",", "").replace("k", "000") if word[:1].isdigit() else ""
    return (
        word in parts
        or (len(word) > 3 and any(part.startswith(word) for part in parts))
        or bool(digits and digits in low.replace(",", "").split("."))
    )


def _named(said: Sentence, asked: Asked, world: World) -> Followed | None:
    """Read a bare name as the answer: "Initech" after "Which deal do you mean?"."""
    number, part, key = asked.place
    if part != "targets":
        cls = asked.intents[number].link[key].cls if part == "link" and key in asked.intents[number].link else ""
    else:
        cls = asked.intents[number].cls
    if cls not in world.vocabulary.classes:
        return None
    draft = whole(said, world)
    if any(form == "base" for mark in draft.clause.marks("verb") for _, form in mark.value):
        return None
    found = nouns(draft, world.vocabulary.classes[cls], filtered=False)
    if len(found) != 1 or not found[0].said or any(said.low(at) not in _POINTING for at in draft.mattering()):
        return None
    intents = asked.intents
    if part == "targets":
        intents[number].targets = [*intents[number].targets[:key], found[0], *intents[number].targets[key + 1 :]]
    else:
        intents[number].link[key] = found[0]
    return Followed(intents)


def _put(asked: Asked, chosen: list[Ref]) -> Followed:
    """Put the chosen record where the question came from."""
    intents = asked.intents
    number, part, key = asked.place
    intent = intents[number]
    cls = chosen[0].cls
    noun = Noun(cls=cls, text=chosen[0].name, chosen=chosen)
    if part == "targets":
        intent.targets = [*intent.targets[:key], noun, *intent.targets[key + 1 :]]
    else:
        intent.link[key] = noun
    return Followed(intents)


def _valued(said: Sentence, asked: Asked, world: World, *, yes: bool) -> Followed | None:
    """Read the value that was asked for."""
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
        value = _text(draft) if known.kind in ("text", "long") else _typed(draft, known, intent.cls)
    if value is None:
        return None
    intent.set[name], intent.missing = value, ""
    return Followed(asked.intents)


def _text(draft: Draft) -> str | None:
    """Return a short message as a text, without "call it"."""
    text = draft.sentence.text.strip(" .\"“”'")
    order = any(form == "base" and mark.first == 0 for mark in draft.clause.marks("verb") for _, form in mark.value)
    evidence = draft.world.evidence
    asking = evidence is not None and evidence.act(draft.clause).get("question", 0.0) >= ASKING
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
    if any(draft.low(at) not in _POINTING | {"on", "by"} for at in draft.mattering()):
        return None
    if known.kind == "date" and marks[0].value.day:
        return found.set.get(known.name) or marks[0].value.written(past=draft.past)
    return found.set.get(known.name)


def whole(said: Sentence, world: World) -> Draft:
    """Return a draft of the whole message as one clause."""
    return Draft(Clause(said, 0, len(said.tokens)), world)
