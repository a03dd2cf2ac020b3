"""Prompts as people write and edit them, each with the blueprint that it gives, or why it is refused."""

from pathlib import Path

import pytest

from store.blueprint.reading.reader import read
from store.blueprint.reading.reading import Reading
from store.errors import InvalidBlueprint
from tests.store.blueprint.outline import Outline, outline

PROMPTS = Path(__file__).parent / "prompts"
EXPECTED: dict[str, Outline] = {
    "headings.md": {
        "Company": ["name* String", "website String", "industry String"],
        "Machine": [
            "serial* String unique", "model String [oven | mixer | sheeter] closed", "price Number", "owner → Company",
            "installedOn Date", "inWarranty Boolean = True",
        ],
    },
    "one_line.txt": {
        "_User": ["username* String", "email* String", "password* String secret"],
        "Member": ["fullName* String", "phone String", "coach → _User", "createdBy → _User"],
        "Deal": [
            "title* String", "stage String [visit | trial | offer | signed | lost]", "amount Number",
            "assignedTo → _User",
        ],
        "Visit": ["member* → Member", "at Date", "note String long"],
    },
    "two_pointers.txt": {
        "Transfer": [
            "title* String", "buyer → Company", "seller → Company on delete refuse", "about → Contact or Deal",
        ],
    },
    "reserved_word.txt": {
        "Course": ["title* String", "class String [first | second | business] closed", "type String"],
    },
    "unicode.txt": {
        "Vertrag": [
            "name* String", "kündigung Date", "prüfer → _User",
            "status String [Entwurf | geprüft | gültig, befristet | gekündigt]",
        ],
        "案件": ["名前* String", "金額 Number", "段階 String [見積 | 受注. | 失注.]"],
    },
    "typos.txt": {
        "Machine": ["serial* String", "price Number", "sold Boolean", "owner → Company", "colour String"],
    },
    "prose.txt": {
        "Company": ["name* String", "website String"],
        "Campaign": ["title* String", "client → Company", "budget Number", "startsOn Date"],
    },
    "table.md": {
        "Ticket": ["subject* String", "contact → Contact", "status String [open | waiting | closed]"],
        "Reply": ["ticket → Ticket", "text String long"],
    },
    "mermaid.md": {
        "CUSTOMER": ["name* String", "tier String [gold | silver | bronze]"],
        "ORDER": ["customer → CUSTOMER", "orderedOn Date", "total Number"],
        "LINE": ["order → ORDER", "text String", "shape String"],
    },
    "parse.json": {
        "Machine": [
            "serial* String", "state String = new", "keeper → _User", "seenWith → Contact or Deal",
            "relatedTo → Contact or Deal",
        ],
    },
    "page.html": {"Machine": ["serial* String", "price Number", "state String [new | used]"]},
    "windows.txt": {"Machine": ["serial* String", "state String [new, boxed | used] closed"]},
    "colons.txt": {
        "Machine": [
            "serial* String unique", "price Number = 10.0", "state String [new | used | scrapped]", "keeper* → _User",
            "parts Array", "maker → Company", "extra Object",
        ],
        "ServiceVisit": [
            "machine* → Machine on delete delete", "doneAt Date", "notes String long searchable",
            "rating String [good | bad] closed",
        ],
    },
    "wrapped.txt": {
        "Machine": ["serial* String", "price Number", "keeper → _User", "state String [new | used]", "boughtOn Date"],
    },
    "untyped.txt": {
        "Machine": [
            "serial String", "price Number", "boughtOn Date", "deliveryDate Date", "company → Company",
            "assignedTo → _User", "isSold Boolean",
        ],
    },
}  # fmt: skip


def prompt(name: str) -> Reading:
    return read((PROMPTS / name).read_bytes().decode())


def unread(reading: Reading) -> list[tuple[int, str]]:
    return [(one.line, one.text) for one in reading.not_understood]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_prompt_gives_its_classes(name: str) -> None:
    assert outline(prompt(name).blueprint) == EXPECTED[name]


def test_every_prompt_here_is_expected_to_give_something() -> None:
    assert {path.name for path in PROMPTS.iterdir()} == {*EXPECTED, "contradictions.txt"}


def test_sixty_classes_that_point_to_one_another_are_read() -> None:
    lines = [f"{n}. Part{n}: name (String, required), next (Pointer to Part{n % 60 + 1})" for n in range(1, 61)]

    found = outline(read("Schema:\n" + "\n".join(lines)).blueprint)

    assert found == {f"Part{n}": ["name* String", f"next → Part{n % 60 + 1}"] for n in range(1, 61)}


class TestWhatIsTold:
    def test_prose_between_is_listed_line_by_line(self) -> None:
        reading = prompt("prose.txt")

        assert unread(reading) == [
            (1, "Hello!"),
            (1, "We are a small agency and would like the following, please."),
            (5, "First of all, companies."),
            (5, "They are what everything hangs on."),
            (9, "Then there are campaigns"),
            (9, "a company has several of them, sometimes running at the same time."),
            (13, "This is what we do for a client."),
            (17, "Remember that budgets are without tax."),
            (20, "Let me know when it is done!"),
        ]

    def test_a_misspelt_type_or_class_is_corrected_and_said(self) -> None:
        reading = prompt("typos.txt")

        assert reading.assumed == (
            "Machine.serial: “Sting” was taken for String.",
            "Machine.price: “Nubmer” was taken for Number.",
            "Machine.sold: “bolean” was taken for Boolean.",
            "Machine.owner: “Ponter to Compny” was taken for a pointer to Compny.",
            "Machine.owner: “Compny” was taken for Company.",
        )

    def test_a_type_or_class_that_nobody_can_guess_is_asked_for(self) -> None:
        reading = prompt("typos.txt")

        assert [(one.about, one.default) for one in reading.questions] == [
            ("Machine.colour", "a String"),
            ("Machine.maker", "it is left out"),
        ]

    def test_a_type_that_is_not_there_yet_is_listed(self) -> None:
        (photo,) = [one for one in prompt("typos.txt").not_understood if "photo" in one.text]

        assert (photo.line, photo.text, photo.why) == (9, "Machine.photo (File)", "this type is not supported yet")

    def test_a_type_that_was_told_from_a_name_is_said(self) -> None:
        assert "Machine.price has no type in the text; it was taken for a Number." in prompt("untyped.txt").assumed

    def test_a_rule_that_is_not_understood_is_listed_beside_one_that_is(self) -> None:
        reading = prompt("one_line.txt")

        assert reading.blueprint.preset == "owner"
        assert unread(reading) == [(1, "Set up a CRM for a gym."), (1, "Print a badge for every member.")]

    def test_what_a_server_grants_to_everybody_is_not_taken_over(self) -> None:
        reading = prompt("parse.json")

        assert reading.form == "schemas"
        assert unread(reading) == [
            (8, "Machine: find for everybody"),
            (8, "Machine: delete for role:boss"),
            (8, "Machine: the index by_serial"),
            (16, "Machine.place (GeoPoint)"),
        ]

    def test_users_whom_a_server_lets_in_by_a_field_are_owners(self) -> None:
        (machine,) = prompt("parse.json").blueprint.classes

        assert machine.owners == ("keeper",)

    def test_a_diagram_says_what_it_cannot_carry(self) -> None:
        assert prompt("mermaid.md").assumed[0].startswith("A diagram says neither which fields are required")

    def test_a_rule_on_a_field_that_is_not_there_is_listed(self) -> None:
        text = "1. Machine\n- name (String)\n- People call it by its: code\n- Its people are those in: keeper\n"

        reading = read(text)

        (machine,) = reading.blueprint.classes
        assert (machine.title, machine.owners) == (None, ())
        assert unread(reading) == [(1, "Machine: title code"), (1, "Machine: owners keeper")]

    def test_a_field_that_every_record_has_is_told_where_it_was_meant_otherwise(self) -> None:
        fields = "id (Number), createdAt (String), number (Number, auto-generated), version (system)"

        reading = read(f"1. Invoice: {fields}, objectId, updatedAt (system)")

        assert outline(reading.blueprint) == {"Invoice": ["number Number"]}
        assert [one.text for one in reading.not_understood] == [
            "Invoice.id (Number)",
            "Invoice.createdAt (String)",
            "Invoice.number, made by the system or its key",
            "Invoice.version, made by the system or its key",
        ]
        assert reading.assumed == ("The id in the text is the objectId that every record has; no field is made of it.",)

    def test_a_word_before_the_fields_is_no_class(self) -> None:
        reading = read(
            "Entity: Lamp\nAttributes: no (Number, required), on (Boolean), at (Date)\nBulb\nProperties: watt (Number)"
        )

        assert outline(reading.blueprint) == {"Lamp": ["no* Number", "on Boolean", "at Date"], "Bulb": ["watt Number"]}

    def test_a_mark_that_only_another_type_can_have_is_listed(self) -> None:
        reading = read("1. Lamp: no (Number, unique, not searchable), on (Boolean, long), at (Date, on delete refuse)")

        assert outline(reading.blueprint) == {"Lamp": ["no Number", "on Boolean", "at Date"]}
        assert [(one.text, one.why) for one in reading.not_understood] == [
            ("Lamp.no: unique", "only a String can be so"),
            ("Lamp.on: long", "only a String can be so"),
            ("Lamp.at: on delete", "only a Pointer can be so"),
        ]

    def test_an_example_is_no_list_of_values(self) -> None:
        reading = read("1. Machine: code (String; e.g. M-1), price (Number; e.g. 10, 20)")

        assert outline(reading.blueprint) == {"Machine": ["code String", "price Number"]}
        assert [one.why for one in reading.not_understood] == [
            "one value is an example, and no list",
            "only a String has a list of values",
        ]


class TestContradictions:
    def test_both_lines_are_named_and_all_contradictions_told(self) -> None:
        with pytest.raises(InvalidBlueprint) as refused:
            prompt("contradictions.txt")

        assert refused.value.code == "invalid_blueprint"
        assert refused.value.problems == [
            "Machine.serial is required in line 3 and optional in line 9: say which.",
            "Machine.price is a Number in line 4 and a String in line 8: say which.",
        ]

    @pytest.mark.parametrize(
        ("field", "told"),
        [
            ("name (String, required, optional)", "Machine.name is “optional” and the opposite in line 2"),
            ("state (String; one of: a, b; default c)", "Machine.state has the default 'c' in line 2"),
            ("state (String; e.g. a, b; final: z)", "Machine.state ends with 'z' in line 2"),
        ],
    )
    def test_a_field_that_contradicts_itself_is_refused(self, field: str, told: str) -> None:
        with pytest.raises(InvalidBlueprint, match=told):
            read(f"1. Machine\n- {field}")

    def test_two_rules_on_who_sees_what_are_refused(self) -> None:
        rules = "- Everybody sees all records.\n- Users see only their own records."

        with pytest.raises(InvalidBlueprint, match=r"“Users see only their own records\.” in line 4 contradicts"):
            read(f"1. Machine: name (String)\nSecurity:\n{rules}")

    def test_a_class_that_is_described_twice_is_one_and_is_asked_about(self) -> None:
        reading = read("1. Machine: name (String)\n2. Oven: name (String)\n3. Machine: price (Number)")

        assert outline(reading.blueprint)["Machine"] == ["name String", "price Number"]
        assert reading.questions[0].question == "It is described in line 1 and again in line 3. Is it one class?"

    def test_a_field_that_is_said_twice_alike_is_one(self) -> None:
        reading = read("1. Machine: name (String), price (Number)\n2. Machine: name (String, required)")

        assert outline(reading.blueprint) == {"Machine": ["name* String", "price Number"]}
