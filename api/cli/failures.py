"""What is said when a command fails: one sentence with a code, an exit status, and a log for faults of the program."""

import os
import signal
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from rich.text import Text

from api.cli.rendering import clean, console
from store.errors import StoreError

FAILED, MISUSED, WAITING, INTERRUPTED = 1, 2, 3, 130
"""Exit statuses. 3: nothing failed, but something waits for a yes; 130: stopped by Ctrl-C."""
FAULT = "Something went wrong in Parley, and it is not your fault."
ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


class Guard:
    """Stands around a command, so that no traceback reaches a person who did not ask for it."""

    def __init__(self) -> None:
        self.debug = False

    def status(self, command: Callable[[], object]) -> int:
        """Run the command and return its exit status."""
        _prepare()
        try:
            command()
            status = 0
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 0 if end.code is None else FAILED
        except KeyboardInterrupt:
            status = INTERRUPTED
        except Exception as error:
            status = self.tell(error)
        if status == INTERRUPTED:
            complain("stopped", "Stopped by Ctrl-C.")
        return self._flushed(status)

    def tell(self, error: Exception) -> int:
        """Say what went wrong and return the exit status; nothing when nobody reads any more."""
        with suppress(OSError):
            if self.debug:
                self._show(error)
            if isinstance(error, StoreError):
                complain(error.code, str(error))
            elif isinstance(error, OSError) and error.strerror:
                where = f" ({error.filename})" if error.filename else ""
                if not isinstance(error, BrokenPipeError):
                    complain("system_error", f"The system refuses: {error.strerror}{where}.")
            else:
                complain("program_fault", f"{FAULT} {self._noted(error)}")
        return FAILED

    def _show(self, error: Exception) -> None:
        import traceback

        console(errors=True).print(clean("".join(traceback.format_exception(error))), soft_wrap=True)

    def _noted(self, error: BaseException) -> str:
        """Write a fault down and say where."""
        if self.debug:
            return ""
        from api.cli.log import note

        place = note(error)
        written = f"It was noted in {place}. " if place else ""
        return f"{written}`parley --debug …` shows more."

    def _flushed(self, status: int) -> int:
        """Bring out what is left of the output; a failure here would be told by Python itself, with a traceback."""
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError as error:
                _silence(stream.fileno())
                status = status or self.tell(error)
        return status


def complain(code: str, sentence: str) -> None:
    """Print what went wrong on the output for errors."""
    out = console(errors=True)
    out.print(Text.assemble((f"Error ({code}): ", "bold red"), clean(sentence)))


def misused(sentence: str) -> NoReturn:
    """Say how a command is used, and end it."""
    complain("usage", sentence)
    raise SystemExit(MISUSED)


def _prepare() -> None:
    """Make the outside as the commands expect it."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed before the start
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - lives as long as we
        elif mode == "w" and hasattr(getattr(sys, name), "reconfigure"):
            getattr(sys, name).reconfigure(errors="replace")  # a terminal that knows no arrows gets question marks
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # what libraries say to programmers
    for number in ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup wants it
            signal.signal(number, _end)


def _end(number: int, _: object) -> NoReturn:
    """End as if the command had asked for it, so that everything is closed and put away."""
    raise SystemExit(128 + number)


def _silence(descriptor: int) -> None:
    """Let what is still written go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
