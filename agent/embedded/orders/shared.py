"""Several calls or meetings in one order, each with its person and hour: "two calls on Monday: Ada at 10, Bo at 11"."""

from collections.abc import Iterator
from dataclasses import replace

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.readings.compose import Decision
from agent.embedded.readings.moments import days
from agent.embedded.readings.subjects import titled
from agent.embedded.sentences.draft import Draft, World, name_of
from agent.embedded.sentences.evidence import CERTAIN, Evidence, foreign
from agent.embedded.sentences.sentence import Clause, Sentence
from agent.embedded.values.calendar import When

HELD = 0.2
PLANNED = 0.6
"""Something is planned from this share on."""
NEAR = 3
"""Words between a person and the hour, at most."""


def shared(said: Sentence, world: World) -> Decision | None:
    """Return the plans of a message that names several people, each with an hour, and one day and kind for all."""
    evidence, message = world.evidence, Clause(said, 0, len(said.tokens))
    if not evidence or foreign(message) or evidence.held(message) >= HELD or evidence.acting(message) < CERTAIN:
        return None
    kind = _kind(message, evidence)
    draft = Draft(message, world)
    pairs = list(_pairs(draft)) if kind else []
    marks = days(draft)
    rest = [mark for mark in marks if all(mark is not hour for _, hour in pairs)]
    if len(pairs) < 2 or len(rest) > 1 or len(pairs) != len(_people(message)):
        return None
    whole = rest[0].value if rest else None
    title, _ = titled(draft)
    made = [_plan(kind, name, hour.value, whole, title, draft) for name, hour in pairs]
    return Decision([one for one in made if one]) if all(made) else None


def _kind(message: Clause, evidence: Evidence) -> str:
    """Return the only kind of activity that is named, where nothing but plans are heard."""
    shares = evidence.shares(message)
    planned = sum(share for name, share in shares.items() if name.startswith("plan."))
    kinds = {str(mark.value[0]) for mark in message.marks("kind")}
    known = kinds.pop() if len(kinds) == 1 else ""
    return known if planned >= PLANNED and known in ("call", "meeting", "email") else ""


def _people(message: Clause) -> list[Mark]:
    return [mark for mark in message.marks("name") if name_of(mark).of("Contact")]


def _pairs(draft: Draft) -> Iterator[tuple[Mark, Mark]]:
    """Yield each person with the hour that stands right behind or before the name."""
    hours = [mark for mark in days(draft) if mark.value.clock and mark.value.day and not mark.value.invalid]
    for name in _people(draft.clause):
        behind = [hour for hour in hours if 0 <= hour.first - name.last <= NEAR]
        before = [hour for hour in hours if 0 <= name.first - hour.last <= NEAR]
        found = behind[:1] or before[-1:]
        if found:
            hours.remove(found[0])
            yield name, found[0]


def _plan(kind: str, name: Mark, hour: When, day: When | None, title: str, draft: Draft) -> Intent | None:
    """Return one of the plans; nothing without a day to come, or if it is not clear who is meant."""
    when = replace(day, clock=None).at(hour.clock) if day and hour.bare and hour.clock else hour
    today = draft.world.now.today
    people = name_of(name).of("Contact")
    told = day is not None or not hour.bare
    if not told or not when.day or when.invalid or not when.first or when.first < today or len(people) != 1:
        return None
    subject = title or f"{kind.capitalize()} {'to' if kind == 'email' else 'with'} {people[0].name}"
    known = {"type": kind, "subject": subject, "due_date": when.written()}
    noun = Noun(cls="Contact", text=name_of(name).text, said=[people])
    return Intent(do="create", cls="Activity", set=known, link={"related_to": noun})
