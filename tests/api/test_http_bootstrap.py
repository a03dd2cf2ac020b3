"""A description of a CRM, over HTTP: it is planned, agreed to and applied, and every door has the new class at once."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from agent.models import make_model
from store.blueprint.blueprint import Blueprint, FieldPlan
from store.changes import Origin
from store.schema import Schema
from store.store import Store
from tests.api.parse.apps import APP_ID, App
from tests.api.parse.test_live import listening
from tests.api.serving import Caller, Server, on_either, on_sqlite
from tests.provider import calls, provider
from tests.store.blueprint.plans import SHOP, of, stages
from tests.store.people import PASSWORD
from tests.tools.desk import where
from tools import Context, all_tools

PROMPT = """\
Create a CRM app with this exact schema and behavior.

Schema:
1. Gadget
- name (String, required)
- price (Number)
- status (String; e.g. planned, sold, closed)
- deal (Pointer to Deal)
- assignedTo (Pointer to _User)
"""


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def shop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose classes these tests change; its assistant is the one that needs no model."""
    folder = tmp_path_factory.mktemp("shop")
    with on_either(request, folder, app_id=APP_ID, speaking=make_model("embedded")) as server:
        yield server


@pytest.fixture
def admin(shop: Server) -> Caller:
    """Its first user."""
    signed = Caller(shop.client).post("/api/auth/login", username="person1", password=PASSWORD)
    return Caller(shop.client, signed["token"], signed["user"]["id"])


def said(blueprint: Blueprint) -> dict[str, Any]:
    return {"blueprint": blueprint.model_dump(mode="json", by_alias=True)}


def agreed(admin: Caller, **wanted: Any) -> Any:
    """What comes of applying what was planned."""
    planned = admin.post("/api/bootstrap/plan", **wanted)
    return admin.post("/api/bootstrap/apply", **wanted, hash=planned["hash"])


def test_a_prompt_becomes_a_plan_and_the_plan_classes(shop: Server, admin: Caller) -> None:
    planned = admin.post("/api/bootstrap/plan", prompt=PROMPT)
    assert planned["steps"][0]["about"] == "Gadget"
    assert planned["read"]["form"] == "prompt"
    assert "Gadget" not in [one["name"] for one in admin.get("/api/schema")["classes"]]

    done = admin.post("/api/bootstrap/apply", prompt=PROMPT, hash=planned["hash"])

    assert [step["about"] for step in done["steps"]] == ["Gadget"]
    assert "Gadget" in [one["name"] for one in admin.get("/api/schema")["classes"]]
    again = admin.post("/api/bootstrap/plan", prompt=PROMPT)
    assert again["isEmpty"]
    row = next(row for row in admin.get("/api/changes", run=done["run"])["changes"])
    assert (row["class"], row["what"], row["door"]) == ("Schema", "applied", "http")
    assert row["name"].startswith("Gadget is added")


def test_an_added_class_is_at_every_door_at_once(shop: Server, admin: Caller) -> None:
    app = App(shop.client, admin.token, admin.id)
    with listening(shop, sessionToken=admin.token) as ear:
        ear.subscribes(1, "Company")
        agreed(admin, **said(SHOP))
        made = app.makes("Product", name="Anvil", price=40, SKU="A-1", inStock=True)

        assert app.finds("Product", {"SKU": "A-1", "price": {"$gt": 30}})[0]["objectId"] == made
        found = app.does("POST", "graphql", {"query": '{ products(where: {SKU: {equalTo: "A-1"}}) { count } }'})
        assert found["data"]["products"]["count"] == 1
        assert ear.subscribes(2, "Product", where={"price": {"$gt": 50}})["op"] == "subscribed"
        app.does("PUT", f"classes/Product/{made}", {"price": 60})
        assert ear.event() == ("enter", 2, made)
        app.makes("Company", name="Acme")
        assert ear.hears()["requestId"] == 1
    reply = admin.says(admin.thread(), "find product Anvil")
    assert "Anvil" in reply["text"]


def test_who_listens_goes_on_when_a_class_gets_a_field(shop: Server, admin: Caller) -> None:
    app = App(shop.client, admin.token, admin.id)
    with listening(shop, sessionToken=admin.token) as ear:
        ear.subscribes(1, "Contact")
        fields = {"classes": [{"name": "Contact", "fields": [{"name": "birthday", "kind": "String"}]}]}
        agreed(admin, blueprint=fields)

        app.makes("Contact", name="Jane", birthday="in May")

        assert ear.hears()["object"]["birthday"] == "in May"


def test_who_listens_to_a_class_that_is_renamed_is_told_and_hears_the_others(shop: Server, admin: Caller) -> None:
    app = App(shop.client, admin.token, admin.id)
    agreed(admin, **said(of("Robot", FieldPlan(name="name", kind="String"))))
    with listening(shop, sessionToken=admin.token) as ear:
        ear.subscribes(1, "Robot")
        ear.subscribes(2, "Company")
        mapping = {"Robot": "Machine"}
        planned = admin.post("/api/bootstrap/plan", blueprint={}, mapping=mapping)
        admin.post(
            "/api/bootstrap/apply", blueprint={}, mapping=mapping, hash=planned["hash"], allowDestructive=True
        )  # fmt: skip

        ended = ear.hears()
        app.makes("Machine", name="R2")
        app.makes("Company", name="Acme")

        assert (ended["op"], ended["requestId"]) == ("error", 1)
        assert ear.hears()["requestId"] == 2
    assert [one["name"] for one in app.finds("Machine")] == ["R2"]


def test_tools_speak_of_an_added_class(shop: Server, admin: Caller) -> None:
    agreed(admin, **said(SHOP))
    store: Store = shop.store
    principal = shop.sessions().principal_of_token(admin.token)
    context = Context(store, principal, Origin("test"), datetime.now(UTC))
    tools = all_tools(store.refresh())

    made = tools["create_product"](context, {"name": "Hammer", "price": 5, "status": "on sale"})
    tools["update_products"](context, {"targets": ["Hammer"], "set": {"status": "closed"}})

    found = tools["find_products"](context, {"where": [where("status", "is", "closed")]})
    assert [one["name"] for one in found["records"]] == ["Hammer"]
    assert made["created"]


def test_a_plan_that_has_changed_is_not_applied(admin: Caller) -> None:
    wanted = said(of("Note"))
    planned = admin.post("/api/bootstrap/plan", **wanted)
    agreed(admin, blueprint={"classes": [{"name": "Deal", "fields": [{"name": "margin", "kind": "Number"}]}]})

    refusal = admin.refused("POST", "/api/bootstrap/apply", json=wanted | {"hash": planned["hash"]})

    assert refusal == (409, "conflict")


def test_a_stage_in_use_is_not_lost(shop: Server, admin: Caller) -> None:
    app = App(shop.client, admin.token, admin.id)
    deal = app.makes("Deal", title="T", stage="qualified")
    wanted = said(stages("lead", "demo", "proposal", "negotiation", "won", "lost"))
    planned = admin.post("/api/bootstrap/plan", **wanted)
    assert [need["key"] for need in planned["needs"]] == ["Deal.stage=qualified"]
    body = wanted | {"hash": planned["hash"]}
    response = admin("POST", "/api/bootstrap/apply", json=body)
    assert (response.status_code, response.json()["needs"]) == (409, ["Deal.stage=qualified"])

    wanted["mapping"] = {"Deal.stage=qualified": "demo"}
    planned = admin.post("/api/bootstrap/plan", **wanted)
    done = admin.post("/api/bootstrap/apply", **wanted, hash=planned["hash"], allowDestructive=True)

    assert app.does("GET", f"classes/Deal/{deal}")["stage"] == "demo"
    assert (shop.workspace.settings.home / "archives" / done["archive"]).exists()


def test_it_is_for_admins(shop: Server) -> None:
    other = shop.joins()

    for path, more in (("plan", {}), ("apply", {"hash": "x"})):
        assert other.refused("POST", f"/api/bootstrap/{path}", json={"prompt": PROMPT} | more) == (403, "read_only")


@pytest.mark.parametrize(
    ("wanted", "status", "code"),
    [
        ({"prompt": "Hello, how are you?"}, 422, "not_a_blueprint"),
        ({}, 422, "invalid_values"),
        ({"blueprint": {"classes": [{"name": "_Ticket", "fields": []}]}}, 422, "invalid_schema"),
        ({"blueprint": {}, "mapping": {"Nothing": None}}, 422, "invalid_schema"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(admin: Caller, wanted: dict[str, Any], status: int, code: str) -> None:
    assert admin.refused("POST", "/api/bootstrap/plan", json=wanted) == (status, code)


def test_what_a_model_infers_is_applied_as_it_was_agreed_to_without_asking_again(
    sqlite_made: Path, schema: Schema, tmp_path: Path
) -> None:
    said = "Every gadget has the weight that it was shipped with."
    weight = {"sentence": 1, "class": "Gadget", "name": "weight", "kind": "Number"}
    with provider(calls(("propose", {"fields": [weight]}))) as model:
        speaking = make_model("openai:gpt-test", key="key-1", base_url=model.url)
        with on_sqlite(sqlite_made, schema, tmp_path, speaking=speaking) as server:
            first = server.workspace.users.first_admin()
            assert first is not None
            admin = Caller(server.client, server.sessions().start(first.user))
            wanted = {"prompt": f"{PROMPT}\n{said}"}

            planned = admin.post("/api/bootstrap/plan", **wanted)
            without = admin.refused("POST", "/api/bootstrap/apply", json=wanted | {"hash": planned["hash"]})
            agreed_to = wanted | {"inferred": planned["inferred"], "hash": planned["hash"]}
            done = admin.post("/api/bootstrap/apply", **agreed_to)

            assert "weight (number, inferred)" in planned["steps"][0]["sentence"]
            assert planned["steps"][0]["inferred"]
            assert [one["text"] for one in planned["read"]["understood"] if one["inferred"]] == [said]
            assert without == (409, "conflict")
            assert done["steps"] == planned["steps"]
            assert len(model.heard) == 1
            assert "weight" in server.store.refresh()["Gadget"].fields
            again = admin.post("/api/bootstrap/plan", **wanted)
            assert (again["isEmpty"], again["read"]["notUnderstood"]) == (True, [])


def test_it_is_said_in_one_of_two_ways(admin: Caller) -> None:
    refused = admin("POST", "/api/bootstrap/plan", json={})

    assert refused.json()["error"] == "body: say one of prompt and blueprint."


def test_only_a_prompt_has_something_that_is_inferred(admin: Caller) -> None:
    weight = {"sentence": "x", "class": "Gadget", "name": "weight", "kind": "Number"}

    assert admin.refused("POST", "/api/bootstrap/plan", json={"blueprint": {}, "inferred": [weight]}) == (
        422, "invalid_values",
    )  # fmt: skip
