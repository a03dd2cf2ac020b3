"""Readings that ask what happened: timelines, the last and the next activity, the history of changes."""

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import phrases, words_of
from agent.embedded.records.nouns import nouns, related
from agent.embedded.sentences.asking import asking, take_questions
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.reading import Reading, reading

_STORY = phrases(
    "timeline|what happened with|happened to|what has happened|what's happened|activity history|what have we done|"
    "interactions with|what did we do|history with|story so far|activities with|activities for|activities on|"
    "dealings with|communication with|touchpoints|going on with|been happening"
)
_LAST = words_of("last latest recent previous lately recently")
_COMING = words_of("next upcoming planned coming")
_COMING_PHRASES = phrases("what's planned|when do i|when am i")
_ALL = words_of("anything everything all activities calls meetings tasks steps things")
_STEPS = phrases("activity|step|contact|what's next|thing|touch|touched|spoken|heard")
_TOLD = words_of(
    "thing things timeline history last latest recent next with upcoming planned activity step time story far "
    "ever long since ago recently lately previous all what's done been happening most happened had made "
    "communication dealings contact going"
)
_SAID = words_of("said say discuss discussed agreed agree outcome result told tell mentioned mention")
"""Words that ask for what was said there, not only when it was."""
_POINTERS = words_of("it him her them they that this")
_CHANGED = words_of(
    "changed changes edited modified updated moved deleted created touched set assigned reassigned change added wrote "
    "edit removed"
)
_WHAT_CHANGED = phrases(
    "what changed|what did|what has|what was changed|what have i|recent changes|latest changes|last changes|"
    "show changes|list changes|did you do|what's changed|all changes|changes to|changes on"
)
_LOG = phrases("audit|history|changelog|change log")
_LOGGED = words_of(
    "history audit trail log changed changes change by last recent recently edited lately latest who's changelog "
    "touched since you just anything happened all modified"
)


def timeline(draft: Draft) -> Reading | None:
    """Read "timeline of Acme", "last call with Jane", "when did we last talk to Bob", "what's next with Globex"."""
    lows = set(draft.clause.lows())
    said = draft.clause.said
    story, spoken = any(cue in said for cue in _STORY), _spoken(draft)
    last = bool(lows & _LAST)
    coming = bool(lows & _COMING) or any(cue in said for cue in _COMING_PHRASES)
    steps = bool(draft.open("kind", "deed")) or any(cue in said for cue in _STEPS)
    if not (story or spoken or ((last or coming) and steps)):
        return None
    noun = _whom(draft)
    if noun is None:
        return None
    type_ = _type(draft)
    which = "planned" if coming and not last else "past" if last or spoken else ""
    which = "coming" if which == "planned" and (lows & _ALL or "coming up" in said) else which
    take_questions(draft)
    draft.take(*draft.clause.marks("kind", "deed", "class"))
    draft.take(*(mark for mark, _ in draft.clause.verbs("happen", "show", "about")))
    told = "what" in lows and bool(lows & _SAID)
    draft.drop(_TOLD | (_SAID | {"and", "he", "she", "they"} if told else set()))
    intent = Intent(do="timeline", cls=noun.cls, targets=[noun], of=which, value=type_, told=told)
    return reading(draft, [intent], 1.1 if story or spoken else 1.05)


def _whom(draft: Draft) -> Noun | None:
    """Return the record whose activities are meant, by its name or a pronoun."""
    marks = [mark for mark in draft.names() if name_of(mark).of("Contact", "Deal", "Company")]
    if marks:
        draft.take(marks[0])
        return _named(draft, marks[0])
    pronouns = draft.having(_POINTERS)
    if not pronouns or not asking(draft):
        return None
    draft.taken.add(pronouns[0])
    return Noun(cls="", pronoun="one", text=draft.low(pronouns[0]))


def _named(draft: Draft, mark: Mark) -> Noun:
    name = name_of(mark)
    deal = "deal" in draft.clause.lows()
    if deal and not name.of("Deal"):
        return Noun(cls="Deal", text=name.text, said=[name.of(*related(draft, draft.cls("Deal")))])
    best = next((ref.cls for ref in name.refs if ref.cls in ("Contact", "Deal", "Company")), "Contact")
    cls = "Deal" if deal else best
    return Noun(cls=cls, text=name.text, said=[name.of(cls)])


def _spoken(draft: Draft) -> bool:
    """Whether it asks when or whether somebody was spoken to."""
    lows = draft.clause.lows()
    deeds = [mark for mark in draft.open("deed") if any(c in ("call", "email", "meet", "reach") for c, _ in mark.value)]
    asked = lows[:1] in (["when"], ["did"], ["have"], ["has"], ["how"])
    we = words_of("we i anyone anybody somebody someone you last")
    return bool(asked and deeds and any(word in we for word in lows[:5]))


def _type(draft: Draft) -> str:
    """Return the kind of activity that is asked for; talking is any."""
    for mark in draft.open("kind"):
        if mark.value[0] != "task" and draft.low(mark.first) not in words_of("talk chat conversation contact event"):
            return str(mark.value[0])
    for mark in draft.open("deed"):
        for concept, _ in mark.value:
            if concept in ("email", "meet"):
                return {"email": "email", "meet": "meeting"}[concept]
            if draft.low(mark.first) in ("call", "called", "phone", "phoned"):
                return "call"
    return ""


def history(draft: Draft) -> Reading | None:
    """Read "who changed the Acme deal", "what changed today", "history of Acme", "what did Raj change this week"."""
    lows, said = draft.clause.lows(), draft.clause.said
    who = lows[:1] in (["who"], ["when"]) or "who " in said
    what = any(cue in said for cue in _WHAT_CHANGED)
    changed = bool(_CHANGED & set(lows)) or "did you" in said
    if "history" not in draft.world.vocabulary.tools or not (
        any(cue in said for cue in _LOG) or ((who or what) and changed)
    ):
        return None
    intent = Intent(do="history", value=_changer(draft, own=what))
    cls = _thing(draft)
    if cls:
        intent.cls, intent.targets = cls, nouns(draft, draft.cls(cls), filtered=False)[:1]
        for noun in intent.targets:
            noun.many = False
    for mark in draft.open("date"):
        draft.take(mark)
        intent.of = str(mark.value.before or mark.value.first)
    draft.take(*draft.open("verb", "field", "choice", "class", "kind", "undo", "amount"))
    take_questions(draft)
    draft.drop(_LOGGED)
    return reading(draft, [intent], 1.1)


def _changer(draft: Draft, *, own: bool) -> str | None:
    """Return the user whose changes are asked for."""
    for mark in draft.names():
        users = name_of(mark).of("_User")
        led = draft.before(mark) in ("did", "by", "has", "of", "what")
        if users and led and not name_of(mark).of("Deal", "Contact", "Company"):
            draft.take(mark)
            return users[0].name
    mine = own and {"i", "my"} & set(draft.clause.lows())
    return draft.world.me.name if mine and draft.world.me else None


def _thing(draft: Draft) -> str:
    """Return the class of the record whose history is asked for; nothing, if none is named."""
    classes = draft.world.vocabulary.classes
    words = [name for mark in draft.open("class") for name in mark.value if not draft.plural(mark)]
    named = [ref.cls for mark in draft.names() for ref in name_of(mark).refs]
    for cls in (*words, *named):
        if cls in classes:
            return str(cls)
    pointed = draft.having({"it", "this", "that"})
    return (draft.world.topic if draft.world.topic in classes else "Deal") if pointed and "Deal" in classes else ""
