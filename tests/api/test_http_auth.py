from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from store.admission import Admission
from store.errors import SignInFailed
from store.principal import Principal
from store.schema import Schema
from tests.api.serving import Caller, Server, on_sqlite
from tests.store.people import PASSWORD

LOGIN, SIGN_UP, ME = "/api/auth/login", "/api/auth/sign-up", "/api/auth/me"
SYSTEM = Principal.system()
FREE = {
    ("POST", SIGN_UP),
    ("POST", LOGIN),
    ("GET", "/api/web/settings"),
    ("GET", "/health/live"),
    ("GET", "/health/ready"),
}
"""What takes no token."""


def somebody(name: str) -> dict[str, str]:
    return {"username": name, "email": f"{name}@example.com", "password": PASSWORD}


@pytest.fixture
def nobody(server: Server) -> Caller:
    """Somebody who has not signed in."""
    return Caller(server.client)


class TestSigningUp:
    def test_signs_in_at_once_as_a_salesperson(self, server: Server, nobody: Caller) -> None:
        response = nobody("POST", SIGN_UP, json=somebody("Ann Lee") | {"email": "ann@example.com"})

        said = response.json()
        assert response.status_code == 201
        assert Caller(server.client, said["token"]).get(ME) == said["user"]
        assert said["user"] | {"id": ""} == {
            "id": "",
            "username": "Ann Lee",
            "email": "ann@example.com",
            "roles": ["rep"],
            "timeZone": "Europe/Berlin",
            "locale": "en",
        }

    def test_makes_the_first_user_an_admin(self, server: Server) -> None:
        with server.store.reading(SYSTEM) as records:
            (first,) = records.find("_User", {"username": "person1"})
        assert server.workspace.users.principal_of(first["object_id"]).roles == {"admin"}

    def test_stands_in_the_log_with_its_door(self, server: Server) -> None:
        joined = server.joins()

        (change, *_) = joined.get("/api/changes", **{"class": "User"}, id=joined.id)["changes"][::-1]

        assert (change["what"], change["door"], change["class"]) == ("created", "http", "User")
        assert "password" not in str(change)

    @pytest.mark.parametrize("wrong", ["username", "email", "password"])
    @pytest.mark.parametrize("value", [None, "", 7, "x\x00y" * 9])
    def test_refuses_what_no_user_can_have(self, nobody: Caller, wrong: str, value: object) -> None:
        assert nobody.refused("POST", SIGN_UP, json=somebody("wrong") | {wrong: value}) == (422, "invalid_values")

    def test_refuses_a_name_that_another_has(self, nobody: Caller) -> None:
        assert nobody.refused("POST", SIGN_UP, json=somebody("PERSON1")) == (409, "taken")

    def test_refuses_roles_that_somebody_gives_himself(self, nobody: Caller) -> None:
        wanted = somebody("mallory") | {"roles": ["admin"]}
        assert nobody.refused("POST", SIGN_UP, json=wanted) == (422, "invalid_values")

    def test_takes_an_invitation_where_only_the_invited_join(
        self, sqlite_made: Path, schema: Schema, tmp_path: Path
    ) -> None:
        with on_sqlite(sqlite_made, schema, tmp_path, sign_up="invite") as server:
            code = Admission(server.workspace.users).invite(SYSTEM, "manager")
            caller = Caller(server.client)

            assert caller.refused("POST", SIGN_UP, json=somebody("ann")) == (403, "sign_up_closed")
            joined = caller.post(SIGN_UP, **somebody("ann"), invitation=code)
            assert joined["user"]["roles"] == ["manager"]
            assert caller.refused("POST", SIGN_UP, json=somebody("bob") | {"invitation": code})[0] == 403


class TestSigningIn:
    def test_takes_name_or_address(self, server: Server, nobody: Caller) -> None:
        joined = server.joins()
        me = joined.get(ME)
        for name in (me["username"], me["email"].upper()):
            said = nobody.post(LOGIN, username=name, password=PASSWORD)
            assert said["user"] == Caller(server.client, said["token"]).get(ME) == me

    def test_says_the_same_of_a_wrong_name_and_a_wrong_password(self, server: Server, nobody: Caller) -> None:
        name = server.joins().get(ME)["username"]

        wrong = [
            nobody("POST", LOGIN, json={"username": username, "password": "wrong horse"})
            for username in (name, "nobody at all")
        ]

        assert [response.status_code for response in wrong] == [401, 401]
        assert wrong[0].content == wrong[1].content
        assert wrong[0].headers["www-authenticate"] == "Bearer"

    def test_is_slowed_down_for_who_guesses(self, server: Server, nobody: Caller) -> None:
        name = server.joins().get(ME)["username"]
        guess = {"username": name, "password": "wrong horse"}

        statuses = [nobody("POST", LOGIN, json=guess).status_code for _ in range(6)]
        blocked = nobody("POST", LOGIN, json=guess | {"password": PASSWORD})

        assert statuses == [401] * 5 + [429]
        assert (blocked.status_code, blocked.json()["code"]) == (429, "too_many_attempts")
        assert 0 < int(blocked.headers["retry-after"]) == blocked.json()["seconds"] <= 30

    def test_ends_with_signing_out(self, server: Server) -> None:
        joined = server.joins()

        assert joined("POST", "/api/auth/logout").status_code == 204
        assert joined.refused("GET", ME) == (401, "sign_in_failed")


class TestAToken:
    @pytest.mark.parametrize("header", [None, "Bearer", "Bearer nonsense", "Basic QTpC", "bearer \xff", "x"])
    def test_that_is_none_is_refused(self, server: Server, header: str | None) -> None:
        given: Any = {"Authorization": header.encode("latin-1")} if header else {}
        response = server.client.get(ME, headers=given)

        assert (response.status_code, response.json()["code"]) == (401, "sign_in_failed")
        assert response.headers["www-authenticate"] == "Bearer"

    def test_that_has_expired_is_refused(self, server: Server) -> None:
        joined = server.joins()
        before = datetime.now(UTC) - timedelta(days=31)
        joined.token = server.sessions().start(joined.id, now=before)

        assert joined.refused("GET", ME) == (401, "sign_in_failed")

    def test_of_somebody_who_was_disabled_is_refused(self, server: Server) -> None:
        joined = server.joins()
        server.workspace.users.disable(SYSTEM, joined.id)

        assert joined.refused("GET", ME) == (401, "sign_in_failed")
        with pytest.raises(SignInFailed):
            server.workspace.users.principal_of(joined.id)

    def test_is_needed_everywhere_but_for_coming_in(self, nobody: Caller) -> None:
        paths = nobody.get("/openapi.json")["paths"]
        routes = {(method.upper(), path) for path, methods in paths.items() for method in methods} - FREE

        assert len(routes) >= 20
        for method, path in routes:
            body = {"name": "x", "text": "x", "model": "x", "messages": []}
            refused = nobody(method, path.replace("{", "").replace("}", ""), json=body)
            assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer"), path


class TestAPassword:
    def test_is_changed_by_who_knows_it_and_ends_other_sessions(self, server: Server, ann: Caller) -> None:
        name = ann.get("/api/auth/me")["username"]
        other = Caller(ann.client, ann.post("/api/auth/login", username=name, password=PASSWORD)["token"])
        wanted = {"current": PASSWORD, "password": "another long one"}

        assert ann("POST", "/api/auth/password", json=wanted).status_code == 204

        assert other.refused("GET", "/api/auth/me") == (401, "sign_in_failed")
        assert ann.get("/api/auth/me")["username"] == name
        assert ann.post("/api/auth/login", username=name, password="another long one")["token"]
        assert ann.refused("POST", "/api/auth/password", json=wanted) == (401, "sign_in_failed")
        short = {"current": "another long one", "password": "short"}
        assert ann.refused("POST", "/api/auth/password", json=short) == (422, "invalid_values")

    def test_is_not_changed_with_the_token_of_a_program(self, ann: Caller) -> None:
        program = Caller(ann.client, ann.post("/api/tokens", name="Report", scope="full")["token"])
        wanted = {"current": PASSWORD, "password": "another long one"}
        assert program.refused("POST", "/api/auth/password", json=wanted) == (403, "read_only")


class TestAnInvitation:
    def test_lets_one_person_in_with_its_role(self, sqlite_made: Path, schema: Schema, tmp_path: Path) -> None:
        with on_sqlite(sqlite_made, schema, tmp_path, sign_up="invite") as invited_only:
            nobody = Caller(invited_only.client)
            person = {"username": "person1", "password": PASSWORD}
            admin = Caller(nobody.client, nobody.post("/api/auth/login", **person)["token"])
            code = admin.post("/api/invitations", role="manager", days=2)["code"]
            wanted = {"username": "bob", "email": "bob@example.com", "password": PASSWORD}

            assert nobody.refused("POST", "/api/auth/sign-up", json=wanted) == (403, "sign_up_closed")
            signed = nobody.post("/api/auth/sign-up", **wanted, invitation=code)
            assert signed["user"]["roles"] == ["manager"]
            again = {**wanted, "username": "eve", "email": "eve@example.com", "invitation": code}
            assert nobody.refused("POST", "/api/auth/sign-up", json=again) == (403, "sign_up_closed")
            bob = Caller(nobody.client, signed["token"])
            assert bob.refused("POST", "/api/invitations", json={}) == (403, "read_only")
            assert admin.refused("POST", "/api/invitations", json={"role": "a b!"})[0] == 422
