"""A description of a CRM becomes the CRM: `parley bootstrap`."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.cli.describing import PIPE, inferred, renamed, suggesting, text_of
from api.cli.failures import FAILED, WAITING, misused
from api.cli.opening import DOOR, As, acting, opened

if TYPE_CHECKING:
    from api.workspace import Workspace
    from store.blueprint.applying import Applied
    from store.blueprint.blueprint import Blueprint, ClassPlan
    from store.blueprint.moves import Scalar
    from store.blueprint.plan import Plan
    from store.blueprint.reading.reading import Reading
    from store.store import Store

LITERALS: dict[str, "Scalar"] = {"": None, "null": None, "true": True, "false": False}
"""Words on the right of a mapping that are no text; nothing there drops or empties."""

File = Annotated[
    str,
    typer.Option(
        "--prompt",
        metavar="FILE",
        help="The description: a prompt, a page with one, JSON, a Mermaid diagram, or a Parse server's answer to"
        " /schemas; - is standard input.",
    ),
]
Mapped = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="OLD=NEW",
        help="What becomes of what is there; may be repeated. Deal.amount=value renames a field, Deal.amount= drops it,"
        " Deal.stage=lead=new gives another value to the records that have one.",
    ),
]
Allowed = Annotated[
    bool, typer.Option("--allow-destructive", help="What is there may be changed or lost; an archive is written first.")
]


def bootstrap(
    prompt: File,
    *,
    only_plan: Annotated[bool, typer.Option("--plan", help="Only show what would be done.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    preset: Annotated[
        Literal["owner", "team", "open"] | None, typer.Option(help="Who sees what by default, whatever the text says.")
    ] = None,
    infer: Annotated[
        bool | None,
        typer.Option(
            help="Whether a language model, if one is configured, reads what the grammar did not; by default where you"
            " see what it proposes before it is done: not with --yes.",
        ),
    ] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Put the sample into a workspace that is empty.")] = False,
    allow_destructive: Allowed = False,
    accept: Annotated[
        bool,
        typer.Option(
            "--accept-suggestions", help="Call classes and fields that cannot be called so as it is suggested."
        ),
    ] = False,
    mapped: Mapped = None,
    name: As = None,
    proof: Annotated[bool, typer.Option(help="Whether it is tried at the end.")] = True,
    serving: Annotated[bool, typer.Option("--serve", help="Serve it at the end, until Ctrl-C.")] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port for --serve; 0 takes a free one.")] = 8000,
) -> None:
    """Make the CRM that a text describes, or change this one to what it describes: all of it, or nothing.

    Shows the plan and asks. Classes and fields that the text does not name stay. The same text again changes nothing.
    What would lose something of what is there needs --allow-destructive, and --map says what becomes of it. At the end
    users who are thrown away try the CRM, and what they found is told: `parley prove` does the same at any time.

    Exit status: 0 when it is done or nothing is to be done, 1 when the proof does not hold, 3 when it waits for a yes.
    """
    from api.cli.plans import show_plan, show_reading
    from api.cli.serve import serve
    from store.blueprint.description import blueprint_of
    from store.blueprint.planning import plan
    from store.blueprint.reading.reader import read

    if only_plan and yes:
        misused("Choose one of --plan and --yes.")
    text = text_of(prompt)
    read(text)  # before anything is opened for it
    with _looked_at() as store:
        reading = read(text, store.refresh())
        if infer or (infer is None and not yes):
            reading = inferred(reading, store.schema)
        show_reading(reading)
        there = blueprint_of(store.schema)
        blueprint = _with_preset(reading, preset)
        blueprint = renamed(blueprint, there) if accept else blueprint
        with suggesting():
            found = plan(store, blueprint, _mapping(mapped or [], [*there.classes, *blueprint.classes]))
    show_plan(found, reading.questions)
    if only_plan:
        return
    if not found.is_empty:
        _check(found, allowed=allow_destructive)
        _ask(prompt, yes=yes)
    with opened(create=True) as workspace:
        if not found.is_empty:
            _tell(_applied(workspace, blueprint, found, name, allowed=allow_destructive))
        _finish(workspace, blueprint if proof else None, demo=demo)
    if serving:
        serve(port=port)


@contextmanager
def _looked_at() -> Iterator["Store"]:
    """Open the data of the workspace; where there is none, those of an empty one that is thrown away."""
    from tempfile import TemporaryDirectory

    from api.cli.rendering import notice
    from store.errors import NoWorkspace
    from store.store import Store

    with ExitStack() as opening:
        try:
            yield opening.enter_context(opened()).store
            return
        except NoWorkspace:
            notice("There is no workspace yet: this is about a new one.")
        folder = opening.enter_context(TemporaryDirectory(prefix="parley-plan-"))
        store = Store.open(f"sqlite:///{folder}/crm.db")
        opening.callback(store.close)
        yield store


def _mapping(said: list[str], classes: "Sequence[ClassPlan]") -> "dict[str, Scalar]":
    """Return what becomes of what is there; the last = stands before the new name or value."""
    kinds = {f"{plan.name}.{field.name}": field.kind for plan in classes for field in plan.fields}
    found: dict[str, Scalar] = {}
    for one in said:
        old, sign, new = one.rpartition("=")
        if not sign or not old:
            misused(f"--map takes OLD=NEW, e.g. Deal.stage=lead=new, not {one!r}.")
        field, is_value, _ = old.partition("=")
        found[old] = _number(one, new) if is_value and kinds.get(field) == "Number" else LITERALS.get(new, new)
    return found


def _number(said: str, new: str) -> float | None:
    try:
        return float(new) if new else None
    except ValueError:
        misused(f"--map {said} takes a number at its end.")


def _with_preset(reading: "Reading", preset: str | None) -> "Blueprint":
    found = reading.blueprint
    return found.model_copy(update={"preset": preset}) if preset else found


def _check(plan: "Plan", *, allowed: bool) -> None:
    """Refuse what is not answered or not allowed before anybody is asked.

    Raises:
        Exit: Something must be said first.
    """
    from api.cli.failures import complain

    if plan.needs:
        keys = " ".join(f"--map '{need.key}={_new(need.suggestion)}'" for need in plan.needs[:5])
        complain("data_at_risk", f"Say first what becomes of what is there; nothing was changed. For instance: {keys}")
    elif plan.is_destructive and not allowed:
        complain(
            "data_at_risk", "This changes or loses what is there; nothing was changed. --allow-destructive does it."
        )
    else:
        return
    raise typer.Exit(FAILED)


def _new(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _ask(file: str, *, yes: bool) -> None:
    """Ask whether the plan shall be done.

    Raises:
        Exit: The answer is no, or there is nobody to ask.
    """
    from api.cli.rendering import notice

    if yes:
        return
    if file == PIPE or not sys.stdin.isatty():
        notice("Nothing was done; --yes does it.")
        raise typer.Exit(WAITING)
    if not typer.confirm("Shall I?"):
        notice("Nothing was done.")
        raise typer.Exit


def _applied(
    workspace: "Workspace", blueprint: "Blueprint", plan: "Plan", name: str | None, *, allowed: bool
) -> "Applied":
    from store.blueprint.applying import apply

    return apply(
        workspace.store,
        blueprint,
        plan.mapping,
        by=acting(workspace, name),
        door=DOOR,
        expected=plan.hash,
        archive=workspace.archive_place() if allowed else None,
    )


def _tell(done: "Applied") -> None:
    from api.cli.rendering import notice, say

    say("", f"Done: this is blueprint {done.number} of the workspace.")
    if done.archive:
        notice(f"What was there before is in {done.archive}; `parley restore` brings it back.")


def _finish(workspace: "Workspace", asked: "Blueprint | None", *, demo: bool) -> None:
    """Put the sample in, if it is wanted, prove that the workspace is what was asked for, and tell how to go on."""
    from api.cli.proving import prove_it

    if demo:
        _fill(workspace)
    if asked:
        prove_it(workspace, asked)
    _tell_next(workspace)


def _fill(workspace: "Workspace") -> None:
    """Put the sample in, where nobody has worked yet."""
    from api.cli.rendering import notice
    from store.errors import InvalidFile, InvalidValues

    if workspace.users.first_admin() is not None:
        notice("The workspace is not empty; the sample was left out.")
        return
    try:
        workspace.fill()
    except (InvalidFile, InvalidValues) as error:
        notice(f"The sample does not fit these classes and was left out: {error}")
        return
    notice("Put the sample in.")


def _tell_next(workspace: "Workspace") -> None:
    from api.cli.rendering import notice

    if workspace.users.first_admin() is None:
        notice("Nobody works here yet: `parley user add NAME E-MAIL` adds the first one, who is its admin.")
    notice("`parley chat` talks with it, `parley serve` opens it to browsers and apps.")
