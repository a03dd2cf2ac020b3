"""Words that may take an order back or make another one of it: "not", "if", "except", and whether they do."""

from collections.abc import Iterator

from agent.embedded.language.words import GUARDS, words_of
from agent.embedded.sentences.evidence import ALTERING, NAMED, Evidence
from agent.embedded.sentences.segments import chunks
from agent.embedded.sentences.sentence import Clause

HARMLESS = 0.2
"""A negation or condition in words that are held back less than this takes nothing back."""
ASKING = 0.7
"""Words are heard as the order itself from here on."""
_POLITE = words_of("could would can")
"""Words that only soften an order, before whom it asks, or after "grateful if"."""
_ASKED = words_of("you u ya we i someone somebody")
_GRATEFUL = words_of("grateful appreciate great nice good lovely glad thankful mind helpful kind perfect best")
_CONDITIONS = words_of("if unless when once whenever before till until otherwise")
_EXCLUDING = words_of("except excluding besides apart without other neither swap reverse opposite")
"""Words that make another order of an order, whatever is heard."""
_READ = words_of("half halve double twice both")
"""Words that are read where they stand: how an amount changes, how many records are meant."""
_HEADS = words_of("don't dont not never if unless or stop instead rather only without except but except")
"""Words that, at the head of a chunk, alter what the others order."""


def aside(clause: Clause, evidence: Evidence, *, sure: bool = False) -> set[int] | None:
    """Return the words of the chunks of a clause that only tell why: "Helen can't come on Monday, so …".

    They have a word in them that may take back or alter an order. Nothing, when such a word stands in the order itself:
    in its only chunk, or at the head of one ("not Acme, …").
    Where the tagger is `sure` that nothing is held back, a chunk may begin with one: "…, we never had it down".
    """
    cut = chunks(clause)
    found: set[int] = set()
    for chunk in cut:
        guards = list(_guards(chunk, evidence))
        if any(chunk.sentence.low(at) in _CONDITIONS for at in guards) and evidence.held(chunk) >= HARMLESS:
            return None  # "when the contract is signed, …"
        asked = evidence.acting(chunk) >= ASKING and evidence.held(chunk) < HARMLESS
        if guards and asked and _polite(chunk, guards):
            continue  # "could we have that one day earlier"
        if guards and (len(cut) == 1 or (not sure and _leads(chunk, guards[0]))):
            return None
        if guards:
            found.update(range(chunk.first, chunk.last))
    return found if len(found) < clause.last - clause.first else None


def harmless(clause: Clause, evidence: Evidence) -> bool:
    """Whether nothing is held back or left out by the words that may do so: "I don't know why …", "if he could …"."""
    for chunk in chunks(clause):
        guards = list(_guards(chunk, evidence))
        words = {chunk.sentence.low(at) for at in guards}
        if guards and _wonders(chunk, guards[0]):
            return False
        if words & _EXCLUDING or (words and evidence.held(chunk) >= HARMLESS):
            return False
    return True


def _polite(chunk: Clause, guards: list[int]) -> bool:
    """Whether words only soften an order: "could you …", "I'd be grateful if Priya could …"."""
    said = chunk.sentence
    thanked = [at for at in guards if said.low(at) == "if" and {said.low(at - 1), said.low(at - 2)} & _GRATEFUL]
    rest = [at for at in guards if at not in thanked]
    return all(said.low(at) in _POLITE and (bool(thanked) or said.low(at + 1) in _ASKED) for at in rest)


def _wonders(chunk: Clause, guard: int) -> bool:
    """Whether words ask if something may come to be: "could the plan be won by Friday?"."""
    said = chunk.sentence
    asks = said.low(guard) in _MODAL and said.low(guard + 1) not in _ASKED
    return asks and guard <= chunk.first + 1 and said.low(chunk.last - 1) == "?"


_MODAL = words_of("could would should might may shall")


def _leads(chunk: Clause, guard: int) -> bool:
    return guard <= chunk.first + 1 and chunk.sentence.low(guard) in _HEADS


def _guards(clause: Clause, evidence: Evidence) -> Iterator[int]:
    """Yield the places of such words, but for those that are part of a name, a value or a courtesy."""
    said = clause.sentence
    for at in range(clause.first, clause.last):
        word, behind = said.low(at), said.low(at + 1)
        # "on Monday instead", "only the close date": the new value is the one that stands there
        named = said.at(at + 2, "name") or said.at(at + 2, "choice")
        replaced = word == "instead" and (behind != "of" or named is not None)
        other = replaced or (word == "only" and behind not in ("if", "when", "after"))
        if word not in (GUARDS | ALTERING) - _READ or other or _inside(clause, at, evidence):
            continue
        yield at


def _inside(clause: Clause, at: int, evidence: Evidence) -> bool:
    """Whether a word is part of something longer: a courtesy, a name, a day."""
    said = clause.sentence
    if any(said.at(at, kind) for kind in ("courtesy", "name", "quote", "date")):
        return True
    token = said.tokens[at]
    kind, sure = evidence.tags.slot(token.start, token.end)
    return kind in ("deal", "company", "contact", "activity", "date", "time") and sure >= NAMED
