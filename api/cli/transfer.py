"""Data in and out: `parley import`, `parley export`, `parley backup`, `parley restore`."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.failures import misused
from api.cli.opening import As, acting, opened, owning
from api.cli.progress import progress
from api.cli.sheets import Bringing, tell

if TYPE_CHECKING:
    from store.schema import Schema

SHEET = ".csv"
PIPE = "-"
InFile = Annotated[Path, typer.Argument(metavar="FILE", help="The file; - is standard input.")]
OutFile = Annotated[Path, typer.Argument(metavar="FILE", help="The file; - is standard output.")]
ClassName = Annotated[
    str | None,
    typer.Option(
        "--class", metavar="CLASS", help="Of a CSV sheet: the class, e.g. Deal. Default: as the file is called."
    ),
]
Locale = Annotated[str | None, typer.Option(help="Of a CSV sheet: how numbers and dates are written, e.g. de-DE.")]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that is there.")]


def import_(
    file: InFile,
    *,
    of_class: ClassName = None,
    locale: Locale = None,
    check: Annotated[bool, typer.Option("--check", help="Of a CSV sheet: only tell what it would do.")] = False,
    name: As = None,
) -> None:
    """Take in a JSON state, or a CSV sheet of one class: all of it, or nothing, as one run that can be undone.

    Records keep their ids. A workspace is made if there is none. With --as a sheet is brought in the user's own hands,
    and a state takes an admin.
    """
    source = Path("/dev/stdin") if str(file) == PIPE else file
    if of_class or file.suffix.lower() == SHEET:
        with opened(create=name is None) as workspace, progress("Importing") as told:
            cls = _class_named(workspace.store.schema, of_class or file.stem)
            bringing = Bringing(workspace, acting(workspace, name), cls, locale)
            outcome = bringing.take_in(source, check=check, told=told)
        tell(outcome, file, check=check)
        _tell_run(outcome.run)
        return
    if check or locale:
        misused("--check and --locale are for CSV sheets.")
    from api.cli.rendering import notice, say
    from store.transfer.loading import import_state, read_state

    state = read_state(source)
    with opened(create=name is None) as workspace, progress("Importing") as told:
        done = import_state(workspace.store, state, by=owning(workspace, name), progress=told)
    say(f"Imported {_counted(done.created)}." if done.run else "There is nothing new in it; nothing was imported.")
    if done.unchanged or done.matched:
        notice(f"Already here, and left as they are: {done.unchanged:,} records, {done.matched:,} users.")
    _tell_run(done.run)


def export(
    file: OutFile,
    *,
    of_class: ClassName = None,
    locale: Locale = None,
    full: Annotated[
        bool, typer.Option("--full", help="Of a JSON state: also when records were made and changed.")
    ] = False,
    force: Force = False,
    name: As = None,
) -> None:
    """Write everything as a JSON state, or one class as a CSV sheet.

    With --as a sheet has what the user may read, and a state takes an admin.
    """
    from api.cli.rendering import notice

    target = sys.stdout.buffer if str(file) == PIPE else file
    with opened() as workspace, progress("Exporting") as told:
        if of_class or file.suffix.lower() == SHEET:
            cls = _class_named(workspace.store.schema, of_class or file.stem)
            bringing = Bringing(workspace, acting(workspace, name), cls, locale)
            counts: Mapping[str, int] = {cls: bringing.take_out(target, force=force, told=told)}
        else:
            from store.transfer.state import write_state

            owning(workspace, name)
            counts = write_state(workspace.store, target, full=full, overwrite=force, progress=told)
    notice(f"Exported {_counted(counts)}{'' if target is not file else f' to {file}'}.")


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The archive, e.g. parley-2026-03-18.zip.")],
    *,
    force: Force = False,
    name: As = None,
) -> None:
    """Write an archive of the whole workspace: records, users, log, conversations. It may be in use meanwhile.

    With --as it takes an admin.
    """
    from api.cli.rendering import notice
    from store.transfer.archive import backup as write

    with opened() as workspace, progress("Backing up") as told:
        owning(workspace, name)
        counts = write(workspace.store, file, overwrite=force, progress=told)
    notice(f"Wrote {sum(counts.values()):,} rows to {file}. It has hashes of passwords in it: keep it safe.")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An archive of `parley backup`.")],
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Put it in the place of all that is in the workspace.")
    ] = False,
    name: As = None,
) -> None:
    """Bring an archive back into an empty workspace, which is made if there is none. Stop other processes before.

    With --as it takes an admin of the workspace that is replaced.
    """
    from api.cli.rendering import notice
    from store.transfer import files
    from store.transfer.restore import restore as bring_back

    with files.reading(file):
        pass  # before a workspace is made for it
    with opened(create=name is None) as workspace, progress("Restoring") as told:
        owning(workspace, name)
        counts = bring_back(workspace.store, file, force=force, progress=told)
        workspace.forget()
    notice(f"Restored {sum(counts.values()):,} rows. Everybody has to sign in again.")


def _class_named(schema: "Schema", said: str) -> str:
    """Return the class that is called so, in the singular or plural, in any case.

    Raises:
        UnknownClass: There is none.
    """
    word = said.strip().strip("_").lower()
    for name, cls in schema.classes.items():
        if word in (cls.word, cls.plural):
            return name
    return schema[said].name


def _counted(counts: Mapping[str, int]) -> str:
    told = [f"{count:,} {name.strip('_')}" for name, count in counts.items() if count]
    return ", ".join(told) or "nothing, as nothing is there"


def _tell_run(run: str | None) -> None:
    from api.cli.rendering import notice

    if run:
        notice(f"`parley undo {run[:10]}` takes it back.")
