"""What is told of a new company beside its name: its address, its industry, the town it sits in."""

from agent.embedded.fields.addresses import addressed
from agent.embedded.fields.heard import slotted
from agent.embedded.fields.items import items
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import FREE, words_of
from agent.embedded.sentences.draft import Draft
from agent.embedded.sentences.evidence import NAMED
from agent.embedded.sentences.given import Values


def facts(draft: Draft, cls: Class, found: Values) -> None:
    """Give text fields the words that the tagger hears as their values: "…, 9 rue du Beffroi, Arras"."""
    if draft.world.evidence and not cls.added:
        for name in ("address", "industry"):
            if name in cls.fields and name not in found.set:
                slotted(draft, name, found, draft.world.evidence)
    if "industry" in found.set and not cls.added:
        _traded(draft, found)
    if cls.name == "Company" and "address" in cls.fields:
        addressed(draft, found)
        if "address" not in found.set:
            _seated(draft, found)
    if cls.name == "Company" and "industry" in cls.fields and "industry" not in found.set:
        _listed(draft, found)


def _traded(draft: Draft, found: Values) -> None:
    """Let an industry be all of its words: "building materials", "public sector"."""
    found.set["industry"] = _whole(draft, str(found.set["industry"]))
    if found.set["industry"].lower() in _SECTORS:
        found.set["industry"] += " sector"


def _whole(draft: Draft, text: str) -> str:
    """Return an industry with the plain words around it in its item of a list, of which only a part was heard."""
    for first, last in items(draft):
        said = draft.sentence.words(first, last)
        rest = [at for at in range(first, last) if draft.sentence.tokens[at].text not in text.split()]
        part = last - first <= MOST_WORDS and f" {text} " in f" {said} "
        if part and rest and all(_wordy(draft, at) for at in rest) and draft.low(last) not in ("sector", "industry"):
            draft.span(first, last)
            return said
    return text


def _wordy(draft: Draft, at: int) -> bool:
    """Whether a small word stands here that may be part of an industry; "building" need not be an order."""
    token = draft.sentence.tokens[at]
    known = ("name", "class", "choice", "date", "amount", "email", "phone", "url", "courtesy", "field")
    small = token.kind == "word" and not token.proper and token.low not in FREE
    return small and not any(draft.sentence.at(at, kind) for kind in known)


_SECTORS = words_of("public private third voluntary")
"""Words that are an industry only together with "sector"."""


def _seated(draft: Draft, found: Values) -> None:
    """Read "create Zephyr Glass in Turnov": the town right behind the name of a new company is its address."""
    for at in range(draft.clause.first + 1, draft.clause.last - 1):
        led = draft.low(at) in ("in", "from", "near") and draft.low(at - 1) not in ("based", "sits", "located", "sit")
        behind = at - 1 if led else at - 2
        if draft.low(at) not in ("in", "near", "from") or behind not in draft.taken or at + 1 in draft.taken:
            continue
        last = at + 1
        while last < draft.clause.last and (_placed(draft, last) or _heard_place(draft, last)):
            last += 1
        if last > at + 1 and draft.sentence.tokens[behind].kind == "word" and not _known_word(draft, behind):
            found.set["address"] = draft.sentence.words(at + 1, last)
            draft.span(at, last)
            return


def _heard_place(draft: Draft, at: int) -> bool:
    """Whether a word is heard as part of an address, though it is written small."""
    token, evidence = draft.sentence.tokens[at], draft.world.evidence
    slot, sure = evidence.tags.slot(token.start, token.end) if evidence else ("", 0.0)
    return slot == "address" and sure >= NAMED and token.kind == "word"


def _known_word(draft: Draft, at: int) -> bool:
    return any(draft.sentence.at(at, kind) for kind in ("verb", "class", "field", "date", "courtesy"))


def _listed(draft: Draft, found: Values) -> None:
    """Read "new company: Kite, energy sector, kite.example": the one item of a list that is nothing else."""
    items: list[list[int]] = [[]]
    for at in range(draft.clause.first, draft.clause.last):
        if draft.sentence.tokens[at].kind == "mark" and draft.low(at) in (",", ".", ";", "(", ")", "-"):
            items.append([])
        elif items[-1] or draft.low(at) not in _LEADING:
            items[-1].append(at)
    plain = [item for item in items[1:] if item and all(_plain(draft, at) for at in item)]
    if len(plain) == 1 and len(plain[0]) <= MOST_WORDS:
        kept = draft.low(plain[0][0]) in _SECTORS
        words = [at for at in plain[0] if kept or draft.low(at) not in ("sector", "industry", "business", "branch")]
        if words:
            found.set["industry"] = draft.sentence.words(words[0], words[-1] + 1)
            draft.taken.update(plain[0])
    placed = [item for item in items[1:] if item and all(_placed(draft, at) for at in item)]
    if len(placed) == 1 and "address" not in found.set:
        found.set["address"] = draft.sentence.words(placed[0][0], placed[0][-1] + 1)
        draft.taken.update(placed[0])


_LEADING = words_of("its it's it is they're they are a an the in and")
MOST_WORDS = 3
"""Words that an industry may have."""


_TRADES = words_of(
    "tourism retail hospitality education finance banking insurance healthcare health energy utilities construction "
    "manufacturing logistics transport agriculture farming food beverages catering software technology telecoms media "
    "advertising marketing publishing printing packaging chemicals pharma pharmaceuticals automotive aviation "
    "aerospace mining metals textiles fashion furniture property legal consulting recruitment government charity "
    "sports fitness entertainment gaming events travel shipping electronics biotech ecommerce wholesale security "
    "cleaning engineering"
)
"""Words that are an industry however they are written, and no town."""


def _placed(draft: Draft, at: int) -> bool:
    """Whether a word may be a town: written like a name, and none that is known."""
    token = draft.sentence.tokens[at]
    known = any(draft.sentence.at(at, kind) for kind in ("name", "class", "date", "choice", "courtesy"))
    return token.proper and at not in draft.taken and not known and token.low not in _TRADES


def _plain(draft: Draft, at: int) -> bool:
    """Whether a word names nothing that is known, and orders nothing."""
    known = ("name", "verb", "class", "choice", "date", "amount", "email", "phone", "url", "courtesy", "deed")
    token = draft.sentence.tokens[at]
    common = not token.proper or token.low in _TRADES
    free = at not in draft.taken and token.kind == "word" and token.low not in FREE and common
    return free and not any(draft.sentence.at(at, kind) for kind in known)
