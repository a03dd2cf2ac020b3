"""What is said beside an order, and changes nothing of it: "… until he's back", "…, the one Tyler runs, …"."""

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.sentence import Sentence

_UNTIL = words_of("until till til while whilst")
_AWAY = words_of("back returns return returned away out off leave holiday vacation well better gone")
_THEY = words_of("he she they")
_RUNNING = words_of("runs run has owns own handles handle manages manage leads lead does")
_ENDING = words_of(". , ; ! ? ) -")
MOST_WORDS = 6
"""Words of such a remark."""


def remarked(said: Sentence) -> set[int]:
    """Return the words that only tell how long somebody is away, or whose a record is that is named right before."""
    found: set[int] = set()
    for at in range(len(said.tokens)):
        last = _absence(said, at) or _owner(said, at) or _other(said, at)
        found |= set(range(at, last)) if at else set()
        found |= {at} if _there(said, at) else set()
        found |= set(range(at, _before(said, at)))
    return found


def _before(said: Sentence, at: int) -> int:
    """Return where "instead of Ann", "swap Ann for" ends, that tell who had it before another colleague gets it."""
    behind = next((last for words, last in _INSTEAD if [said.low(at + step) for step in range(last)] == words), 0)
    lead = said.low(at) in _REPLACING
    mark = said.at(at + behind, "name") if behind else said.at(at + 1, "name") if lead else None
    if not mark or not _colleague(mark) or _THEIRS & {token.low for token in said.tokens}:
        return 0
    others = [one for one in said.marks if one.kind == "name" and one.first != mark.first and _colleague(one)]
    if len(others) != 1:
        return 0
    if behind:
        return mark.last if others[0].last <= at else 0
    return mark.last + 1 if said.low(mark.last) in ("for", "with", "by") and others[0].first == mark.last + 1 else 0


def _colleague(mark: Mark) -> bool:
    return all(ref.cls == "_User" for ref in name_of(mark).refs)


_INSTEAD = ((["instead", "of"], 2), (["rather", "than"], 2), (["in", "place", "of"], 3))
_REPLACING = words_of("swap replace")
_THEIRS = words_of("his her their hers theirs")


def _other(said: Sentence, at: int) -> int:
    """Return the word behind "other" where it only says that an address is a new one: "has other email now"."""
    field = said.at(at + 1, "field") if said.low(at) == "other" else None
    told = any(mark.kind in ("email", "phone", "url") and mark.first > at for mark in said.marks)
    return at + 1 if field and told and said.low(at - 1) in _HAVING else 0


_HAVING = words_of("has have got an a now")


def idle(said: Sentence) -> set[int]:
    """Return the words behind a question that only say that nothing shall be done: "just asking, don't change it"."""
    asked = said.low(0) in _ASKING or said.low(1) in _ASKING
    end = len(said.tokens)
    first = next((at for at in range(2, end) if {said.low(one) for one in range(at, end)} <= _IDLE), end)
    words = {said.low(at) for at in range(first, end)}
    begun = said.low(first - 1) in (",", ".", "?", "!", ";", "-") or said.low(first) in (",", "?", ".", "-")
    kept = bool(words & _NOT) and bool(words & {"change", "touch", "update", "do"})
    return set(range(first, end)) if asked and begun and (kept or words & _WONDERING) else set()


_ASKING = words_of("what what's whats how when who which where would is are does do if suppose")
_NOT = words_of("don't dont not no")
_WONDERING = words_of("asking curious wondering")
_IDLE = (
    _NOT
    | _WONDERING
    | words_of(
        "just only please pls do change touch update it anything that this yet i am i'm 'm though so and , . ! ? ; - "
        "them the deal record"
    )
)


def told(said: Sentence) -> set[int]:
    """Return the words at the end that only tell why a value is another one: "…, they added the extraction hood"."""
    last = len(said.tokens)
    cut = next((at for at in range(last - 1, 2, -1) if said.low(at) in _CUTS), 0)
    at = cut + 1 + (said.low(cut + 1) in ("as", "because", "since", "cause", "cos"))
    marked = any(mark.kind in _TELLING and mark.last > cut for mark in said.marks)
    words = [said.low(place) for place in range(at, last)]
    if not cut or marked or said.low(at) not in ("they", "he", "she") or len(words) > MOST_WORDS or _ELSE & set(words):
        return set()
    past = [words[1][-2:] == "ed", words[1] in _PAST] if len(words) > 2 else []
    return set(range(cut, last)) if any(past) else set()


_CUTS = (",", ".", ";", "-", "(", "because", "as", "since")
_PAST = words_of("want wants need needs took found got bought chose have has had will really just also")
_ELSE = words_of("not no never but and or if unless instead half only except without call email meeting remind note")
_TELLING = (
    "name", "amount", "date", "length", "choice", "outcome", "class", "kind", "quote", "email", "phone", "url", "undo",
    "field", "deed",
)  # fmt: skip


def _there(said: Sentence, at: int) -> bool:
    """Whether "there" only points to the company that was just named: "…, contact there Niamh Cotter"."""
    mark = said.at(at - 1, "class")
    behind = said.tokens[at + 1] if at + 1 < len(said.tokens) else None
    return said.low(at) == "there" and bool(mark and "Contact" in mark.value) and bool(behind and behind.proper)


def _absence(said: Sentence, at: int) -> int:
    """Return where "until he's back" ends; 0 where nothing of that begins."""
    if said.low(at) not in _UNTIL or not (said.low(at + 1) in _THEY or said.at(at + 1, "name")):
        return 0
    last = _end(said, at)
    return last if last and any(said.low(place) in _AWAY for place in range(at + 2, last)) else 0


def _owner(said: Sentence, at: int) -> int:
    """Return where "the one Tyler runs" ends, behind a comma and before one; 0 where nothing of that begins."""
    if (said.low(at - 1), said.low(at), said.low(at + 1)) != (",", "the", "one"):
        return 0
    mark = said.at(at + 2, "name")
    person = mark and mark.first == at + 2 and any(ref.cls == "_User" for ref in name_of(mark).refs)
    last = mark.last + 1 if mark and person else 0
    return last + 1 if last and said.low(last - 1) in _RUNNING and said.low(last) == "," else 0


def _end(said: Sentence, at: int) -> int:
    """Return where the sentence ends; 0 if that is not near."""
    for last in range(at + 1, min(at + MOST_WORDS, len(said.tokens)) + 1):
        if last == len(said.tokens) or said.low(last) in _ENDING:
            return last
    return 0
