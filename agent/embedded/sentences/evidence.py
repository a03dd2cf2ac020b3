"""What the trained tagger says for or against the ways to read a message."""

from dataclasses import dataclass, field

from agent.embedded.language.intents import Intent
from agent.embedded.language.vocabulary import Vocabulary
from agent.embedded.language.words import FREE, GUARDS, words_of
from agent.embedded.sentences import tags
from agent.embedded.sentences.sentence import Clause, Sentence
from agent.embedded.sentences.tagger import Tags

ACTING = ("order", "correction", "answer")
"""Acts after which something may be changed."""
FIELDS = {
    "expected_close_date": "date",
    "assigned_to": "owner",
    "description": "notes",
    "due_date": "due",
    "completed_at": "done",
    "related_to": "contact",
}
"""Fields that the tagger calls by another name than the class does."""
_LINKED = ("update.owner", "update.contact", "update.company")
"""Changes that differ only in who is named."""
_SLOTS = {"Deal": "deal", "Company": "company", "Contact": "contact", "Activity": "activity"}
"""What the tagger calls the names of a class's records."""
_ASKED = {"totals": "total", "about": "lookup"}
AGREED = 0.51
"""The tagger agrees with a reading from here on."""
SURE = 0.75
"""It hears an order from here on."""
CERTAIN = 0.85
"""It is certain of an order, or that a word names nothing, from here on."""
CLEARLY, HARDLY = 0.65, 0.12
"""It contradicts a reading when it hears one operation clearly, and those of the reading hardly."""
HEARD = 0.08
"""It hears an operation from this share on."""
LOUD = 0.2
"""An operation is carried out from this share on."""
NAMED = 0.5
"""A word names what its slot says from here on."""
PASSED = 0.6
"""It passes over a word from here on."""
ALTERING = words_of(
    "half halve double twice swap other next except both back last previous without only excluding besides apart "
    "opposite reverse neither either rather instead unless if or"
)
"""Words that make another order of an order."""
UNNAMED = 0.4
"""A word is heard as a part of a name or value below this."""
NEUTRAL = 0.5
"""The agreement with what the tagger has no word for: classes and fields that a workspace added."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The tags of a message, asked by clauses: what many readings ask of the same clause is reckoned once."""

    tags: Tags
    vocabulary: Vocabulary
    _shares: dict[tuple[int, int], dict[str, float]] = field(default_factory=dict, repr=False, compare=False)
    _acts: dict[tuple[int, int], dict[str, float]] = field(default_factory=dict, repr=False, compare=False)

    def shares(self, clause: Clause) -> dict[str, float]:
        """Return the share of each operation in a clause."""
        span = _span(clause)
        if span not in self._shares:
            self._shares[span] = self.tags.about(*span)
        return dict(self._shares[span])

    def outcome(self, clause: Clause) -> tuple[float, float]:
        """Return how likely a clause tells that a deal is won, and that it is lost."""
        return self.tags.outcome(*_span(clause))

    def passed(self, clause: Clause) -> set[int]:
        """Return the words of a clause that add nothing."""
        tokens = clause.sentence.tokens
        places = range(clause.first, clause.last)
        return {at for at in places if self.tags.aside(tokens[at].start, tokens[at].end) >= PASSED}

    def runs(self, clause: Clause, slot: str, least: float = NAMED) -> list[tuple[int, int]]:
        """Return the runs of words that name a slot's kind of thing: first token, and the one after the last."""
        tokens = clause.sentence.tokens
        found: list[tuple[int, int]] = []
        for at in range(clause.first, clause.last):
            kind, sure = self.tags.slot(tokens[at].start, tokens[at].end)
            if kind != slot or sure < least:
                continue
            if found and found[-1][1] == at:
                found[-1] = (found[-1][0], at + 1)
            else:
                found.append((at, at + 1))
        return found

    def act(self, clause: Clause) -> dict[str, float]:
        """Return how likely each act is for a clause."""
        span = _span(clause)
        if span not in self._acts:
            self._acts[span] = self.tags.act(*span)
        return dict(self._acts[span])

    def held(self, clause: Clause) -> float:
        """Return how likely a clause holds back what it speaks of."""
        said = self.act(clause)
        return sum(said.get(act, 0.0) for act in ("supposed", "doubted", "forbidden", "reported"))

    def acting(self, clause: Clause) -> float:
        """Return how likely a clause asks for something to be done."""
        said = self.act(clause)
        return sum(said.get(act, 0.0) for act in ACTING) if said else 1.0

    def agrees(self, clause: Clause, intents: list[Intent]) -> float:
        """Return how well the operations that the clause speaks of are the ones that these intents carry out.

        It is the share of the clause's operations that they carry out, less for each one that nobody spoke of.
        """
        about = self.shares(clause)
        wanted = {names for intent in intents for names in operations(intent, self.vocabulary)}
        if not about or not wanted:
            return NEUTRAL
        shares = [sum(about.get(name, 0.0) for name in names) for names in wanted]
        spoken = sum(share >= HEARD for share in shares) / len(shares)
        return min(1.0, sum(shares)) * spoken

    def contradicts(self, clause: Clause, intents: list[Intent]) -> bool:
        """Whether the tagger clearly hears another operation than the ones that these intents carry out.

        It knows no names: whether somebody is a colleague, a contact or a company is for the link to say.
        """
        about = self.shares(clause)
        best = max(about, key=lambda name: about[name], default="none")
        if best in _LINKED and any(intent.do == "update" and intent.link for intent in intents):
            return False
        if all(best == f"create.{intent.cls.lower()}" and _goes_on(intent) for intent in intents):
            return False
        return best != "none" and about[best] >= CLEARLY and self.agrees(clause, intents) < HARDLY

    def weight(self, clause: Clause, intents: list[Intent]) -> float:
        """Return what the tagger adds to a reading's weight; where it does not agree, nothing."""
        return 0.4 * max(0.0, self.agrees(clause, intents) - NEUTRAL)

    def otherwise(self, clause: Clause, intents: list[Intent]) -> bool:
        """Whether a question is about a record by a name that is heard as one of another class."""
        asked = [one for one in intents if one.do in ("about", "timeline") and one.cls in _SLOTS]
        tokens = clause.sentence.tokens
        for noun in (noun for one in asked for noun in one.targets if noun.said):
            ids = {ref.id for group in noun.said for ref in group if ref.cls == noun.cls}
            for mark in clause.marks("name", "phrase"):
                if not ids & {ref.id for ref in mark.value.refs}:
                    continue
                slot, sure = self.tags.slot(tokens[mark.first].start, tokens[mark.last - 1].end)
                if slot in _SLOTS.values() and slot != _SLOTS[noun.cls] and sure >= NAMED:
                    return True
        return False

    def open(self, clause: Clause, intents: list[Intent], places: list[int]) -> list[int]:
        """Return which words without a place still matter.

        Where the tagger agrees with the reading, its ordinary words are explained by it; a name, a value, a negation or
        a word written like a name is not.
        """
        writes = any(intent.writes for intent in intents)
        if foreign(clause) or self.agrees(clause, intents) < AGREED or (writes and self.acting(clause) < SURE):
            return places
        return [at for at in places if self.matters(clause.sentence, at, sure=not writes)]

    def matters(self, sentence: Sentence, at: int, *, sure: bool = False) -> bool:
        """Whether a word without a place may change what is meant: a name, a value, a negation.

        Where it is `sure` that nothing is changed anyway, a negation does not.
        """
        token = sentence.tokens[at]
        if self.tags.aside(token.start, token.end) >= PASSED and not self._naming(token.start, token.end):
            return False
        if token.low in ALTERING or (token.low in GUARDS and not sure):
            return True
        if token.kind not in ("word", "suffix", "mark", "compare") or sentence.at(at, "class"):
            return True
        plain = self.tags.plain(token.start, token.end)
        if token.low in GUARDS or plain >= CERTAIN:
            return False
        if plain < UNNAMED and not sure and token.low not in FREE:  # part of a name that no record has
            return True
        valued = any(sentence.at(at, kind) for kind in ("name", "amount", "date", "choice", "length"))
        return valued or (token.proper and at > 0 and not sentence.at(at, "verb"))

    def asides(self, sentence: Sentence, sure: float) -> list[int]:
        """Return the tokens that add nothing: those the tagger is so sure of, names and values left in.

        Words that are heard as the name of a record stay, too: whoever has none of that name asks.
        """
        return [
            at
            for at, token in enumerate(sentence.tokens)
            if self.tags.aside(token.start, token.end) >= sure
            and token.low not in GUARDS | ALTERING
            and not self._naming(token.start, token.end)
        ]

    def _naming(self, first: int, last: int) -> bool:
        slot, sure = self.tags.slot(first, last)
        role, _ = self.tags.role(first, last)
        return slot in _SLOTS.values() and sure >= NAMED and role != "by"


def _goes_on(intent: Intent) -> bool:
    """Whether an order goes on with what was made in the words before: "… and assign it to Liesbeth"."""
    return intent.do == "update" and bool(intent.targets) and all(noun.pronoun for noun in intent.targets)


def foreign(clause: Clause) -> bool:
    """Whether a clause is in another language, in which the tagger has heard nothing."""
    named = {at for mark in clause.marks("name") for at in mark.places}  # "Anna von der Heide"
    words = [low for at, low in enumerate(clause.lows(), clause.first) if at not in named]
    return sum(word in _FOREIGN for word in words) >= MOST_FOREIGN


MOST_FOREIGN = 2
"""Small words of another language that a clause may not have; one of them is a name, or chance."""
_FOREIGN = words_of(
    "der die das den dem des und nach bitte nicht ist mit auf von zu ein eine einen für ich wir sie alle le la les "
    "un une et est pour avec dans sur merci je nous vous tous el los las y para por con en mi muy gracias todos il lo "
    "gli per della nel sono che um uma os com não obrigado het een van voor met niet alsjeblieft og til ikke med i "
    "proszę na się jest"
) - words_of("i do an on la die")


def _span(clause: Clause) -> tuple[int, int]:
    tokens = clause.sentence.tokens
    return tokens[clause.first].start, tokens[clause.last - 1].end


def operations(intent: Intent, vocabulary: Vocabulary) -> list[tuple[str, ...]]:
    """Return the operations that carry out an intent; for each, the names that the tagger may give it."""
    cls = vocabulary.classes.get(intent.cls)
    if intent.do == "update":
        return _updates(intent)
    if intent.do in ("create", "delete"):
        if intent.cls == "Activity" and intent.do == "create":
            kind = "log" if intent.set.get("completed_at") else "plan"
            return [tuple(f"{kind}.{one}" for one in ("call", "email", "meeting", "note", "task"))]
        known = intent.cls in ("Company", "Contact", "Deal", "Activity")
        return [(f"{intent.do}.{intent.cls.lower()}",)] if known else []
    if intent.do == "find":
        known = cls is not None and cls.name in ("Company", "Contact", "Deal", "Activity")
        return [(f"find.{cls.plural}",)] if cls and known else []
    return [] if intent.do == "talk" else [(_ASKED.get(intent.do, intent.do),)]


def _updates(intent: Intent) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for way, names in (
        ("update", {*intent.set, *intent.link, *intent.change, *intent.append}),
        ("clear", set(intent.clear)),
    ):
        for name in sorted(names):
            known = FIELDS.get(name, name)
            if known in ("name", "title"):  # what something is called, whatever its class calls that
                found.append((f"{way}.name", f"{way}.title"))
            elif known in tags.FIELDS:
                found.append((f"{way}.{known}",))
    return found
