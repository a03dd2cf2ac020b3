"""What shall be done later, where it is told in several clauses: "I promised Denise the document. Remind me"."""

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import FREE, words_of
from agent.embedded.readings.accounts import account
from agent.embedded.readings.moments import days
from agent.embedded.readings.subjects import about, titled
from agent.embedded.sentences.clauses import sentences
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.evidence import CERTAIN, Evidence


def planned(draft: Draft, evidence: Evidence, kind: str) -> Intent | None:
    """Return what shall be done, on one day to come, if any is named, and with one person or deal."""
    today = draft.world.now.today
    marks = [mark for mark in days(draft) if not _old(mark, draft, evidence)]
    if any(mark.value.invalid or not mark.value.day for mark in marks):
        return None
    moments = {mark.value.written() for mark in marks}
    whom = _whom(draft, evidence)
    me = draft.world.me.id if draft.world.me else ""
    users = [name_of(mark).of("_User") for mark in draft.clause.marks("name") if not name_of(mark).of("Contact")]
    if any(ref.id != me for refs in users for ref in refs):  # nobody is reminded of what others shall do
        return None
    if len(moments) > 1 or (moments and min(moments)[:10] < str(today)) or (whom and len(whom.said[0]) != 1):
        return None
    known = {"type": kind, **({"due_date": moments.pop()} if moments else {})}
    subject, _ = titled(draft)
    if kind in ("call", "meeting", "email"):
        if not whom:
            return None
        link = "to" if kind == "email" else "with"
        known["subject"] = subject or f"{kind.capitalize()} {link} {whom.said[0][0].name}{about(draft)}"
        known["description"] = account(draft.clause)
    else:
        known["subject"] = subject or _task(draft, evidence)
    if not known["subject"]:
        return None
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
    """Return what is to be done: what somebody must do, else the words heard as text, else those that are no lead."""
    tokens = draft.sentence.tokens
    places = range(draft.clause.first, draft.clause.last)
    if duty := _duty(draft):
        return duty
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


def _duty(draft: Draft) -> str:
    """Return what I or we must do, as it is told: "she said I must send her the list by Friday, or else"."""
    dated = {at for mark in draft.clause.marks("date") for at in mark.places}
    for at in range(draft.clause.first, draft.clause.last - 2):
        first = at + 2 + (draft.low(at + 2) == "to")
        if draft.low(at) not in ("i", "we", "somebody", "someone") or not draft.sentence.at(first, "deed"):
            continue
        if draft.low(at + 1) not in _MUST or (draft.low(at + 1) in _TO and draft.low(at + 2) != "to"):
            continue
        end = first + 1
        while end < draft.clause.last and end not in dated and draft.sentence.tokens[end].kind != "mark":
            end += 1
        while end > first and draft.low(end - 1) in _BEFORE_DAY:
            end -= 1
        text = _headline(draft.sentence.words(first, end))
        return text if len(text.split()) > 1 else ""
    return ""


_MUST = words_of("must should has have need promised ought got want wanted shall")
_TO = words_of("has have need promised ought got want wanted")


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


_LEADING = words_of("i i'll need must have should task todo reminder remind make put add create there that it")
_BEFORE_DAY = words_of("by on at for until till before due and this next the")


def _headline(text: str) -> str:
    flat = text.strip(" ,;:.-\u2013\u2014!?\"'")
    return flat[:1].upper() + flat[1:]
