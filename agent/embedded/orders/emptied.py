"""Fields that are to be emptied."""

from agent.embedded.language.intents import Intent
from agent.embedded.records.referents import referents
from agent.embedded.sentences.draft import Draft, World
from agent.embedded.sentences.evidence import FIELDS, HARDLY, Evidence
from agent.embedded.sentences.segments import Segment
from agent.embedded.sentences.sentence import Clause

CLEARED = 0.75
"""Fields are emptied from here on."""


def emptied(heard: Segment, clause: Clause, world: World, evidence: Evidence) -> list[Intent]:
    """Return the fields that a segment orders to be emptied, of the one record it names."""
    if heard.acting < CLEARED or heard.held >= HARDLY:
        return []
    loud = heard.loud
    if not loud or not all(name.startswith("clear.") for name in loud):
        return []
    fields = {name.removeprefix("clear.") for name in loud}
    for cls in world.vocabulary.classes.values():
        names = [name for name, known in cls.fields.items() if FIELDS.get(name, name) in fields and not known.required]
        draft = Draft(clause, world, evidence.passed(clause))
        targets = referents(draft, cls, evidence) if len(names) == len(fields) and not _values(draft) else []
        if len(targets) == 1 and f"update_{cls.plural}" in cls.tools:
            return [Intent(do="update", cls=cls.name, targets=targets, clear=names)]
    return []


def _values(draft: Draft) -> bool:
    """Whether a value is said that may be the new one, or tell something else."""
    return bool(draft.open("amount", "date", "email", "phone", "url", "choice", "quote"))
