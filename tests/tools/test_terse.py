from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from tools.terse import terse


class Inner(BaseModel):
    """An inner one."""

    title: str = Field(max_length=10)
    properties: int = 0


class Outer(BaseModel):
    name: str = Field("x", description="What it is called.", min_length=1)
    default: float | None = None
    many: list[Inner] = Field(default_factory=list, max_length=5)
    one: Inner | None = Field(None, description="Only one")
    mixed: Annotated[int | str | None, Field(description="Either")] = None
    word: Literal["a", "b"] = "a"
    free: dict[str, Any] = Field(default_factory=dict)
    anything: Any = None


def short(model: type[BaseModel]) -> dict[str, Any]:
    return terse(model.model_json_schema())


class TestATerseSchema:
    def test_keeps_arguments_whose_names_are_words_of_json_schema(self) -> None:
        inner = short(Outer)["properties"]["many"]["items"]

        assert set(inner["properties"]) == {"title", "properties"}
        assert set(short(Outer)["properties"]) == set(Outer.model_fields)

    def test_leaves_out_titles_defaults_and_limits(self) -> None:
        assert short(Outer)["properties"]["name"] == {"description": "What it is called.", "type": "string"}

    def test_leaves_out_null(self) -> None:
        assert short(Outer)["properties"]["default"] == {"type": "number"}

    def test_keeps_other_choices_of_type(self) -> None:
        mixed = short(Outer)["properties"]["mixed"]

        assert mixed == {"anyOf": [{"type": "integer"}, {"type": "string"}], "description": "Either"}

    def test_has_its_definitions_in_place(self) -> None:
        one = short(Outer)["properties"]["one"]

        assert "$defs" not in short(Outer)
        assert one["properties"]["title"] == {"type": "string"}
        assert one["description"] == "Only one"

    def test_keeps_what_is_required_and_listed(self) -> None:
        assert short(Inner)["required"] == ["title"]
        assert short(Outer)["properties"]["word"] == {"enum": ["a", "b"]}

    def test_says_that_it_is_an_object_also_when_it_is_empty(self) -> None:
        assert short(type("Nothing", (BaseModel,), {})) == {"type": "object", "properties": {}}
