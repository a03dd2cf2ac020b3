"""Orders on many records that would be done the wrong way round, or to more than those that were told."""

from collections.abc import Sequence

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.names import Ref
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.sentence import Sentence

_HELPING = words_of("should must shall will would can may is are going to now 'll be have has")
_ANSWERED = words_of("responded answered replied reacted")
_TAKING = words_of("get gets getting take takes taking inherit inherits receive receives")


def reversed_(intents: Sequence[Intent], said: Sentence) -> bool:
    """Whether a colleague who is said to get records is the one from whom they would be taken."""
    taking = {ref.id for mark in said.marks if mark.kind == "name" and _takes(said, mark.last) for ref in _users(mark)}
    losing = {one for intent in intents if intent.link for noun in intent.targets for one in _owners(noun)}
    given = {one for intent in intents for noun in intent.link.values() for one in _ids(noun)}
    return bool(taking & losing) and not taking & given


def unanswered(intents: Sequence[Intent], said: Sentence) -> bool:
    """Whether nobody is said to have answered, and what would be done to many records leaves that out."""
    lows = {token.low for token in said.tokens}
    if not lows & {"nobody", "noone", "no-one"} or not lows & _ANSWERED:
        return False
    nouns = [noun for one in intents if one.do in ("update", "delete") for noun in one.targets]
    return any(noun.many and not (noun.quiet_since or noun.no_next_step) for noun in nouns)


def _takes(said: Sentence, at: int) -> bool:
    while said.low(at) in _HELPING:
        at += 1
    return said.low(at) in _TAKING


def _users(mark: Mark) -> list[Ref]:
    return name_of(mark).of("_User")


def _owners(noun: Noun) -> set[str]:
    return {one for condition in noun.where if condition.noun for one in _ids(condition.noun)}


def _ids(noun: Noun) -> set[str]:
    return {ref.id for group in (*noun.said, noun.chosen) for ref in group if ref.cls == "_User"}
