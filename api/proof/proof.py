"""All trials, one after the other."""

from collections.abc import Callable, Iterator

from api.proof.crud import crud
from api.proof.fields import fields
from api.proof.finding import Finding, Trial
from api.proof.happening import happening
from api.proof.isolation import isolation
from api.proof.lists import by_record, by_stage
from api.proof.stage import Stage, stage
from api.proof.strangers import strangers
from api.proof.talk import hostile, talk
from api.workspace import Workspace
from store.blueprint.blueprint import Blueprint
from store.blueprint.description import blueprint_of
from store.migrate import pending

TRIALS: dict[str, Trial] = {
    "Fields": fields,
    "Anonymous": strangers,
    "Isolation": isolation,
    "CRUD": crud,
    "By stage": by_stage,
    "By record": by_record,
    "Live": happening,
    "Chat": talk,
    "Hostile text": hostile,
}


def prove(
    workspace: Workspace,
    asked: Blueprint | None = None,
    *,
    tell: Callable[[str], object] = lambda _: None,
) -> list[Finding]:
    """Try the classes of a workspace in one that is thrown away, with users who are; the workspace is only read.

    It is in the same database: on PostgreSQL in a schema of its own, on SQLite in a file beside.

    Args:
        asked: What was asked for; by default what the workspace has.
        tell: Told what is tried.
    """
    store = workspace.store
    schema = store.refresh()
    lacking = pending(store.engine, store.base)
    with stage(schema, workspace.settings, asked or blueprint_of(schema), lacking) as made:
        return [one for about, trial in TRIALS.items() for one in _tried(about, trial, made, tell)]


def _tried(about: str, trial: Trial, made: Stage, tell: Callable[[str], object]) -> Iterator[Finding]:
    """Yield what a trial finds; one that cannot go on has failed, and the others are tried all the same."""
    tell(about)
    try:
        yield from trial(made)
    except Exception as error:
        yield Finding(about, "It can be tried to its end.", "fails", f"{type(error).__name__}: {error}"[:500])
