"""A turn of the chat with the embedded engine, on the sample workspace."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from agent.assistant import Assistant
from api.settings import Settings
from api.workspace import open_workspace
from bench.timing import Figure, timed
from store.principal import Principal

SAID = (
    "move the Acme deal to proposal",
    "undo that",
    "which deals over 50k close this month?",
    "log a call with Jane about pricing",
    "what is my pipeline by stage?",
)


def chat_figures(times: int) -> Iterator[tuple[str, Figure]]:
    """Yield each sentence and what its whole turn costs: engine, tools, store, memory."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        settings = Settings(home=home, database_url=f"sqlite:///{home}/crm.db")
        with open_workspace(settings) as workspace, workspace.assistant() as assistant:
            workspace.fill()
            me = workspace.users.first_admin()
            if me is None:
                raise RuntimeError("the sample has no admin")
            for said in SAID:
                yield said, timed(_turn(assistant, me, said), max(5, times // 5))


def _turn(assistant: Assistant, me: Principal, said: str) -> Callable[[], object]:
    return lambda: assistant.reply("bench", said, me, door="bench")
