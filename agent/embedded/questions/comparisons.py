"""Comparisons: "more money in proposal or in negotiation?", "who has more, Ann or me?", "is it bigger than …?"."""

from agent.embedded.conditions.owners import everybody
from agent.embedded.language.intents import Condition, Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class, Field
from agent.embedded.language.words import words_of
from agent.embedded.questions.inquiries import figured
from agent.embedded.readings.compose import Decision
from agent.embedded.records.referents import referents
from agent.embedded.sentences.draft import Draft, World, name_of
from agent.embedded.sentences.evidence import Evidence
from agent.embedded.sentences.sentence import Clause, Sentence

ORDERED = 0.24
"""A message orders something from this share on."""
_LARGER = words_of("more bigger larger higher greater most biggest largest highest ahead richer dearer")
_SMALLER = words_of("less fewer smaller lower least smallest lowest fewest cheaper behind")
_AGAINST = words_of("or than versus vs and")
_EITHER = words_of("or than versus vs")
_DIFFERENCE = words_of("difference compare compared comparison differ versus vs gap")
_SOONER = words_of("first sooner earlier earliest soonest")
_LATER = words_of("later last latest")
_CLOSING = words_of("close closes closing due sooner earlier date")
_COUNTED = words_of("many number fewer")
_MONEY = words_of("money much worth value amount euros dollars pounds revenue volume pipeline sum big bigger larger")


def compared(said: Sentence, world: World) -> Decision | None:
    """Return the question that compares stages, people or two deals with each other; nothing for other messages."""
    evidence, deal = world.evidence, world.vocabulary.classes.get("Deal")
    message = Clause(said, 0, len(said.tokens))
    lows = set(message.lows())
    if not evidence or not deal or not deal.measure or evidence.acting(message) >= ORDERED:
        return None
    against = lows & _AGAINST if lows & _DIFFERENCE else lows & _EITHER
    if not against or not lows & (_LARGER | _SMALLER | _DIFFERENCE | _SOONER | _LATER):
        return None
    made = _deals(message, deal, world, evidence) or _groups(message, deal, world)
    return Decision([made]) if made else None


def _deals(message: Clause, deal: Class, world: World, evidence: Evidence) -> Intent | None:
    """Return the question about two deals beside each other."""
    lows = set(message.lows())
    draft = Draft(message, world, act="question")
    marks = [mark for mark in message.marks("name") if name_of(mark).of(deal.name)]
    found = _both(referents(draft, deal, evidence), marks, deal)
    if len(found) != TWO:
        return None
    dates = deal.kinds("date")
    timed = bool(dates) and bool(lows & (_SOONER | _LATER)) and not lows & (_LARGER | _SMALLER)
    if timed and not lows & _CLOSING:
        return None
    of = dates[0].name if timed else deal.measure.name if deal.measure else ""
    least = bool(lows & _SMALLER) or (timed and bool(lows & _SOONER))
    return Intent(do="about", cls=deal.name, targets=found, of=of, measure="min" if least else "max")


TWO = 2


def _both(found: list[Noun], marks: list[Mark], deal: Class) -> list[Noun]:
    """Return the two deals that are named, each by its own name."""
    if len(found) == TWO and all(noun.said and len(noun.said) == 1 for noun in found):
        return found
    named = [Noun(cls=deal.name, text=name_of(mark).text, said=[name_of(mark).of(deal.name)]) for mark in marks]
    return named if len(named) == TWO else []


def _groups(message: Clause, deal: Class, world: World) -> Intent | None:
    """Return the figure of each of several stages, or people, and which of them is the larger."""
    draft = Draft(message, world, act="question")
    stages = _stages(draft, deal)
    people = _people(draft)
    by = deal.stage if len(stages) > 1 else deal.owner if len(people) > 1 else None
    lows = set(message.lows())
    if not by or (deal.stage is by and _ending(stages, by)) or (by is deal.owner and not lows & (_LARGER | _SMALLER)):
        return None
    count = bool(lows & _COUNTED) or (bool(_spoken(draft, deal)) and not lows & _MONEY)
    draft.drop(
        _LARGER | _SMALLER | _AGAINST | _DIFFERENCE | _COUNTED | _MONEY | _REST | (_ME if by is deal.owner else set())
    )
    draft.take(*draft.open("field", "amount", "outcome"))
    known = _conditions(draft, by, stages, people)
    made = figured(draft, deal) if known else None
    if made is None or not deal.measure:
        return None
    noun = made.targets[0]
    others = [one for one in noun.where if one.field != by.name]
    if by is deal.owner or everybody(draft):
        others = [one for one in others if not (deal.owner and one.field == deal.owner.name)]
    noun.where = [*others, *known]
    least = bool(lows & _SMALLER)
    return Intent(
        do="totals", cls=deal.name, targets=[noun], measure="count" if count else "sum", by=by.name,
        of="" if count else deal.measure.name, value="least" if least else "most", limit=len(stages or people),
    )  # fmt: skip


_REST = words_of(
    "difference between two both them each other it where which what how is are has have do does there in by one of "
    "the who higher together so far"
)
_ME = words_of("i me mine")


def _ending(stages: list[str], by: Field) -> bool:
    """Whether what was won is compared with what was lost: a table of all stages tells that better."""
    return set(stages) <= set(by.ends)


def _stages(draft: Draft, deal: Class) -> list[str]:
    """Return the stages that are named."""
    found = [
        value
        for mark in draft.clause.marks("choice")
        for owner, name, value in mark.value
        if owner == deal.name and deal.stage and name == deal.stage.name
    ]
    return list(dict.fromkeys(found))


def _people(draft: Draft) -> list[Noun]:
    """Return the users who are compared, the speaker among them."""
    marks = [mark for mark in draft.clause.marks("name", "weak") if name_of(mark).of("_User")]
    found = [Noun(cls="_User", text=name_of(mark).text, said=[name_of(mark).of("_User")]) for mark in marks]
    me = draft.world.me
    own = me and found and {"me", "i", "mine"} & set(draft.clause.lows())
    return [*found, *([Noun(cls="_User", text="me", chosen=[me])] if own and me else [])]


def _spoken(draft: Draft, deal: Class) -> bool:
    return any(deal.name in mark.value for mark in draft.clause.marks("class"))


def _conditions(draft: Draft, by: Field, stages: list[str], people: list[Noun]) -> list[Condition]:
    """Return the condition that tells what is compared; takes the words for it."""
    if stages and by.choices:
        draft.take(*draft.clause.marks("choice"))
        return [Condition(field=by.name, op="one_of", value=stages)]
    draft.take(*(mark for mark in draft.clause.marks("name", "weak") if name_of(mark).of("_User")))
    return [Condition(field=by.name, noun=noun) for noun in people]
