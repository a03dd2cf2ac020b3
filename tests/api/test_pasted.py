"""A description of a CRM that somebody pastes into the chat."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from langchain_core.messages import AIMessage

from agent.embedded.engine import EmbeddedEngine
from store.blueprint.planning import plan
from store.blueprint.proposal import Proposal
from store.blueprint.reading.inferred import proposed
from store.blueprint.reading.reader import read
from store.principal import Principal
from store.store import Store
from tests.api.serving import Caller, Server, served
from tests.store.blueprint.plans import ON_SQLITE

PROMPT = """\
Create a CRM app with this exact schema.

Schema:
1. Machine: name (String, required), price (Number), bought (Date), maker (Pointer to Company)
Paint it blue.
"""


DIAGRAM = "erDiagram\n    ROBOT {\n        string name\n    }"
JSON = '{"classes": [{"className": "Robot", "fields": {"name": {"type": "String"}}}]}'
AROUND = "\n".join(f"Line {number} of a page, about this and that." for number in range(250))
PAGE = "\n".join([AROUND, DIAGRAM, "Flow", JSON, "Create a CRM app. Schema: 1. Robot: name (String).", AROUND])
"""More than any other message may have."""


@pytest.fixture
def server(store: Store, url: str, tmp_path: Path) -> Iterator[Server]:
    """A server with the embedded engine; who signed up first is its admin."""
    with served(store, url, tmp_path, speaking=EmbeddedEngine()) as server:
        yield server


@pytest.fixture
def admin(server: Server) -> Caller:
    token = server.sessions().start(str(server.workspace.users.first_admin().user))  # type: ignore[union-attr]
    return Caller(server.client, token)


def test_an_admin_gets_the_plan_as_a_card_and_applies_it_with_a_yes(server: Server, admin: Caller) -> None:
    thread = admin.thread()

    reply = admin.says(thread, PROMPT)

    assert reply["card"]["reasons"] == ["it changes the classes of the CRM"]
    assert "**Add schema** blueprint 1: step 1 Machine is added, with name (text, required)" in reply["text"]
    assert (
        "access 1 A Machine is seen and changed by whoever made it. Example: Ann makes one: she sees it"
        in reply["text"]
    )
    assert "Machine" not in server.store.refresh().classes

    done = admin.post(f"/api/cards/{reply['card']['id']}/approve")

    assert "Done: this is blueprint 1 of the CRM." in done["text"]
    assert "Paint it blue." in done["text"]
    assert "Machine" in server.store.refresh().classes
    with server.store.records(Principal.system()) as records:
        assert records.create("Machine", {"name": "M-1"})["name"] == "M-1"
        (change,) = records.history(run=reply["run"])
        assert (change["cls"], change["user"]) == ("_Schema", server.workspace.users.first_admin().user)  # type: ignore[union-attr]
    assert "M-1" in admin.says(thread, "show machine M-1")["text"]
    assert admin.says(thread, PROMPT)["text"].startswith("No changes: the CRM is as described.")


@ON_SQLITE
def test_with_a_no_nothing_is_done(server: Server, admin: Caller) -> None:
    reply = admin.says(admin.thread(), PROMPT)

    said = admin.post(f"/api/cards/{reply['card']['id']}/reject")

    assert said["text"] == "All right, I have left everything as it was."
    assert "Machine" not in server.store.refresh().classes


def test_whoever_is_no_admin_is_refused(server: Server) -> None:
    ann = server.joins()

    reply = ann.says(ann.thread(), PROMPT)

    assert reply["card"] is None
    assert reply["text"] == "Only an admin changes the classes of the workspace."


def test_what_would_lose_something_is_left_to_the_command(server: Server, admin: Caller) -> None:
    fewer = "Schema:\n1. Deal: title (String), stage (String; one of: new, won, lost; only), amount (Number)"
    with server.store.records(Principal.system()) as records:
        records.create("Deal", {"title": "Rennet", "stage": "proposal"})

    reply = admin.says(admin.thread(), fewer)

    assert reply["card"] is None
    assert "parley bootstrap --allow-destructive" in reply["text"]


@ON_SQLITE
def test_a_contradiction_is_told_and_nothing_is_done(server: Server, admin: Caller) -> None:
    reply = admin.says(admin.thread(), "Schema:\n1. Robot\n- arm (String)\n- arm (Number)\n- leg (String)\n")

    assert reply["text"] == "Robot.arm is a String in line 3 and a Number in line 4: say which."


@ON_SQLITE
@pytest.mark.parametrize("said", [DIAGRAM, JSON, PAGE], ids=["diagram", "json", "page"])
def test_the_other_forms_are_known_too(said: str, server: Server, admin: Caller) -> None:
    reply = admin.says(admin.thread(), said)

    assert "is added, with name (text)" in reply["text"]


class TestAModelElsewhere:
    def test_asks_with_the_same_card(self, store: Store, url: str, tmp_path: Path) -> None:
        with served(store, url, tmp_path) as server:
            first = server.workspace.users.first_admin()
            assert first is not None
            admin = Caller(server.client, server.sessions().start(first.user))
            colour = {"sentence": "Paint it blue.", "class": "Machine", "name": "colour", "kind": "String"}
            reading = proposed(read(PROMPT, store.schema), [Proposal.model_validate(colour)], store.schema)
            args = {"prompt": PROMPT, "inferred": [colour], "hash": plan(store, reading.blueprint).hash}
            call = {"name": "apply_schema", "args": args, "id": "one"}
            server.says(AIMessage("", tool_calls=[call]), "Done.")

            reply = admin.says(admin.thread(), "do it")

            assert reply["card"]["reasons"] == ["it changes the classes of the CRM"]
            assert "colour (text, inferred)" in reply["text"]
            admin.post(f"/api/cards/{reply['card']['id']}/approve")
            assert "colour" in server.store.refresh()["Machine"].fields
