import logging
import re
import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email import message_from_string
from pathlib import Path
from quopri import decodestring
from threading import Thread
from urllib.parse import quote
from uuid import uuid4

import pytest

from store.mailings import Mailings
from store.schema import Schema
from tests.api.parse.apps import App, master_key
from tests.api.serving import Server, on_sqlite
from tests.store.people import PASSWORD

OTHER = "another horse battery"


def signs_in(app: App, name: str, password: str = PASSWORD, installation: str = "") -> App:
    """The app after signing in."""
    said = app("POST", "login", {"username": name, "password": password}, headers=_of(installation)).json()
    return replace(app, token=said["sessionToken"], id=said["objectId"], name=name)


def _of(installation: str) -> dict[str, str]:
    return {"X-Parse-Installation-Id": installation} if installation else {}


class TestSigningUp:
    @pytest.mark.parametrize("path", ["users", "classes/_User"])
    def test_answers_with_a_session(self, path: str, app: App) -> None:
        name = uuid4().hex
        body = {"username": name, "email": f"{name}@example.com", "password": PASSWORD}

        response = app("POST", path, body)

        made = response.json()
        assert response.status_code == 201
        assert made.keys() == {"objectId", "createdAt", "sessionToken"}
        assert re.fullmatch(r"r:[0-9a-f]{32}", made["sessionToken"])
        assert response.headers["location"].endswith(f"/parse/users/{made['objectId']}")

    @pytest.mark.parametrize(
        ("wrong", "code"),
        [
            ({"username": None}, 200),
            ({"username": " "}, 200),
            ({"username": 5}, 200),
            ({"password": None}, 201),
            ({"password": ""}, 201),
            ({"email": None}, 142),
            ({"email": "nobody"}, 125),
            ({"password": "x" * 201}, 142),
            ({"username": "a\nb"}, 142),
            ({"username": "a\x00b"}, 142),
            ({"colour": "red"}, 119),
            ({"authData": {"anonymous": {"id": "x"}}}, 252),
        ],
    )
    def test_refuses_what_is_missing_or_wrong(self, wrong: dict[str, object], code: int, app: App) -> None:
        body = {"username": "Nobody", "email": "nobody@example.com", "password": PASSWORD} | wrong

        assert app.refused("POST", "users", body) == (400, code)

    def test_takes_any_password_that_an_app_takes(self, app: App) -> None:
        user = app.joins(password="x")

        assert signs_in(app, user.name, "x").id == user.id
        user.does("PUT", f"users/{user.id}", {"password": "pass"})
        assert signs_in(app, user.name, "pass").id == user.id

    def test_is_done_so_often_only_but_oftener_on_this_machine(
        self, sqlite_made: Path, schema: Schema, tmp_path: Path
    ) -> None:
        with on_sqlite(sqlite_made, schema, tmp_path, app_id="crm-app", sign_ups=1) as server:
            app, elsewhere = App(server.client), {"X-Forwarded-For": "203.0.113.5"}
            for _ in range(10):
                app.joins()

            assert app.refused("POST", "users", {}) == (429, 155)
            assert app.refused("POST", "users", {}, headers=elsewhere) == (400, 200)
            assert app.refused("POST", "users", {}, headers=elsewhere) == (429, 155)

    def test_refuses_a_name_or_address_that_is_taken(self, app: App, ann: App) -> None:
        email = ann.does("GET", "users/me")["email"]

        body = {"username": ann.name.upper(), "email": "new@example.com", "password": PASSWORD}
        assert app.refused("POST", "users", body) == (400, 202)
        body = {"username": f"{ann.name} the second", "email": email.upper(), "password": PASSWORD}
        assert app.refused("POST", "users", body) == (400, 203)


class TestSigningIn:
    def test_answers_with_the_user_and_a_session(self, app: App, ann: App) -> None:
        said = app.does("POST", "login", {"username": ann.name, "password": PASSWORD})

        token = said.pop("sessionToken")
        assert said == {name: value for name, value in ann.does("GET", "users/me").items() if name != "sessionToken"}
        assert said["ACL"] == {ann.id: {"read": True, "write": True}}
        assert "password" not in said
        assert replace(app, token=token).does("GET", "users/me")["objectId"] == ann.id

    def test_goes_by_address_by_get_and_whatever_token_is_sent(self, app: App, ann: App) -> None:
        email = ann.does("GET", "users/me")["email"]
        query = f"login?username={quote(email)}&password={quote(PASSWORD)}"

        assert app.does("GET", query)["objectId"] == ann.id
        assert replace(app, token="r:nonsense").does("GET", query)["objectId"] == ann.id

    def test_refuses_a_wrong_name_or_password_alike(self, app: App, ann: App) -> None:
        for name, password in ((ann.name, "wrong password"), ("nobody at all", PASSWORD), ("\x00", PASSWORD)):
            assert app.refused("POST", "login", {"username": name, "password": password}) == (404, 101)
        assert app.refused("POST", "login", {"username": ann.name}) == (400, 201)
        assert app.refused("POST", "login", {"password": PASSWORD}) == (400, 200)
        assert app.refused("POST", "login", {"username": ann.name, "password": {"$ne": ""}}) == (404, 101)

    def test_ends_the_earlier_session_of_the_same_installation(self, app: App, ann: App) -> None:
        first, second = (signs_in(app, ann.name, installation="phone") for _ in range(2))

        assert first.refused("GET", "users/me") == (400, 209)
        assert second.does("GET", "sessions/me")["installationId"] == "phone"
        assert ann.does("GET", "users/me")["objectId"] == ann.id

    def test_can_be_done_for_another_with_the_master_key(self, master: App, ann: App, bob: App) -> None:
        said = master.does("POST", "loginAs", {"userId": ann.id})

        assert said["objectId"] == ann.id
        assert bob.refused("POST", "loginAs", {"userId": ann.id}) == (403, None)
        assert master.refused("POST", "loginAs", {"userId": "nobody"}) == (404, 101)


class TestASession:
    def test_is_shown_to_its_user_only(self, app: App, ann: App, bob: App) -> None:
        mine = ann.does("GET", "sessions/me")

        assert mine["user"]["objectId"] == ann.id
        assert mine["sessionToken"] == ann.token
        assert mine["createdWith"] == {"action": "signup", "authProvider": "password"}
        made = ann("POST", "sessions", {})
        assert made.status_code == 201
        assert replace(app, token=made.json()["sessionToken"]).does("GET", "users/me")["objectId"] == ann.id
        several = ann.does("GET", "sessions")["results"]
        assert len(several) == 2
        assert [one["sessionToken"] for one in several if "sessionToken" in one] == [ann.token]
        assert bob.refused("GET", f"sessions/{mine['objectId']}") == (404, 101)
        assert bob.refused("DELETE", f"sessions/{mine['objectId']}") == (404, 101)

    def test_ends_when_its_user_says_so(self, app: App, ann: App) -> None:
        other = signs_in(app, ann.name)

        assert ann.does("DELETE", f"sessions/{other.does('GET', 'sessions/me')['objectId']}") == {}
        assert other.refused("GET", "users/me") == (400, 209)
        assert ann.does("POST", "logout") == {}
        for path in ("users/me", "classes/Deal", "sessions/me", "config", "roles"):
            assert ann.refused("GET", path) == (400, 209)
        for path in ("logout", "functions/hello", "installations", "events/Opened", "requestPasswordReset"):
            assert ann.refused("POST", path, {}) == (400, 209)
        assert app.does("POST", "logout") == {}
        assert app.refused("GET", "users/me") == (400, 209)


class TestOneself:
    def test_can_be_changed(self, ann: App) -> None:
        told = ann.does("PUT", f"users/{ann.id}", {"email": f"new.{ann.id}@example.com"})

        assert told.keys() == {"updatedAt"}
        assert ann.does("GET", f"users/{ann.id}")["email"] == f"new.{ann.id}@example.com"
        assert ann.refused("PUT", f"users/{ann.id}", {"email": "nonsense"}) == (400, 125)
        assert ann.refused("PUT", f"users/{ann.id}", {"email": ""}) == (400, 142)
        assert ann.refused("PUT", f"users/{ann.id}", {"roles": ["admin"]}) == (400, 119)

    def test_is_the_only_user_who_is_found(self, ann: App, bob: App) -> None:
        email = ann.does("GET", "users/me")["email"]

        assert [one["objectId"] for one in ann.finds("_User")] == [ann.id]
        assert [one["objectId"] for one in ann.finds("_User", {"email": email})] == [ann.id]
        assert bob.finds("_User", {"email": email}) == []
        assert bob.finds("_User", {"email": {"$regex": "^u"}}, order="email")[0]["objectId"] == bob.id
        assert bob.refused("GET", f"classes/_User/{ann.id}") == (404, 101)
        assert bob.refused("GET", f"users/{ann.id}") == (404, 101)
        for method in ("PUT", "DELETE"):
            assert bob.refused(method, f"classes/_User/{ann.id}", {"email": "x@example.com"}) == (400, 206)

    def test_is_changed_by_nobody_who_has_not_signed_in(self, app: App, ann: App) -> None:
        for path in (f"users/{ann.id}", f"classes/_User/{ann.id}"):
            assert app.refused("PUT", path, {"email": "x@example.com"}) == (400, 206)
            assert app.refused("DELETE", path) == (400, 206)

    def test_keeps_one_session_when_the_password_changes(self, app: App, ann: App) -> None:
        other = signs_in(app, ann.name)

        assert ann.refused("PUT", f"users/{ann.id}", {"password": "x" * 201, "email": "x@y.example"}) == (400, 142)
        ann.does("PUT", f"users/{ann.id}", {"password": OTHER})

        assert ann.does("GET", "users/me")["email"] != "x@y.example"
        assert other.refused("GET", "users/me") == (400, 209)
        assert app.refused("POST", "login", {"username": ann.name, "password": PASSWORD}) == (404, 101)
        assert signs_in(app, ann.name, OTHER).id == ann.id

    def test_can_leave(self, app: App, ann: App) -> None:
        assert ann.does("DELETE", f"users/{ann.id}") == {}

        assert ann.refused("GET", "users/me") == (400, 209)
        assert app.refused("POST", "login", {"username": ann.name, "password": PASSWORD}) == (404, 101)

    def test_proves_his_password_without_a_session(self, app: App, ann: App) -> None:
        said = app.does("POST", "verifyPassword", {"username": ann.name, "password": PASSWORD})

        assert said["objectId"] == ann.id
        assert "sessionToken" not in said
        assert app.refused("POST", "verifyPassword", {"username": ann.name, "password": "wrong password"}) == (404, 101)


class Mailbox(socketserver.StreamRequestHandler):
    """One conversation with a mail server that keeps what it gets."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        for line in self.rfile:
            word = line.split()[0].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                lines = iter(self.rfile.readline, b".\r\n")
                self.server.mails.append(b"".join(lines).decode())  # type: ignore[attr-defined]
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")
            if word == b"QUIT":
                return


@contextmanager
def mail_server() -> Iterator[tuple[str, list[str]]]:
    """Its address, and the mails that it got."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Mailbox) as server:
        mails: list[str] = []
        server.mails = mails  # type: ignore[attr-defined]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"smtp://127.0.0.1:{server.server_address[1]}/?from=crm@example.com", mails
        finally:
            server.shutdown()
            thread.join()


def link(text: str) -> str:
    """The link in a mail, below the mount path."""
    return re.search(r"/parse/(\S+token=\S+)", text)[1]  # type: ignore[index]


class TestALinkThatIsMailed:
    def test_sets_another_password_once(
        self, app: App, ann: App, bob: App, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        email = ann.does("GET", "users/me")["email"]
        monkeypatch.setattr(logging.getLogger("parley"), "propagate", True)
        with caplog.at_level(logging.WARNING, "parley.mail"):
            assert app.does("POST", "requestPasswordReset", {"email": email}) == {}
            assert app.does("POST", "requestPasswordReset", {"email": "nobody@example.com"}) == {}
        (told,) = [record.getMessage() for record in caplog.records if record.name == "parley.mail"]
        path = link(told)
        page = app.client.get(f"/parse/{path}")
        assert page.status_code == 200
        assert "<form" in page.text
        token = path.split("=")[1]

        short = app.client.post("/parse/reset", data={"token": token, "password": "short"})
        done = app.client.post("/parse/reset", data={"token": token, "password": OTHER})
        again = app.client.post("/parse/reset", data={"token": token, "password": PASSWORD})

        assert (short.status_code, done.status_code, again.status_code) == (400, 200, 404)
        assert ann.refused("GET", "users/me") == (400, 209)
        assert signs_in(app, ann.name, OTHER).id == ann.id
        assert bob.does("GET", "users/me")
        assert app.client.get("/parse/reset?token=%3Cb%3E").status_code == 404

    def test_goes_by_the_mail_server_of_the_settings(self, sqlite_made: Path, schema: Schema, tmp_path: Path) -> None:
        with (
            mail_server() as (address, mails),
            on_sqlite(
                sqlite_made, schema, tmp_path, app_id="crm-app", mail=address, public_url="https://crm.example"
            ) as server,
        ):
            ann = App(server.client).joins()
            email = ann.does("GET", "users/me")["email"]
            ann.does("POST", "verificationEmailRequest", {"email": email}, headers={"Host": "evil.example"})

            mail = message_from_string(mails[0])
            text = decodestring(str(mail.get_payload())).decode()
            assert "https://crm.example/parse/verify?token=" in text
            path = link(text)
            assert (mail["To"], mail["From"]) == (email, "crm@example.com")
            assert server.client.get(f"/parse/{path}").status_code == 200
            assert server.client.get(f"/parse/{path}").status_code == 404

    def test_is_made_a_few_times_only(self, app: App, ann: App, apps: Server) -> None:
        email = ann.does("GET", "users/me")["email"]

        made = [Mailings(apps.store).new("reset", email) for _ in range(7)]

        assert [mailing is not None for mailing in made] == [True] * 5 + [False] * 2


class TestTheMasterKey:
    def test_must_be_the_right_one(self, app: App, ann: App) -> None:
        wrong = replace(app, master=f"{master_key()}s")

        assert wrong.refused("GET", "schemas") == (403, None)
        assert wrong.refused("GET", "classes/Deal") == (404, 101)

    def test_is_none_where_none_is_set(self, sqlite_made: Path, schema: Schema, tmp_path: Path) -> None:
        with on_sqlite(sqlite_made, schema, tmp_path, app_id="crm-app") as server:
            for key in ("", "None", "master"):
                assert App(server.client, master=key).refused("GET", "schemas") == (403, None)
