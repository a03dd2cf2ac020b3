"""Both styles of asking, and what cannot be read."""

import base64
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest

from store.records import Records
from store.schema import Schema
from tests.api.parse.apps import APP_ID, App, master_key
from tests.api.serving import Server, on_sqlite
from tests.store.people import PASSWORD

TEXT = {"Content-Type": "text/plain"}


def in_body(app: App, method: str, path: str, body: dict[str, Any], **more: Any) -> Any:
    """Ask as the JavaScript SDK does."""
    extra = {"_ApplicationId": APP_ID, "_ClientVersion": "js8.6.2", "_InstallationId": "here"} | more
    extra |= {"_method": method} if method != "POST" else {}
    extra |= {"_SessionToken": app.token} if app.token else {}
    return app.client.post(f"/parse/{path}", content=json.dumps(body | extra), headers=TEXT).json()


class TestAskingInTheBody:
    def test_is_answered_as_asking_with_verbs_and_headers(self, ann: App) -> None:
        made = in_body(ann, "POST", "classes/Deal", {"title": "T"})
        deal = made["objectId"]

        assert in_body(ann, "PUT", f"classes/Deal/{deal}", {"stage": "won"}).keys() == {"updatedAt"}
        assert in_body(ann, "GET", f"classes/Deal/{deal}", {}) == ann.does("GET", f"classes/Deal/{deal}")
        query = {"where": {"stage": "won"}, "order": "-title", "limit": 1, "keys": "title"}
        assert [one["objectId"] for one in in_body(ann, "GET", "classes/Deal", query)["results"]] == [deal]
        assert in_body(ann, "DELETE", f"classes/Deal/{deal}", {}) == {}
        assert in_body(ann, "GET", "users/me", {})["objectId"] == ann.id

    def test_names_keys_too(self, app: App) -> None:
        assert in_body(app, "GET", "schemas", {}, _MasterKey=master_key())["results"]
        assert in_body(app, "GET", "schemas", {}, _MasterKey="wrong") == {"error": "Permission denied"}
        assert in_body(app, "GET", "health", {}, _ApplicationId="other") == {"status": "ok"}
        assert in_body(app, "GET", "classes/Deal", {}, _ApplicationId="other") == {"error": "unauthorized"}


class TestTheFlutterSdk:
    """Its forms, as they were recorded: real verbs, JSON often sent as text, queries in the address."""

    def test_signs_up_in_and_out(self, app: App) -> None:
        headers = {"X-Parse-Application-Id": APP_ID, "X-Parse-Revocable-Session": "1", "X-Parse-Client-Key": "any"}
        headers |= {"X-Parse-Installation-Id": "phone", "User-Agent": "Flutter Parse SDK 8.0.0"}
        text = headers | {"Content-Type": "text/plain; charset=utf-8"}
        name = uuid4().hex
        person = {"username": name, "email": f"{name}@example.com", "password": PASSWORD}
        signed = app.client.post("/parse/classes/_User", content=json.dumps(person), headers=text)
        assert signed.status_code == 201, signed.text
        login = {"username": name, "password": PASSWORD}
        token = app.client.post("/parse/login", content=json.dumps(login), headers=text).json()["sessionToken"]
        mine = headers | {"X-Parse-Session-Token": token}

        assert app.client.get("/parse/users/me", headers=mine).json()["username"] == name
        assert app.client.post("/parse/logout", headers=mine).json() == {}
        assert app.client.get("/parse/users/me", headers=mine).json()["code"] == 209
        assert app.client.get("/parse/health", headers=headers).text == '{"status":"ok"}'

    def test_asks_in_the_address(self, ann: App) -> None:
        for title in ("Bolts", "Beams", "Anvils"):
            ann.makes("Deal", title=title)
        where = quote(json.dumps({"title": {"$regex": "^b", "$options": "i"}, "stage": "lead"}))

        address = f"classes/Deal?where={where}&order=-title,createdAt&limit=5&include=company&count=1"
        said = ann.does("GET", address)

        assert [one["title"] for one in said["results"]] == ["Bolts", "Beams"]
        assert said["count"] == 2

    def test_sends_an_acl_with_both_keys(self, ann: App, bob: App) -> None:
        acl = {"*": {"read": False, "write": False}, bob.id: {"read": True, "write": False}}
        deal = ann.makes("Deal", title="T", ACL=acl | {ann.id: {"read": True, "write": True}})

        assert bob.does("GET", f"classes/Deal/{deal}")["ACL"] == {
            ann.id: {"read": True, "write": True},
            bob.id: {"read": True},
        }

    def test_saves_children_in_a_batch_and_calls_functions_as_text(self, ann: App) -> None:
        headers = {"Content-Type": "text/plain; charset=utf-8"}
        requests = [{"method": "POST", "path": "/parse/classes/Deal", "body": {"title": str(n)}} for n in range(50)]

        said = ann.does("POST", "batch", {"requests": requests}, headers=headers)

        assert [len(one["success"]["objectId"]) for one in said] == [10] * 50
        assert ann.does("POST", "functions/hello", {}, headers=headers) == {"result": "Hello world!"}
        assert ann.does("GET", "config").keys() == {"params"}
        assert ann.refused("GET", "aggregate/Deal?distinct=stage") == (403, None)


class TestKeys:
    def test_of_another_application_open_nothing(self, app: App) -> None:
        for headers in ({}, {"X-Parse-Application-Id": "other"}):
            answer = app.client.get("/parse/classes/Deal", headers=headers)
            assert (answer.status_code, answer.json()) == (403, {"error": "unauthorized"})

    def test_may_come_as_basic_credentials(self, app: App) -> None:
        def asks(said: str) -> int:
            basic = base64.b64encode(said.encode()).decode()
            status: int = app.client.get("/parse/schemas", headers={"Authorization": f"Basic {basic}"}).status_code
            return status

        assert asks(f"{APP_ID}:{master_key()}") == 200
        assert asks(f"{APP_ID}:javascript-key=any") == 403
        assert asks(f"other:{master_key()}") == 403
        assert app.client.get("/parse/schemas", headers={"Authorization": "Basic ???"}).status_code == 403

    @pytest.mark.parametrize("said", ["cHJveHk6c2VjcmV0", "???"])
    def test_are_not_what_a_proxy_is_told(self, ann: App, said: str) -> None:
        assert ann.does("GET", "users/me", headers={"Authorization": f"Basic {said}"})["objectId"] == ann.id

    def test_of_clients_must_be_right_where_one_is_set(self, sqlite_made: Path, schema: Schema, tmp_path: Path) -> None:
        with on_sqlite(sqlite_made, schema, tmp_path, app_id=APP_ID, client_key="client", master_key="m") as server:
            app = App(server.client)

            def status(**headers: str) -> int:
                named = {f"X-Parse-{name.replace('_', '-')}": value for name, value in headers.items()}
                found: int = app("GET", "schemas", headers=named).status_code
                return found

            body = {"_ApplicationId": APP_ID, "_method": "GET", "_JavaScriptKey": "client"}
            assert app("GET", "config").json() == {"error": "unauthorized"}
            assert app("GET", "config", headers={"X-Parse-Client-Key": "wrong"}).status_code == 403
            assert app("GET", "config", headers={"X-Parse-REST-API-Key": "client"}).status_code == 200
            assert server.client.post("/parse/config", content=json.dumps(body), headers=TEXT).status_code == 200
            assert status(Master_Key="m") == 200


class TestARequestThatIsSentTwice:
    def test_happens_once(self, ann: App, bob: App) -> None:
        headers = {"X-Parse-Request-Id": uuid4().hex}
        body = {"title": "T", "amount": 5}

        first, again = (ann.does("POST", "classes/Deal", body, headers=headers) for _ in range(2))

        assert first == again
        assert ann.count("Deal") == 1
        assert ann.refused("POST", "classes/Deal", {"title": "U"}, headers=headers) == (400, 159)
        assert bob.does("POST", "classes/Deal", body, headers=headers) != first
        assert ann.does("GET", "classes/Deal", headers=headers) == ann.does("GET", "classes/Deal")

    def test_in_a_batch_too_but_no_session_is_kept(self, ann: App) -> None:
        headers = {"X-Parse-Request-Id": uuid4().hex}
        deal = {"method": "POST", "path": "/parse/classes/Deal", "body": {"title": "T"}}
        login = {"method": "POST", "path": "/parse/login", "body": {"username": ann.name, "password": PASSWORD}}

        assert len({str(ann.does("POST", "batch", {"requests": [deal]}, headers=headers)) for _ in range(2)}) == 1
        headers = {"X-Parse-Request-Id": uuid4().hex}
        assert len({str(ann.does("POST", "batch", {"requests": [login]}, headers=headers)) for _ in range(2)}) == 2

    def test_is_tried_anew_after_a_refusal(self, ann: App) -> None:
        headers = {"X-Parse-Request-Id": uuid4().hex}

        assert ann.refused("POST", "classes/Deal", {"title": ""}, headers=headers) == (400, 142)
        assert ann.does("POST", "classes/Deal", {"title": "T"}, headers=headers)


class TestWhatCannotBeRead:
    @pytest.mark.parametrize(
        ("body", "status", "code"),
        [
            ("{", 400, None),
            ("[1, 2", 400, None),
            ("[]", 400, 107),
            ('"text"', 400, 107),
            ("{" * 5_000, 400, None),
            ('{"title": ' + "[" * 5_000 + "]" * 5_000 + "}", 400, None),
            ('{"title": "\\ud800"}', 400, None),
            (b'{"title": "\xff"}', 400, None),
            ('{"amount": 1e999, "title": "T"}', 400, None),
            ('{"amount": ' + "9" * 400 + ', "title": "T"}', 400, None),
            ('{"title": "' + "x" * 2_000_000 + '"}', 413, None),
        ],
    )
    def test_is_the_clients_fault(self, body: str | bytes, status: int, code: int | None, ann: App) -> None:
        response = ann("POST", "classes/Deal", body)

        assert response.status_code in (status, 400)
        assert response.json().get("code") in (code, 111, 142)
        assert response.json()["error"]

    def test_as_json_is_no_form(self, app: App) -> None:
        body = json.dumps({"username": "x", "email": "x@example.com", "password": PASSWORD})

        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        assert app.refused("POST", "users", body, headers=headers) == (400, 200)

    def test_has_no_address(self, ann: App) -> None:
        for path in ("nope", "classes", "classes/Deal/x/y", "functions", "../etc/passwd", "classes/Deal/%00"):
            assert ann("GET", path).status_code in (404,)
        assert ann("PUT", "classes/Deal", {}).status_code == 404
        assert "<script>" not in ann("GET", "%3Cscript%3E").text
        for path in ("/parse", "/parse/", "/parse//", "/parse/nope"):
            assert ann.client.get(path).status_code == 403
            told = ann.client.get(path, headers={"X-Parse-Application-Id": APP_ID})
            assert (told.status_code, told.headers["content-type"]) == (404, "text/html; charset=utf-8")


def test_a_request_for_the_head_of_an_answer_gets_no_more(ann: App) -> None:
    deal = ann.makes("Deal", title="T")

    for path in ("health", "classes/Deal", f"classes/Deal/{deal}"):
        head, whole = ann("HEAD", path), ann("GET", path)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-length"] == whole.headers["content-length"]
    assert ann("HEAD", "classes/Deal/none").status_code == 404
    assert ann("PATCH", f"classes/Deal/{deal}", {}).status_code == 404


class TestPagesOfOtherOrigins:
    def test_may_call_and_are_told_so(self, app: App) -> None:
        origin = {"Origin": "https://app.example"}
        wanted = {"Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "X-Parse-Session-Token"}

        asked = app.client.options("/parse/classes/Deal", headers=origin | wanted)

        assert asked.status_code == 200
        assert "PUT" in asked.headers["access-control-allow-methods"]
        assert "X-Parse-Session-Token" in asked.headers["access-control-allow-headers"]
        for answer in (asked, app("GET", "classes/Deal", headers=origin), app("GET", "health", headers=origin)):
            assert answer.headers["access-control-allow-origin"] == "*"
        assert app("GET", "health").headers["content-type"] == "application/json; charset=utf-8"

    def test_are_those_of_the_settings_where_there_are_some(
        self, sqlite_made: Path, schema: Schema, tmp_path: Path
    ) -> None:
        origins = ("https://one.example", "https://two.example")
        with on_sqlite(sqlite_made, schema, tmp_path, app_id=APP_ID, origins=origins) as server:
            for said, allowed in (("https://two.example", "https://two.example"), ("https://bad.example", origins[0])):
                answer = server.client.options("/parse/classes/Deal", headers={"Origin": said})
                assert answer.headers["access-control-allow-origin"] == allowed


def test_a_fault_of_the_program_tells_nothing(ann: App, apps: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("secret of the program")

    monkeypatch.setattr(Records, "find", broken)
    answer = ann("GET", "classes/Deal")

    assert (answer.status_code, answer.json()) == (500, {"code": 1, "error": "Internal server error."})
