from typing import Any

import pytest

from store.principal import Principal
from tests.api.serving import Caller, Server


@pytest.fixture
def bob(pages: Server) -> Caller:
    """Another salesperson."""
    return pages.joins()


def change(key: str, op: str, object_id: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "op": op, "className": "Deal", "objectId": object_id} | more


def sent(who: Caller, *changes: dict[str, Any]) -> list[Any]:
    return list(who.post("/api/sync", changes=list(changes))["results"])


def deal(who: Caller, object_id: str) -> Any:
    """A deal as a client has it that begins now."""
    (found,) = [one for one in who.get("/api/sync")["records"] if one["objectId"] == object_id]
    return found


class TestReading:
    def test_tells_records_as_clients_of_parse_know_them(self, pages: Server, eve: Caller) -> None:
        with pages.store.records(Principal(eve.id)) as records:
            company = records.create("Company", {"name": "Globex"})["object_id"]
            made = records.create("Deal", {"title": "Renewal", "amount": 5, "company": ("Company", company)})

        found = deal(eve, made["object_id"])

        at = found["createdAt"]
        assert at.endswith("Z")
        assert found == {
            "className": "Deal", "objectId": made["object_id"], "title": "Renewal", "amount": 5.0, "stage": "lead",
            "company": {"__type": "Pointer", "className": "Company", "objectId": company},
            "createdAt": at, "updatedAt": at, "ACL": {eve.id: {"read": True, "write": True}},
        }  # fmt: skip

    def test_tells_in_pages_what_is_new_and_what_is_gone(self, pages: Server, eve: Caller) -> None:
        first, second = pages.owns(eve, "First", "Second")
        at = self.all_of(eve, limit=1)
        with pages.store.records(Principal.system()) as records:
            records.delete("Deal", first)
            records.update("Deal", second, {"stage": "won"})

        page = eve.get("/api/sync", since=at)

        assert page["gone"] == [{"className": "Deal", "objectId": first}]
        assert [one["stage"] for one in page["records"]] == ["won"]
        assert page["more"] is False

    def all_of(self, who: Caller, limit: int) -> str:
        page = who.get("/api/sync", limit=limit)
        while page["more"]:
            page = who.get("/api/sync", since=page["next"], limit=limit)
        return str(page["next"])

    def test_shows_of_others_only_their_names(self, eve: Caller, bob: Caller) -> None:
        users = {one["objectId"]: one for one in eve.get("/api/sync")["records"] if one["className"] == "_User"}

        assert set(users[bob.id]) == {"className", "objectId", "username"}
        assert "email" in users[eve.id]

    def test_begins_with_nothing_as_with_zero(self, pages: Server, eve: Caller) -> None:
        pages.owns(eve, "First")

        assert eve.get("/api/sync", since="0")["records"] == eve.get("/api/sync")["records"]

    def test_a_cursor_that_does_not_fit_is_gone(self, eve: Caller, bob: Caller) -> None:
        at = eve.get("/api/sync")["next"]

        assert bob.refused("GET", "/api/sync", params={"since": at}) == (410, "cursor_gone")

    @pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "1001"}, {"limit": "x"}, {"since": "x" * 401}])
    def test_refuses_what_is_no_page(self, eve: Caller, query: dict[str, str]) -> None:
        assert eve.refused("GET", "/api/sync", params=query) == (422, "invalid_values")


class TestSending:
    def test_answers_one_by_one(self, pages: Server, eve: Caller) -> None:
        done, deleted, refused = sent(
            eve,
            change("1", "create", "eve-1", fields={"title": "Offline", "expectedCloseDate": date("2026-05-01")}),
            change("2", "delete", "eve-1", after="1"),
            change("3", "update", "eve-1", after="1", fields={"stage": "won"}),
        )

        assert (done["status"], deleted["status"]) == ("done", "done")
        assert done["updatedAt"].endswith("Z")
        assert deleted["updatedAt"] is None
        assert (refused["status"], refused["code"]) == ("refused", "record_not_found")

    def test_a_conflict_has_both_versions(self, pages: Server, eve: Caller) -> None:
        (object_id,) = pages.owns(eve, "Disputed")
        known = deal(eve, object_id)["updatedAt"]
        with pages.store.records(Principal.system()) as records:
            records.update("Deal", object_id, {"stage": "lost"})

        fields = {"stage": "won", "title": "Disputed"}
        (found,) = sent(eve, change("conflict", "update", object_id, updatedAt=known, fields=fields))

        assert (found["status"], found["fields"], found["yours"]) == ("conflict", ["stage"], fields)
        assert found["theirs"] == deal(eve, object_id)

    def test_the_audit_trail_says_sync_and_undo_takes_it_back(self, pages: Server, eve: Caller) -> None:
        (done,) = sent(eve, change("undone", "create", "eve-undone", fields={"title": "Offline"}))

        (entry,) = eve.get("/api/changes", run=done["run"])["changes"]
        assert (entry["door"], entry["what"], entry["id"]) == ("sync", "created", "eve-undone")
        eve.post(f"/api/runs/{done['run']}/undo")
        assert not pages.has("eve-undone")

    def test_a_request_with_a_key_happens_once(self, eve: Caller) -> None:
        body = {"changes": [change("once", "create", "eve-once", fields={"title": "Offline"})]}
        first, second = (eve("POST", "/api/sync", json=body, headers={"Idempotency-Key": "k1"}) for _ in range(2))

        assert first.json() == second.json()
        assert second.headers["Idempotency-Replayed"] == "true"

    def test_shares_as_clients_of_parse_do(self, pages: Server, eve: Caller, bob: Caller) -> None:
        (object_id,) = pages.owns(eve, "Shared")
        acl = {eve.id: {"read": True, "write": True}, bob.id: {"read": True}}

        sent(
            eve, change("shared", "update", object_id, updatedAt=deal(eve, object_id)["updatedAt"], fields={"ACL": acl})
        )

        assert deal(bob, object_id)["title"] == "Shared"

    @pytest.mark.parametrize(
        ("more", "code"),
        [
            ({"fields": {"colour": "red"}}, "invalid_values"),
            ({"fields": {"title": 5}}, "invalid_values"),
            ({"fields": {"title": "x", "amount": {"__op": "Increment", "amount": 1}}}, "invalid_values"),
            ({"fields": {"title": "x", "ACL": 7}}, "invalid_values"),
            ({"className": "Nothing", "fields": {}}, "unknown_class"),
            ({"className": "_User", "fields": {}}, "read_only"),
            ({"op": "delete"}, "record_not_found"),
        ],
    )
    def test_refuses_a_change_and_goes_on(self, eve: Caller, more: dict[str, Any], code: str) -> None:
        wrong, right = sent(
            eve,
            change("wrong", "create", "eve-wrong", after="0") | more,
            change("right", "create", f"{eve.id}-right", fields={"title": "x"}),
        )

        assert (wrong["status"], wrong["code"]) == ("refused", code)
        assert right["status"] == "done"

    @pytest.mark.parametrize(
        "body",
        [
            {},
            {"changes": [{}]},
            {"changes": [change("", "create", "x")]},
            {"changes": [change("k", "merge", "x")]},
            {"changes": [change("k", "update", "x", updatedAt="2026-03-18T09:30:00")]},
            {"changes": [change("k", "create", "x", colour="red")]},
            {"changes": [change(f"{n}", "create", "x") for n in range(201)]},
        ],
    )
    def test_refuses_what_is_no_queue(self, eve: Caller, body: dict[str, Any]) -> None:
        assert eve.refused("POST", "/api/sync", json=body) == (422, "invalid_values")

    def test_a_token_for_reading_sends_nothing(self, eve: Caller) -> None:
        token = eve.post("/api/tokens", name="reader", scope="read")["token"]
        reader = Caller(eve.client, token)

        assert reader.refused("POST", "/api/sync", json={"changes": []}) == (403, "read_only")
        assert reader.get("/api/sync")["more"] is False


def date(day: str) -> dict[str, str]:
    return {"__type": "Date", "iso": f"{day}T00:00:00.000Z"}
