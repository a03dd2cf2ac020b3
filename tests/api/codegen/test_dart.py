"""Dart's grammar reads what is generated, and it has every class and field."""

from collections.abc import Iterator

import pytest
import tree_sitter_dart
from tree_sitter import Language, Node, Parser

from api.codegen.dart import dart
from store.schema import Schema
from tests.api.codegen.awkward import awkward

PARSER = Parser(Language(tree_sitter_dart.language()))


def nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from nodes(child)


def faults(text: str) -> list[tuple[int, str]]:
    """Lines that are not Dart."""
    tree = PARSER.parse(text.encode())
    wrong = (node for node in nodes(tree.root_node) if node.is_error or node.is_missing)
    return [(node.start_point[0] + 1, text.splitlines()[node.start_point[0]]) for node in wrong]


def classes(text: str) -> dict[str, str]:
    """What is in the classes, by their names."""
    found = (node for node in nodes(PARSER.parse(text.encode()).root_node) if node.type == "class_definition")
    named = {node.child_by_field_name("name"): node for node in found}
    return {(name.text or b"").decode(): (node.text or b"").decode() for name, node in named.items() if name}


MODELS = classes(dart(awkward())["models.dart"])


def test_the_grammar_sees_what_is_no_dart() -> None:
    assert faults("class Deal { String? get title => => null; }")


def test_everything_is_dart(schema: Schema) -> None:
    for one in (Schema.of(), schema, awkward()):
        for name, text in dart(one).items():
            assert name == "pubspec.yaml" or faults(text) == []


def test_an_added_class_is_a_model_with_all_its_fields(schema: Schema) -> None:
    text = dart(schema)["models.dart"]
    project = classes(text)["Project"]

    for line in (
        "String? get name => get<String>(keyName);",
        "set budget(double? value) => set<double?>(keyBudget, value);",
        "bool? get urgent => get<bool>(keyUrgent);",
        "User? get lead => get<User>(keyLead);",
        "Deal? get deal => get<Deal>(keyDeal);",
        "Project clone(Map<String, dynamic> map) => Project.clone()..fromJson(map);",
    ):
        assert line in project
    assert "  'Project': () => Project(),\n" in text


def test_what_the_server_stamps_is_only_read_and_a_secret_is_only_written() -> None:
    promise = MODELS["Promise"]

    assert "get madeBy" in promise
    assert "set madeBy" not in promise
    assert "set code(" in promise
    assert "get code" not in promise


@pytest.mark.parametrize(("field", "name"), [("default", "defaultField"), ("num", "numField"), ("save", "saveField")])
def test_a_field_that_may_not_be_called_so_has_another_name_and_stays_the_same_on_the_wire(
    field: str, name: str
) -> None:
    promise = MODELS["Promise"]

    assert f" get {name} => get<" in promise
    assert f"= '{field}';" in promise


def test_values_are_named_and_others_may_stand_there() -> None:
    text = dart(awkward())["models.dart"]

    assert "extension type const PromiseGradeValue(String value) implements String {" in text
    assert r"""itSX = PromiseGradeValue('it\'s "\$x"\\');""" in text
    assert "[grosser, value2Weeks, inProgress, defaultValue, langer, langerValue, itSX, valueValue]" in text


def test_the_same_classes_make_the_same_files(schema: Schema) -> None:
    assert dart(schema) == dart(schema)
    assert list(dart(schema)) == ["models.dart", "steps.dart", "pubspec.yaml"]
