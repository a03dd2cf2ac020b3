"""What an activity is called by a word for its kind: "the demo" is one that is called so, and not any meeting."""

from collections.abc import Sequence

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.records.agenda import kinds, word_of
from agent.embedded.records.fits import general, type_of
from agent.embedded.sentences.sentence import Clause, Sentence


def called(intents: Sequence[Intent], said: Sentence) -> None:
    """Let orders on activities mean those that are called by the word which was said, where it says what they are.

    "Meeting" is true of every meeting; a "demo" that nothing is called may be another one than the only meeting. A
    follow-up may be of any type.
    """
    for noun in (noun for one in intents if one.do in ("update", "delete") for noun in one.targets):
        if noun.cls == "Activity" and not noun.called and (words := _words(noun, said)):
            noun.called = words
            noun.where = [one for one in noun.where if one.field != "type" or one.value != "task"]


def _words(noun: Noun, said: Sentence) -> list[str]:
    types = {str(one.value) for one in noun.where if one.field == "type" and one.op == "is"}
    marks = [mark for mark in kinds(Clause(said, 0, len(said.tokens))) if types & {str(one) for one in mark.value}]
    words = {word_of(mark, said).casefold() for mark in marks}
    return sorted(words) if len(words) == 1 and not any(type_of(word) or general(word) for word in words) else []
