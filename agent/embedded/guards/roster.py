"""What a decision would drop in silence: a value that was said must stand in what is done, or the person is asked."""

import re

from agent.embedded.decisions.comparing import compares
from agent.embedded.decisions.days import misdated
from agent.embedded.decisions.detours import detoured
from agent.embedded.decisions.keeping import drops
from agent.embedded.decisions.negations import negates
from agent.embedded.decisions.omissions import omits
from agent.embedded.decisions.spared import absent
from agent.embedded.decisions.strangers import mistaken
from agent.embedded.decisions.strays import stray
from agent.embedded.decisions.sums import unreckoned
from agent.embedded.decisions.swallowed import swallows
from agent.embedded.decisions.unheeded import unheeded
from agent.embedded.decisions.unspent import unspent
from agent.embedded.decisions.untitled import untitled
from agent.embedded.decisions.written import written
from agent.embedded.fields.values import plain
from agent.embedded.language.intents import Intent
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import FREE, words_of
from agent.embedded.readings.compose import Decision
from agent.embedded.readings.moments import vague
from agent.embedded.sentences.clauses import sentences
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.evidence import AGREED, Evidence
from agent.embedded.sentences.retractions import takes_back
from agent.embedded.sentences.sentence import Clause, Sentence


def loses(decision: Decision, said: Sentence, evidence: Evidence, today: str) -> bool:
    """Whether something that was said would find no place in what is done: a value, a condition, the day of a plan."""
    return (
        _dateless(decision, said)
        or _echoed(decision)
        or _halved(decision, said)
        or _blocked(decision, said)
        or _undated(decision, said, today)
        or _unsaid(decision, said, evidence)
        or _lossy(decision, said, evidence)
        or _misnamed(decision)
        or mistaken(decision, said)
        or _misclassed(decision, said)
        or _companyless(decision, said)
        or _hollow(decision)
        or unheeded(decision, said, evidence)
        or _misread(decision, said, evidence)
        or _filtering(decision, said, evidence)
        or _untold(decision, said, evidence)
        or _cut(decision, said, evidence)
        or _unfilled(decision, said)
        or omits(decision, said, evidence)
        or _hourless(decision, said, evidence)
        or negates(decision, said)
        or compares(decision, said)
        or (takes_back(said) and any(one.writes for one in decision.intents))
        or drops(decision, said, evidence)
        or unreckoned(decision, said, evidence)
        or misdated(decision, said, today)
        or stray(decision, said, evidence)
        or detoured(decision, said, evidence)
        or swallows(decision)
        or unspent(decision, said, evidence)
        or untitled(decision, said)
        or bool(lost_words(decision, said, evidence))
    )


def lost_words(decision: Decision, said: Sentence, evidence: Evidence) -> list[str]:
    """Return the words that were heard to name or describe what is made, and stand nowhere in it."""
    made = [intent for intent in decision.intents if intent.do == "create" and intent.cls in _DESCRIBED]
    if not made:
        return []
    kept = " ".join(intent.model_dump_json() for intent in decision.intents).casefold()
    slots = {slot for intent in made for slot in _DESCRIBED[intent.cls]}
    found = []
    for at, token in enumerate(said.tokens):
        heard = token.kind == "word" and token.low not in FREE and evidence.tags.plain(token.start, token.end) < PLAIN
        if heard and evidence.tags.slot(token.start, token.end)[0] in slots:
            valued = any(said.at(at, kind) for kind in ("amount", "date"))
            kept_there = valued or token.low.casefold() in kept or _linked(said, at, kept) or _passing(said, at, made)
            found += [] if kept_there else [token.text]
    return found


PLAIN = 0.5
"""A word below this was heard to be a part of a name or value, if not clearly of which."""
_DESCRIBED = {"Company": ("company", "industry", "address"), "Deal": ("deal",), "Contact": ("company",)}
"""The slots of which every word must find a place in a new record."""


def _passing(said: Sentence, at: int, made: list[Intent]) -> bool:
    """Whether a word beside a new contact may name a place as well as a company: only "at Kwame" is one for sure."""
    first = at
    while first > 0 and said.tokens[first - 1].proper:
        first -= 1
    led = ("at", "for", "with", "of", "company", "firm", "account", "client", "customer", "prospect")
    lead = said.low(first - 1) if said.low(first - 1) != ":" else said.low(first - 2)
    return all(one.cls == "Contact" for one in made) and lead not in led


def _linked(said: Sentence, at: int, kept: str) -> bool:
    """Whether a word is part of the name of a record that is named in what is done."""
    mark = said.at(at, "name")
    return mark is not None and any(f'"{ref.id}"'.casefold() in kept for ref in name_of(mark).refs)


def _undated(decision: Decision, said: Sentence, today: str) -> bool:
    """Whether something is said to have happened now, although one day before was named."""
    done = [
        intent
        for intent in decision.intents
        if str(intent.set.get("completed_at", "")).startswith(today) and intent.set.get("type") != "note"
    ]
    days = {
        str(mark.value.before or mark.value.first)
        for mark in said.marks
        if mark.kind == "date" and mark.value.day and not (mark.value.invalid or mark.value.bare or vague(said, mark))
        if said.low(mark.first - 1) not in ("till", "until", "by", "before", "next", "for", "from")
    }
    return bool(done) and len(decision.intents) == 1 and len(days) == 1 and max(days) < today


def _halved(decision: Decision, said: Sentence) -> bool:
    """Whether only a report would be made, of an order for a change besides: "log the call and change his company"."""
    reports = [one for one in decision.intents if one.do == "create" and one.set.get("completed_at")]
    if not reports or len(reports) < len(decision.intents):
        return False
    for first, last in sentences(said):
        clause = Clause(said, first, last)
        logging = [mark.first for mark, form in clause.verbs("log") if form == "base" and mark.first <= first + 2]
        joints = [at for at in range(first, last - 2) if said.low(at) in ("and", ",", "then") and logging]
        if any(said.low(at + 1 + (said.low(at + 1) in ("and", "also", "then"))) in _CHANGING for at in joints):
            return True
    return False


_CHANGING = words_of("update change adjust correct amend set move raise lower assign reassign rename")


def _blocked(decision: Decision, said: Sentence) -> bool:
    """Whether something that is there would be moved, where a time is to be kept free: "block that day for her"."""
    moved = any(one.do == "update" and "due_date" in {*one.set, *one.change} for one in decision.intents)
    return moved and any(said.low(first) in _KEEPING for first, _ in sentences(said))


_KEEPING = words_of("block reserve pencil book")


def _echoed(decision: Decision) -> bool:
    """Whether one call would be logged twice: once with its person, and once as a mere "Call"."""
    reports = [one for one in decision.intents if one.do == "create" and one.set.get("completed_at")]
    bare = [one for one in reports if str(one.set.get("subject", "")).casefold() == one.set.get("type")]
    return len(reports) > 1 and any(
        one.set["type"] == other.set["type"] for one in bare for other in reports if one is not other
    )


def _dateless(decision: Decision, said: Sentence) -> bool:
    """Whether something is planned without a day although one was named, in another clause."""
    planned = [intent for intent in decision.intents if intent.do == "create" and intent.cls == "Activity"]
    days = any(mark.kind == "date" and mark.value.day for mark in said.marks)
    return days and any(not {"due_date", "completed_at"} & set(intent.set) for intent in planned)


def _lossy(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether something is made, and a sum or an address was said that would not be written: then not all is clear.

    Nor is it when many records are changed, and a value was said that is neither a new one nor a condition.
    """
    kept = " ".join(intent.model_dump_json() for intent in decision.intents).casefold()
    if any(
        intent.writes and any(noun.many and not noun.said for noun in intent.targets) for intent in decision.intents
    ):
        return any(not _used(mark, kept) and not _beside(said, mark.first, evidence) for mark in said.marks)
    if not any(intent.do == "create" for intent in decision.intents):
        return False
    for mark in said.marks:
        text = said.words(mark.first, mark.last)
        typed = mark.kind in ("email", "phone", "url") or (mark.kind == "amount" and mark.value.money)
        value = plain(mark.value.value) if mark.kind == "amount" else text
        role, sure = evidence.tags.role(said.tokens[mark.first].start, said.tokens[mark.last - 1].end)
        told = role != "plain" and sure >= AGREED
        if typed and not told and str(value).casefold() not in kept and text.casefold() not in kept:
            return True
    return False


def _unsaid(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether many records are changed, and a "not" in what was said is no condition of theirs."""
    sets = [
        noun
        for intent in decision.intents
        for noun in intent.targets
        if intent.writes and noun.many and not (noun.said or noun.pronoun or noun.chosen)
    ]
    lacking = any(
        noun.without or noun.quiet_since or noun.no_next_step or {one.op for one in noun.where} & {"empty", "is_not"}
        for noun in sets
    )
    if not sets or lacking:
        return False
    return any(said.low(at) in _NOT and not _beside(said, at, evidence) for at in range(len(said.tokens)))


TOLD = 0.75
"""A sentence only tells something, and asks for nothing, from here on."""


def _beside(said: Sentence, at: int, evidence: Evidence) -> bool:
    """Whether a word stands in a sentence that only tells something: "The auditors want no dead wood. So …"."""
    for first, last in sentences(said):
        if first <= at < last:
            clause = Clause(said, first, last)
            quiet = evidence.acting(clause) < 1 - TOLD and evidence.held(clause) < 1 - TOLD
            return quiet and evidence.shares(clause).get("none", 0.0) >= TOLD
    return False


_NOT = words_of("doesn't don't doesnt dont isn't isnt aren't arent hasn't haven't hasnt havent didn't not without no")


def _used(mark: Mark, kept: str) -> bool:
    """Whether a value stands in what is to be done; other words than values always do."""
    if mark.kind == "date" and mark.value.day:
        silent = mark.value.text.lower().startswith("in ") and '"quiet_since":"' in kept  # "no word in 3 weeks"
        days = (mark.value.first, mark.value.before)
        return silent or any(str(day) in kept for day in days if day) or bool(mark.value.exact)
    if mark.kind == "choice":
        return any(str(value).casefold() in kept for _, _, value in mark.value)
    return mark.kind != "amount" or not mark.value.money or str(plain(mark.value.value)) in kept


def _misnamed(decision: Decision) -> bool:
    """Whether something would be called by another of its values: "Industry: Seafood" is no company."""
    for intent in decision.intents:
        title = str(intent.set.get("name") or intent.set.get("title") or "").casefold()
        others = [str(value).casefold() for name, value in intent.set.items() if name not in ("name", "title")]
        if intent.do == "create" and title and title in others:
            return True
    return False


def _companyless(decision: Decision, said: Sentence) -> bool:
    """Whether only a person would be made where a new company is named besides: "new company X, contact there …"."""
    made = {one.cls for one in decision.intents if one.do == "create"}
    news = [at for at in range(len(said.tokens)) if said.low(at) == "new" and said.low(at + 1) in ("company", "firm")]
    return made == {"Contact"} and bool(news)


def _misclassed(decision: Decision, said: Sentence) -> bool:
    """Whether a record would be changed whose name stands before the word for another class: "the Acme deal"."""
    for intent in decision.intents:
        ids = {ref.id for noun in intent.targets for group in noun.said for ref in group if ref.cls == intent.cls}
        for mark in said.marks if ids and intent.do in ("update", "delete") else ():
            named = mark.kind == "name" and ids & {ref.id for ref in name_of(mark).refs}
            called = said.at(mark.last, "class") if named else None
            if called and called.first == mark.last and intent.cls not in called.value:
                return True
    return False


def _hollow(decision: Decision) -> bool:
    """Whether what would be written down only points to something: "put that in her notes", "call its contact"."""
    if any(_WHOSE.search(str(one.set.get("subject", ""))) for one in decision.intents):
        return True
    texts = [str(one[name]) for i in decision.intents for one in (i.set, i.append) for name in _LONG if name in one]
    return any(all(word in FREE | _FILES for word in text.casefold().split()) for text in texts)


_WHOSE = re.compile(r"\b(?:its|their) contact\b", re.IGNORECASE)
_LONG = ("notes", "description")
_FILES = words_of("notes note file record that this it down")
MISREAD = 0.7
"""A new value is none, from this share on, where another was said that is one."""


def _misread(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether the new value of a change is heard as an old one or a condition, and another that was said as the new.

    "As Rodrigo is on leave, Liesbeth takes over": Rodrigo is not who takes over.
    """
    changed = [intent for intent in decision.intents if intent.do == "update"]
    known = " ".join(str(value) for intent in changed for value in intent.set.values()).casefold().split()
    owners = {ref.id for one in changed for noun in one.link.values() for refs in noun.said for ref in refs}
    if not changed or any(noun.many and not noun.said for intent in changed for noun in intent.targets):
        return False
    for kind in ("choice", "amount", "date", "name"):
        marks = [mark for mark in said.marks if mark.kind == kind and (kind != "name" or _user(mark))]
        if kind == "name":
            used = [mark for mark in marks if owners & {ref.id for ref in name_of(mark).refs}]
        else:
            used = [mark for mark in marks if set(written(mark)) & set(known)]
        others = [mark for mark in marks if mark not in used]
        if len(used) == 1 and _told(used[0], said, evidence) and any(_plain(one, said, evidence) for one in others):
            return True
    return False


def _filtering(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether the new value of many records is heard as what tells which they are: "the deals in stage lead: …"."""
    for intent in decision.intents:
        if intent.do != "update" or not any(noun.many and not noun.said for noun in intent.targets):
            continue
        new = {str(value).casefold() for value in intent.set.values()}
        for mark in said.marks:
            into = said.low(mark.first - 1) in ("to", "into", "->", "\u2192", "=")
            if mark.kind == "choice" and not into and set(written(mark)) & new:
                first, last = said.tokens[mark.first].start, said.tokens[mark.last - 1].end
                role, sure = evidence.tags.role(first, last)
                if role == "filter" and sure >= AGREED:
                    return True
    return False


def _user(mark: Mark) -> bool:
    return all(ref.cls == "_User" for ref in name_of(mark).refs)


def _told(mark: Mark, said: Sentence, evidence: Evidence) -> bool:
    """Whether a value is heard as an old one, a condition, somebody only mentioned, or as part of an aside."""
    first, last = said.tokens[mark.first].start, said.tokens[mark.last - 1].end
    role, sure = evidence.tags.role(first, last)
    return (role != "plain" and sure >= MISREAD) or evidence.tags.aside(first, last) >= MISREAD


def _plain(mark: Mark, said: Sentence, evidence: Evidence) -> bool:
    first, last = said.tokens[mark.first].start, said.tokens[mark.last - 1].end
    role, sure = evidence.tags.role(first, last)
    return role == "plain" and sure >= AGREED and evidence.tags.aside(first, last) < PLAIN


def _cut(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether a new name seems to go on behind where it ends: "hanneke | vroom @ …", "Nakamura ISO | gap check"."""
    texts = [{**intent.set, **intent.link} for intent in decision.intents]
    kept = " ".join(str(value) for one in texts for name, value in one.items() if name not in _TYPED).casefold()
    for intent in decision.intents:
        title = str(intent.set.get("name") or intent.set.get("title") or "")
        if intent.do != "create" or intent.cls == "Activity" or not title:
            continue
        words = title.casefold().split()
        for at in range(len(words), len(said.tokens)):
            if "\n" in said.text[said.tokens[at - 1].end : said.tokens[at].start]:
                continue
            ends = said.low(at - 1) == words[-1] and said.words(at - len(words), at).casefold() == title.casefold()
            token = said.tokens[at]
            plain = evidence.tags.plain(token.start, token.end) >= ORDINARY
            valued = any(said.at(at, kind) for kind in ("amount", "date", "length"))
            word = token.kind == "word" and token.low not in FREE and not valued
            if ends and word and not plain and token.low not in kept:
                return True
    return False


def _unfilled(decision: Decision, said: Sentence) -> bool:
    """Whether a field of a new record is named by its word, and gets no value: "industry Festival"."""
    made = [intent for intent in decision.intents if intent.do == "create" and intent.cls in _DESCRIBED]
    if len(made) != 1 or len(decision.intents) != 1:
        return False
    kept = {*made[0].set, *made[0].link}
    for mark in said.marks:
        beside = {said.low(mark.first - 1), said.low(mark.last)} & _THROUGH or absent(said, mark)
        if mark.kind == "field" and not beside:
            names = {name for owner, name in mark.value if owner == made[0].cls}
            if names & {"industry", "address", "website", "email", "phone", "contact"} and not names & kept:
                return True
    return False


_THROUGH = words_of("by via form forms page inbox")
"""Words beside those for a field that only tell by which way somebody came: "through the web form"."""


def _hourless(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether a number that is heard as a time of the day finds no place: "Monday 21st 9.30"."""
    moved = any(intent.do == "update" and "due_date" in {*intent.set, *intent.change} for intent in decision.intents)
    numbers = [mark for mark in said.marks if mark.kind == "amount" and not mark.value.money]
    heard = [evidence.tags.slot(said.tokens[m.first].start, said.tokens[m.last - 1].end) for m in numbers]
    if any(mark.kind == "date" and _CLOCK.fullmatch(said.low(mark.last)) for mark in said.marks):
        return any(one.do == "create" and "T" not in str(one.set.get("due_date", "T")) for one in decision.intents)
    return moved and any(slot in ("time", "date") and sure >= AGREED for slot, sure in heard)


_CLOCK = re.compile(r"(?:[1-9]|1\d|2[0-3])[0-5][05]")
"""An hour without its colon, as it stands behind a day: "tmrw 830 call Ann"."""
_TYPED = ("email", "website", "phone")
ORDINARY = 0.7
"""A word behind a new name is none of it from here on."""
UNTOLD = 0.4
"""A sentence tells of what is logged from this share on."""


def _untold(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether a report leaves out a sentence that tells of it: "I tried to reach Ann, no answer. Log this call"."""
    reports = [one for one in decision.intents if one.do == "create" and one.set.get("completed_at")]
    if len(reports) != 1 or len(decision.intents) != 1:
        return False
    kept = f"{reports[0].set.get('subject', '')} {reports[0].set.get('description', '')}".casefold()
    for first, last in sentences(said):
        words = [at for at in range(first, last) if said.tokens[at].kind == "word" and said.low(at) not in FREE]
        shares = evidence.shares(Clause(said, first, last))
        told = sum(share for name, share in shares.items() if name.startswith("log."))
        lost = [at for at in words if said.low(at) not in kept and not said.at(at, "name") and not said.at(at, "date")]
        if told >= UNTOLD and len(lost) > len(words) // 2 and len(lost) > 2:
            return True
    return False
