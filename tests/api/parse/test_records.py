import json
from typing import Any

import pytest

from store.fields import Pointer
from store.principal import Principal
from tests.api.parse.apps import App, asking, date, pointer
from tests.api.serving import Server
from tests.store.people import at_once

CLOSES = date("2026-11-22T06:07:40.785Z")
EMPTY: dict[str, Any] = {}


class TestCreating:
    def test_answers_with_what_the_server_set_and_where_it_is(self, ann: App) -> None:
        response = ann("POST", "classes/Deal", {"title": "Renewal", "amount": 5})

        made = response.json()
        assert response.status_code == 201
        assert response.headers["location"].endswith(f"/parse/classes/Deal/{made['objectId']}")
        assert made == {
            "objectId": made["objectId"],
            "createdAt": made["createdAt"],
            "stage": "lead",
            "ACL": {ann.id: {"read": True, "write": True}},
        }

    def test_keeps_every_kind_of_value(self, ann: App) -> None:
        company = ann.makes("Company", name="Globex")
        sent = {"title": "T", "amount": 1.5, "expectedCloseDate": CLOSES, "company": pointer("Company", company)}

        kept = ann.does("GET", f"classes/Deal/{ann.makes('Deal', **sent)}")

        assert {name: kept[name] for name in sent} == sent
        assert kept["createdAt"] == kept["updatedAt"]
        assert len(kept["createdAt"]) == len("2026-11-22T06:07:40.785Z")
        assert "notes" not in kept

    def test_of_an_added_class_works_as_of_any(self, ann: App) -> None:
        deal = ann.makes("Deal", title="Renewal")
        project = ann.makes(
            "Project", name="Bridge", urgent=True, lead=pointer("_User", ann.id), deal=pointer("Deal", deal)
        )

        found = ann.finds("Project", {"urgent": True}, include="deal,lead")

        assert [one["objectId"] for one in found] == [project]
        assert found[0]["deal"]["title"] == "Renewal"
        assert found[0]["lead"]["username"] == ann.name

    @pytest.mark.parametrize(
        ("cls", "body", "code"),
        [
            ("Deal", {"amount": 5}, 142),
            ("Deal", {"title": None}, 142),
            ("Deal", {"title": "", "amount": "much"}, 142),
            ("Deal", {"title": 5}, 111),
            ("Deal", {"title": "T", "amount": "5"}, 111),
            ("Deal", {"title": "T", "amount": True}, 111),
            ("Deal", {"title": "T", "expectedCloseDate": "2026-11-22T06:07:40.785Z"}, 111),
            ("Deal", {"title": "T", "expectedCloseDate": date("garbage")}, 111),
            ("Deal", {"title": "T", "expectedCloseDate": date("2026-02-31T00:00:00Z")}, 111),
            ("Deal", {"title": "T", "company": "globex"}, 111),
            ("Deal", {"title": "T", "company": pointer("Contact", "x")}, 111),
            ("Deal", {"title": "T", "company": pointer("Company", "nothing")}, 101),
            ("Deal", {"title": "T", "company": pointer("Company", "../etc")}, 101),
            ("Deal", {"title": "T", "colour": "red"}, 119),
            ("Deal", {"title": "T", "objectId": "mine"}, 105),
            ("Deal", {"title": "T", "id": "mine"}, 105),
            ("Deal", {"title": "T", "ACL": "me"}, 123),
            ("Deal", {"title": "T", "ACL": {"me": True}}, 123),
            ("Deal", {"title": "a\x00b"}, 142),
            ("Deal", {"title": "x" * 100_001}, 142),
            ("Deal", {"title": "T", "amount": {"__op": "Increment", "amount": "x"}}, 111),
            ("Deal", {"title": "T", "amount": {"__op": "Bogus"}}, 107),
            ("Deal", {"title": "T", "amount": {"__op": {"Increment": 1}}}, 107),
            ("Deal", {"title": "T", "amount": {"__op": ["Increment"]}}, 107),
            ("Deal", {"title": {"__op": "AddUnique", "objects": ["x"]}}, 111),
            ("Activity", {"relatedTo": pointer("Company", "x")}, 111),
            ("Company", {"name": "N", "createdBy": pointer("_User", "somebody")}, 142),
            ("Car", {"name": "N"}, 119),
            ("_Hidden", {"name": "N"}, 119),
        ],
    )
    def test_refuses_what_cannot_be(self, cls: str, body: dict[str, Any], code: int, ann: App) -> None:
        assert ann.refused("POST", f"classes/{cls}", body)[1] == code

        assert ann.count("Deal") == 0

    def test_ignores_the_moments_that_a_client_sends(self, ann: App) -> None:
        made = ann.does("POST", "classes/Deal", {"title": "T", "createdAt": "2001-01-01T00:00:00.000Z"})

        assert made["createdAt"] > "2020"

    def test_takes_a_session(self, app: App) -> None:
        assert app.refused("POST", "classes/Deal", {"title": "T"}) == (404, 101)
        assert app.refused("GET", "classes/Deal") == (404, 101)


class TestChanging:
    @pytest.mark.parametrize(
        ("op", "became"),
        [
            ({"__op": "Increment", "amount": 5.5}, 15.5),
            ({"__op": "Increment"}, 11),
            ({"__op": "Batch", "ops": [{"__op": "Increment", "amount": 1}, {"__op": "Increment", "amount": 2}]}, 13),
            ({"__op": "Delete"}, None),
        ],
    )
    def test_by_an_operation_answers_with_what_it_made(self, op: dict[str, Any], became: Any, ann: App) -> None:
        deal = ann.makes("Deal", title="T", amount=10)

        told = ann.does("PUT", f"classes/Deal/{deal}", {"amount": op})

        assert told == {"updatedAt": told["updatedAt"]} | ({"amount": became} if became is not None else {})
        assert ann.does("GET", f"classes/Deal/{deal}").get("amount") == became

    def test_answers_with_no_more_than_when(self, ann: App) -> None:
        deal = ann.makes("Deal", title="T")

        assert ann.does("PUT", f"classes/Deal/{deal}", {"stage": "won"}).keys() == {"updatedAt"}

    def test_to_what_is_there_already_is_a_change(self, ann: App) -> None:
        made = ann.does("POST", "classes/Deal", {"title": "T"})

        for body in (EMPTY, {"title": "T"}):
            told = ann.does("PUT", f"classes/Deal/{made['objectId']}", body)
            assert told["updatedAt"] > made["createdAt"]
            assert ann.finds("Deal")[0]["updatedAt"] == told["updatedAt"]

    def test_reports_what_is_missing_before_what_is_wrong(self, ann: App, bob: App) -> None:
        deal = bob.makes("Deal", title="T")

        for object_id in ("nothing", deal, "no/../such", "x" * 1_000):
            assert ann("PUT", f"classes/Deal/{object_id}", {"amount": "x"}).status_code == 404
        assert bob.refused("PUT", f"classes/Deal/{deal}", {"title": "", "amount": "x"}) == (400, 142)
        assert bob.refused("PUT", f"classes/Deal/{deal}", {"title": {"__op": "Delete"}}) == (400, 142)
        assert bob.refused("PUT", f"classes/Deal/{deal}", {"amount": "x"}) == (400, 111)

    def test_with_an_acl_is_one_change(self, ann: App, bob: App, apps: Server) -> None:
        deal = ann.makes("Deal", title="T")
        acl = {ann.id: {"read": True, "write": True}, bob.id: {"read": True, "write": False}}

        ann.does("PUT", f"classes/Deal/{deal}", {"title": "U", "ACL": acl})

        assert bob.does("GET", f"classes/Deal/{deal}")["title"] == "U"
        assert bob.does("GET", f"classes/Deal/{deal}")["ACL"][bob.id] == {"read": True}
        assert bob.refused("PUT", f"classes/Deal/{deal}", {"title": "V"}) == (404, 101)
        with apps.store.reading(Principal(ann.id)) as records:
            assert len(records.history(Pointer("Deal", deal))) == 2
        ann.does("PUT", f"classes/Deal/{deal}", {"ACL": {"__op": "Delete"}})
        assert bob.refused("GET", f"classes/Deal/{deal}") == (404, 101)

    def test_at_the_same_moment_loses_nothing(self, ann: App) -> None:
        deal = ann.makes("Deal", title="T", amount=0)

        at_once(6, lambda _: ann.does("PUT", f"classes/Deal/{deal}", {"amount": {"__op": "Increment", "amount": 1}}))

        assert ann.does("GET", f"classes/Deal/{deal}")["amount"] == 6


class TestIncluding:
    def test_leaves_out_what_is_gone_or_hidden(self, ann: App, bob: App) -> None:
        company = ann.makes("Company", name="Globex")
        deal = ann.makes("Deal", title="T", company=pointer("Company", company))
        ann.does("DELETE", f"classes/Company/{company}")

        assert ann.finds("Deal")[0]["company"] == pointer("Company", company)
        assert "company" not in ann.finds("Deal", include="company")[0]
        assert "company" not in ann.does("GET", f"classes/Deal/{deal}?include=company")

    def test_puts_records_also_in_lists(self, ann: App, bob: App, shelf: str) -> None:
        mine, hidden = ann.makes("Deal", title="Mine"), bob.makes("Deal", title="Hidden")
        marks = [
            1,
            None,
            pointer("Deal", mine),
            pointer("Deal", hidden),
            pointer("Nothing", "x"),
            {"__type": "Pointer"},
        ]
        ann.makes(shelf, name="S", marks=marks, size={"__type": "Pointer", "className": [], "objectId": 5})

        (plain,) = ann.finds(shelf)
        (found,) = ann.finds(shelf, include="marks,size")

        assert plain["marks"] == marks
        assert found["size"] == {"__type": "Pointer", "className": [], "objectId": 5}
        assert [one["title"] if isinstance(one, dict) and "title" in one else one for one in found["marks"]] == [
            1, None, "Mine", {"__type": "Pointer"}
        ]  # fmt: skip

    def test_shows_of_others_no_more_than_their_name(self, ann: App, bob: App) -> None:
        ann.makes("Deal", title="T", assignedTo=pointer("_User", bob.id), ACL={ann.id: {"read": True}})

        shown = ann.finds("Deal", include="assignedTo")[0]["assignedTo"]

        assert shown == {"__type": "Object", "className": "_User", "objectId": bob.id, "username": bob.name}

    def test_goes_through_pointers_to_several_classes(self, ann: App) -> None:
        contact = ann.makes("Contact", name="Jane")
        deal = ann.makes("Deal", title="T", contact=pointer("Contact", contact))
        ann.makes("Activity", subject="1", relatedTo=pointer("Contact", contact))
        ann.makes("Activity", subject="2", relatedTo=pointer("Deal", deal))

        first, second = ann.finds("Activity", order="subject", include="relatedTo.contact")

        assert first["relatedTo"]["name"] == "Jane"
        assert second["relatedTo"]["contact"]["name"] == "Jane"
        assert first["relatedTo"]["__type"] == second["relatedTo"]["contact"]["__type"] == "Object"

    @pytest.mark.parametrize(
        ("options", "shown"),
        [
            ({"keys": "title"}, {"title"}),
            ({"keys": "title,company"}, {"title", "company"}),
            ({"excludeKeys": "stage,amount"}, {"title", "company"}),
            ({"keys": "title,stage", "excludeKeys": "stage"}, {"title"}),
        ],
    )
    def test_shows_the_keys_that_were_asked_for(self, options: dict[str, str], shown: set[str], ann: App) -> None:
        company = ann.makes("Company", name="Globex", industry="Energy")
        ann.makes("Deal", title="T", amount=5, company=pointer("Company", company))

        always = {"objectId", "createdAt", "updatedAt", "ACL"}
        assert ann.finds("Deal", **options)[0].keys() == always | shown
        inner = ann.finds("Deal", keys="company.name", include="company")[0]["company"]
        assert inner.keys() == always | {"__type", "className", "name"}

    @pytest.mark.parametrize("options", [{"include": "*"}, {"includeAll": "true"}])
    def test_shows_all_that_it_points_to(self, options: dict[str, str], ann: App) -> None:
        company = ann.makes("Company", name="Globex", industry="Energy")
        ann.makes("Deal", title="T", company=pointer("Company", company), assignedTo=pointer("_User", ann.id))

        (deal,) = ann.finds("Deal", **options)

        assert (deal["company"]["industry"], deal["assignedTo"]["username"]) == ("Energy", ann.name)

    def test_writes_whole_numbers_as_such(self, ann: App) -> None:
        deals = [ann.makes("Deal", title="T", amount=amount) for amount in (5, 5.5, 1e300)]

        texts = [ann("GET", f"classes/Deal/{deal}").text for deal in deals]

        assert '"amount":5,' in texts[0]
        assert '"amount":5.5,' in texts[1]
        assert json.loads(texts[2])["amount"] == 1e300


class TestAList:
    def test_has_one_key_and_with_a_count_two(self, ann: App) -> None:
        for n in range(3):
            ann.makes("Deal", title=f"T{n}")

        assert ann.does("GET", "classes/Deal").keys() == {"results"}
        assert ann.does("GET", asking("Deal", limit=0, count=1)) == {"results": [], "count": 3}
        whole = ann.does("GET", asking("Deal", count=1))
        assert (whole.keys(), len(whole["results"]), whole["count"]) == ({"results", "count"}, 3, 3)

    def test_is_as_long_as_it_was_asked_for(self, ann: App) -> None:
        requests = [{"method": "POST", "path": "/parse/classes/Deal", "body": {"title": "T"}}] * 500
        for count in (500, 500, 20):
            ann.does("POST", "batch", {"requests": requests[:count]})

        assert len(ann.finds("Deal")) == 100
        assert len(ann.finds("Deal", limit=1_010)) == 1_010
        assert len(ann.finds("Deal", limit=10**30)) == 1_020
        assert len(ann.finds("Deal", limit=5_000, skip=1_019)) == 1

    @pytest.mark.parametrize(
        ("query", "code"),
        [
            ("limit=-1", 102),
            ("limit=abc", 102),
            ("limit=1.5", 102),
            ("skip=-1", 102),
            ("foo=1", 102),
            ("where=nonsense", 107),
            ("where=[]", 107),
            ("where=%7B%22title%22%3A%7B%22%24regex%22%3A%22(%22%7D%7D", 102),
            ("include=" + ".".join("a" * 20), 102),
            ("order=" + ",".join(["title", "amount"] * 10), None),
            ("order=colour", None),
            ("limit=", None),
            ("count=maybe", None),
        ],
    )
    def test_refuses_options_that_make_no_sense(self, query: str, code: int | None, ann: App) -> None:
        response = ann("GET", f"classes/Deal?{query}")

        assert (response.status_code, response.json().get("code")) == ((200, None) if code is None else (400, code))

    def test_of_one_record_knows_fewer_options(self, ann: App) -> None:
        deal = ann.makes("Deal", title="T")

        assert ann.refused("GET", f"classes/Deal/{deal}?limit=1") == (400, 102)

    def test_is_ordered_by_several_fields_empties_first(self, ann: App) -> None:
        for title, amount in (("a", 2), ("b", None), ("c", 2), ("d", 1)):
            ann.makes("Deal", title=title, amount=amount)

        assert [one["title"] for one in ann.finds("Deal", order="amount,-title")] == ["b", "d", "c", "a"]
        assert [one["title"] for one in ann.finds("Deal", order="-amount,title")] == ["a", "c", "d", "b"]

    def test_is_ordered_by_since_when_records_are_in_their_stage(self, ann: App) -> None:
        first, _ = (ann.makes("Deal", title=title) for title in ("first", "second"))
        ann("PUT", f"classes/Deal/{first}", {"stage": "won"})
        assert [one["title"] for one in ann.finds("Deal", order="-stageSince")] == ["first", "second"]
        assert [one["title"] for one in ann.finds("Deal", order="stageSince")] == ["second", "first"]


class TestWhatOthersOwn:
    def test_is_not_found_whatever_is_asked(self, ann: App, bob: App) -> None:
        deal = ann.makes("Deal", title="Secret")

        assert bob.finds("Deal") == []
        assert bob.count("Deal", {"objectId": deal}) == 0
        for method in ("GET", "PUT", "DELETE"):
            assert bob.refused(method, f"classes/Deal/{deal}", EMPTY if method == "PUT" else None) == (404, 101)
        assert bob.refused("POST", "classes/Activity", {"relatedTo": pointer("Deal", deal)}) == (404, 101)
        through = {"relatedTo": {"$inQuery": {"className": "Deal", "where": {"title": "Secret"}}}}
        assert bob.finds("Activity", through) == []
        bob.makes("Activity", subject="Secret")
        named = {"subject": {"$select": {"key": "title", "query": {"className": "Deal", "where": {}}}}}
        assert bob.finds("Activity", named) == []

    def test_opens_to_the_master_key(self, ann: App, master: App) -> None:
        deal = ann.makes("Deal", title="Secret")

        assert master.does("GET", f"classes/Deal/{deal}")["title"] == "Secret"
        assert master.does("PUT", f"classes/Deal/{deal}", {"stage": "won"})
        assert master.does("DELETE", f"classes/Deal/{deal}") == {}
