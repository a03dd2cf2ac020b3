"""Names and texts that took in the words behind them: "Ida Berg no firm", "Hotel and the address is Kiln Street"."""

import re

from agent.embedded.language.intents import Intent
from agent.embedded.language.words import words_of
from agent.embedded.readings.compose import Decision

LONGEST = 5
"""Words in the name of a person; more are rarely a name."""
_NEVER = words_of("no his her their is are and with the number phone email mail from who whose")
"""Words that stand in nobody's name."""
_GOING_ON = re.compile(r"(?:\band|,|;)\s+(?:the|his|her|its|their)\s+\w+\s+is\b", re.IGNORECASE)


def swallows(decision: Decision) -> bool:
    """Whether something would be written that is no name, or more than its field is for."""
    written = [one for one in decision.intents if one.do in ("create", "update") and one.cls != "Activity"]
    return any(_misnamed(one) or _going_on(one) for one in written)


def _misnamed(intent: Intent) -> bool:
    words = str(intent.set.get("name", "")).casefold().split() if intent.cls == "Contact" else []
    return len(words) > LONGEST or bool(_NEVER & set(words))


def _going_on(intent: Intent) -> bool:
    return any(isinstance(value, str) and _GOING_ON.search(value) for value in intent.set.values())
