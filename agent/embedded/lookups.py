"""Readings that ask about one record: a field of it, all of it, what happened with it, who changed it."""

from collections.abc import Iterator

from agent.embedded.draft import Draft, name_of
from agent.embedded.intents import Condition, Intent, Noun
from agent.embedded.names import Name
from agent.embedded.nouns import nouns, related
from agent.embedded.reading import Reading, reading
from agent.embedded.vocabulary import Class
from agent.embedded.words import of, phrases

_WORDS = of(
    "what what's whats who who's when where how which is are was does do did the show tell give much 's have has "
    "we i there know current currently me be will it any in on please got get about sitting stand stands at "
    "right now of supposed going to should would can reach whose yet already details detail info information "
    "everything record profile card full open up due still been find for a whom many if whether remind exact that"
)  # fmt: skip
_FIELD_CUES = {
    ("Deal", "amount"): ("how much", "worth", "how big", "how large"),
    ("Deal", "assigned_to"): ("who owns", "who's handling", "who handles", "whose deal", "who is on", "who's on", "who has",
                              "who manages", "whose is", "who is handling", "who's working", "who is working", "who runs",
                              "who's responsible", "who is responsible", "belongs to whom", "who does", "who's in charge",
                              "who is in charge", "who leads", "who's the owner", "who looks after"),
    ("Deal", "expected_close_date"): ("when does", "when do we expect", "when is", "when will", "when's", "when should", "when are"),
    ("Deal", "stage"): ("what stage", "which stage", "how far", "where is", "where's", "where are", "where does"),
    ("Contact", "company"): ("where does", "who does", "where is", "which company", "what company", "works for", "work for"),
    ("Contact", "phone"): ("how can i call", "how do i call", "number for", "how can i reach", "how do i reach"),
    ("Contact", "email"): ("how can i email", "how do i email",),
    ("Company", "address"): ("where is", "where's", "where are", "based"),
    ("Company", "industry"): ("what does", "what do", "which industry", "what industry", "what sector"),
    ("Activity", "due_date"): ("when is", "when's", "what time", "when do i"),
}  # fmt: skip


def lookups(draft: Draft) -> Iterator[Reading]:
    """Yield the ways to read a clause as a question about one record."""
    for cls in draft.world.vocabulary.classes.values():
        yield from filter(None, (_field(draft.copy(), cls), _about(draft.copy(), cls)))
    yield from filter(None, (_timeline(draft.copy()), _history(draft.copy()), _whose(draft.copy())))


def _asking(draft: Draft) -> bool:
    return (
        draft.act == "question"
        or any(form == "base" for _, form in draft.clause.verbs("show"))
        or draft.clause.lows()[-1:] == ["?"]
    )


def _field(draft: Draft, cls: Class) -> Reading | None:
    """Read "what's the amount of Acme", "is Acme won?", "Jane's phone?", "who owns Acme"."""
    of, value = _wanted(draft, cls)
    if not of or not (_asking(draft) or _bare(draft)):
        return None
    targets = nouns(draft, cls, filtered=False)
    if len(targets) != 1 or (targets[0].many and not targets[0].said):
        return None
    targets[0].many = False
    direct = any(ref.cls == cls.name for group in targets[0].said for ref in group)
    weight = 0.9 + 0.15 * direct + 0.1 * bool(targets[0].said)
    if value and not _boolean(draft):
        weight -= 0.4
    _questions(draft)
    return reading(draft, [Intent(do="about", cls=cls.name, targets=targets, of=of, value=value or None)], weight)


def _boolean(draft: Draft) -> bool:
    lows = draft.clause.lows()
    return draft.act == "question" and any(word in of("is are was has did does have were isn't") for word in lows[:3])


def _bare(draft: Draft) -> bool:
    """Whether the clause is only a possessive and a field: "Jane's phone"."""
    possessed = any(draft.low(at) in ("'s", "'") for at in range(draft.clause.first, draft.clause.last))
    tokens = len(draft.clause.lows())
    named = (
        len(draft.clause.marks("name")) == 1
        and not draft.clause.has(
            "amount",
        )
        and tokens <= 4
    )
    return (possessed and tokens <= 7) or named


def _wanted(draft: Draft, cls: Class) -> tuple[str, str]:
    for mark in [*draft.open("choice"), *draft.open("outcome")]:
        if mark.kind == "outcome":
            stage = next((field for field in cls.kinds("choice") if field.ends), None)
            value = {"win": "won", "lose": "lost"}[mark.value[0][0]]
            if stage and value in stage.ends and _boolean(draft):
                draft.take(mark)
                return stage.name, value
            continue
        fitting = [(name, value) for owner, name, value in mark.value if owner == cls.name]
        if fitting and _boolean(draft) and draft.clause.lows()[:1] not in (["what"], ["which"]):
            draft.take(mark)
            return fitting[0]
    said = " ".join(draft.clause.lows())
    for mark in draft.open("field"):
        names = [name for owner, name in mark.value if owner == cls.name]
        if names and not (draft.sentence.at(mark.first, "class") and cls.fields[names[0]].kind == "pointer" and cls.name in
                          draft.sentence.at(mark.first, "class").value):  # fmt: skip
            draft.take(mark)
            return names[0], ""
    for (owner, name), cues in _FIELD_CUES.items():
        if owner == cls.name and name in cls.fields and any(cue in said for cue in cues):
            for at in range(draft.clause.first, draft.clause.last):
                if any(draft.low(at) in cue.split() for cue in cues):
                    draft.taken.add(at)
            return name, ""
    return "", ""


def _questions(draft: Draft) -> None:
    for at in range(draft.clause.first, draft.clause.last):
        if draft.low(at) in _WORDS and not draft.sentence.at(at, "name"):
            draft.taken.add(at)
    for mark, _ in draft.clause.verbs("show", "own", "work", "about", "ask"):
        draft.take(mark)


def _about(draft: Draft, cls: Class) -> Reading | None:
    """Read "tell me about Jane", "show the Acme deal", "Acme?"."""
    said = any(True for _ in draft.clause.verbs("about"))
    shown = any(form == "base" for _, form in draft.clause.verbs("show"))
    bare = len(draft.left()) <= 4 and not any(
        True for _ in draft.clause.verbs("set", "move", "delete", "create", "log")
    )
    if not (said or shown or bare or _asking(draft)):
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
    if targets[0].hints and not (said or shown or _asking(draft)):
        return None
    if targets[0].pronoun == "class" and not shown:
        return None
    targets[0].many = False
    direct = any(ref.cls == cls.name for group in targets[0].said for ref in group)
    if not direct and targets[0].said and not draft.clause.has("class", cls.name):
        return None
    _questions(draft)
    weight = 0.75 + 0.15 * said + 0.1 * shown + 0.1 * direct
    return reading(draft, [Intent(do="about", cls=cls.name, targets=targets)], weight)


_PAST = phrases("last|latest|recent|previous|most recent|lately|recently|ago")
_COMING = ("next", "upcoming", "planned", "coming")


def _timeline(draft: Draft) -> Reading | None:
    """Read "timeline of Acme", "last call with Jane", "when did we last talk to Bob", "what's next with Globex"."""
    lows = draft.clause.lows()
    said = " ".join(lows)
    story = any(word in said for word in ("timeline", "what happened with", "happened to", "what has happened", "what's happened", "activity history",
                                          "what have we done", "interactions with", "what did we do", "history with",
                                          "story so far", "activities with", "activities for", "activities on", "dealings with",
                                          "communication with", "touchpoints", "going on with", "been happening"))  # fmt: skip
    kinds = draft.open("kind", "deed")
    last = any(word in lows for word in ("last", "latest", "recent", "previous", "lately", "recently"))
    coming = (
        any(word in lows for word in _COMING) or "what's planned" in said or "when do i" in said or "when am i" in said
    )
    spoken = _spoken(draft, lows)
    if (
        not story
        and not (
            (last or coming)
            and (kinds or "activity" in said or "step" in said or "contact" in said or "what's next" in said)
        )
        and not spoken
    ):
        return None
    marks = [mark for mark in draft.names() if name_of(mark).of("Contact", "Deal", "Company")]
    pronoun = next(
        (
            at
            for at in range(draft.clause.first, draft.clause.last)
            if draft.low(at) in of("it him her them they that this")
        ),
        None,
    )
    if not marks and (pronoun is None or not _asking(draft)):
        return None
    if marks:
        name: Name = name_of(marks[0])
        draft.take(*marks[:1])
        classes = ("Contact", "Deal", "Company")
        wordy = next((cls for mark in draft.open("class") for cls in mark.value if cls in ("Deal", "Company", "Contact")
                      and name.of(cls)), "")  # fmt: skip
        best = name.refs[0].cls if name.refs[0].cls in classes else "Contact"
        cls = wordy if wordy and draft.clause.has("class", wordy) and "deal" in said else best
        noun = Noun(cls=cls, text=name.text, said=[name.of(cls)])
        if wordy == "" and "deal" in said.split() and cls != "Deal":
            noun = Noun(cls="Deal", text=name.text, said=[name.of(*related(draft, draft.cls("Deal")))])
    else:
        draft.taken.add(pronoun or 0)
        noun = Noun(cls="", pronoun="one", text=draft.low(pronoun or 0))
    type_ = _type(draft)
    which = "planned" if coming and not last else "past" if last or spoken else ""
    _questions(draft)
    for mark in draft.clause.marks("kind", "deed", "class"):
        draft.take(mark)
    for mark, _ in draft.clause.verbs("happen", "show", "about"):
        draft.take(mark)
    for at in range(draft.clause.first, draft.clause.last):
        if draft.low(at) in of(
            "timeline history last latest recent next with upcoming planned activity step time story far ever "
            "long since ago recently lately previous all what's done been happening most happened had made "
            "communication dealings contact going"
        ):  # fmt: skip
            draft.taken.add(at)
    intent = Intent(do="timeline", cls=noun.cls, targets=[noun], of=which, value=type_)
    return reading(draft, [intent], 1.1 if story or spoken else 1.05)


def _spoken(draft: Draft, lows: list[str]) -> bool:
    """Whether it asks when or whether somebody was spoken to."""
    asked = lows[:1] in (["when"], ["did"], ["have"], ["has"], ["how"], ["did"]) or lows[-1:] == ["?"]
    deeds = [mark for mark in draft.open("deed") if any(c in ("call", "email", "meet", "reach") for c, _ in mark.value)]
    return bool(asked and deeds and lows[:1] in (["when"], ["did"], ["have"], ["has"], ["how"]) and
                any(word in of("we i anyone anybody somebody someone you last") for word in lows[:5]))  # fmt: skip


def _type(draft: Draft) -> str:
    for mark in draft.open("kind"):
        if mark.value[0] != "task" and draft.low(mark.first) not in (
            "talk",
            "chat",
            "conversation",
            "contact",
            "event",
        ):
            return str(mark.value[0])
    for mark in draft.open("deed"):
        for concept, _ in mark.value:
            if concept in ("email", "meet"):
                return {"email": "email", "meet": "meeting"}[concept]
            if draft.low(mark.first) in ("call", "called", "phone", "phoned"):
                return "call"
    return ""


def _history(draft: Draft) -> Reading | None:
    """Read "who changed the Acme deal", "what changed today", "history of Acme", "what did Raj change this week"."""
    if "history" not in draft.world.vocabulary.tools:
        return None
    lows = draft.clause.lows()
    said = " ".join(lows)
    changed = any(word in lows for word in ("changed", "changes", "edited", "modified", "updated", "moved", "deleted", "created", "touched",
                                            "set", "assigned", "reassigned", "change", "added", "wrote", "edit", "removed"))  # fmt: skip
    who = lows[:1] in (["who"], ["when"]) or "who " in said or said.startswith(("when was", "when did"))
    what = (
        "what changed" in said
        or "what did" in said
        or "what has" in said
        or "what was changed" in said
        or "what have i" in said
        or "recent changes" in said
        or "latest changes" in said
        or "last changes" in said
        or "show changes" in said
        or "list changes" in said
        or "did you do" in said
        or "what's changed" in said
        or "all changes" in said
        or "changes to" in said
        or "changes on" in said
    )
    log = (
        any(word in lows for word in ("audit", "history", "changelog")) or "change log" in said or "audit trail" in said
    )
    if not (log or ((who or what) and changed) or "did you do" in said or "did you just do" in said):
        return None
    intent = Intent(do="history")
    for mark in draft.names():
        users = name_of(mark).of("_User")
        if (
            users
            and not name_of(mark).of("Deal", "Contact", "Company")
            and draft.before(mark) in ("did", "by", "has", "of", "what")
        ):
            draft.take(mark)
            intent.value = users[0].name
    if any(word in ("i", "my") for word in lows) and what and draft.world.me:
        intent.value = draft.world.me.name
    cls = _thing(draft)
    if cls:
        targets = nouns(draft, draft.cls(cls), filtered=False)
        for noun in targets:
            noun.many = False
        intent.cls, intent.targets = cls, targets[:1]
    for mark in draft.open("date"):
        draft.take(mark)
        intent.of = str(mark.value.before or mark.value.first)
    for mark in draft.open("verb", "field", "choice", "class", "kind", "undo", "amount"):
        draft.take(mark)
    _questions(draft)
    for at in range(draft.clause.first, draft.clause.last):
        if draft.low(at) in of(
            "history audit trail log changed changes change by last recent recently edited lately latest who's "
            "changelog touched since you just anything happened all modified"
        ):  # fmt: skip
            draft.taken.add(at)
    return reading(draft, [intent], 1.1)


def _thing(draft: Draft) -> str:
    classes = draft.world.vocabulary.classes
    for mark in draft.open("class"):
        for name in mark.value:
            if name in classes and not draft.sentence.low(mark.last - 1).endswith("s"):
                return str(name)
    for mark in draft.names():
        for ref in name_of(mark).refs:
            if ref.cls in classes:
                return ref.cls
    for at in range(draft.clause.first, draft.clause.last):
        if draft.low(at) in ("it", "this", "that"):
            return "Deal" if "Deal" in classes else next(iter(classes), "")
    return ""


def _whose(draft: Draft) -> Reading | None:
    """Read "who do we know at Globex", "who works at Globex": its contacts."""
    lows = draft.clause.lows()
    if (
        lows[:1] not in (["who"], ["who's"], ["whom"], ["anyone"], ["do"])
        or "Contact" not in draft.world.vocabulary.classes
    ):
        return None
    said = " ".join(lows)
    placed = any(draft.before(mark) in ("at", "from") and name_of(mark).of("Company") for mark in draft.names())
    if not placed and not any(cue in said for cue in ("know at", "works at", "work at", "works for", "contact at", "talk to at", "contacts at", "people at",
                                       "is at", "reach at", "call at", "speak to at", "anyone at", "do we have at", "works with", "know from")):  # fmt: skip
        return None
    for mark in draft.names():
        companies = name_of(mark).of("Company")
        if companies:
            draft.take(mark)
            _questions(draft)
            for at in range(draft.clause.first, draft.clause.last):
                draft.taken.add(at)
            noun = Noun(
                cls="Contact",
                many=True,
                where=[Condition(field="company", noun=Noun(cls="Company", text=name_of(mark).text, said=[companies]))],
            )
            return reading(draft, [Intent(do="find", cls="Contact", targets=[noun])], 1.2)
    return None
