import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from graphql import build_client_schema, get_introspection_query, print_schema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import mutations, nodes, queries
from sqlalchemy import event

from api.graphql.roots import graphql_schema
from store.records import Records
from store.schema import Schema
from tests.api.parse.apps import App, pointer
from tests.api.parse.graph import asks, refused, sends
from tests.api.serving import Server
from tests.store.people import PASSWORD

FIND = """
query Page($where: DealWhereInput, $order: [DealOrder!], $first: Int, $after: String) {
  deals(where: $where, order: $order, first: $first, after: $after) {
    count
    pageInfo { hasNextPage endCursor }
    edges { cursor node { objectId title } }
  }
}
"""

BACK = """
query Back($first: Int, $after: String, $last: Int, $before: String, $skip: Int) {
  deals(order: [title_ASC], first: $first, after: $after, last: $last, before: $before, skip: $skip) {
    pageInfo { hasNextPage hasPreviousPage }
    edges { cursor node { title } }
  }
}
"""


def titles(app: App, where: Any, **more: Any) -> list[str]:
    """Titles of the deals that meet a condition."""
    found = asks(app, FIND, where=where, **({"order": ["title_ASC"]} | more))["deals"]
    assert found["count"] >= len(found["edges"])
    return [edge["node"]["title"] for edge in found["edges"]]


SCALARS = {
    "Date": st.sampled_from(["2026-01-02T03:04:05.678Z", "x", "9999-12-31T23:59:59.999Z", "\x00"]).map(nodes.String),
    "Any": st.sampled_from([nodes.Int(1), nodes.String("a"), nodes.Null]),
    "Object": st.just(nodes.Object([])),
}


@contextmanager
def statements(apps: Server) -> Iterator[list[str]]:
    """What is sent to the database."""
    sent: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        sent.append(statement)

    event.listen(apps.store.engine, "before_cursor_execute", note)
    yield sent
    event.remove(apps.store.engine, "before_cursor_execute", note)


def test_the_schema_is_that_of_the_classes(app: App) -> None:
    found = build_client_schema(asks(app, get_introspection_query()))  # type: ignore[arg-type]

    types = found.type_map
    assert {"Deal", "Contact", "Company", "Activity", "User", "Project", "ContactOrDeal"} <= types.keys()
    assert "password" not in types["User"].fields  # type: ignore[attr-defined]
    assert {"activities", "companies", "users", "project", "viewer", "node"} <= found.query_type.fields.keys()  # type: ignore[union-attr]


class TestAccounts:
    def test_begin_and_end(self, app: App) -> None:
        sign_up = """mutation ($fields: CreateUserFieldsInput) {
            signUp(input: {fields: $fields, clientMutationId: "1"}) {
              clientMutationId viewer { sessionToken user { id objectId username email } } } }"""
        name = f"grace {id(self)}{app.client.base_url.port}"
        fields = {"username": name, "email": f"g{id(self)}@example.com", "password": PASSWORD}
        made = asks(app, sign_up, fields=fields)["signUp"]
        assert (made["clientMutationId"], made["viewer"]["user"]["email"]) == ("1", fields["email"])
        assert refused(app, sign_up, fields=fields) == (200, 202)

        log_in = """mutation ($name: String!, $password: String!) {
            logIn(input: {username: $name, password: $password}) { viewer { sessionToken user { username } } } }"""
        token = asks(app, log_in, name=name, password=PASSWORD)["logIn"]["viewer"]["sessionToken"]
        assert refused(app, log_in, name=name, password="wrong") == (200, 101)
        grace = App(app.client, token=token)
        assert asks(grace, "{ viewer { user { username } } }")["viewer"]["user"]["username"] == name
        assert asks(grace, "mutation { logOut(input: {}) { ok } }") == {"logOut": {"ok": True}}
        assert refused(grace, "{ viewer { sessionToken } }") == (200, 209)

    def test_are_changed_by_their_user_only(self, ann: App, bob: App) -> None:
        change = """mutation ($id: ID!, $email: String) {
            updateUser(input: {id: $id, fields: {email: $email}}) { user { email } } }"""

        email = f"new.{ann.id}@example.com"
        assert asks(ann, change, id=ann.id, email=email)["updateUser"]["user"]["email"] == email
        assert refused(bob, change, id=ann.id, email="x@example.com") == (200, 206)
        assert refused(bob, "query ($id: ID!) { user(id: $id) { email } }", id=ann.id) == (200, 101)


class TestARecord:
    def test_is_made_read_changed_and_deleted(self, ann: App) -> None:
        create = """mutation ($fields: CreateDealFieldsInput) { createDeal(input: {fields: $fields}) { deal {
            id objectId title amount expectedCloseDate createdAt ACL { users { userId read write } public { read } }
            company { name } assignedTo { username } } } }"""
        fields = {
            "title": "Renewal", "amount": 5, "expectedCloseDate": "2027-01-02T03:04:05.678Z",
            "company": {"createAndLink": {"name": "Globex"}},
            "ACL": {"users": [{"userId": ann.id, "read": True, "write": True}]},
        }  # fmt: skip

        made = asks(ann, create, fields=fields)["createDeal"]["deal"]

        assert (made["title"], made["amount"], made["company"]) == ("Renewal", 5, {"name": "Globex"})
        assert made["expectedCloseDate"] == "2027-01-02T03:04:05.678Z"
        assert [(one["read"], one["write"]) for one in made["ACL"]["users"]] == [(True, True)]
        assert made["ACL"]["public"] is None
        assert ann.does("GET", f"classes/Deal/{made['objectId']}")["createdAt"] == made["createdAt"]
        for identity in (made["id"], made["objectId"]):
            read = asks(ann, "query ($id: ID!) { deal(id: $id) { title company { name } } }", id=identity)
            assert read["deal"] == {"title": "Renewal", "company": {"name": "Globex"}}
        node = asks(ann, "query ($id: ID!) { node(id: $id) { id ... on Deal { title } } }", id=made["id"])
        assert node["node"] == {"id": made["id"], "title": "Renewal"}
        update = """mutation ($id: ID!, $f: UpdateDealFieldsInput) {
            updateDeal(input: {id: $id, fields: $f}) { deal { stage amount } } }"""
        changed = asks(ann, update, id=made["id"], f={"stage": "won", "amount": None})["updateDeal"]["deal"]
        assert changed == {"stage": "won", "amount": None}
        delete = "mutation ($id: ID!) { deleteDeal(input: {id: $id}) { deal { title } } }"
        assert asks(ann, delete, id=made["id"])["deleteDeal"]["deal"] == {"title": "Renewal"}
        assert refused(ann, delete, id=made["id"]) == (200, 101)

    def test_may_point_to_one_of_several_classes(self, ann: App) -> None:
        deal = ann.makes("Deal", title="T", company=pointer("Company", ann.makes("Company", name="Globex")))
        (at,) = [asks(ann, "query ($id: ID!) { deal(id: $id) { id } }", id=deal)["deal"]["id"]]
        create = """mutation ($to: ID) { createActivity(input: {fields: {subject: "Price", relatedTo: {link: $to}}}) {
            activity { relatedTo { ... on Deal { title company { name } } ... on Contact { name } } } } }"""

        made = asks(ann, create, to=at)["createActivity"]["activity"]
        assert made["relatedTo"] == {"title": "T", "company": {"name": "Globex"}}
        assert refused(ann, create, to=deal) == (200, 102)

        found = """query ($where: ActivityWhereInput) { activities(where: $where) { edges { node { subject } } } }"""
        for where, several in (
            ({"relatedTo": {"haveDeal": {"id": {"equalTo": at}}}}, 1),
            ({"relatedTo": {"haveContact": {"name": {"exists": True}}}}, 0),
            ({"relatedTo": {"exists": True, "haveNotDeal": {"title": {"equalTo": "T"}}}}, 0),
        ):
            assert len(asks(ann, found, where=where)["activities"]["edges"]) == several

    def test_of_others_is_not_there(self, ann: App, bob: App) -> None:
        deal = ann.makes("Deal", title="secret of Ann")

        assert refused(bob, "query ($id: ID!) { deal(id: $id) { title } }", id=deal) == (200, 101)
        assert titles(bob, {"title": {"equalTo": "secret of Ann"}}) == []
        company = ann.makes("Company", name="Hidden")
        create = """mutation ($to: ID) { createDeal(input: {fields: {title: "T", company: {link: $to}}}) {
            deal { title } } }"""
        assert refused(bob, create, to=company) == (200, 101)


class TestAList:
    @pytest.mark.parametrize(
        ("where", "found"),
        [
            ({"amount": {"greaterThan": 1, "lessThanOrEqualTo": 3}}, "bc"),
            ({"title": {"in": ["a", "c", "x"]}}, "ac"),
            ({"title": {"matchesRegex": "^[AB]$", "options": "i"}}, "ab"),
            ({"OR": [{"title": {"equalTo": "a"}}, {"amount": {"equalTo": 2}}]}, "ab"),
            ({"NOR": [{"title": {"equalTo": "a"}}]}, "bc"),
            ({"notes": {"exists": False}, "title": {"notEqualTo": "b"}}, "ac"),
            ({"company": {"have": {"name": {"equalTo": "Globex"}}}}, "a"),
            ({"company": {"haveNot": {"name": {"equalTo": "Globex"}}}}, "bc"),
            ({"company": {"exists": True}}, "a"),
            ({"createdAt": {"greaterThan": "2020-01-01T00:00:00.000Z"}}, "abc"),
            ({"createdAt": {"lessThan": "2020-01-01T00:00:00.000Z"}}, ""),
        ],
    )
    def test_has_what_meets_a_condition(self, where: Any, found: str, ann: App) -> None:
        company = pointer("Company", ann.makes("Company", name="Globex"))
        for n, title in enumerate("abc", 1):
            ann.makes("Deal", title=title, amount=n, **({"company": company} if title == "a" else {}))

        assert titles(ann, where) == list(found)
        assert titles(ann, where, order=["title_DESC"]) == list(reversed(found))

    def test_comes_in_pages(self, ann: App) -> None:
        for title in "abcde":
            ann.makes("Deal", title=title)

        seen, after, more = [], None, True
        while more:
            page = asks(ann, FIND, order=["title_ASC"], first=2, after=after)["deals"]
            assert page["count"] == 5
            seen += [edge["node"]["title"] for edge in page["edges"]]
            after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]

        assert seen == list("abcde")
        assert refused(ann, FIND, after="nonsense") == (200, 102)
        assert refused(ann, FIND, first=-1) == (200, 102)

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({"last": 2}, "de"),
            ({"last": 9}, "abcde"),
            ({"last": 0}, ""),
            ({"before": 3}, "abc"),
            ({"before": 3, "last": 2}, "bc"),
            ({"before": 3, "first": 2}, "ab"),
            ({"after": 0, "before": 3}, "bc"),
            ({"after": 3, "before": 1}, ""),
            ({"first": 4, "last": 1}, "d"),
            ({"first": 9, "last": 2}, "de"),
            ({"skip": 4, "last": 3}, "e"),
        ],
    )
    def test_comes_in_pages_from_behind(self, ann: App, asked: dict[str, int], found: str) -> None:
        for title in "abcde":
            ann.makes("Deal", title=title)
        edges = asks(ann, BACK)["deals"]["edges"]
        cursors = {name: edges[asked[name]]["cursor"] for name in ("after", "before") if name in asked}

        page = asks(ann, BACK, **asked | cursors)["deals"]

        assert "".join(edge["node"]["title"] for edge in page["edges"]) == found
        assert page["pageInfo"]["hasNextPage"] == (bool(found) and found[-1] != "e") or not found
        assert page["pageInfo"]["hasPreviousPage"] == (bool(found) and found[0] != "a") or not found

    @pytest.mark.parametrize("asked", [{"last": -1}, {"before": "nonsense"}])
    def test_has_no_page_that_is_none(self, ann: App, asked: dict[str, Any]) -> None:
        assert refused(ann, BACK, **asked) == (200, 102)

    def test_asks_the_database_as_often_for_many_records_as_for_one(self, ann: App, apps: Server) -> None:
        query = """query ($first: Int) { deals(first: $first) { edges { node {
            title ...Around assignedTo { username } } } } }
            fragment Around on Deal { company { name } contact { name company { name } } }"""
        for n in range(6):
            company = pointer("Company", ann.makes("Company", name=f"C{n}"))
            contact = pointer("Contact", ann.makes("Contact", name=f"P{n}", company=company))
            ann.makes("Deal", title=f"T{n}", company=company, contact=contact)

        counts = []
        for first in (1, 6):
            with statements(apps) as sent:
                found = asks(ann, query, first=first)["deals"]["edges"]
            assert [edge["node"]["contact"]["company"]["name"] for edge in found] == [f"C{n}" for n in range(first)]
            counts.append(len(sent))

        assert counts[0] == counts[1]


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("kind", [queries, mutations])
def test_no_document_that_the_schema_allows_finds_a_fault(
    kind: Any, schema: Schema, apps: Server, ann: App, master: App
) -> None:
    ann.makes("Deal", title="T")
    app = ann if kind is queries else master  # a document may sign out

    @settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(kind(print_schema(graphql_schema(schema)), custom_scalars=SCALARS))
    def no_fault(query: str) -> None:
        status, said = sends(app, query)
        assert status < 500
        assert 1 not in [one["extensions"]["code"] for one in said.get("errors", ())], said

    no_fault()


def test_only_counting_reads_no_record(ann: App, monkeypatch: pytest.MonkeyPatch) -> None:
    limits: list[int] = []
    find = Records.find

    def seen(self: Records, *args: Any, **more: Any) -> Any:
        limits.append(more["limit"])
        return find(self, *args, **more)

    monkeypatch.setattr(Records, "find", seen)
    ann.makes("Deal", title="T")

    assert asks(ann, "{ deals(first: 100000) { count } }") == {"deals": {"count": 1}}
    assert limits == [0]


class TestRefused:
    @pytest.mark.parametrize(
        ("query", "code"),
        [
            ("{", "GRAPHQL_PARSE_FAILED"),
            ("", "GRAPHQL_PARSE_FAILED"),
            ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
            ("query ($n: Int!) { deals(first: $n) { count } }", "BAD_USER_INPUT"),
            ("query A { health } query B { health }", "BAD_USER_INPUT"),
            ("{ a: deals(first: 100000) { edges { node { title } } } }", 102),
            ("query ($n: Int = 100) { " + " ".join(f"d{n}: deals {{ ...P }}" for n in range(101)) + " }"
             " fragment P on DealConnection { edges { node { a: title b: title c: title d: title e: title f: title"
             " g: title h: title i: title } } }", 102),
            ("{ deals { edges { node " + "{ contact " * 15 + "{ name }" + "}" * 15 + " } } }", 102),
            ("{ deals { edges { node " + "{ contact " * 700 + "{ name }" + "}" * 700 + " } } }",
             "GRAPHQL_PARSE_FAILED"),
            ("{ deals(where: {AND: " + "[{AND: " * 300 + "[]" + "}]" * 300 + "}) { count } }",
             "GRAPHQL_PARSE_FAILED"),
            ("{ deals(last: 100000) { edges { cursor } } }", 102),
            ("{ deals(first: null, last: 100000) { edges { cursor } } }", 102),
            ("query ($n: Int) { deals(first: $n, last: 100000) { edges { cursor } } }", 102),
            ("{ deals(first: 50000) { pageInfo { hasNextPage endCursor } } }", 102),
            ("query ($n: Int = 100000) { deals(first: $n) { edges { cursor } } }", 102),
            ("{ health " * 900, "GRAPHQL_PARSE_FAILED"),
            ("{" + " health" * 5_000 + "}", "GRAPHQL_PARSE_FAILED"),
            ("{ deals { ...A } } fragment A on DealConnection { ...B } fragment B on DealConnection { ...A }",
             "GRAPHQL_VALIDATION_FAILED"),
            ("{ deals { ...None } }", "GRAPHQL_VALIDATION_FAILED"),
        ],
    )  # fmt: skip
    def test_is_what_is_no_question_or_too_dear_a_one(self, query: str, code: Any, ann: App) -> None:
        assert refused(ann, query) == (400, code)

    def test_is_a_list_that_is_too_long_however_its_length_is_written(self, ann: App) -> None:
        assert refused(ann, "query ($n: Int) { deals(first: $n) { edges { cursor } } }", n=100000.0) == (400, 102)

    @pytest.mark.parametrize("deep", [30, 250])
    def test_is_a_condition_that_is_too_deep(self, deep: int, ann: App) -> None:
        where: dict[str, Any] = {}
        for _ in range(deep):
            where = {"AND": [where]}

        status, code = refused(ann, FIND, where=where)

        assert (status, code) in ((200, 102), (400, "BAD_USER_INPUT"))

    @pytest.mark.parametrize("body", ['{"query": 5}', "{}", '{"query": "{health}", "variables": 5}', "[1]", "{", '""'])
    def test_is_what_is_no_request(self, body: str, app: App) -> None:
        response = app.client.post("/graphql", content=body, headers={"X-Parse-Application-Id": "crm-app"})

        assert response.status_code == 400

    def test_are_values_with_the_codes_of_the_classes(self, ann: App) -> None:
        create = "mutation ($f: CreateDealFieldsInput) { createDeal(input: {fields: $f}) { deal { id } } }"

        assert refused(ann, create, f={"amount": 5}) == (200, 142)
        assert refused(ann, create, f={"title": "T", "expectedCloseDate": "garbage"}) == (200, 111)
        assert refused(ann, create, f={"title": "T", "colour": "red"}) == (400, "BAD_USER_INPUT")
        assert refused(ann, create, f={"title": 5}) == (400, "BAD_USER_INPUT")

    def test_is_who_has_not_signed_in_or_asks_for_another_application(self, app: App) -> None:
        assert refused(app, "{ deals { count } }") == (200, 101)
        assert asks(app, "{ health }") == {"health": True}
        response = app.client.post("/graphql", json={"query": "{ health }"})
        assert (response.status_code, response.json()) == (403, {"error": "unauthorized"})

    def test_is_one_question_while_the_others_are_answered(self, ann: App) -> None:
        _, said = sends(ann, '{ health deal(id: "none") { title } }')

        assert said["data"] == {"health": True, "deal": None}
        assert [(one["path"], one["extensions"]["code"]) for one in said["errors"]] == [(["deal"], 101)]

    def test_is_a_fault_of_the_program_that_tells_nothing(self, ann: App, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: Any, **__: Any) -> None:
            raise RuntimeError("secret of the program")

        monkeypatch.setattr(Records, "find", broken)
        _, said = sends(ann, "{ deals { edges { node { title } } } }")

        assert said["errors"][0]["extensions"] == {"code": 1}
        assert "secret" not in json.dumps(said)
