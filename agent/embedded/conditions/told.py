"""Conditions that only the fields of a class make clear: what ran out, values of short texts."""

from agent.embedded.conditions.timing import field_of
from agent.embedded.language.intents import Condition, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft

_LEADS = words_of("in from at of by with called named")
_NAMING = ("of", "called", "named")
_MOST_WORDS = 4


def out_of(draft: Draft, cls: Class, _: Noun) -> list[Condition]:
    """Read "out of stock", "in stock": a number that is nought or unknown, or more."""
    if not cls.added:
        return []
    found = []
    for mark in draft.open("field"):
        field = field_of(mark, cls)
        if not field or field.kind != "number":
            continue
        if (draft.low(mark.first - 2), draft.low(mark.first - 1)) == ("out", "of"):
            draft.span(mark.first - 2, mark.last)
            found.append(Condition(field=field.name, op="one_of", value=[0, None]))
        elif draft.low(mark.first - 1) == "in":
            draft.span(mark.first - 1, mark.last)
            found.append(Condition(field=field.name, op="over", value=0))
    return found


def told_values(draft: Draft, cls: Class, _: Noun) -> list[Condition]:
    """Read "in Bonn", "model X200", "with department IT": a value of a short text, of the field named before it or any.

    Which of several fields has the value, the find tools know.
    """
    texts = [one.name for one in cls.kinds("text") if one.name != cls.title] if cls.added else []
    found = []
    for at in range(draft.clause.first, draft.clause.last) if cls.added and _meant(draft, cls) else ():
        field = _text_before(draft, cls, at)
        if not _begins(draft, at) or not (field or draft.low(at - 1) in _LEADS):
            continue
        last = value_at(draft, at)
        value = draft.sentence.tokens[at].inner if last == at + 1 else draft.sentence.words(at, last)
        among = [field] if field else [cls.title, *texts] if draft.low(at - 1) in _NAMING else texts
        if among:
            draft.span(at - 1, last)
            found.append(Condition(field=among[0], value=value, among=among, cls=cls.name))
    return found


def _meant(draft: Draft, cls: Class) -> bool:
    """Whether the clause is about this class: its word is there, a value of its own, or a field of no other class."""
    if any(cls.name in mark.value for mark in draft.clause.marks("class")):
        return True
    if any(owner == cls.name for mark in draft.clause.marks("choice") for owner, _, _ in mark.value):
        return True
    return any(_own(draft, cls, mark) for mark in draft.clause.marks("field"))


def _own(draft: Draft, cls: Class, mark: Mark) -> bool:
    """Whether words are the very name of a field of this class, and of none of another."""
    said = draft.sentence.words(mark.first, mark.last).lower()
    owners = {owner for owner, name in mark.value if name.replace("_", " ") == said}
    return owners == {cls.name}


def value_at(draft: Draft, at: int) -> int:
    """Return where a value that begins at a token ends: the same token where none begins."""
    last = at
    while last < draft.clause.last and last - at < _MOST_WORDS and (_begins(draft, last) or _glued(draft, last)):
        last += 1
    return last


def _glued(draft: Draft, at: int) -> bool:
    """Whether a number belongs to the word before it: X200."""
    token, before = draft.sentence.tokens[at], draft.sentence.tokens[at - 1]
    return token.kind == "number" and before.proper and token.start == before.end and at not in draft.taken


def _text_before(draft: Draft, cls: Class, at: int) -> str:
    """Return the text field that is named right before a token, which it takes; nothing without one."""
    place = at - 1 - (draft.low(at - 1) in ("is", "=", ":", "are"))
    mark = draft.sentence.at(place, "field")
    field = field_of(mark, cls) if mark and draft.taken.isdisjoint(mark.places) else None
    if not mark or not field or field.kind != "text" or field.name == cls.title or not _begins(draft, at):
        return ""
    draft.span(mark.first, at)
    return field.name


def _begins(draft: Draft, at: int) -> bool:
    """Whether a token is written like a value, and means nothing else that is known."""
    token = draft.sentence.tokens[at]
    known = any(draft.sentence.at(at, kind) for kind in ("name", "class", "field", "choice", "date", "amount"))
    return at not in draft.taken and (token.proper or token.kind == "quote") and not known
