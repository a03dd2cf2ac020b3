"""Readings that ask about one record: a field of it, all of it, what happened with it, who changed it."""

from collections.abc import Iterator

from agent.embedded.asking import asking, stated, take_questions
from agent.embedded.draft import Draft, name_of
from agent.embedded.intents import Condition, Intent, Noun
from agent.embedded.lexicon import Mark
from agent.embedded.nouns import nouns
from agent.embedded.reading import Reading, reading
from agent.embedded.stories import history, timeline
from agent.embedded.vocabulary import Class
from agent.embedded.words import words_of

_FIELD_CUES = {
    ("Deal", "amount"): ("how much", "worth", "how big", "how large"),
    ("Deal", "assigned_to"): (
        "who owns",
        "who's handling",
        "who handles",
        "whose deal",
        "who is on",
        "who's on",
        "who has",
        "who manages",
        "whose is",
        "who is handling",
        "who's working",
        "who is working",
        "who runs",
        "who's responsible",
        "who is responsible",
        "belongs to whom",
        "who does",
        "who's in charge",
        "who is in charge",
        "who leads",
        "who's the owner",
        "who looks after",
        "looks after",
        "who of us",
    ),
    ("Deal", "contact"): (
        "do i talk to",
        "should i talk to",
        "do i call",
        "should i call",
        "do i speak to",
        "should i speak to",
        "do i write to",
        "do we talk to",
        "contact person",
        "point of contact",
        "person to talk to",
        "dealing with there",
    ),
    ("Deal", "expected_close_date"): (
        "when does",
        "when do we expect",
        "when is",
        "when will",
        "when's",
        "when should",
        "when are",
    ),
    ("Deal", "stage"): ("what stage", "which stage", "how far", "where is", "where's", "where are", "where does"),
    ("Contact", "company"): (
        "where does",
        "who does",
        "where is",
        "which company",
        "what company",
        "works for",
        "work for",
    ),
    ("Contact", "phone"): ("how can i call", "how do i call", "number for", "how can i reach", "how do i reach"),
    ("Contact", "email"): (
        "how can i email",
        "how do i email",
    ),
    ("Company", "address"): ("where is", "where's", "where are", "based"),
    ("Company", "industry"): ("what does", "what do", "which industry", "what industry", "what sector"),
    ("Activity", "due_date"): ("when is", "when's", "what time", "when do i"),
}


def lookups(draft: Draft) -> Iterator[Reading]:
    """Yield the ways to read a clause as a question about one record."""
    for cls in draft.world.vocabulary.classes.values():
        yield from filter(None, (_field(draft.copy(), cls), _about(draft.copy(), cls)))
    yield from filter(None, (timeline(draft.copy()), history(draft.copy()), _whose(draft.copy())))


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
    for (owner, name), cues in _FIELD_CUES.items():
        if owner == cls.name and name in cls.fields and any(cue in said for cue in cues):
            draft.drop({word for cue in cues for word in cue.split()})
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


_KNOWING = words_of(
    "who who's whom anyone do know works work for talk to people contacts contact speak call reach with guy guys man "
    "woman lady person folks somebody someone"
)


def _whose(draft: Draft) -> Reading | None:
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
