"""What a tool is: a typed function with a name, a description and an effect."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic.alias_generators import to_camel

from store.changes import Change, Origin
from store.errors import Conflict, InvalidValues
from store.principal import Principal
from store.records import Records
from store.schema import Schema
from store.store import Store
from tools.terse import terse

MOST_REASONS = 5
"""Reasons told at once."""
LONGEST_PLACE = 100


class Effect(StrEnum):
    """What a call may do to the records."""

    READ = "read"
    WRITE = "write"
    DESTRUCTIVE = "destructive"


@dataclass(frozen=True, slots=True)
class Context:
    """What a run knows and no model may choose. `now` is the moment that "today" is reckoned from, UTC."""

    store: Store
    principal: Principal
    origin: Origin
    now: datetime
    currency: str | None = None


@dataclass(slots=True)
class Work:
    """One call at work: the records as its principal may see them, and whether it showed text from outside."""

    records: Records
    context: Context
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call returned, as JSON values, and whether text from outside is in it."""

    result: Any
    outside: bool = False


class Arguments(BaseModel):
    """Base of the argument models: unknown arguments are an error, not a surprise."""

    model_config = ConfigDict(extra="forbid", validate_by_name=True, validate_by_alias=True, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _from_the_wire(cls, given: Any) -> Any:
        """Accept the names that fields have on every wire, too."""
        if not isinstance(given, dict):
            return given
        names = {to_camel(name): name for name in cls.model_fields}
        return {names.get(key, key): value for key, value in given.items()}


@dataclass(frozen=True)
class Tool:
    """One thing that can be done with the CRM."""

    name: str
    description: str
    arguments: type[BaseModel]
    effect: Effect
    body: Callable[[Work, Any], Any]

    @cached_property
    def schema(self) -> dict[str, Any]:
        """The arguments as a JSON schema, without what a model does not need."""
        return terse(self.arguments.model_json_schema())

    def __call__(self, context: Context, arguments: dict[str, Any]) -> Any:
        """Check `arguments`, run the tool in one unit of work, and return its result as JSON values.

        Raises:
            StoreError: The arguments do not fit, or the store refused; nothing was written.
        """
        return self.run(context, arguments).result

    def run(
        self,
        context: Context,
        arguments: dict[str, Any],
        call: str | None = None,
        expected: Iterable[Change] | None = None,
    ) -> Outcome:
        """Do the same, and tell whether text from outside is in the result.

        Args:
            call: The call's name within its run; a call of that name happens once, and returns the same ever after.
            expected: What a person approved: anything else is a conflict, and nothing is written.
        """
        wanted = self.checked(arguments)
        origin = replace(context.origin, call=call)
        if self.effect is Effect.READ:
            with context.store.reading(context.principal, origin, context.now) as records:
                work = Work(records, context)
                return Outcome(self.body(work, wanted), work.outside)
        with context.store.records(context.principal, origin, context.now) as records:
            work = Work(records, context)
            result = records.once(self.name, lambda: self._approved(work, wanted, expected))
            return Outcome(result, work.outside)

    def checked(self, arguments: dict[str, Any]) -> Any:
        """Return the arguments as the tool's own model.

        Raises:
            InvalidValues: They do not fit; the sentence names each that does not.
        """
        try:
            return self.arguments.model_validate(arguments)
        except ValidationError as error:
            reasons = [f"{_place(e['loc'])}: {e['msg']}" for e in error.errors()[:MOST_REASONS]]
            raise InvalidValues(f"{self.name}: {'; '.join(reasons)}.") from None

    def _approved(self, work: Work, wanted: Any, expected: Iterable[Change] | None) -> Any:
        result = self.body(work, wanted)
        if expected is not None:
            check_same(work, expected)
        return result


def check_same(work: Work, expected: Iterable[Change]) -> None:
    """Refuse a unit of work that has changed anything else than what was approved.

    Raises:
        Conflict: It has.
    """
    approved, schema = list(expected), work.records.schema
    if [_content(schema, change) for change in work.records.changes] != [_content(schema, c) for c in approved]:
        records = [(change.cls, change.object_id) for change in approved]
        raise Conflict("The records changed since they were shown for approval; nothing was written.", records)


def _place(path: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in path)[:LONGEST_PLACE] or "arguments"


def _content(schema: Schema, change: Change) -> tuple[Any, ...]:
    """Return a change without the moments at which it, or one that it follows, is made; versions tell what changed."""
    specs = schema[change.cls].fields.values() if change.cls in schema.classes else ()
    moments = {"created_at", "updated_at", *(spec.since for spec in specs)}
    before, after = (
        image and {name: value for name, value in image.items() if name not in moments}
        for image in (change.before, change.after)
    )
    return change.cls, change.object_id, before, after
