"""What stands behind an "and", and would be left out: the second of two records, the second of two things done."""

from collections.abc import Iterator

from agent.embedded.guards.trial import Trial
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.evidence import AGREED

HALF = 0.5
"""So much of a name was said that it is no accident."""
ASIDE = 0.5
"""Words only tell something from here on."""
_BESIDE = words_of("a an the my our i that then also had to")
_THE = words_of("the my our")


def alone(trial: Trial) -> bool:
    """Whether one activity would be made, and another with somebody else was named: "call Bob and email Jane"."""
    made = trial.made("Activity")
    if len(made) != 1 or len(trial.intents) != 1:
        return False
    linked = made[0].link.get("related_to")
    known = linked.model_dump_json() if linked else ""
    people = {"Contact", "Company"}
    for mark in _joined(trial, "kind", "deed"):
        near = (trial.said.at(at, "name") for at in range(mark.last, mark.last + NEAR - 1))
        named = next((one for one in near if one), None)
        refs = name_of(named).of(*people) if named else []
        if refs and named and _strong(named) and not any(f'"{ref.id}"' in known for ref in refs):
            return True
    return False


def paired(trial: Trial) -> bool:
    """Whether one activity would be made of several with two people: "log calls with Bob and Jane"."""
    made = trial.made("Activity")
    linked = made[0].link.get("related_to") if len(made) == len(trial.intents) == 1 else None
    several = any(mark.kind in _ENTRIES and trial.said.low(mark.last - 1) in _SEVERAL for mark in trial.said.marks)
    known = linked.model_dump_json() if linked and several else ""
    return bool(known) and any(_lost(joint, known, trial) for joint in _joints(trial))


_ENTRIES = ("kind", "deed", "verb", "class")
_SEVERAL = words_of("calls meetings emails mails tasks reminders")


def _lost(joint: int, known: str, trial: Trial) -> bool:
    """Whether a person stands on either side of an "and", and the second one is in nothing that would be done."""
    mark, before = trial.said.at(joint + 1, "name"), trial.said.at(joint - 1, "name")
    if not mark or not before or not _strong(mark):
        return False
    refs = name_of(mark).of("Contact", "Company")
    return bool(refs) and not any(f'"{ref.id}"' in known for ref in refs)


def unshared(trial: Trial) -> bool:
    """Whether somebody or something is changed, and who is named behind an "and" gets nothing: "… and Jane at Acme"."""
    changed = trial.changed("Contact", "Company", "Deal")
    if not changed or len(changed) < len(trial.intents):
        return False
    kept = trial.kept()
    return any(
        mark.first > joint and not _kept(mark, kept) and _strong(mark) and _meant(mark, trial)
        for joint in _joints(trial)
        for mark in trial.said.marks
        if mark.kind == "name" and mark.first <= joint + NEAR
    )


NEAR = 4
"""Words behind an "and" among which the second one is named."""


def classless(trial: Trial) -> bool:
    """Whether only deals or people are changed, and an activity was named with them: "… and the quote task"."""
    writing = [one for one in trial.intents if one.do in ("update", "delete")]
    if not writing or len(writing) < len(trial.intents) or any(one.cls == "Activity" for one in writing):
        return False
    said = trial.said
    for mark in said.marks:
        if mark.kind == "class" and mark.value == ["Activity"]:
            led = (at for at in range(mark.first - NEAR, mark.first) if said.low(at) == "and")
            if any(said.low(at + 1) in _THE for at in led) and trial.aside(mark) < ASIDE:
                return True
    return False


def _joined(trial: Trial, *kinds: str) -> Iterator[Mark]:
    """Yield the marks of these kinds right behind an "and"."""
    for joint in _joints(trial):
        at = joint + 1
        while trial.said.low(at) in _BESIDE:
            at += 1
        found = (trial.said.at(at, kind) for kind in kinds)
        yield from (mark for mark in found if mark and mark.first == at)


def _joints(trial: Trial) -> list[int]:
    said = trial.said
    names = {at for mark in said.marks if mark.kind in ("name", "quote") for at in mark.places}
    return [at for at in range(1, len(said.tokens)) if said.low(at) in ("and", "&") and at not in names]


def _kept(mark: Mark, kept: str) -> bool:
    name = name_of(mark)
    return name.text.casefold() in kept or any(f'"{ref.id}"'.casefold() in kept for ref in name.refs)


def _strong(mark: Mark) -> bool:
    return max((ref.score for ref in name_of(mark).refs), default=0.0) >= HALF


def _meant(mark: Mark, trial: Trial) -> bool:
    """Whether a name is more than mentioned: no old value, and no part of what is only told."""
    role, sure = trial.role(mark)
    return (role == "plain" or sure < AGREED) and trial.aside(mark) < ASIDE
