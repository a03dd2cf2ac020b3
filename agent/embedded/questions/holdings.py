"""Conditions on whose a record is, and on what it has: "if that's Ann", "if Bob has no phone number"."""

from agent.embedded.language.intents import Condition, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.questions.checks import NEGATIONS, bare, named, subject
from agent.embedded.questions.standing import Standing
from agent.embedded.sentences.draft import World, name_of
from agent.embedded.sentences.sentence import Clause


def held(clause: Clause, before: Clause | None, world: World) -> Standing | None:
    """Return the condition that a record is somebody's: "that's Kirsten", "Priya owns the pilot"."""
    return _owned(clause, before, world) or _owning(clause, world)


def _owning(clause: Clause, world: World) -> Standing | None:
    """Read "if Priya owns the pilot", "does Raj still have Acme?": whose a named record is."""
    deal = world.vocabulary.classes.get("Deal")
    users, who = named(clause, "_User"), subject(clause, None)
    lows = set(clause.lows())
    if not deal or not deal.owner or len(users) != 1 or not who or not who[0].said or not lows & (_OWNS | _OWNER):
        return None
    told = set(clause.lows()) & _OWNER
    if (users[0].first > min(who[1]) and not told) or not bare(
        clause, who[1] | set(users[0].places), _OWNS | _OWNER | NEGATIONS | {"deal"}
    ):
        return None
    owner = Condition(field=deal.owner.name, noun=_user(users, world))
    noun = who[0].model_copy(update={"cls": deal.name})
    return Standing(bool(set(clause.lows()) & NEGATIONS), noun, [owner])


_OWNER = words_of("owner responsible charge")
_OWNS = words_of("owns own has have handles handle manages manage looks after holds runs")


def filled(clause: Clause, before: Clause | None, world: World) -> Standing | None:
    """Read "if Bob has no phone number", "unless it has a close date", "if her email is missing"."""
    who = subject(clause, before)
    marks = clause.marks("field")
    low, lows = clause.sentence.low, set(clause.lows())
    missing = lows & _MISSING
    if not who or not marks or not (lows & _HAVING or missing) or clause.marks("date", "amount"):
        return None
    for cls in world.vocabulary.classes.values():
        own = [(mark, name) for mark in marks for owner, name in mark.value if owner == cls.name and name in cls.fields]
        if cls.name not in ("Deal", "Contact", "Company") or who[0].cls not in ("", cls.name) or len(own) != 1:
            continue
        mark, name = own[0]
        negations = {
            at for at in range(clause.first, clause.last) if low(at) in NEGATIONS or low(at) in ("no", "without")
        }
        if bare(
            clause, {*who[1], *mark.places, *negations}, _MISSING | _HAVING | words_of("its her his their we i set for")
        ):
            noun = who[0].model_copy(update={"cls": cls.name})
            negative = bool(negations) != bool(missing)
            return Standing(negative, noun, [Condition(field=name, op="filled")])
    return None


_MISSING = words_of("missing empty blank unknown")
_HAVING = words_of("has have got hasn't haven't don't doesn't 've without hasnt havent doesnt dont")


def _owned(clause: Clause, before: Clause | None, world: World) -> Standing | None:
    """Read "that's Kirsten", "it's me", of somebody who was told of: who looks after him."""
    deal = world.vocabulary.classes.get("Deal")
    users = named(clause, "_User")
    lows = [low for low in clause.lows() if low not in ("still", "not", "isn't")]
    me = [at for at in range(clause.first, clause.last) if clause.sentence.low(at) in ("me", "mine")]
    if not deal or not deal.owner or len(users) + len(me) != 1 or not before or lows[0] not in _HE:
        return None
    said = me[:1] or [*users[0].places]
    who = subject(Clause(clause.sentence, clause.first, said[0]), before)
    if not who or not who[0].said or not bare(clause, who[1] | set(said), NEGATIONS):
        return None
    owner = Condition(field=deal.owner.name, noun=_user(users, world))
    noun = who[0].model_copy(update={"cls": deal.name})
    return Standing(bool(set(clause.lows()) & NEGATIONS), noun, [owner])


_HE = words_of("that it he she this")


def _user(users: list[Mark], world: World) -> Noun:
    """Return the colleague that is named, else the speaker."""
    if not users:
        return Noun(cls="_User", text="me", chosen=[world.me] if world.me else [])
    return Noun(cls="_User", text=name_of(users[0]).text, said=[name_of(users[0]).of("_User")])
