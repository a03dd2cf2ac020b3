"""Questions: the answer to look for, where the rules hear fewer of them, none, or clearly another one."""

from agent.embedded.decisions.doubts import clear
from agent.embedded.questions.antecedents import mistaken
from agent.embedded.questions.asked import both
from agent.embedded.questions.comparisons import compared
from agent.embedded.questions.composed import answered, cued, same
from agent.embedded.questions.customers import customers
from agent.embedded.questions.encounters import encounter
from agent.embedded.questions.supposing import supposed
from agent.embedded.questions.upcoming import upcoming
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.draft import World
from agent.embedded.sentences.evidence import HARDLY, Evidence
from agent.embedded.sentences.hearing import Hearing
from agent.embedded.sentences.pieces import asked_often, wondering
from agent.embedded.sentences.sentence import Clause, Sentence


def inquired(heard: Hearing, said: Sentence, read: Decision, world: World) -> Decision | None:
    """Return the answer to look for, where the rules hear fewer questions, none, or clearly another one."""
    if would := _recognised(said, read, world):
        return would
    if not world.evidence:
        return None if any(intent.writes for intent in read.intents) else both(heard, said, world)
    if any(intent.writes for intent in read.intents) and (clear(read) or not wondering(said, world.evidence)):
        return None
    if _otherwise(read, said, world) and (made := answered(heard, said, world, read)):
        return made
    two = both(heard, said, world)
    if two or not _differently(read, said, world.evidence):
        return two
    return answered(heard, said, world, read)


def _recognised(said: Sentence, read: Decision, world: World) -> Decision | None:
    """Return the answer to a question of a form that is known: what would be, what is to come, who, which is more."""
    found = supposed(said, read, world)
    found = found or compared(said, world) or upcoming(said, world)
    return found or customers(said, world) or encounter(said, world)


def _otherwise(read: Decision, said: Sentence, world: World) -> bool:
    """Whether a few words ask for another answer than the rules read, or a record is heard as one of another class."""
    message = Clause(said, 0, len(said.tokens))
    cue = "" if read.talk else cued(message, world)
    several = world.evidence is not None and not read.talk and asked_often(said, world.evidence) > len(read.intents) > 0
    return several or mistaken(message, read, world) or (bool(cue) and not same(cue, read))


def _differently(read: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether the rules read no question, or clearly another one than the tagger hears."""
    if read.talk:
        return False
    return not clear(read) or evidence.agrees(Clause(said, 0, len(said.tokens)), read.intents) < HARDLY
