"""What activities are called: "the demo" is one that is called so, and a call with two people names both."""

import re
from collections.abc import Sequence

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.names import Ref
from agent.embedded.language.words import words_of
from agent.embedded.records.agenda import kinds, word_of
from agent.embedded.records.fits import general, type_of
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.sentence import Clause, Sentence


def called(intents: Sequence[Intent], said: Sentence, topic: str = "") -> None:
    """Let orders on activities mean those that are called by the word which was said, where it says what they are.

    "Meeting" is true of every meeting; a "demo" that nothing is called may be another one than the only meeting. A
    follow-up may be of any type.
    """
    for noun in (noun for one in intents if one.do in ("update", "delete") for noun in one.targets):
        if noun.cls == "Activity" and not noun.called and (words := _words(noun, said, topic)):
            noun.called, noun.pronoun = words, ""
            noun.where = [one for one in noun.where if one.field != "type" or one.value != "task"]


def joint(intents: Sequence[Intent], said: Sentence) -> None:
    """Name all whom an entry is with: "log a call with Bob and Jane" is one of both, kept with the first of them."""
    made = [one for one in intents if one.do == "create" and one.cls == "Activity" and one.set.get("completed_at")]
    people = made[0].link.get("related_to") if len(made) == 1 else None
    first = next((mark for mark in said.marks if people and mark.kind == "name" and _is(mark, people)), None)
    if not first or not people or said.low(first.last) not in ("and", "&", "+"):
        return
    mark = said.at(first.last + 1, "name")
    other = name_of(mark).of("Contact") if mark and mark.first == first.last + 1 else []
    subject = str(made[0].set.get("subject", ""))
    behind = [ref.name for group in people.said for ref in group if ref.name in subject] or [people.text]
    if mark and other and behind[0] in subject and not any(_in(ref, subject) for ref in other):
        name = other[0].name if len(other) == 1 else name_of(mark).text
        made[0].set["subject"] = subject.replace(behind[0], f"{behind[0]} and {name}", 1)


def capitalised(intents: Sequence[Intent], said: Sentence) -> None:
    """Write the name of a new person with capitals, where nothing in the message has any: "add jenny park"."""
    for one in intents:
        name = one.set.get("name") if one.do == "create" and one.cls == "Contact" else None
        if isinstance(name, str) and said.text == said.text.lower():
            one.set["name"] = " ".join(
                part if part in _PARTICLES else _LETTER.sub(_upper, part) for part in name.split()
            )


_LETTER = re.compile(r"(?:^|(?<=[-'\u2019]))[^\W\d_]")
_PARTICLES = words_of("de del della di da do dos du la le van von der den het ten ter bin ibn al el y e zu af av")


def _upper(found: re.Match[str]) -> str:
    return found[0].upper()


def _is(mark: Mark, noun: Noun) -> bool:
    refs = {ref.id for group in noun.said for ref in group}
    return noun.cls == "Contact" and bool(refs & {ref.id for ref in name_of(mark).refs})


def _in(ref: Ref, subject: str) -> bool:
    return any(part in subject.split() for part in ref.name.split())


def _words(noun: Noun, said: Sentence, topic: str) -> list[str]:
    """Return the word that tells what is meant; "the follow-up" of a thread about activities is the last of them."""
    types = {str(one.value) for one in noun.where if one.field == "type" and one.op == "is"}
    if noun.pronoun == "class" and topic != "Activity" and all(one.field == "completed_at" for one in noun.where):
        types = {"task"}
    marks = [mark for mark in kinds(Clause(said, 0, len(said.tokens))) if types & {str(one) for one in mark.value}]
    words = {word_of(mark, said).casefold() for mark in marks}
    return sorted(words) if len(words) == 1 and not any(type_of(word) or general(word) for word in words) else []
