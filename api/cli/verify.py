"""Proves who can reach what, through which door: `parley verify`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.failures import FAILED

if TYPE_CHECKING:
    from api.verification.live import Sight
    from api.verification.matrix import Cell

ROLES = {"rep": "A salesperson", "readonly": "Somebody who only reads", "manager": "A manager", "admin": "An admin"}
COLOURS = {"change": "green", "read": "cyan", "nothing": "dim"}
PROVES = "Tried in a throw-away workspace with your classes, default rule and settings; your own was not touched."
ROWS = "Your own rows: what users are shown of them, which is what the rules say, read a second time."
BUSY = "Your rows were changed all the time while they were looked at, so nothing is proved of them. Try again."
MOST_SHOWN = 5

AsJson = Annotated[bool, typer.Option("--json", help="Print everything as JSON, for programs.")]
Users = Annotated[int, typer.Option("--users", min=0, help="How many users' sight of your rows is checked.")]
Sampled = Annotated[int, typer.Option("--records", min=1, help="How many records of each class are asked for singly.")]


def verify(*, as_json: AsJson = False, users: Users = 20, records: Sampled = 1_000) -> None:
    """Prove that everybody reaches what he may, and nothing else, through every door.

    First every door is tried by users of all roles with records of all kinds, in a workspace that is thrown away; yours
    is not touched. Then users of yours are looked at: the rows that they are shown must be those that the rules say.

    Exit status: 0 when all holds, 1 when anything does not.
    """
    from api.cli.opening import opened
    from api.cli.rendering import console
    from api.verification.live import sights
    from api.verification.matrix import matrix

    with opened() as workspace, console(errors=True).status("Trying the doors …") as status:
        cells = matrix(workspace.store.schema, workspace.settings, tell=lambda door: status.update(f"Trying {door} …"))
        status.update("Looking at your rows …")
        seen = sights(workspace, users, records)
    wrong = [one for one in [*cells, *(seen or ())] if not one.holds]
    if as_json:
        typer.echo(_json(cells, seen, holds=not wrong and seen is not None))
    else:
        _print(cells, seen, len(wrong))
    if wrong or seen is None:
        raise typer.Exit(FAILED)


def _json(cells: "list[Cell]", seen: "list[Sight] | None", *, holds: bool) -> str:
    from dataclasses import asdict

    import orjson

    told = {
        "holds": holds,
        "doors": [asdict(one) | {"holds": one.holds} for one in cells],
        "rows": None if seen is None else [asdict(one) | {"holds": one.holds} for one in seen],
    }
    return orjson.dumps(told, option=orjson.OPT_INDENT_2).decode()


def _print(cells: "list[Cell]", seen: "list[Sight] | None", wrong: int) -> None:
    from api.cli.rendering import notice, say, show, table

    notice(PROVES)
    for role, called in ROLES.items():
        mine = [one for one in cells if one.role == role]
        doors = list(dict.fromkeys(one.door for one in mine))
        say("", f"{called} can")
        show(table(["", *doors], _rows(mine, doors)))
    say("")
    if seen:
        notice(ROWS)
        show(table(["User", "Role", *dict.fromkeys(one.cls.strip("_") for one in seen)], _people(seen)))
        say("")
    elif seen is None:
        notice(
            "Your rows were changed all the time while they were looked at, so nothing is proved of them; try again."
        )
    for one in [one for one in seen or () if one.wrong]:
        say(f"{one.user}: {one.cls} {', '.join(one.wrong[:MOST_SHOWN])}: gate and rules differ.")
    total = len(cells) + len(seen or ())
    say(f"{wrong} of {total:,} do not hold." if wrong else f"All {total:,} hold.")


def _rows(cells: "list[Cell]", doors: list[str]) -> Iterator[list[Any]]:
    for record in dict.fromkeys(one.record for one in cells):
        found = {one.door: one for one in cells if one.record == record}
        yield [record, *(_told(found[door]) for door in doors)]


def _told(cell: "Cell") -> Any:
    from rich.text import Text

    if cell.holds:
        return Text(cell.found.replace("nothing", "·"), COLOURS[cell.found])
    return Text(f"{cell.found}, not {cell.expected}!", "bold red")


def _people(seen: "list[Sight]") -> Iterator[list[Any]]:
    from rich.text import Text

    for user, role in dict.fromkeys((one.user, one.role) for one in seen):
        mine = [one for one in seen if (one.user, one.role) == (user, role)]
        yield [
            user,
            role,
            *(
                Text(f"{one.shown:,} of {one.there:,}")
                if one.holds
                else Text(f"{one.shown:,}, not {one.due:,}!", "bold red")
                for one in mine
            ),
        ]
