"""How a message goes on with its thread: it answers what was asked, alone or with an order of its own, or corrects."""

from collections.abc import Iterator
from dataclasses import replace

from agent.embedded.answers.answer import Asked, Followed
from agent.embedded.decisions.judging import judged
from agent.embedded.language.words import words_of
from agent.embedded.records.pointing import pointed
from agent.embedded.records.singling import Shown
from agent.embedded.sentences.evidence import Evidence
from agent.embedded.sentences.hearing import Hearing
from agent.embedded.sentences.sentence import Clause
from agent.embedded.threads.follow import follow
from agent.embedded.threads.replies import answered, put
from agent.embedded.threads.reverting import reverted
from agent.embedded.threads.thread import Thread

FURTHER = 0.6
"""What stands behind an answer is an order or a question of its own from this probability on."""
_BREAKS = words_of(", . ; ! - : and but")


def continued(heard: Hearing, thread: Thread, shown: Shown) -> tuple[Followed | None, Hearing]:
    """Return what a message means because of the one before, if anything, and the message with its pointers named."""
    found = _replied(heard, thread.asked, shown) if thread.asked else None
    if found:
        return found, heard
    heard, several = pointed(heard, shown)
    thread.listed = several or thread.listed
    if thread.asked and (answer := _only(heard, thread.asked)):
        return answer, heard
    return reverted(heard, thread, shown.world) or follow(heard.sentence(), thread, shown.world), heard


def _only(heard: Hearing, asked: Asked) -> Followed | None:
    """Return the answer of a message that does nothing but point to one of the candidates: "the one for 5 clinics"."""
    words = [at for at, token in enumerate(heard.cut) if token.kind != "mark"]
    name = next((one for one in heard.names if words == list(range(one.first, one.last))), None)
    chosen_ = [ref for ref in asked.candidates if name and len(name.refs) == 1 and ref.id == name.refs[0].id]
    return put(Asked.read(asked.kept()), chosen_) if asked.kind == "which" and len(chosen_) == 1 else None


def _replied(heard: Hearing, asked: Asked, shown: Shown) -> Followed | None:
    """Return the answer in a message, and what is ordered or asked behind it: "Petra, and make it half past"."""
    for head, rest in _divided(heard):
        first = answered(head.sentence(), Asked.read(asked.kept()), shown)
        if first and first.intents and _stands(rest, first, shown):
            first.rest = rest
            return first
    return answered(heard.sentence(), asked, shown)


def _divided(heard: Hearing) -> Iterator[tuple[Hearing, Hearing]]:
    """Yield the ways to cut a message in two, the shortest first part first."""
    last = len(heard.cut)
    for at in range(1, last - 1):
        if heard.cut[at].low in _BREAKS and heard.cut[at + 1].low not in _BREAKS:
            head, rest = heard.part(0, at), heard.part(at + 1, last)
            if head and rest:
                yield head, rest


def _stands(rest: Hearing, first: Followed, shown: Shown) -> bool:
    """Whether words behind an answer are a clear order or question of their own."""
    world = replace(shown.world, topic=first.intents[0].cls)
    named, _ = pointed(rest, replace(shown, spoken=chosen(first)))
    decision = judged(named, world)
    if decision.why or not decision.intents or not world.evidence:
        return False
    writes = any(intent.writes for intent in decision.intents)
    return _heard(rest, world.evidence, "order" if writes else "question") >= FURTHER


def _heard(rest: Hearing, evidence: Evidence, act: str) -> float:
    said = rest.sentence()
    clause = Clause(said, 0, len(said.tokens))
    return evidence.acting(clause) if act == "order" else evidence.act(clause).get(act, 0.0)


def chosen(followed: Followed) -> set[str]:
    """Return the records that an answer has chosen."""
    nouns = [noun for intent in followed.intents for noun in (*intent.targets, *intent.link.values())]
    return {ref.id for noun in nouns for ref in noun.chosen}
