"""What a language model makes of the sentences that the grammar did not read: proposals, each of one field more.

They only add. A proposal gives no rights, requires nothing, and touches nothing that is there or that the grammar has
read; what does so is left out, and told. Whoever applies the plan says yes to them by its hash.
"""

from collections.abc import Iterable, Set
from dataclasses import replace
from functools import cached_property

from store.blueprint.blueprint import ClassPlan, FieldPlan
from store.blueprint.description import blueprint_of
from store.blueprint.names import check_class, check_field, snake
from store.blueprint.proposal import MOST, Proposal
from store.blueprint.reading.draft import MOST_CLASSES, MOST_FIELDS
from store.blueprint.reading.reading import Reading, Understood, Unread
from store.blueprint.reading.words import class_name, field_name, folded
from store.blueprint.telling import field_in_words
from store.errors import InvalidSchema
from store.schema import Schema
from store.soundness import table_name


def sentences(reading: Reading) -> list[str]:
    """Return the sentences that gave nothing for no reason that is known: those that a model may be asked about."""
    return list(dict.fromkeys(one.text for one in reading.not_understood if not one.why))


def proposed(reading: Reading, proposals: Iterable[Proposal], schema: Schema) -> Reading:
    """Return the reading with what was proposed, each field marked as inferred; it never raises for a bad proposal."""
    return _Adoption(reading, schema).made(proposals)


class _Adoption:
    """Takes proposals into a blueprint."""

    def __init__(self, reading: Reading, schema: Schema) -> None:
        self._reading = reading
        self._there = {plan.name: plan for plan in blueprint_of(schema).classes}
        self._read = {plan.name: plan for plan in reading.blueprint.classes}
        self._known = {table_name(name): name for name in (*self._there, *self._read)}

    def made(self, proposals: Iterable[Proposal]) -> Reading:
        """Return what comes of them: they may point to classes that others of them bring."""
        waiting = [(one, self._class(one.cls), self._field(one)) for one in proposals][:MOST]
        brought = {cls for _, cls, _ in waiting}
        while True:
            self._gave: list[Understood] = []
            self._taken: list[Proposal] = []
            self._told: list[str] = []
            self._more: dict[str, list[FieldPlan]] = {}
            for one, cls, field in waiting:
                self._take(one, cls, field, brought)
            if brought <= {*self._there, *self._read, *self._more}:
                return self._whole()
            brought &= {*self._there, *self._read, *self._more}

    def _take(self, one: Proposal, cls: str, field: FieldPlan, brought: Set[str]) -> None:
        said = self._open.get(_plain(one.sentence))
        why = self._wrong(cls, field, brought) if said else "no sentence of the text says so."
        if said is None or why:
            self._told.append(f"The language model proposed {cls}.{field.name} in vain: {why}")
            return
        if snake(field.name) not in self._fields(cls):
            self._more.setdefault(cls, []).append(field)
        self._taken.append(one)
        self._gave.append(Understood(said.line, said.text, f"{cls}.{field_in_words(field)}", inferred=True))

    @cached_property
    def _open(self) -> dict[str, Unread]:
        """The sentences that may be understood by it."""
        return {_plain(one.text): one for one in reversed(self._reading.not_understood) if not one.why}

    def _wrong(self, cls: str, field: FieldPlan, brought: Set[str]) -> str | None:
        """Return why a field cannot be had; nothing when it can, or is there."""
        before = self._fields(cls)
        if (same := before.get(snake(field.name))) is not None:
            is_same = same.kind == field.kind and set(field.targets) <= set(same.targets)
            return None if is_same else f"{cls}.{same.name} is there, and something else."
        known = {*self._there, *self._read, *self._more}
        if field.kind == "Pointer" and not (field.targets and set(field.targets) <= known | brought):
            return "it points to no class that is there."
        if len(before) >= MOST_FIELDS or len(known | {cls}) > MOST_CLASSES:
            return "there are too many."
        try:
            if cls not in known:
                check_class(cls, known)
            check_field(cls, field.name, [one.name for one in before.values()])
        except InvalidSchema as error:
            return str(error)
        return None

    def _whole(self) -> Reading:
        plans = {
            name: self._read.get(name, ClassPlan(name=name, fields=())) for name in (*self._read, *self._more)
        }  # fmt: skip
        classes = tuple(
            plan.model_copy(update={"fields": (*plan.fields, *self._more.get(name, ()))})
            for name, plan in plans.items()
        )
        given = {_plain(one.text) for one in self._gave}
        rest = (one for one in self._reading.not_understood if one.why or _plain(one.text) not in given)
        return replace(
            self._reading,
            blueprint=self._reading.blueprint.model_copy(update={"classes": classes}),
            understood=(*self._reading.understood, *self._gave),
            not_understood=tuple(rest),
            assumed=(*self._reading.assumed, *self._told),
            inferred=tuple(self._taken),
        )

    def _field(self, one: Proposal) -> FieldPlan:
        return FieldPlan(
            name=field_name(one.name),
            kind=one.kind,
            targets=tuple(dict.fromkeys(map(self._class, one.targets))) if one.kind == "Pointer" else (),
            values=tuple(dict.fromkeys(one.values)) or None if one.kind == "String" else None,
            description=" ".join(one.description.split()),
            inferred=True,
        )

    def _fields(self, cls: str) -> dict[str, FieldPlan]:
        """Return the fields that a class has so far, by their names in the database."""
        plans = [plans[cls].fields for plans in (self._there, self._read) if cls in plans]
        return {snake(one.name): one for fields in [*plans, self._more.get(cls, ())] for one in fields}

    def _class(self, said: str) -> str:
        """Return the class that is called so, as it is written; a new one as classes are."""
        name = class_name(said)
        forms = (table_name(name), table_name(name).removesuffix("s"))
        return next((self._known[form] for form in forms if form in self._known), name)


def _plain(text: str) -> str:
    return folded(text).strip(" .;!?\"'")
