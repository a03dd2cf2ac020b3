"""Documents as clients of Parse Server's GraphQL write them."""

from typing import Any

import pytest

from tests.api.parse.apps import App, pointer
from tests.api.parse.graph import asks, refused

FIND = "query ($where: DealWhereInput) { deals(where: $where, order: [title_ASC]) { edges { node { title } } } }"


def titles(app: App, where: Any) -> str:
    """Titles of the deals that meet a condition."""
    return "".join(edge["node"]["title"] for edge in asks(app, FIND, where=where)["deals"]["edges"])


def key_in(cls: str, key: str, where: Any) -> dict[str, Any]:
    """A subquery, and the field of its records that is compared."""
    return {"query": {"className": cls, "where": where}, "key": key}


class TestAQuery:
    @pytest.mark.parametrize(
        ("where", "found"),
        [
            ({"title": {"inQueryKey": key_in("Contact", "name", {"email": {"exists": True}})}}, "a"),
            ({"title": {"notInQueryKey": key_in("Contact", "name", {"email": {"exists": True}})}}, "bc"),
            ({"title": {"inQueryKey": key_in("Contact", "name", {"OR": [{"name": {"equalTo": "b"}}]})}}, "b"),
            ({"title": {"inQueryKey": key_in("Contact", "name", {"name": "b"})}}, "b"),
            ({"title": {"inQueryKey": key_in("Contact", "name", {"company": {"have": {"name": {"in": ["X"]}}}})}}, "b"),
            ({"amount": {"inQueryKey": key_in("Deal", "amount", {"title": {"lessThan": "b"}})}}, "ac"),
            ({"id": {"inQueryKey": key_in("Deal", "id", {"amount": {"greaterThan": 1}})}}, "b"),
            ({"id": {"greaterThan": "0", "lessThanOrEqualTo": "zzzzzzzzzzz"}}, "abc"),
            ({"objectId": {"lessThan": "0"}}, ""),
        ],
    )
    def test_may_compare_with_what_another_finds(self, where: Any, found: str, ann: App) -> None:
        ann.makes("Contact", name="a", email="a@example.com")
        ann.makes("Contact", name="b", company=pointer("Company", ann.makes("Company", name="X")))
        for title, amount in (("a", 1), ("b", 2), ("c", 1)):
            ann.makes("Deal", title=title, amount=amount)

        assert titles(ann, where) == found

    @pytest.mark.parametrize(
        ("where", "code"),
        [
            ({"title": {"inQueryKey": key_in("Nothing", "name", {})}}, 119),
            ({"title": {"inQueryKey": key_in("Contact", "name", {"name": {"$equals": 1}})}}, 119),
            ({"title": {"inQueryKey": key_in("Contact", "name", {"OR": [5]})}}, 102),
        ],
    )
    def test_is_refused_where_its_subquery_is_none(self, where: Any, code: int, ann: App) -> None:
        assert refused(ann, FIND, where=where) == (200, code)

    def test_may_say_which_database_it_would_rather_ask(self, ann: App) -> None:
        deal = ann.makes("Deal", title="T")
        query = """query ($id: ID!) {
            deal(id: $id, options: {readPreference: SECONDARY}) { title }
            deals(options: {readPreference: PRIMARY, subqueryReadPreference: NEAREST}) { count } }"""

        assert asks(ann, query, id=deal) == {"deal": {"title": "T"}, "deals": {"count": 1}}

    def test_may_ask_what_every_record_has(self, ann: App) -> None:
        deal = ann.makes("Deal", title="T")
        at = asks(ann, "query ($id: ID!) { deal(id: $id) { id } }", id=deal)["deal"]["id"]
        query = """query ($id: ID!) { node(id: $id) { __typename
            ... on ParseObject { objectId ACL { users { userId } roles { roleName } public { read } } } } }"""

        node = asks(ann, query, id=at)["node"]

        assert (node["__typename"], node["objectId"]) == ("Deal", deal)
        assert len(node["ACL"]["users"]) == 1
        assert (node["ACL"]["roles"], node["ACL"]["public"]) == (None, None)


def test_a_list_has_elements(ann: App, shelf: str) -> None:
    one = shelf[0].lower() + shelf[1:]
    create = f"""mutation ($marks: [Any]) {{ create{shelf}(input: {{fields: {{name: "S", marks: $marks}}}}) {{
        {one} {{ marks {{ ... on Element {{ value }} }} }} }} }}"""
    marks = [1, "two", {"three": [3]}, None]

    made = asks(ann, create, marks=marks)[f"create{shelf}"][one]
    assert [mark and mark["value"] for mark in made["marks"]] == marks

    found = f"query ($marks: [Any]) {{ {one}s(where: {{marks: {{in: $marks}}}}) {{ count }} }}"
    assert asks(ann, found, marks=["two", 7])[f"{one}s"]["count"] == 1
    assert asks(ann, found, marks=[7])[f"{one}s"]["count"] == 0


class TestAPointer:
    @pytest.mark.parametrize("company", [{}, {"link": "x", "createAndLink": {"name": "Globex"}}])
    def test_is_linked_in_one_way(self, ann: App, company: Any) -> None:
        create = "mutation ($f: CreateDealFieldsInput) { createDeal(input: {fields: $f}) { deal { id } } }"

        assert refused(ann, create, f={"title": "T", "company": company}) == (200, 106)
        assert ann.count("Company") == 0

    def test_to_what_cannot_be_made_is_none(self, ann: App) -> None:
        create = 'mutation { createDeal(input: {fields: {title: "T", company: {createAndLink: {}}}}) { deal { id } } }'

        assert refused(ann, create) == (200, 142)
        assert ann.count("Deal") == 0


def test_what_is_given_away_is_written_and_no_longer_seen(ann: App, bob: App) -> None:
    deal = ann.makes("Deal", title="T")
    give = """mutation ($id: ID!, $to: ID!) {
        updateDeal(input: {id: $id, fields: {ACL: {users: [{userId: $to, read: true, write: true}]}}}) {
          deal { title } } }"""

    assert asks(ann, give, id=deal, to=bob.id) == {"updateDeal": {"deal": None}}
    assert (ann.count("Deal"), bob.count("Deal")) == (0, 1)


class TestAFunction:
    def test_is_called_by_its_name(self, ann: App) -> None:
        call = """mutation ($params: Object) {
            callCloudCode(input: {functionName: hello, params: $params, clientMutationId: "7"}) {
              result clientMutationId } }"""

        called = asks(ann, call, params={"method": "GET"})["callCloudCode"]

        assert called == {"result": "Hello world!", "clientMutationId": "7"}

    def test_takes_an_object(self, ann: App) -> None:
        call = "mutation ($p: Object) { callCloudCode(input: {functionName: hello, params: $p}) { result } }"

        assert refused(ann, call, p=[1]) == (200, 107)

    def test_is_one_of_those_that_are_there(self, ann: App) -> None:
        call = "mutation { callCloudCode(input: {functionName: nope}) { result } }"

        assert refused(ann, call) == (400, "GRAPHQL_VALIDATION_FAILED")

    def test_is_not_called_by_whose_session_has_ended(self, ann: App) -> None:
        call = "mutation { callCloudCode(input: {functionName: hello}) { result } }"
        ann.does("POST", "logout")

        assert refused(ann, call) == (200, 209)
