"""`parley chat`, and `parley demo`: the same in a workspace that is thrown away."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.failures import FAILED, WAITING, Guard, misused
from api.cli.opening import name_of, opened, place, speaking

if TYPE_CHECKING:
    from collections.abc import Callable

    from api.cli.conversation import Conversation
    from api.settings import Settings
    from api.workspace import Workspace
    from store.principal import Principal

Message = Annotated[
    list[str] | None,
    typer.Option("--message", "-m", metavar="TEXT", help="Say this and leave; several are said one after the other."),
]
Yes = Annotated[bool, typer.Option("--yes", help="Approve what asks for a yes. Without it, -m changes no such thing.")]
Speaker = Annotated[
    str | None,
    typer.Option("--as", metavar="USER", help="Speak as this user (name or e-mail address). Default: the first admin."),
]
ThreadName = Annotated[
    str | None,
    typer.Option(
        "--thread", metavar="NAME", help="The thread to go on in, or to begin. Default: the terminal's last one."
    ),
]

Served = Annotated[
    bool, typer.Option("--serve", help="Serve it over HTTP instead, with a playground to try REST and GraphQL in.")
]


def chat(
    context: typer.Context,
    *,
    message: Message = None,
    name: Speaker = None,
    thread: ThreadName = None,
    yes: Yes = False,
) -> None:
    """Talk to the CRM.

    A conversation goes on where it was left, so “undo that” still works the next day; /new begins another one. Where
    there is no workspace yet, one is made, with a sample to try things on. When standard input is no terminal, each
    line is a message, and a line “yes” or “no” answers what asks for it.

    Exit status: 0 when all was answered, 1 when something failed, 3 when what -m asked for waits for a yes.
    """
    from api.settings import Settings

    _converse(context.obj or Guard(), Settings.of(), message or [], name, thread, yes=yes)


def demo(
    context: typer.Context,
    *,
    message: Message = None,
    name: Speaker = None,
    thread: ThreadName = None,
    yes: Yes = False,
    serve: Served = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="With --serve: the port to listen at.")] = 8000,
) -> None:
    """Talk to a sample workspace that is thrown away afterwards. Yours is not touched."""
    import os
    from tempfile import TemporaryDirectory

    from api.cli.rendering import notice
    from api.settings import Settings

    with TemporaryDirectory(prefix="parley-demo-", ignore_cleanup_errors=True) as folder:
        wanted = {"PARLEY_HOME": folder, "DATABASE_URL": "", "PARLEY_PLAYGROUND": "on"}
        settings = Settings.of({**os.environ, **wanted})
        notice("This is a demo: what you change is gone when you leave.")
        if serve:
            _serve(settings, port)
        else:
            _converse(context.obj or Guard(), settings, message or [], name, thread, yes=yes)


def _serve(settings: "Settings", port: int) -> None:
    """Serve the demo to the browsers of this machine."""
    from api.cli.serve import listening, serve_at

    with listening("127.0.0.1", port) as listener:
        serve_at(listener, settings, sample=True)


def _converse(
    guard: Guard, settings: "Settings", messages: list[str], name: str | None, thread: str | None, *, yes: bool
) -> None:
    """Talk in the way that fits: to -m, to a person at a terminal, or to lines that another program writes."""
    from api.cli import lines, log, slash
    from api.cli.conversation import Conversation
    from api.cli.screens import Paper, Terminal
    from api.cli.waking import Waking
    from store.threads import Threads

    _check(messages, thread)
    log.listen()
    with opened(settings, create=True) as workspace, Waking(workspace) as waking:
        if workspace.is_empty():
            _fill(workspace)
        me = speaking(workspace, name)
        chosen = thread or slash.latest(Threads(workspace.store), me)
        screen = Terminal() if sys.stdout.isatty() and (messages or sys.stdin.isatty()) else Paper()
        conversation = Conversation(workspace, waking.assistant, me, chosen, screen, guard, approves=yes)
        if messages:
            _say(conversation, messages)
        elif isinstance(screen, Terminal):
            _greet(workspace, me, chosen)
            _listen(conversation, waking.start)
            return
        else:
            lines.converse(conversation)
    if conversation.failed:
        raise typer.Exit(FAILED)
    if messages and conversation.card:
        _tell_waiting(chosen, named=thread is not None)
        raise typer.Exit(WAITING)


def _check(messages: list[str], thread: str | None) -> None:
    from store.threads import LONGEST_ID

    if any(not said.strip() for said in messages):
        misused("There is nothing in the text of -m.")
    if thread is not None and not 0 < len(thread) <= LONGEST_ID:
        misused(f"The name of a thread has 1 to {LONGEST_ID} characters.")


def _say(conversation: "Conversation", messages: list[str]) -> None:
    """Say all messages, with an empty line between the answers."""
    for number, said in enumerate(messages):
        if number:
            conversation.screen.rest()
        conversation.hear(said)
        if conversation.stop.is_set():
            raise KeyboardInterrupt


def _listen(conversation: "Conversation", ready: "Callable[[], None]") -> None:
    """Let a person talk; apart from the rest, since the line editor takes a while to import."""
    from api.cli import prompting

    prompting.converse(conversation, ready)


def _fill(workspace: "Workspace") -> None:
    """Put in the sample, and say so."""
    from api.cli.rendering import notice

    workspace.fill()
    me = speaking(workspace, None)
    where = place(workspace.settings.database_url)
    notice(f"Made a workspace with a sample in {where}; you are {name_of(workspace, me)}, its admin.")


def _greet(workspace: "Workspace", me: "Principal", thread: str) -> None:
    """Say who speaks with whom, where."""
    from rich.text import Text

    from api.cli.rendering import clean, console
    from api.cli.slash import THREAD

    settings = workspace.settings
    model = settings.model or ("a language model" if settings.openai_api_key or settings.openai_base_url else "")
    about = [part for part in (name_of(workspace, me), model, "" if thread == THREAD else f"thread {thread}") if part]
    out = console()
    out.print(Text.assemble(("Parley", "bold cyan"), clean(f" · {' · '.join(about)}")))
    out.print(Text("Say what you want in your own words. /help tells more, Ctrl-D leaves.", "dim"))


def _tell_waiting(thread: str, *, named: bool) -> None:
    """Say how to give the yes."""
    from shlex import quote

    from api.cli.rendering import notice

    where = f" --thread {quote(thread)}" if named else ""
    notice(f"Nothing was done; it waits for a yes: parley chat{where} -m yes")
