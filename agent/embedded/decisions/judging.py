"""From a message to a decision: what may be meant is found and given its form, then the guards are asked."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from agent.embedded.decisions.acquaintance import unlogged, unreported
from agent.embedded.decisions.candidates import candidate
from agent.embedded.decisions.conjoined import conjoined
from agent.embedded.decisions.doubts import SURELY, clear
from agent.embedded.decisions.errands import carried
from agent.embedded.decisions.explaining import explained
from agent.embedded.decisions.reversals import reversed_, unanswered
from agent.embedded.decisions.strangers import introduced
from agent.embedded.decisions.tidying import tidied
from agent.embedded.decisions.titles import called, capitalised, joint
from agent.embedded.guards.descriptions import lost_words
from agent.embedded.guards.roster import loses
from agent.embedded.guards.trial import Trial
from agent.embedded.orders.valueless import valueless
from agent.embedded.questions.antecedents import pointed
from agent.embedded.questions.bearers import borne
from agent.embedded.questions.dropped import dropped
from agent.embedded.questions.ends import ended
from agent.embedded.questions.facets import faceted
from agent.embedded.questions.remarks import unremarked
from agent.embedded.questions.superlatives import singled
from agent.embedded.readings.compose import Decision
from agent.embedded.readings.merging import spoken_of
from agent.embedded.readings.subjects import personal
from agent.embedded.sentences.draft import World
from agent.embedded.sentences.evidence import AGREED, ALTERING, Evidence
from agent.embedded.sentences.hearing import Hearing
from agent.embedded.sentences.lacking import lacking
from agent.embedded.sentences.remarks import idle, remarked, told
from agent.embedded.sentences.sentence import Clause, Sentence
from agent.embedded.sentences.tagger import tags

MAKING = 0.3
"""Something is made from this share of the message on."""


def witnessed(heard: Hearing, world: World) -> World:
    """Return the world with what the tagger says of the message.

    Raises:
        WeightsMissing: The tagger's weights cannot be read.
    """
    return replace(world, evidence=Evidence(tags(heard.text), world.vocabulary))


def judged(heard: Hearing, world: World) -> Decision:
    """Return what to do with a message: what is most likely meant, or why a person is asked before it is done.

    It is read whole. Where that is no clear order or question, it is read once more without the words that add nothing.
    What is found is given its form; then every guard is asked.
    """
    made = _judged(heard, world)
    evidence = world.evidence
    lacks = any(one.missing for one in made.intents) or _pointing(made, world)
    looks = bool(made.intents) and not any(one.writes for one in made.intents)
    if not evidence or made.why not in (*_OPEN, "reported", "") or (clear(made) and not lacks and not looks):
        return made
    if asked := valueless(heard.sentence(), world):
        return asked
    if clear(made) and not lacks:
        return made
    alone = partial(_by_itself, world=world)
    done = carried(heard, world, alone)
    if made.why not in _OPEN:
        return done or made
    return done or conjoined(heard, alone) or _unremarked(heard, alone) or made


def _pointing(made: Decision, world: World) -> bool:
    """Whether something is done to "it", where nothing was spoken of before this message."""
    nouns = [noun for one in made.intents for noun in one.targets]
    return not world.topic and any(noun.pronoun == "one" and not noun.said and not noun.chosen for noun in nouns)


def _unremarked(heard: Hearing, judge: Callable[[Hearing], Decision]) -> Decision | None:
    """Return what to do with a message without its remarks, heard as if they had not been said; if that is clear."""
    gone = remarked(heard.sentence())
    rest = heard.joined([at for at in range(len(heard.cut)) if at not in gone]) if gone else None
    made = judge(rest) if rest else None
    return made if made and clear(made) and made.intents else None


_OPEN = ("left", "unknown", "told", "guarded")
"""What stands against a message that may hold several orders."""


def _by_itself(heard: Hearing, world: World) -> Decision:
    """Return what to do with a part of a message, as if nothing else had been said."""
    world = witnessed(heard, world)
    return _judged(heard.told(world.evidence) if world.evidence else heard, world)


def _judged(heard: Hearing, world: World) -> Decision:
    heard = _there(heard, world)
    heard = unremarked(heard, world.evidence) if world.evidence else heard
    said = heard.sentence()
    made = _shaped(candidate(heard, said, world), said, world)
    made = _relieved(made, said, world)
    if clear(made) and (reversed_(made.intents, said) or unanswered(made.intents, said)):
        return replace(made, why="left", left=[])
    spoken_of(made.intents, said)
    called(made.intents, said, world.topic)
    joint(made.intents, said)
    capitalised(made.intents, said)
    if world.evidence:
        introduced(made.intents, said, world.evidence)
    personal(made.intents, said)
    guarded = _guarded(made, said, world)
    nouns = [noun for intent in guarded.intents for noun in (*intent.targets, *intent.link.values())]
    for noun in (noun for noun in nouns if noun.said and not noun.many):  # behind the guards: it holds what they seek
        noun.beside = [token.inner for token in said.tokens if token.kind in ("word", "number")]
    return guarded


def _guarded(made: Decision, said: Sentence, world: World) -> Decision:
    """Return a decision; held back, where something that was said would be lost or mistaken in it."""
    if made.whole or not world.evidence or not clear(made):
        return made
    if words := dropped(made.intents, said, world.evidence):
        return replace(made, why="left", left=words)
    trial = Trial(made, said, world.evidence, str(world.now.today))
    return replace(made, why="left", left=lost_words(trial)) if loses(trial) else made


def _relieved(made: Decision, said: Sentence, world: World) -> Decision:
    """Return a decision without what only tells how or why: why it undoes something, how somebody new was met."""
    if _takes_back(made, said, world):
        made = replace(made, why="", left=[])
    made.intents = tidied(explained(unlogged(made.intents, said), said), said)
    if any(one.do == "undo" for one in made.intents):
        made.intents = unreported(made.intents, said)
    return made


def _takes_back(made: Decision, said: Sentence, world: World) -> bool:
    """Whether a message begins with an undo, and all the rest only tells why: "undo that, Ann shall hear it first"."""
    alone = [one.do for one in made.intents] == ["undo"] and made.why in ("guarded", "left")
    if not alone or not world.evidence or any(token.low in ALTERING for token in said.tokens):
        return False
    message = Clause(said, 0, len(said.tokens))
    leads = any(mark.first == 0 for mark in message.marks("undo")) and _apart(made.left, said)
    undoing = world.evidence.shares(message).get("undo", 0.0) >= AGREED and world.evidence.acting(message) >= SURELY
    return leads and undoing


def _apart(words: list[str], said: Sentence) -> bool:
    """Whether words stand behind a comma or full stop, and belong to nothing that is said before it."""
    stop = next((at for at in range(len(said.tokens)) if said.low(at) in (",", ".", ";", ":", "-")), len(said.tokens))
    return all(said.low(at) not in {word.lower() for word in words} for at in range(stop))


def _there(heard: Hearing, world: World) -> Hearing:
    """Return an order to make something without what it says is not there yet: "no email yet"."""
    if not world.evidence:
        return heard
    said = heard.sentence()
    shares = world.evidence.shares(Clause(said, 0, len(said.tokens)))
    making = sum(share for name, share in shares.items() if name.startswith("create.")) >= MAKING
    changing = sum(share for name, share in shares.items() if name in _VALUES) >= CHANGING
    places = (lacking(said) if making else set()) | remarked(said) | idle(said)
    places |= told(said) if changing else set()
    return (heard.left(places) if places else None) or heard


CHANGING = 0.8
"""A value is changed from this share of the message on."""
_VALUES = ("update.amount", "update.date", "update.stage", "update.owner")


def _shaped(made: Decision, said: Sentence, world: World) -> Decision:
    """Return a decision with the records that its questions point to, and in the form in which an answer is wanted."""
    made = faceted(pointed(made, said, world), said, world)
    return ended(singled(borne(made, said, world.vocabulary), said), said)
