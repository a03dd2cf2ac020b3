"""Makes the assistant while the person still reads and types: most of the time to start goes into its libraries."""

from contextlib import ExitStack, suppress
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING, Self

from api.workspace import Workspace

if TYPE_CHECKING:
    from agent.assistant import Assistant


class Waking:
    """An assistant that will be there soon; closed with the block."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._stack = ExitStack()
        self._thread: Thread | None = None
        self._assistant: Assistant | None = None

    def start(self) -> None:
        """Begin to import what it takes, aside."""
        if self._thread is None:
            self._thread = Thread(target=_import, name="waking")
            self._thread.start()

    def assistant(self) -> "Assistant":
        """Return the assistant, when it is there.

        Raises:
            ModelMisconfigured: The model of the settings cannot be made.
        """
        if self._thread is not None:
            self._thread.join()
        if self._assistant is None:
            self._assistant = self._stack.enter_context(self._workspace.assistant())
        return self._assistant

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._thread is not None:
            self._thread.join()  # a program that ends in the middle of an import may crash
        self._stack.close()


def _import() -> None:
    with suppress(Exception):  # whoever needs it imports it again, and tells
        import agent.assistant  # noqa: F401
