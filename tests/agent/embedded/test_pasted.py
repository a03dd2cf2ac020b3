import pytest

from agent.embedded.pasted import is_description

TOOLS = frozenset({"plan_schema", "apply_schema"})
PROMPT = "Create a CRM app.\n\nSchema:\n1. Machine\n- serial (String, required)\n- price (Number)\n- bought (Date)\n"


@pytest.mark.parametrize(
    "said",
    [
        PROMPT,
        "```mermaid\nerDiagram\n    DEAL {\n        string title\n    }\n```",
        '{"classes": [{"className": "Deal", "fields": {}}]}',
        '```json\n[{"className": "Deal", "fields": {}}]\n```',
    ],
)
def test_a_description_of_classes_is_one(said: str) -> None:
    assert is_description(said, TOOLS)


@pytest.mark.parametrize(
    "said",
    [
        "move the Globex renewal to proposal",
        "Log a call with Ann about the class schedule and the Schema of their Number range.",
        "1. call Bob\n2. write to Ann about the String order\n3. close the deal",
        '{"stage": "won"}',
        "add a deal {classes} for 500",
        "",
    ],
)
def test_what_salespeople_write_is_none(said: str) -> None:
    assert not is_description(said, TOOLS)


def test_without_the_tools_to_make_classes_nothing_is_one() -> None:
    assert not is_description(PROMPT, frozenset({"find_deals"}))
