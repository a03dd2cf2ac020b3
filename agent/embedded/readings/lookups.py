"""Readings that ask about one record: a field of it, all of it, what happened with it, who changed it."""

from collections.abc import Iterator

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.readings.acquainted import whom
from agent.embedded.readings.stories import history, timeline
from agent.embedded.records.nouns import nouns
from agent.embedded.sentences.asking import asking, stated, take_questions
from agent.embedded.sentences.cues import FIELD_CUES
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.reading import Reading, reading


def lookups(draft: Draft) -> Iterator[Reading]:
    """Yield the ways to read a clause as a question about one record."""
    for cls in draft.world.vocabulary.classes.values():
        yield from filter(None, (_field(draft.copy(), cls), _about(draft.copy(), cls)))
    yield from filter(None, (timeline(draft.copy()), history(draft.copy()), whom(draft.copy())))


def _field(draft: Draft, cls: Class) -> Reading | None:
    """Read "what's the amount of Acme", "is Acme won?", "Jane's phone?", "who owns Acme"."""
    of, value = _wanted(draft, cls)
    if not of or not (asking(draft) or _bare(draft)):
        return None
    targets = nouns(draft, cls, filtered=False)
    if not targets and draft.world.topic == cls.name and {"and", "what", "when", "who"} & set(draft.clause.lows()[:2]):
        targets = [Noun(cls=cls.name, pronoun="class", text=cls.word)]
    if len(targets) != 1 or (targets[0].many and not targets[0].said):
        return None
    targets[0].many = False
    direct = any(ref.cls == cls.name for group in targets[0].said for ref in group)
    weight = 0.9 + 0.15 * direct + 0.1 * bool(targets[0].said)
    if value and not _boolean(draft):
        weight -= 0.4
    take_questions(draft)
    return reading(draft, [Intent(do="about", cls=cls.name, targets=targets, of=of, value=value or None)], weight)


def _boolean(draft: Draft) -> bool:
    lows = draft.clause.lows()
    return draft.act == "question" and any(
        word in words_of("is are was has did does have were isn't") for word in lows[:3]
    )


def _bare(draft: Draft) -> bool:
    """Whether the clause is only a name and a field: "Jane's phone"."""
    lows = draft.clause.lows()
    stated = {"is", "to", "=", ":", "->", "are"} & set(lows)
    possessed = "'s" in lows or "'" in lows
    named = len(draft.clause.marks("name")) == 1 and not draft.clause.has("amount") and len(lows) <= 4
    return not stated and ((possessed and len(lows) <= 7) or named)


def _wanted(draft: Draft, cls: Class) -> tuple[str, str]:
    """Return the field that is asked about, and the value that it is asked to have."""
    return _supposed(draft, cls) or _field_said(draft, cls) or _cued(draft, cls) or ("", "")


def _supposed(draft: Draft, cls: Class) -> tuple[str, str] | None:
    """Read "is it won?", "has it been lost?"."""
    if not _boolean(draft):
        return None
    for mark in draft.open("choice"):
        fitting = [(name, value) for owner, name, value in mark.value if owner == cls.name]
        if fitting:
            draft.take(mark)
            return fitting[0]
    for mark in draft.open("outcome"):
        value = {"win": "won", "lose": "lost"}[mark.value[0][0]]
        if cls.stage and value in cls.stage.ends:
            draft.take(mark)
            return cls.stage.name, value
    return None


def _field_said(draft: Draft, cls: Class) -> tuple[str, str] | None:
    for mark in draft.open("field"):
        names = [name for owner, name in mark.value if owner == cls.name]
        own = draft.sentence.at(mark.first, "class")
        if names and own and cls.fields[names[0]].targets and _class_of(draft, mark, cls):
            continue
        if names and not (own and cls.fields[names[0]].kind == "pointer" and cls.name in own.value):
            draft.take(mark)
            return names[0], ""
    return None


def _class_of(draft: Draft, mark: Mark, cls: Class) -> bool:
    """Whether a pointer's word is the class of the record named beside it: "the boat Tern" is no sea trial's boat."""
    beside = (draft.sentence.at(mark.last, "name"), draft.sentence.at(mark.first - 1, "name"))
    named = [one for one in beside if one]
    return bool(named) and not any(name_of(one).of(cls.name) for one in named)


def _cued(draft: Draft, cls: Class) -> tuple[str, str] | None:
    """Read "how much is it worth", "who owns it": questions that name no field."""
    said = draft.clause.said
    for (owner, name), known in FIELD_CUES.items():
        if owner == cls.name and name in cls.fields and any(cue in said for cue in known):
            draft.drop({word for cue in known for word in cue.split()})
            return name, ""
    return None


def _about(draft: Draft, cls: Class) -> Reading | None:
    """Read "tell me about Jane", "show the Acme deal", "Acme?"."""
    said = any(True for _ in draft.clause.verbs("about"))
    shown = any(form == "base" for _, form in draft.clause.verbs("show"))
    bare = len(draft.left()) <= 4 and not any(
        True for _ in draft.clause.verbs("set", "move", "delete", "create", "log")
    )
    if not (said or shown or bare or asking(draft)):
        return None
    if stated(draft.clause):
        return None
    for mark, _ in draft.clause.verbs("about", "show", "open"):
        draft.take(mark)
    targets = nouns(draft, cls, filtered=False)
    if (
        len(targets) != 1
        or (targets[0].many and not targets[0].said)
        or not (targets[0].said or targets[0].pronoun or targets[0].ordinals or targets[0].hints)
    ):
        return None
    if targets[0].hints and not (said or shown or asking(draft)):
        return None
    if targets[0].pronoun == "class" and not shown:
        return None
    targets[0].many = False
    direct = any(ref.cls == cls.name for group in targets[0].said for ref in group)
    if not direct and targets[0].said and not draft.clause.has("class", cls.name):
        return None
    take_questions(draft)
    weight = 0.75 + 0.15 * said + 0.1 * shown + 0.1 * direct
    return reading(draft, [Intent(do="about", cls=cls.name, targets=targets)], weight)
