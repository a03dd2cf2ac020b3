"""Readings that ask for several records: lists, counts, sums, the pipeline."""

from collections.abc import Iterator

from agent.embedded.conditions.ordering import ordered
from agent.embedded.conditions.selecting import ASKING, BEARING, class_said, standing, take_verbs, trading
from agent.embedded.language.intents import Condition, Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import phrases, words_of
from agent.embedded.readings.counts import totals
from agent.embedded.records.nouns import nouns
from agent.embedded.sentences.draft import Draft
from agent.embedded.sentences.reading import Reading, reading

_AGENDA = words_of("agenda schedule calendar plate todos diary")


def lists(draft: Draft) -> Iterator[Reading]:
    """Yield the ways to read a clause as a question about a set of records."""
    classes = draft.world.vocabulary.classes
    yield from _pipeline(draft)
    for cls in classes.values():
        if f"find_{cls.plural}" in cls.tools:
            found = totals(draft.copy(), cls) or _find(draft.copy(), cls)
            if found:
                yield found
    if "Activity" in classes:
        yield from filter(None, (_agenda(draft.copy(), classes["Activity"]),))


def _asked(draft: Draft) -> bool:
    """Whether the clause asks for something, not just names it."""
    lows = draft.clause.lows()
    shown = any(form == "base" for _, form in draft.clause.verbs("show"))
    return shown or any(
        word in words_of("what what's whats which who how any count list whose total number are is do whos who's")
        for word in lows[:6]
    )


def _pipeline(draft: Draft) -> Iterator[Reading]:
    lows = draft.clause.lows()
    words = {"pipeline", "funnel", "forecast"}
    staged = "by stage" in " ".join(lows) or "per stage" in " ".join(lows)
    if "pipeline" not in draft.world.vocabulary.tools or not (words & set(lows) or staged):
        return
    mine = draft.copy()
    deal = draft.world.vocabulary.classes.get("Deal")
    if not deal or (any(True for _ in draft.clause.verbs("set", "move")) and not _asked(draft)):
        return
    mine.drop(
        {
            *words,
            "by",
            "per",
            "stage",
            "stages",
            "deals",
            "deal",
            "sales",
            "value",
            "total",
            "our",
            "looking",
            "look",
            "what",
            "what's",
            "is",
            "as",
            "current",
        }
    )
    found = nouns(mine, deal)
    where = found[0].where if found else []
    noun = found[0] if found else Noun(cls="Deal")
    noun.where = where
    yield reading(mine, [Intent(do="pipeline", cls="Deal", targets=[noun])], 1.1)


def _find(draft: Draft, cls: Class) -> Reading | None:
    """Read "show my open deals", "which deals close this month", "contacts at Globex", "overdue tasks"."""
    said = class_said(draft, cls) or standing(draft, cls)
    asked = _asked(draft)
    pointed = cls.name == draft.world.listed and {"them", "those", "these", "ones"} & set(draft.clause.lows())
    if not said and not (pointed and asked):
        return None
    plural = any(_plural(draft, mark) for mark in said) or bool({"every", "each", "all"} & set(draft.clause.lows()))
    superlative = bool(ordered(draft.copy(), cls))
    if (
        not plural
        and not pointed
        and not superlative
        and not (asked and any(word in ("any", "which", "what") for word in draft.clause.lows()[:4]))
    ):
        return None
    ordering = draft.clause.verbs("delete", "set", "move", "create", "log", "assign", "plan", "clear")
    if any(not cls.added or form == "base" for _, form in ordering) and not _interrogative(draft):
        return None
    towards = [draft.low(mark.first - 1) for mark in draft.clause.marks("choice", "amount", "date")]
    staged = [draft.low(mark.first - 1) for mark in draft.clause.marks("choice")]
    if {"->", "→", "=>"} & set(towards) or (not asked and "to" in staged):
        return None
    limit = limited(draft)
    _theirs(draft, cls)
    targets = nouns(draft, cls)
    noun = targets[0] if targets else Noun(cls=cls.name, many=True)
    if len(targets) > 1:
        noun.said = [[ref for one in targets for group in one.said for ref in group]]
    if noun.pronoun == "class":
        noun.pronoun = ""
    trading(draft, cls, noun)
    take_verbs(draft)
    draft.drop(ASKING - BEARING if cls.added else ASKING)
    wanted = _wanted(draft, cls)
    first = noun.order != "" and not plural
    intent = Intent(do="find", cls=cls.name, targets=[noun], limit=limit or (1 if first else 0), of=wanted)
    return reading(draft, [intent], 0.95 + 0.1 * asked + 0.02 * len(noun.where))


def _theirs(draft: Draft, cls: Class) -> None:
    """Take "their" before a field that shall be shown: it points back within the clause."""
    for mark in draft.open("field") if cls.added else ():
        if draft.low(mark.first - 1) in ("their", "its") and any(owner == cls.name for owner, _ in mark.value):
            draft.taken.add(mark.first - 1)


def _plural(draft: Draft, mark: Mark) -> bool:
    return draft.sentence.low(mark.last - 1).endswith(("s", "people")) or draft.low(mark.first) in _AGENDA


def _interrogative(draft: Draft) -> bool:
    return any(word in words_of("what which who how show list any what's") for word in draft.clause.lows()[:4])


def limited(draft: Draft) -> int:
    """Read "top 5", "the 3 largest", "first ten"."""
    for mark in draft.open("amount"):
        near = (draft.low(mark.first - 1), draft.low(mark.last))
        amount = mark.value
        if amount.money or amount.value > 200 or amount.value != int(amount.value):
            continue
        if any(
            word in words_of("top first last largest biggest smallest newest latest oldest best highest")
            for word in near
        ):
            draft.take(mark)
            return int(amount.value)
    return 0


def _wanted(draft: Draft, cls: Class) -> str:
    """Take a field that shall be shown: "with their phone numbers"."""
    names = ""
    for mark in draft.open("field"):
        found = [name for owner, name in mark.value if owner == cls.name]
        if found and (not cls.added or draft.before(mark, _POINTING) in _WITH):
            draft.take(mark)
            names = names or found[0]
    return names


_POINTING = ("the", "a", "an", "their", "its", "all")
_WITH = ("with", "and", ",", "including", "show", "plus")


def _agenda(draft: Draft, cls: Class) -> Reading | None:
    """Read "what's on my plate today", "what do I have tomorrow", "anything due this week?"."""
    lows = draft.clause.lows()
    said = " ".join(lows)
    cues = phrases(
        "do i have|have i got|on my plate|on my agenda|my agenda|my schedule|my calendar|my day|anything due|"
        "what's due|what is due|whats due|is due|do i need to do|should i do|am i doing|what's on|what is on|"
        "to do today|my week|is overdue|what's overdue|i have planned|coming up|what's next|what is next|"
        "what's planned|what is planned|anything planned|anything overdue|have i planned|to do tomorrow|my tasks|"
        "what else is|on his plate|on her plate|on their plate|on the agenda|on his agenda|on her agenda|'s agenda|"
        "'s calendar|'s schedule|'s plate|on his calendar|on her calendar"
    )
    if not any(cue in said for cue in cues) or class_said(draft, draft.world.vocabulary.classes.get("Deal", cls)):
        return None
    timed = bool(draft.open("date")) or "overdue" in lows
    if not timed and not any(
        word in said for word in ("plate", "agenda", "schedule", "calendar", "due", "coming up", "next", "my tasks")
    ):
        return None
    targets = nouns(draft, cls)
    noun = targets[0] if targets else Noun(cls=cls.name)
    noun.pronoun = ""
    noun.hints = []
    take_verbs(draft)
    draft.drop(ASKING | _AGENDA | words_of("today week next today's anything else doing"))
    me = draft.world.me
    owners = cls.pointing("_User")
    if me and not noun.said and owners and not any(condition.field == owners[0].name for condition in noun.where):
        noun.where.append(Condition(field=owners[0].name, noun=Noun(cls="_User", text="me", chosen=[me])))
    if not any(condition.field == "completed_at" for condition in noun.where):
        noun.where.append(Condition(field="completed_at", op="empty"))
    noun.order = "due_date"
    return reading(draft, [Intent(do="find", cls=cls.name, targets=[noun])], 1.0)
