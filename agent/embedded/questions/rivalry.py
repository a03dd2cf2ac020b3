"""Which of two colleagues has fewer records, or more: "… to Ann or Bob, whoever of them has fewer leads"."""

from collections.abc import Sequence
from dataclasses import dataclass

from agent.embedded.language.intents import Condition, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.questions.checks import Desk, Found, Step
from agent.embedded.questions.several import many
from agent.embedded.sentences.draft import World, name_of
from agent.embedded.sentences.sentence import Clause, Sentence

_WHO = words_of("whoever whichever who")
_HAVING = words_of("has have 's got holds owns")
_FEWER = words_of("fewer fewest less least smaller smallest lower lowest")
_MORE = words_of("more most larger largest higher highest bigger biggest greater")
_OF = words_of("of the two them these both pair one that those at moment currently now 's number a")
_GETTING = words_of("should gets takes can must is shall")
_ENDS = words_of(". ! ? ;")


@dataclass(slots=True)
class Rivalry:
    """Two colleagues, the records that are counted of each, and whether the one with `fewer` is meant.

    The message is read with his name in place of the tokens `first` up to `last`, and without those from `end`.
    """

    users: tuple[Mark, Mark]
    nouns: tuple[Noun, Noun]
    fewer: bool
    words: tuple[str, str]
    first: int
    last: int
    end: int
    behind: int

    def found(self, desk: Desk) -> Step:
        """Count the records of both; `focus` is who is meant."""
        counts = []
        for noun in self.nouns:
            counts.append(len((yield from desk.resolver.rows(noun))))
        refs = [name_of(mark).of("_User")[0] for mark in self.users]
        told = [
            f"{ref.name} has {count or 'no'} such {self.words[count != 1]}"
            for ref, count in zip(refs, counts, strict=True)
        ]
        text = " and ".join(told)
        if counts[0] == counts[1]:
            return Found(None, text)
        first = (counts[0] < counts[1]) == self.fewer
        return Found(True, text, [refs[0] if first else refs[1]])

    def text(self, said: Sentence, name: str) -> str:
        """Return the message as if only he had been named."""
        before = said.text[: said.tokens[self.first].start]
        between = (
            said.text[said.tokens[self.last - 1].end : said.tokens[self.end - 1].end] if self.end > self.last else ""
        )
        rest = said.text[said.tokens[self.behind - 1].end :]
        return f"{before}{name}{between}{rest}".strip()


def rivalry(said: Sentence, world: World) -> Rivalry | None:
    """Return the comparison of two colleagues that decides an order; nothing where there is none."""
    for at in range(len(said.tokens)):
        if said.low(at) in _WHO and not said.at(at, "name"):
            return _read(said, at, world)
    return None


def _read(said: Sentence, at: int, world: World) -> Rivalry | None:
    stop = next((place for place in range(at, len(said.tokens)) if said.low(place) in _ENDS), len(said.tokens))
    place = at + 1
    while place < stop and (said.low(place) in _OF or said.at(place, "name") or said.low(place) in ("and", "or", ",")):
        place += 1
    inside = [mark for mark in Clause(said, at, place).marks("name") if _user(mark)]
    rank = _rank(said, place)
    stop = next((one for one in range(place, stop) if inside and said.low(one) in _GETTING), stop)
    users = inside or [mark for mark in Clause(said, 0, at).marks("name") if _user(mark)][-2:]
    known = many(Clause(said, rank[1], stop), world) if rank and rank[1] < stop else None
    owner = world.vocabulary.classes[known.cls].owner if known else None
    if not rank or not known or not owner or len(users) != 2 or not _joined(said, users):
        return None
    first, second = (_with(known, owner.name, mark) for mark in users)
    cls = world.vocabulary.classes[known.cls]
    words = (cls.word, cls.words)
    if inside:
        return Rivalry((users[0], users[1]), (first, second), rank[0], words, at, stop, stop, stop)
    begin = users[0].first - (said.low(users[0].first - 1) == "either")
    end = at - (said.tokens[at - 1].kind == "mark")
    return Rivalry((users[0], users[1]), (first, second), rank[0], words, begin, users[1].last, end, stop)


def _rank(said: Sentence, at: int) -> tuple[bool, int] | None:
    """Return whether who has fewer is meant, and where what is counted begins: "has the smaller number of …"."""
    if said.low(at) not in _HAVING and said.low(at - 1) != "'s":
        return None
    at += 1
    while said.low(at) in ("the", "got", "currently"):
        at += 1
    fewer = said.low(at) in _FEWER
    if not (fewer or said.low(at) in _MORE):
        return None
    at += 1
    while said.low(at) in ("number", "amount", "of", "the"):
        at += 1
    return fewer, at


def _user(mark: Mark) -> bool:
    return len(name_of(mark).of("_User")) == 1 and all(ref.cls == "_User" for ref in name_of(mark).refs)


def _joined(said: Sentence, users: Sequence[Mark]) -> bool:
    return all(said.low(at) in ("or", "and", "/", "either") for at in range(users[0].last, users[1].first))


def _with(noun: Noun, field: str, mark: Mark) -> Noun:
    name = name_of(mark)
    owner = Condition(field=field, noun=Noun(cls="_User", text=name.text, said=[name.of("_User")]))
    return noun.model_copy(update={"where": [*noun.where, owner]})
