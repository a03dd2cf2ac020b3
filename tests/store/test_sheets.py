import csv
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import InvalidFile, InvalidValues, UnknownClass
from store.principal import Principal
from store.store import Store
from store.transfer.cells import Cells, guarded, unguarded
from store.transfer.loading import import_state
from store.transfer.sheets import Outcome, export_csv, import_csv
from store.transfer.state import export_state
from tests.store.conftest import cleared
from tests.store.small import NOW, SMALL
from tests.store.states import faults, state

SYSTEM = Principal.system()
CLASSES = ["_User", "Company", "Contact", "Deal", "Activity", "Project"]
LOCALES = [("en", "UTC"), ("de", "Europe/Berlin"), ("en-US", "America/New_York")]
PLAIN = {
    key: [{name: value or None for name, value in record.items() if name != "acl"} for record in records]
    for key, records in SMALL.items()
}
"""The small world without what a sheet does not tell: explicit ACLs, and whether an empty text is one."""


@pytest.fixture
def filled(shared: Store) -> Store:
    """A workspace with the small world."""
    import_state(cleared(shared), PLAIN, now=NOW)
    return shared


@pytest.fixture
def take(filled: Store, tmp_path: Path) -> Callable[..., Outcome]:
    """Import a sheet that is given as text."""

    def taken(name: str, sheet: str | bytes, **options: Any) -> Outcome:
        path = tmp_path / "sheet.csv"
        path.write_bytes(sheet if isinstance(sheet, bytes) else sheet.encode())
        return import_csv(filled, name, path, now=NOW, **options)

    return taken


Take = Callable[..., Outcome]


def record(store: Store, key: str, object_id: str) -> dict[str, Any]:
    """Return one record of the state."""
    return next(one for one in export_state(store)[key] if one["id"] == object_id)


def faults_of_records(store: Store) -> list[str]:
    """Return where rows, log and names do not fit together, but for users: the log tells their accounts as well."""
    return [fault for fault in faults(store) if "_User" not in fault]


def cells_of(path: Path, delimiter: str = ",") -> list[list[str]]:
    """Return what another program reads in a sheet."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


class TestASheet:
    @pytest.mark.parametrize(("locale", "time_zone"), LOCALES)
    @pytest.mark.parametrize("name", CLASSES)
    def test_says_nothing_new_to_the_workspace_it_came_from(
        self, filled: Store, tmp_path: Path, name: str, locale: str, time_zone: str
    ) -> None:
        before = state(filled)
        count = export_csv(filled, name, tmp_path / "sheet.csv", locale=locale, time_zone=time_zone)

        found = import_csv(filled, name, tmp_path / "sheet.csv", locale=locale, time_zone=time_zone)

        assert (found.run, found.unchanged, found.problems) == (None, count, [])
        assert state(filled) == before

    @pytest.mark.parametrize(("locale", "time_zone"), LOCALES)
    def test_of_every_class_makes_the_same_workspace(
        self, filled: Store, tmp_path: Path, locale: str, time_zone: str
    ) -> None:
        for name in CLASSES:
            export_csv(filled, name, tmp_path / name, locale=locale, time_zone=time_zone)
        cleared(filled)

        for name in CLASSES:
            import_csv(filled, name, tmp_path / name, locale=locale, time_zone=time_zone)

        assert export_state(filled) == PLAIN

    def test_names_records_as_people_do(self, filled: Store, tmp_path: Path) -> None:
        export_csv(filled, "Deal", tmp_path / "deals.csv")
        export_csv(filled, "Activity", tmp_path / "activities.csv")

        assert cells_of(tmp_path / "deals.csv") == [
            [
                "id",
                "title",
                "amount",
                "stage",
                "contact",
                "company",
                "expectedCloseDate",
                "notes",
                "assignedTo",
                "createdBy",
            ],
            ["d-1", "Oak floor", "1200", "proposal", "Jo Lind", "Oak & Sons", "2026-05-01", "", "Ann", "Bea"],
            ["d-2", "Oak stairs", "99.5", "", "", "", "", "", "", ""],
        ]
        assert [cells[-2] for cells in cells_of(tmp_path / "activities.csv")] == ["relatedTo", "Oak floor", "Jo Lind"]

    def test_names_by_id_what_two_go_by(self, filled: Store, tmp_path: Path) -> None:
        import_state(filled, {
            "contacts": [{"id": "p-2", "name": "oak floor"}, {"id": "p-3", "name": "d-2"},
                         {"id": "p-4", "name": "d-2 "}],
            "activities": [
                {"id": f"a-{n}", "relatedTo": {"class": cls, "id": to}}
                for n, (cls, to) in enumerate([("Contact", "p-2"), ("Contact", "p-3"), ("Contact", "p-4")], start=3)
            ],
        })  # fmt: skip
        before = export_state(filled)

        export_csv(filled, "Activity", tmp_path / "sheet.csv")

        assert [cells[6] for cells in cells_of(tmp_path / "sheet.csv")][1:] == [
            "Deal:d-1", "Jo Lind", "Contact:p-2", "Contact:p-3", "Contact:p-4"
        ]  # fmt: skip
        assert import_csv(filled, "Activity", tmp_path / "sheet.csv").unchanged == 5
        assert export_state(filled) == before

    def test_uses_the_signs_of_the_locale(self, filled: Store, tmp_path: Path) -> None:
        export_csv(filled, "Deal", tmp_path / "sheet.csv", locale="de-AT", time_zone="Europe/Vienna")

        rows = cells_of(tmp_path / "sheet.csv", ";")
        assert [row[2] for row in rows] == ["amount", "1200", "99,5"]
        assert rows[1][6] == "2026-05-01T02:00:00+02:00"

    def test_runs_no_formula(self, filled: Store, tmp_path: Path) -> None:
        evil = ['=cmd|" /C calc"!A0', "+1", "-2+3", "@SUM(A1)", "\t=1", "'=1", "''=1", "'quoted'", '=a,b\n"c"']
        import_state(filled, {"companies": [{"id": f"c{n}", "name": name} for n, name in enumerate(evil)]})
        before = export_state(filled)

        export_csv(filled, "Company", tmp_path / "sheet.csv")

        names = [row[1] for row in cells_of(tmp_path / "sheet.csv")][2:]
        assert names == [f"'{name}" for name in evil[:7]] + ["'quoted'"] + [f"'{evil[8]}"]
        assert import_csv(filled, "Company", tmp_path / "sheet.csv").unchanged == 10
        assert export_state(filled) == before

    def test_is_of_a_known_class_locale_and_time_zone(self, filled: Store, tmp_path: Path) -> None:
        with pytest.raises(UnknownClass):
            export_csv(filled, "Order", tmp_path / "sheet.csv")
        with pytest.raises(InvalidValues, match="no locale"):
            export_csv(filled, "Deal", tmp_path / "sheet.csv", locale="English, please")
        with pytest.raises(InvalidValues, match="no time zone"):
            export_csv(filled, "Deal", tmp_path / "sheet.csv", time_zone="Mars")
        assert list(tmp_path.iterdir()) == []

    def test_tells_how_far_it_has_come(self, filled: Store, tmp_path: Path) -> None:
        told: list[tuple[int, int]] = []

        export_csv(filled, "Deal", tmp_path / "sheet.csv", progress=lambda *so_far: told.append(so_far))

        assert told == [(0, 2), (2, 2)]


class TestARow:
    def test_without_an_id_makes_a_record(self, filled: Store, take: Take) -> None:
        found = take("Deal", "title,amount,company,stage\nOak door,300,Oak & Sons,\n")

        assert (found.created, found.updated, found.duplicates) == (1, 0, [])
        deal = export_state(filled)["deals"][2]
        assert (deal["title"], deal["amount"], deal["company"], deal["stage"]) == ("Oak door", 300, "c-1", "lead")
        assert len(deal["id"]) == 10
        assert faults_of_records(filled) == []

    def test_with_a_new_id_makes_a_record_of_this_id(self, filled: Store, take: Take) -> None:
        take("Deal", "id,title,stage,createdBy\nd-7,Elm,,bea@example.com\n")

        found = record(filled, "deals", "d-7")
        assert (found["createdBy"], found["stage"]) == ("u-bea", None)

    def test_finds_its_record_by_an_id_that_looks_like_a_formula(self, filled: Store, tmp_path: Path) -> None:
        import_state(
            filled, {"companies": [{"id": "-c", "name": "Elm"}], "deals": [{"id": "-d", "title": "T", "company": "-c"}]}
        )

        export_csv(filled, "Deal", tmp_path / "sheet.csv")

        assert cells_of(tmp_path / "sheet.csv")[3][0] == "'-d"
        assert import_csv(filled, "Deal", tmp_path / "sheet.csv").unchanged == 3

    def test_with_a_known_id_changes_that_record_in_these_columns(self, filled: Store, take: Take) -> None:
        before = record(filled, "deals", "d-1")

        found = take("Deal", "id,amount,stage,assignedTo\nd-1,1300,won,\nd-2,99.5,,\n")

        assert (found.created, found.updated, found.unchanged) == (0, 1, 1)
        assert record(filled, "deals", "d-1") == before | {"amount": 1300, "stage": "won", "assignedTo": None}

    def test_that_changes_a_record_says_when_and_how(self, filled: Store, take: Take) -> None:
        found = take("Deal", "id,title,stage\nd-1,Elm floor,won\n")

        with filled.reading(SYSTEM) as records:
            (change,) = records.history(run=found.run)
            assert records.named(["elm"])[0].id == "d-1"
            assert records.named(["oak"], ["Deal"])[0].id == "d-2"
        whole = export_state(filled, full=True)["deals"][0]
        assert whole["updatedAt"] == whole["stageSince"] == NOW.isoformat()
        assert (change["door"], change["user"]) == ("import", "system")
        assert (change["before"]["title"], change["after"]["title"]) == ("Oak floor", "Elm floor")
        assert faults_of_records(filled) == []

    def test_keeps_the_acl_of_the_record(self, filled: Store, take: Take) -> None:
        with filled.records(SYSTEM) as records:
            records.share("Deal", "d-1", {"u-bea": "read"})

        take("Deal", "id,amount\nd-1,7\n")

        assert record(filled, "deals", "d-1")["acl"] == {"u-bea": "read"}

    def test_keeps_a_pointer_to_what_is_gone(self, filled: Store, take: Take) -> None:
        with filled.records(SYSTEM) as records:
            records.delete("Company", "c-1")

        take("Deal", "id,amount,company\nd-1,7,\n")

        with filled.reading(SYSTEM) as records:
            assert records.get("Deal", "d-1")["company"].id == "c-1"

    def test_that_is_here_already_is_left_out(self, filled: Store, take: Take) -> None:
        sheet = (
            "name,email,company\njo lind ,JO@oak.example,\nJo Lind,other@oak.example,Oak & Sons\nJo Lind,,Oak & Sons\n"
        )

        found = take("Contact", sheet)

        assert (found.created, found.duplicates) == (1, [2, 4])

    def test_that_stands_twice_is_taken_once(self, take: Take) -> None:
        found = take("Company", "name\nElm\nAsh\nelm\nOak & Sons\n")

        assert (found.created, found.duplicates) == (2, [4, 5])

    def test_of_the_same_title_for_somebody_else_is_another_record(self, take: Take) -> None:
        header = "subject,relatedTo,dueDate\n"

        assert take("Activity", header + "Price,Oak floor,\n").duplicates == [2]
        assert take("Activity", header + "Price,Oak floor,2026-04-01\nPrice,Oak stairs,\n").created == 2
        assert take("Activity", header + "Price,Oak floor,2026-04-01\n").duplicates == [2]

    def test_without_a_title_is_always_another_record(self, take: Take) -> None:
        assert take("Activity", "type\ncall\ncall\n").created == 2

    def test_of_a_user_whose_address_is_known_is_left_out(self, filled: Store, take: Take) -> None:
        found = take("_User", "name,email,role\nAnn Lee,ANN@example.com,admin\nCy,cy@example.com,admin\n")

        assert (found.created, found.duplicates) == (1, [2])
        assert [(one["name"], one["role"]) for one in export_state(filled)["users"]] == [
            ("Ann", "rep"), ("Bea", "manager"), ("Cy", "admin")
        ]  # fmt: skip

    def test_does_not_change_what_a_user_may_do(self, filled: Store, take: Take) -> None:
        with pytest.raises(InvalidFile, match="Row 2: role: a sheet does not change"):
            take("_User", "id,role\nu-ann,admin\n")

        assert take("_User", "id,role,name\nu-ann,rep,Ann Lee\n").updated == 1

    def test_does_not_change_who_made_a_record(self, filled: Store, take: Take) -> None:
        with pytest.raises(InvalidFile, match="Row 2: createdBy: who made a record"):
            take("Deal", "id,createdBy\nd-1,Ann\n")

    def test_without_text_is_no_row(self, take: Take) -> None:
        assert take("Company", "name,notes\n\nElm,\n,\n\n").created == 1

    def test_may_be_shorter_than_the_header(self, filled: Store, take: Take) -> None:
        assert take("Deal", "id,amount,assignedTo\nd-1,5\n").updated == 1
        assert record(filled, "deals", "d-1")["assignedTo"] == "u-ann"


class TestAWholeSheet:
    def test_is_one_run_that_undo_takes_back(self, filled: Store, take: Take) -> None:
        before = export_state(filled)
        found = take("Deal", "id,title\nd-1,Elm floor\n,Elm stairs\n")

        with filled.records(SYSTEM) as records:
            records.undo(found.run)

        assert export_state(filled) == before

    def test_is_tried_without_writing(self, filled: Store, take: Take) -> None:
        before = state(filled)
        sheet = "id,title,amount,company\nd-1,Elm,5,\n,Oak door,300,\nd-2,Oak stairs,lots,\n,Oak hall,,Elm & Sons\n"

        found = take("Deal", sheet, dry_run=True)

        assert (found.run, found.created, found.updated, found.problem_count) == (None, 1, 1, 2)
        assert found.problems[0].startswith("Row 4: amount: 'lots' is no number here")
        assert found.problems[1] == "Row 5: company: there is no Company 'Elm & Sons'."
        assert state(filled) == before

    def test_is_taken_in_completely_or_not_at_all(self, filled: Store, take: Take) -> None:
        before = state(filled)

        with pytest.raises(InvalidFile, match="Row 3: title is required") as refused:
            take("Deal", "id,title\nd-1,Elm\n,\n".replace("\n,\n", "\nd-9,\n"))

        assert refused.value.code == "invalid_file"
        assert state(filled) == before

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_is_read_as_programs_write_it(self, filled: Store, take: Take, delimiter: str, encoding: str) -> None:
        header = delimiter.join(["ID", "Expected close date", "notes", "Assigned_To"])
        row = delimiter.join(["d-1", "2026-06-01", '"Süß, ""so""; and\r\nmore\t"', "ann"])

        take("Deal", f"{header}\r\n{row}\r\n".encode(encoding))

        found = record(filled, "deals", "d-1")
        assert found["notes"] == 'Süß, "so"; and\r\nmore\t'
        assert found["expectedCloseDate"] == "2026-06-01T00:00:00+00:00"
        assert found["assignedTo"] == "u-ann"

    def test_tells_how_far_it_has_come(self, take: Take) -> None:
        told: list[tuple[int, int]] = []

        take("Company", "name\nElm\nAsh\n", progress=lambda *so_far: told.append(so_far))

        assert told == [(0, 2), (2, 2)]


NO_SHEETS = {
    "empty": (b"", "is empty"),
    "no words": (b"\n\n", "is empty"),
    "an unknown column": (b"title,colour\nT,red\n", "'colour' is no column here; there are id, title"),
    "a column twice": (b"title,Title\nT,T\n", "the column title stands there twice"),
    "a password": (b"title,password\nT,correct horse\n", "'password' is no column here"),
    "not UTF-8": (b"title\nSch\xf6n\n", "not UTF-8, in line 2"),
    "half a pair": (b"\xff\xfet\x00i\x00\x00\xd8", "not UTF-8"),
    "an open quote": (b'title\n"T\n', "cannot be read as CSV"),
    "a stray quote": (b'title\n"T"x\n', "cannot be read as CSV, in line 2"),
    "10 MB in a cell": (b"title\n" + b"x" * 10_000_000, "cannot be read as CSV"),
}
BAD_ROWS = {
    "more cells": ("title\nT,x\n", "Row 2: it has more cells than the header"),
    "no title": ("title,notes\n,x\n", "Row 2: title is required"),
    "words for a number": ("title,amount\nT,12k\n", "Row 2: amount: '12k' is no number here; one is 12500.50"),
    "an infinite number": ("title,amount\nT,1e999\n", "Row 2: amount: input should be a finite number"),
    "a number of 1,000 digits": (f"title,amount\nT,{'9' * 1000}\n", "is too long"),
    "a day that is none": ("title,expectedCloseDate\nT,2026-02-31\n", "'2026-02-31' is no date"),
    "a date that may be two": ("title,expectedCloseDate\nT,03/04/2026\n", "'03/04/2026' may be two dates"),
    "a name that is nobody's": ("title,assignedTo\nT,Zoe\n", "Row 2: assignedTo: there is no User 'Zoe'"),
    "a name of two": ("title,contact\nT,Kim\n", "contact: 2 records go by 'Kim'; write the id of one: p-2, p-3"),
    "an id that is none": ("id,title\na b,T\n", "Row 2: id: 'a b' is no id"),
    "an id twice": ("id,title\nd-1,T\nd-1,U\n", "Row 3: the sheet has this id twice"),
    "a NUL character": ("title\na\0b\n", "title: the text has a NUL character"),
    "too long a title": (f"title\n{'x' * 1001}\n", "Row 2: title: string should have at most 1000"),
}


@pytest.mark.parametrize("kind", NO_SHEETS)
def test_a_file_that_is_no_sheet_is_refused(filled: Store, take: Take, kind: str) -> None:
    content, said = NO_SHEETS[kind]
    before = state(filled)

    with pytest.raises(InvalidFile) as refused:
        take("Deal", content, dry_run=True)

    assert said in str(refused.value)
    assert len(str(refused.value)) < 400
    assert state(filled) == before


@pytest.mark.parametrize("kind", BAD_ROWS)
def test_a_row_with_a_mistake_is_told_by_its_number(filled: Store, take: Take, kind: str) -> None:
    import_state(filled, {"contacts": [{"id": "p-2", "name": "Kim"}, {"id": "p-3", "name": "kim"}]})
    sheet, said = BAD_ROWS[kind]
    before = state(filled)

    with pytest.raises(InvalidFile) as refused:
        take("Deal", sheet)

    assert said in str(refused.value)
    assert len(str(refused.value)) < 400
    assert state(filled) == before


@pytest.mark.parametrize(
    ("locale", "text", "number"),
    [
        ("en", "12,500.50", 12500.5), ("en", "12.500,50", 12500.5), ("en", "12,500", 12500), ("en", "1.5", 1.5),
        ("en", "$ 12,500", 12500), ("en", "-€5", -5), ("en", "12 500.5 EUR", 12500.5), ("en", "1.2E+05", 120000),
        ("de", "12.500,50", 12500.5), ("de", "12,500.50", 12500.5), ("de", "12.500", 12500), ("de", "1,5", 1.5),
        ("de", "1.234.567 €", 1234567), ("de-CH", "12'500.50", 12500.5), ("es-MX", "1,500", 1500),
        ("fr", "12\u202f500,5", 12500.5), ("en", "\u22125", -5),
    ],
)  # fmt: skip
def test_a_number_is_read_as_the_locale_writes_it(locale: str, text: str, number: float) -> None:
    assert Cells(locale).read("amount", float, text) == number


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "1,5"), ("en", "12,50,0"), ("de", "1.5"), ("en", "1.500.00"), ("en", "lots"), ("en", "12 50"),
        ("en", "5 apples"), ("en", "٣"), ("en", "1-2"), ("en", "5%"), ("en", "12k"), ("en", "--5"), ("en", "1,2,3"),
    ],
)  # fmt: skip
def test_a_number_that_is_none_is_refused(locale: str, text: str) -> None:
    with pytest.raises(InvalidValues, match="is no number here"):
        Cells(locale).read("amount", float, text)


@pytest.mark.parametrize(
    ("locale", "text", "day"),
    [
        ("en", "2026-03-04", "2026-03-04"), ("en", "2026/3/4", "2026-03-04"), ("en", "4 March 2026", "2026-03-04"),
        ("en", "Mar 4, 2026", "2026-03-04"), ("en", "4-Mar-2026", "2026-03-04"), ("en", "31/03/2026", "2026-03-31"),
        ("en", "03/31/2026", "2026-03-31"), ("en", "4.3.2026", "2026-03-04"), ("en", "05/05/2026", "2026-05-05"),
        ("en-US", "03/04/2026", "2026-03-04"), ("en-US", "31.03.2026", "2026-03-31"),
        ("en-GB", "03/04/2026", "2026-04-03"),
        ("de", "03.04.2026", "2026-04-03"), ("fr", "03/04/2026", "2026-04-03"),
        ("en", "September 3rd, 2026", "2026-09-03"),
    ],
)  # fmt: skip
def test_a_date_is_read_as_the_locale_writes_it(locale: str, text: str, day: str) -> None:
    assert Cells(locale).read("due", datetime, text) == f"{day}T00:00:00+00:00"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-07-01", "2026-06-30T22:00:00+00:00"), ("1.7.2026 15:30", "2026-07-01T13:30:00+00:00"),
        ("2026-07-01 15:30", "2026-07-01T13:30:00+00:00"), ("2026-07-01T15:30Z", "2026-07-01T15:30:00+00:00"),
        ("1 July 2026, 3:30 pm", "2026-07-01T13:30:00+00:00"), ("1 July 2026 12:05 AM", "2026-06-30T22:05:00+00:00"),
    ],
)  # fmt: skip
def test_a_clock_is_read_in_the_time_zone(text: str, moment: str) -> None:
    assert Cells("de", "Europe/Berlin").read("due", datetime, text) == moment


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "03/04/2026"), ("en-US", "31/03/2026"), ("en-GB", "03/31/2026"), ("en", "31.03.26"), ("en", "46112"),
        ("ja-JP", "03/04/2026"), ("en-US", "3.4.2026"), ("en", "31 Ma 2026"), ("en", "2026-02-31"), ("en", "tomorrow"),
        ("en", "1 July 2026 25:00"), ("en", "1 July 2026 13:00 pm"), ("en", "0001-01-01"), ("en", "0000-00-00"),
    ],
)  # fmt: skip
def test_a_date_that_is_none_or_two_is_refused(locale: str, text: str) -> None:
    with pytest.raises(InvalidValues, match=r"is no date|may be two dates|between the years"):
        Cells(locale).read("due", datetime, text)


@given(st.text())
def test_guarded_text_is_no_formula_and_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in tuple("=+-@\t\r\n")


@given(st.sampled_from(["en", "de", "de-CH", "fr"]), st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_comes_back_in_every_locale(locale: str, number: float) -> None:
    cells = Cells(locale)
    written = cells.write(number)

    assert len(written) > 100 or cells.read("amount", float, written) == number


@given(st.datetimes(datetime(1000, 1, 1), datetime(9000, 1, 1), timezones=st.just(UTC)), st.sampled_from(LOCALES))
def test_a_moment_comes_back_in_every_time_zone(moment: datetime, region: tuple[str, str]) -> None:
    cells = Cells(*region)

    assert datetime.fromisoformat(cells.read("due", datetime, cells.write(moment))) == moment


@pytest.mark.parametrize(("kind", "value"), [(bool, True), (bool, False), (list, ["=a", 1]), (dict, {"a": None})])
def test_other_values_come_back(kind: Any, value: Any) -> None:
    assert Cells().read("field", kind, Cells().write(value)) == value


@pytest.mark.parametrize(("kind", "text"), [(bool, "maybe"), (list, "[1"), (dict, "{'a': 1}")])
def test_other_values_that_are_none_are_refused(kind: Any, text: str) -> None:
    with pytest.raises(InvalidValues, match="field: "):
        Cells().read("field", kind, text)
