"""Orders on sets of records, read so that every word counts: "all his pump deals in Kent go to Ann, but not …".

A word that finds no place in what would be done may be a condition. Then nothing is read, and a person is asked.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from agent.embedded.conditions.timing import unended
from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.orders.departures import departed
from agent.embedded.orders.handovers import handed
from agent.embedded.orders.renewals import dated, deleted, noted, priced, staged
from agent.embedded.orders.swaps import swapped
from agent.embedded.orders.tails import harmless, reason, story
from agent.embedded.readings.compose import Decision
from agent.embedded.records.antecedents import told_before, whose
from agent.embedded.records.sets import PEOPLE, Told, described
from agent.embedded.sentences.acts import act as heard_by_rules
from agent.embedded.sentences.acts import commanding
from agent.embedded.sentences.clauses import sentences
from agent.embedded.sentences.draft import Draft, World, name_of
from agent.embedded.sentences.evidence import Evidence
from agent.embedded.sentences.segments import chunks
from agent.embedded.sentences.sentence import Clause, Sentence

_SEVERAL = words_of(
    "all every each any both everything everyone everybody ones them they those these hers his mine whoever two three"
)
Form = Callable[[Draft, Class], Intent | None]


def swept(said: Sentence, world: World) -> Decision | None:
    """Return what a message orders for sets of records; nothing where it is none, or a word of it finds no place."""
    evidence, deals = world.evidence, world.vocabulary.classes.get("Deal")
    if not evidence or not deals or deals.added or len(said.tokens) > LONGEST:
        return None
    if not (_several(said) or _customers(said)):
        return None
    told, outside = Told(), False
    intents: list[Intent] = []
    for first, last in sentences(said):
        clause = Clause(said, first, last)
        made = _ordered(clause, told, world, evidence)
        before = None if made else told_before(clause, deals, told, world)
        telling = before is not None and not commanding(clause) and _acting(clause, evidence)
        if not (made or telling or story(clause, evidence) or (intents and harmless(clause, evidence))):
            return None
        told = replace(told, before=before or told.before)
        intents += made
        outside = outside or bool(not made and _parties(clause))
    if outside and any(not (noun.said or noun.holders) for intent in intents for noun in intent.targets):
        return None  # "Acme cuts its costs. All open deals are lost": theirs, or all?
    return Decision(intents, whole=True) if intents else None


LONGEST = 80
"""Words of a message that is read so: in longer ones hardly ever every word counts."""


def _several(said: Sentence) -> bool:
    """Whether a message may speak of several records at all."""
    plural = any(mark.kind in ("class", "choice") and said.low(mark.last - 1).endswith("s") for mark in said.marks)
    return plural or any(token.low in _SEVERAL for token in said.tokens)


def _parties(clause: Clause) -> bool:
    """Whether a customer is named."""
    names = [name_of(mark) for mark in clause.marks("name")]
    return any(name.of("Company", "Contact", "Deal") and not name.of("_User") for name in names)


def _customers(said: Sentence) -> bool:
    return any(token.low in ("customer", "client") for token in said.tokens)


def _ordered(clause: Clause, told: Told, world: World, evidence: Evidence) -> list[Intent]:
    """Return what a sentence orders, beside what it only tells."""
    cuts = [one.first for one in chunks(clause)] + [clause.last]
    for first in cuts[:-1]:
        prefix = Clause(clause.sentence, clause.first, first)
        if first > clause.first and not (story(prefix, evidence) or reason(prefix, evidence)):
            return []
        before = told
        if first > clause.first:
            lead = Clause(clause.sentence, clause.first, first)
            before = replace(
                told, before=told_before(lead, world.vocabulary.classes["Deal"], told, world) or told.before
            )
        for last in reversed([one for one in cuts if one > first]):
            rest = Clause(clause.sentence, last, clause.last)
            if last < clause.last and not harmless(rest, evidence):
                continue
            if made := _several_orders(Clause(clause.sentence, first, last), before, world, evidence):
                return made
    return []


def _several_orders(clause: Clause, told: Told, world: World, evidence: Evidence) -> list[Intent]:
    """Return one order, or two that "and" joins: "the pumps go to Ann and the valves to Raj"."""
    if not _acting(clause, evidence):
        return []
    if made := departed(clause, world) or swapped(clause, world) or _order(clause, told, world, carried=False):
        return made
    several = len([mark for mark in clause.marks("name") if name_of(mark).of("_User")]) > 1
    for at in range(clause.first + 2, clause.last - 2) if several else ():
        if clause.sentence.low(at) in ("and", ",", "while"):
            one = _order(Clause(clause.sentence, clause.first, at), told, world, carried=False)
            other = _order(Clause(clause.sentence, at + 1, clause.last), told, world, carried=True) if one else []
            if one and other:
                return [*one, *other]
    return []


def _acting(clause: Clause, evidence: Evidence) -> bool:
    """Whether nothing says that words ask, suppose or forbid."""
    if heard_by_rules(clause) in _ASKING and evidence.acting(clause) < SURELY:
        return False
    act = evidence.act(clause)
    against = sum(act.get(name, 0.0) for name in ("question", "how", "supposed", "forbidden", "outside"))
    return against < AGAINST


AGAINST = 0.5
SURELY = 0.8
"""What the rules take for a question is an order from here on."""
_ASKING = ("question", "about doing", "supposed", "forbidden")


def _order(clause: Clause, told: Told, world: World, *, carried: bool) -> list[Intent]:
    """Return the order of a clause of which every word has a place."""
    deals = world.vocabulary.classes["Deal"]
    for value, read in _forms(deals, carried=carried):
        draft = Draft(clause, world)
        draft.take(*(mark for mark in draft.open("date") if _now(draft, mark)))
        intent = read(draft, deals)
        if not intent:
            continue
        known = replace(told, person=whose(clause, _receivers(intent)), value=value)
        targets = described(draft, deals, known)
        if targets and _told(intent, targets, clause):
            return list(_carried_out(intent, targets, clause, deals))
    return []


def _now(draft: Draft, mark: Mark) -> bool:
    """Whether a day only says that something is done now: "… go to Ann today"."""
    return mark.value.text.lower() in ("today", "now") and draft.low(mark.first - 1) not in _ENDING


_ENDING = words_of("closing close closes due ending ends end of from before after since until by to gets")


def _forms(deals: Class, *, carried: bool) -> Sequence[tuple[str, Form]]:
    """Return the ways to read an order, with the field that "one" stands for."""
    dates = deals.kinds("date")
    return (
        ("", partial(handed, carried=carried)),
        ("", staged),
        (dates[0].name if dates else "", dated),
        (deals.measure.name if deals.measure else "", priced),
        ("", deleted),
        ("", noted),
    )


def _receivers(intent: Intent) -> set[str]:
    return {ref.id for noun in intent.link.values() for group in (*noun.said, noun.chosen) for ref in group}


def _told(intent: Intent, targets: Sequence[Noun], clause: Clause) -> bool:
    """Whether something says which records are deleted, and not only that they are many.

    Leads that were not heard from are people as well as deals: which of both shall go, a person is asked.
    """
    if intent.do != "delete":
        return True
    named = any("Deal" in mark.value for mark in clause.marks("class")) or PEOPLE & set(clause.lows())
    if not named and any(one.heard for one in targets):
        return False
    return all(one.where or one.said or one.quiet_since or one.no_next_step for one in targets)


def _carried_out(intent: Intent, targets: Sequence[Noun], clause: Clause, deals: Class) -> Iterator[Intent]:
    """Yield an order; customers are deleted with their deals, and their notes are the person's."""
    people = bool(PEOPLE & set(clause.lows()))
    gone = intent.do == "delete"
    held = Noun(cls="Contact", holders=list(targets), many=True, alone=gone, optional=gone, text="people")
    if people and intent.append:
        yield intent.model_copy(
            update={"cls": "Contact", "targets": [held], "append": {"notes": next(iter(intent.append.values()))}}
        )
        return
    if deals.stage and deals.stage.name in intent.set:
        for noun in targets:  # "all deals that nobody has heard of": none that has ended begins again
            noun.where += [] if any(one.field == deals.stage.name for one in noun.where) else unended(deals.stage)
    yield intent.model_copy(update={"targets": list(targets)})
    if people and gone:
        yield Intent(do="delete", cls="Contact", targets=[held])
