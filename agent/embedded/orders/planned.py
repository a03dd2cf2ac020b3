"""What shall be done later, where it is told in several clauses: "I promised Denise the document. Remind me"."""

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import FREE, words_of
from agent.embedded.sentences.clauses import sentences
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.evidence import CERTAIN, Evidence


def planned(draft: Draft, evidence: Evidence, kind: str) -> Intent | None:
    """Return what shall be done, on one day to come, if any is named, and with one person or deal."""
    today = draft.world.now.today
    marks = [mark for mark in draft.clause.marks("date") if not _old(mark, draft, evidence)]
    if any(mark.value.invalid or not mark.value.day for mark in marks):
        return None
    days = {mark.value.written() for mark in marks}
    whom = _whom(draft, evidence)
    me = draft.world.me.id if draft.world.me else ""
    users = [name_of(mark).of("_User") for mark in draft.clause.marks("name") if not name_of(mark).of("Contact")]
    if any(ref.id != me for refs in users for ref in refs):  # nobody is reminded of what others shall do
        return None
    if len(days) > 1 or (days and min(days)[:10] < str(today)) or (whom and len(whom.said[0]) != 1):
        return None
    known = {"type": kind, **({"due_date": days.pop()} if days else {})}
    if kind in ("call", "meeting", "email"):
        if not whom:
            return None
        known["subject"] = f"{kind.capitalize()} with {whom.said[0][0].name}"
        known["description"] = draft.clause.text.strip(" ,;-")
    else:
        subject = _task(draft, evidence)
        if not subject:
            return None
        known["subject"] = subject
    whom = whom or _whom_meant(draft)
    return Intent(do="create", cls="Activity", set=known, link={"related_to": whom} if whom else {})


def _old(mark: Mark, draft: Draft, evidence: Evidence) -> bool:
    """Whether a day is not that of the plan: part of an aside, one that is over, the day of something else."""
    first, last = draft.sentence.tokens[mark.first].start, draft.sentence.tokens[mark.last - 1].end
    role, sure = evidence.tags.role(first, last)
    return evidence.tags.aside(first, last) >= CERTAIN or (role != "plain" and sure >= CERTAIN)


def _whom(draft: Draft, evidence: Evidence) -> Noun | None:
    """Return whom or what a plan concerns: the person, else the deal or company, that is heard."""
    for cls, slot in (("Contact", "contact"), ("Deal", "deal"), ("Company", "company")):
        heard = {at for run in evidence.runs(draft.clause, slot) for at in range(*run)}
        for mark in draft.clause.marks("name"):
            refs = name_of(mark).of(cls)
            if refs and heard & set(mark.places):
                return Noun(cls=cls, text=name_of(mark).text, said=[refs])
    people = [name_of(mark) for mark in draft.clause.marks("name") if name_of(mark).of("Contact")]
    if len(people) == 1 and len(people[0].of("Contact")) == 1:
        return Noun(cls="Contact", text=people[0].text, said=[people[0].of("Contact")])
    return None


def _whom_meant(draft: Draft) -> Noun | None:
    """Return the person that "him" or "her" means, or the record that "for it" does."""
    for at in range(draft.clause.first, draft.clause.last):
        if draft.low(at) in ("him", "her", "them"):
            return Noun(cls="Contact", pronoun="person", text=draft.low(at))
        if draft.low(at) in ("it", "that", "this") and draft.low(at - 1) in ("for", "about", "on"):
            return Noun(cls="Deal", pronoun="one", text=draft.low(at))
    return None


def _task(draft: Draft, evidence: Evidence) -> str:
    """Return what is to be done: the words heard as text, else those that are neither lead, day nor aside."""
    tokens = draft.sentence.tokens
    places = range(draft.clause.first, draft.clause.last)
    noted = [at for at in places if evidence.tags.note(tokens[at].start, tokens[at].end) >= NOTED]
    if len(noted) > 1:
        text = draft.sentence.words(noted[0], noted[-1] + 1)
        return _headline(text)
    longest: list[int] = []
    for first, last in sentences(draft.sentence):
        run = _doing(draft, evidence, [at for at in range(first, last) if at in places])
        longest = max(longest, run, key=len)
    words = [at for at in longest if tokens[at].kind == "word" and draft.low(at) not in FREE]
    return _headline(draft.sentence.words(longest[0], longest[-1] + 1)) if len(words) > 1 else ""


NOTED = 0.5
"""Words are text to be written down from here on."""


def _doing(draft: Draft, evidence: Evidence, places: list[int]) -> list[int]:
    """Return the words of a sentence from the first verb or name of a deed on, up to the day or an aside."""
    passed = evidence.passed(draft.clause)
    dated = {at for mark in draft.clause.marks("date") for at in mark.places}
    skipped = passed | dated | {at for at in places if draft.sentence.tokens[at].kind == "mark"}
    first = next((n for n, at in enumerate(places) if draft.low(at) not in FREE | _LEADING and at not in skipped), None)
    if first is None:
        return []
    kept = places[first:]
    end = next((n for n, at in enumerate(kept) if n > 1 and (at in dated or at in passed)), len(kept))
    while end > 1 and (draft.low(kept[end - 1]) in _BEFORE_DAY or draft.sentence.tokens[kept[end - 1]].kind == "mark"):
        end -= 1
    return kept[:end]


_LEADING = words_of("i i'll need must have should promised task todo reminder remind make put add create there that it")
_BEFORE_DAY = words_of("by on at for until till before due and this next the")


def _headline(text: str) -> str:
    flat = text.strip(" ,;:.-\u2013\u2014!?\"'")
    return flat[:1].upper() + flat[1:]
