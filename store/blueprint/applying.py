"""Applies a blueprint: one migration in one transaction, on either database."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, insert, text

from store import log, migrate
from store.blueprint import kept
from store.blueprint.access import of_class
from store.blueprint.blueprint import Blueprint
from store.blueprint.migration import Migration
from store.blueprint.moves import Scalar
from store.blueprint.plan import Plan
from store.blueprint.planning import NOTHING, planned
from store.changes import SCHEMA, Change, Origin
from store.errors import Conflict, DataAtRisk, ReadOnly
from store.log import Log
from store.principal import Principal, Rank
from store.records import Records
from store.store import Store
from store.transfer.archive import backup

MOST_TOLD = 5
CHANGED = "The plan is another one by now: the classes or records have changed. Look at it again."
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
    _check_admin(by)
    run, at = uuid4().hex, now or datetime.now(UTC)
    work = _Work(store, by, Origin(door, run), at)
    with store.writing(keeps_up=False) as connection:
        _lock(connection)
        store.keep_up(connection, writes=True)  # while it waited for the lock, another may have been applied
        plan = planned(connection, store.schema, store.base, blueprint, mapping)
        _check(plan, expected, archive)
        if plan.is_empty:
            return Applied(plan, store.schema.number)
        if plan.is_destructive and archive is not None:
            backup(store, archive)
        _begin(connection, store, by, work.origin, at)
        number, change = _do(connection, work, plan)
        Log(connection, store.schema.own.change, by.user, work.origin).append(change)
    with store.looking() as connection:
        store.keep_up(connection, writes=True)
    return Applied(plan, number, run, archive if plan.is_destructive else None)


def apply_within(records: Records, store: Store, blueprint: Blueprint, *, expected: str | None = None) -> Applied:
    """Do the same in a unit of work that is open, as a part of its run. Nothing may be lost by it.

    Raises:
        ReadOnly: Its principal is no admin.
        InvalidSchema: It cannot be done.
        Conflict: The plan is another one by now than the one agreed to.
        DataAtRisk: Something would be lost.
    """
    _check_admin(records.principal)
    work = _Work(store, records.principal, records.origin, records.now)
    applied: list[Applied] = []

    def change(connection: Connection) -> Change | None:
        _lock(connection)
        if kept.newest(connection, store.base) != records.schema.number:
            raise Conflict(CHANGED)
        plan = planned(connection, records.schema, store.base, blueprint, NOTHING)
        _check(plan, expected, None)
        if plan.is_empty:
            applied.append(Applied(plan, records.schema.number))
            return None
        number, change = _do(connection, work, plan)
        applied.append(Applied(plan, number, records.origin.run))
        return change

    records.reshape(change)
    return applied[0]


@dataclass(frozen=True, slots=True)
class _Work:
    """Who applies a blueprint, where, in which run, and when."""

    store: Store
    by: Principal
    origin: Origin
    at: datetime


def _do(connection: Connection, work: _Work, plan: Plan) -> tuple[int, Change]:
    """Change the tables and keep the blueprint; return its number, and what the change log says of it."""
    store, by = work.store, replace(work.by, is_system=True)
    Migration(connection, store, plan, by, work.origin, work.at).run()
    values = {
        "user": work.by.user,
        "run": work.origin.run,
        "hash": plan.hash,
        "blueprint": kept.difference(plan.blueprint, store.base).model_dump(mode="json"),
        "steps": [step.sentence for step in plan.steps],
    }
    number = kept.keep(connection, store.base, values, work.at)
    made = {step.about for step in plan.steps if step.deed == "create"}
    image = {"object_id": str(number), "has_acl": False, "acl": [], "name": _name(plan), "steps": values["steps"]}
    image["access"] = [of_class(plan.blueprint, cls) for cls in plan.blueprint.classes if cls.name in made]
    return number, Change(SCHEMA, str(number), None, image)


def _check_admin(by: Principal) -> None:
    if by.rank is not Rank.ADMIN:
        raise ReadOnly("Only an admin changes the classes of the workspace.")


def _lock(connection: Connection) -> None:
    """Keep all other writers out: an archive must have what the migration finds."""
    if connection.dialect.name == "postgresql":
        for key in (log.LOCK, migrate.LOCK):
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})


def _check(plan: Plan, expected: str | None, archive: Path | None) -> None:
    if expected is not None and expected != plan.hash:
        raise Conflict(CHANGED)
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
