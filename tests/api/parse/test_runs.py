"""A client may name the run that its writes belong to, and take it back as a whole."""

import json
from typing import Any
from uuid import uuid4

import pytest

from tests.api.parse.apps import App
from tests.api.serving import Caller, Server


def in_run(run: Any) -> dict[str, dict[str, str]]:
    return {"headers": {"X-Parse-Cloud-Context": json.dumps({"run": run})}}


def undone(apps: Server, who: App, run: str) -> int:
    return Caller(apps.client, who.token)("POST", f"/api/runs/{run}/undo", json={}).status_code


def test_what_a_run_wrote_is_undone_with_it(ann: App, apps: Server) -> None:
    run, kept, gone = uuid4().hex, ann.makes("Deal", title="Kept"), ann.makes("Deal", title="Gone", notes="n")

    ann.does("PUT", f"classes/Deal/{kept}", {"title": "Renamed"}, **in_run(run))
    ann.does("DELETE", f"classes/Deal/{gone}", **in_run(run))
    changes = Caller(apps.client, ann.token).get("/api/changes", run=run)["changes"]

    assert [(one["door"], one["what"]) for one in changes] == [("web", "deleted"), ("web", "updated")]
    assert undone(apps, ann, run) == 200
    assert {one["title"] for one in ann.finds("Deal")} == {"Kept", "Gone"}
    assert ann.does("GET", f"classes/Deal/{gone}")["notes"] == "n"
    assert undone(apps, ann, run) == 404


def test_the_javascript_sdk_says_it_in_the_body(ann: App, apps: Server) -> None:
    run, deal = uuid4().hex, ann.makes("Deal", title="Deal")
    keys = {"_ApplicationId": "crm-app", "_SessionToken": ann.token, "_context": {"run": run}}

    sent = apps.client.post(f"/parse/classes/Deal/{deal}", json={"_method": "DELETE", **keys})

    assert sent.status_code == 200
    assert undone(apps, ann, run) == 200


def test_the_run_of_another_is_refused_and_nothing_is_written(ann: App, bob: App) -> None:
    run, deal = uuid4().hex, bob.makes("Deal", title="Deal")
    ann.makes("Company", name="Globex")
    ann.does("POST", "classes/Company", {"name": "Initech"}, **in_run(run))

    assert bob.refused("PUT", f"classes/Deal/{deal}", {"title": "Renamed"}, **in_run(run)) == (404, 101)
    assert bob.does("GET", f"classes/Deal/{deal}")["title"] == "Deal"


@pytest.mark.parametrize("context", ['{"run": "no id"}', '{"run": 5}', "[]", "no JSON", '{"other": 1}'])
def test_a_context_that_names_no_run_changes_nothing(ann: App, apps: Server, context: str) -> None:
    made = ann.does("POST", "classes/Deal", {"title": "T"}, headers={"X-Parse-Cloud-Context": context})["objectId"]

    (change,) = Caller(apps.client, ann.token).get("/api/changes", **{"class": "Deal", "id": made})["changes"]
    assert (change["door"], change["run"]) == ("parse", None)
