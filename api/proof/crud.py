"""Whether records of every class are made, read, changed, listed and deleted, with a value in every field."""

from collections.abc import Iterator

from api.proof.finding import Finding, found
from api.proof.person import Json, taken
from api.proof.stage import Stage
from api.proof.values import value_of, values, writable
from store.schema import Class

ABOUT = "CRUD"
NOT_FOUND = 101
"""Parse's code of what is not there."""


def crud(stage: Stage) -> Iterator[Finding]:
    """Try each class as a salesperson."""
    for cls in stage.classes:
        tried = f"{cls.name}: added with all {len(list(writable(cls)))} fields, read, changed, listed and deleted."
        yield found(ABOUT, tried, wrong=" ".join(_wrong(stage, cls)))


def _wrong(stage: Stage, cls: Class) -> Iterator[str]:
    who, schema = stage.ann, stage.schema
    wanted = values(schema, cls, who, every=True)
    there = who.makes(cls.name, wanted)
    place = f"classes/{cls.name}/{there}"
    yield from _differing("added", wanted, taken(who.rest("GET", place)))
    change = {spec.wire: value_of(schema, spec, who) for spec in writable(cls)}
    change |= {spec.wire: wanted[spec.wire] for spec in writable(cls) if spec.name in cls.model.owners}
    taken(who.rest("PUT", place, change))
    yield from _differing("changed", change, taken(who.rest("GET", place)))
    if there not in [one["objectId"] for one in who.finds(cls.name, where={"objectId": there})]:
        yield "It is not listed."
    taken(who.rest("DELETE", place))
    if (said := who.rest("GET", place)).json().get("code") != NOT_FOUND:
        yield f"After it was deleted, reading it answers {said.status_code}."


def _differing(what: str, wanted: Json, there: Json) -> Iterator[str]:
    for name, value in wanted.items():
        if value != there.get(name):
            yield f"{name} was {what} as {value!r} and is {there.get(name)!r}."
