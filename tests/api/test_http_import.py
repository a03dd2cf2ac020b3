"""Sheets that people bring, and those that they take out: in their own hands, so that the gate holds."""

import csv
import io
from base64 import b64encode
from collections.abc import Callable
from typing import Any

import pytest

from store.fields import Pointer
from store.principal import Principal
from store.transfer.headings import guessed
from tests.api.serving import Caller, Server

PLAN, APPLY = "/api/import/plan", "/api/import/apply"
CONTACTS = "Full name,E-mail,Organisation,Shoe size\nJane Doe,jane@acme.example,Acme,38\nJohn Roe,,Acme,\n"
Named = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def acme(pages: Server, eve: Caller) -> str:
    """Eve's company."""
    with pages.store.records(Principal(eve.id)) as records:
        return str(records.create("Company", {"name": "Acme"})["object_id"])


@pytest.fixture
def named(pages: Server, eve: Caller) -> Named:
    def find(cls: str, order: str = "name") -> list[dict[str, Any]]:
        """What Eve may read of a class."""
        with pages.store.reading(Principal(eve.id)) as records:
            return records.find(cls, order=[order])

    return find


def numbers(said: Any) -> tuple[Any, ...]:
    return said["created"], said["updated"], said["unchanged"], said["duplicates"], said["problemCount"]


@pytest.mark.usefixtures("acme")
class TestAPlan:
    def test_guesses_what_columns_mean_and_does_nothing(self, eve: Caller, named: Named) -> None:
        said = eve.post(PLAN, **{"class": "Contact"}, text=CONTACTS)

        assert [(one["title"], one["field"]) for one in said["columns"]] == [
            ("Full name", "name"), ("E-mail", "email"), ("Organisation", "company"), ("Shoe size", None),
        ]  # fmt: skip
        assert said["columns"][0]["examples"] == ["Jane Doe", "John Roe"]
        assert (said["rows"], said["delimiter"], said["encoding"]) == (2, ",", "utf-8")
        assert numbers(said) == (2, 0, 0, [], 0)
        assert said["steps"][0] == {
            "row": 2, "what": "create", "name": "Jane Doe", "id": None, "fields": ["name", "email", "company"],
        }  # fmt: skip
        assert "createdBy" not in said["fields"]
        assert named("Contact") == []

    def test_tells_what_is_wrong_row_by_row(self, eve: Caller) -> None:
        sheet = "name;company;id\nJane;Nobody;\n;Acme;\nJoe;Acme;x y\nJim;Acme;a;b\nJack;Acme;\n"
        said = eve.post(PLAN, **{"class": "Contact"}, text=sheet)

        assert numbers(said) == (1, 0, 0, [], 4)
        assert [(one["row"], one["error"]) for one in said["problems"]] == [
            (2, "company: there is no Company 'Nobody'."),
            (3, "name is required."),
            (4, "id: 'x y' is no id: 1 to 64 letters, digits, - or _."),
            (5, "it has more cells than the header."),
        ]

    @pytest.mark.parametrize(
        ("encoding", "told"),
        [
            ("utf-8", "utf-8"),
            ("utf-8-sig", "utf-8-sig"),
            ("utf-16", "utf-16"),
            ("utf-32", "utf-32"),
            ("cp1252", "cp1252"),
        ],
    )
    def test_reads_what_spreadsheets_save(self, encoding: str, told: str, eve: Caller) -> None:
        content = b64encode("Name\tPhone\nJosé Müller\t1\n".encode(encoding)).decode()
        said = eve.post(PLAN, **{"class": "Contact"}, content=content)
        assert (said["encoding"], said["delimiter"], said["steps"][0]["name"]) == (told, "\t", "José Müller")

    def test_reads_numbers_and_dates_as_the_locale_writes_them(self, eve: Caller) -> None:
        sheet = "Title;Value;Close date\nBig;12500,50;31.03.2026\n"
        assert numbers(eve.post(PLAN, **{"class": "Deal"}, text=sheet, locale="de-DE"))[0] == 1
        assert numbers(eve.post(PLAN, **{"class": "Deal"}, text=sheet, locale="en-US"))[4] == 1

    def test_knows_nothing_of_what_others_have(self, pages: Server, eve: Caller) -> None:
        other = pages.joins()
        (deal,) = pages.owns(other, "Secret")
        with pages.store.records(Principal(other.id)) as records:
            records.create("Company", {"name": "Hidden"})

        said = eve.post(PLAN, **{"class": "Deal"}, text="title,company\nSecret,\nOther,Hidden\n")

        assert numbers(said) == (1, 0, 0, [], 1)
        assert said["problems"][0]["error"] == "company: there is no Company 'Hidden'."
        assert deal not in str(said)

    @pytest.mark.parametrize(
        ("wrong", "refused"),
        [
            ({}, (422, "invalid_values")),
            ({"text": "x", "content": "eA=="}, (422, "invalid_values")),
            ({"content": "x"}, (422, "invalid_values")),
            ({"text": ""}, (422, "invalid_file")),
            ({"text": 'name\n"x'}, (422, "invalid_file")),
            ({"content": b64encode(b"\xff\xfeabc").decode()}, (422, "invalid_file")),
            ({"text": "name\n" + "x\n" * 5_001}, (422, "invalid_file")),
            ({"text": "name\nx", "mapping": {"name": "shoe"}}, (422, "invalid_values")),
            ({"text": "a,b\nx,y", "mapping": {"a": "name", "b": "name"}}, (422, "invalid_values")),
            ({"text": "name\nx", "locale": "xx-nowhere"}, (422, "invalid_values")),
            ({"text": "name\nx", "existing": "replace"}, (422, "invalid_values")),
            ({"class": "User", "text": "username\nx"}, (422, "invalid_values")),
            ({"class": "Lead", "text": "name\nx"}, (404, "unknown_class")),
        ],
    )
    def test_of_what_is_no_sheet_is_refused(self, eve: Caller, wrong: Any, refused: tuple[int, str]) -> None:
        assert eve.refused("POST", PLAN, json={"class": "Contact"} | wrong) == refused

    def test_may_be_of_a_large_sheet_and_not_of_a_huge_one(self, eve: Caller) -> None:
        large = {"class": "Contact", "text": f"name,notes\nx,{'y' * (2 << 20)}\n"}
        assert eve("POST", PLAN, json=large).status_code == 422  # read, but such a note is too long for a cell
        assert eve.refused("POST", PLAN, json=large | {"text": "x" * (10 << 20)}) == (413, "body_too_large")


class TestBringingIn:
    def test_is_one_run_that_is_undone_as_a_whole(self, eve: Caller, acme: str, named: Named) -> None:
        said = eve.post(APPLY, **{"class": "Contact"}, text=CONTACTS)

        assert numbers(said) == (2, 0, 0, [], 0)
        jane, john = named("Contact")
        assert (jane["name"], jane["email"], jane["company"]) == (
            "Jane Doe", "jane@acme.example", Pointer("Company", acme),
        )  # fmt: skip
        assert jane["created_by"] == Pointer("_User", eve.id)
        assert len(eve.get("/api/changes", run=said["run"])["changes"]) == 2

        assert len(eve.post(f"/api/runs/{said['run']}/undo")["records"]) == 2
        assert named("Contact") == []
        assert john["email"] is None

    @pytest.mark.usefixtures("acme")
    def test_twice_brings_nothing_new(self, eve: Caller, named: Named) -> None:
        eve.post(APPLY, **{"class": "Contact"}, text=CONTACTS)
        again = eve.post(APPLY, **{"class": "Contact"}, text=CONTACTS + "Jim Poe,,,\nJim Poe,,,\n")

        assert numbers(again) == (1, 0, 0, [2, 3, 5], 0)
        assert [row["name"] for row in named("Contact")] == ["Jane Doe", "Jim Poe", "John Roe"]

    @pytest.mark.usefixtures("acme")
    def test_changes_what_is_there_when_it_is_to(self, eve: Caller, named: Named) -> None:
        eve.post(APPLY, **{"class": "Contact"}, text="name,email,phone\nJane Doe,jane@acme.example,1\nJohn,,2\n")
        (jane, _) = named("Contact")
        sheet = "name,email,phone\nJANE DOE,JANE@acme.example,7\nJohn,,2\n"

        said = eve.post(APPLY, **{"class": "Contact"}, text=sheet, existing="update")
        by_id = f"id,phone\n{jane['object_id']},8\n"
        plan = eve.post(PLAN, **{"class": "Contact"}, text=by_id)

        assert numbers(said) == (0, 1, 1, [], 0)
        assert named("Contact")[0]["phone"] == "7"
        assert plan["steps"] == [
            {"row": 2, "what": "update", "name": "JANE DOE", "id": jane["object_id"], "fields": ["phone"]}
        ]
        assert numbers(plan) == (0, 1, 0, [], 0)

    @pytest.mark.usefixtures("acme")
    def test_does_nothing_when_a_row_is_wrong_unless_it_may_be_left_out(self, eve: Caller, named: Named) -> None:
        sheet = CONTACTS + "Jim,,Nobody,\n"
        refused = eve("POST", APPLY, json={"class": "Contact", "text": sheet})

        assert (refused.status_code, refused.json()["code"]) == (422, "invalid_file")
        assert refused.json()["problems"] == ["Row 4: company: there is no Company 'Nobody'."]
        assert named("Contact") == []

        said = eve.post(APPLY, **{"class": "Contact"}, text=sheet, skipProblems=True)
        assert (said["created"], said["problemCount"]) == (2, 1)

    @pytest.mark.usefixtures("acme")
    def test_happens_once_by_its_key(self, eve: Caller, named: Named) -> None:
        wanted: Any = {"json": {"class": "Company", "text": "name\nGlobex\n"}, "headers": {"Idempotency-Key": "k1"}}
        first, again = eve("POST", APPLY, **wanted), eve("POST", APPLY, **wanted)

        assert first.json() == again.json()
        assert again.headers["Idempotency-Replayed"] == "true"
        assert [row["name"] for row in named("Company")] == ["Acme", "Globex"]

    def test_is_not_for_who_may_only_read(self, pages: Server, eve: Caller) -> None:
        (deal,) = pages.owns(eve, "Pilot")
        other = pages.joins()
        with pages.store.records(Principal(eve.id)) as records:
            records.share("Deal", deal, {other.id: "read"})
        plan = other.post(PLAN, **{"class": "Deal"}, text=f"id,title\n{deal},Mine\n")
        assert plan["problems"] == [{"row": 2, "error": "You may read this deal, but not change it."}]

        pages.workspace.users.set_roles(Principal.system(), other.id, ["readonly"])
        plan = other.post(PLAN, **{"class": "Company"}, text="name\nMine\n")
        assert plan["problems"] == [{"row": 2, "error": "You may not add a company."}]

        token = Caller(eve.client, eve.post("/api/tokens", name="Reader", scope="read")["token"])
        assert token.refused("POST", APPLY, json={"class": "Company", "text": "name\nx"}) == (403, "read_only")


class TestTakingOut:
    def test_is_a_sheet_that_changes_nothing_when_it_comes_back(self, pages: Server, eve: Caller, acme: str) -> None:
        for title, amount in (("=1+1", 12.5), ('Comma, "quote" and\nline', None), ("Zoë", 3)):
            values = {"title": title, "amount": amount, "company": Pointer("Company", acme)}
            with pages.store.records(Principal(eve.id)) as records:
                records.create("Deal", values | {"assigned_to": Pointer("_User", eve.id)})
        pages.owns(pages.joins(), "Secret")

        response = eve("GET", "/api/export", params={"class": "Deal", "locale": "de-DE"})
        rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline=""), delimiter=";"))

        assert response.headers["content-type"] == "text/csv; charset=utf-8"
        assert response.headers["content-disposition"] == 'attachment; filename="deals.csv"'
        assert [(row["title"], row["amount"], row["company"]) for row in rows] == [
            ("'=1+1", "12,5", "Acme"), ("Comma, \"quote\" and\nline", "", "Acme"), ("Zoë", "3", "Acme"),
        ]  # fmt: skip
        text = response.content.decode("utf-8-sig")
        assert numbers(eve.post(PLAN, **{"class": "Deal"}, text=text, locale="de-DE")) == (0, 0, 3, [], 0)

    def test_keeps_to_a_query_and_to_what_may_be_read(self, pages: Server, eve: Caller) -> None:
        pages.owns(eve, "One", "Two")
        pages.owns(pages.joins(), "Two")

        query = {"class": "Deal", "format": "json", "where": '{"title": "Two"}'}
        found = eve.get("/api/export", **query)

        assert [(one["title"], one["stage"]) for one in found] == [("Two", "lead")]
        assert eve.get("/api/export", **query | {"where": '{"title": "None"}'}) == []
        for what in ("_User", "Company", "Contact", "Activity", "Project"):
            assert eve("GET", "/api/export", params={"class": what}).status_code == 200
        users = eve("GET", "/api/export", params={"class": "User"}).text.splitlines()
        assert [line.partition(",")[0] for line in users if "@" in line] == [eve.id]

    def test_has_everything_however_much_there_is(self, pages: Server, eve: Caller) -> None:
        pages.owns(eve, *(f"Deal {n}" for n in range(1_050)))
        found = eve.get("/api/export", **{"class": "Deal", "format": "json"})
        assert len({one["objectId"] for one in found}) == 1_050

    @pytest.mark.parametrize(
        "query", ["class=Deal&where=[]", "class=Deal&where={", "class=Deal&where={\"$x\":1}", "class=Deal&format=xml",
                  "class=Deal&locale=xx-nowhere", "class=User&where={\"email\":\"x\"}"]
    )  # fmt: skip
    def test_of_what_cannot_be_asked_is_refused(self, eve: Caller, query: str) -> None:
        assert eve.refused("GET", f"/api/export?{query}") == (422, "invalid_values")
        assert eve.refused("GET", "/api/export?class=Lead") == (404, "unknown_class")


KNOWN = {"id": "id", "name": "name", "email": "email", "company": "company", "expectedclosedate": "expectedCloseDate"}


@pytest.mark.parametrize(
    ("titles", "meant"),
    [
        (["Name", "E-Mail", "Employer"], ["name", "email", "company"]),
        (["Company name", "Contact name"], ["company", "name"]),
        (["Close Date", "Emial", "Anything"], ["expectedCloseDate", "email", None]),
        (["Name", "name", "", "Organization"], ["name", None, None, "company"]),
        ([], []),
    ],
)
def test_a_heading_is_understood_as_people_write_it(titles: list[str], meant: list[str | None]) -> None:
    assert guessed(titles, KNOWN) == meant
