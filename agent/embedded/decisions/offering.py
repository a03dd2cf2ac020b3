"""Answers to what is no clear order: nothing is changed, and what was understood is offered."""

from agent.embedded.answers import phrases
from agent.embedded.answers.answer import Answer, Asked
from agent.embedded.decisions.describe import described
from agent.embedded.language.intents import Intent
from agent.embedded.language.vocabulary import Vocabulary
from agent.embedded.readings.compose import Decision

KEPT = "All right, I leave everything as it is."


def offered(made: Decision, vocabulary: Vocabulary) -> Answer | None:
    """Return what to say of a message instead of doing anything; nothing where it is clear what to do."""
    if made.talk:
        return Answer(phrases.chat(made.talk))
    if made.why == "forbidden":
        return Answer(KEPT)
    if not made.intents:
        return Answer(phrases.unknown(made.left))
    if made.why:
        return _offer(made, vocabulary)
    return _either(made.intents, made.rival, vocabulary) if made.rival else None


def _either(one: list[Intent], other: list[Intent], vocabulary: Vocabulary) -> Answer:
    ways = [described(intents, vocabulary) for intents in (one, other)]
    text = f"I can read that in two ways:\n\n1. {ways[0]}\n2. {ways[1]}\n\nWhich one?"
    return Answer(text, asked=Asked("either", one, rival=other))


def _offer(made: Decision, vocabulary: Vocabulary) -> Answer:
    if not any(intent.writes for intent in made.intents):
        return Answer(phrases.unknown(made.left))
    what = described(made.intents, vocabulary)
    asked = Asked("yes", made.intents)
    if made.why == "left":
        words = " ".join(made.left)
        lead = f"I have not changed anything yet. I understood: {what}."
        lead += f" What I did not understand: “{words}”." if words else " I am not sure that this is all of it."
        return Answer(f"{lead} Shall I do what I understood?", asked=asked)
    if made.why == "question":
        return Answer(f"I have not changed anything. Shall I {what}?", asked=asked)
    notes = " ".join(intent.note for intent in made.intents if intent.note)
    return Answer(f"{notes or 'Nothing has been changed.'} If you want it: shall I {what}?", asked=asked)
