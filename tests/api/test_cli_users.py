"""`parley user …`."""

import pytest

from api.workspace import Workspace
from store.admission import Admission
from store.errors import SignInFailed
from store.sessions import Sessions
from tests.api.shell import Shell

PASSWORD = "a horse that is correct"


class TestAdd:
    def test_the_first_user_is_admin_of_a_workspace_that_is_made_for_him(self, shell: Shell) -> None:
        ended = shell("user", "add", "Ann Other", "ann@x.example", "--password-stdin", said=f"{PASSWORD}\n")

        assert (ended.status, ended.out) == (0, "Added Ann Other as admin.\n")
        assert [(user["name"], user["role"]) for user in shell.state()["users"]] == [("Ann Other", "admin")]

    def test_others_are_rep_unless_a_role_is_given(self, sample: Shell) -> None:
        sample("user", "add", "Ann", "ann@x.example", "--no-password")
        sample("user", "add", "Bob", "bob@x.example", "--no-password", "--role", "manager", "--role", "north")

        listed = sample("user", "list").out

        assert "Ann             ann@x.example                    rep             no password" in listed
        assert "Bob             bob@x.example                    manager, north  no password" in listed

    def test_the_password_signs_in(self, sample: Shell, workspace: Workspace) -> None:
        sample("user", "add", "Ann", "ann@x.example", "--password-stdin", said=f"{PASSWORD}\n")

        assert Sessions(workspace.users).login("ann", PASSWORD)

    def test_without_a_terminal_a_password_is_not_asked_for(self, shell: Shell) -> None:
        ended = shell("user", "add", "Ann", "ann@x.example")

        assert ended.status == 2
        assert "--password-stdin" in ended.err
        assert not shell.home.exists()

    @pytest.mark.parametrize(
        ("given", "code"),
        [
            (("Ann", "no address"), "invalid_values"),
            (("Ann", "maren.hollis@larkfell.example"), "taken"),
            (("Maren Hollis", "m@x.example"), "taken"),
            (("Ann\x1b[2J", "ann@x.example"), "invalid_values"),
        ],
    )
    def test_what_is_wrong_is_told_and_nobody_is_added(self, sample: Shell, given: tuple[str, str], code: str) -> None:
        ended = sample("user", "add", *given, "--no-password")

        assert ended.status == 1
        assert ended.err.startswith(f"Error ({code}): ")
        assert "\x1b" not in ended.err
        assert len(sample.state()["users"]) == 3

    @pytest.mark.parametrize("given", [b"\n", b"", b"\xff\xfe\n"])
    def test_a_line_without_a_password_is_a_wrong_use(self, sample: Shell, given: bytes) -> None:
        assert sample("user", "add", "Ann", "ann@x.example", "--password-stdin", said=given).status == 2

    def test_a_password_that_is_too_short_is_refused(self, sample: Shell) -> None:
        ended = sample("user", "add", "Ann", "ann@x.example", "--password-stdin", said="x\n")

        assert ended.err.startswith("Error (invalid_values): ")


class TestRoles:
    def test_they_are_given_in_place_of_the_old_ones(self, sample: Shell) -> None:
        assert sample("user", "role", "idris.bowen@larkfell.example", "manager").out == "Idris Bowen is manager now.\n"
        assert [user["role"] for user in sample.state()["users"]].count("manager") == 1

    def test_the_last_admin_stays(self, sample: Shell) -> None:
        assert sample("user", "role", "Maren Hollis", "rep").err.startswith("Error (invalid_values): ")

    def test_only_an_admin_gives_them(self, sample: Shell) -> None:
        ended = sample("user", "role", "Idris Bowen", "admin", "--as", "Idris Bowen")

        assert (ended.status, ended.err) == (1, "Error (read_only): Only an admin manages users.\n")

    def test_the_log_names_who_gave_them_through_which_door(self, sample: Shell) -> None:
        sample("user", "role", "Idris Bowen", "manager", "--as", "Maren Hollis")

        line = sample("history", "--limit", "1").lines[1]

        assert "Maren Hollis" in line
        assert "cli" in line
        assert "Idris Bowen" in line


class TestPassword:
    def test_it_is_replaced_and_open_sessions_end(self, sample: Shell, workspace: Workspace) -> None:
        sample("user", "passwd", "Idris Bowen", "--password-stdin", said=f"{PASSWORD}\n")
        sessions = Sessions(workspace.users)
        token, _ = sessions.login("Idris Bowen", PASSWORD)

        ended = sample("user", "passwd", "Idris Bowen", "--password-stdin", said=f"{PASSWORD} again\n")

        assert ended.status == 0
        assert sessions.login("Idris Bowen", f"{PASSWORD} again")
        with pytest.raises(SignInFailed):
            sessions.principal_of_token(token)

    def test_at_a_terminal_it_is_asked_for_twice_and_never_shown(self, sample: Shell) -> None:
        with sample.terminal("user", "passwd", "Idris Bowen") as terminal:
            for answer in (PASSWORD, "another one", PASSWORD, PASSWORD):
                terminal.shows(": ")
                terminal.type(f"{answer}\n")
            status = terminal.ends()

        assert status == 0
        assert "not the same" in terminal.text
        assert "has a new password" in terminal.text
        assert PASSWORD not in terminal.text


class TestLeaving:
    def test_a_disabled_user_hands_over_what_he_owns_and_undo_gives_it_back(self, sample: Shell) -> None:
        before = sample.state()

        ended = sample("user", "disable", "Idris Bowen", "--successor", "Beatriz Ferraz")
        owners = {deal["assignedTo"] for deal in sample.state()["deals"]}
        run = ended.out.partition("`parley undo ")[2].partition("`")[0]
        undone = sample("undo", run)

        assert ended.status == 0
        assert "user-idris-bowen" not in owners
        assert undone.status == 0
        assert sample.state()["deals"] == before["deals"]
        assert "disabled" in sample("user", "list").out

    def test_an_enabled_one_may_come_back(self, sample: Shell) -> None:
        sample("user", "disable", "Idris Bowen")

        assert sample("user", "enable", "Idris Bowen").status == 0
        assert "disabled" not in sample("user", "list").out

    def test_an_invitation_lets_one_person_in(self, sample: Shell, workspace: Workspace) -> None:
        code = sample("user", "invite", "--role", "manager").out.strip()

        joined = Admission(workspace.users, "invite").sign_up("Ann", "ann@x.example", PASSWORD, invitation=code)

        assert joined.roles == {"manager"}
