"""Applies a blueprint: one migration in one transaction, on either database."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, insert, text

from store import log, migrate
from store.blueprint import kept
from store.blueprint.blueprint import Blueprint
from store.blueprint.migration import Migration
from store.blueprint.moves import Scalar
from store.blueprint.plan import Plan
from store.blueprint.planning import NOTHING, planned
from store.changes import SCHEMA, Change, Origin
from store.errors import Conflict, DataAtRisk, ReadOnly
from store.log import Log
from store.principal import Principal, Rank
from store.store import Store
from store.transfer.archive import backup

MOST_TOLD = 5
LONGEST = 300
"""Characters of what the change log calls it."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What was done."""

    plan: Plan
    number: int
    """Of the blueprint that holds now."""
    run: str | None = None
    """The run of the change log in which it was done; nothing when there was nothing to do."""
    archive: Path | None = None
    """The archive that was written before, if something was lost."""


def apply(
    store: Store,
    blueprint: Blueprint,
    mapping: Mapping[str, Scalar] = NOTHING,
    *,
    by: Principal,
    door: str,
    expected: str | None = None,
    archive: Path | None = None,
    now: datetime | None = None,
) -> Applied:
    """Make the classes of the workspace what a blueprint says, all of it or nothing.

    Other processes that have the workspace open take the new classes with their next unit of work.

    Args:
        store: The workspace's data.
        blueprint: As `plan` takes it.
        mapping: As `plan` takes it.
        by: Who does it.
        door: Through which he came.
        expected: The hash of the plan that was agreed to.
        archive: Where an archive of the workspace is written before anything is lost. Without, nothing may be lost.
        now: The moment.

    Raises:
        ReadOnly: He is no admin.
        InvalidSchema: It cannot be done.
        Conflict: The plan is another one by now than the one agreed to.
        DataAtRisk: Something would be lost, and the mapping does not say what becomes of it, or no archive is wanted.
        InvalidFile: The archive cannot be written.
    """
    if by.rank is not Rank.ADMIN:
        raise ReadOnly("Only an admin changes the classes of the workspace.")
    with store.writing() as connection:
        _lock(connection)
        schema = store.schema
        plan = planned(connection, schema, store.base, blueprint, mapping)
        _check(plan, expected, archive)
        if plan.is_empty:
            return Applied(plan, schema.number)
        if plan.is_destructive and archive is not None:
            backup(store, archive)
        run, at = uuid4().hex, now or datetime.now(UTC)
        origin = Origin(door, run)
        _begin(connection, store, by, origin, at)
        Migration(connection, store, plan, replace(by, is_system=True), origin, at).run()
        values = {
            "user": by.user,
            "run": run,
            "hash": plan.hash,
            "blueprint": kept.difference(plan.blueprint, store.base).model_dump(mode="json"),
            "steps": [step.sentence for step in plan.steps],
        }
        number = kept.keep(connection, store.base, values, at)
        image = {"object_id": str(number), "has_acl": False, "acl": [], "name": _name(plan), "steps": values["steps"]}
        Log(connection, schema.own.change, by.user, origin).append(Change(SCHEMA, str(number), None, image))
    with store.looking() as connection:
        store.keep_up(connection, writes=True)
    return Applied(plan, number, run, archive if plan.is_destructive else None)


def _lock(connection: Connection) -> None:
    """Keep all other writers out: an archive must have what the migration finds."""
    if connection.dialect.name == "postgresql":
        for key in (log.LOCK, migrate.LOCK):
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})


def _check(plan: Plan, expected: str | None, archive: Path | None) -> None:
    if expected is not None and expected != plan.hash:
        raise Conflict("The plan is another one by now: the classes or records have changed. Look at it again.")
    if plan.needs:
        asked = " ".join(f"{need.sentence} (map {need.key})" for need in plan.needs[:MOST_TOLD])
        raise DataAtRisk(f"Something would be lost; nothing was changed. {asked}", [need.key for need in plan.needs])
    if plan.is_destructive and archive is None:
        lost = " ".join(step.sentence for step in plan.steps if step.destructive)
        raise DataAtRisk(f"This changes or loses what is there, and must be allowed; nothing was changed. {lost}")


def _begin(connection: Connection, store: Store, by: Principal, origin: Origin, at: datetime) -> None:
    values = {"id": origin.run, "user": by.user, "door": origin.door, "started_at": at, "finished_at": at}
    connection.execute(insert(store.schema.own.run).values(values))


def _name(plan: Plan) -> str:
    said = " ".join(step.sentence for step in plan.steps)
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}…"
