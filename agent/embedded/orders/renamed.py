"""Who is known and gets another name: "Ida is Ida Berg since May", "it's spelled Meier, with an e".

A new name beside the old one is no new record, whatever else the words sound like.
"""

import re
from collections.abc import Iterator

from agent.embedded.fields.renames import full_name, spelling
from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.names import EXACT, Ref
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import FREE, words_of
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.evidence import LOUD, NAMED, Evidence, foreign
from agent.embedded.sentences.relations import stranger
from agent.embedded.sentences.segments import Segment, apart, segments

_SLOTS = {"Contact": "contact", "Company": "company", "Deal": "deal"}
_NAMING = ("update.name", "update.title")
_BESIDE = (*_NAMING, "update.email", "update.phone", "update.contact", "update.company", "create.contact", "none")
"""What words may sound like that give a name, or a fact about who gets it."""
_CALLED = words_of(
    "called named known renamed rename rebranded rebrand spelled spelt spell spells misspelled misspelling misspelt "
    "name names surname trades trading goes title titled calls misspell mistyped"
)
"""Words for what somebody is called."""
_OWNED = _CALLED | words_of("new last first family maiden given married contact record entry file details email number")
"""Words behind "Jane's" that speak of her herself."""
_WORD = re.compile(r"[^\W_]+")
FAINT = 0.2
"""Words are looked at as a new name from here on, where none is heard better."""
HINTED = 0.1
"""A name is spoken of from this share on, where a word for it stands there."""
ORDERED = 0.55
"""Words order something from here on."""
HELD = 0.4
"""They hold back what they speak of from here on."""


def renamed(draft: Draft) -> Intent | None:
    """Return the change of name that a message orders; nothing where it orders none, or not all of it is clear."""
    evidence = draft.world.evidence
    if not evidence or foreign(draft.clause) or not _ordered(draft, evidence):
        return None
    known = [draft.world.vocabulary.classes[name] for name in _SLOTS if name in draft.world.vocabulary.classes]
    writable = [cls for cls in known if f"update_{cls.plural}" in cls.tools]
    found = [made for cls in writable for made in _changes(draft, cls, evidence)]
    return found[0] if len(found) == 1 else None


def _ordered(draft: Draft, evidence: Evidence) -> bool:
    """Whether a name, and nothing but what goes with a name, is ordered."""
    parts = segments(draft.sentence, evidence)
    orders = [one for one in parts if one.acting >= ORDERED and one.about != "none"]
    held = [one for one in parts if one.held >= HELD and one.act != "reported" and not apart(one, orders)]
    if held or not orders or not all(_fits(one, draft) for one in orders):
        return False
    shares = evidence.shares(draft.clause)
    naming = sum(shares.get(name, 0.0) for name in _NAMING)
    # "has got a new number" only tells
    making = any(form == "base" and mark.last - mark.first == 1 for mark, form in draft.clause.verbs("create"))
    return not (making and shares.get("create.contact", 0.0) > naming)


def _naming(draft: Draft, evidence: Evidence) -> bool:
    """Whether words speak of what somebody is called."""
    shares = evidence.shares(draft.clause)
    naming = sum(shares.get(name, 0.0) for name in _NAMING)
    best = max(one.shares.get(name, 0.0) for one in segments(draft.sentence, evidence) for name in _NAMING)
    hinted = naming >= HINTED and bool(_CALLED & set(draft.clause.lows()))
    return max(naming, best) >= LOUD or hinted or _becoming(draft)


def _fits(part: Segment, draft: Draft) -> bool:
    """Whether words speak of a name; where no colleague is named, of no owner."""
    owned = any(name_of(mark).of("_User") for mark in draft.clause.marks("name"))
    beside = _BESIDE if owned else (*_BESIDE, "update.owner")
    return sum(part.shares.get(name, 0.0) for name in beside) >= ORDERED


def _becoming(draft: Draft) -> bool:
    """Whether somebody becomes somebody: "from now on she is …", "Otto is now …"."""
    lows = draft.clause.lows()
    places = [at for at, low in enumerate(lows) if low in ("is", "'s", "becomes")]
    return any({"now", "henceforth", "today"} & set(lows[max(0, at - 4) : at + 5]) for at in places)


def _changes(draft: Draft, cls: Class, evidence: Evidence) -> Iterator[Intent]:
    """Yield the change of what a record of a class is called, with the facts that are told beside it."""
    given = _given(draft, cls, evidence)
    if not given:
        yield from _told(draft, cls, evidence)
    if not given or not _naming(draft, evidence):
        return
    words = draft.sentence.words(*given).strip(" \"“”«»`'.,!?").split()
    old = _old(draft, cls, given, words)
    name = full_name(old[1].name, words, draft.clause, person=cls.name == "Contact") if old else ""
    if not old or not name or name == old[1].name or possessed(draft, old[0]) or stranger(draft.clause):
        return
    if not (_CALLED & set(draft.clause.lows()) or spelling(words, old[1].name)):
        return
    facts = _facts(draft, cls, evidence)
    if facts is not None:
        noun = Noun(cls=cls.name, text=name_of(old[0]).text, said=[[old[1]]])
        yield Intent(do="update", cls=cls.name, targets=[noun], set={cls.title: name, **facts})


def _told(draft: Draft, cls: Class, evidence: Evidence) -> Iterator[Intent]:
    """Yield the facts told of a person who is known, in words that sound like a new one: "she has a new number"."""
    heard = evidence.shares(draft.clause).get("create.contact", 0.0)
    people = {ref.id: (mark, ref) for mark in draft.clause.marks("name") for ref in name_of(mark).of(cls.name)}
    facts = _facts(draft, cls, evidence)
    if cls.name != "Contact" or heard < LOUD or len(people) != 1 or not facts or stranger(draft.clause):
        return
    mark, ref = next(iter(people.values()))
    if ref.fit >= EXACT and not possessed(draft, mark):
        yield Intent(do="update", cls=cls.name, targets=[Noun(cls=cls.name, text=ref.name, said=[[ref]])], set=facts)


def _given(draft: Draft, cls: Class, evidence: Evidence) -> tuple[int, int] | None:
    """Return where the new name stands: the only quotation, or run of words heard as a name, that no record has."""
    quotes = [(mark.first, mark.last) for mark in draft.clause.marks("quote")]
    for least in (NAMED, FAINT):
        runs = quotes or [_extended(draft, run) for run in evidence.runs(draft.clause, _SLOTS[cls.name], least)]
        fresh = [run for run in runs if not _known(draft, run, cls)]
        fresh = [run for run in fresh if quotes or not _replaced(draft, run, evidence)]
        if fresh:
            texts = {draft.sentence.words(*run).casefold() for run in fresh}
            return fresh[-1] if len(texts) == 1 else None
    return None


def _extended(draft: Draft, run: tuple[int, int]) -> tuple[int, int]:
    """Return a run with the words right behind it that are written like names, and without small words before it."""
    first, last = run
    while first < last - 1 and (draft.low(first) in FREE or draft.sentence.tokens[first].kind == "mark"):
        first += 1
    while last < draft.clause.last and draft.sentence.tokens[last].proper and not draft.sentence.at(last, "date"):
        last += 1
    return first, last


def _known(draft: Draft, run: tuple[int, int], cls: Class) -> bool:
    """Whether a run is the name, or part of the name, of a record of the class, letter by letter."""
    words = set(_WORD.findall(draft.sentence.words(*run).casefold()))
    marks = [mark for mark in draft.clause.marks("name", "weak") if set(range(*run)) & set(mark.places)]
    refs = [ref for mark in marks for ref in name_of(mark).refs if ref.cls == cls.name]
    return any(words <= set(_WORD.findall(ref.name.casefold())) for ref in refs)


def _replaced(draft: Draft, run: tuple[int, int], evidence: Evidence) -> bool:
    tokens = draft.sentence.tokens
    role, sure = evidence.tags.role(tokens[run[0]].start, tokens[run[1] - 1].end)
    return role == "old" and sure >= NAMED


def _old(draft: Draft, cls: Class, given: tuple[int, int], words: list[str]) -> tuple[Mark, Ref] | None:
    """Return who has the name up to now: of several who are named, the one that is called alike."""
    inside = set(range(*given))
    marks = [mark for mark in draft.clause.marks("name") if name_of(mark).of(cls.name)]
    before = [mark for mark in marks if inside.isdisjoint(mark.places)] or marks
    found = {ref.id: (mark, ref) for mark in before for ref in name_of(mark).of(cls.name)}
    if len(found) > 1:
        found = {id_: one for id_, one in found.items() if spelling(words, one[1].name)}
    return next(iter(found.values())) if len(found) == 1 else None


def possessed(draft: Draft, mark: Mark) -> bool:
    """Whether a name only tells whose relation is meant: "Jane's daughter is called …"."""
    at = mark.last
    if draft.low(at) not in ("'s", "'"):
        return False
    return bool(draft.low(at + 1)) and draft.low(at + 1) not in _OWNED and not draft.sentence.tokens[at + 1].proper


def _facts(draft: Draft, cls: Class, evidence: Evidence) -> dict[str, str] | None:
    """Return the addresses and numbers that are told beside a name; nothing at all where another value is."""
    found: dict[str, str] = {}
    for mark in draft.clause.marks("email", "phone", "url"):
        field = next((one.name for one in cls.kinds(mark.kind)), "")
        if _replaced(draft, (mark.first, mark.last), evidence):
            continue
        if not field or found.setdefault(field, str(mark.value)) != str(mark.value):
            return None
    money = [mark for mark in draft.clause.marks("amount") if mark.value.money]
    return None if money or any(_staged(draft, mark, evidence) for mark in draft.clause.marks("choice")) else found


def _staged(draft: Draft, mark: Mark, evidence: Evidence) -> bool:
    token = draft.sentence.tokens[mark.first]
    slot, sure = evidence.tags.slot(token.start, token.end)
    return slot == "stage" and sure >= NAMED
