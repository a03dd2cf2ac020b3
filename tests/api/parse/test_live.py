import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

from api.http.rates import Rates
from api.parse.app import Parse
from store.feed import newest
from store.principal import Principal
from store.store import Store
from tests.api.parse.apps import APP_ID, App, pointer
from tests.api.serving import Server, until

TIMEOUT = 20


class Ear:
    """An app that listens."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    def says(self, **said: Any) -> None:
        """Say something."""
        self._socket.send(json.dumps(said))

    def raw(self, text: str) -> None:
        """Say what may be no JSON."""
        self._socket.send(text)

    def hears(self) -> dict[str, Any]:
        """What comes next."""
        said: dict[str, Any] = json.loads(self._socket.recv(timeout=TIMEOUT))
        return said

    def asks(self, **said: Any) -> dict[str, Any]:
        """What is answered."""
        self.says(**said)
        return self.hears()

    def subscribes(self, number: int, cls: str, token: str = "", **query: Any) -> dict[str, Any]:
        """What is answered to a subscription."""
        more = {"sessionToken": token} if token else {}
        since = {"since": query.pop("since")} if "since" in query else {}
        asked = {"className": cls, "where": query.pop("where", {})} | query
        return self.asks(op="subscribe", requestId=number, query=asked, **more, **since)

    def event(self) -> tuple[str, int, str]:
        """Kind, subscription and record of what is told next."""
        said = self.hears()
        return said["op"], said["requestId"], said["object"]["objectId"]

    def closes(self) -> None:
        """Go."""
        self._socket.close()


@contextmanager
def listening(apps: Server, **said: Any) -> Iterator[Ear]:
    """An app that has connected."""
    host = str(apps.client.base_url).replace("http", "ws").rstrip("/")
    with connect(f"{host}/parse") as socket:
        ear = Ear(socket)
        if said is not None:
            assert ear.asks(op="connect", applicationId=APP_ID, **said)["op"] == "connected"
        yield ear


@pytest.fixture
def ear(apps: Server, ann: App) -> Iterator[Ear]:
    """Ann's app, which listens."""
    with listening(apps, sessionToken=ann.token) as ear:
        yield ear


class TestASubscription:
    def test_hears_the_five_events_as_they_were_recorded(self, ear: Ear, ann: App) -> None:
        said = ear.subscribes(1, "Deal", where={"stage": "proposal"})
        assert said == {"op": "subscribed", "clientId": said["clientId"], "requestId": 1}

        deal = ann.makes("Deal", title="T", stage="proposal")
        created = ear.hears()
        assert created["object"] == ann.does("GET", f"classes/Deal/{deal}") | {"className": "Deal"}
        assert created.keys() == {"op", "clientId", "requestId", "object", "seq"}
        ann.does("PUT", f"classes/Deal/{deal}", {"amount": 5})
        updated = ear.hears()
        assert (updated["op"], updated["original"]) == ("update", created["object"])
        for body, op in (({"stage": "won"}, "leave"), ({"stage": "proposal"}, "enter")):
            ann.does("PUT", f"classes/Deal/{deal}", body)
            happened = ear.hears()
            assert happened["op"] == op
            assert {happened["object"]["stage"], happened["original"]["stage"]} == {"won", "proposal"}
        ann.does("DELETE", f"classes/Deal/{deal}")
        deleted = ear.hears()
        assert (deleted["op"], deleted["object"]["objectId"]) == ("delete", deal)
        assert "original" not in deleted

    def test_names_its_installation_where_one_was_told(self, apps: Server, ann: App) -> None:
        with listening(apps, sessionToken=ann.token, installationId="phone") as ear:
            assert ear.subscribes(1, "Deal")["installationId"] == "phone"
            ann.makes("Deal", title="T")
            assert ear.hears()["installationId"] == "phone"

    @pytest.mark.parametrize("word", ["keys", "fields"])
    def test_hears_the_fields_that_it_wants(self, word: str, ear: Ear, ann: App) -> None:
        query: dict[str, Any] = {word: ["title"]}
        ear.subscribes(1, "Deal", **query)

        ann.makes("Deal", title="T", amount=5)

        assert ear.hears()["object"].keys() == {"title", "className", "objectId", "createdAt", "updatedAt", "ACL"}

    def test_watches_some_fields(self, ear: Ear, ann: App) -> None:
        ear.subscribes(1, "Deal", watch=["amount"])

        ann.makes("Deal", title="not watched")
        deal = ann.makes("Deal", title="T", amount=5)
        ann.does("PUT", f"classes/Deal/{deal}", {"title": "U"})
        ann.does("PUT", f"classes/Deal/{deal}", {"amount": 6})
        ann.does("DELETE", f"classes/Deal/{deal}")

        assert [ear.event() for _ in range(3)] == [("create", 1, deal), ("update", 1, deal), ("delete", 1, deal)]

    def test_can_be_changed_and_ended(self, ear: Ear, ann: App) -> None:
        ear.subscribes(1, "Deal", where={"stage": "won"})
        query = {"className": "Deal", "where": {"stage": "lost"}}
        assert ear.asks(op="update", requestId=1, query=query)["op"] == "subscribed"
        ann.makes("Deal", title="T", stage="won")
        deal = ann.makes("Deal", title="T", stage="lost")
        assert ear.event() == ("create", 1, deal)

        assert ear.asks(op="unsubscribe", requestId=1)["op"] == "unsubscribed"
        ear.subscribes(2, "Deal")
        deal = ann.makes("Deal", title="T", stage="lost")
        assert ear.event() == ("create", 2, deal)

    def test_is_as_of_whose_token_it_has(self, apps: Server, ann: App, bob: App, ear: Ear) -> None:
        ear.subscribes(1, "Deal")
        ear.subscribes(2, "Deal", bob.token)

        deals = [who.makes("Deal", title="T") for who in (ann, bob)]

        assert [ear.event() for _ in range(2)] == [("create", 1, deals[0]), ("create", 2, deals[1])]

    def test_hears_what_any_process_writes(self, apps: Server, ear: Ear, ann: App) -> None:
        ear.subscribes(1, "Deal")
        other = Store.open(str(apps.workspace.settings.database_url), apps.store.schema)
        try:
            with other.records(Principal(ann.id)) as records:
                deal = str(records.create("Deal", {"title": "T"})["object_id"])
                records.create("Deal", {"title": "U"})
        finally:
            other.close()

        assert ear.event() == ("create", 1, deal)

    def test_goes_on_where_it_was(self, apps: Server, ear: Ear, ann: App) -> None:
        ear.subscribes(1, "Deal")
        first = ann.makes("Deal", title="1")
        heard = ear.hears()
        assert heard["object"]["objectId"] == first
        ear.closes()
        missed = [ann.makes("Deal", title=str(n)) for n in range(3)]

        with listening(apps, sessionToken=ann.token) as again, listening(apps, sessionToken=ann.token) as new:
            new.subscribes(1, "Deal")
            again.subscribes(1, "Deal", since=heard["seq"])
            told = [again.event()[2] for _ in range(3)]
            last = ann.makes("Deal", title="last")

            assert [*told, again.event()[2]] == [*missed, last]
            assert new.event() == ("create", 1, last)

    def test_of_users_hears_oneself_only(self, ear: Ear, ann: App, bob: App) -> None:
        ear.subscribes(1, "_User")

        bob.does("PUT", f"users/{bob.id}", {"email": f"new.{bob.id}@example.com"})
        ann.does("PUT", f"users/{ann.id}", {"email": f"new.{ann.id}@example.com"})

        assert ear.event() == ("update", 1, ann.id)


class TestADealThatChangesHands:
    def test_enters_and_leaves_with_what_is_around_it(self, apps: Server, ann: App, bob: App) -> None:
        company = ann.makes("Company", name="Globex")
        deal = ann.makes("Deal", title="T", company=pointer("Company", company))
        call = ann.makes("Activity", subject="Price", relatedTo=pointer("Deal", deal))
        with listening(apps, sessionToken=bob.token) as ear:
            for number, cls in enumerate(("Deal", "Company", "Activity"), 1):
                ear.subscribes(number, cls)
            around = {(1, deal), (2, company), (3, call)}

            ann.does("PUT", f"classes/Deal/{deal}", {"assignedTo": pointer("_User", bob.id), "notes": "for Bob"})
            entered = [ear.hears() for _ in range(3)]
            assert {one["op"] for one in entered} == {"enter"}
            assert {(one["requestId"], one["object"]["objectId"]) for one in entered} == around
            assert all("original" not in one for one in entered)

            ann.does("PUT", f"classes/Deal/{deal}", {"assignedTo": None, "notes": "Bob must not see this"})
            left = [ear.hears() for _ in range(3)]
            assert {one["op"] for one in left} == {"leave"}
            assert {(one["requestId"], one["object"]["objectId"]) for one in left} == around
            assert "must not" not in json.dumps(left)


class TestRefused:
    @pytest.mark.parametrize(
        ("said", "code", "reconnect"),
        [
            ({"op": "subscribe", "requestId": 1, "query": {"className": "Deal", "where": {}}}, 2, True),
            ({"op": "unsubscribe", "requestId": 1}, 2, True),
            ({"op": "connect", "applicationId": "other"}, 4, False),
            ({"op": "connect"}, 1, True),
            ({"op": "connect", "applicationId": APP_ID, "colour": "red"}, 1, True),
            ({"op": "dance"}, 1, True),
            ({"op": "subscribe", "requestId": "1", "query": {"className": "Deal", "where": {}}}, 1, True),
            ({"op": "subscribe", "requestId": 1, "query": {"className": "Deal"}}, 1, True),
            ({"op": "subscribe", "requestId": 1, "query": {"className": "Deal", "where": {}, "x": 1}}, 1, True),
            ([], 1, True),
            (5, 1, True),
        ],
    )
    def test_before_anything_else(self, said: Any, code: int, reconnect: bool, apps: Server) -> None:
        host = str(apps.client.base_url).replace("http", "ws").rstrip("/")
        with connect(f"{host}/any/path") as socket:
            ear = Ear(socket)
            ear.raw("no JSON")
            ear.raw(json.dumps(said))

            told = ear.hears()

        assert (told["op"], told["code"], told["reconnect"], told["requestId"]) == ("error", code, reconnect, None)

    def test_is_what_is_not_known_in_the_words_that_sdks_know(self, ear: Ear) -> None:
        told = ear.asks(op="subscribe", requestId=1, query={"className": "Deal", "where": {}}, colour="red")

        assert told["error"] == "Additional properties not allowed"

    def test_is_who_has_not_signed_in(self, apps: Server, ann: App) -> None:
        with listening(apps) as ear:
            for token in ("", "r:nonsense"):
                told = ear.subscribes(1, "Deal", token)
                assert told == {
                    "op": "error", "error": "Permission denied", "code": 101, "reconnect": False, "requestId": 1
                }  # fmt: skip

    @pytest.mark.parametrize(
        ("cls", "where", "code"),
        [
            ("Car", {}, 119),
            ("Deal", {"title": {"$bogus": 1}}, 119),
            ("Deal", {"title": {"$regex": "("}}, 102),
            ("Deal", {"$or": 5}, 102),
            ("Deal", {"title": "a\x00"}, 102),
        ],
    )
    def test_is_a_question_that_makes_no_sense(self, cls: str, where: Any, code: int, ear: Ear) -> None:
        told = ear.subscribes(7, cls, where=where)

        assert (told["op"], told["code"], told["requestId"], told["reconnect"]) == ("error", code, 7, False)

    def test_is_one_subscription_too_many(self, ear: Ear) -> None:
        for number in range(200):
            assert ear.subscribes(number, "Deal")["op"] == "subscribed"
        assert ear.subscribes(200, "Deal")["code"] == 119

    def test_is_who_comes_back_too_late(self, ear: Ear, apps: Server, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("api.parse.live.OLDEST", 0)

        assert ear.subscribes(1, "Deal", since=newest(apps.store) - 1)["code"] == 102


def test_who_signs_out_hears_no_more(apps: Server, ann: App, bob: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.parse.live.BEAT", 0.05)
    with listening(apps, sessionToken=ann.token) as ear:
        ear.subscribes(1, "Deal")
        ann.does("POST", "logout")

        told = ear.hears()
        assert (told["op"], told["code"], told["requestId"]) == ("error", 101, 1)


def test_listening_takes_a_connection_only_while_somebody_listens(apps: Server, ear: Ear, ann: App) -> None:
    pool: Any = apps.store.engine.pool
    ear.subscribes(1, "Deal")
    until(lambda: pool.checkedout() == 1)
    ear.asks(op="unsubscribe", requestId=1)

    until(lambda: pool.checkedout() == 0)

    ear.subscribes(2, "Deal")
    deal = ann.makes("Deal", title="T")
    assert ear.event() == ("create", 2, deal)


def test_an_app_that_does_not_take_what_it_is_told_is_cut_off(
    apps: Server, ann: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.parse.live.WAITING", 3)

    sent = asyncio.run(slow(apps, ann))

    told = [json.loads(one["text"]) for one in sent if "text" in one]
    assert [one["op"] for one in told[:2]] == ["connected", "subscribed"]
    assert (told[-1]["op"], told[-1]["code"], told[-1]["reconnect"]) == ("error", 5, True)
    assert len(told) <= 2 + 1 + 3 + 1
    assert sent[-1] == {"type": "websocket.close", "code": 1013}


async def slow(apps: Server, ann: App) -> list[Any]:
    """All that is sent to an app which takes nothing, once it has subscribed, until a dozen deals were made."""
    parse, sent = Parse(apps.workspace, Rates()), list[Any]()
    heard: asyncio.Queue[Any] = asyncio.Queue()
    subscribed, takes, closed = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def send(message: Any) -> None:
        if subscribed.is_set():
            await takes.wait()
        sent.append(message)
        if "subscribed" in message.get("text", ""):
            subscribed.set()
        if message["type"] == "websocket.close":
            closed.set()

    subscribe = {"op": "subscribe", "requestId": 1, "query": {"className": "Deal", "where": {}}}
    heard.put_nowait({"type": "websocket.connect"})
    for said in ({"op": "connect", "applicationId": APP_ID, "sessionToken": ann.token}, subscribe):
        heard.put_nowait({"type": "websocket.receive", "text": json.dumps(said)})
    talk = asyncio.create_task(parse({"type": "websocket"}, heard.get, send))
    await asyncio.wait_for(subscribed.wait(), TIMEOUT)
    for n in range(12):
        await asyncio.to_thread(ann.makes, "Deal", title=str(n))
    await asyncio.to_thread(until, lambda: not parse._door.hub._groups)
    takes.set()
    await asyncio.wait_for(closed.wait(), TIMEOUT)
    await talk
    parse.close()
    return sent
