"""One order told in several clauses, as in "there is a new buyer at Acme, her name is Moira, put her in".

The tagger hears in every clause what the message as a whole is about. Where that is one thing, the names and values of
all clauses are its parts.
"""

from collections.abc import Iterator

from agent.embedded.compose import Decision
from agent.embedded.creations import created
from agent.embedded.deeds import logged
from agent.embedded.draft import Draft, World, name_of
from agent.embedded.evidence import CERTAIN, Evidence, foreign
from agent.embedded.happenings import Deed
from agent.embedded.heard import ended
from agent.embedded.intents import Condition, Intent, Noun
from agent.embedded.lexicon import Mark
from agent.embedded.nouns import nouns
from agent.embedded.segments import Segment, segments
from agent.embedded.sentence import Clause, Sentence
from agent.embedded.words import GUARDS, words_of

HELD = 0.25
"""Nothing is done of a message of which a segment is held back with this probability."""
ABOUT = 0.6
"""All segments together must be about one thing with this share."""
_TOLD = ("background", "done", "talk", "reported")
"""Acts of segments that only tell."""


def whole(said: Sentence, world: World) -> Decision | None:
    """Return what to do with a message that is one order, heard as a whole; nothing when it is none, or unclear."""
    evidence = world.evidence
    message = Clause(said, 0, len(said.tokens))
    if not evidence or foreign(message):
        return None
    subject = _subject(segments(said, evidence), evidence.shares(message))
    deed, _, kind = subject.partition(".")
    draft = Draft(message, world, evidence.passed(message))
    intent: Intent | None = None
    if deed == "create":
        intent = _creation(draft, kind)
    elif deed == "log" and kind != "note":  # a note is written on a record as often as it is an activity
        intent = _report(draft, evidence, kind)
    elif deed == "plan" and kind in ("call", "meeting", "email"):
        intent = _plan(draft, evidence, kind)
    elif deed == "delete":
        intent = _removal(draft, kind)
    elif subject == "update.done":
        intent = _completion(draft)
    return Decision([intent]) if intent else None


def _subject(parts: list[Segment], shares: dict[str, float]) -> str:
    """Return the one thing that all segments are about; nothing, if there are several, or one is no order."""
    if any(one.held >= HELD or one.act in ("question", "how", "outside", "answer", "correction") for one in parts):
        return ""
    orders = [one for one in parts if one.act not in _TOLD]
    if not orders or max(one.acting for one in orders) < CERTAIN:
        return ""
    best = max(shares, key=lambda name: shares[name], default="none")
    return best if shares[best] >= ABOUT / 2 and sum(_alike(best, shares)) >= ABOUT else ""


def _alike(best: str, shares: dict[str, float]) -> Iterator[float]:
    """Yield the shares of what goes with an operation: what is told of a new record sounds like a change of it."""
    deed = best.partition(".")[0]
    for name, share in shares.items():
        made = deed == "create" and name.startswith("update.")
        if name == best or made or (deed == "log" and name.startswith("log.")):
            yield share


def _creation(draft: Draft, kind: str) -> Intent | None:
    cls = next((one for one in draft.world.vocabulary.classes.values() if one.name.lower() == kind), None)
    intent = created(draft, cls) if cls else None
    if not intent or intent.missing or intent.note or _open(draft):
        return None
    return intent


def _report(draft: Draft, evidence: Evidence, kind: str) -> Intent | None:
    """Return the report; of all who are named, it concerns the one who is heard as the person."""
    cls = draft.world.vocabulary.classes.get("Activity")
    first = draft.clause.first
    intent = logged(draft, cls, Deed(kind, kind, first, first)) if cls else None
    if not intent or intent.missing or intent.problem:
        return None
    person = next(iter(_people(draft, evidence)), None)
    if person:
        refs = name_of(person).of("Contact")
        intent.link["related_to"] = Noun(cls="Contact", text=name_of(person).text, said=[refs])
        intent.set["subject"] = f"{kind.capitalize()} with {refs[0].name if len(refs) == 1 else name_of(person).text}"
    intent.set["description"] = draft.clause.text.strip(" ,;-")
    return intent if intent.link else None


def _plan(draft: Draft, evidence: Evidence, kind: str) -> Intent | None:
    """Return what shall be done with one person on one day to come; the message is its description."""
    today = draft.world.now.today
    days = {mark.value.written() for mark in draft.clause.marks("date") if mark.value.day and not mark.value.invalid}
    person = next(iter(_people(draft, evidence)), None)
    refs = name_of(person).of("Contact") if person else []
    if len(days) != 1 or not person or len(refs) != 1 or min(days)[:10] < str(today):
        return None
    known = {"type": kind, "subject": f"{kind.capitalize()} with {refs[0].name}", "due_date": days.pop()}
    known["description"] = draft.clause.text.strip(" ,;-")
    return Intent(
        do="create", cls="Activity", set=known, link={"related_to": Noun(cls="Contact", text=refs[0].name, said=[refs])}
    )


def _people(draft: Draft, evidence: Evidence) -> list[Mark]:
    runs = evidence.runs(draft.clause, "contact")
    heard = {at for run in runs for at in range(*run)}
    return [one for one in draft.clause.marks("name") if name_of(one).of("Contact") and heard & set(one.places)]


def _removal(draft: Draft, kind: str) -> Intent | None:
    """Return the order to delete what is named; it is only carried out after a yes to its card."""
    cls = next((one for one in draft.world.vocabulary.classes.values() if one.name.lower() == kind), None)
    if not cls or _VAGUE & set(draft.clause.lows()):
        return None
    draft.take(*(mark for mark, _ in draft.clause.verbs("delete", "show", "want")))
    targets = nouns(draft, cls)
    for noun in targets:
        if noun.said or noun.where:
            noun.pronoun, noun.hints = "", []
    named = len(targets) == 1 and (targets[0].said or targets[0].where)
    return Intent(do="delete", cls=cls.name, targets=targets) if named and not _open(draft) else None


_VAGUE = words_of("drop dropped kill ditch axe lose lost")
"""Words that may mean an end of the record, or only of what it stands for."""


def _completion(draft: Draft) -> Intent | None:
    """Return the end of the one activity that is named by most of its words."""
    marks = draft.clause.marks("phrase")
    if not marks or any(draft.low(at) in GUARDS - {"not", "no"} for at in range(draft.clause.first, draft.clause.last)):
        return None
    best = max(marks, key=lambda mark: (name_of(mark).refs[0].score, mark.last - mark.first))
    refs = name_of(best).of("Activity")
    score = refs[0].score if refs else 0.0
    rivals = [one for one in marks if one is not best and set(one.places).isdisjoint(best.places)]
    if score < 0.5 or any(name_of(one).refs[0].score >= score for one in rivals):
        return None
    noun = Noun(cls="Activity", text=draft.sentence.words(best.first, best.last), said=[refs])
    noun.where = [Condition(field="completed_at", op="empty")]
    return Intent(do="update", cls="Activity", targets=[noun], set={"completed_at": ended(draft)})


def _open(draft: Draft) -> bool:
    """Whether a name or value found no place: then not all was understood."""
    return any(
        mark.kind != "name" or any(ref.fit >= 0.9 for ref in name_of(mark).refs)
        for mark in draft.open("name", "amount", "date", "email", "phone", "url", "choice", "quote")
    )
