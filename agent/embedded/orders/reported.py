"""What happened, where it is told in several clauses: "Denise rang this morning. She is fine with it. Log the call"."""

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.readings.accounts import account
from agent.embedded.readings.deeds import logged, titled_by
from agent.embedded.readings.happenings import Deed
from agent.embedded.readings.moments import days, happened, over
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.evidence import Evidence


def report(draft: Draft, evidence: Evidence, kind: str) -> Intent | None:
    """Return the report; of all who are named, it concerns the one who is heard as the person, else the first."""
    cls = draft.world.vocabulary.classes.get("Activity")
    first = draft.clause.first
    intent = logged(draft, cls, Deed(kind, kind, first, first)) if cls else None
    if not intent or intent.missing or intent.problem:
        return None
    day = happened(draft) if kind != "note" else None
    if kind == "note":
        intent.set["completed_at"] = draft.world.now.moment.strftime("%Y-%m-%dT%H:%M")
    elif day:
        intent.set["completed_at"] = day.value.written(past=True)
    elif any(over(draft, mark) for mark in days(draft)):
        return None
    person = next(iter(_people(draft, evidence)), None)
    if person:
        refs = name_of(person).of("Contact")
        intent.link["related_to"] = Noun(cls="Contact", text=name_of(person).text, said=[refs])
        intent.set["subject"] = titled_by(kind, refs[0].name if len(refs) == 1 else name_of(person).text)
    intent.set["description"] = account(draft.clause)
    return intent if intent.link else None


def _people(draft: Draft, evidence: Evidence) -> list[Mark]:
    """Return the names of people, those that are heard as such first."""
    runs = evidence.runs(draft.clause, "contact")
    heard = {at for run in runs for at in range(*run)}
    named = [one for one in draft.clause.marks("name") if name_of(one).of("Contact")]
    return sorted(named, key=lambda one: not heard & set(one.places))
