from datetime import datetime
from typing import Annotated, ClassVar

import pytest
from pydantic import Field

from store.classes import ToUser
from store.dictionary import data_dictionary
from store.fields import Choice, Outside, Pointer, Record, To
from store.schema import Preset, Schema

CLASSES = ["_User", "Company", "Contact", "Deal", "Activity", "Project"]


class Visit(Record):
    """A visit to a site,
    as a workspace added it.
    """

    title_field: ClassVar = "place"
    owners: ClassVar = ("guide", "driver")
    follows: ClassVar = ("deal",)
    unique: ClassVar = ("place",)
    searchable: ClassVar = ("report",)
    due_field: ClassVar = "planned_for"
    done_field: ClassVar = "happened_at"

    place: str = Field(description="In | or out.", min_length=2, examples=["Leeds"])
    people: int | None = Field(None, ge=1, lt=5_000)
    kind: Annotated[str, Choice("first", "last", terminal=("last",), closed=True)] = "first"
    report: Annotated[str, Field(max_length=20_000), Outside()] | None = None
    planned_for: datetime | None = None
    happened_at: datetime | None = None
    deal: Annotated[Pointer, To("Deal")] | None = None
    guide: ToUser | None = None
    driver: ToUser | None = None


@pytest.fixture
def visits() -> Schema:
    return Schema.of({"Visit": Visit})


def chapter(schema: Schema, name: str) -> str:
    """Return what the dictionary says about one class."""
    return data_dictionary(schema).split(f"\n## {name}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("name", CLASSES)
class TestEveryClass:
    def test_is_in_the_contents_with_its_meaning(self, name: str, schema: Schema) -> None:
        assert f"| [{name}](#{name.lower()}) | {schema[name].model.__doc__} |" in data_dictionary(schema)

    def test_has_each_of_its_fields_with_its_meaning(self, name: str, schema: Schema) -> None:
        text = chapter(schema, name)

        for spec in schema[name].fields.values():
            (row,) = (line for line in text.splitlines() if line.startswith(f"| `{spec.wire}` |"))
            assert f" {spec.info.description} " in row
            assert ("| yes |" in row) == spec.required

    def test_says_who_sees_its_records(self, name: str, schema: Schema) -> None:
        assert "**Who sees " in chapter(schema, name)


class TestTheFieldsOfAClass:
    @pytest.mark.parametrize(
        "row",
        [
            "| `place` | String, long | yes | In \\| or out. | 2 characters or more | `Leeds` | no two alike |",
            "| `people` | Number |  |  | at least 1, under 5,000 |  |  |",
            "| `kind` | String, long |  |  |  | `first` | `first` unless given |",
            "| `report` | String, long |  |  | up to 20,000 characters |  | searchable, from outside |",
            "| `plannedFor` | Date |  |  |  |  |  |",
            "| `deal` | → [Deal](#deal) |  |  |  |  |  |",
            "| `guide` | → [_User](#_user) |  |  |  |  | owner |",
        ],
    )
    def test_show_what_they_accept(self, row: str, visits: Schema) -> None:
        assert row in chapter(visits, "Visit").splitlines()

    def test_show_a_pointer_to_two_classes(self, schema: Schema) -> None:
        assert "| `relatedTo` | → [Contact](#contact) or [Deal](#deal) |" in chapter(schema, "Activity")

    def test_show_that_a_secret_is_never_shown(self, schema: Schema) -> None:
        assert "| 1 to 200 characters |  | written, never shown |" in chapter(schema, "_User")

    def test_show_the_values_of_an_open_list_and_its_last_ones(self, schema: Schema) -> None:
        values = "lead, qualified, proposal, negotiation, **won**, **lost**"
        assert f"`stage` is, in this order: {values}. After those in bold" in chapter(schema, "Deal")
        assert "The list is open" in chapter(schema, "Deal")

    def test_show_that_a_list_is_closed(self, visits: Schema) -> None:
        text = chapter(visits, "Visit")
        assert "first, **last**. After those in bold nothing more is expected. The list is closed" in text

    def test_show_when_a_record_is_open_and_late(self, visits: Schema) -> None:
        text = chapter(visits, "Visit")
        assert "As long as `happenedAt` is empty it is open; it is late when `plannedFor` has passed." in text


class TestWhoSeesWhat:
    def test_names_the_owners(self, visits: Schema) -> None:
        text = chapter(visits, "Visit")
        assert "Whoever made it, the user in `guide` and the user in `driver`." in text

    def test_names_what_reveals_a_record(self, schema: Schema) -> None:
        assert "Whoever sees a [Deal](#deal) that names it in `company` or `contact.company`." in chapter(
            schema, "Company"
        )

    def test_names_what_a_record_follows(self, schema: Schema) -> None:
        assert "Whoever sees the [Contact](#contact) or [Deal](#deal) in its `relatedTo`." in chapter(
            schema, "Activity"
        )

    def test_names_what_everybody_sees_of_users(self, schema: Schema) -> None:
        text = chapter(schema, "_User")
        assert "Everybody sees `username`. The rest is seen by the user himself." in text
        assert "Admins, and the user himself. Only admins add and remove one." in text

    @pytest.mark.parametrize(
        ("preset", "said"), [("team", "everybody sees all"), ("open", "everybody sees and changes")]
    )
    def test_says_when_the_workspace_is_more_open(self, preset: Preset, said: str, schema: Schema) -> None:
        assert said in data_dictionary(Schema.of(preset=preset))
        assert said not in data_dictionary(schema)
