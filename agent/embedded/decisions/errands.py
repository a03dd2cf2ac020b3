"""What was told, done because somebody asks to put it there: "… reads jane@acme.com now, put that on her contact"."""

from collections.abc import Callable
from typing import Any

from agent.embedded.decisions.doubts import clear
from agent.embedded.fields.heard import new_sum
from agent.embedded.fields.values import plain
from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Field
from agent.embedded.language.words import words_of
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.acts import commanding
from agent.embedded.sentences.clauses import clauses
from agent.embedded.sentences.draft import Draft, World, name_of
from agent.embedded.sentences.errands import Errand, errand
from agent.embedded.sentences.hearing import Hearing
from agent.embedded.sentences.sentence import Clause, Sentence

Judge = Callable[[Hearing], Decision]
_ALTERING = words_of("not never instead unless if maybe perhaps could might would or whether don't dont")


def carried(heard: Hearing, world: World, judge: Judge) -> Decision | None:
    """Return the change that was told before an errand; nothing where what was told is not clear, or fits it not.

    Orders that stand beside it are carried out as well, and only if they are clear.
    """
    said = heard.sentence()
    found = errand(said)
    if not found or any(said.low(at) in ("don't", "dont", "not") for at in found.places):
        return None
    rest = heard.joined(range(_before(said, found)), range(found.last, len(said.tokens)))
    made = judge(rest) if rest else None
    ordered = made.intents if made and clear(made) else []
    if made and ordered and all(_fits(one, found) for one in ordered):
        return made
    told = _told(said, found, world)
    if not told or any(commanding(part) for part in clauses(said) if part.first < found.first) > bool(ordered):
        return None
    return Decision([*ordered, told]) if all(one.do in ("create", "update") for one in ordered) else None


def _before(said: Sentence, found: Errand) -> int:
    at = found.first
    while said.low(at - 1) in ("and", ",", "so"):
        at -= 1
    return at


def _fits(intent: Intent, found: Errand) -> bool:
    fields = {*intent.set, *intent.link, *intent.change, *intent.append}
    named = {"name", "title", "subject"} & fields  # nobody is renamed by the way
    return intent.do == "update" and bool(fields) and not named and found.fits(intent.cls, fields)


def _told(said: Sentence, found: Errand, world: World) -> Intent | None:
    """Return the change of the one field that is named, where its value and one record are told before."""
    story = Clause(said, 0, found.first)
    fields = [(owner, name) for owner, name in found.fields if owner in ("Deal", "Contact", "Company")]
    if len(fields) != 1 or {*story.lows()} & _ALTERING:
        return None
    owner, name = fields[0]
    cls = world.vocabulary.classes.get(owner)
    target, value = (
        _target(story, owner),
        _value(story, cls.fields[name], world) if cls and name in cls.fields else None,
    )
    return Intent(do="update", cls=owner, set={name: value}, targets=[target]) if target and value else None


def _value(story: Clause, known: Field, world: World) -> Any:
    """Return the only sum, or the only day to come, that is told."""
    if known.kind == "number":
        sums = [mark for mark in story.marks("amount") if new_sum(Draft(story, world, stated=True), mark)]
        return plain(sums[0].value.value) if len(sums) == len(story.marks("amount")) == 1 else None
    days = story.marks("date") if known.kind == "date" else []
    days = days[-1:] if len(days) > 1 and _settling(story, days[-1]) else days
    when = days[0].value if len(days) == 1 else None
    coming = when and when.day and not when.invalid and when.first and when.first > world.now.today
    return when.written() if when and coming else None


def _settling(story: Clause, mark: Mark) -> bool:
    """Whether a day makes another one exact: "mid-April, let's say the 15th"."""
    return story.sentence.low(mark.first - 1) == "say" or story.sentence.low(mark.first - 2) == "call"


def _target(story: Clause, owner: str) -> Noun | None:
    """Return the only record of the class that is named; else the one of the only person or company."""
    names = [name_of(mark) for mark in story.marks("name")]
    own = [name for name in names if max(name.refs, key=lambda ref: (ref.fit, ref.score)).cls == owner]
    other = [name for name in names if name.of("Contact") or name.of("Company")]
    for some in (own, other):
        groups = [name.of(owner) or name.of("Contact") or name.of("Company") for name in some]
        if len(some) == 1:
            return Noun(cls=owner, text=some[0].text, said=groups)
        if some and len({ref.id for group in groups for ref in group}) > 1:
            return None
    return None
