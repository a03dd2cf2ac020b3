from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from store.principal import Principal
from tests.api.serving import Caller, Server
from tests.doubles import call

TOKENS = "/api/tokens"


def program(ann: Caller, **wanted: Any) -> Caller:
    """A program that works on Ann's behalf."""
    return Caller(ann.client, ann.post(TOKENS, **{"name": "Report"} | wanted)["token"], ann.id)


class TestAToken:
    def test_does_what_its_user_may_do(self, server: Server, ann: Caller) -> None:
        (deal,) = server.owns(ann, "Pilot")
        report = program(ann, scope="full")
        server.says(call(("update_deals", {"targets": ["Pilot"], "set": {"stage": "won"}})), "Moved.")

        run = report.says(report.thread(), "Pilot is won")["run"]

        assert server.stage(deal) == "won"
        assert report.get("/api/auth/me")["id"] == ann.id
        report.post(f"/api/runs/{run}/undo")
        assert server.stage(deal) == "lead"

    def test_for_reading_asks_and_changes_nothing(self, server: Server, ann: Caller) -> None:
        (deal,) = server.owns(ann, "Pilot")
        report = program(ann)
        wanted = {"targets": ["Pilot"], "set": {"stage": "won"}}
        server.says(call(("find_deals", {})), call(("update_deals", wanted)), "I may not.")

        reply = report.says(report.thread(), "Pilot is won")

        assert (reply["text"], reply["records"]) == ("I may not.", [])
        *_, found, _, refused = server.model.heard[-1]
        assert "Pilot" in found.text
        assert "read_only" in refused.text
        assert server.stage(deal) == "lead"

    def test_for_reading_neither_approves_nor_undoes_nor_deletes(self, server: Server, ann: Caller) -> None:
        server.owns(ann, "Pilot", "Renewal")
        wanted = {"targets": ["Renewal"], "set": {"stage": "won"}}
        server.says(call(("update_deals", wanted)), "Moved.", call(("delete_deals", {"targets": ["Pilot"]})))
        thread = ann.thread()
        run = ann.says(thread, "Renewal is won")["run"]
        card = ann.says(thread, "delete Pilot")["card"]["id"]
        report = program(ann)

        for method, path in (
            ("POST", f"/api/cards/{card}/approve"),
            ("POST", f"/api/runs/{run}/undo"),
            ("PATCH", f"/api/threads/{thread}"),
            ("DELETE", f"/api/threads/{thread}"),
        ):
            assert report.refused(method, path, json={"name": "x"}) == (403, "read_only")
        assert report.get(f"/api/cards/{card}")["state"] == "open"

    @pytest.mark.parametrize(
        ("method", "path"),
        [("GET", TOKENS), ("POST", TOKENS), ("DELETE", f"{TOKENS}/x"), ("POST", "/api/auth/logout")],
    )
    def test_makes_no_other_tokens_and_signs_nobody_out(self, ann: Caller, method: str, path: str) -> None:
        body = {"name": "Another"} if path == TOKENS and method == "POST" else None
        report = program(ann, scope="full")
        assert report.refused(method, path, json=body) == (403, "read_only")

    def test_is_shown_once(self, ann: Caller) -> None:
        made = ann.post(TOKENS, name="Report", scope="read", days=30)

        (kept,) = ann.get(TOKENS)["tokens"]
        assert kept == {name: value for name, value in made.items() if name != "token"}
        assert made["token"] not in ann("GET", TOKENS).text
        assert kept["expiresAt"] > kept["createdAt"]
        assert kept["usedAt"] is None

    def test_ends_when_it_is_revoked(self, ann: Caller, server: Server) -> None:
        report = program(ann)
        report.get("/api/threads")
        (kept,) = ann.get(TOKENS)["tokens"]

        assert server.joins().refused("DELETE", f"{TOKENS}/{kept['id']}") == (404, "record_not_found")
        assert ann("DELETE", f"{TOKENS}/{kept['id']}").status_code == 204

        assert report.refused("GET", "/api/threads") == (401, "sign_in_failed")
        assert ann.get(TOKENS)["tokens"] == []

    def test_ends_when_its_time_is_over_or_its_user_is_kept_out(self, ann: Caller, server: Server) -> None:
        expired, report = program(ann, name="Nightly", days=1), program(ann)
        table = server.store.schema.own.token
        with server.store.writing() as connection:
            past, hers = datetime.now(UTC) - timedelta(seconds=1), (table.c.user == ann.id, table.c.name == "Nightly")
            assert connection.execute(table.update().where(*hers).values(expires_at=past)).rowcount == 1

        assert expired.refused("GET", "/api/threads") == (401, "sign_in_failed")
        assert report.get("/api/threads")["threads"] == []
        for change in (server.workspace.users.disable, server.workspace.users.enable):
            change(Principal.system(), ann.id)
            assert report.refused("GET", "/api/threads") == (401, "sign_in_failed")

    @pytest.mark.parametrize(
        "wanted",
        [{}, {"name": ""}, {"name": "x", "scope": "all"}, {"name": "x", "days": 0}, {"name": "x", "days": 9_999}],
    )
    def test_that_cannot_be_made_is_refused(self, ann: Caller, wanted: dict[str, Any]) -> None:
        assert ann.refused("POST", TOKENS, json=wanted) == (422, "invalid_values")

    def test_of_a_name_that_one_has_is_refused(self, ann: Caller) -> None:
        program(ann)
        assert ann.refused("POST", TOKENS, json={"name": "Report"}) == (409, "taken")
