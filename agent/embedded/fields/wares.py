"""What a customer wants: the title of a new deal where nobody said one, as in "he wants solar on the canteen too"."""

from agent.embedded.language.ordinary import ORDINARY
from agent.embedded.language.tokens import tokens
from agent.embedded.language.words import FREE, phrases, words_of
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.sentence import Clause

MOST_WORDS = 10
_ASKED = phrases(
    "asked if|asked whether|asks if|asking if|asks whether|asked me if|asked me whether|asked us if|asked us whether|"
    "wants to know if"
)
_WANTING = phrases(
    "wants|want|wanted|needs|need|needed|would like|'d like|asks for|asked for|asking for|ask for|asked about|"
    "asking about|interested in|keen on|is after|'s after|are after|looking for|looking at|looking into|enquired about|"
    "inquired about|asked us for|asked me for|asked whether we'd do|asked if we'd do|asked if we could do|could use|"
    "thinking about|thinks about|thinking of|wondering about|requested|requests|ordering|quote for|quote on|offer for|"
    "price for|pricing for|proposal for|deal for|opportunity for|considering|budget for|hoping for|curious about|"
    "product interest|interest :|product :|products :|service :|interests :"
)
_OFFERING = [
    f"{asked} we{can} {do}"
    for asked in _ASKED
    for can in ("", "'d", " would", " could", " can", " might")
    for do in ("do", "have", "offer", "make", "supply", "install", "quote for", "sell them")
]
_LEADS = sorted(([token.low for token in tokens(words)] for words in (*_WANTING, *_OFFERING)), key=len, reverse=True)
_ARTICLES = words_of(
    "a an the some any our us me to have get buy order maybe possibly also another one quote offer for on"
)
_ENDS = words_of(
    ". , ; ! ? : ( ) - \u2013 \u2014 too also as and but so because since which that who when if by before after until "
    "till worth around about roughly at now then please pls thanks says said next this last would will should could is "
    "are was were he she they we i it from called named titled entitled"
)
_WITHIN = words_of("at in on for of to with")
_DOING = words_of("do make supply build provide deliver install bring send give offer print produce run organise")

_HOLLOW = words_of("new deal deals opportunity project order contact company account one it this that entry record")
"""Words that only say that something is wanted."""


def ware(clause: Clause) -> tuple[int, int] | None:
    """Return the words that say what somebody wants; nothing where none do, or where they only say whose it is."""
    return _thing(clause, _starts(clause, _LEADS))


def told(clause: Clause) -> tuple[int, int] | None:
    """Return the words that say what a new deal is: "it's a winter tyre order"; plain words that are no judgement."""
    said = clause.sentence
    found = _thing(clause, _starts(clause, _BEING))
    if not found or said.low(found[0]) in JUDGING | ORDINARY:
        return None
    worded = any(said.tokens[at].kind == "word" and said.low(at) not in FREE | ORDINARY for at in range(*found))
    return found if worded else None


_BEING = [[token.low for token in tokens(words)] for words in phrases("it's a|it's an|it is a|it is an|that's for a")]
JUDGING = words_of(
    "big small good nice huge great large little tiny long short quick new deal bit lot shame pity lead must secret "
    "done go chance risk pleasure rush one sure top hot cold warm strong weak no-brainer"
)
"""Words behind "it's a" that only tell how it is."""


def _thing(clause: Clause, starts: list[int]) -> tuple[int, int] | None:
    """Return the words for a thing that begin at one of these places."""
    said = clause.sentence
    for start in starts:
        first = _behind(clause, start)
        last = first
        while last < clause.last and last - first < MOST_WORDS and not _ends(clause, last, first):
            last += 1
        if last - first == MOST_WORDS and not _ends(clause, last, first):  # not cut off in the middle of something
            last = next((at for at in range(last - 1, first, -1) if said.low(at) in _WITHIN), last)
        while last > first and said.low(last - 1) in _WITHIN | _ARTICLES:
            last -= 1
        hollow = all(said.low(at) in _HOLLOW for at in range(first, last))
        if last > first and not hollow and not _ordering(clause, first) and not _only_named(clause, first, last):
            return first, last
    return None


def _behind(clause: Clause, start: int) -> int:
    """Return where the words for a thing begin: behind articles, and behind "us to do"."""
    said, first = clause.sentence, start
    while first < clause.last and said.low(first) in _ARTICLES | {":"}:
        first += 1
    if said.low(first - 1) == "to" and said.low(first) in _DOING:
        first += 1
    while first < clause.last and said.low(first) in _ARTICLES:
        first += 1
    return first


def _starts(clause: Clause, leads: list[list[str]]) -> list[int]:
    """Return the places behind words of wanting, in their order."""
    lows = clause.lows()
    found = []
    for parts in leads:
        for at in range(len(lows) - len(parts) + 1):
            if lows[at : at + len(parts)] == parts:
                found.append(clause.first + at + len(parts))
    return list(dict.fromkeys(found))


def _ordering(clause: Clause, first: int) -> bool:
    """Whether the speaker only wants a record ("I need a new deal for …"), or the words begin with whose it is."""
    said = clause.sentence
    record = said.at(first, "class") or (said.at(first + 1, "class") if said.low(first) == "new" else None)
    if record and "Activity" not in record.value:
        return True
    whose = said.at(first, "name")
    known = whose is not None and any(ref.cls in ("Company", "Contact", "_User") for ref in name_of(whose).refs)
    return whose is not None and known and said.low(whose.last) in _WITHIN


def _ends(clause: Clause, at: int, first: int) -> bool:
    said = clause.sentence
    if any(said.at(at, kind) for kind in ("date", "email", "phone", "url", "choice", "courtesy")):
        return True
    if at > first and "\n" in said.text[said.tokens[at - 1].end : said.tokens[at].start]:
        return True
    amount = said.at(at, "amount")
    if amount and (amount.value.money or amount.value.percent):
        return True
    person = said.at(at, "name")
    if person and at > first and all(ref.cls in ("Contact", "_User") for ref in name_of(person).refs):
        return True
    if at > first and _valued(clause, at):
        return True
    return said.low(at) in _ENDS and not (at == first and said.low(at) in _ARTICLES) and not _joined(clause, at)


def _valued(clause: Clause, at: int) -> bool:
    """Whether a word for a field or record stands here, and its value behind: "contact is Jane", "owner Tom"."""
    said = clause.sentence
    mark = said.at(at, "field") or said.at(at, "class")
    if not mark or mark.first != at:
        return False
    after = mark.last + (said.low(mark.last) in ("is", ":", "=", "'s"))
    return after > mark.last or any(said.at(after, kind) for kind in ("name", "amount", "choice", "date"))


def _joined(clause: Clause, at: int) -> bool:
    """Whether a mark joins words: "second-hand", "A/C"; "at the guesthouse" tells where, "at 5k" does not."""
    said = clause.sentence
    if said.low(at) == "at":
        return said.low(at + 1) in ("the", "their", "his", "her", "our")
    near = at + 1 < len(said.tokens) and said.tokens[at].end == said.tokens[at + 1].start
    return said.tokens[at].kind == "mark" and near and said.low(at) in ("-", "/", "&", ".")


def _only_named(clause: Clause, first: int, last: int) -> bool:
    """Whether the words only name somebody who is there: a company or a person."""
    marks = {id(mark): mark for at in range(first, last) if (mark := clause.sentence.at(at, "name"))}
    covered = {at for mark in marks.values() for at in mark.places}
    whose = all(
        any(ref.cls in ("Company", "Contact", "_User") for ref in name_of(mark).refs) for mark in marks.values()
    )
    return bool(marks) and whose and covered >= set(range(first, last))
