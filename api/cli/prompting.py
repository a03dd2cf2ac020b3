"""The prompt of a person at a terminal: line editing, history, and polite Ctrl-C and Ctrl-D."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.output import create_output
from prompt_toolkit.output.vt100 import Vt100_Output

from agent.deciding import decided
from api.cli.conversation import Conversation
from api.cli.rendering import notice

HISTORY = "chat_history"
MARK = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "
SHALL_I = "Shall I? (y/n) "


def converse(conversation: Conversation, ready: Callable[[], None]) -> None:
    """Answer what a person types, until he leaves.

    Args:
        conversation: Where it is answered.
        ready: Called when the prompt is there, before anything is typed.
    """
    session = _session(conversation.workspace.settings.home)
    conversation.remind()
    going = True
    with _unechoed() as conversation.leaving:
        while going:
            try:
                said = session.prompt(_mark(conversation), pre_run=ready)
            except KeyboardInterrupt:
                _remind(conversation)
                continue
            except EOFError:
                return
            going = _heard(conversation, said)


def _heard(conversation: Conversation, said: str) -> bool:
    """Answer a line; return whether the conversation goes on."""
    if conversation.card and not said.strip():
        return True
    if conversation.card and not said.startswith("/") and decided(said) is None:
        notice("I take that as a no.")
    going = conversation.hear(said)
    if conversation.stop.is_set():
        notice("Stopped. /undo takes back what was changed until then.")
    return going


def _remind(conversation: Conversation) -> None:
    """Say what can be done, to somebody who pressed Ctrl-C."""
    if conversation.card:
        notice("Nothing was done yet; say yes or no, or something else.")
    else:
        notice("Ctrl-D leaves, /help tells more.")


@contextmanager
def _unechoed() -> Iterator[Callable[[], None]]:
    """Let the terminal keep what is typed during an answer for the next prompt, and not show it in the middle of it.

    Gives what puts the terminal back.
    """
    try:
        import termios
    except ImportError:  # there are terminals without
        yield lambda: None
        return
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)

    def put_back() -> None:
        with suppress(termios.error):  # the terminal may be gone
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)

    termios.tcsetattr(
        terminal, termios.TCSADRAIN, [*before[:3], before[3] & ~(termios.ECHO | termios.ICANON), *before[4:]]
    )
    try:
        yield put_back
    finally:
        put_back()


def _mark(conversation: Conversation) -> FormattedText:
    mark = ("ansiyellow bold", SHALL_I) if conversation.card else ("ansicyan bold", f"\n{MARK}")
    return FormattedText([mark])


def _session(home: Path) -> PromptSession[str]:
    output = create_output()
    if isinstance(output, Vt100_Output):
        output.enable_cpr = False  # nothing here needs the row, and an answer that comes late is taken for typing
    return PromptSession(history=_history(home), output=output, enable_history_search=True)


def _history(home: Path) -> History:
    """Return the lines typed before. They may be confidential, so only their owner may read them."""
    file = home / HISTORY
    try:
        file.touch(mode=0o600)
    except OSError:
        return InMemoryHistory()
    return _Kept(str(file))


class _Kept(FileHistory):
    """Lines in a file; one that cannot be written is forgotten, and the chat goes on."""

    def store_string(self, string: str) -> None:
        with suppress(OSError):
            super().store_string(string)
