"""Questions that the rules do not read whole: sentences that add nothing left out, or the record and what was asked.

An answer changes nothing, so a question needs less certainty than an order: "How many are overdue? A number, please,
not a lecture."
"""

from collections.abc import Iterator
from dataclasses import replace

from agent.embedded.language.intents import Intent
from agent.embedded.language.words import words_of
from agent.embedded.questions.looking import looked
from agent.embedded.readings.compose import Decision, decide
from agent.embedded.sentences.draft import Draft, World, name_of
from agent.embedded.sentences.evidence import HARDLY, Evidence
from agent.embedded.sentences.hearing import Hearing
from agent.embedded.sentences.sentence import Clause, Sentence

_CONTENT = ("name", "phrase", "amount", "date", "choice", "class", "email", "phone")
_ENDS = words_of(". ! ? ; :")
KNOWN = 0.5
"""Words that say so much of an activity's subject speak of that activity."""
CLEAR = 0.6
"""One kind of question is heard from this share on."""


def asked(heard: Hearing, said: Sentence, world: World) -> Decision | None:
    """Return the answer to look for, of a message that the tagger hears as nothing but a question."""
    evidence = world.evidence
    message = Clause(said, 0, len(said.tokens))
    if not evidence or evidence.acting(message) >= HARDLY or evidence.act(message).get("question", 0.0) < KNOWN:
        return None
    return _pieces(heard, said, world) or _looked(message, world, evidence)


def both(heard: Hearing, said: Sentence, world: World) -> Decision | None:
    """Return the answers to look for, of a sentence that asks twice: "which is it, and how many?"."""
    first = [one for one in _sentences(said) if _content(one)]
    cuts = [at for at in range(1, len(said.tokens) - 2) if _joint(said, at)]
    if len(first) != 1 or len(cuts) != 1:
        return None
    pieces = [Clause(said, 0, cuts[0]), Clause(said, cuts[0] + 1, len(said.tokens))]
    made = _read(heard, said, world, pieces) if _content(pieces[0]) else None
    return Decision(_about_it(made.intents)) if made else None


def _about_it(intents: list[Intent]) -> list[Intent]:
    """Let the second question be about the record of the first: "who owns Acme, and what stage is it in?"."""
    first, *others = intents
    kept = [first]
    for other in others:
        pointing = bool(other.targets) and all(noun.pronoun and not noun.said for noun in other.targets)
        if pointing and first.do == "timeline" and other.do == "about" and not other.of:
            first.told = True  # "when did we last meet, and what was it about?"
            continue
        if pointing and first.do == other.do == "about" and first.cls != other.cls:
            other.cls, other.of, other.value = first.cls, "", None
        if pointing and first.cls == other.cls:
            other.targets = first.targets
        kept.append(other)
    return kept


def _joint(said: Sentence, at: int) -> bool:
    """Whether a second question begins behind an "and"."""
    known = said.at(at, "name") or said.at(at, "date")
    return said.low(at) in ("and", "&", "plus") and not known and said.low(at + 1) in _QUESTIONS


_QUESTIONS = words_of("what what's whats which who who's when how where whose")


def _pieces(heard: Hearing, said: Sentence, world: World) -> Decision | None:
    """Read each sentence by itself; those without a name, a value or a class only add to the others."""
    return _read(heard, said, world, [one for one in _sentences(said) if _content(one)])


def _read(heard: Hearing, said: Sentence, world: World, pieces: list[Clause]) -> Decision | None:
    everything = set(range(len(said.tokens)))
    found: list[Intent] = []
    for piece in pieces:
        rest = heard.without(everything - set(range(piece.first, piece.last)))
        read = decide(rest or said, replace(world, topic=found[-1].cls) if found else world)
        if read.why or read.rival or not read.intents or any(intent.writes for intent in read.intents):
            return None
        found += read.intents
    return Decision(found) if found else None


def _sentences(said: Sentence) -> Iterator[Clause]:
    first = 0
    for at, token in enumerate(said.tokens):
        if token.low in _ENDS and not said.at(at, "name") and not said.at(at, "date"):
            if at > first:
                yield Clause(said, first, at + 1)
            first = at + 1
    if first < len(said.tokens):
        yield Clause(said, first, len(said.tokens))


def _content(piece: Clause) -> bool:
    marks = [mark for mark in piece.marks(*_CONTENT) if mark.kind != "phrase" or name_of(mark).refs[0].score >= KNOWN]
    return bool(marks)


def _looked(message: Clause, world: World, evidence: Evidence) -> Decision | None:
    """Return the question about one record: what is asked of it, or what happened there."""
    shares = evidence.shares(message)
    best = max(shares, key=lambda name: shares[name], default="none")
    if best not in ("lookup", "timeline") or shares[best] < CLEAR:
        return None
    made = looked(Draft(message, world, evidence.passed(message)), best)
    return Decision([made]) if made else None
