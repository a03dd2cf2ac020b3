"""One order told in several clauses, as in "there is a new buyer at Acme, her name is Moira, put her in".

The tagger hears in every clause what the message as a whole is about. Where that is one thing, the names and values of
all clauses are its parts.
"""

from collections.abc import Collection, Iterator

from agent.embedded.fields.heard import ended
from agent.embedded.language.intents import Condition, Intent, Noun
from agent.embedded.language.words import FREE, GUARDS, words_of
from agent.embedded.orders.customers import newcomer
from agent.embedded.orders.entries import entries, open_values
from agent.embedded.orders.planned import planned
from agent.embedded.orders.reported import report
from agent.embedded.readings.compose import Decision
from agent.embedded.readings.merging import inherited
from agent.embedded.records.nouns import nouns
from agent.embedded.records.votes import voted
from agent.embedded.sentences.draft import Draft, World
from agent.embedded.sentences.evidence import CERTAIN, Evidence, foreign
from agent.embedded.sentences.segments import Segment, apart, segments
from agent.embedded.sentences.sentence import Clause, Sentence

HELD = 0.25
"""Nothing is done of a message of which a segment is held back with this probability."""
ABOUT = 0.6
"""All segments together must be about one thing with this share."""
MADE = 0.7
"""An order to make something, all of which found its place, is heard from here on: nothing is lost by it.

Nor by one to delete, which nobody carries out without a yes.
"""
LOGGED = 0.55
"""A report that somebody asks to be logged is heard from here on."""
_TOLD = ("background", "done", "talk", "reported")
"""Acts of segments that only tell."""


def whole(said: Sentence, world: World) -> Decision | None:
    """Return what to do with a message that is one order, heard as a whole; nothing when it is none, or unclear."""
    evidence = world.evidence
    message = Clause(said, 0, len(said.tokens))
    if not evidence or foreign(message):
        return None
    parts = segments(said, evidence)
    kept = [
        one for one in parts if not (one.held >= HELD and apart(one, [other for other in parts if other is not one]))
    ]
    subject = _subject(kept, evidence.shares(message), message)
    passed = {at for one in parts if one not in kept for at in range(one.clause.first, one.clause.last)}
    made = ordered(message, subject, world, evidence, passed)
    return Decision(inherited(made)) if made else None


def enlisted(said: Sentence, world: World) -> Decision | None:
    """Return a new customer with the deal that says what he wants, where somebody new is called one."""
    evidence = world.evidence
    message = Clause(said, 0, len(said.tokens))
    if not evidence or foreign(message) or not newcomer(message):
        return None
    shares = evidence.shares(message)
    making = sum(share for name, share in shares.items() if name in ("create.contact", "create.deal"))
    parts = segments(said, evidence)
    held = any(one.held >= HELD or one.act in ("question", "how", "outside") for one in parts)
    if held or shares.get("create.contact", 0.0) < ENLISTED or making < ABOUT / 2 or not _beside(parts):
        return None
    made = entries(Draft(message, world, evidence.passed(message)), "contact")
    return Decision(inherited(made)) if [one.cls for one in made] == ["Contact", "Deal"] else None


def _beside(parts: list[Segment]) -> bool:
    """Whether nothing but a new record and its values is ordered."""
    return all(one.about.startswith(("create.", "update.", "none")) for one in parts if one.acting >= CERTAIN)


ENLISTED = 0.3
"""A new person is heard from this share on."""


def ordered(
    clause: Clause, subject: str, world: World, evidence: Evidence, passed: Collection[int] = ()
) -> list[Intent]:
    """Return what a clause orders to be made, told, planned, deleted or ended; nothing if not all of it is clear.

    Words that are `passed` over are not part of it.
    """
    deed, _, kind = subject.partition(".")
    draft = Draft(clause, world, evidence.passed(clause) | set(passed))
    if deed == "create":
        return entries(draft, kind)
    made = None
    if deed == "log":
        made = report(draft, evidence, kind)
    elif deed == "plan" and kind in ("call", "meeting", "email", "task"):
        made = planned(draft, evidence, kind)
    elif deed == "delete":
        made = _removal(draft, kind)
    elif subject == "update.done":
        made = _completion(draft, evidence)
    elif subject == "undo":
        made = _reversal(draft, evidence)
    return [made] if made else []


def _subject(parts: list[Segment], shares: dict[str, float], message: Clause) -> str:
    """Return the one thing that all segments are about; nothing, if there are several, or one is no order."""
    if any(one.held >= HELD or one.act in ("question", "how", "outside", "answer", "correction") for one in parts):
        return ""
    orders = [one for one in parts if one.act not in _TOLD]
    best = max(shares, key=lambda name: shares[name], default="none")
    sure = MADE if best.startswith(("create.", "plan.", "delete.")) else CERTAIN
    if best.startswith("log.") and any(form == "base" for _, form in message.verbs("log")):
        sure = LOGGED
    if not orders or max(one.acting for one in orders) < sure:
        return ""
    return best if shares[best] >= ABOUT / 2 and sum(_alike(best, shares)) >= ABOUT else ""


def _alike(best: str, shares: dict[str, float]) -> Iterator[float]:
    """Yield the shares of what goes with an operation: what is told of a new record sounds like a change of it."""
    deed = best.partition(".")[0]
    for name, share in shares.items():
        made = deed == "create" and name.startswith(("update.", "clear."))  # "there is no date yet"
        if name == best or made or (deed == "log" and name.startswith("log.")):
            yield share


def _removal(draft: Draft, kind: str) -> Intent | None:
    """Return the order to delete what is named; it is only carried out after a yes to its card."""
    cls = next((one for one in draft.world.vocabulary.classes.values() if one.name.lower() == kind), None)
    told = any(form == "base" and draft.low(mark.first) not in _VAGUE for mark, form in draft.clause.verbs("delete"))
    making = any(form == "base" for _, form in draft.clause.verbs("create"))
    if not cls or making or not told:
        return None
    draft.take(*(mark for mark, _ in draft.clause.verbs("delete", "show", "want")))
    targets = nouns(draft, cls)
    for noun in targets:
        if noun.said or noun.where:
            noun.pronoun, noun.hints = "", []
    named = len(targets) == 1 and (targets[0].said or targets[0].where)
    return Intent(do="delete", cls=cls.name, targets=targets) if named and not open_values(draft) else None


_VAGUE = words_of("drop dropped kill ditch axe lose lost")
"""Words that may mean an end of the record, or only of what it stands for."""


def _reversal(draft: Draft, evidence: Evidence) -> Intent | None:
    """Return the order to take back what was done last, where no record or value is named: "put it how it was"."""
    named = any(evidence.runs(draft.clause, slot) for slot in ("deal", "company", "contact", "activity", "user"))
    return None if named or open_values(draft) else Intent(do="undo")


def _completion(draft: Draft, evidence: Evidence) -> Intent | None:
    """Return the end of the one activity that is named by most of its words."""
    if any(draft.low(at) in GUARDS - {"not", "no"} for at in range(draft.clause.first, draft.clause.last)):
        return None
    end = ended(draft)
    noun = voted(draft, draft.clause, evidence.passed(draft.clause) | draft.taken) or _worded(draft, evidence)
    if not noun:
        return None
    noun.where.append(Condition(field="completed_at", op="empty"))
    return Intent(do="update", cls="Activity", targets=[noun], set={"completed_at": end})


def _worded(draft: Draft, evidence: Evidence) -> Noun | None:
    """Return the activity whose subject has the only plain word that was said: "done with the quote"."""
    passed = evidence.passed(draft.clause)
    places = range(draft.clause.first, draft.clause.last)
    words = [at for at in places if at not in passed and draft.sentence.tokens[at].kind == "word"]
    plain = [at for at in words if draft.low(at) not in FREE | _ENDED and not draft.sentence.at(at, "verb")]
    if len(plain) != 1 or draft.sentence.at(plain[0], "name"):
        return None
    word = draft.sentence.tokens[plain[0]].text
    return Noun(cls="Activity", text=word, hints=[word])


_ENDED = words_of("done finished complete completed out off tick ticked sent over closed that's thats now just already")
