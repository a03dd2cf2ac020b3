"""The OpenAPI document of the records says what the server takes and answers, of an added class too."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from api.parse.document import records_document
from store.schema import Schema
from tests.api.codegen.awkward import awkward
from tests.api.parse.apps import App

Fits = Callable[[str, Any], bool]


@pytest.fixture
def fits(schema: Schema) -> Fits:
    """Whether a value has a shape of the document."""
    components = records_document(schema)["components"]

    def fit(name: str, value: Any) -> bool:
        shape = {"$ref": f"#/components/schemas/{name}", "components": components}
        return bool(Draft202012Validator(shape).is_valid(value))

    return fit


def parts(value: Any) -> Iterator[dict[str, Any]]:
    """All objects in a piece of JSON."""
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from parts(one)


@pytest.mark.parametrize("classes", [Schema.of, awkward])
def test_every_class_has_its_operations_and_all_that_is_named_is_there(classes: Callable[[], Schema]) -> None:
    document = records_document(classes())
    shapes = document["components"]["schemas"]

    Draft202012Validator.check_schema({"$defs": shapes})
    named = {part["$ref"].rpartition("/")[2] for part in parts(document) if "$ref" in part}
    deeds = [part["operationId"] for part in parts(document["paths"]) if "operationId" in part]

    assert named <= set(shapes)
    assert len(set(deeds)) == len(deeds)
    for cls in document["tags"][1:]:
        assert {f"{deed}{cls['name']}" for deed in ("find", "create", "get", "update", "delete")} <= set(deeds)


def test_what_the_server_takes_and_answers_has_its_shapes(ann: App, fits: Fits) -> None:
    deal = {"__type": "Pointer", "className": "Deal", "objectId": ann.makes("Deal", title="Pilot")}
    sent = {"name": "Move", "budget": 3, "urgent": True, "deal": deal, "ACL": {"*": {"read": True, "write": True}}}
    path = f"classes/Project/{ann.makes('Project', **sent)}"
    changed = {"budget": {"__op": "Increment", "amount": 2}, "urgent": {"__op": "Delete"}}

    answer = ann.does("PUT", path, changed)

    assert fits("Project.new", sent)
    assert fits("Project.change", changed)
    assert fits("wire.Changed", answer)
    for read in (ann.does("GET", path), ann.does("GET", f"{path}?include=deal")):
        assert fits("Project", read)
        assert read["budget"] == 5


def test_what_the_server_refuses_has_none(ann: App, fits: Fits) -> None:
    pointer = {"__type": "Pointer", "className": "Company", "objectId": "abc"}
    for wrong in ({}, {"name": 7}, {"name": "x", "deal": pointer}, {"name": "x", "colour": "red"}):
        refusal = ann.refused("POST", "classes/Project", wrong)

        assert not fits("Project.new", wrong)
        assert refusal
