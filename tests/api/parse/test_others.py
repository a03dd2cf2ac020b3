"""Batches, functions, figures, classes, and the rest of the addresses."""

import json
from pathlib import Path
from typing import Any

import pytest

from api.parse.functions import Functions
from api.parse.mail import Mail
from api.settings import InvalidSettings, Settings
from store.schema import Schema
from tests.api.parse.apps import APP_ID, App, date, pointer
from tests.api.serving import on_sqlite


def request(method: str, path: str, **body: Any) -> dict[str, Any]:
    """One request of a batch."""
    return {"method": method, "path": f"/parse/{path}", "body": body}


class TestABatch:
    def test_answers_each_request_in_its_place(self, ann: App) -> None:
        deal = ann.makes("Deal", title="T", amount=1)

        said = ann.does("POST", "batch", {"requests": [
            request("POST", "classes/Deal", title="New"),
            request("PUT", f"classes/Deal/{deal}", amount={"__op": "Increment", "amount": 1}),
            request("POST", "classes/Deal", amount=5),
            request("GET", f"classes/Deal/{deal}?keys=amount"),
            request("DELETE", f"classes/Deal/{deal}"),
            request("DELETE", f"classes/Deal/{deal}"),
            request("PUT", "users/somebody", email="x@example.com"),
            request("GET", "schemas"),
            request("POST", "functions/hello"),
        ]})  # fmt: skip

        codes = [one.get("error", {}).get("code") for one in said]
        assert codes == [None, None, 142, None, None, 101, 206, None, None]
        assert said[1]["success"]["amount"] == said[3]["success"]["amount"] == 2
        assert said[7] == {"error": {"error": "Permission denied"}}
        assert [one["title"] for one in ann.finds("Deal")] == ["New"]

    def test_of_records_goes_on_after_one_that_fails(self, ann: App) -> None:
        requests = [request("POST", "classes/Deal", title="1"), request("POST", "classes/Deal", amount="x"),
                    request("POST", "classes/Deal", title="2")]  # fmt: skip

        said = ann.does("POST", "batch", {"requests": requests})

        assert [list(one) for one in said] == [["success"], ["error"], ["success"]]
        assert ann.count("Deal") == 2

    def test_as_a_transaction_is_all_or_nothing(self, ann: App) -> None:
        good, bad = request("POST", "classes/Deal", title="1"), request("POST", "classes/Deal", title=5)

        assert ann.refused("POST", "batch", {"transaction": True, "requests": [good, bad]}) == (400, 111)
        assert ann.count("Deal") == 0
        assert len(ann.does("POST", "batch", {"transaction": True, "requests": [good, good]})) == 2

    @pytest.mark.parametrize(
        "body",
        [
            {},
            {"requests": "x"},
            {"requests": [5]},
            {"requests": [{"method": "POST", "path": "/classes/Deal", "body": {}}]},
            {"requests": [{"method": "POST", "path": "/parse/batch", "body": {"requests": []}}]},
            {"requests": [{"method": "POST", "path": "/parse/nope", "body": {}}]},
            {"requests": [{"method": "BREW", "path": "/parse/classes/Deal", "body": {}}]},
            {"requests": [{"method": "POST", "path": "/parse/classes/Deal", "body": {"title": "T"}}] * 501},
            {"transaction": True, "requests": [{"method": "POST", "path": "/parse/functions/hello"}]},
        ],
    )
    def test_is_refused_whole_when_it_is_none(self, body: Any, ann: App) -> None:
        assert ann.refused("POST", "batch", body) == (400, 107)
        assert ann.count("Deal") == 0


class TestAFunction:
    def test_of_the_workspaces_own_is_called_as_whoever_asks(
        self, sqlite_made: Path, schema: Schema, tmp_path: Path
    ) -> None:
        module = "tests.api.parse.own_functions"
        with on_sqlite(sqlite_made, schema, tmp_path, app_id=APP_ID, functions=module) as server:
            app = App(server.client)
            ann = app.joins()
            ann.makes("Deal", title="T")

            assert ann.does("POST", "functions/count_deals", {"stage": "lead"}) == {"result": 1}
            assert app.joins().does("POST", "functions/count_deals", {"stage": "lead"}) == {"result": 0}
            assert app.refused("POST", "functions/count_deals", {"stage": "lead"}) == (404, 101)
            assert ann.refused("POST", "functions/count_deals", {"stage": 5}) == (400, 142)
            assert ann.refused("POST", "functions/unmarked") == (400, 141)
            assert app.does("POST", "functions/hello") == {"result": "Hello world!"}

    def test_must_be_in_a_module_that_is_there(self) -> None:
        with pytest.raises(InvalidSettings, match="no_such_module"):
            Functions.of("no_such_module")


class TestFigures:
    @pytest.fixture
    def stages(self, ann: App) -> str:
        """A mark that the notes of some deals bear."""
        for stage, amount in (("lead", 5), ("lead", 7), ("won", 10), ("lost", None)):
            ann.makes("Deal", title="T", stage=stage, notes=ann.id, **({"amount": amount} if amount else {}))
        return ann.id

    def test_are_counted_and_summed_by_group(self, stages: str, master: App) -> None:
        pipeline = [
            {"$match": {"notes": stages}},
            {"$group": {"_id": "$stage", "total": {"$sum": "$amount"}, "n": {"$sum": 1}, "most": {"$max": "$amount"}}},
            {"$sort": {"total": -1}},
            {"$limit": 2},
        ]

        found = master.does("POST", "aggregate/Deal", {"_method": "GET", "pipeline": pipeline})

        assert found["results"] == [
            {"objectId": "lead", "total": 12, "n": 2, "most": 7},
            {"objectId": "won", "total": 10, "n": 1, "most": 10},
        ]

    @pytest.mark.parametrize(
        ("stages_of", "found"),
        [
            ([{"group": {"objectId": None, "total": {"$sum": "$amount"}}}], [{"objectId": None, "total": 22}]),
            ([{"$group": {"_id": "$stage"}}, {"$count": "n"}], [{"n": 3}]),
            ([{"$sort": {"amount": -1}}, {"$limit": 1}, {"$project": {"amount": 1, "_id": 0}}], [{"amount": 10}]),
            ([{"$sort": {"amount": 1}}, {"$skip": 3}, {"$project": {"amount": 1, "_id": 0}}], [{"amount": 10}]),
        ],
    )
    def test_come_in_several_shapes(self, stages_of: Any, found: Any, stages: str, master: App) -> None:
        body = {"_method": "GET", "pipeline": [{"$match": {"notes": stages}}, *stages_of]}

        assert master.does("POST", "aggregate/Deal", body)["results"] == found

    def test_are_written_like_the_values_of_records(self, ann: App, master: App) -> None:
        day = date("2027-01-02T00:00:00.000Z")
        ann.makes("Deal", title="T", notes=ann.id, amount=2, expectedCloseDate=day)
        group = {"_id": "$amount", "total": {"$sum": "$amount"}, "last": {"$max": "$expectedCloseDate"}}

        answer = master(
            "GET", f"aggregate/Deal?pipeline={json.dumps([{'$match': {'notes': ann.id}}, {'$group': group}])}"
        )

        assert answer.json() == {"results": [{"objectId": 2, "total": 2, "last": day}]}
        assert "2.0" not in answer.text

    def test_may_be_distinct_values(self, stages: str, master: App) -> None:
        body = {"_method": "GET", "distinct": "stage", "where": {"notes": stages}}

        assert sorted(master.does("POST", "aggregate/Deal", body)["results"]) == ["lead", "lost", "won"]
        assert master.does("GET", "aggregate/Deal?distinct=colour")["results"] == []

    def test_take_the_master_key(self, ann: App, app: App) -> None:
        for who in (ann, app):
            assert who.refused("GET", "aggregate/Deal?distinct=stage") == (403, None)

    @pytest.mark.parametrize(
        "pipeline",
        ["nonsense", [5], [{"$group": 5}], [{"$group": {"_id": "stage"}}], [{"$group": {"_id": "$colour"}}],
         [{"$group": {"_id": "$stage", "x": {"$push": "$title"}}}], [{"$out": "x"}], [{"$limit": -1}],
         [{"$group": {"_id": "$stage", "x": {"$sum": "$title"}}}], [{"$a": 1, "$b": 2}]],
    )  # fmt: skip
    def test_are_refused_when_they_make_no_sense(self, pipeline: Any, master: App) -> None:
        assert master("POST", "aggregate/Deal", {"_method": "GET", "pipeline": pipeline}).status_code == 400


class TestTheClasses:
    def test_are_described_to_the_master_key(self, master: App, ann: App) -> None:
        several = {one["className"]: one for one in master.does("GET", "schemas")["results"]}

        assert set(several) == {"_User", "Company", "Contact", "Deal", "Activity", "Project"}
        deal = master.does("GET", "schemas/Deal")
        assert deal == several["Deal"]
        assert deal["fields"]["title"] == {"type": "String", "required": True}
        assert deal["fields"]["company"] == {"type": "Pointer", "targetClass": "Company"}
        assert deal["fields"]["expectedCloseDate"] == {"type": "Date"}
        assert several["Activity"]["fields"]["relatedTo"] == {"type": "Pointer", "targetClasses": ["Contact", "Deal"]}
        assert several["Project"]["fields"]["urgent"] == {"type": "Boolean"}
        for path in ("schemas", "schemas/Deal"):
            assert ann.refused("GET", path) == (403, None)

    def test_are_made_changed_and_dropped_with_the_master_key(self, master: App, ann: App) -> None:
        body = {"className": "Car", "fields": {
            "objectId": {"type": "String"}, "plate": {"type": "String", "required": True},
            "deal": {"type": "Pointer", "targetClass": "Deal"},
        }}  # fmt: skip
        made = master.does("POST", "schemas", body)
        assert (made["className"], made["fields"]["plate"]) == ("Car", {"type": "String", "required": True})
        car = ann.makes("Car", plate="B-1")

        doors = {"type": "Number", "required": True, "defaultValue": 4}
        master.does("PUT", "schemas/Car", {"className": "Car", "fields": {"doors": doors, "red": {"type": "Boolean"}}})
        assert ann.finds("Car", {"doors": 4})[0]["objectId"] == car
        told = master.does("PUT", "schemas/Car", {"fields": {"doors": {"__op": "Delete"}}})
        assert told["fields"].keys() == {"objectId", "createdAt", "updatedAt", "ACL", "plate", "deal", "red"}
        assert "doors" not in ann.finds("Car")[0]

        assert master.refused("DELETE", "schemas/Car") == (400, 255)
        ann.does("DELETE", f"classes/Car/{car}")
        assert master.does("DELETE", "schemas/Car") == {}
        assert ann.refused("GET", "classes/Car") == (400, 119)

    @pytest.mark.parametrize(
        ("method", "path", "body", "code"),
        [
            ("POST", "schemas/Deal", {"fields": {}}, 103),
            ("POST", "schemas", {"className": "Deal", "fields": "x"}, 103),
            ("POST", "schemas", {"fields": {}}, 135),
            ("POST", "schemas/Car", {"className": "Bus"}, 103),
            ("POST", "schemas/_Car", {}, 103),
            ("POST", "schemas/Car", {"fields": "x"}, 107),
            ("POST", "schemas/Car", {"fields": {"lead": {"type": "Pointer"}}}, 135),
            ("POST", "schemas/Car", {"fields": {"lead": {"type": "Pointer", "targetClass": "Nobody"}}}, 255),
            ("POST", "schemas/Car", {"fields": {"lead": {"type": "GeoPoint"}}}, 111),
            ("POST", "schemas/Car", {"fields": {"lead": {"type": "Date", "defaultValue": 5}}}, 111),
            ("POST", "schemas/Car", {"fields": {"lead": {}}}, 107),
            ("POST", "schemas/Car", {"fields": {"1lead": {"type": "String"}}}, 105),
            ("PUT", "schemas/Car", {}, 103),
            ("PUT", "schemas/Deal", {"fields": {"title": {"type": "Number"}}}, 255),
            ("PUT", "schemas/Deal", {"fields": {"colour": {"__op": "Delete"}}}, 255),
            ("PUT", "schemas/_User", {"fields": {"email": {"__op": "Delete"}}}, 255),
            ("DELETE", "schemas/Car", None, 103),
            ("DELETE", "schemas/Deal", None, 255),
            ("GET", "schemas/Car", None, 103),
        ],
    )
    def test_are_not_made_what_they_cannot_be(self, method: str, path: str, body: Any, code: int, master: App) -> None:
        assert master.refused(method, path, body) == (400, code)

    def test_are_changed_by_nobody_else(self, ann: App) -> None:
        for method, body in (("POST", {"fields": {}}), ("PUT", {}), ("DELETE", None)):
            assert ann.refused(method, "schemas/Car", body) == (403, None)


class TestParameters:
    def test_are_set_with_the_master_key_and_read_by_all(self, app: App, ann: App, master: App) -> None:
        params = {"greeting": "Hi", "secret": 5, "old": 1}

        assert ann.refused("PUT", "config", {"params": params}) == (403, None)
        assert master.does("PUT", "config", {"params": params, "masterKeyOnly": {"secret": True}}) == {"result": True}
        master.does("PUT", "config", {"params": {"old": {"__op": "Delete"}}})

        assert app.does("GET", "config")["params"]["greeting"] == "Hi"
        assert {"secret", "old"}.isdisjoint(app.does("GET", "config")["params"])
        assert master.does("GET", "config")["params"]["secret"] == 5
        assert master.refused("PUT", "config", {"params": "x"}) == (400, 107)


class TestAnInstallation:
    def test_is_kept_and_shown_to_itself(self, app: App, ann: App, master: App) -> None:
        name = f"phone of {ann.id}"
        made = app("POST", "installations", {"installationId": name, "deviceType": "ios"})
        again = app.does("POST", "classes/_Installation", {"installationId": name, "deviceType": "android"})

        one = f"installations/{made.json()['objectId']}"
        assert made.status_code == 201
        assert again["objectId"] == made.json()["objectId"]
        assert app.refused("GET", one) == (404, 101)
        assert app.refused("PUT", one, {"deviceType": "x"}) == (404, 101)
        itself = App(app.client, installation=name)
        assert itself.does("PUT", one, {"channels": ["deals"]}).keys() == {"updatedAt"}
        assert itself.does("GET", one)["channels"] == ["deals"]
        assert itself.does("GET", one)["deviceType"] == "android"
        add = {"__op": "AddUnique", "objects": ["deals", "people"]}
        itself.does("PUT", one, {"channels": add, "badge": {"__op": "Increment"}, "deviceType": {"__op": "Delete"}})
        told = itself.does("GET", one)
        assert (told["channels"], told["badge"], told.get("deviceType")) == (["deals", "people"], 1, None)
        assert itself.refused("PUT", one, {"badge": {"__op": "Add", "objects": [1]}}) == (400, 111)
        assert app.refused("GET", "installations") == (403, None)
        assert any(one["installationId"] == name for one in master.does("GET", "installations?limit=1000")["results"])

    @pytest.mark.parametrize(
        "body",
        [
            {},
            {"installationId": 5},
            {"installationId": "x" * 200},
            {"installationId": "a\x00"},
            {"installationId": "a", "x": "y" * 20_000},
        ],
    )
    def test_is_refused_when_it_is_none(self, body: dict[str, Any], app: App) -> None:
        assert app("POST", "installations", body).status_code == 400


class TestRoles:
    def test_are_ones_own_and_given_by_an_admin(self, ann: App, master: App) -> None:
        assert [one["name"] for one in ann.does("GET", "roles")["results"]] == ["rep"]
        assert {one["name"] for one in master.does("GET", "classes/_Role")["results"]} >= {"admin", "rep"}
        assert ann.does("GET", "roles/rep")["name"] == "rep"
        assert ann.refused("GET", "roles/admin") == (404, 101)
        assert ann.refused("POST", "roles", {"name": "admin"}) == (400, 119)

    def test_of_an_acl_let_those_in_who_have_them(self, ann: App, bob: App, master: App) -> None:
        deal = ann.makes("Deal", title="T", ACL={"role:rep": {"read": True}})

        assert bob.does("GET", f"classes/Deal/{deal}")["ACL"] == {"role:rep": {"read": True}}
        assert bob.refused("PUT", f"classes/Deal/{deal}", {"stage": "won"}) == (404, 101)
        master.does("DELETE", f"classes/Deal/{deal}")  # the server is shared, and all the others are reps, too


class TestTheServer:
    def test_tells_of_itself(self, app: App, ann: App, master: App) -> None:
        assert app.client.get("/parse/health").text == '{"status":"ok"}'
        assert master.does("GET", "serverInfo")["parseServerVersion"] == "9.10.0"
        assert ann.refused("GET", "serverInfo") == (403, None)
        assert ann.does("POST", "events/AppOpened", {"at": 1}) == {}

    def test_lacks_what_needs_more_than_a_crm(self, ann: App, master: App) -> None:
        for path in ("push", "jobs", "jobs/nightly", "hooks/functions"):
            assert ann.refused("POST", path, {}) == (403, None)
            assert master.refused("POST", path, {}) == (400, 119)
        for path in ("challenge", "validate_purchase", "files/hello.txt"):
            assert ann.refused("POST", path, {}) == (400, 119)

    def test_empties_a_class_with_the_master_key(self, sqlite_made: Path, schema: Schema, tmp_path: Path) -> None:
        with on_sqlite(sqlite_made, schema, tmp_path, app_id=APP_ID, master_key="m") as server:
            ann, master = App(server.client).joins(), App(server.client, master="m")
            company = ann.makes("Company", name="Globex")
            ann.makes("Deal", title="T", company=pointer("Company", company))

            assert ann.refused("DELETE", "purge/Deal") == (403, None)
            assert master.does("DELETE", "purge/Deal") == {}
            assert (ann.count("Deal"), ann.count("Company")) == (0, 1)
            assert master.refused("DELETE", "purge/_User") == (400, 119)


@pytest.mark.parametrize("address", ["mail.example", "http://mail.example", "smtp://", "smtp://h:x", "smtp://h:99999"])
def test_a_mail_server_has_an_address(address: str) -> None:
    with pytest.raises(InvalidSettings):
        Mail(address)


def test_the_settings_are_read_from_the_environment(tmp_path: Path) -> None:
    given = {"PARLEY_APP_ID": "crm", "PARLEY_MASTER_KEY": "m", "PARLEY_CLIENT_KEY": "c", "PARLEY_FUNCTIONS": "own"}
    given |= {"PARLEY_MAIL": "smtp://mail.example", "PARLEY_URL": "https://crm.example/", "PARLEY_HOME": str(tmp_path)}

    settings = Settings.of(given)

    assert (settings.app_id, settings.master_key, settings.client_key) == ("crm", "m", "c")
    assert (settings.functions, settings.mail) == ("own", "smtp://mail.example")
    assert settings.public_url == "https://crm.example"
    assert Settings.of({}).app_id == "parley"
    for wrong in ({"PARLEY_MAIL": "smtp://mail.example"}, {"PARLEY_URL": "crm.example"}):
        with pytest.raises(InvalidSettings, match="PARLEY_URL"):
            Settings.of(wrong)
    assert "smtp" not in repr(settings)
