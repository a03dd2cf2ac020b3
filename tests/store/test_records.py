from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from store.changes import Origin
from store.errors import InvalidValues, RecordNotFound, Taken, UnknownClass
from store.fields import Pointer
from store.principal import Principal
from store.records import Records
from store.store import Store
from tests.samples import sample
from tests.store.conftest import cleared
from tests.store.states import faults, state
from tests.store.worlds import Thing, World, build

CLASSES = ["Company", "Contact", "Deal", "Activity", "Project"]
SYSTEM = Principal.system()
NOW = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)
TEXTS = [
    "🙂👩‍👩‍👧 emoji",
    "Ünïcödé ß ẞ İ",
    "שלום عليكم",
    "a\tb\r\nc",
    "'; DROP TABLE deal; --",
    "%_\\ {}",
    " spaces ",
    "x" * 1_000,
]


@pytest.fixture
def store(shared: Store) -> Store:
    return cleared(shared)


class TestAValueIsRefused:
    @pytest.mark.parametrize(
        ("cls", "values", "reason"),
        [
            ("Deal", {"colour": "red"}, "Deal has no field 'colour'; it has title, amount, stage, contact, company"),
            ("Deal", {"object_id": "x"}, "Deal has no field 'object_id'"),
            ("Deal", {"creator": "x"}, "Deal has no field 'creator'"),
            ("Deal", {"created_at": NOW}, "Deal has no field 'created_at'"),
            ("Deal", {"has_acl": True}, "Deal has no field 'has_acl'"),
            ("Deal", {"stage_since": NOW}, "Deal has no field 'stage_since'"),
            ("Deal", {5: "x"}, "5: keys should be strings"),
            ("Deal", {f"field{n}": n for n in range(1_000)}, "Deal has no field 'field0'"),
            ("Deal", {"f" * 10_000: 1}, "Deal has no field 'fff"),
            ("Deal", {"title": None}, "title: input should be a valid string"),
            ("Deal", {"title": ""}, "title: string should have at least 1 character"),
            ("Deal", {"title": 5}, "title: input should be a valid string"),
            ("Deal", {"title": ["Globex"]}, "title: input should be a valid string"),
            ("Deal", {"title": "x" * 1_001}, "title: string should have at most 1000 characters"),
            ("Deal", {"notes": "x" * 100_001}, "notes: string should have at most 100000 characters"),
            ("Deal", {"title": "Glo\x00bex"}, "title: the text has a NUL character, which no database keeps"),
            ("Deal", {"title": "\ud83d"}, "title: input should be a valid string"),
            ("Project", {"name": "\ud83d"}, "name: "),
            ("Deal", {"amount": "lots"}, "amount: input should be a valid number"),
            ("Deal", {"amount": float("inf")}, "amount: input should be a finite number"),
            ("Deal", {"amount": float("-inf")}, "amount: input should be a finite number"),
            ("Deal", {"amount": float("nan")}, "amount: input should be a finite number"),
            ("Deal", {"amount": "NaN"}, "amount: input should be a finite number"),
            ("Deal", {"amount": 10**400}, "amount: input should be a valid number"),
            ("Deal", {"amount": True}, "amount: True is no number"),
            ("Deal", {"amount": [5]}, "amount: input should be a valid number"),
            ("Deal", {"expected_close_date": "2026-02-31T00:00:00Z"}, "day value is outside expected range"),
            ("Deal", {"expectedCloseDate": "2026-02-31T00:00:00Z"}, "expected_close_date: input should be a valid"),
            ("Deal", {"expected_close_date": "2026-02-20"}, "2026-02-20T00:00:00 has no time zone"),
            ("Deal", {"expected_close_date": datetime(2026, 2, 20)}, "2026-02-20T00:00:00 has no time zone"),
            ("Deal", {"expected_close_date": "soon"}, "expected_close_date: input should be a valid datetime"),
            ("Deal", {"expected_close_date": datetime.max.replace(tzinfo=UTC)}, "is not between the years 1 and 9999"),
            ("Deal", {"expected_close_date": datetime.min.replace(tzinfo=UTC)}, "is not between the years 1 and 9999"),
            ("Deal", {"expected_close_date": 10**20}, "expected_close_date: input should be a valid datetime"),
            ("Deal", {"company": "Globex"}, "company names a Company by its class and its id"),
            ("Deal", {"company": ("Company",)}, "company names a Company by its class and its id"),
            ("Deal", {"company": ("Company", None)}, "company names a Company by its class and its id"),
            ("Deal", {"company": Pointer("Contact", "x")}, "company may name a Company, not a Contact"),
            ("Activity", {"related_to": Pointer("_User", "x")}, "related_to may name a Contact or Deal, not a _User"),
            ("Company", {"created_by": Pointer("_User", "x")}, "created_by is set by the server"),
        ],
    )
    def test_with_a_reason_and_nothing_is_written(
        self, cls: str, values: dict[str, Any], reason: str, store: Store, ann: Principal
    ) -> None:
        key = added(store, ann, cls)
        before = state(store)

        for act in ("create", "update"):
            with store.records(ann) as records, pytest.raises(InvalidValues) as caught:
                write(records, act, cls, key, values)
            assert reason in str(caught.value)
            assert len(str(caught.value)) < 1_000
            assert caught.value.code == "invalid_values"
        assert state(store) == before

    @pytest.mark.parametrize("name", ["", "deal", "Deal ", "parley_change", "deal_acl", "D" * 10_000, "\x00", "\ud800"])
    def test_when_there_is_no_such_class(self, name: str, store: Store, ann: Principal) -> None:
        with store.records(ann) as records:
            for act in (
                lambda: records.get(name, "x"),
                lambda: records.find(name),
                lambda: records.count(name),
                lambda: records.totals(name),
                lambda: records.create(name, {}),
                lambda: records.update(name, "x", {}),
                lambda: records.delete(name, "x"),
                lambda: records.share(name, "x", None),
            ):
                with pytest.raises(UnknownClass) as caught:
                    act()
                assert caught.value.code == "unknown_class"
                assert len(str(caught.value)) < 300

    @pytest.mark.parametrize("name", CLASSES)
    def test_when_it_is_required_and_missing(self, name: str, store: Store, ann: Principal) -> None:
        required = [spec.name for spec in store.schema[name].fields.values() if spec.required]

        for field in required:
            values = {key: value for key, value in sample(store.schema, name).items() if key != field}
            with store.records(ann) as records, pytest.raises(InvalidValues, match=f"{field} is required"):
                records.create(name, values)

    def test_in_an_acl(self, store: Store, ann: Principal) -> None:
        deal = added(store, ann, "Deal")
        acls: list[Any] = [
            {"*": "everything"},
            {"*": None},
            {"": "read"},
            {"role:": "read"},
            {"two words": "read"},
            {"a" * 65: "read"},
            {"x\x00": "read"},
            {"\ud800": "read"},
            {f"user{n}": "read" for n in range(201)},
        ]

        for acl in acls:
            with store.records(ann) as records:
                with pytest.raises(InvalidValues):
                    records.share("Deal", deal, acl)
                with pytest.raises(InvalidValues):
                    records.create("Deal", {"title": "x"}, acl=acl)
        with store.reading(ann) as records:
            assert records.acl("Deal", deal) is None
            assert records.count("Deal") == 1


class TestAnId:
    @pytest.mark.parametrize("key", ["", " ", "a b", "x" * 65, "x" * 100_000, "\x00", "\ud800", "🙂", "'", "a\n", "%"])
    def test_that_no_record_can_have_is_not_found(self, key: str, store: Store, ann: Principal) -> None:
        with store.records(ann) as records:
            for act in ("get", "update", "delete", "share", "acl", "point"):
                with pytest.raises(RecordNotFound) as caught:
                    write(records, act, "Deal", key, {})
                assert len(str(caught.value)) < 300
            assert records.get_many("Deal", [key]) == {}
            with pytest.raises(InvalidValues, match="An id has 1 to 64 letters, digits, - and _"):
                records.create("Deal", {"title": "x"}, object_id=key)

    @pytest.mark.parametrize("key", ["a", "A_b-9", "x" * 64])
    def test_is_kept_on_import(self, key: str, store: Store, ann: Principal) -> None:
        with store.records(SYSTEM) as records:
            assert records.create("Deal", {"title": "x"}, object_id=key)["object_id"] == key
            with pytest.raises(Taken, match=f"Another Deal has the id '{key}'"):
                records.create("Deal", {"title": "y"}, object_id=key)
            records.create("Company", {"name": "x"}, object_id=key)

    def test_is_made_of_ten_letters_and_digits(self, store: Store, ann: Principal) -> None:
        key = added(store, ann, "Deal")

        assert len(key) == 10
        assert key.isalnum()
        assert key.isascii()

    def test_is_the_same_when_a_call_of_a_run_is_repeated(self, store: Store, ann: Principal) -> None:
        keys = []
        for _ in range(2):
            with store.rehearsal(ann) as rehearse:
                records = rehearse(Origin("test", "run", "call"))
                keys.append([records.create("Deal", {"title": "x"})["object_id"] for _ in range(2)])

        assert keys[0] == keys[1]
        assert len(set(keys[0])) == 2


class TestMany:
    def test_ids_are_all_looked_up(self, store: Store, ann: Principal) -> None:
        with store.records(ann) as records:
            made = [records.create("Company", {"name": "x"}, object_id=f"c{n * 999}")["object_id"] for n in range(8)]

            found = records.get_many("Company", [f"c{n}" for n in range(10_000)])

            assert sorted(found) == sorted(made)
            assert records.get_many("Company", []) == {}
            assert list(records.get_many("Company", [made[0], made[0]])) == [made[0]]

    @pytest.mark.parametrize(
        ("limit", "offset", "shown"), [(2, 0, 2), (2, 4, 1), (0, 0, 0), (-5, 0, 0), (10**30, 0, 5)]
    )
    def test_records_are_listed_page_by_page(
        self, limit: int, offset: int, shown: int, store: Store, ann: Principal
    ) -> None:
        five(store, ann)

        with store.reading(ann) as records:
            rows = records.find("Deal", order=("amount",), limit=limit, offset=offset)
        assert [row["title"] for row in rows] == ["empty", "minus", "zero", "one", "two"][offset : offset + shown]

    @pytest.mark.parametrize(("offset", "first"), [(-3, "empty"), (10**30, None)])
    def test_records_have_a_first_and_a_last_page(
        self, offset: int, first: str | None, store: Store, ann: Principal
    ) -> None:
        five(store, ann)

        with store.reading(ann) as records:
            rows = records.find("Deal", order=("amount",), offset=offset)
        assert [row["title"] for row in rows[:1]] == ([first] if first else [])

    @pytest.mark.parametrize(
        ("order", "empties_last", "titles"),
        [
            (("amount",), False, "empty minus zero one two"),
            (("-amount",), False, "two one zero minus empty"),
            (("amount",), True, "minus zero one two empty"),
            (("-amount",), True, "two one zero minus empty"),
            (("stage", "-amount"), False, "one minus empty two zero"),
            (("-expected_close_date", "title"), False, "two empty minus one zero"),
            (None, False, "zero two empty minus one"),
            (("-created_at",), False, "one minus empty two zero"),
            (("-object_id",), False, "one minus empty two zero"),
            ((), False, "zero two empty minus one"),
        ],
    )
    def test_records_are_listed_in_the_same_order_by_both_databases(
        self, order: tuple[str, ...] | None, empties_last: bool, titles: str, store: Store, ann: Principal
    ) -> None:
        five(store, ann)

        with store.reading(ann) as records:
            rows = records.find("Deal", order=order, empties_last=empties_last)
        assert " ".join(row["title"] for row in rows) == titles

    @pytest.mark.parametrize("order", [("colour",), ("",), ("-",), ("--amount",), ("version",), ("amount",) * 21])
    def test_records_are_not_listed_in_an_order_that_there_is_not(
        self, order: tuple[str, ...], store: Store, ann: Principal
    ) -> None:
        with store.reading(ann) as records, pytest.raises(InvalidValues):
            records.find("Deal", order=order)

    def test_records_are_listed_at_most_a_thousand_at_once(self, store: Store, ann: Principal) -> None:
        build(store, World(things=tuple(Thing("Company", f"c{n}", {"name": "x"}, ann.user) for n in range(1_001))))

        with store.reading(ann) as records:
            assert len(records.find("Company", limit=5_000)) == 1_000
            assert len(records.find("Company")) == 100
            assert records.count("Company") == 1_001


class TestWhatIsWritten:
    @pytest.mark.parametrize("text", TEXTS)
    def test_is_read_again_letter_by_letter(self, text: str, store: Store, ann: Principal) -> None:
        with store.records(ann) as records:
            key = records.create("Deal", {"title": text, "notes": text * 90})["object_id"]

        with store.reading(ann) as records:
            row = records.get("Deal", key)
            assert (row["title"], row["notes"]) == (text, text * 90)
            assert records.count("Deal", {"title": text}) == 1
            assert records.count("Deal", {"title": {"contains": text}}) == 1
        assert faults(store) == []

    @pytest.mark.parametrize("amount", [0.0, -1.5, 0.1, 1e-300, 1.7976931348623157e308, 123456789.99, 2.0**53])
    def test_is_read_again_digit_by_digit(self, amount: float, store: Store, ann: Principal) -> None:
        deal = added(store, ann, "Deal", amount=amount)

        with store.reading(ann) as records:
            assert records.get("Deal", deal)["amount"] == amount
            assert records.count("Deal", {"amount": amount}) == 1

    @pytest.mark.parametrize(
        ("written", "read"),
        [
            ("2026-03-29T01:59:59.999999+01:00", "2026-03-29T00:59:59.999999+00:00"),
            ("2028-02-29T12:00:00Z", "2028-02-29T12:00:00+00:00"),
            ("0001-01-02T00:00:00Z", "0001-01-02T00:00:00+00:00"),
            ("9999-12-30T00:00:00Z", "9999-12-30T00:00:00+00:00"),
            (1_700_000_000, "2023-11-14T22:13:20+00:00"),
        ],
    )
    def test_is_read_again_moment_by_moment(self, written: object, read: str, store: Store, ann: Principal) -> None:
        deal = added(store, ann, "Deal", expected_close_date=written)

        with store.reading(ann) as records:
            assert records.get("Deal", deal)["expected_close_date"].isoformat() == read
            assert records.count("Deal", {"expected_close_date": written}) == 1
        assert faults(store) == []

    @pytest.mark.parametrize("name", CLASSES)
    def test_is_what_create_and_update_return(self, name: str, store: Store, ann: Principal) -> None:
        title = store.schema[name].model.title_field
        with store.records(ann, now=NOW) as records:
            made = records.create(name, sample(store.schema, name))
            assert records.get(name, made["object_id"]) == made
        with store.records(ann, now=NOW + timedelta(hours=1)) as records:
            changed = records.update(name, made["object_id"], {title: "Acme"})
            assert records.get(name, made["object_id"]) == changed

        assert changed == {**made, title: "Acme", "updated_at": NOW + timedelta(hours=1)}
        assert made["created_at"] == made["updated_at"] == NOW

    @pytest.mark.parametrize("name", CLASSES)
    def test_may_be_called_as_the_wire_calls_it(self, name: str, store: Store, ann: Principal) -> None:
        values = {store.schema[name].fields[field].wire: value for field, value in sample(store.schema, name).items()}

        with store.records(ann) as records:
            assert records.create(name, values)

    def test_is_stamped_with_who_made_it(self, store: Store, ann: Principal, bob: Principal) -> None:
        me = Pointer("_User", ann.user)
        with store.records(ann) as records:
            row = records.create("Company", {"name": "Globex", "created_by": me})
            assert row["created_by"] == me
            records.update("Company", row["object_id"], {"created_by": me, "name": "Globex Corp"})
            for other in (Pointer("_User", bob.user), None):
                with pytest.raises(InvalidValues, match="created_by is set by the server"):
                    records.update("Company", row["object_id"], {"created_by": other})
            with pytest.raises(InvalidValues, match="created_by is set by the server"):
                records.create("Company", {"name": "Initech", "created_by": Pointer("_User", bob.user)})
        with store.records(SYSTEM) as records:
            assert records.create("Company", {"name": "Initech"})["created_by"] is None

    def test_of_a_stage_is_told_by_the_days_it_stands(self, store: Store, ann: Principal) -> None:
        with store.records(ann, now=NOW) as records:
            first = records.create("Deal", {"title": "a"})["object_id"]
            records.create("Deal", {"title": "b"})
        with store.records(ann, now=NOW + timedelta(days=2)) as records:
            records.update("Deal", first, {"stage": "won", "amount": 5})
        with store.records(ann, now=NOW + timedelta(days=3)) as records:
            records.update("Deal", first, {"amount": 6})

        with store.reading(ann, now=NOW + timedelta(days=4)) as records:
            assert records.days_since("Deal", "stage") == pytest.approx({"lead": 4, "won": 2})
            with pytest.raises(InvalidValues):
                records.days_since("Deal", "title")


class TestAUsersName:
    @pytest.mark.parametrize(
        ("field", "value"), [("username", "ANN"), ("email", "Ann@Example.com"), ("username", "ann")]
    )
    def test_is_taken_whatever_its_case(
        self, field: str, value: str, store: Store, ann: Principal, bob: Principal
    ) -> None:
        with store.records(bob) as records, pytest.raises(Taken) as caught:
            records.update("_User", bob.user, {field: value})

        assert str(caught.value) == f"Another User has the {field} '{value}'."
        with store.records(ann) as records:
            records.update("_User", ann.user, {field: value})

    def test_is_taken_also_beyond_ascii(self, store: Store, user: Any) -> None:
        user("Ödön")

        with pytest.raises(Taken):
            user("ÖDÖN")


def added(store: Store, who: Principal, cls: str, **values: Any) -> str:
    """Make a record and return its id."""
    with store.records(who, now=NOW) as records:
        return str(records.create(cls, sample(store.schema, cls) | values)["object_id"])


def five(store: Store, ann: Principal) -> None:
    """Make five deals, a minute apart, with ids in that order."""
    amounts = {"zero": 0.0, "two": 2.0, "empty": None, "minus": -1.0, "one": 1.0}
    for number, (title, amount) in enumerate(amounts.items()):
        values = {
            "title": title,
            "amount": amount,
            "stage": "lead" if number < 2 else None,
            "expected_close_date": NOW if title == "two" else None,
        }
        with store.records(ann, now=NOW + timedelta(minutes=number)) as records:
            records.create("Deal", values, object_id=f"deal{number}")


def write(records: Records, act: str, cls: str, key: str, values: Mapping[str, Any]) -> object:
    """Do one thing with a record."""
    acts: dict[str, Callable[[], object]] = {
        "get": lambda: records.get(cls, key),
        "acl": lambda: records.acl(cls, key),
        "create": lambda: records.create(cls, sample(records.schema, cls) | dict(values)),
        "update": lambda: records.update(cls, key, values),
        "delete": lambda: records.delete(cls, key),
        "share": lambda: records.share(cls, key, {"*": "read"}),
        "point": lambda: records.create("Project", {"name": "x", "deal": Pointer(cls, key)}),
    }
    return acts[act]()
