"""Readings that ask how many records there are, and what they are worth together."""

from agent.embedded.conditions.ordering import SORTED
from agent.embedded.conditions.selecting import ASKING, BEARING, class_said, standing, take_verbs, trading
from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.records.nouns import nouns
from agent.embedded.sentences.draft import Draft
from agent.embedded.sentences.reading import Reading, reading

MEASURES = {
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
"""What is computed of several numbers, by the words for it."""
_BY = ("by", "per", "each")


def totals(draft: Draft, cls: Class) -> Reading | None:
    """Read "how many open deals", "total value of my deals", "average deal size in negotiation"."""
    lows = draft.clause.lows()
    said = " ".join(lows)
    count = "how many" in said or "number of" in said or lows[:1] == ["count"] or "how mny" in said
    measure = measure_of(lows)
    much = "how much" in said
    named = bool(class_said(draft, cls) or (cls.added and standing(draft, cls)))
    count = count or (named and not measure and _counted(draft, cls))
    if not (count or ((measure or much) and cls.measure)) or not (named or much or measure):
        return None
    if not named and not cls.measure:
        return None
    by = grouped(draft, cls)
    number = measured(draft, cls)
    draft.drop({*MEASURES, "how", "many", "much", "number", "of", "count", "mny"})
    for mark in draft.open("field"):
        if any((cls.name, name) == (owner, number) for owner, name in mark.value) and not _class_said_at(
            draft, mark, cls
        ):
            draft.take(mark)
    targets = nouns(draft, cls)
    noun = targets[0] if targets else Noun(cls=cls.name)
    if noun.pronoun == "class":
        noun.pronoun = ""
    if much and not measure and not noun.many and not noun.where:
        return None
    if len(targets) > 1:
        noun.said = [[ref for one in targets for group in one.said for ref in group]]
    trading(draft, cls, noun)
    take_verbs(draft)
    draft.drop(ASKING - BEARING if cls.added else ASKING)
    intent = Intent(
        do="totals",
        cls=cls.name,
        targets=[noun],
        measure="count" if count else measure or "sum",
        by=by,
        of="" if count else number,
    )
    return reading(draft, [intent], 1.05 + 0.05 * named)


def measure_of(lows: list[str]) -> str:
    """Return what is computed: sum, average, min or max; nothing where no word tells."""
    meant = [word for at, word in enumerate(lows) if word in MEASURES and not (word == "mean" and lows[at - 1] in _I)]
    return MEASURES[meant[0]] if meant else ""


_I = words_of("i you we they that")


def over(draft: Draft) -> bool:
    """Whether money is spoken of, not a number of records: "pipeline", "money", "value"."""
    return bool({"pipeline", "money", "value", "worth", "revenue", "volume"} & set(draft.clause.lows()))


def _counted(draft: Draft, cls: Class) -> bool:
    """Whether "boats by harbour", of a class that the workspace added, wants them counted."""
    by = grouped(draft.copy(), cls) if cls.added else ""
    return bool(by) and cls.fields[by].kind not in ("number", "date") and not SORTED & set(draft.clause.lows())


def measured(draft: Draft, cls: Class) -> str:
    """Return the number that is added up: the one that is named, else what the records are worth."""
    for mark in draft.open("field"):
        for owner, name in mark.value:
            if owner == cls.name and cls.fields[name].kind == "number" and not _class_said_at(draft, mark, cls):
                return str(name)
    return cls.measure.name if cls.measure else ""


def _class_said_at(draft: Draft, mark: Mark, cls: Class) -> bool:
    other = draft.sentence.at(mark.first, "class")
    return bool(other and cls.name in other.value and other.last - other.first >= mark.last - mark.first)


def grouped(draft: Draft, cls: Class) -> str:
    """Take "by stage", "per rep", "each of the reps"; return the field by which it is counted."""
    for mark in draft.open("field"):
        names = [name for owner, name in mark.value if owner == cls.name]
        by = draft.before(mark) in _BY and draft.low(mark.first - 2) not in SORTED
        if names and by and cls.fields[names[0]].kind != "number":
            draft.take(mark)
            draft.taken.add(mark.first - 1)
            return str(names[0])
    for at in draft.having({"month", "months"}):
        dates = cls.kinds("date")
        if dates and draft.low(at - 1) in (*_BY, "every"):
            draft.span(at - 1, at + 1)
            return dates[0].name
    for at in range(draft.clause.first, draft.clause.last):
        last = _each(draft, at)
        if last:
            owners = cls.pointing("_User")
            draft.span(at, last)
            again = [one for one in range(last, draft.clause.last) if _each(draft, one)]
            for one in again:  # "each of the reps …, one figure per rep"
                draft.span(one, _each(draft, one))
            return owners[0].name if owners else ""
    return ""


def _each(draft: Draft, at: int) -> int:
    """Return where "per rep", "each of the three reps", "for every person" ends; 0 where it does not begin."""
    if draft.low(at) not in (*_BY, "every") or at in draft.taken:
        return 0
    place = at + 1
    while draft.low(place) in _AMONG:
        place += 1
    return place + 1 if draft.low(place) in _SELLERS else 0


_AMONG = words_of("of the our my two three four five six sales single")
_SELLERS = words_of("rep reps person persons owner owners salesperson salespeople user users colleague colleagues us")
