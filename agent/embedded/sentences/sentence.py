"""A message with everything that its words may be."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from agent.embedded.language import words
from agent.embedded.language.lexicon import Lexicon, Mark
from agent.embedded.language.names import Name
from agent.embedded.language.tokens import Token
from agent.embedded.values.calendar import MONTHS, WEEKDAYS
from agent.embedded.values.days import TODAY, Now
from agent.embedded.values.quantities import quantities

_OPAQUE = ("quote", "email", "url", "phone", "tail")


@dataclass(slots=True)
class Sentence:
    """The tokens of a message and their marks, by the token where they begin."""

    text: str
    tokens: list[Token]
    marks: list[Mark] = field(default_factory=list)
    _by_place: dict[int, list[Mark]] = field(default_factory=dict)

    def add(self, marks: Iterable[Mark]) -> None:
        """Put marks on the sentence."""
        for mark in marks:
            self.marks.append(mark)
            for place in mark.places:
                self._by_place.setdefault(place, []).append(mark)

    def at(self, place: int, kind: str) -> Mark | None:
        """Return the mark of a kind that covers a token."""
        return next((mark for mark in self._by_place.get(place, ()) if mark.kind == kind), None)

    def words(self, first: int, last: int) -> str:
        """Return the text as it was written between two tokens."""
        if first >= last:
            return ""
        return self.text[self.tokens[first].start : self.tokens[min(last, len(self.tokens)) - 1].end].strip()

    def low(self, place: int) -> str:
        """Return a token in lower case; outside the sentence, nothing."""
        return self.tokens[place].low if 0 <= place < len(self.tokens) else ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence that says one thing: tokens `first` up to `last`."""

    sentence: Sentence
    first: int
    last: int

    def marks(self, *kinds: str) -> list[Mark]:
        """Return the marks of these kinds inside the clause, in order."""
        inside = [m for m in self.sentence.marks if m.kind in kinds and m.first >= self.first and m.last <= self.last]
        return sorted(inside, key=lambda mark: (mark.first, -mark.last))

    def verbs(self, *concepts: str) -> Iterator[tuple[Mark, str]]:
        """Yield the verbs of these concepts with their forms."""
        for mark in self.marks("verb"):
            for concept, form in mark.value:
                if concept in concepts:
                    yield mark, form
                    break

    def has(self, kind: str, *values: Any) -> bool:
        """Whether the clause has a mark of a kind (with one of these values)."""
        return any(not values or any(value in mark.value for value in values) for mark in self.marks(kind))

    def lows(self) -> list[str]:
        """Return its words in lower case."""
        return [token.low for token in self.sentence.tokens[self.first : self.last]]

    @property
    def said(self) -> str:
        """The clause in lower case, with single spaces."""
        return " ".join(self.lows())

    @property
    def text(self) -> str:
        """The clause as it was written."""
        return self.sentence.words(self.first, self.last)

    def left(self, taken: set[int]) -> list[int]:
        """Return the tokens that mean something and have found no place yet."""
        courteous = {place for mark in self.marks("courtesy", "count") for place in mark.places}
        return [
            place
            for place in range(self.first, self.last)
            if place not in taken and place not in courteous and not free(self.sentence.tokens[place])
        ]


def free(token: Token) -> bool:
    """Whether a token adds nothing: marks, courtesies, articles."""
    if token.kind in ("mark", "arrow", "compare"):
        return token.text not in "%#?" or token.text == "?"
    return token.kind in ("word", "suffix") and token.low in words.FREE


def sentence(text: str, cut: list[Token], names: Sequence[Name], lexicon: Lexicon, now: Now) -> Sentence:
    """Return the sentence with marks for quotes, names, dates, amounts, and all that the lexicon knows."""
    made = Sentence(text, cut)
    cut[:] = _written_out(cut, names, lexicon)
    whole = {name.first for name in _quoted(cut, names)}
    opaque = {
        at for at, token in enumerate(cut) if token.kind in _OPAQUE and not (token.kind == "quote" and at in whole)
    }
    made.add(Mark(cut[at].kind, at, at + 1, cut[at].inner) for at in sorted(opaque) if cut[at].kind != "tail")
    clear = [name for name in names if opaque.isdisjoint(range(name.first, name.last))]
    said = [name for name in clear if not name.weak and _meant(name, cut, lexicon)]
    made.add(Mark("phrase", name.first, name.last, name) for name in clear if _subject(name, cut, lexicon))
    timed: set[int] = set()
    made.add(quantities(cut, opaque, said, now, timed))
    made.add(Mark("courtesy", at, at + 2, ["number"]) for at in range(len(cut) - 1) if _numbered(text, cut, at))
    kept = [name for name in said if timed.isdisjoint(range(name.first, name.last))]
    made.add(Mark("weak" if name.weak else "name", name.first, name.last, name) for name in kept)
    named = {at for name in kept if not name.weak for at in range(name.first, name.last)}
    whole_phrases = [m for m in made.marks if m.kind == "phrase" and m.first > 0 and m.value.refs[0].score >= 0.9]
    inside = {at for mark in whole_phrases if mark.last - mark.first > 1 for at in mark.places}
    known = lexicon.marks(cut, frozenset(opaque | named))
    made.add(mark for mark in known if mark.kind not in ("verb", "deed") or inside.isdisjoint(mark.places))
    return made


def _numbered(text: str, cut: list[Token], at: int) -> bool:
    """Whether a line begins with "1)", "2."."""
    begins = at == 0 or "\n" in text[cut[at - 1].end : cut[at].start]
    return begins and cut[at].kind == "number" and cut[at + 1].text in (")", ".")


_HOURLY = ("at", "by", "around", "about", "from", "till", "until", "before", "after")
"""Words before an hour."""


def _written_out(cut: list[Token], names: Sequence[Name], lexicon: Lexicon) -> list[Token]:
    """Return the tokens with chat shorthand written out: "w/", "mv", "2" before a stage."""
    made = []
    people = {name.first for name in names}
    for at, token in enumerate(cut):
        low = words.SHORT.get(token.low, token.low)
        after = cut[at + 1].low if at + 1 < len(cut) else ""
        if (
            low in ("2", "4")
            and at > 0
            and cut[at - 1].kind == "word"
            and cut[at - 1].low not in _HOURLY  # "at 4 in the afternoon"
            and (at + 1 in people or lexicon.means(after, "choice"))
        ):
            low = "to" if low == "2" else "for"
        same = low == token.low
        made.append(token if same else Token(token.text, low, "word", token.start, token.end))
    return made


def _quoted(cut: list[Token], names: Sequence[Name]) -> list[Name]:
    """Return the names that fill a quotation: `the "Annual plan" deal`."""
    return [
        name
        for name in names
        if name.last - name.first == 1
        and cut[name.first].kind == "quote"
        and name.text.casefold() == cut[name.first].inner.casefold()
    ]


_ORDER = words.words_of("last next first latest previous")
"""Words that say which of several is meant, before they name one."""


def _subject(name: Name, cut: list[Token], lexicon: Lexicon) -> bool:
    """Whether a link to an activity's subject says enough: all of it, or a word that is not on everybody's lips."""
    if name.refs[0].cls != "Activity":
        return False
    own = cut[name.first : name.last]
    plain = words.FREE | _ORDER
    telling = [token for token in own if token.low not in plain and not lexicon.means(token.low, "kind")]
    return bool(telling) and (name.refs[0].score >= 0.9 or len(own) > 1 or not lexicon.knows(telling[0].low))


def _meant(name: Name, cut: list[Token], lexicon: Lexicon) -> bool:
    """Whether a link is a name here, not a common word that happens to look like one. Marks doubtful ones as weak."""
    own = cut[name.first : name.last]
    common = all(lexicon.knows(token.low) or token.kind == "number" for token in own)
    if not common or _first_name(name, cut):
        return True
    exact = max(ref.score for ref in name.refs) >= 0.95
    proper = any(token.proper for token in own) and (name.first > 0 or len(own) > 1)
    if exact and (proper or len(own) > 1):
        name.weak = not proper
        return True
    if proper and (cut[name.first].low not in words.FREE or _first_name(name, cut)):
        name.weak = True
        return True
    return False


def _first_name(name: Name, cut: list[Token]) -> bool:
    """Whether a common word stands where only a person's first name can: "meeting with will", "Mark from Acme"."""
    at = name.first
    people = [ref for ref in name.refs if ref.cls in ("Contact", "_User")]
    if name.last - at > 1 or not people or all(ref.name.lower().split()[0] != cut[at].low for ref in people):
        return False
    before = cut[at - 1].low if at > 0 else "."
    if cut[at].proper and before in _TOWARDS:
        return True
    after = cut[at + 1].low if at + 1 < len(cut) else "."
    if before in _MEETING:
        return after in _BEHIND or after in WEEKDAYS or after in MONTHS or after in TODAY
    opening = before in (".", "!", "?", ";", ":", "-") and cut[at].proper
    return opening and after in _SAYING


_TOWARDS = words.words_of("with to for from of by")
"""Words before a name that is written with a capital."""
_MEETING = words.words_of("with w/ meet ring phone visit email mail telephone call")
"""Words before the name of whom one meets."""
_BEHIND = words.words_of(
    ". , ! ? ; : - ( ) on at about for from in to re and today next this that again please pls regarding by before "
    "after"
)
"""Words behind it."""
_SAYING = words.words_of(
    "from at is was has had wants wanted says said got called rang phoned wrote emailed came asked told thinks likes "
    "needs agreed confirmed just over here and would"
)
"""Words behind the name of a person with whom a sentence begins."""
