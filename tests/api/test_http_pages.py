"""What a page asks for first: the classes, and the settings that are no secret."""

from pathlib import Path
from typing import Any

import pytest

from agent.models import DEFAULT, model_name
from store.schema import Schema
from tests.api.serving import Caller, Server, on_sqlite

SECRETS = {"master_key": "m" * 20, "openai_api_key": "k" * 20, "client_key": "c" * 20}


@pytest.fixture
def classes(eve: Caller) -> dict[str, Any]:
    return {one["name"]: one for one in eve.get("/api/schema")["classes"]}


def field(cls: Any, name: str) -> Any:
    return next(one for one in cls["fields"] if one["name"] == name)


class TestTheSchema:
    def test_has_every_class_in_its_order_the_added_one_last(self, eve: Caller, schema: Schema) -> None:
        assert [one["name"] for one in eve.get("/api/schema")["classes"]] == list(schema.classes)

    def test_says_what_a_board_and_a_list_of_tasks_need(self, classes: dict[str, Any]) -> None:
        deal, activity, user = (classes[name] for name in ("Deal", "Activity", "_User"))

        assert (deal["word"], deal["plural"], deal["wirePlural"]) == ("deal", "deals", "deals")
        assert (deal["titleField"], deal["stageField"], deal["owners"]) == ("title", "stage", ["assignedTo"])
        assert deal["description"] == "A possible sale, from first contact until won or lost."
        assert (activity["dueField"], activity["doneField"], activity["stageField"]) == ("dueDate", "completedAt", None)
        assert (user["word"], user["managed"], user["owners"]) == ("user", True, [])

    def test_says_what_a_form_needs(self, classes: dict[str, Any]) -> None:
        stage, title = field(classes["Deal"], "stage"), field(classes["Deal"], "title")
        about, password = field(classes["Activity"], "relatedTo"), field(classes["_User"], "password")

        assert stage["values"] == ["lead", "qualified", "proposal", "negotiation", "won", "lost"]
        assert (stage["terminal"], stage["closed"], stage["default"]) == (["won", "lost"], False, "lead")
        assert (title["required"], title["maxLength"], title["example"]) == (True, 1_000, "Globex renewal")
        assert (about["kind"], about["targets"]) == ("Pointer", ["Contact", "Deal"])
        assert (password["secret"], field(classes["_User"], "email")["unique"]) == (True, True)
        assert not field(classes["Company"], "createdBy")["writable"]
        assert field(classes["Company"], "notes")["long"]
        kinds = {one["kind"] for cls in classes.values() for one in cls["fields"]}
        assert kinds == {"String", "Number", "Boolean", "Date", "Pointer"}

    def test_is_not_sent_again_while_it_is_the_same(self, eve: Caller) -> None:
        first = eve("GET", "/api/schema")
        again = eve("GET", "/api/schema", headers={"If-None-Match": f"W/{first.headers['etag']}"})
        other = eve("GET", "/api/schema", headers={"If-None-Match": '"another"'})

        assert first.headers["etag"] == f'"{first.json()["version"]}"'
        assert (again.status_code, again.content) == (304, b"")
        assert other.json() == first.json()

    def test_gets_another_version_with_another_class(
        self, eve: Caller, sqlite_made: Path, schema: Schema, tmp_path: Path
    ) -> None:
        before = eve.get("/api/schema")
        with on_sqlite(sqlite_made, schema, tmp_path) as server:
            someone = server.joins()
            assert someone.get("/api/schema") == before
            server.store.schema = Schema.of()
            assert someone.get("/api/schema")["version"] != before["version"]


class TestTheSettings:
    def test_are_told_to_anybody(self, pages: Server) -> None:
        assert Caller(pages.client).get("/api/web/settings") == {
            "appId": "parley",
            "clientKey": None,
            "currency": "EUR",
            "timeZone": "Europe/Berlin",
            "locale": "en",
            "signUp": "open",
            "playground": False,
            "model": "embedded",
        }

    def test_hold_no_secret_and_the_key_of_apps_only_for_who_is_in(
        self, sqlite_made: Path, schema: Schema, tmp_path: Path
    ) -> None:
        with on_sqlite(sqlite_made, schema, tmp_path, **SECRETS) as server:
            shown = Caller(server.client)("GET", "/api/web/settings")
            assert shown.json()["model"] == DEFAULT.partition(":")[2]
            assert not [secret for secret in SECRETS.values() if secret in shown.text]
            assert server.joins().get("/api/web/settings")["clientKey"] == SECRETS["client_key"]

    def test_refuse_a_token_that_is_none(self, pages: Server) -> None:
        assert Caller(pages.client, "wrong").refused("GET", "/api/web/settings") == (401, "sign_in_failed")


@pytest.mark.parametrize(
    ("name", "key", "shown"),
    [(None, None, "embedded"), ("embedded", "k", "embedded"), ("openai:m-1", "k", "m-1"), ("m-2", "k", "m-2")],
)
def test_a_model_is_called_by_its_own_name(name: str | None, key: str | None, shown: str) -> None:
    assert model_name(name, key=key) == shown


class TestAMessage:
    def test_may_be_said_on_the_page_of_a_record(self, pages: Server, eve: Caller) -> None:
        (deal,) = pages.owns(eve, "Pilot")
        pages.says("Fine.")
        path = f"/api/threads/{eve.thread()}/messages"

        eve.post(path, text="is this one big?", context={"class": "Deal", "id": deal})

        assert f'"page":{{"class":"Deal","id":"{deal}","name":"Pilot"}}' in pages.model.heard[-1][0].text

    def test_is_refused_on_the_page_of_what_is_not_there_or_anothers(self, pages: Server, eve: Caller) -> None:
        (deal,) = pages.owns(pages.joins(), "Pilot")
        path = f"/api/threads/{eve.thread()}/messages"
        for context, code in (
            ({"class": "Deal", "id": deal}, "record_not_found"),
            ({"class": "Deal", "id": "x\x00"}, "invalid_values"),
            ({"class": "Lead", "id": deal}, "unknown_class"),
        ):
            assert eve.refused("POST", path, json={"text": "is this one big?", "context": context})[1] == code
        assert eve.get(path)["messages"] == []
