"""Questions for several records, or for a number, composed from what the tagger hears.

The kind of question is the tagger's, or that of a few words nobody uses otherwise ("how many", "per rep"); names and
values are placed as everywhere else. An answer changes nothing: words that found no place are passed over, unless they
are names, values or conditions.
"""

from agent.embedded.conditions.filters import conditions
from agent.embedded.conditions.ordering import ordered
from agent.embedded.conditions.owners import everybody, speaking
from agent.embedded.conditions.selecting import take_verbs, trading
from agent.embedded.conditions.timing import unended
from agent.embedded.language.intents import Condition, Intent, Noun
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.questions.kinds import PIPELINE, compared, counting, each_named
from agent.embedded.questions.passing import hindered, passed_over
from agent.embedded.readings.counts import MEASURES, grouped, measure_of, measured
from agent.embedded.readings.lists import limited
from agent.embedded.readings.rankings import ranked
from agent.embedded.records.nouns import nouns
from agent.embedded.sentences.draft import Draft

COUNT = 100
"""A smaller number without a currency counts things."""
_ASKED = {*MEASURES, *words_of("how many much number count what value worth")}
_FIRST = words_of("first top ahead down upwards downwards")
_PLURAL = words_of("them they those these ones each all")


def listed(draft: Draft, cls: Class) -> Intent | None:
    """Return the records of a class that are asked for; nothing where no word tells which, or a condition is unread."""
    limit = limited(draft)
    order = ordered(draft.copy(), cls)
    noun = _noun(draft, cls)
    if not noun:
        return None
    one = order and not limit and not _several(draft, cls) and not set(draft.clause.lows()) & _FIRST
    return Intent(do="find", cls=cls.name, targets=[noun], limit=limit or (1 if one else 0))


def figured(draft: Draft, cls: Class) -> Intent | None:
    """Return the number that is asked for: how many, how much, on average, for each person or stage, who has most."""
    intent = ranked(draft, cls)
    if not intent:
        count = counting(draft)
        measure = measure_of(draft.clause.lows()) or "sum"
        if not count and not cls.measure:
            count = True
        draft.drop(_ASKED)
        of = "" if count else measured(draft, cls)
        intent = Intent(do="totals", cls=cls.name, measure="count" if count else measure, of=of)
        intent.by = grouped(draft, cls) or each_named(draft, cls) or compared(draft, cls)
    draft.take(*(mark for mark in draft.open("amount") if not mark.value.money and mark.value.value < COUNT))
    draft.take(
        *(mark for mark in draft.open("field") if any(owner == cls.name for owner, _ in mark.value) and intent.of)
    )
    noun = _noun(draft, cls, whole=True)
    if not noun:
        return None
    noun.order = ""
    noun.where = [one for one in noun.where if one.field != intent.by or one.op not in ("is", "one_of") or one.noun]
    intent.targets = [noun]
    return intent


def staged(draft: Draft, cls: Class) -> Intent | None:
    """Return the pipeline by its stages."""
    noun = _noun(draft, cls, whole=True)
    if not noun:
        return None
    noun.where = [one for one in noun.where if not (cls.stage and one.field == cls.stage.name and one.op == "is_not")]
    return Intent(do="pipeline", cls=cls.name, targets=[noun])


def refine(intent: Intent, draft: Draft) -> None:
    """Add what is said afterwards of the records that are asked for: "I mean the open ones", "only mine"."""
    cls = draft.world.vocabulary.classes.get(intent.cls)
    if not cls or intent.do not in ("find", "totals") or not _REFINING & set(draft.clause.lows()):
        return
    mine = bool({"mine", "me"} & set(draft.clause.lows()))
    where, _ = conditions(draft, cls)
    owner, me = cls.owner, draft.world.me
    if mine and owner and me and not any(one.field == owner.name for one in where):
        where.append(Condition(field=owner.name, noun=Noun(cls="_User", text="me", chosen=[me])))
    known = {one.field for one in intent.targets[0].where}
    intent.targets[0].where += [one for one in where if one.field not in known]


_REFINING = words_of("ones only mean just counting")


def _several(draft: Draft, cls: Class) -> bool:
    """Whether the words speak of more than one record."""
    said = [mark for mark in draft.clause.marks("class") if cls.name in mark.value]
    return any(draft.plural(mark) and draft.low(mark.first - 1) != "of" for mark in said) and not _one_of(draft)


def _one_of(draft: Draft) -> bool:
    """Whether one of several is asked for: "the biggest of my deals", "which of my deals is the biggest"."""
    return bool({"is", "what's", "which's"} & set(draft.clause.lows())) and "are" not in draft.clause.lows()


def _noun(draft: Draft, cls: Class, *, whole: bool = False) -> Noun | None:
    """Return the records that are asked for, all of them if `whole`; nothing where a condition was not understood."""
    mine = speaking(draft) and not everybody(draft)
    _beside(draft)
    found = nouns(draft, cls)
    noun = found[0] if found else Noun(cls=cls.name)
    if len(found) > 1:
        noun.said = [[ref for one in found for group in one.said for ref in group]]
    if noun.pronoun not in ("person", "many") or noun.where or noun.said:
        noun.pronoun = ""
    noun.hints = [hint for hint in noun.hints if not passed_over(hint)]
    trading(draft, cls, noun)
    owners = cls.pointing("_User")
    me = draft.world.me
    owned = owners and any(one.field == owners[0].name for one in noun.where)
    if mine and me and owners and not owned and (cls.owner or "due_date" in cls.fields):
        noun.where.append(Condition(field=owners[0].name, noun=Noun(cls="_User", text="me", chosen=[me])))
    stage = cls.stage
    if stage and PIPELINE & set(draft.clause.lows()) and not any(one.field == stage.name for one in noun.where):
        noun.where += unended(stage)
    plural = noun.many or _several(draft, cls)
    noun.many = True
    take_verbs(draft)
    draft.take(*draft.open("class"))
    if hindered(draft, cls):
        return None
    told = noun.said or noun.where or noun.hints or noun.quiet_since or noun.no_next_step or noun.order or noun.pronoun
    return noun if told or whole or plural else None


def _beside(draft: Draft) -> None:
    """Take the days that are not heard as such: "for the Monday meeting I need …"."""
    evidence = draft.world.evidence
    tokens = draft.sentence.tokens
    for mark in draft.open("date") if evidence else ():
        if evidence and evidence.tags.plain(tokens[mark.first].start, tokens[mark.last - 1].end) >= PLAIN:
            draft.take(mark)


PLAIN = 0.8
"""A day is none that records have, from this share on that it names nothing."""
