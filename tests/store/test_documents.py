from pathlib import Path
from typing import Annotated

import orjson
from pydantic import create_model

from store.documents import documents, stale, write
from store.fields import Choice, Record
from store.schema import Schema
from store.sequence import sequence

DOCS = Path(__file__).parents[2] / "docs"
NAMES = ["data-dictionary.md", "er-diagram.md", "sequence-diagram.md", "schema.json"]


def test_the_documents_of_this_project_are_current() -> None:
    assert stale(documents(Schema.of()), DOCS) == []


def test_a_document_is_stale_when_it_is_missing_or_says_something_else(tmp_path: Path) -> None:
    folder, texts = tmp_path / "docs", documents(Schema.of())
    paths = [folder / name for name in NAMES]
    assert stale(texts, folder) == paths
    assert write(texts, folder) == paths

    paths[1].write_text(paths[1].read_text("utf-8") + "By hand.\n", "utf-8")

    assert stale(texts, folder) == paths[1:2]
    assert write(texts, folder) == paths[1:2]
    assert write(texts, folder) == []


def test_a_class_that_is_added_makes_stale_what_shows_all_classes(tmp_path: Path, schema: Schema) -> None:
    write(documents(Schema.of()), tmp_path)

    assert [path.name for path in stale(documents(schema), tmp_path)] == [NAMES[0], NAMES[1], NAMES[3]]


def test_the_json_has_the_added_class_in_the_form_of_templates(schema: Schema) -> None:
    classes = {one["className"]: one["fields"] for one in orjson.loads(documents(schema)["schema.json"])["classes"]}

    assert classes["Project"]["name"]["required"]
    assert (classes["Project"]["deal"]["type"], classes["Project"]["deal"]["targetClass"]) == ("Pointer", "Deal")
    assert classes["Activity"]["relatedTo"]["targetClasses"] == ["Contact", "Deal"]


def test_the_sequence_is_told_with_the_names_of_the_classes() -> None:
    told = sequence(Schema.of())

    for line in (
        "App->>Parley: POST /parse/login",
        "App->>Parley: GET /parse/classes/Contact",
        "App->>Parley: GET /parse/classes/Deal where stage is lead, order by expectedCloseDate",
        "App->>Parley: PUT /parse/classes/Deal/ID with stage qualified",
        "Parley-->>Colleague: live event, the deal as it is now",
        "App->>Parley: POST /parse/classes/Activity with relatedTo to the deal",
    ):
        assert f"    {line}" in told.splitlines()


def test_other_stages_make_another_sequence_in_which_no_sign_breaks_a_line() -> None:
    steps = Annotated[str, Choice("#1; neu", "fertig", terminal=("fertig",))]
    deal = create_model("Deal", __base__=Record, __doc__="An order.", name=(str, ...), step=(steps | None, None))

    told = sequence(Schema.of({"Deal": deal, "Activity": create_model("Activity", __base__=Record, name=(str, ...))}))

    assert "GET /parse/classes/Deal where step is .1, neu" in told
    assert not {";", "#"} & set(told)
