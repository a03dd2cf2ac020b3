"""Reports of what was done that are written twice, for an order, or without half of what was told."""

from agent.embedded.guards.trial import Trial
from agent.embedded.language.words import FREE, words_of
from agent.embedded.sentences.clauses import sentences
from agent.embedded.sentences.sentence import Clause

UNTOLD = 0.4
"""A sentence tells of what is logged from this share on."""
_CHANGING = words_of("update change adjust correct amend set move raise lower assign reassign rename")


def repeated(trial: Trial) -> bool:
    """Whether one call would be logged twice: once with its person, and once as a mere "Call"."""
    reports = trial.reports()
    bare = [one for one in reports if str(one.set.get("subject", "")).casefold() == one.set.get("type")]
    return len(reports) > 1 and any(
        one.set["type"] == other.set["type"] for one in bare for other in reports if one is not other
    )


def halved(trial: Trial) -> bool:
    """Whether only a report would be made, of an order for a change besides: "log the call and change his company"."""
    reports, said = trial.reports(), trial.said
    if not reports or len(reports) < len(trial.intents):
        return False
    for first, last in sentences(said):
        clause = Clause(said, first, last)
        logging = [mark.first for mark, form in clause.verbs("log") if form == "base" and mark.first <= first + 2]
        joints = [at for at in range(first, last - 2) if said.low(at) in ("and", ",", "then") and logging]
        if any(said.low(at + 1 + (said.low(at + 1) in ("and", "also", "then"))) in _CHANGING for at in joints):
            return True
    return False


def untold(trial: Trial) -> bool:
    """Whether a report leaves out a sentence that tells of it: "I tried to reach Ann, no answer. Log this call"."""
    reports, said = trial.reports(), trial.said
    if len(reports) != 1 or len(trial.intents) != 1:
        return False
    kept = f"{reports[0].set.get('subject', '')} {reports[0].set.get('description', '')}".casefold()
    for first, last in sentences(said):
        words = [at for at in range(first, last) if said.tokens[at].kind == "word" and said.low(at) not in FREE]
        shares = trial.evidence.shares(Clause(said, first, last))
        told = sum(share for name, share in shares.items() if name.startswith("log."))
        lost = [at for at in words if said.low(at) not in kept and not said.at(at, "name") and not said.at(at, "date")]
        if told >= UNTOLD and len(lost) > len(words) // 2 and len(lost) > 2:
            return True
    return False
