"""What a condition asks of the CRM, and what was found: the ground of an order that depends on it."""

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, field

from agent.embedded.language.calls import Call, Result
from agent.embedded.language.intents import Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.names import Ref
from agent.embedded.language.vocabulary import Vocabulary
from agent.embedded.language.words import words_of
from agent.embedded.records.resolve import Resolver
from agent.embedded.sentences.draft import World, name_of
from agent.embedded.sentences.sentence import Clause

MOST = 100
"""Activities of a record that are looked at."""
NEGATIONS = words_of(
    "not isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't isnt arent wasnt werent hasnt havent "
    "dont doesnt didnt ain't won't"
)
NOBODY = words_of("no nobody no-one none nothing neither without never")
_SMALL = words_of(
    "a an the is are was am be been 's 'm 're 've has have had got do does did there that it this still yet already "
    "currently now right moment any at all of to in for with by on and actually really at , ? . ' indeed also just"
)
_PERSONS = words_of("he she him her his hers they them their")
_THINGS = words_of("it its that this")


@dataclass(slots=True)
class Found:
    """What a condition came to: whether it `holds` (nothing, if that is not sure), in words, and its records."""

    holds: bool | None
    text: str
    focus: list[Ref] = field(default_factory=list)
    listed: list[Ref] = field(default_factory=list)


Step = Generator[list[Call], list[Result], Found]


@dataclass(frozen=True, slots=True)
class Desk:
    """What a check asks: the tools, what finds records, and the moment."""

    vocabulary: Vocabulary
    resolver: Resolver
    world: World

    def around(self, ref: Ref) -> Generator[list[Call], list[Result], Result]:
        """Return what was done and is planned around a record."""
        (result,) = yield [Call("timeline", {"class": ref.cls, "target": ref.id, "limit": MOST})]
        return result


@dataclass(slots=True)
class Check:
    """A condition that the CRM can answer. `negative` where it is worded so: "she is not …", "there is no …"."""

    negative: bool

    def found(self, desk: Desk) -> Step:
        """Ask the CRM."""
        raise NotImplementedError

    @property
    def there(self) -> str:
        """The words that "there" means in what follows."""
        return ""

    def refers(self, guard: Sequence[str]) -> bool | None:
        """Return whether words that speak of the condition again mean that it holds: "if so", "if she isn't"."""
        words = set(guard)
        if guard and (guard[0] in ("so", "yes", "yep") or words == {"then"}):
            return True
        if words & {"otherwise", "else", "another", "wrong"} or list(guard) in (["not"], ["no"]):
            return False
        if words & _COMPARING:
            return self.compared(guard)
        if "case" in words or "true" in words:
            return not words & NEGATIONS
        return bool(words & (NEGATIONS | NOBODY)) == self.negative

    def compared(self, guard: Sequence[str]) -> bool | None:  # noqa: ARG002
        """Return the same for words that compare: "if it's less", "if there are more"."""
        return None


_COMPARING = words_of("less fewer more longer shorter later earlier higher lower sooner than or least most exactly")


def bare(clause: Clause, taken: Iterable[int], allowed: frozenset[str] = frozenset()) -> bool:
    """Whether a condition has no other words than those that have a place, small ones, and the `allowed`."""
    gone = set(taken)
    return all(
        at in gone or clause.sentence.low(at) in _SMALL | allowed or clause.sentence.tokens[at].kind == "mark"
        for at in range(clause.first, clause.last)
    )


def named(clause: Clause, *classes: str) -> list[Mark]:
    """Return the names of records of these classes in a condition; of colleagues, where `_User` is one of them."""
    found = []
    for mark in clause.marks("name"):
        users = all(ref.cls == "_User" for ref in name_of(mark).refs)
        if name_of(mark).of(*classes) and users == ("_User" in classes):
            found.append(mark)
    return found


def subject(clause: Clause, before: Clause | None) -> tuple[Noun, set[int]] | None:
    """Return the person, deal or company that a condition is about: the one it names, or that a pronoun means.

    A pronoun means who was named in the words `before`, else what the thread is about.
    """
    marks = named(clause, "Contact", "Deal", "Company")
    if len(marks) == 1:
        return _noun(marks[0]), set(marks[0].places)
    places = [at for at in range(clause.first, clause.last) if clause.sentence.low(at) in _PERSONS | _THINGS]
    if marks or not places:
        return None
    told = named(before, "Contact", "Deal", "Company") if before else []
    if len({frozenset(ref.id for ref in name_of(mark).refs) for mark in told}) > 1:
        return None
    if told:
        return _noun(told[0]), set(places)
    person = clause.sentence.low(places[0]) in _PERSONS
    return Noun(cls="Contact" if person else "", pronoun="person" if person else "one", text="it"), set(places)


def _noun(mark: Mark) -> Noun:
    name = name_of(mark)
    best = max(name.refs, key=lambda ref: (ref.score, ref.fit))
    cls = best.cls if best.cls != "_User" else "Contact"
    return Noun(cls=cls, text=name.text, said=[name.of(cls)])
