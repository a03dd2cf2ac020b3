from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar

import pytest
from pydantic import Field, create_model
from sqlalchemy import inspect

from store.classes import BUILT_IN, Line, ToCompany, ToContact, ToContactOrDeal, ToUser
from store.errors import InvalidSchema, InvalidValues, UnknownClass
from store.fields import Choice, Pointer, Record, To
from store.principal import Principal
from store.schema import Schema
from store.store import Store
from tests.store.states import faults

SYSTEM = Principal.system()
NOW = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)
ANN = Principal("ann", frozenset({"rep"}))
BOB = Principal("bob", frozenset({"rep"}))


@pytest.fixture
def store(shared: Store) -> Store:
    return shared


class TestTheFiveClasses:
    def test_are_these(self) -> None:
        assert list(Schema.of().classes) == ["_User", "Company", "Contact", "Deal", "Activity"]

    @pytest.mark.parametrize(
        ("name", "fields"),
        [
            ("_User", "username* email* password*"),
            ("Company", "name* website industry address notes createdBy→_User"),
            ("Contact", "name* email phone company→Company notes createdBy→_User"),
            (
                "Deal",
                "title* amount stage contact→Contact company→Company expectedCloseDate notes assignedTo→_User",
            ),
            ("Activity", "type subject description dueDate completedAt relatedTo→Contact|Deal createdBy→_User"),
        ],
    )
    def test_have_exactly_these_fields(self, name: str, fields: str) -> None:
        found = [
            spec.wire + "*" * spec.required + ("→" + "|".join(spec.targets) if spec.targets else "")
            for spec in Schema.of()[name].fields.values()
        ]

        assert " ".join(found) == fields

    def test_have_fields_of_these_kinds(self) -> None:
        kinds = {
            spec.name: spec.type
            for cls in Schema.of().classes.values()
            for spec in cls.fields.values()
            if spec.type is not str
        }

        moments = dict.fromkeys(("expected_close_date", "due_date", "completed_at"), datetime)
        names = ("created_by", "company", "contact", "assigned_to", "related_to")
        assert kinds == {"amount": float, **moments, **dict.fromkeys(names, Pointer)}

    def test_offer_values_in_their_order_and_take_any(self) -> None:
        stage, kind = Schema.of()["Deal"].fields["stage"], Schema.of()["Activity"].fields["type"]

        assert stage.choices == ("lead", "qualified", "proposal", "negotiation", "won", "lost")
        assert stage.terminal == ("won", "lost")
        assert stage.info.default == "lead"
        assert kind.choices == ("call", "email", "meeting", "note", "task")
        assert stage.choice is not None
        assert not stage.choice.closed

    def test_are_written_out_with_what_each_field_means(self) -> None:
        for cls in Schema.of().classes.values():
            assert cls.model.__doc__
            assert all(spec.info.description for spec in cls.fields.values())

    def test_show_no_secret(self) -> None:
        user = Schema.of()["_User"]

        assert "password" not in user.read.model_fields
        assert "password" not in user.table.c
        assert set(user.create.model_fields) == {"username", "email", "password"}


@pytest.mark.parametrize("name", [*BUILT_IN, "Project"])
class TestEveryClass:
    def test_has_a_table_and_one_for_its_acls(self, name: str, store: Store) -> None:
        cls = store.schema[name]
        word = name.strip("_").lower()

        assert (cls.table.name, cls.acl.name) == (word, f"{word}_acl")
        assert {word, f"{word}_acl"} <= set(inspect(store.engine).get_table_names())

    def test_has_a_column_for_each_field_and_those_of_the_system(self, name: str, store: Store) -> None:
        cls = store.schema[name]
        columns = {column for spec in cls.fields.values() for column in [*spec.columns, *filter(None, [spec.since])]}

        system = {"object_id", "created_at", "updated_at", "creator", "has_acl", "version"}
        found = {column["name"] for column in inspect(store.engine).get_columns(cls.table.name)}
        assert found == columns | system

    @pytest.mark.filterwarnings("ignore:.*expression-based index")
    def test_has_an_index_on_each_pointer_its_creator_and_the_acl_by_grantee(self, name: str, store: Store) -> None:
        cls = store.schema[name]
        pointers = [spec.columns[-1] for spec in cls.fields.values() if spec.targets]

        indexes = {tuple(index["column_names"]) for index in inspect(store.engine).get_indexes(cls.table.name)}
        assert {(field,) for field in ["creator", *pointers]} <= indexes
        for listed in cls.model.indexes:
            assert any(index[: len(listed) + 1] == (*listed, "object_id") for index in indexes)
        (acl,) = inspect(store.engine).get_indexes(cls.acl.name)
        assert acl["column_names"] == ["grantee", "object_id"]

    @pytest.mark.filterwarnings("ignore:.*expression-based index")
    def test_tells_in_the_index_of_a_list_whose_the_records_are(self, name: str, store: Store) -> None:
        cls = store.schema[name]
        asked = set() if cls.model.follows else {"creator", "has_acl", *cls.model.owners}

        indexes = [tuple(index["column_names"]) for index in inspect(store.engine).get_indexes(cls.table.name)]
        for listed in cls.model.indexes:
            assert [index for index in indexes if index[: len(listed)] == listed and asked <= {*index}]

    def test_has_shapes_to_create_update_and_read(self, name: str, schema: Schema) -> None:
        cls = schema[name]

        assert set(cls.create.model_fields) == set(cls.update.model_fields) == set(cls.fields)
        assert set(cls.read.model_fields) == {"object_id", "created_at", "updated_at"} | {
            field for field, spec in cls.fields.items() if not spec.secret
        }
        assert cls.update.model_validate({}).model_fields_set == set()
        required = cls.create.model_json_schema().get("required", [])
        assert sorted(required) == sorted(spec.wire for spec in cls.fields.values() if spec.required)
        for field in cls.update.model_json_schema()["properties"].values():
            assert "default" not in field

    def test_has_words_for_one_and_for_several(self, name: str, schema: Schema) -> None:
        words = {
            "_User": ("user", "users"),
            "Company": ("company", "companies"),
            "Contact": ("contact", "contacts"),
            "Deal": ("deal", "deals"),
            "Activity": ("activity", "activities"),
            "Project": ("project", "projects"),
        }

        assert (schema[name].word, schema[name].plural) == words[name]


class TestAnAddedClass:
    """A class with everything that a field can be."""

    @pytest.fixture
    def store(self, url: str) -> Iterator[Store]:
        class Machine(Record):
            owners: ClassVar = ("keeper",)
            reveals: ClassVar = ("maker",)

            name: str = Field(max_length=50)
            units: int | None = None
            running: bool | None = None
            tags: list[str] | None = None
            settings: dict[str, Any] | None = None
            colour: Annotated[Line, Choice("red", "blue", closed=True)] | None = None
            part_of: Annotated[Pointer, To("Machine")] | None = None
            about: ToContactOrDeal | None = None
            maker: ToCompany = Field(description="Who built it.")
            keeper: ToUser | None = None

        store = Store.open(url, Schema.of({"Machine": Machine}))
        with store.records(SYSTEM) as records:
            records.create("Company", {"name": "Globex"}, object_id="globex")
        yield store
        store.close()

    @pytest.fixture
    def press(self, store: Store) -> str:
        """A machine with a value in every field."""
        values = {
            "name": "Press",
            "units": 2**53,
            "running": False,
            "tags": ["old", "🙂"],
            "settings": {"depth": {"mm": 3.5}, "on": None},
            "colour": "red",
            "maker": Pointer("Company", "globex"),
            "keeper": None,
        }
        with store.records(SYSTEM, now=NOW) as records:
            row = records.create("Machine", values, object_id="press")
            assert row == {
                "object_id": "press",
                "created_at": NOW,
                "updated_at": NOW,
                "part_of": None,
                "about": None,
                **values,
            }
            assert records.get("Machine", "press") == row
        return "press"

    def test_keeps_every_kind_of_value(self, store: Store, press: str) -> None:
        with store.records(SYSTEM) as records:
            deal = records.create("Deal", {"title": "Sale"})["object_id"]
            values: dict[str, Any] = {
                "tags": [],
                "settings": None,
                "about": Pointer("Deal", deal),
                "part_of": Pointer("Machine", press),
            }
            records.update("Machine", press, values)

            assert values.items() <= records.get("Machine", press).items()
        assert faults(store) == []

    @pytest.mark.parametrize(
        ("where", "count"),
        [
            ({"units": 2**53}, 1),
            ({"units": {"over": 2**62}}, 0),
            ({"running": False}, 1),
            ({"running": {"is_not": True}}, 1),
            ({"settings": {"empty": True}}, 0),
            ({"tags": {"empty": False}}, 1),
            ({"part_of": {"matches": {"name": "Press"}}}, 0),
            ({"lacks": {"class": "Machine", "by": "part_of"}}, 1),
            ({"maker": {"matches": {"has": {"class": "Machine", "by": "maker", "where": {"units": 2**53}}}}}, 1),
        ],
    )
    def test_is_found_by_its_fields(self, where: Mapping[str, Any], count: int, store: Store, press: str) -> None:
        with store.reading(SYSTEM) as records:
            assert records.count("Machine", where) == count

    def test_may_point_to_itself(self, store: Store, press: str) -> None:
        with store.records(SYSTEM) as records:
            part = {"name": "Wheel", "part_of": Pointer("Machine", press), "maker": Pointer("Company", "globex")}
            wheel = records.create("Machine", part)["object_id"]
            records.update("Machine", press, {"part_of": Pointer("Machine", press)})

            of_press = {"part_of": {"matches": {"name": "Press"}}}
            assert {row["object_id"] for row in records.find("Machine", of_press)} == {press, wheel}
            parts = {"has": {"class": "Machine", "by": "part_of", "where": {"name": "Wheel"}}}
            assert [row["object_id"] for row in records.find("Machine", parts)] == [press]

    @pytest.mark.parametrize(
        ("values", "reason"),
        [
            ({"units": 2**53 + 1}, "units: 9007199254740993 is no number, or too large a one"),
            ({"units": 10**400}, "units: "),
            ({"units": True}, "units: True is no number"),
            ({"units": 1.5}, "units: input should be a valid integer"),
            ({"tags": "old"}, "tags: input should be a valid list"),
            ({"tags": ["\ud800"]}, "tags: "),
            ({"settings": {"a": float("nan")}}, "settings: the value cannot be written as JSON"),
            ({"settings": {"a": NOW}}, "settings: the value cannot be written as JSON"),
            ({"settings": {"a": "x" * 100_000}}, "settings: the value has more than 100,000 characters"),
            ({"settings": {"\ud800": 1}}, "settings: "),
            ({"colour": "green"}, "colour: 'green' is not one of red, blue"),
            ({"maker": None}, "maker names a Company by its class and its id"),
        ],
    )
    def test_refuses_what_does_not_fit(self, values: dict[str, Any], reason: str, store: Store, press: str) -> None:
        with store.records(SYSTEM) as records, pytest.raises(InvalidValues) as caught:
            records.update("Machine", press, values)

        assert reason in str(caught.value)

    @pytest.mark.parametrize("field", ["tags", "settings"])
    def test_is_not_compared_listed_or_grouped_by_what_has_no_order(self, field: str, store: Store, press: str) -> None:
        with store.reading(SYSTEM) as records:
            asked: tuple[object, ...] = ([], {"contains": "old"}, {"one_of": [[]]})
            for wanted in asked:
                with pytest.raises(InvalidValues):
                    records.find("Machine", {field: wanted})
            with pytest.raises(InvalidValues):
                records.find("Machine", order=(field,))
            with pytest.raises(InvalidValues):
                records.totals("Machine", by=field)
            with pytest.raises(InvalidValues):
                records.totals("Machine", of=field)

    def test_is_added_up_in_numbers_of_its_own_kind(self, store: Store, press: str) -> None:
        with store.records(SYSTEM) as records:
            for units in (1, 2, None):
                records.create("Machine", {"name": "Small", "units": units, "maker": Pointer("Company", "globex")})
            found = {group.pop("value"): group for group in records.totals("Machine", of="units", by="name")}

        assert found == {
            "Press": {"count": 1, "filled": 1, "sum": 2**53, "average": 2.0**53, "min": 2**53, "max": 2**53},
            "Small": {"count": 3, "filled": 2, "sum": 3, "average": 1.5, "min": 1, "max": 2},
        }
        assert {type(found["Small"][name]) for name in ("sum", "average", "min")} == {int, float}

    def test_shows_what_it_reveals_to_its_owner(self, store: Store, press: str) -> None:
        with store.records(SYSTEM) as records:
            for name in ("ann", "bob"):
                values = {"username": name, "email": f"{name}@example.com", "password": "correct horse"}
                records.create("_User", values, object_id=name)
            records.update("Machine", press, {"keeper": Pointer("_User", "ann")})

        for who, seen in ((ANN, ["globex"]), (BOB, [])):
            with store.reading(who) as records:
                assert [row["object_id"] for row in records.find("Company")] == seen
                assert list(records.get_many("Company", ["globex"])) == seen
                assert records.count("Machine") == len(seen)

    def test_is_unknown_to_a_schema_without_it(self, store: Store) -> None:
        with pytest.raises(UnknownClass, match=r"There is no class 'Machine'\. There are: User, Company"):
            Schema.of()["Machine"]


def record(**rules: Any) -> type[Record]:
    """Return a class with a name, a company, a contact or deal, and a user, and these rules."""
    members: dict[str, Any] = {
        "name": (str, ...),
        "company": (ToCompany | None, None),
        "contact": (ToContact | None, None),
        "about": (ToContactOrDeal | None, None),
        "lead": (ToUser | None, None),
    }
    made = create_model("Other", __base__=Record, **members)
    for name, rule in rules.items():
        setattr(made, name, rule)
    return made


def of_fields(**members: Any) -> type[Record]:
    """Return a class with these fields beside its name."""
    return create_model("Other", __base__=Record, **{"name": (str, ...), **members})


class TestASchemaIsRefused:
    def test_when_a_pointer_names_a_class_that_is_not_there(self) -> None:
        other = of_fields(part=(Annotated[Pointer, To("Nothing")] | None, None))

        with pytest.raises(InvalidSchema, match=r"Other.part points to Nothing, which is no class here"):
            Schema.of({"Other": other})

    @pytest.mark.parametrize(
        "rules",
        [
            {"title_field": "title"},
            {"owners": ("manager",)},
            {"owners": ("company",)},
            {"owners": ("about",)},
            {"owners": ("name",)},
            {"stamped": ("company",)},
            {"follows": ("name",)},
            {"follows": ("manager",)},
            {"searchable": ("notes",)},
            {"unique": ("code",)},
            {"public": ("code",)},
            {"indexes": (("name", "code"),)},
            {"done_field": "done_at"},
            {"due_field": "due_at"},
            {"reveals": ("manager",)},
            {"reveals": ("name",)},
            {"reveals": ("about",)},
            {"reveals": ("contact.manager",)},
            {"reveals": ("contact.company.name",)},
            {"reveals": ("",)},
        ],
    )
    def test_when_a_rule_names_a_field_that_is_not_there_or_does_not_fit(self, rules: dict[str, Any]) -> None:
        with pytest.raises(InvalidSchema) as caught:
            Schema.of({"Other": record(**rules)})

        assert "Other" in str(caught.value) or "Contact" in str(caught.value) or "Company" in str(caught.value)

    def test_when_seeing_a_record_would_depend_on_seeing_itself(self) -> None:
        to_other = Annotated[Pointer, To("Other")]
        itself = of_fields(part_of=(to_other | None, None))
        itself.follows = ("part_of",)
        there_and_back = record(follows=("about",))
        there_and_back.reveals = ("contact",)
        shown_by_what_it_shows = record(reveals=("company",))
        shown_by_what_it_shows.follows = ("company",)

        for other in (itself, there_and_back, shown_by_what_it_shows):
            with pytest.raises(InvalidSchema, match=r"The related-data rules run in a circle: .*→"):
                Schema.of({"Other": other})

    @pytest.mark.parametrize(
        "name",
        [
            "",
            "deal",
            "DEAL",
            "Deal_acl",
            "User",
            "parley_change",
            "Parley_x",
            "9lives",
            "my class",
            "Größe",
            "x" * 51,
            "a-b",
        ],
    )
    def test_when_a_class_has_a_name_that_no_table_can_have(self, name: str) -> None:
        with pytest.raises(InvalidSchema, match="No class can be called"):
            Schema.of({name: of_fields()})

    @pytest.mark.parametrize(
        "name",
        [
            "object_id",
            "created_at",
            "creator",
            "has_acl",
            "version",
            "acl",
            "any_of",
            "none_of",
            "has",
            "lacks",
            "x" * 51,
        ],
    )
    def test_when_a_field_has_a_name_that_means_something_else(self, name: str) -> None:
        with pytest.raises(InvalidSchema, match="No field of Other can be called"):
            Schema.of({"Other": of_fields(**{name: (str | None, None)})})

    @pytest.mark.parametrize("name", ["about_id", "about_class", "stage_since"])
    def test_when_a_field_has_the_name_of_a_column_of_another(self, name: str) -> None:
        stage = Annotated[Line, Choice("new", "done", terminal=("done",))]
        fields: dict[str, Any] = {"about": (ToContactOrDeal | None, None), "stage": (stage | None, None)}

        with pytest.raises(InvalidSchema, match="No field of Other can be called"):
            Schema.of({"Other": of_fields(**fields, **{name: (str | None, None)})})


def test_an_added_class_of_a_built_in_name_replaces_it() -> None:
    class Company(Record):
        name: str
        seats: int | None = None

    schema = Schema.of({"Company": Company})

    assert list(schema["Company"].fields) == ["name", "seats"]
    assert len(schema.classes) == len(BUILT_IN)


def test_two_schemas_share_no_table() -> None:
    first, second = Schema.of(), Schema.of()

    assert first["Deal"].table is not second["Deal"].table
    assert first.metadata is not second.metadata


@pytest.mark.parametrize("name", ["id", "acl", "version", "object_id"])
def test_a_field_of_a_reserved_name_is_refused(name: str) -> None:
    members: Mapping[str, Any] = {name: (str | None, None)}
    added = create_model("Thing", __base__=Record, **members)

    with pytest.raises(InvalidSchema, match="can be called"):
        Schema.of({"Thing": added})
