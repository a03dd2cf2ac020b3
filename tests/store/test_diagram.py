import pytest
from pydantic import create_model

from store.classes import ToCompany
from store.diagram import er_diagram
from store.fields import Record
from store.schema import Schema


@pytest.mark.parametrize(
    "line",
    [
        "Deal }o--o| Company : company",
        "Activity }o--o| Contact : relatedTo",
        "Activity }o--o| Deal : relatedTo",
        "Project }o--o| Deal : deal",
        "String objectId PK",
        'String email UK "required"',
        'String stage "lead, qualified, proposal, negotiation, won, lost"',
        "Date expectedCloseDate",
        "Pointer relatedTo FK",
        "Number budget",
        "Boolean urgent",
    ],
)
def test_the_diagram_draws_fields_and_pointers(line: str, schema: Schema) -> None:
    assert line in [drawn.strip() for drawn in er_diagram(schema).splitlines()]


def test_the_diagram_draws_a_pointer_that_is_required_without_a_circle() -> None:
    site = create_model("Site", __base__=Record, __doc__="A place.", name=(str, ...), company=(ToCompany, ...))

    assert "Site }o--|| Company : company" in er_diagram(Schema.of({"Site": site}))


def test_the_diagram_has_a_box_for_every_class(schema: Schema) -> None:
    drawing = er_diagram(schema).split("```mermaid\nerDiagram\n")[1].split("```")[0]

    assert [line.split()[0] for line in drawing.splitlines() if line.endswith(" {")] == list(schema.classes)
