"""What a plan would lose of what is there: refused, or done where the mapping says what becomes of it."""

from collections.abc import Iterator

from sqlalchemy import Connection

from store.blueprint import counting
from store.blueprint.blueprint import FieldPlan
from store.blueprint.moves import EMPTY, Moves, Scalar
from store.blueprint.names import snake
from store.blueprint.plan import Need, Step
from store.errors import InvalidSchema
from store.fields import Spec
from store.schema import Class, Schema

FIRST: dict[str, Scalar] = {"Number": 0, "Boolean": False, "String": "unknown"}


class Losses:
    """Counts, in the tables as they are, what changes would lose.

    Attributes:
        needs: The questions that the mapping does not answer.
    """

    def __init__(self, connection: Connection, schema: Schema, by: Moves) -> None:
        self._connection = connection
        self._schema = schema
        self._by = by
        self.needs: list[Need] = []

    def dropped(self) -> Iterator[Step]:
        """Yield the steps that drop classes and fields."""
        for name in self._by.dropped:
            count = counting.records(self._connection, self._schema[name])
            yield Step(
                deed="drop", about=name, sentence=f"{name} is dropped with its {count:,} records.", destructive=True
            )
        for (cls, name), new in self._by.fields.items():
            if new is None:
                count = counting.filled(self._connection, self._schema[cls], self._spec(cls, name))
                sentence = f"{cls}.{name} is dropped with its {count:,} values."
                yield Step(deed="drop", about=f"{cls}.{name}", sentence=sentence, destructive=True)

    def renamed(self) -> Iterator[Step]:
        """Yield the steps that rename classes and fields."""
        for name, becomes in self._by.classes.items():
            if name != becomes:
                yield Step(deed="rename", about=name, sentence=f"{name} is called {becomes}.", destructive=True)
        for (cls, old), new in self._by.fields.items():
            if new is not None:
                yield Step(
                    deed="rename", about=f"{cls}.{old}", sentence=f"{cls}.{old} is called {new}.", destructive=True
                )

    def of_new(self, name: str, field: FieldPlan) -> Iterator[Step]:
        """Yield what must be done so that a field can be added."""
        name = self._by.was(name)
        count = counting.records(self._connection, self._schema[name]) if field.required else 0
        if count:
            yield from self._filled(name, field, count)

    def of_change(self, name: str, old: FieldPlan, new: FieldPlan) -> Iterator[Step]:
        """Yield what must be done so that a field can become another one.

        Raises:
            InvalidSchema: It cannot.
        """
        name = self._by.was(name)
        cls, spec = self._schema[name], self._old(name, new.name)
        if old.kind != new.kind:
            self._check_kind(cls, spec, old, new)
            return
        if old.kind == "Pointer":
            yield from self._pointers(cls, spec, new)
        if old.kind == "String" and not spec.secret:
            self._check_text(cls, spec, old, new)
            yield from self._values(cls, spec, old, new)
        if new.required and not old.required and (count := counting.empty(self._connection, cls, spec)):
            yield from self._filled(name, new, count)

    def _check_kind(self, cls: Class, spec: Spec, old: FieldPlan, new: FieldPlan) -> None:
        if count := counting.filled(self._connection, cls, spec):
            raise InvalidSchema(
                f"{cls.name}.{new.name} holds a {old.kind} in {count:,} records and cannot become a {new.kind}. Add"
                f" {new.name}{new.kind} beside it; or drop it first: map {cls.name}.{new.name} to null."
            )

    def _check_text(self, cls: Class, spec: Spec, old: FieldPlan, new: FieldPlan) -> None:
        if old.long and not new.long and (count := counting.long(self._connection, cls, spec)):
            raise InvalidSchema(
                f"{cls.name}.{new.name} has more than 1,000 characters in {count:,} records; leave it long."
            )
        if new.unique and not old.unique and (value := counting.twice(self._connection, cls, spec)) is not None:
            raise InvalidSchema(
                f"Several records have the {cls.name}.{new.name} {value[:100]!r}; change them first, then it can be"
                " unique."
            )

    def _pointers(self, cls: Class, spec: Spec, new: FieldPlan) -> Iterator[Step]:
        gone = set(spec.targets) - {self._by.was(target) for target in new.targets}
        said = self._by.values.get((cls.name, new.name), {})
        for target, count in counting.pointing(self._connection, cls, spec).items() if gone else ():
            place = f"{cls.name}.{new.name}={target}"
            if target not in gone:
                continue
            if target not in said:
                sentence = f"{count:,} records name a {target} in {cls.name}.{new.name}; may they name nothing?"
                self.needs.append(Need(key=place, sentence=sentence, records=count))
            elif said[target] is not None:
                raise InvalidSchema(f"The pointers of {place} can only be emptied: map it to null.")
            else:
                sentence = f"{cls.name}.{new.name} is emptied in the {count:,} records where it names a {target}."
                yield Step(deed="alter", about=place, sentence=sentence, destructive=True)

    def _values(self, cls: Class, spec: Spec, old: FieldPlan, new: FieldPlan) -> Iterator[Step]:
        said = self._by.values.get((cls.name, new.name), {})
        is_narrower = bool(new.closed) and (old.values != new.values or not old.closed)
        if not said and old.values == new.values and not is_narrower:
            return
        there = counting.outside(self._connection, cls, spec, [] if said else list(new.values or ()))
        for value, count in there.items():
            lost = value not in (new.values or ()) and (is_narrower or value in (old.values or ()))
            if value in said and said[value] != value:
                yield self._replaced(cls, new, value, count, said[value])
            elif lost:
                sentence = f"{count:,} records have the {cls.name}.{new.name} {value!r}; what becomes of them?"
                suggestion = _nearest(value, old.values or (), new.values or ())
                key = f"{cls.name}.{new.name}={value}"
                self.needs.append(Need(key=key, sentence=sentence, records=count, suggestion=suggestion))

    def _replaced(self, cls: Class, field: FieldPlan, old: str, count: int, new: Scalar) -> Step:
        place = f"{cls.name}.{field.name}={old}"
        if (new is None and field.required) or (new is not None and field.values and new not in field.values):
            listed = ", ".join(field.values or ())
            raise InvalidSchema(f"{place} becomes {new!r}, which is none of its values: {listed}.")
        sentence = f"{count:,} records with the {cls.name}.{field.name} {old!r} get {new!r}."
        return Step(deed="alter", about=place, sentence=sentence, destructive=True)

    def _filled(self, name: str, field: FieldPlan, count: int) -> Iterator[Step]:
        said = self._by.values.get((name, field.name), {})
        place = f"{name}.{field.name}="
        if said.get(EMPTY) is None:
            sentence = f"{count:,} records have no {name}.{field.name}, and must; what do they get?"
            suggestion = field.default if field.default is not None else (field.values or (None,))[0]
            suggestion = FIRST.get(field.kind) if suggestion is None else suggestion
            self.needs.append(Need(key=place, sentence=sentence, records=count, suggestion=suggestion))
            return
        sentence = f"{count:,} records without a {name}.{field.name} get {said[EMPTY]!r}."
        yield Step(deed="alter", about=place, sentence=sentence, destructive=True)

    def _old(self, cls: str, wire: str) -> Spec:
        """Return the field as it is now, by the name that it will have."""
        for (of_class, old), new in self._by.fields.items():
            if of_class == cls and new == wire:
                return self._spec(cls, old)
        return self._spec(cls, wire)

    def _spec(self, cls: str, wire: str) -> Spec:
        specs = self._schema[cls].fields
        return next((spec for spec in specs.values() if spec.wire == wire), None) or specs[snake(wire)]


def _nearest(value: str, old: tuple[str, ...], new: tuple[str, ...]) -> str | None:
    """Return the value that stands where another one stood, as far along the list."""
    if not new:
        return None
    if value not in old or len(old) == 1:
        return new[0]
    return new[round(old.index(value) * (len(new) - 1) / (len(old) - 1))]
