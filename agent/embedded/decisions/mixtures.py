"""Orders and questions in one message."""

from dataclasses import replace

from agent.embedded.decisions.doubts import clear
from agent.embedded.orders.tagged import tagged
from agent.embedded.readings.compose import Decision, decide
from agent.embedded.readings.merging import inherited
from agent.embedded.sentences.draft import World
from agent.embedded.sentences.evidence import HARDLY
from agent.embedded.sentences.hearing import Hearing
from agent.embedded.sentences.segments import segments
from agent.embedded.sentences.sentence import Sentence


def mixed(heard: Hearing, said: Sentence, world: World) -> Decision | None:
    """Return what to do with orders that a question follows or leads: each read by itself, as if nothing else was said.

    "Acme to won. And when is the next call?"
    """
    evidence = world.evidence
    found = segments(said, evidence) if evidence else []
    asking = [one for one in found if one.act == "question" and one.acting < HARDLY and one.about != "none"]
    if not asking or len(asking) == len(found):
        return None
    places = {at for one in asking for at in range(one.clause.first, one.clause.last)}
    orders, asked = heard.without(places), heard.without(set(range(len(said.tokens))) - places)
    if not orders or not asked:
        return None
    ways = (decide(orders, world), tagged(orders, world))
    first = next((one for one in ways if one and clear(one) and any(intent.writes for intent in one.intents)), None)
    if not first:
        return None
    second = decide(asked, replace(world, topic=first.intents[-1].cls))
    if not clear(second) or any(intent.writes for intent in second.intents):
        return None
    return Decision(inherited([*first.intents, *second.intents]))
