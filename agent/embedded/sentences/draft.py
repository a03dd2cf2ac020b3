"""A reading in the making: a clause, the words that have found their place, and what it all depends on."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.names import Name, Ref
from agent.embedded.language.vocabulary import Class, Vocabulary
from agent.embedded.sentences.acts import Act
from agent.embedded.sentences.evidence import Evidence
from agent.embedded.sentences.sentence import Clause, Sentence
from agent.embedded.values.days import Now


@dataclass(frozen=True, slots=True)
class World:
    """What every reading depends on: the vocabulary, the moment, the asker, the currency of the workspace.

    `topic` is the class of the record that was spoken of last, `listed` that of the last list, `person`
    the user who was spoken of last; `evidence` is what the tagger says of the message.
    """

    vocabulary: Vocabulary
    now: Now
    me: Ref | None = None
    currency: str | None = None
    topic: str = ""
    listed: str = ""
    person: tuple[Ref, ...] = ()
    evidence: Evidence | None = None


@dataclass(slots=True)
class Draft:
    """A clause under one reading. `taken` are the tokens that have found a place.

    `carried` are the verbs of the clause before, for one that has none of its own ("… and Globex to Priya"). When
    `stated`, a value needs no "to" before it: the next clause says that it shall be the new one.
    `making` while values are for a new record.
    """

    clause: Clause
    world: World
    taken: set[int] = field(default_factory=set)
    past: bool = False
    carried: frozenset[str] = frozenset()
    act: Act = "order"
    stated: bool = False
    making: bool = False

    @property
    def sentence(self) -> Sentence:
        """The sentence that the clause is part of."""
        return self.clause.sentence

    def cls(self, name: str) -> Class:
        """Return a class of the vocabulary."""
        return self.world.vocabulary.classes[name]

    def take(self, *marks: Mark) -> None:
        """Give the words of these marks their place."""
        for mark in marks:
            self.taken.update(mark.places)

    def span(self, first: int, last: int) -> None:
        """Give all words between two tokens their place."""
        self.taken.update(range(first, last))

    def open(self, *kinds: str) -> list[Mark]:
        """Return the marks of these kinds whose words have no place yet."""
        return [mark for mark in self.clause.marks(*kinds) if self.taken.isdisjoint(mark.places)]

    def names(self) -> list[Mark]:
        """Return the names that have no place yet."""
        return self.open("name", "weak")

    def low(self, place: int) -> str:
        """Return a word of the clause in lower case; outside of it, nothing."""
        return self.sentence.low(place) if self.clause.first <= place < self.clause.last else ""

    def before(self, mark: Mark, skip: Iterable[str] = ("the", "a", "an", "my", "our", "his", "her", ":")) -> str:
        """Return the word before a mark, articles left out."""
        place = mark.first - 1
        while self.low(place) in skip or self.low(place) in ("uh", "um", "er"):
            place -= 1
        return self.low(place)

    def after(self, mark: Mark) -> str:
        """Return the word after a mark."""
        return self.low(mark.last)

    def having(self, words: Collection[str]) -> list[int]:
        """Return the places of these words, where they have no place yet and are no part of a name."""
        places = range(self.clause.first, self.clause.last)
        free = [at for at in places if at not in self.taken and not self.sentence.at(at, "name")]
        return [at for at in free if self.sentence.low(at) in words]

    def drop(self, words: Collection[str]) -> None:
        """Give these words their place, wherever they stand and are no part of a name."""
        self.taken.update(self.having(words))

    def plural(self, mark: Mark) -> bool:
        """Whether a mark ends like a plural."""
        last = self.sentence.low(mark.last - 1)
        return last == "people" or (last.endswith("s") and not last.endswith("ss"))

    def left(self) -> list[int]:
        """Return the tokens that mean something and have no place yet."""
        return self.clause.left(self.taken)

    def mattering(self) -> list[int]:
        """Return those of them that may change what is meant: a name, a value, a negation; without evidence, all."""
        evidence = self.world.evidence
        return [at for at in self.left() if not evidence or evidence.matters(self.sentence, at)]

    def copy(self) -> "Draft":
        """Return a draft that can go its own way from here."""
        return Draft(
            self.clause, self.world, set(self.taken), self.past, self.carried, self.act, self.stated, self.making
        )


def whole(said: Sentence, world: World) -> Draft:
    """Return a draft of a whole message as one clause."""
    return Draft(Clause(said, 0, len(said.tokens)), world)


def name_of(mark: Mark) -> Name:
    """Return the name that a mark carries."""
    value: Name = mark.value
    return value
