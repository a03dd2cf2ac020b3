"""What the words for a case point to among the records of its condition: "the ones that Luca has", "her follow-up"."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field

from agent.embedded.conditions.filters import conditions
from agent.embedded.language.calls import Call, Result
from agent.embedded.language.intents import Condition
from agent.embedded.language.names import Ref, ref_of
from agent.embedded.language.words import words_of
from agent.embedded.questions.appointed import planned
from agent.embedded.questions.checks import MOST, Desk, bare
from agent.embedded.questions.several import places
from agent.embedded.records.finding import Refused
from agent.embedded.sentences.draft import Draft
from agent.embedded.sentences.hearing import Hearing
from agent.embedded.sentences.sentence import Clause, Sentence

_QUALIFYING = words_of("that which who whose of in with from belonging owned assigned worth over under")
_ENDS = words_of("to into over on , . ; :")
_WHOSE = words_of("her his their its the my")
_SMALL = words_of("those these belong belongs that which who has have ones are is owns the")
Hear = Callable[[str], Generator[list[Call], list[Result], Hearing]]


@dataclass(slots=True)
class Pointed:
    """The words for a case with "them" or "it" for what they point to, and that. `unread` words stop the order."""

    text: str
    focus: list[Ref] = field(default_factory=list)
    listed: list[Ref] = field(default_factory=list)
    unread: str = ""


Step = Generator[list[Call], list[Result], Pointed]


def narrowed(text: str, desk: Desk, focus: Sequence[Ref], listed: Sequence[Ref], hear: Hear) -> Step:
    """Return the words for a case without what points to some of the records, or to something planned with one."""
    lows = text.lower().split()
    if listed and ("ones" in lows or "those" in lows):
        heard = yield from hear(text)
        return (yield from _ones(heard.sentence(), desk, listed))
    if focus and set(lows) & _WHOSE and focus[0].cls in ("Contact", "Deal", "Company"):
        heard = yield from hear(text)
        return (yield from _theirs(heard.sentence(), desk, focus[0]))
    return Pointed(text)


def _ones(said: Sentence, desk: Desk, listed: Sequence[Ref]) -> Step:
    first = next((at for at in range(len(said.tokens)) if said.low(at) in ("ones", "those")), len(said.tokens))
    begin = first - (said.low(first - 1) in ("the", "those", "these"))
    if said.low(first + 1) not in _QUALIFYING:
        plain = said.low(first + 1) in _ENDS or first + 1 >= len(said.tokens)
        return Pointed(said.text) if plain or said.low(first) == "those" else Pointed(said.text, unread="ones")
    cls = desk.vocabulary.classes[listed[0].cls]
    for end in range(first + 2, len(said.tokens) + 1):
        if end < len(said.tokens) and said.low(end) not in _ENDS:
            continue
        draft = Draft(Clause(said, first, end), desk.world, act="question")
        where, extra = conditions(draft, cls)
        where += places(draft, cls)
        if where and not extra.quiet_since and bare(draft.clause, draft.taken, _SMALL):
            return (yield from _among(said, begin, end, where, desk, listed))
    return Pointed(said.text, unread=said.words(begin, len(said.tokens)))


def _among(said: Sentence, begin: int, end: int, where: list[Condition], desk: Desk, listed: Sequence[Ref]) -> Step:
    cls = desk.vocabulary.classes[listed[0].cls]
    known = {"field": "id", "op": "one_of", "value": [ref.id for ref in listed]}
    wanted = yield from desk.resolver.where(where)
    (result,) = yield [Call(f"find_{cls.plural}", {"where": [known, *wanted], "limit": MOST})]
    if "error" in result:
        raise Refused(result)
    rows = [ref_of(row) for row in result.get("records", [])]
    if not rows:
        return Pointed(said.text, unread=said.words(begin, end))
    before, rest = said.text[: said.tokens[begin].start], said.text[said.tokens[end - 1].end :]
    word = "them" if len(rows) > 1 else "it"
    return Pointed(f"{before}{word}{rest}", focus=rows[:1], listed=rows)


def _theirs(said: Sentence, desk: Desk, whose: Ref) -> Step:
    """Return the words with what is planned with somebody in place of "her follow-up"."""
    for at in range(len(said.tokens) - 1):
        mark = said.at(at + 1, "kind")
        if said.low(at) not in _WHOSE or not mark or mark.first != at + 1 or said.at(mark.last, "name"):
            continue
        around = yield from desk.around(whose)
        words = said.words(mark.first, mark.last)
        rows = planned(around.get("planned", []), str(mark.value[0]), words)
        if len(rows) != 1:
            return Pointed(said.text, unread=said.words(at, mark.last))
        before, rest = said.text[: said.tokens[at].start], said.text[said.tokens[mark.last - 1].end :]
        return Pointed(f"{before}it{rest}", focus=[ref_of(rows[0])])
    return Pointed(said.text)
