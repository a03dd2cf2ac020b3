"""What a plan points to: "the drawings are due … make me a task to send them" is written down with the drawings."""

import re
from collections.abc import Sequence

from agent.embedded.language.intents import Intent
from agent.embedded.sentences.clauses import sentences
from agent.embedded.sentences.sentence import Sentence

_POINTING = re.compile(r"\w+ (?:(?:it|them|those|that|this)(?: \w+)?)", re.IGNORECASE)
"""A subject that says nothing by itself: "Send them", "Send it over"."""


def explained(intents: Sequence[Intent], said: Sentence) -> list[Intent]:
    """Return the intents; a plan whose subject only points gets the sentence before it as its description."""
    return [_explained(one, said) for one in intents]


def _explained(intent: Intent, said: Sentence) -> Intent:
    subject = str(intent.set.get("subject", ""))
    bare = intent.do == "create" and intent.cls == "Activity" and "description" not in intent.set
    if not bare or not _POINTING.fullmatch(subject):
        return intent
    last = subject.rsplit(maxsplit=1)[-1].lower()
    before: list[str] = []
    for first, end in sentences(said):
        if last in (said.low(at) for at in range(first, end)) and before:
            return intent.model_copy(update={"set": {**intent.set, "description": before[-1]}})
        before.append(said.words(first, end))
    return intent
