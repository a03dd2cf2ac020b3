import json
from typing import Any

import pytest

from store.errors import InvalidValues, StoreError
from store.schema import Schema
from tests.tools.desk import Desk, where
from tests.tools.world import HIDDEN, World
from tools import TOOLS, Effect, Tool, all_tools

READ = [
    "find_users", "find_companies", "find_contacts", "find_deals", "find_activities", "find_projects", "totals",
    "pipeline", "get_record", "timeline", "history", "find_names", "who_am_i", "search_notes",
    "recall",
]  # fmt: skip
WRITE = [
    "create_company", "create_contact", "create_deal", "create_activity", "create_project", "update_companies",
    "update_contacts", "update_deals", "update_activities", "update_projects", "share",
]  # fmt: skip
DESTRUCTIVE = [
    "delete_companies", "delete_contacts", "delete_deals", "delete_activities", "delete_projects", "undo",
]  # fmt: skip
EVERY = READ + WRITE + DESTRUCTIVE

REQUIRED: dict[str, dict[str, Any]] = {
    "create_company": {"name": "New"}, "create_contact": {"name": "New"}, "create_deal": {"title": "New"},
    "create_project": {"name": "New"}, "update_companies": {"targets": ["x"]}, "update_contacts": {"targets": ["x"]},
    "update_deals": {"targets": ["x"]}, "update_activities": {"targets": ["x"]}, "update_projects": {"targets": ["x"]},
    "delete_companies": {"targets": ["x"]}, "delete_contacts": {"targets": ["x"]}, "delete_deals": {"targets": ["x"]},
    "delete_activities": {"targets": ["x"]}, "delete_projects": {"targets": ["x"]}, "totals": {"class": "Deal"},
    "get_record": {"class": "Deal", "target": "x"}, "timeline": {"class": "Deal", "target": "x"},
    "find_names": {"text": "x"}, "search_notes": {"query": "x"}, "recall": {"target": "x"},
    "share": {"class": "Deal", "target": "x", "with": ["me"]},
}  # fmt: skip

ANSWERED: list[tuple[str, dict[str, Any]]] = [
    ("find_users", {}), ("find_companies", {"long": True}), ("find_contacts", {"long": True}),
    ("find_deals", {"long": True}), ("find_activities", {"long": True}), ("find_projects", {"long": True}),
    ("totals", {"class": "Deal", "of": "amount", "by": "company"}),
    ("totals", {"class": "Deal", "of": "expected_close_date", "by": "expected_close_date"}), ("pipeline", {}),
    ("get_record", {"class": "Deal", "target": "d-annual"}), ("timeline", {"class": "Company", "target": "c-acme"}),
    ("history", {}), ("find_names", {"text": "Jane of Acme"}), ("who_am_i", {}),
    ("search_notes", {"query": "offers and instructions", "about": "Acme", "by": "me"}),
    ("recall", {"target": "c-acme"}),
]  # fmt: skip

REACHING: list[tuple[str, dict[str, Any]]] = [
    ("find_companies", {"where": [where("name", "contains", HIDDEN)]}),
    ("find_contacts", {"where": [where("company.name", "is", f"{HIDDEN} Ltd")]}),
    ("find_contacts", {"where": [where("company", "is", HIDDEN)]}),
    ("find_contacts", {"where": [where("email", "contains", "zyxworth")]}),
    ("find_deals", {"where": [where("title", "contains", HIDDEN)]}),
    ("find_deals", {"where": [where("company", "contains", HIDDEN)]}),
    ("find_deals", {"where": [where("company", "is", "c-zyx")]}),
    ("find_deals", {"where": [where("id", "is", "d-zyx")]}),
    ("find_activities", {"where": [where("related_to.title", "contains", HIDDEN)]}),
    ("find_projects", {"where": [where("deal.company.name", "contains", HIDDEN)]}),
    ("create_contact", {"name": "New", "company": "c-zyx"}),
    ("create_deal", {"title": "New", "contact": f"Zadie {HIDDEN}"}),
    ("create_activity", {"subject": "New", "related_to": "d-zyx"}),
    ("create_project", {"name": "New", "deal": f"{HIDDEN} buyout"}),
    ("update_companies", {"targets": ["c-zyx"], "set": {"industry": "x"}}),
    ("update_contacts", {"targets": [f"Zadie {HIDDEN}"], "clear": ["email"]}),
    ("update_deals", {"targets": [f"the {HIDDEN} deal"], "set": {"stage": "won"}}),
    ("update_deals", {"targets": ["d-annual"], "set": {"company": "c-zyx"}}),
    ("update_activities", {"targets": ["a-zyx"], "set": {"subject": "x"}}),
    ("update_projects", {"targets": [f"{HIDDEN} works"], "set": {"budget": 1}}),
    ("delete_companies", {"targets": ["c-zyx"]}),
    ("delete_contacts", {"targets": ["p-zyx"]}),
    ("delete_deals", {"targets": [HIDDEN]}),
    ("delete_activities", {"targets": [f"{HIDDEN} call"]}),
    ("delete_projects", {"targets": ["j-zyx"]}),
    ("totals", {"class": "Deal", "of": "amount", "where": [where("title", "contains", HIDDEN)]}),
    ("pipeline", {"where": [where("company.name", "contains", HIDDEN)]}),
    ("get_record", {"class": "Deal", "target": "d-zyx"}),
    ("timeline", {"class": "Company", "target": f"{HIDDEN} Ltd"}),
    ("history", {"class": "Deal", "target": "d-zyx"}),
    ("history", {"target": HIDDEN}),
    ("find_names", {"text": f"{HIDDEN} Ltd and Zadie"}),
    ("search_notes", {"query": f"{HIDDEN} notes"}),
    ("search_notes", {"query": "notes", "about": "d-zyx"}),
    ("recall", {"target": "c-zyx"}),
    ("recall", {"target": f"{HIDDEN} Ltd"}),
    ("find_names", {"text": f"{HIDDEN}s"}),
    ("share", {"class": "Deal", "target": "d-zyx", "with": ["me"]}),
]


@pytest.fixture(params=EVERY)
def tool(request: pytest.FixtureRequest, schema: Schema) -> Tool:
    return all_tools(schema)[request.param]


class TestEveryTool:
    def test_is_listed_here(self, schema: Schema) -> None:
        assert sorted(all_tools(schema)) == sorted(EVERY)

    def test_has_a_name_and_says_what_it_does(self, tool: Tool) -> None:
        assert tool.name.replace("_", "").isalpha()
        assert 10 < len(tool.description) < 200
        assert tool.description.endswith(".")

    def test_has_an_effect(self, tool: Tool) -> None:
        assert tool.effect in Effect
        assert (tool.effect is Effect.READ) is (tool.name in READ)
        assert (tool.effect is Effect.DESTRUCTIVE) is (tool.name in DESTRUCTIVE)

    def test_refuses_unknown_arguments(self, tool: Tool) -> None:
        with pytest.raises(InvalidValues, match=f"{tool.name}: surprise: "):
            tool.checked(REQUIRED.get(tool.name, {}) | {"surprise": 1})

    def test_accepts_what_is_required_alone(self, tool: Tool) -> None:
        tool.checked(REQUIRED.get(tool.name, {}))

        assert set(tool.schema.get("required", [])) == set(REQUIRED.get(tool.name, {}))

    @pytest.mark.parametrize("nothing", [None, [], "text", 5])
    def test_refuses_arguments_that_are_none(self, tool: Tool, nothing: Any) -> None:
        with pytest.raises(InvalidValues, match=f"^{tool.name}: arguments: "):
            tool.checked(nothing)

    def test_describes_its_arguments_in_json_schema(self, tool: Tool) -> None:
        assert tool.schema["type"] == "object"
        assert json.loads(json.dumps(tool.schema)) == tool.schema
        assert_schema(tool.schema)

    def test_names_every_argument_in_its_schema(self, tool: Tool) -> None:
        names = {field.alias or name for name, field in tool.arguments.model_fields.items()}

        assert set(tool.schema["properties"]) == names

    def test_tells_few_reasons_of_many(self, tool: Tool) -> None:
        with pytest.raises(InvalidValues) as caught:
            tool.checked({f"{'x' * 1000}{n}": n for n in range(1000)})

        assert len(str(caught.value)) < 1000


def assert_schema(part: dict[str, Any]) -> None:
    assert set(part) <= {"type", "description", "properties", "required", "items", "enum", "anyOf"}
    assert part.get("type", "string") in {"string", "number", "integer", "boolean", "object", "array"}
    assert set(part.get("required", [])) <= set(part.get("properties", {}))
    assert all(isinstance(value, str) for value in part.get("enum", []))
    items = [part["items"]] if "items" in part else []
    for inner in [*part.get("properties", {}).values(), *part.get("anyOf", []), *items]:
        assert_schema(inner)


class TestTheWholeSet:
    def test_is_the_same_list_for_the_built_in_classes(self) -> None:
        assert sorted(tool.name for tool in TOOLS) == sorted(name for name in EVERY if "project" not in name)

    def test_costs_a_model_less_than_12000_characters(self) -> None:
        whole = [{"name": t.name, "description": t.description, "parameters": t.schema} for t in TOOLS]

        assert len(json.dumps(whole, separators=(",", ":"), ensure_ascii=False)) < 12_000

    def test_has_no_tool_that_adds_or_changes_users(self, schema: Schema) -> None:
        assert [name for name in all_tools(schema) if "user" in name] == ["find_users"]

    def test_is_made_once_for_a_schema(self, schema: Schema) -> None:
        assert all_tools(schema) is all_tools(schema)


class TestAnswers:
    @pytest.mark.parametrize(("name", "arguments"), ANSWERED)
    def test_are_json(self, name: str, arguments: dict[str, Any], world: World) -> None:
        result = world.ann(name, **arguments)

        assert json.loads(json.dumps(result, allow_nan=False)) == result

    @pytest.mark.parametrize(("name", "arguments"), ANSWERED)
    def test_hold_nothing_of_others(self, name: str, arguments: dict[str, Any], world: World) -> None:
        said = json.dumps(world.ann(name, **arguments)).casefold()

        assert "zyx" not in said
        assert "bob@example.com" not in said

    @pytest.mark.parametrize(("name", "arguments"), REACHING)
    def test_about_hidden_records_are_those_about_records_that_do_not_exist(
        self, name: str, arguments: dict[str, Any], world: World
    ) -> None:
        absent = json.loads(json.dumps(arguments).replace("yxworth", "qqqqqq").replace("zyx", "zqq"))

        assert answer(world.ann, name, arguments) == answer(world.ann, name, absent)

    @pytest.mark.parametrize(("name", "arguments"), [one for one in REACHING if one[0] in READ])
    def test_about_hidden_records_are_others_for_those_who_may_read_them(
        self, name: str, arguments: dict[str, Any], world: World
    ) -> None:
        assert answer(world.boss, name, arguments) != answer(world.ann, name, arguments)


def answer(desk: Desk, name: str, arguments: dict[str, Any]) -> str:
    """Return what a tool says to anything that names no such record."""
    try:
        said = json.dumps(desk(name, **arguments))
    except StoreError as error:
        said = f"{error.code}: {error}"
    return said.replace("yxworth", "qqqqqq").replace("zyx", "zqq")
