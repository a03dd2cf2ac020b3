"""Conditions on how many records there are: "if there are fewer than four leads", "if we have an open deal"."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from agent.embedded.language.calls import Call, Result
from agent.embedded.language.intents import Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.names import ref_of
from agent.embedded.language.words import words_of
from agent.embedded.questions.checks import NEGATIONS, Check, Desk, Found, Step
from agent.embedded.questions.several import many
from agent.embedded.records.finding import MOST, Refused
from agent.embedded.records.narrowing import Rows
from agent.embedded.sentences.draft import World
from agent.embedded.sentences.sentence import Clause, Sentence

_COMPARE: dict[str, Callable[[int, int], bool]] = {
    "more": lambda one, other: one > other,
    "fewer": lambda one, other: one < other,
    "least": lambda one, other: one >= other,
    "most": lambda one, other: one <= other,
    "exactly": lambda one, other: one == other,
}
_WORDS = {
    **dict.fromkeys(words_of("more over greater above"), "more"),
    **dict.fromkeys(words_of("fewer less under below"), "fewer"),
    "least": "least",
    "most": "most",
    **dict.fromkeys(words_of("exactly only just"), "exactly"),
}
_TAILS = {"more": "least", "fewer": "most", "less": "most", "over": "least"}
_OTHER = {"more": "most", "most": "more", "fewer": "least", "least": "fewer", "exactly": ""}
"""What holds where a comparison does not."""
_HAVING = words_of("haven't hasn't have has had got 've own owns")
_BEING = words_of("are is 's isn't aren't was were")


@dataclass(slots=True)
class Counted(Check):
    """Whether so many records fit: more, fewer, at least, at most or exactly `number`."""

    noun: Noun
    how: str
    number: int
    words: tuple[str, str]
    """What one of them is called, and several."""

    def found(self, desk: Desk) -> Step:
        """Count them."""
        rows = yield from desk.resolver.rows(self.noun)
        rows = yield from self._unheard(rows)
        count = len(rows)
        refs = [ref_of(row) for row in rows]
        named = f": **{refs[0].name}**" if count == 1 else ""
        text = f"I found {count or 'no'} such {self.words[count != 1]}{named}"
        return Found(_COMPARE[self.how](count, self.number), text, refs[:1] if count == 1 else [], refs)

    def _unheard(self, rows: Rows) -> Generator[list[Call], list[Result], Rows]:
        """Return, of what nobody has answered since a day, what its people have not answered either."""
        people = {ref_of(row["contact"]).id for row in rows if isinstance(row.get("contact"), dict)}
        if not self.noun.quiet_since or not people:
            return rows
        where = [{"field": "id", "op": "one_of", "value": sorted(people)}]
        asked = {"where": where, "quiet_since": self.noun.quiet_since, "limit": MOST}
        (result,) = yield [Call("find_contacts", asked)]
        if "error" in result:
            raise Refused(result)
        heard = people - {row["id"] for row in result.get("records", [])}
        return [row for row in rows if not isinstance(row.get("contact"), dict) or row["contact"]["id"] not in heard]

    def compared(self, guard: Sequence[str]) -> bool | None:
        """Return whether "if it's three or fewer", "if there are more" means the condition or what else may be."""
        numbers = [_number(word) for word in guard if _number(word) is not None]
        how = next((_WORDS[word] for word in guard if word in _WORDS), "")
        if len(numbers) > 1 or not how:
            return None
        if "or" in guard:
            how = next((_TAILS[word] for word in guard if word in _TAILS), how)
        if not numbers:
            return {self.how: True, **dict.fromkeys(_AGAINST[self.how], False)}.get(how)
        given = range(max(self.number, numbers[0] or 0) + 3)
        same = [_COMPARE[how](one, numbers[0] or 0) == _COMPARE[self.how](one, self.number) for one in given]
        return True if all(same) else False if not any(same) else None


_AGAINST = {
    "more": ("fewer", "most"),
    "least": ("fewer", "most"),
    "fewer": ("more", "least"),
    "most": ("more", "least"),
    "exactly": (),
}
_NAMED = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {word: at for at, word in enumerate(_NAMED)}


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() else _NUMBERS.get(word)


def counted(clause: Clause, world: World, guard: Sequence[str] = ()) -> Counted | None:
    """Return the condition that so many records are there: a number that is compared, some, or none.

    After "how many …?", the number stands in the words that speak of it again: the `guard` of what follows.
    """
    compared = _compared(clause) or _asked(clause, guard)
    if compared:
        how, number, taken = compared
        negative = False
    else:
        some = _some(clause)
        if not some or _agreed(clause):
            return None
        negative, taken = some
        how, number = ("most", 0) if negative else ("least", 1)
    noun = many(clause, world, taken)
    cls = world.vocabulary.classes[noun.cls] if noun else None
    return Counted(negative, noun, how, number, (cls.word, cls.words)) if noun and cls else None


def _asked(clause: Clause, guard: Sequence[str]) -> tuple[str, int, set[int]] | None:
    """Return the comparison for "how many leads are there? If it's more than one, …"."""
    if clause.lows()[:2] != ["how", "many"]:
        return None
    number = next((one for word in guard if (one := _number(word)) is not None), None)
    how = next((_WORDS[word] for word in guard if word in _WORDS), "")
    tail = next((_TAILS[word] for word in guard if word in _TAILS), "") if "or" in guard else ""
    return (tail or how, number, {clause.first, clause.first + 1}) if number is not None and (tail or how) else None


def _compared(clause: Clause) -> tuple[str, int, set[int]] | None:
    """Return the comparison with a number of things, and its words."""
    ones = [at for at in range(clause.first, clause.last) if clause.sentence.low(at) == "one"]
    for at in ones:
        if not clause.sentence.at(at, "amount") and (made := _beside(clause.sentence, Mark("amount", at, at + 1))):
            return made[0], 1, made[1]
    for mark in clause.marks("amount"):
        value = mark.value.value
        counts = not (mark.value.money or mark.value.percent) and value == int(value) and 0 <= value < MOST_THINGS
        made = _beside(clause.sentence, mark) if counts else None
        if made:
            return made[0], int(value), made[1]
    return None


MOST_THINGS = 1000
"""A larger number is an amount of money."""


def _beside(said: Sentence, mark: Mark) -> tuple[str, set[int]] | None:
    """Return how the words beside a number compare with it, and these words."""
    if said.low(mark.last) == "or" and said.low(mark.last + 1) in _TAILS:
        return _TAILS[said.low(mark.last + 1)], set(range(mark.first, mark.last + 2))
    at = mark.first - 1
    at -= said.low(at) == "than"
    how = _WORDS.get(said.low(at), "")
    if not how:
        return None
    denied = said.low(at - 1) in ("no", "not")
    led = denied or said.low(at - 1) == "at"
    return _OTHER[how] if denied and how in ("more", "fewer") else how, set(range(at - led, mark.last))


def _some(clause: Clause) -> tuple[bool, set[int]] | None:
    """Return whether a condition says that there are none, or that there are some, and its words."""
    said, lows = clause.sentence, clause.lows()
    negated = bool(set(lows) & NEGATIONS)
    if lows[0] in ("no", "none", "any") and set(lows) & _BEING and not negated:  # "none of my deals is won"
        return lows[0] != "any", {clause.first, *_at(clause, _BEING)}
    for at in range(clause.first, clause.last):
        low = said.low(at)
        exists = low in _BEING and "there" in (said.low(at - 1), said.low(at - 2), said.low(at + 1))
        if not exists and low not in _HAVING:
            continue
        behind = next((one for one in range(at + 1, clause.last) if said.low(one) not in _BETWEEN), clause.last)
        things = [said.at(behind + step, kind) for step in (1, 2, 3, 4) for kind in ("class", "choice", "kind")]
        if said.low(behind) in _ARTICLES and any(things) and not said.at(behind + 1, "field"):
            return negated or said.low(behind) == "no", {*range(at, behind + 1), *_at(clause, NEGATIONS)}
    return None


_ARTICLES = words_of("a an any no some another one")
_BETWEEN = words_of("i we you there still got currently yet already not also")


def _at(clause: Clause, words: frozenset[str]) -> list[int]:
    """Return where these words stand in a clause."""
    return [at for at in range(clause.first, clause.last) if clause.sentence.low(at) in words]


def _agreed(clause: Clause) -> bool:
    """Whether "if we have a deal with Acme" may mean that all is agreed, and not that a deal is there."""
    lows = clause.lows()
    return lows[:1] in (["we"], ["i"], ["there"]) and any(pair == ("a", "deal") for pair in pairwise(lows))
