"""How a record ended: "is signed", "we lost it", "they walked away", "bought it from somebody else"."""

from collections.abc import Iterator

from agent.embedded.fields.rivals import theirs
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class, Field
from agent.embedded.language.words import words_of
from agent.embedded.sentences.acts import head
from agent.embedded.sentences.draft import Draft
from agent.embedded.sentences.given import Values


def ending(draft: Draft, cls: Class, found: Values) -> None:
    """Read "is signed", "we lost": the value that ends a record; takes the words for it.

    A value that was set counts before what is called won or lost, and that before what is only bought or signed. Of
    two different ones that count alike, none is read.
    """
    stage = next((field for field in cls.kinds("choice") if field.ends), None)
    heard = list(told(draft, stage)) if stage else []
    if not stage or not heard:
        return
    called = {value for mark, value in heard if _called(draft, mark)}
    values = called or {value for _, value in heard}
    value = found.set.get(stage.name) or (values.pop() if len(values) == 1 else "")
    if value not in {other for _, other in heard}:
        return
    found.set[stage.name] = value
    draft.take(*(mark for mark, other in heard if other == value or (called and not _called(draft, mark))))


def outcome(stage: Field, won: float, lost: float) -> str:
    """Return the value that the shares of a clause speak for; nothing where neither is clear."""
    if max(won, lost) < CLEAR or min(won, lost) > max(won, lost) / 4:
        return ""
    return _value(stage, good=won > lost)


CLEAR = 0.65
"""A clause tells how a deal ended from this share on."""


def told(draft: Draft, stage: Field) -> Iterator[tuple[Mark, str]]:
    """Yield the words that tell how a record ended, with the value that they mean."""
    outcomes = draft.open("outcome")
    for mark in outcomes:
        if value := _end(draft, stage, mark, won=mark.value[0][0] == "win"):
            yield mark, value
    read = {at for mark in outcomes for at in mark.places}
    for mark, form in draft.clause.verbs("win", "lose", "sign"):
        if draft.low(mark.first - 1) == "be" or not (draft.taken | read).isdisjoint(mark.places):
            continue
        concepts = {concept for concept, _ in mark.value}
        led = form != "base" or (draft.before(mark) in ("", "we") and "sign" not in concepts)
        value = _end(draft, stage, mark, won="lose" not in concepts) if led else ""
        if value:
            yield mark, value


def _called(draft: Draft, mark: Mark) -> bool:
    """Whether it is called won or lost, and not only told."""
    return any(draft.low(at) in _NAMED for at in mark.places)


_NAMED = words_of("won win lost lose loses closed-won closed-lost")


def turned(draft: Draft, cls: Class, found: Values) -> None:
    """Read "reject Mia", "close the position": the verb of a value that a workspace listed; takes it.

    "Close" means the only value that ends a record; of several, which one is asked.
    """
    at = head(draft.clause)
    mark = draft.sentence.at(at, "turn")
    fitting = [(name, value) for owner, name, value in mark.value if owner == cls.name] if mark else []
    if mark and fitting and mark.first == at:
        name, value = fitting[0]
        found.set.setdefault(name, value)
        draft.take(mark)
    elif cls.added and cls.stage and draft.low(at) == "close" and cls.stage.name not in found.set:
        if len(cls.stage.ends) == 1:
            found.set[cls.stage.name] = cls.stage.ends[0]
        else:
            found.missing = cls.stage.name
        draft.taken.add(at)


def _end(draft: Draft, stage: Field, mark: Mark, *, won: bool) -> str:
    """Return the value that such words mean; nothing, where it may be somebody else's sale."""
    away = theirs(draft, mark) if won else False
    if away is None:
        return ""
    return _value(stage, good=won and not away)


def _value(stage: Field, *, good: bool) -> str:
    """Return the value that ends a record well, or badly."""
    known = ("won", "signed", "done") if good else ("lost", "cancelled", "canceled", "dead")
    return next((value for value in stage.ends if value.lower() in known), "")
