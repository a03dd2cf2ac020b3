"""Readings that ask for several records: lists, counts, sums, the pipeline."""

from collections.abc import Iterator

from agent.embedded.draft import Draft, name_of
from agent.embedded.intents import Condition, Intent, Noun
from agent.embedded.lexicon import Mark
from agent.embedded.nouns import ORDERS, nouns
from agent.embedded.reading import Reading, reading
from agent.embedded.vocabulary import Class
from agent.embedded.words import phrases, words_of

_MEASURES = {
    "average": "average",
    "avg": "average",
    "mean": "average",
    "total": "sum",
    "sum": "sum",
    "altogether": "sum",
    "combined": "sum",
    "overall": "sum",
    "minimum": "min",
    "maximum": "max",
    "max": "max",
    "min": "min",
}
_ASKING = words_of(
    "what what's whats which who how show list is are do does any there have has 's much many give tell find did "
    "'m 're see get wanna currently right now left exist exists total number count worth value records where had "
    "that ones display whose got been i we me in all still under way so far lined up going on coming scheduled "
    "planned happening day look like mine everything plate anything something full complete entire whole out "
    "every belong belongs assigned owned please haven only just sitting were was new between supposed should not "
    "no ve need want check than more least each per their them with together make add adds come comes by stage "
    "size due to overview summary breakdown or would be"
)
_BY = ("by", "per", "each")
_AGENDA = words_of("agenda schedule calendar plate todos diary")


def lists(draft: Draft) -> Iterator[Reading]:
    """Yield the ways to read a clause as a question about a set of records."""
    classes = draft.world.vocabulary.classes
    yield from _pipeline(draft)
    for cls in classes.values():
        if f"find_{cls.plural}" in cls.tools:
            found = _totals(draft.copy(), cls) or _find(draft.copy(), cls)
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
        {*words, "by", "per", "stage", "stages", "deals", "deal", "sales", "value", "total", "our", "looking", "look"}
    )
    found = nouns(mine, deal)
    where = found[0].where if found else []
    noun = found[0] if found else Noun(cls="Deal")
    noun.where = where
    yield reading(mine, [Intent(do="pipeline", cls="Deal", targets=[noun])], 1.1)


def _class_said(draft: Draft, cls: Class) -> list[Mark]:
    return [mark for mark in draft.open("class") if cls.name in mark.value]


def _totals(draft: Draft, cls: Class) -> Reading | None:
    """Read "how many open deals", "total value of my deals", "average deal size in negotiation"."""
    lows = draft.clause.lows()
    said = " ".join(lows)
    count = "how many" in said or "number of" in said or lows[:1] == ["count"] or "how mny" in said
    measure = next((_MEASURES[word] for word in lows if word in _MEASURES), "")
    much = "how much" in said
    numbers = cls.kinds("number")
    if not (count or ((measure or much) and numbers)) or not (_class_said(draft, cls) or much or measure):
        return None
    if not _class_said(draft, cls) and not numbers:
        return None
    by = _grouped(draft, cls)
    draft.drop({*_MEASURES, "how", "many", "much", "number", "of", "count", "mny"})
    for mark in draft.open("field"):
        if numbers and any(name == numbers[0].name for _, name in mark.value) and not _class_said_at(draft, mark, cls):
            draft.take(mark)
    many = bool(_class_said(draft, cls))
    targets = nouns(draft, cls)
    noun = targets[0] if targets else Noun(cls=cls.name)
    if noun.pronoun == "class":
        noun.pronoun = ""
    if much and not measure and not noun.many and not noun.where:
        return None
    if len(targets) > 1:
        noun.said = [[ref for one in targets for group in one.said for ref in group]]
    _verbs(draft)
    draft.drop(_ASKING)
    intent = Intent(
        do="totals",
        cls=cls.name,
        targets=[noun],
        measure="count" if count else measure or "sum",
        by=by,
        of="" if count else numbers[0].name,
    )
    return reading(draft, [intent], 1.05 + 0.05 * many)


def _class_said_at(draft: Draft, mark: Mark, cls: Class) -> bool:
    other = draft.sentence.at(mark.first, "class")
    return bool(other and cls.name in other.value and other.last - other.first >= mark.last - mark.first)


def _grouped(draft: Draft, cls: Class) -> str:
    for mark in draft.open("field"):
        names = [name for owner, name in mark.value if owner == cls.name]
        if names and draft.before(mark) in _BY:
            draft.take(mark)
            draft.taken.add(mark.first - 1)
            return str(names[0])
    for at in range(draft.clause.first, draft.clause.last):
        if draft.low(at) in _BY and draft.low(at + 1) in ("rep", "person", "owner", "salesperson", "user"):
            owners = cls.pointing("_User")
            draft.span(at, at + 2)
            return owners[0].name if owners else ""
    return ""


def _verbs(draft: Draft) -> None:
    for mark, form in draft.clause.verbs("show", "own", "happen", "about", "work", "ask"):
        if form in ("base", "s", "ing", "done", "past"):
            draft.take(mark)


def _find(draft: Draft, cls: Class) -> Reading | None:
    """Read "show my open deals", "which deals close this month", "contacts at Globex", "overdue tasks"."""
    said = _class_said(draft, cls) or [mark for mark in draft.open("choice") if _several(draft, mark, cls)]
    asked = _asked(draft)
    pointed = cls.name == draft.world.listed and {"them", "those", "these", "ones"} & set(draft.clause.lows())
    if not said and not (pointed and asked):
        return None
    plural = any(_plural(draft, mark) for mark in said) or bool({"every", "each", "all"} & set(draft.clause.lows()))
    superlative = any(word in ORDERS for word in draft.clause.lows())
    if (
        not plural
        and not pointed
        and not superlative
        and not (asked and any(word in ("any", "which", "what") for word in draft.clause.lows()[:4]))
    ):
        return None
    if any(
        True for _ in draft.clause.verbs("delete", "set", "move", "create", "log", "assign", "plan", "clear")
    ) and not _interrogative(draft):
        return None
    limit = _limit(draft)
    targets = nouns(draft, cls)
    noun = targets[0] if targets else Noun(cls=cls.name, many=True)
    if len(targets) > 1:
        noun.said = [[ref for one in targets for group in one.said for ref in group]]
    if noun.pronoun == "class":
        noun.pronoun = ""
    _verbs(draft)
    draft.drop(_ASKING)
    wanted = _wanted(draft, cls)
    first = noun.order != "" and not plural
    intent = Intent(do="find", cls=cls.name, targets=[noun], limit=limit or (1 if first else 0), of=wanted)
    return reading(draft, [intent], 0.95 + 0.1 * asked + 0.02 * len(noun.where))


def _several(draft: Draft, mark: Mark, cls: Class) -> bool:
    """Whether a listed value stands for the records that have it: "my leads"."""
    value = next((value for owner, _, value in mark.value if owner == cls.name), "")
    return bool(value) and draft.low(mark.first) == f"{value}s"


def _plural(draft: Draft, mark: Mark) -> bool:
    return draft.sentence.low(mark.last - 1).endswith(("s", "people")) or draft.low(mark.first) in _AGENDA


def _interrogative(draft: Draft) -> bool:
    return any(word in words_of("what which who how show list any what's") for word in draft.clause.lows()[:4])


def _limit(draft: Draft) -> int:
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
        if found:
            draft.take(mark)
            names = names or found[0]
    return names


def _agenda(draft: Draft, cls: Class) -> Reading | None:
    """Read "what's on my plate today", "what do I have tomorrow", "anything due this week?"."""
    lows = draft.clause.lows()
    said = " ".join(lows)
    cues = phrases(
        "do i have|have i got|on my plate|on my agenda|my agenda|my schedule|my calendar|my day|anything due|"
        "what's due|what is due|whats due|is due|do i need to do|should i do|am i doing|what's on|what is on|"
        "to do today|my week|is overdue|what's overdue|i have planned|coming up|what's next|what is next|"
        "what's planned|what is planned|anything planned|anything overdue|have i planned|to do tomorrow|my tasks|"
        "what else is"
    )
    if not any(cue in said for cue in cues) or _class_said(draft, draft.world.vocabulary.classes.get("Deal", cls)):
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
    _verbs(draft)
    draft.drop(_ASKING | _AGENDA | words_of("today week next today's anything else doing"))
    me = draft.world.me
    owners = cls.pointing("_User")
    if me and not noun.said and owners and not any(condition.field == owners[0].name for condition in noun.where):
        noun.where.append(Condition(field=owners[0].name, noun=Noun(cls="_User", text="me", chosen=[me])))
    if not any(condition.field == "completed_at" for condition in noun.where):
        noun.where.append(Condition(field="completed_at", op="empty"))
    noun.order = "due_date"
    return reading(draft, [Intent(do="find", cls=cls.name, targets=[noun])], 1.0)


def users(draft: Draft) -> list[Mark]:
    """Return the names of users in the clause."""
    return [mark for mark in draft.names() if name_of(mark).of("_User")]
