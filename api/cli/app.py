"""The commands, put together."""

from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import typer

from api.cli import index, users
from api.cli.bootstrap import bootstrap
from api.cli.chat import chat, demo
from api.cli.codegen import codegen
from api.cli.docs import docs
from api.cli.doctor import doctor
from api.cli.evaluation import evaluate
from api.cli.failures import Guard
from api.cli.generation import prompt
from api.cli.history import history, undo
from api.cli.maintenance import migrate
from api.cli.mcp import mcp
from api.cli.proving import prove
from api.cli.serve import serve
from api.cli.slack import slack
from api.cli.transfer import backup, export, import_, restore
from api.cli.verify import verify

app = typer.Typer(
    help="Parley, a CRM that people talk to. Without a command, the chat opens.",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
TALK, RECORDS, MAKE, CARE = "Talk", "Records and people", "Make and change the CRM", "Care"

app.command(rich_help_panel=TALK)(chat)
app.command(rich_help_panel=TALK)(demo)
app.command(rich_help_panel=TALK)(serve)
app.command(rich_help_panel=TALK)(mcp)
app.command(rich_help_panel=TALK)(slack)
app.command(rich_help_panel=RECORDS)(history)
app.command(rich_help_panel=RECORDS)(undo)
app.command("import", rich_help_panel=RECORDS)(import_)
app.command(rich_help_panel=RECORDS)(export)
app.add_typer(users.app, rich_help_panel=RECORDS)
app.command(rich_help_panel=MAKE)(bootstrap)
app.command(rich_help_panel=MAKE)(prompt)
app.command(rich_help_panel=MAKE)(codegen)
app.command(rich_help_panel=MAKE)(prove)
app.command(rich_help_panel=CARE)(backup)
app.command(rich_help_panel=CARE)(restore)
app.command(rich_help_panel=CARE)(migrate)
app.add_typer(index.app, rich_help_panel=CARE)
app.command(rich_help_panel=CARE)(doctor)
app.command(rich_help_panel=CARE)(verify)
app.command(rich_help_panel=CARE)(docs)
app.command("eval", rich_help_panel=CARE)(evaluate)


@app.callback(invoke_without_command=True)
def parley(
    context: typer.Context,
    *,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program a failure happened.")] = False,
    show_version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    """Remember what holds for all commands; open the chat when none is named."""
    if isinstance(context.obj, Guard):
        context.obj.debug = debug
    if show_version:
        typer.echo(f"Parley {_version()}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        chat(context)


def _version() -> str:
    try:
        return version("parley")
    except PackageNotFoundError:
        return "(not installed)"
