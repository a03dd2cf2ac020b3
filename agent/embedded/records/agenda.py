"""The activities that an order means: by what they are called, with whom, when, and whose they are.

"The follow-up for Maud" is an activity of hers that is called so, or none: never another one.
"""

from dataclasses import dataclass

from agent.embedded.language.intents import Condition, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import FREE, GUARDS, words_of
from agent.embedded.records.ballot import Vote, elected
from agent.embedded.records.fits import general, roots, telling, type_of
from agent.embedded.records.nouns import nouns
from agent.embedded.records.slots import Due, due
from agent.embedded.sentences.draft import Draft, World, name_of
from agent.embedded.sentences.evidence import NAMED, SURE, Evidence
from agent.embedded.sentences.segments import chunks
from agent.embedded.sentences.sentence import Clause, Sentence

_ALL = words_of("all every each everything both")
_LEADS = words_of("with for of at from to about by regarding 's on in")
_PERSONS = words_of("him her them")
_DETERMINERS = words_of("the my our that this his her their 's ' today's tomorrow's")
_ENDS = words_of("with for at about on in to from of and , . : ; ! ? -> is has should can can't could was moves")
_VAGUE = words_of("one ones thing things them it that this those these others rest date day time slot start end")
_MINE = words_of("my mine i i've i'm our we we've")
_EXCEPT = words_of("except but other others rest only without besides apart excluding")


@dataclass(frozen=True, slots=True)
class Told:
    """An order about activities that exist.

    Its `own` words, all that belongs to it (`scope`), and the words of it that are `new` values or say what to do.
    """

    own: Clause
    scope: Clause
    new: frozenset[int]
    world: World
    evidence: Evidence

    def low(self, at: int) -> str:
        """Return a word in lower case."""
        return self.own.sentence.low(at)

    @property
    def places(self) -> list[int]:
        """The words of the order that tell which activity is meant."""
        return [at for at in range(self.own.first, self.own.last) if at not in self.new]


def meant(told: Told) -> Noun | None:
    """Return the activities that an order means; nothing where that is not clear."""
    many = several(told)
    when = due(told.own, told.scope, told.new, told.world, many=many)
    called = _called(told, when)
    if many:
        return _set(told, when, called)
    votes = elected(told.own, told.scope, told.new, [word for word in called if not type_of(word)], told.evidence)
    people = _people(told)
    if people is None:
        return None
    noun = _by_subject(votes, people, called) if votes else _by_words(told, when, people, called)
    if noun and (when.order or when.dated):
        noun.where += when.where
        noun.order = when.order
    return noun


def several(told: Told) -> bool:
    """Whether an order is about all activities that fit: "every call", "my meetings on Friday"."""
    lows = {told.low(at) for at in told.places}
    plural = any(_plural(told.low(mark.last - 1)) for mark in _kinds(told))
    return plural or bool(_ALL & lows)


def _plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith("ss")


def _kinds(told: Told) -> list[Mark]:
    """Return the words for kinds of activities in the order: those that are no verbs."""
    return [mark for mark in kinds(told.own) if not set(mark.places) & told.new]


def kinds(clause: Clause) -> list[Mark]:
    """Return the words of a clause for kinds of activities, each once: "the follow-up", "my meetings"."""
    said = clause.sentence
    known = [mark for mark in clause.marks("class") if "Activity" in mark.value]
    own = [mark for mark in clause.marks("kind") if not any(set(mark.places) < set(one.places) for one in known)]
    further = [mark for mark in known if not any(set(mark.places) & set(one.places) for one in own)]
    free = [mark for mark in (*own, *further) if not said.at(mark.first, "name")]
    free = [mark for mark in free if said.low(mark.first - 1) not in _MEANWHILE]  # "I signed it before lunch"
    return [mark for mark in free if said.low(mark.first) not in _BOOKS]


_MEANWHILE = words_of("before after over during")


_BOOKS = words_of("calendar agenda schedule diary")
"""Words for where activities stand: "take it out of my calendar"."""


def _called(told: Told, when: Due) -> list[str]:
    """Return the words that were said of the activity: its kind, and what is heard as its name."""
    said = told.own.sentence
    marks = _kinds(told)
    if not marks and {told.low(at) for at in told.places} & _ONES:
        marks = [mark for mark in kinds(told.scope) if mark.last <= told.own.first][-1:]
    found = [word_of(mark, said) for mark in marks]
    places = {at for mark in marks for at in mark.places}
    named = {at for mark in told.own.marks("name", "date", "length", "amount") for at in mark.places} | when.taken
    for at in told.places:
        token = said.tokens[at]
        plain = token.kind != "word" or token.low in FREE | GUARDS | _VAGUE or at in places | named
        if not plain and (_heard(told, at) or _noun(told, at)):
            found.append(token.inner)
    return [word for word in dict.fromkeys(found) if not general(word)]


_ONES = words_of("ones them these those")


def word_of(mark: Mark, said: Sentence) -> str:
    """Return what an activity is called by a word for its kind: of "intro call" the call, of "follow up" both words."""
    together = mark.last - mark.first == 1 or said.low(mark.last - 1) in FREE
    return said.words(mark.first, mark.last) if together else said.tokens[mark.last - 1].inner


def _heard(told: Told, at: int) -> bool:
    if at >= told.own.last:
        return False
    token = told.own.sentence.tokens[at]
    kind, sure = told.evidence.tags.slot(token.start, token.end)
    if token.low in _BOOKS or sure < NAMED or told.evidence.tags.aside(token.start, token.end) >= NAMED:
        return False
    near = next((one for one in chunks(told.own) if one.first <= at < one.last), told.own)
    return kind == "activity" or (kind == "deal" and told.evidence.acting(near) >= SURE)


def _noun(told: Told, at: int) -> bool:
    """Whether a word stands as what is done: "tomorrow's walk with Grace", "the task about the invoice"."""
    begins = told.low(at - 1) in _DETERMINERS
    lead = at - 2 if begins else at - 1
    if told.low(lead) in ("about", "regarding", "re") and told.own.sentence.at(lead - 1, "class"):
        return True  # "the reminder about the quote"
    behind = told.low(at + 1) in ("with", "for")
    near = told.own.sentence.at(at + 2, "name") or told.low(at + 2) in _PERSONS
    return begins and behind and bool(near)


def _people(told: Told) -> list[Mark] | None:
    """Return the names with which the activity has to do; nothing where they are told of two ways."""
    said = told.own.sentence
    names = [mark for mark in told.own.marks("name") if not set(mark.places) & told.new and _whom(mark)]
    led = [mark for mark in names if said.low(mark.first - 1) in _LEADS or said.low(mark.last) in ("'s", "'")]
    before = [mark for mark in names if said.at(mark.last, "kind") or _heard(told, mark.last)] if not led else []
    if led or before:
        return led or before
    pronouns = [at for at in told.places if told.low(at) in _PERSONS and told.low(at - 1) in _LEADS]
    if not pronouns:
        return names if len(names) == 1 and len(told.own.lows()) < SHORT else []
    spoken = {name_of(mark).text: mark for mark in told.scope.marks("name") if name_of(mark).of("Contact")}
    if len(spoken) != 1:
        return None if spoken else []
    return list(spoken.values())


SHORT = 10
"""Words of an order in which the only name tells whose activity is meant."""


def _whom(mark: Mark) -> bool:
    refs = name_of(mark).refs
    return any(ref.cls in ("Contact", "Company", "Deal") for ref in refs) and refs[0].cls != "_User"


def _by_subject(votes: list[Vote], people: list[Mark], called: list[str]) -> Noun | None:
    """Return the activity whose subject was said; of somebody whom it does not name, his that is called so."""
    refs = [vote.ref for vote in votes]
    words = {one for ref in refs for one in roots(ref.name)}
    others = [mark for mark in people if not words & roots(name_of(mark).text)]
    kinds = [word for word in called if type_of(word)]
    text = refs[0].name
    if others:
        subject = [word for word in telling(text) if roots(word) & set(votes[0].all)]
        return _of(others, list(dict.fromkeys([*called, *subject])))
    return Noun(cls="Activity", text=text, said=[refs], called=kinds)


def _by_words(told: Told, when: Due, people: list[Mark], called: list[str]) -> Noun | None:
    """Return the activity of somebody that is called so, or that is due then."""
    if people:
        generic = any(general(told.own.sentence.words(mark.first, mark.last)) for mark in _kinds(told))
        return _of(people, called) if called or generic or when.order or when.dated else None
    if called and (when.order or when.dated):
        return Noun(cls="Activity", called=called, where=_mine(told))
    return None


def _of(people: list[Mark], called: list[str]) -> Noun:
    said = [[ref for ref in name_of(mark).refs if ref.cls in ("Contact", "Company", "Deal")] for mark in people]
    text = " ".join(name_of(mark).text for mark in people)
    return Noun(cls="Activity", text=text, said=said, called=called)


def _mine(told: Told) -> list[Condition]:
    me = told.world.me
    said = told.own.sentence
    before = range(told.scope.first, told.own.first) if {told.low(at) for at in told.places} & _ONES else ()
    mine = any(said.low(at) in _MINE for at in (*before, *told.places))
    who = Noun(cls="_User", text="me", chosen=[me]) if me and mine else None
    return [Condition(field="created_by", noun=who)] if who else []


def _set(told: Told, when: Due, called: list[str]) -> Noun | None:
    """Return all activities that are told of by whose, what kind or when they are."""
    if _EXCEPT & {told.low(at) for at in told.places} or when.order:
        return None
    people = _people(told)
    deals = _deals(told)
    if people is None or not (people or called or when.where) or deals is None:
        return None
    noun = _of(people, called) if people else Noun(cls="Activity", called=called)
    noun.many = True
    noun.where = [*when.where, *(deals or _mine(told)), Condition(field="completed_at", op="empty")]
    return noun


def _deals(told: Told) -> list[Condition] | None:
    """Return of which deals the activities are: "for all of my leads"; nothing where that is not understood."""
    marks = [mark for mark in told.own.marks("choice", "class") if not set(mark.places) & told.new]
    marks = [mark for mark in marks if mark.kind == "choice" or "Deal" in mark.value]
    marks = [mark for mark in marks if mark.kind == "class" or any(owner == "Deal" for owner, _, _ in mark.value)]
    if not marks:
        return []
    first = marks[0].first
    while told.low(first - 1) in _WHOSE and first > told.own.first:
        first -= 1
    if told.low(first) not in ("for", "of", "on", "with"):
        return None
    draft = Draft(Clause(told.own.sentence, first + 1, marks[-1].last), told.world, act="question")
    found = nouns(draft, told.world.vocabulary.classes["Deal"])
    known = len(found) == 1 and found[0].many and bool(found[0].where) and not draft.left()
    return [Condition(field="related_to", noun=found[0])] if known else None


_WHOSE = words_of("for of on with all every each my our the open active")
