"""Those who manage the people, and the index; and everybody's own settings."""

import pytest

from store.principal import Principal
from tests.api.serving import Caller, Server
from tests.store.people import PASSWORD

SYSTEM = Principal.system()


@pytest.fixture
def admin(pages: Server) -> Caller:
    """Whoever runs the workspace."""
    joined = pages.joins()
    pages.workspace.users.set_roles(SYSTEM, joined.id, ["admin"])
    return joined


class TestPeople:
    def test_are_listed_for_an_admin(self, admin: Caller, eve: Caller) -> None:
        said = admin.get("/api/users", limit=200)
        listed = {one["id"]: one for one in said["users"]}

        assert (listed[eve.id]["roles"], listed[admin.id]["roles"]) == (["rep"], ["admin"])
        assert listed[eve.id]["signedInAt"] is not None
        assert (listed[eve.id]["disabledAt"], listed[eve.id]["hasPassword"]) == (None, True)
        names = [one["username"] for one in said["users"]]
        assert names == sorted(names)
        assert admin.get("/api/users", limit=1)["more"]
        assert admin.get("/api/users", limit=1, offset=1)["users"] == said["users"][1:2]

    def test_get_other_roles_at_once(self, pages: Server, admin: Caller, eve: Caller) -> None:
        said = admin("PATCH", f"/api/users/{eve.id}", json={"roles": ["manager"]})

        assert said.json()["roles"] == eve.get("/api/auth/me")["roles"] == ["manager"]
        pages.owns(pages.joins(), "Anothers")
        assert "Anothers" in str(eve.get("/api/names", text="Anothers"))

    def test_are_kept_out_and_let_in_again(self, admin: Caller, pages: Server, eve: Caller) -> None:
        (deal,) = pages.owns(eve, "Pilot")
        name = eve.get("/api/auth/me")["username"]

        said = admin.post(f"/api/users/{eve.id}/disable", successor=admin.id)

        assert said["records"] == {"Deal": 1}
        assert eve.refused("GET", "/api/auth/me") == (401, "sign_in_failed")
        assert admin("POST", f"/api/runs/{said['run']}/undo").status_code == 200
        assert admin("POST", f"/api/users/{eve.id}/enable").status_code == 204
        token = Caller(eve.client).post("/api/auth/login", username=name, password=PASSWORD)["token"]
        assert Caller(eve.client, token).get("/api/names", text="Pilot")["records"][0]["id"] == deal

    def test_are_managed_by_admins_only_and_nobody_manages_himself(self, admin: Caller, eve: Caller) -> None:
        for who, whom in ((eve, admin), (eve, eve), (admin, admin)):
            assert who.refused("PATCH", f"/api/users/{whom.id}", json={"roles": ["admin"]}) == (403, "read_only")
            assert who.refused("POST", f"/api/users/{whom.id}/disable") == (403, "read_only")
        assert eve.refused("GET", "/api/users") == (403, "read_only")
        assert eve.refused("POST", f"/api/users/{admin.id}/enable") == (403, "read_only")
        program = Caller(admin.client, admin.post("/api/tokens", name="Program", scope="full")["token"])
        assert program.refused("PATCH", f"/api/users/{eve.id}", json={"roles": ["admin"]}) == (403, "read_only")
        assert eve.get("/api/auth/me")["roles"] == ["rep"]

    def test_that_are_not_there_or_roles_that_are_none_are_refused(self, admin: Caller, eve: Caller) -> None:
        assert admin.refused("PATCH", "/api/users/nobody", json={"roles": ["rep"]}) == (404, "record_not_found")
        assert admin.refused("PATCH", f"/api/users/{eve.id}", json={"roles": ["*"]}) == (422, "invalid_values")
        gone = {"successor": "nobody"}
        assert admin.refused("POST", f"/api/users/{eve.id}/disable", json=gone) == (404, "record_not_found")
        assert eve.get("/api/auth/me")["roles"] == ["rep"]


class TestOnesOwnSettings:
    def test_are_a_time_zone_and_a_locale(self, eve: Caller) -> None:
        said = eve("PATCH", "/api/auth/me", json={"timeZone": "Asia/Tokyo", "locale": "de-DE"}).json()
        assert (said["timeZone"], said["locale"]) == ("Asia/Tokyo", "de-DE")
        assert eve.get("/api/auth/me") == said

        said = eve("PATCH", "/api/auth/me", json={"timeZone": ""}).json()
        assert (said["timeZone"], said["locale"]) == ("Europe/Berlin", "de-DE")

    @pytest.mark.parametrize("wrong", [{"timeZone": "Nowhere"}, {"locale": "no locale"}, {"roles": ["admin"]}])
    def test_refuse_what_is_none(self, eve: Caller, wrong: object) -> None:
        assert eve.refused("PATCH", "/api/auth/me", json=wrong) == (422, "invalid_values")


class TestTheIndex:
    def test_is_looked_after_by_an_admin(self, pages: Server, admin: Caller) -> None:
        pages.owns(admin, "Indexed")
        assert admin.get("/api/search", text="Indexed")["passages"]

        said = admin.get("/api/index")
        assert (said["behind"], said["complete"], said["scanning"]) == (0, True, None)
        assert {one["class"] for one in said["classes"]} == {"Company", "Contact", "Deal", "Activity", "Project"}

        assert admin("POST", "/api/index/rebuild").status_code == 202
        assert admin.get("/api/search", text="Indexed")["passages"]
        assert admin.get("/api/index")["complete"]

    def test_is_nobody_elses(self, eve: Caller) -> None:
        assert eve.refused("GET", "/api/index") == (403, "read_only")
        assert eve.refused("POST", "/api/index/rebuild") == (403, "read_only")
