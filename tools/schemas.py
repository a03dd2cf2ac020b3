"""The tools with which an admin makes the CRM what a description says. The assistant has them, and no other program."""

from functools import lru_cache
from typing import Any

from pydantic import Field

from store.blueprint.applying import apply_within
from store.blueprint.plan import Plan
from store.blueprint.planning import plan
from store.blueprint.proposal import Proposals
from store.blueprint.reading.inferred import proposed
from store.blueprint.reading.reader import read
from store.blueprint.reading.reading import Reading
from store.errors import ReadOnly
from store.principal import Rank
from tools.records import arguments
from tools.tool import Effect, Tool, Work

LONGEST = 200_000
MOST = 40
"""Sentences of one kind that are told."""


@lru_cache(maxsize=1)
def schema_tools() -> dict[str, Tool]:
    """Return `plan_schema` and `apply_schema`, by name."""
    prompt = (str, Field(description="The whole description, as it was pasted", max_length=LONGEST))
    named = (str, Field(description="Of the plan", max_length=100))
    about = "Fields that sentences which were not understood ask for: those to propose, shown to the person as inferred"
    more: tuple[Any, Any] = (Proposals, Field(default_factory=list, description=about))
    what = "Plan to make the CRM's classes what a description says. For admins who paste one."
    do = "Do what plan_schema planned; the person approves it first."
    plan_ = Tool("plan_schema", what, arguments("PlanSchema", {"prompt": prompt, "inferred": more}), Effect.READ, _plan)
    members = {"prompt": prompt, "hash": named, "inferred": more}
    apply_ = Tool("apply_schema", do, arguments("ApplySchema", members), Effect.DESTRUCTIVE, _apply)
    return {tool.name: tool for tool in (plan_, apply_)}


def _plan(work: Work, wanted: Any) -> dict[str, Any]:
    reading = _read(work, wanted)
    return _told(plan(work.context.store, reading.blueprint), reading)


def _apply(work: Work, wanted: Any) -> dict[str, Any]:
    """Do it in the caller's unit of work; what would be lost is not done here."""
    reading = _read(work, wanted)
    done = apply_within(work.records, work.context.store, reading.blueprint, expected=wanted.hash)
    return {"applied": [step.sentence for step in done.plan.steps][:MOST], "number": done.number}


def _read(work: Work, wanted: Any) -> Reading:
    if work.records.principal.rank is not Rank.ADMIN:
        raise ReadOnly("Only an admin changes the classes of the workspace.")
    schema = work.records.schema
    reading = read(wanted.prompt, schema)
    return proposed(reading, wanted.inferred, schema) if wanted.inferred else reading


def _told(found: Plan, reading: Reading) -> dict[str, Any]:
    asked = [*found.questions, *reading.questions]
    said: dict[str, Any] = {
        "hash": found.hash,
        "steps": [step.sentence for step in found.steps],
        "permissions": list(found.permissions),
        "not_understood": [f"{one.line}: {one.text}" for one in reading.not_understood],
        "assumed": list(reading.assumed),
        "questions": [f"{one.question} Unless said: {one.default}" for one in asked],
        "needs": [need.sentence for need in found.needs],
    }
    told = {name: several[:MOST] if isinstance(several, list) else several for name, several in said.items()}
    return told | {"loses": found.is_destructive}
