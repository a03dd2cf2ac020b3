import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from langchain_core.language_models import BaseChatModel

from agent.assistant import Assistant
from store.principal import Principal
from store.store import Store
from tests.doubles import call, script

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("url", "moment"), [("sqlite", "kept"), ("postgres", "done")], indirect=["url"])
def test_what_was_approved_before_a_kill_is_done_once_by_whoever_approves_it_again(
    moment: str,
    store: Store,
    url: str,
    tmp_path: Path,
    assistant: Callable[[BaseChatModel], Assistant],
    ann: Principal,
    office: dict[str, str],
) -> None:
    one = assistant(script(call(("delete_deals", {"targets": ["Pilot"]})), "Gone.", "Hello."))
    card = one.reply("t", "delete the pilot", ann, door="cli").card
    assert card is not None
    where = url if url.startswith("postgres") else str(tmp_path / "threads.db")
    command = [sys.executable, "-m", "tests.agent.approver", url, where, ann.user, card.id, moment]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    with store.reading(ann) as records:
        assert bool(records.get_many("Deal", [office["Pilot"]])) is (moment == "kept")

    reply = one.answer(card.id, ann, "approved")

    assert (reply.text, [record["what"] for record in reply.records]) == ("Gone.", ["deleted"])
    with store.reading(ann) as records:
        assert len(records.history(run=reply.run)) == 1
    assert one.reply("t", "hello", ann, door="cli").text == "Hello."
