"""Conditions on how one record stands: "if Acme is still in proposal", "if her follow-up is later than next week"."""

from dataclasses import dataclass, replace

from agent.embedded.conditions.filters import conditions
from agent.embedded.language.calls import Call
from agent.embedded.language.intents import Condition, Noun
from agent.embedded.language.names import ref_of
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.wording import shown, title
from agent.embedded.language.words import words_of
from agent.embedded.questions.checks import NEGATIONS, Check, Desk, Found, Step, bare, subject
from agent.embedded.records.finding import MOST, Refused
from agent.embedded.sentences.draft import Draft, World
from agent.embedded.sentences.sentence import Clause

_AUX = words_of("be is isn't 's are aren't has hasn't have haven't belongs closes sits stands was wasn't does doesn't")
_ALLOWED = (
    words_of(
        "deal stage belongs belong closes close sits sit stands stand owned assigned belonging worth set scheduled "
        "planned due handled managed run falls fall expected comes later earlier than for with my status"
    )
    | NEGATIONS
)
_DATED = words_of("due closes close closing expected date")
"""Words without which a day says nothing of a deal."""


@dataclass(slots=True)
class Standing(Check):
    """Whether one record has a value: its stage, owner, amount or day."""

    noun: Noun
    where: list[Condition]

    @property
    def there(self) -> str:
        """What "there" means in what follows: the value that it should have."""
        return f"to {self.where[0].value}" if self.where[0].op == "is" and self.where[0].noun is None else ""

    def found(self, desk: Desk) -> Step:
        """Ask whether it has."""
        row = (yield from desk.resolver.records(self.noun, keep_closed=False))[0]
        cls = desk.vocabulary.classes[self.noun.cls]
        one = {"field": "id", "op": "is", "value": row["id"]}
        where = yield from desk.resolver.where(self.where)
        results = yield [
            Call(f"find_{cls.plural}", {"where": [one, *where], "limit": MOST}),
            Call(f"find_{cls.plural}", {"where": [one], "limit": MOST}),
        ]
        for result in results:
            if "error" in result:
                raise Refused(result)
        holds = bool(results[0].get("records"))
        known = (results[1].get("records") or [row])[0]
        told = "; ".join(_told(field, known) for field in dict.fromkeys(one.field for one in self.where))
        return Found(holds != self.negative, f"**{title(known)}**: {told}", [ref_of(known)])


def _told(name: str, row: dict[str, object]) -> str:
    value = row.get(name)
    label = name.replace("_", " ")
    return f"{label} {shown(value)}" if value not in (None, "") else f"no {label}"


def standing(clause: Clause, before: Clause | None, world: World) -> Standing | None:
    """Return the condition that one record has a value, or has it not."""
    for cls in world.vocabulary.classes.values():
        made = _standing(clause, before, cls, world) if cls.name in ("Deal", "Contact", "Company") else None
        if made:
            return made
    return None


def _standing(clause: Clause, before: Clause | None, cls: Class, world: World) -> Standing | None:
    said = clause.sentence
    who = subject(clause, before)
    if not who or (before and who[1].isdisjoint(_named(clause)) and before.has("kind")):
        return None  # "move the call with Ann if it is …": "it" is no deal
    noun, places = who
    direct = noun.cls in ("", cls.name) or any(
        field.targets and noun.cls in field.targets for field in cls.fields.values()
    )
    if not direct or not any(said.low(at) in _AUX for at in range(clause.first, clause.last)):
        return None
    negations = _negations(clause)
    staged = _staged(clause, cls, places)
    if staged:
        where, taken = staged
        return _made(clause, cls, noun, where, {*places, *negations, *taken}, negative=bool(negations))
    pred = Draft(clause, replace(world, topic=cls.name), {*places, *negations}, act="question")
    where, extra = conditions(pred, cls)
    if extra.quiet_since or extra.no_next_step:
        return None
    settled = any(one.op in ("empty", "filled", "is_not") for one in where)  # these have read the negation
    return _made(clause, cls, noun, where, pred.taken | places, negative=bool(negations) and not settled)


def _named(clause: Clause) -> set[int]:
    return {at for mark in clause.marks("name") for at in mark.places}


def _made(
    clause: Clause, cls: Class, noun: Noun, where: list[Condition], taken: set[int], *, negative: bool
) -> Standing | None:
    """Return the condition, if all that was said belongs to it, and it is about one field."""
    fields = {one.field for one in where}
    if len(fields) != 1 or not fields <= set(cls.fields) or any(cls.fields[name].fixed for name in fields):
        return None
    named = {at for mark in clause.marks("field") if (cls.name, next(iter(fields))) in mark.value for at in mark.places}
    dated = cls.fields[next(iter(fields))].kind == "date" and any(one.value for one in where)
    if (dated and not set(clause.lows()) & _DATED) or not bare(clause, taken | named, _ALLOWED):
        return None
    return Standing(negative, noun.model_copy(update={"cls": cls.name}), where)


def _negations(clause: Clause) -> set[int]:
    """Return the words that negate a condition: "not", "isn't", "no longer"."""
    low = clause.sentence.low
    found = {at for at in range(clause.first, clause.last) if low(at) in NEGATIONS}
    leads = ("no", "any") if found else ("no",)  # "isn't … any more"
    longer = [at for at in range(clause.first, clause.last) if low(at) in leads and low(at + 1) in ("longer", "more")]
    return found | {place for at in longer for place in (at, at + 1)}


def _staged(clause: Clause, cls: Class, subject_: set[int]) -> tuple[list[Condition], set[int]] | None:
    """Return the stage that a record is said to be in, or whether it is open, and the words that say so."""
    stage = cls.stage
    if not stage:
        return None
    values: dict[str, None] = {}
    taken: set[int] = set()
    for mark in clause.marks("choice", "outcome"):
        if mark.kind == "choice":
            own = [value for owner, name, value in mark.value if (owner, name) == (cls.name, stage.name)]
        else:
            own = [end for concept, _ in mark.value for end in stage.ends if _ENDED.get(concept) == end]
        if own and not subject_ & set(mark.places):
            values[own[0]] = None
            taken.update(mark.places)
    for at in range(clause.first, clause.last) if not values else ():
        low = clause.sentence.low(at)
        if low in _OPEN | _CLOSED and at not in subject_:
            ended = low in _CLOSED
            rest = [choice for choice in stage.choices if (choice in stage.ends) == ended]
            return [Condition(field=stage.name, op="one_of", value=rest)], {at}
    joints = {at for at in range(clause.first, clause.last) if clause.sentence.low(at) == "or"}
    if len(values) != 1 and not joints:
        return None
    op, value = ("is", next(iter(values))) if len(values) == 1 else ("one_of", list(values))
    return ([Condition(field=stage.name, op=op, value=value)], taken | joints) if values else None


_ENDED = {"win": "won", "lose": "lost"}
_OPEN = words_of("open running alive active")
_CLOSED = words_of("closed finished decided")
