"""Orders of a message that nothing in a decision carries out: then it is done by half, and a person is asked."""

from collections.abc import Collection

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.names import EXACT
from agent.embedded.orders.updating import updating
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.evidence import CERTAIN, SURE, Evidence, operations
from agent.embedded.sentences.segments import Segment, grouped_as, segments
from agent.embedded.sentences.sentence import Sentence

CLEAR = 0.6
"""Words order one thing clearly from this share on."""
_WRITES = ("update.", "create.", "delete.", "plan.", "clear.")
_LINKED = ("update.owner", "update.contact", "update.company")


def unheeded(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether something that was ordered clearly, with its record or value, would not be done."""
    writing = [one for one in decision.intents if one.writes]
    if not writing:
        return False
    done = {name for one in writing for names in operations(one, evidence.vocabulary) for name in names}
    groups = {grouped_as(name) for name in done}
    if not any(one.do == "update" for one in writing) and updating(said):
        return True
    if _forgotten(decision, said, evidence):
        return True
    orders = [one for one in segments(said, evidence) if _clear(one)]
    return len(orders) > 1 and any(not _heeded(one, done, groups) for one in orders)


def _forgotten(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether a deal that is named well where something is ordered is none of those that would be changed."""
    if any(one.do != "update" or one.append for one in decision.intents):
        return False
    nouns = [noun for one in decision.intents for noun in (*one.targets, *one.link.values())]
    if any(noun.many or noun.pronoun for noun in nouns):
        return False
    used = {ref.id for noun in nouns for group in (*noun.said, noun.chosen) for ref in group}
    orders = [one for one in segments(said, evidence) if one.acting >= CERTAIN and one.about.startswith("update.")]
    marks = [mark for one in orders for mark in one.clause.marks("name") if _deal(mark, said, evidence)]
    return any(used.isdisjoint(ref.id for ref in name_of(mark).refs) for mark in marks)


def _deal(mark: Mark, said: Sentence, evidence: Evidence) -> bool:
    """Whether a name is that of one deal, and heard as the one that is meant."""
    first, last = said.tokens[mark.first].start, said.tokens[mark.last - 1].end
    refs = [ref for ref in name_of(mark).refs if ref.cls == "Deal" and ref.score >= HALF and ref.fit >= EXACT]
    slot, sure = evidence.tags.slot(first, last)
    role, _ = evidence.tags.role(first, last)
    heard = slot == "deal" and sure >= SURE and role == "plain"
    return bool(refs) and heard and evidence.tags.aside(first, last) < HALF


HALF = 0.5
"""Who says so much of a deal's title names it."""


def _clear(part: Segment) -> bool:
    sure = part.acting >= CERTAIN and part.shares.get(part.about, 0.0) >= CLEAR
    told = any(part.clause.has(kind) for kind in ("name", "phrase", "choice", "amount", "date", "email", "phone"))
    return sure and told and part.about.startswith(_WRITES)


def _heeded(part: Segment, done: Collection[str], groups: Collection[str]) -> bool:
    linked = part.about in _LINKED and any(name in _LINKED for name in done)
    return linked or grouped_as(part.about) in groups
