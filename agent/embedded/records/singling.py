"""Which of some records words describe: "the bigger one", "the one in lead", "Priya's", "the other", "not the oven"."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import FREE, words_of
from agent.embedded.records.narrowing import Rows
from agent.embedded.records.traits import Fits, has, named_by, valued
from agent.embedded.sentences.draft import World
from agent.embedded.sentences.sentence import Sentence

MOST_SAID = 10
"""Telling words of a description; who says more is not only choosing."""
_PLACES = {
    "first": 1, "1st": 1, "former": 1, "top": 1, "second": 2, "2nd": 2, "latter": 2, "third": 3, "3rd": 3, "fourth": 4,
    "4th": 4, "fifth": 5, "5th": 5, "sixth": 6, "seventh": 7, "eighth": 8, "last": -1, "bottom": -1,
}  # fmt: skip
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_MOST = words_of("bigger biggest larger largest higher highest expensive priciest pricier greater greatest heavier")
_LEAST = words_of("smaller smallest lower lowest cheaper cheapest lesser tiny")
_SOONEST = words_of("earlier earliest sooner soonest")
_LATEST = words_of("later latest")
RANKS = _MOST | _LEAST | _SOONEST | _LATEST
OTHERS = words_of("other others rest remaining")
PLACES = frozenset(_PLACES)
_ALL = words_of("both all everything every each")
_MINE = words_of("mine my me i")
POINTING = words_of(
    "number # option is it 's i meant mean with from of a for in named called no want take choose pick go user that "
    "this those these record person guy has had have which my said would be let's who whose owned owns belongs "
    "belonging still goes say speak speaking talk talking about obviously course please yes ok oh sorry case "
    "clearly think thats that's its it's im i'm two use were was guess probably naturally their done"
)
"""Words of an answer that tell nothing about a record."""


def _without(said: Sentence, at: int) -> bool:
    """Whether a word leaves out what follows it: "but" does so behind "all", and not in "yes, but only the pilot"."""
    if said.low(at) == "but":
        return bool({said.low(at - 1), said.low(at - 2)} & _ANY)
    return said.low(at) in ("not", "isn't", "except", "without")


_ANY = words_of("all any anything anyone every everything everyone each nothing none no both")


@dataclass(frozen=True, slots=True)
class Shown:
    """Records that somebody has before him, in their order; those `spoken` of just now are not "the other one"."""

    rows: Rows
    world: World
    spoken: Collection[str] = ()

    @property
    def cls(self) -> Class | None:
        """The class of the records, where they have one."""
        names = {row["class"] for row in self.rows}
        return self.world.vocabulary.classes.get(names.pop()) if len(names) == 1 else None

    def described(self, said: Sentence, places: Sequence[int]) -> Rows:
        """Return the records that the words at these places describe; none, if they tell of something else.

        What follows a "not" leaves records out.
        """
        negation = next((at for at in places if _without(said, at)), None)
        if negation is None:
            return self._fitting(said, places)
        wanted = [at for at in places if at < negation]
        unwanted = self._fitting(said, [at for at in places if at > negation])
        found = self._fitting(said, wanted) or (self.rows if unwanted and not self._telling(said, wanted) else [])
        return [row for row in found if row not in unwanted]

    def _fitting(self, said: Sentence, places: Sequence[int]) -> Rows:
        telling = self._telling(said, places)
        ranked = [at for at in telling if self._ranks(said, at)]
        fits = [fit for at in telling if at not in ranked and (fit := self._fit(said, at))]
        plain = [at for at in telling if at not in ranked and not self._fit(said, at)]
        if len(telling) > MOST_SAID or (len(plain) > 1 or (plain and not (fits or ranked))) or not telling:
            return []
        found = [row for row in self.rows if all(fit(row) for fit in fits)]
        found = _lettered(said, places, found) if len(found) > 1 else found
        for at in ranked:
            found = self._ranked(said.low(at), found, soonest=_closing(said, places))
        return found

    def _telling(self, said: Sentence, places: Sequence[int]) -> list[int]:
        """Return the places that tell something: of a name or value of several words, the first."""
        evidence = self.world.evidence
        words = [at for at in places if said.tokens[at].kind not in ("mark", "suffix") or said.low(at) == "#"]
        found: list[int] = []
        for at in words:
            mark = _mark(said, at)
            if mark and mark.first < at and mark.first in found:
                continue
            mark = None if mark and mark.kind == "kind" and not self._fit(said, at) else mark
            low = said.low(at)
            counted = low in _COUNTS and not mark and all(at == one or _empty(said, one) for one in words)
            if low in _MINE:
                found += [at] if _owned(said, at) else []
            elif (
                mark
                or counted
                or low in RANKS | OTHERS | _ALL | PLACES
                or self._known(said, at)
                or (self._strange(said, at) and (not evidence or len(words) <= 2 or evidence.matters(said, at)))
            ):
                found.append(at)
        return found

    def foreign(self, said: Sentence) -> bool:
        """Whether a message has a value that none of the records has."""
        kinds = ("date", "amount", "choice", "length", "email", "phone", "url", "quote")
        marks = [mark for mark in said.marks if mark.kind in kinds]
        short = len(said.tokens) <= NUMBERED
        return any(
            not (short and mark.kind == "amount" and mark.value.value <= len(self.rows))
            and not (mark.kind in ("date", "amount", "choice") and self._fit(said, mark.first))
            for mark in marks
        )

    def _strange(self, said: Sentence, at: int) -> bool:
        """Whether a word tells something that no record shows."""
        return said.low(at) not in POINTING | FREE and not self._of_kind(said, at) and not said.at(at, "field")

    def _known(self, said: Sentence, at: int) -> bool:
        low = said.low(at)
        return low not in POINTING | FREE and len(low) > 1 and any(has(row, low) for row in self.rows)

    def _of_kind(self, said: Sentence, at: int) -> bool:
        """Whether a word only says what the records are: "the deal with Raj"."""
        return bool(said.at(at, "class")) or bool(said.at(at, "verb"))

    def _ranks(self, said: Sentence, at: int) -> bool:
        low = said.low(at)
        number = low.isdigit() and 0 < int(low) <= len(self.rows) and len(said.tokens) <= NUMBERED
        return low in RANKS | OTHERS | _ALL | PLACES or number or (low in _COUNTS and not _mark(said, at))

    def _ranked(self, low: str, rows: Rows, *, soonest: bool) -> Rows:
        """Return what a word like "bigger", "other", "second" leaves of some records."""
        if low in _ALL:
            return rows
        if low in OTHERS:
            return [row for row in rows if row["id"] not in self.spoken]
        if low in RANKS or (soonest and low in ("first", "last")):
            return self._extreme(low, rows)
        place = _PLACES.get(low) or _COUNTS.get(low) or int(low)
        index = place - 1 if place > 0 else place
        return [rows[index]] if -len(rows) <= index < len(rows) else []

    def _extreme(self, low: str, rows: Rows) -> Rows:
        """Return the record with the most, the least, the first or the last; several that are equal, all of them."""
        cls = self.cls
        measure = cls.measure if cls and low in _MOST | _LEAST else None
        days = [field for field in cls.kinds("date") if not field.fixed] if cls else []
        name = measure.name if measure else next((one.name for one in days if any(one.name in row for row in rows)), "")
        valued = [row for row in rows if row.get(name) is not None]
        if not valued or (low in _MOST | _LEAST and not measure):
            return []
        take = max if low in _MOST | _LATEST | {"last"} else min
        best = take(row[name] for row in valued)
        return [row for row in valued if row[name] == best]

    def _fit(self, said: Sentence, at: int) -> Fits | None:
        """Return the condition that a word or value is; nothing for a word that no record has."""
        low, mark = said.low(at), _mark(said, at)
        me = self.world.me
        if low in _MINE and me:
            return lambda row: me.id in named_by(row)
        fit = valued(mark) if mark else None
        if fit and any(fit(row) for row in self.rows):
            return fit
        return (lambda row: has(row, low)) if self._known(said, at) else None


NUMBERED = 8
"""Words of a message in which a bare digit may be a place in a list."""


def _mark(said: Sentence, at: int) -> Mark | None:
    return next((mark for kind in ("date", "amount", "choice", "name", "kind") if (mark := said.at(at, kind))), None)


def _lettered(said: Sentence, places: Sequence[int], rows: Rows) -> Rows:
    """Return the records that have a letter which was said: "block A"."""
    last = places[-1] if places else -1
    letters = [at for at in places if len(said.low(at)) == 1 and (said.tokens[at].text.isupper() or at == last)]
    fitting = [row for row in rows if letters and all(has(row, said.low(at)) for at in letters)]
    return fitting or rows


def _empty(said: Sentence, at: int) -> bool:
    return said.low(at) in POINTING | FREE


def _owned(said: Sentence, at: int) -> bool:
    """Whether "my", "I", "me" tells whose a record is: "mine", "the one I have", no "I meant"."""
    return said.low(at) == "mine" or said.low(at + 1) in ("have", "own", "one") or said.low(at - 1) in ("to", "by")


def _closing(said: Sentence, places: Iterable[int]) -> bool:
    return any(said.low(at) in ("closes", "close", "closing", "due", "ends", "comes") for at in places)
