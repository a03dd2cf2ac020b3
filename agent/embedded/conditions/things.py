"""Records of classes that a workspace added, spoken of by the class's name: "schedule a viewing"."""

from collections.abc import Mapping
from typing import Any

from agent.embedded.conditions.told import value_at
from agent.embedded.language.intents import Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.given import Values

_ARTICLES = ("a", "an", "another", "the", "new", "my", "our")
_JOINING = words_of("of with for and at the to between in on about")
_LINKING = words_of("link connect associate tie attach relate")
_PLACES = words_of("city town place location region country district department office area state")


def called_for(draft: Draft) -> list[Mark]:
    """Return the verbs of planning, reporting and adding whose object is such a class: "schedule a viewing"."""
    classes = draft.world.vocabulary.classes
    found = []
    for verb, form in draft.clause.verbs("create", "plan", "log"):
        at = verb.last
        while draft.low(at) in _ARTICLES:
            at += 1
        said = draft.sentence.at(at, "class")
        added = said is not None and any(name in classes and classes[name].added for name in said.value)
        if said and added and form in ("base", "ing") and said.first == at and not draft.plural(said):
            found.append(verb)
    return found


def telling_title(draft: Draft, cls: Class, mark: Mark) -> str:
    """Return the class's word with the names that follow as the title: "Viewing of 7 Oak Lane with Paul Reed"."""
    if not cls.added or cls.title not in ("title", "subject"):
        return ""
    at = end = mark.last
    while at < draft.clause.last:
        name = draft.sentence.at(at, "name")
        if name:
            at = end = name.last
        elif draft.low(at) in _JOINING:
            at += 1
        else:
            break
    text = draft.sentence.words(mark.first, end) if end > mark.last else ""
    return text[:1].upper() + text[1:]


def told_texts(draft: Draft, cls: Class, given: Mapping[str, Any]) -> dict[str, str]:
    """Take "in Bonn" for a new record: the value of its only short text, or of the one that is a place."""
    texts = [one.name for one in cls.kinds("text") if one.name not in (cls.title, *given)] if cls.added else []
    places = [name for name in texts if set(name.split("_")) & _PLACES]
    for at in range(draft.clause.first, draft.clause.last):
        last = value_at(draft, at) if draft.low(at - 1) in ("in", "from") and len(places or texts) == 1 else at
        if last > at:
            draft.span(at - 1, last)
            return {(places or texts)[0]: draft.sentence.words(at, last).strip("\"“”«»`'")}
    return {}


def class_behind(draft: Draft, mark: Mark, cls: str) -> None:
    """Take the class's word behind a record's name: "the Acme deal"."""
    behind = draft.sentence.at(mark.last, "class")
    if behind and behind.first == mark.last and cls in behind.value:
        draft.take(behind)


def linked(draft: Draft, cls: Class, found: Values) -> None:
    """Read "link Hammer to the Globex pilot deal": the pointer that may name it; takes the words for it."""
    verbs = draft.having(_LINKING) if cls.added else []
    if not verbs or verbs[0] > draft.clause.first + 2:
        return
    for mark in draft.names():
        if mark.first < verbs[0] or draft.before(mark, (*_ARTICLES, "deal", "company", "contact")) not in (
            "to",
            "with",
        ):
            continue
        for field in cls.fields.values():
            refs = name_of(mark).of(*field.targets) if field.targets and not field.fixed else []
            if refs and field.name not in found.link:
                found.link[field.name] = Noun(cls=refs[0].cls, text=name_of(mark).text, said=[refs])
                draft.take(mark)
                draft.taken.update({verbs[0], mark.first - 1})
                class_behind(draft, mark, refs[0].cls)
                return
