"""The pieces of a message that may be questions: its sentences, and the questions that are joined in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.evidence import AGREED, Evidence
from agent.embedded.sentences.sentence import Clause, Sentence

ASKING = 0.45
"""A piece of a message asks something from this share on."""
HEARD = 0.2
"""A kind of question is tried from this share on, the strongest first."""
KINDS = ("total", "pipeline", "lookup", "timeline")
_ENDS = words_of(". ! ? ; … ( )")
_QUESTIONS = words_of("what what's whats which who who's whos whom when when's how where where's whose")
_JOINTS = words_of("and & plus , - \u2013 \u2014 also or")
_CONTENT = ("name", "weak", "phrase", "amount", "date", "choice", "class", "email", "phone", "kind", "field", "outcome")
_TOWARDS = words_of("at in by on for to with from of")
_NAMING = ("name", "class", "kind", "date", "amount", "field")
_STATES = words_of("overdue late behind mine open pipeline funnel pipe everything anything agenda plate unassigned")
_ASKED = words_of("when where who whose")
_WHICH = {(ask, what) for ask in ("which", "what") for what in ("day", "date", "stage", "amount", "price", "time")}


@dataclass(slots=True)
class Piece:
    """A part of a message that may be a question, and the words of it that only say in which form."""

    clause: Clause
    formal: set[int] = field(default_factory=set)

    def content(self) -> bool:
        """Whether it names a record, a value, a class or a field."""
        found = [mark for mark in self.clause.marks(*_CONTENT) if self.formal.isdisjoint(mark.places)]
        return bool(_STATES & set(self.clause.lows())) or any(
            mark.kind != "phrase" or name_of(mark).refs[0].score >= ASKING for mark in found
        )

    @property
    def bare(self) -> bool:
        """Whether it is nothing but a question word: "… and when?"."""
        return all(low in _JOINTS | _QUESTIONS | {"?"} for low in self.clause.lows())

    @property
    def begins(self) -> str:
        """Its first word."""
        return next((low for low in self.clause.lows() if low not in _JOINTS), "")


def cut(said: Sentence) -> Iterator[Clause]:
    """Yield the sentences of a message, and the questions that are joined in one."""
    first = 0
    for at, token in enumerate(said.tokens):
        if said.at(at, "name") or said.at(at, "date") or at < first:
            continue
        leads = token.low == ":" and _leads(said, first, at)
        if leads and _which(said, first, at):
            continue
        if token.low in _ENDS or leads or (at > first and _joint(said, at)):
            if at > first and not (leads and said.low(at + 1) in _QUESTIONS):  # "planning for Monday: what …"
                yield Clause(said, first, at)
            first = at + 1
    if first < len(said.tokens):
        yield Clause(said, first, len(said.tokens))


def asked_often(said: Sentence, evidence: Evidence) -> int:
    """Return how many questions a message seems to hold."""
    pieces = [Piece(clause) for clause in cut(said)]
    first = next((at for at, piece in enumerate(pieces) if asks(piece, evidence, further=False)), len(pieces))
    behind = [piece for piece in pieces[first + 1 :] if piece.begins in _QUESTIONS and len(piece.clause.lows()) > 1]
    return sum(asks(piece, evidence, further=True) for piece in behind) + (first < len(pieces))


def _leads(said: Sentence, first: int, at: int) -> bool:
    """Whether what stands before a colon names nothing: "be honest: …"."""
    return not any(said.at(place, "name") for place in range(first, at))


def _which(said: Sentence, first: int, at: int) -> bool:
    """Whether what stands before a colon tells which records are asked for: "lost deals in May: how many?"."""
    marks = [mark for mark in said.marks if mark.kind == "class" and first <= mark.first < at]
    plural = any(said.low(mark.last - 1).endswith("s") for mark in marks)
    lows = {said.low(place) for place in range(first, at)}
    return plural and not lows & _FOR and said.low(at + 1) in _QUESTIONS


_FOR = words_of("for about regarding re on before reviewing review planning preparing prep")


def _joint(said: Sentence, at: int) -> bool:
    """Whether a further question begins behind an "and" or a comma."""
    behind = at + 1 + (said.low(at + 1) in _JOINTS)
    behind += said.low(behind) in _TOWARDS and said.low(at) == "and"
    asked = said.low(behind) in _QUESTIONS and said.low(at - 1) not in _QUESTIONS
    return said.low(at) in _JOINTS and asked and not said.at(behind, "name")


def asks(piece: Piece, evidence: Evidence, *, further: bool) -> bool:
    """Whether a piece asks for something: it names what, or goes on with what was asked before (`further`)."""
    clause = piece.clause
    said = evidence.act(clause)
    told = said.get("question", 0.0) >= ASKING or _heard(clause, evidence) or _unsaid(clause)
    if not told or not kinds(clause, evidence):
        return False
    asks = piece.begins in _QUESTIONS
    if not further and max(evidence.shares(clause).values(), default=0.0) >= LOUD:
        return True
    return (asks and further) or (piece.content() and (asks or not further or bool(clause.marks(*_NAMING))))


LOUD = 0.85
"""What is asked for is heard so well that no word need name it: "stuff I should have done by now"."""


def kinds(clause: Clause, evidence: Evidence) -> list[str]:
    """Return the kinds of questions that are heard in a piece, the strongest first."""
    shares = evidence.shares(clause)
    known = [name for name in shares if shares[name] >= HEARD and (name in KINDS or name.startswith("find."))]
    return sorted(known, key=lambda name: -shares[name]) or (["lookup"] if _unsaid(clause) else [])


def wondering(said: Sentence, evidence: Evidence) -> bool:
    """Whether a message as a whole asks for something, so that what the rules took for a change is none."""
    message = Clause(said, 0, len(said.tokens))
    return _heard(message, evidence) or _unsaid(message)


def _heard(clause: Clause, evidence: Evidence) -> bool:
    """Whether a question is heard, though it may sound like an order: "I need every open deal for the board"."""
    shares = evidence.shares(clause)
    asked = sum(share for name, share in shares.items() if name in KINDS or name.startswith("find."))
    acts = evidence.act(clause)
    return asked >= AGREED and acts.get("question", 0.0) + acts.get("order", 0.0) >= ASKING


def _unsaid(clause: Clause) -> bool:
    """Whether a field is asked for, though it sounds like a change: no value is said, and a word asks for one.

    "Please advise on which day the inspection is", "phone of Jane Doe".
    """
    if clause.marks("amount", "date", "choice", "email", "phone", "outcome") or not clause.marks("name", "phrase"):
        return False
    lows = clause.lows()
    field = clause.marks("field")
    bare = bool(field) and field[0].first == clause.first and clause.sentence.low(field[0].last) in ("of", "for")
    return bare or any(pair in _WHICH for pair in pairwise(lows)) or bool(_ASKED & set(lows))
