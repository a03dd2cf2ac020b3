"""Records that would be called by half a story: "Ann is out first thing tomorrow, so my call with her" is no name."""

import re

from agent.embedded.language.intents import Noun
from agent.embedded.readings.compose import Decision

_JOINTS = re.compile(r", (?:so|but|and|because|since|as|then)\b|: |\. ")
"""What tells that words go on with something else."""


def tangled(decision: Decision) -> bool:
    """Whether a record that would be changed is looked for by words that tell more than what it is called."""
    return any(_tangled(noun) for one in decision.intents if one.writes for noun in one.targets)


def _tangled(noun: Noun) -> bool:
    known = any(_JOINTS.search(ref.name) for group in noun.said for ref in group)
    return bool(_JOINTS.search(noun.text)) and not noun.many and not known
