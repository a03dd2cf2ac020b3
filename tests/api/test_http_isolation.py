from dataclasses import dataclass

import pytest

from store.principal import Principal
from tests.api.serving import Caller, Server
from tests.doubles import call

ABSENT = (404, "record_not_found")


@dataclass
class House:
    server: Server
    ann: Caller
    bob: Caller
    deal: str
    thread: str
    run: str
    card: str


@pytest.fixture(scope="module")
def house(server: Server) -> House:
    """What Ann has changed, said, and been asked; and Bob, whose business none of it is."""
    ann, bob = server.joins(), server.joins()
    (deal,) = server.owns(ann, "Pilot")
    wanted = {"targets": ["Pilot"], "set": {"stage": "won"}}
    server.says(call(("update_deals", wanted)), "Moved.", call(("delete_deals", {"targets": ["Pilot"]})))
    thread = ann.thread(name="Secret")
    run = ann.says(thread, "Pilot is won")["run"]
    card = ann.says(thread, "delete Pilot")["card"]["id"]
    return House(server, ann, bob, deal, thread, run, card)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/threads/{thread}"),
        ("PATCH", "/api/threads/{thread}"),
        ("DELETE", "/api/threads/{thread}"),
        ("GET", "/api/threads/{thread}/messages"),
        ("POST", "/api/threads/{thread}/messages"),
        ("GET", "/api/threads/{thread}/events"),
        ("GET", "/api/cards/{card}"),
        ("POST", "/api/cards/{card}/approve"),
        ("POST", "/api/cards/{card}/reject"),
        ("GET", "/api/changes?class=Deal&id={deal}"),
    ],
)
def test_what_is_anothers_is_not_found_like_what_is_not_there(house: House, method: str, path: str) -> None:
    body = {"name": "mine"} if method == "PATCH" else {"text": "hello"}
    theirs = house.bob(method, path.format(**vars(house)), json=body)
    missing = house.bob(method, path.format(thread="0" * 32, card="0" * 10, deal="0" * 10), json=body)

    assert (theirs.status_code, theirs.json()["code"]) == (missing.status_code, missing.json()["code"]) == ABSENT
    assert house.server.has(house.deal)
    assert house.ann.get(f"/api/threads/{house.thread}")["name"] == "Secret"
    assert house.ann.get(f"/api/cards/{house.card}")["state"] == "open"


def test_lists_show_ones_own_only(house: House) -> None:
    assert house.bob.get("/api/threads")["threads"] == []
    assert house.bob.get("/api/threads", text="secret")["threads"] == []
    assert house.bob.get("/api/changes", run=house.run)["changes"] == []
    assert house.bob.get("/api/changes", user=house.ann.id)["changes"] == []
    assert house.ann.id not in house.bob("GET", "/api/changes").text


def test_a_run_of_another_is_not_undone(house: House) -> None:
    for preview in (True, False):
        path = f"/api/runs/{house.run}/undo"
        assert house.bob.refused("POST", path, json={"preview": preview}) == (404, "nothing_to_undo")
    assert house.server.stage(house.deal) == "won"


def test_a_stream_of_another_is_not_heard(house: House) -> None:
    thread = house.bob.thread()
    house.server.says("Hello.")
    (first, *_) = house.ann.hears(f"/api/threads/{house.ann.thread()}/messages", text="hello")

    headers = {"Last-Event-ID": first.id}
    assert house.bob.refused("GET", f"/api/threads/{thread}/events", headers=headers) == ABSENT


def test_a_manager_sees_all_changes_and_no_thread(house: House) -> None:
    boss = house.server.joins()
    house.server.workspace.users.set_roles(Principal.system(), boss.id, ["manager"])

    (change,) = boss.get("/api/changes", run=house.run)["changes"]
    assert (change["user"]["id"], change["id"]) == (house.ann.id, house.deal)
    assert boss.get("/api/changes", user=house.ann.id)["changes"]
    assert boss.refused("GET", f"/api/threads/{house.thread}") == ABSENT
    assert boss.refused("POST", f"/api/cards/{house.card}/approve") == ABSENT
