"""One case as it runs: in a workspace of its own, at the case's moment, through the same assistant as every door."""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from time import perf_counter

from agent.assistant import Assistant
from agent.errors import ModelUnavailable
from agent.events import Reply
from agent.memory import memory
from agent.metering import Meter
from agent.models import make_model
from api.evaluation.cases import Case
from api.evaluation.result import Result
from api.evaluation.states import bare, schema
from api.evaluation.verdict import judge
from api.settings import Settings
from store.errors import StoreError
from store.store import Store
from store.transfer.state import export_state
from store.users import Users

DOOR = THREAD = "eval"
MOST_APPROVALS = 2
"""Cards approved for one message; an assistant that wants more goes in a circle."""
QUESTION = re.compile(r"\?(?![\w/&=])")
"""The end of a question, and not a sign in an address."""


@dataclass(frozen=True, slots=True)
class Task:
    """A case, and all that is needed to run it in whatever process."""

    case: Case
    world: Path
    """The database in which it begins; it is copied."""
    settings: Settings
    """Which model answers, and its key."""
    repeat: int = 1


def run(task: Task) -> Result:
    """Run a case and judge it. What breaks it off is told in the result."""
    meter = metered(task.settings)
    meter.taken()
    with TemporaryDirectory(dir=task.world.parent, ignore_cleanup_errors=True) as folder:
        database = Path(folder) / "crm.db"
        copyfile(task.world, database)
        store = Store.open(f"sqlite:///{database}", schema())
        try:
            before = export_state(store)
            heard = _heard(task.case, store, meter)
            after = export_state(store)
        finally:
            store.close()
    verdict = judge(task.case, before, after, heard.replies)
    return Result(
        task.case,
        task.repeat,
        verdict,
        heard.replies,
        heard.asked,
        heard.seconds,
        meter.taken(),
        bare(after),
        heard.error,
    )


@cache
def metered(settings: Settings) -> Meter:
    """Return the model of the settings with its meter; one for each process, as a server has it.

    Raises:
        ModelMisconfigured: It cannot be made.
    """
    return Meter(make_model(settings.model, key=settings.openai_api_key, base_url=settings.openai_base_url))


@dataclass(slots=True)
class _Heard:
    replies: list[str] = field(default_factory=list)
    asked: bool = False
    seconds: float = 0.0
    error: str | None = None


def _heard(case: Case, store: Store, meter: Meter) -> _Heard:
    """Say what the case says, and keep what is replied; nobody's settings but those of the case play a part."""
    heard = _Heard()
    with memory(None) as kept:
        assistant = Assistant(store, meter.model, kept, clock=lambda: case.now)
        began = perf_counter()
        try:
            for text in (case.utterance, *case.turns):
                _say(case, text, assistant, store, heard)
        except ModelUnavailable as error:
            heard.error = str(error)
        except Exception as error:
            heard.error = f"{type(error).__name__}: {error}"
        heard.seconds = perf_counter() - began
    return heard


def _say(case: Case, text: str, assistant: Assistant, store: Store, heard: _Heard) -> None:
    """Say one thing, and approve what asks for it where the case does; what is refused is told, as at every door."""
    me = Users(store).principal_of(case.user)
    try:
        reply = assistant.reply(THREAD, text, me, door=DOOR, context=case.context)
        heard.replies.append(reply.text)
        heard.asked |= _asks(reply)
        for _ in range(MOST_APPROVALS):
            if reply.card is not None and case.confirm:
                reply = assistant.answer(reply.card.id, me, "approved", context=case.context)
                heard.replies.append(reply.text)
    except ModelUnavailable:
        raise
    except StoreError as error:
        heard.replies.append(str(error))


def _asks(reply: Reply) -> bool:
    """Whether a reply is a question, and not one that a card puts."""
    return reply.card is None and not reply.records and QUESTION.search(reply.text) is not None
