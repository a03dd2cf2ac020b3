"""What people think of what the assistant did and said."""

import pytest

from store.principal import Principal
from tests.api.serving import Caller, Server


@pytest.fixture
def replied(pages: Server, eve: Caller) -> tuple[str, str]:
    """A thread of Eve's, and the run that answered in it."""
    pages.says("Hello.")
    thread = eve.thread()
    return thread, eve.says(thread, "hello")["run"]


def give(who: Caller, run: str, verdict: str | None, text: str = "") -> int:
    return who("POST", f"/api/runs/{run}/feedback", json={"verdict": verdict, "text": text}).status_code


def shown(who: Caller, thread: str) -> list[str | None]:
    return [one["feedback"] for one in who.get(f"/api/threads/{thread}/messages")["messages"]]


def test_an_opinion_stands_with_the_reply_until_there_is_another(eve: Caller, replied: tuple[str, str]) -> None:
    thread, run = replied
    assert shown(eve, thread) == [None, None]
    for verdict in ("up", "down", None):
        assert give(eve, run, verdict) == 204
        assert shown(eve, thread) == [None, verdict]


def test_an_admin_reads_what_people_think(pages: Server, eve: Caller, replied: tuple[str, str]) -> None:
    thread, run = replied
    give(eve, run, "down", "The wrong deal.")
    admin = pages.joins()
    assert admin.refused("GET", "/api/feedback") == (403, "read_only")
    pages.workspace.users.set_roles(Principal.system(), admin.id, ["admin"])

    said = admin.get("/api/feedback", limit=1)["feedback"][0]
    assert said | {"at": ""} == {"run": run, "user": eve.id, "at": "", "verdict": "down", "text": "The wrong deal."}

    assert eve("DELETE", f"/api/threads/{thread}").status_code == 204
    assert run not in str(admin.get("/api/feedback"))


def test_nobody_judges_what_is_not_his_or_not_there(pages: Server, replied: tuple[str, str]) -> None:
    _, run = replied
    other = pages.joins()
    for one in (run, "nothing"):
        path = f"/api/runs/{one}/feedback"
        assert other.refused("POST", path, json={"verdict": "up"}) == (404, "record_not_found")
        assert other.refused("POST", path, json={"verdict": "sideways"}) == (422, "invalid_values")
