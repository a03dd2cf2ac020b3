"""Which activity is meant: the one whose subject has the most of the words that were said.

Nobody says a subject as it was written down: "the drawings for Ms Garnier" is "Palletiser drawings to Amélie Garnier".
"""

import re
from collections.abc import Collection

from agent.embedded.language.intents import Condition, Noun
from agent.embedded.language.names import Ref
from agent.embedded.language.words import FREE
from agent.embedded.records.narrowing import stem
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.sentence import Clause

_WORD = re.compile(r"[^\W_]+")
MOST = 6
"""Activities that are offered when several fit as well."""


def voted(draft: Draft, clause: Clause, passed: Collection[int]) -> Noun | None:
    """Return the activities whose subjects have the most words of a clause; nothing when hardly any has one."""
    known: dict[str, Ref] = {}
    for mark in clause.marks("phrase"):
        for ref in name_of(mark).of("Activity"):
            known[ref.id] = ref
    words = {
        stem(clause.sentence.tokens[at].inner)
        for at in range(clause.first, clause.last)
        if at not in passed and clause.sentence.tokens[at].kind == "word" and clause.sentence.low(at) not in FREE
    }
    counted = {ref.id: _shared(ref, words) for ref in known.values()}
    best = max(counted.values(), default=0)
    refs = [ref for ref in known.values() if counted[ref.id] == best]
    if not best or len(refs) > MOST:
        return None
    draft.take(*clause.marks("phrase"))
    noun = Noun(cls="Activity", text=" ".join(_said(clause, refs)), said=[refs])
    kinds = {mark.value[0] for mark in clause.marks("kind") if mark.value[0] not in ("task", "note")}
    if len(refs) > 1 and len(kinds) == 1:
        noun.where.append(Condition(field="type", value=kinds.pop()))
    return noun


def _shared(ref: Ref, words: Collection[str]) -> int:
    return len({stem(word) for word in _WORD.findall(ref.name)} & set(words))


def _said(clause: Clause, refs: list[Ref]) -> list[str]:
    """Return the words of the clause that the subjects have."""
    own = {stem(word) for ref in refs for word in _WORD.findall(ref.name)}
    tokens = clause.sentence.tokens[clause.first : clause.last]
    return [token.inner for token in tokens if token.kind == "word" and stem(token.inner) in own]
