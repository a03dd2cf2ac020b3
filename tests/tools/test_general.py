"""Where there are many classes, a language model is told of tools for all of them; each call is its class's own."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from store.blueprint.blueprint import Blueprint, ClassPlan, FieldPlan
from store.blueprint.models import models_of
from store.changes import Origin
from store.errors import InvalidValues, UnknownClass
from store.principal import Principal
from store.schema import Schema
from store.store import Store
from tests.tools.desk import where
from tools import TOOLS, Context, Effect, all_tools, offered, preview
from tools.general import MOST_CLASSES

NAME = FieldPlan(name="name", kind="String", required=True)
MANY = Blueprint(classes=tuple(ClassPlan(name=f"Kind{n}", fields=(NAME,)) for n in range(60)))


@pytest.fixture(scope="module")
def many() -> Schema:
    return Schema.of(models_of(MANY))


@pytest.fixture(scope="module")
def context(many: Schema, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    store = Store.open(f"sqlite:///{tmp_path_factory.mktemp('many')}/crm.db", many)
    yield Context(store, Principal("ann", frozenset({"rep"})), Origin("test", "run-1"), datetime.now(UTC))
    store.close()


def test_few_tools_are_offered_for_many_classes(many: Schema) -> None:
    assert len(offered(many)) < 20
    assert {"find_records", "create_record", "update_records", "delete_records", "describe_class"} <= {
        tool.name for tool in offered(many)
    }
    assert "find_kind7s" in all_tools(many)
    assert len(Schema.of().classes) <= MOST_CLASSES
    assert "find_records" not in [tool.name for tool in TOOLS]


def test_a_call_is_handed_to_the_tool_of_its_class(many: Schema, context: Context) -> None:
    tools = all_tools(many)

    def call(tool: str, of_class: str, /, **arguments: Any) -> Any:
        return tools[tool](context, {"class": of_class, "arguments": arguments})

    told = tools["describe_class"](context, {"class": "Kind7", "to": "create"})
    assert told["arguments"] == tools["create_kind7"].schema
    call("create_record", "Kind7", name="Anvil")
    call("update_records", "kind7s", targets=["Anvil"], set={"name": "Hammer"})
    found = call("find_records", "Kind7", where=[where("name", "is", "Hammer")])
    assert [one["name"] for one in found["records"]] == ["Hammer"]
    (would,) = preview(
        context, [("c", tools["delete_records"], {"class": "Kind7", "arguments": {"targets": ["Hammer"]}})]
    )
    assert [change.after for change in would.changes] == [None]
    assert tools["delete_records"].effect is Effect.DESTRUCTIVE


@pytest.mark.parametrize(
    ("tool", "arguments", "error"),
    [
        ("find_records", {"class": "Nothing"}, UnknownClass),
        ("create_record", {"class": "User", "arguments": {}}, InvalidValues),
        ("create_record", {"class": "Kind7", "arguments": {"colour": "red"}}, InvalidValues),
        ("create_record", {"arguments": {}}, InvalidValues),
    ],
)
def test_a_call_that_fits_no_class_is_refused(
    many: Schema, context: Context, tool: str, arguments: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        all_tools(many)[tool](context, arguments)


def test_classes_are_told_with_what_they_are(many: Schema, context: Context) -> None:
    told = all_tools(many)["describe_class"](context, {})["classes"]
    assert len(told) == 65
    assert told["Deal"] == "A possible sale, from first contact until won or lost."
