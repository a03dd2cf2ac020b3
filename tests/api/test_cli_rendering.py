"""How text is set for a terminal, and as plain text."""

import io

import pytest
from rich.console import Console, RenderableType

from agent.deciding import decided
from api.cli.cards import panel
from api.cli.markdown import Document, plain
from api.cli.rendering import clean
from store.cards import Card, CardCall
from tests.tools.desk import NOW

TABLE = "| title | amount | company |\n| --- | --- | --- |\n| Annual plan \\| 2 | 1,200 | Acme |\n| Ä | 30 | |"


def shown(found: RenderableType, width: int, *, colour: bool = False) -> str:
    out = Console(file=io.StringIO(), width=width, force_terminal=colour, color_system="truecolor" if colour else None)
    out.print(found)
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue()


class TestClean:
    @pytest.mark.parametrize("code", [*range(0x09), 0x0B, 0x0C, 0x0D, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0x202E])
    def test_what_a_terminal_would_obey_is_taken_out(self, code: int) -> None:
        assert chr(code) not in clean(f"a{chr(code)}b")

    def test_text_stays_as_it_is(self) -> None:
        text = "Zoë\t→ 東京 🙂 שלום\n[red] :smile: <b>"

        assert clean(text) == text

    def test_half_of_a_character_is_replaced(self) -> None:
        assert clean("a\udcffb").encode() == "a\ufffdb".encode()


class TestPlain:
    def test_the_columns_of_a_table_are_in_line_and_numbers_to_the_right(self) -> None:
        assert plain(f"Two:\n\n{TABLE}\n\nThat is all.").splitlines() == [
            "Two:",
            "",
            "| title            | amount | company |",
            "| ---------------- | -----: | ------- |",
            "| Annual plan \\| 2 |  1,200 | Acme    |",
            "| Ä                |     30 |         |",
            "",
            "That is all.",
        ]

    @pytest.mark.parametrize("text", ["", "a | b", "**bold** and `code`", "- one\n- two", "| no | rule |\nhere"])
    def test_everything_else_is_left_alone(self, text: str) -> None:
        assert plain(text) == text


class TestDocument:
    def test_a_table_is_set_with_numbers_to_the_right(self) -> None:
        lines = [line.rstrip() for line in shown(Document(TABLE), 60).splitlines() if line.strip()]

        assert lines[0] == "title            amount  company"
        assert lines[2:] == ["Annual plan | 2   1,200  Acme", "Ä                    30"]

    def test_where_there_is_no_room_each_record_stands_by_itself(self) -> None:
        lines = [line.rstrip() for line in shown(Document(TABLE), 20).splitlines() if line.strip()]

        assert lines == ["Annual plan | 2", "  amount   1,200", "  company  Acme", "Ä", "  amount  30"]

    def test_a_line_stays_a_line(self) -> None:
        assert shown(Document("one\ntwo"), 60).split() == ["one", "two"]
        assert len(shown(Document("one\ntwo"), 60).splitlines()) == 2

    @pytest.mark.parametrize("text", ["<script>x</script>", "[red]x[/red]", ":smile:", "<b>x</b>"])
    def test_markup_of_other_kinds_is_text(self, text: str) -> None:
        assert text in shown(Document(text), 60)

    def test_a_link_shows_where_it_leads_and_is_none_for_the_terminal(self) -> None:
        told = shown(Document("[your bank](http://evil.example)"), 60, colour=True)

        assert "http://evil.example" in told
        assert "\x1b]8" not in told

    def test_an_escape_is_text(self) -> None:
        assert "\x1b]0;" not in shown(Document("a\x1b]0;owned\x07b"), 60, colour=True)


class TestCard:
    @pytest.fixture
    def card(self) -> Card:
        fields = {"stage": {"from": "lead", "to": "won"}, "amount": {"from": None, "to": 48000}}
        row = {
            "class": "Deal",
            "id": "d1",
            "name": "Evil\x1b[2J [red]plan[/red]",
            "what": "updated",
            "around": ["Acme"],
        }
        call = CardCall("c", "update_deals", {}, [], [row | {"fields": fields}] * 31)
        return Card("x", "r", "t", "cli", "u", "open", ["it changes 31 records"], [call], NOW)

    def test_it_shows_each_record_old_to_new_and_how_many(self, card: Card) -> None:
        told = shown(panel(card), 60)

        assert "Shall I? 31 changes" in told
        assert "lead → won" in told
        assert "(empty) → 48,000" in told
        assert "and 1 more" in told
        assert "because it changes 31 records" in told

    def test_names_give_no_orders(self, card: Card) -> None:
        told = shown(panel(card), 60, colour=True)

        assert "[red]plan[/red]" in told
        assert "\x1b[2J" not in told


@pytest.mark.parametrize(("said", "meant"), [("yes", "approved"), ("Y", "approved"), (" Approve! ", "approved")])
def test_yes_is_said_in_several_ways(said: str, meant: str) -> None:
    assert decided(said) == meant


@pytest.mark.parametrize("said", ["no", "N.", "reject"])
def test_no_is_said_in_several_ways(said: str) -> None:
    assert decided(said) == "rejected"


@pytest.mark.parametrize("said", ["", "yes, but", "nobody", "yesterday", "move it"])
def test_everything_else_is_neither(said: str) -> None:
    assert decided(said) is None
