"""Orders of a message that nothing in a decision carries out: then it is done by half, and a person is asked."""

from collections.abc import Collection

from agent.embedded.guards.trial import Trial
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.names import EXACT
from agent.embedded.orders.updating import updating
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.evidence import CERTAIN, FIELDS, SURE, operations
from agent.embedded.sentences.segments import Segment, grouped_as, segments

CLEAR = 0.6
"""Words order one thing clearly from this share on."""
HALF = 0.5
"""Who says so much of a deal's title names it."""
_WRITES = ("update.", "create.", "delete.", "plan.", "clear.")
_LINKED = ("update.owner", "update.contact", "update.company")


def unupdated(trial: Trial) -> bool:
    """Whether something is written, and nothing changed although "update the deal" was said behind what was told."""
    writes = any(one.writes for one in trial.intents)
    changed = any(one.cls != "Activity" for one in trial.changed())
    return writes and not changed and updating(trial.said)


def forgotten(trial: Trial) -> bool:
    """Whether a deal that is named well where something is ordered is none of those that would be changed."""
    decision = trial.decision
    if not decision.intents or any(one.do != "update" or one.append for one in decision.intents):
        return False
    nouns = [noun for one in decision.intents for noun in (*one.targets, *one.link.values())]
    renamed = any({"title", "name"} & set(one.set) for one in decision.intents)
    if renamed or any(noun.many or noun.pronoun for noun in nouns):
        return False
    used = {ref.id for noun in nouns for group in (*noun.said, noun.chosen) for ref in group}
    parts = segments(trial.said, trial.evidence)
    orders = [one for one in parts if one.acting >= CERTAIN and one.about.startswith("update.")]
    marks = [mark for one in orders for mark in one.clause.marks("name") if _deal(mark, trial)]
    return any(used.isdisjoint(ref.id for ref in name_of(mark).refs) for mark in marks)


def _deal(mark: Mark, trial: Trial) -> bool:
    """Whether a name is that of one deal, and heard as the one that is meant."""
    refs = [ref for ref in name_of(mark).refs if ref.cls == "Deal" and ref.score >= HALF and ref.fit >= EXACT]
    (slot, sure), (role, _) = trial.slot(mark), trial.role(mark)
    return bool(refs) and slot == "deal" and sure >= SURE and role == "plain" and trial.aside(mark) < HALF


def unheeded(trial: Trial) -> bool:
    """Whether one of several things that were ordered clearly, with its record or value, would not be done."""
    writing = [one for one in trial.intents if one.writes]
    if not writing:
        return False
    done = {name for one in writing for names in operations(one, trial.evidence.vocabulary) for name in names}
    done |= {f"update.{FIELDS.get(name, name)}" for one in writing if one.do == "create" for name in one.set}
    groups = {grouped_as(name) for name in done}
    orders = [one for one in segments(trial.said, trial.evidence) if _clear(one)]
    entered = all(one.do == "create" and one.cls == "Activity" for one in writing)
    enough = len(orders) > 1 or (entered and len(orders) == 1)  # a report that swallowed the order behind it
    return enough and any(not _heeded(one, done, groups) for one in orders)


def _clear(part: Segment) -> bool:
    sure = part.acting >= CERTAIN and part.shares.get(part.about, 0.0) >= CLEAR
    told = any(part.clause.has(kind) for kind in ("name", "phrase", "choice", "amount", "date", "email", "phone"))
    return sure and told and part.about.startswith(_WRITES)


def _heeded(part: Segment, done: Collection[str], groups: Collection[str]) -> bool:
    linked = part.about in _LINKED and any(name in _LINKED for name in done)
    return linked or grouped_as(part.about) in groups


def restaged(trial: Trial) -> bool:
    """Whether only something is logged, and a deal's new stage stands in its text: "log call, pilot to proposal"."""
    said = trial.said
    if not trial.intents or any(one.do != "create" or one.cls != "Activity" for one in trial.intents):
        return False
    for mark in said.marks:
        led = mark.kind == "choice" and said.low(mark.first - 1) in ("to", "into", "->", "→")
        name = said.at(mark.first - 2, "name") if led else None
        if name and name.last == mark.first - 1 and any(ref.cls == "Deal" for ref in name_of(name).refs):
            return True
    return False


def unticked(trial: Trial) -> bool:
    """Whether something is only logged although another entry shall be ticked off: "…, check off the call with Ann"."""
    said = trial.said
    logged = bool(trial.reports()) and not any("completed_at" in one.set for one in trial.changed("Activity"))
    ticking = (at for at in range(len(said.tokens)) if said.low(at) in ("check", "tick", "cross"))
    return logged and any(said.low(at + step) == "off" for at in ticking for step in range(1, 7))
