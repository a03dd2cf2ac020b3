from typing import Any

import pytest

from store.errors import InvalidValues
from tests.tools.desk import Desk
from tests.tools.world import World


def spans(found: dict[str, Any]) -> list[tuple[str, set[str]]]:
    """Return each piece of the text with the ids of the records that it may mean."""
    return [(one["text"], {record["id"] for record in one["records"]}) for one in found["names"]]


class TestNamesInAText:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Acme Corp", ("Acme Corp", {"c-acme"})),
            ("move the acme deal to proposal", ("acme", {"c-acme"})),
            ("Call Jane Doe tomorrow", ("Jane Doe", {"p-jane"})),
            ("Call Jane tomorrow", ("Jane", {"p-jane", "p-porter"})),
            ("Jane's phone", ("Jane", {"p-jane", "p-porter"})),
            ("what about MÜLLER & SÖHNE GMBH?", ("MÜLLER & SÖHNE GMBH", {"c-muller"})),
            ("muller und sohne", ("muller", {"c-muller"})),
            ("zoe", ("zoe", {"p-zoe"})),
            ("assign it to Bob Ray", ("Bob Ray", {"u-bob"})),
            ("the Harbour project", ("Harbour", {"j-harbour"})),
            ("Send offer is done", ("Send offer", {"a-offer"})),
            ("acnme corp", ("acnme corp", {"c-acme"})),
            ("Globx is quiet", ("Globx", {"c-globex", "d-renewal"})),
            ("Chris called", ("Chris", {"p-chris"})),
            ("🚀 Initech 🚀", ("Initech", {"c-initech"})),
        ],
    )
    def test_are_found(self, text: str, expected: tuple[str, set[str]], world: World) -> None:
        assert expected in spans(world.ann("find_names", text=text))

    @pytest.mark.parametrize(
        "text",
        ["", " ", "?!", "🚀🚀🚀", "nothing to see", "Zyxworth Ltd", "Zadie", "p-zyx", "\x00", "'; DROP TABLE deal;--"],
    )
    def test_are_none(self, text: str, world: World) -> None:
        assert world.ann("find_names", text=text) == {"names": []}

    def test_have_their_place_in_the_text(self, world: World) -> None:
        text = "🚀 Über Acme Corp und Jane"

        found = world.ann("find_names", text=text)["names"]

        assert found
        assert all(text[one["start"] : one["end"]] == one["text"] for one in found)

    def test_stand_the_longest_first(self, world: World) -> None:
        found = world.ann("find_names", text="Jane asks Globex about the Globex renewal")["names"]

        assert found[0]["text"] == "Globex renewal"
        lengths = [one["end"] - one["start"] for one in found]
        assert lengths == sorted(lengths, reverse=True)

    def test_have_the_record_with_its_class_name_and_score(self, world: World) -> None:
        (found,) = world.ann("find_names", text="acme")["names"]

        assert found == {
            "start": 0, "end": 4, "text": "acme",
            "records": [{"class": "Company", "id": "c-acme", "name": "Acme Corp", "score": 0.5}],
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("text", "best"), [("Initech", 1.0), ("initech", 1.0), ("Globex renewal", 1.0), ("Zoë O'Brien", 1.0)]
    )
    def test_score_one_for_the_whole_name(self, text: str, best: float, world: World) -> None:
        assert world.ann("find_names", text=text)["names"][0]["records"][0]["score"] == best

    def test_score_less_when_they_are_misspelt_or_not_whole(self, world: World) -> None:
        scores = [
            world.ann("find_names", text=text)["names"][0]["records"][0]["score"]
            for text in ("Globex renewal", "Globex renewl", "renewal")
        ]

        assert scores == sorted(scores, reverse=True)
        assert len(set(scores)) == 3

    def test_are_many_for_a_manager(self, world: World) -> None:
        assert ("Zyxworth Ltd", {"c-zyx"}) in spans(world.boss("find_names", text="what of Zyxworth Ltd?"))

    def test_may_mean_records_of_several_classes(self, world: World) -> None:
        found = spans(world.ann("find_names", text="globex"))

        assert found == [("globex", {"c-globex", "d-renewal"})]


class TestLimits:
    def test_a_text_of_8000_characters_is_read_to_its_end(self, world: World) -> None:
        filler = "Lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt labore. "
        words = " ".join(f"word{number}" for number in range(200))
        text = (filler * 80 + words)[:7980] + " Jane Doe, Initech."

        assert len(text) == 7999
        assert {"Jane Doe", "Initech"} <= {one["text"] for one in world.ann("find_names", text=text)["names"]}

    def test_a_word_of_8000_letters_is_no_name(self, world: World) -> None:
        assert world.ann("find_names", text="x" * 8000) == {"names": []}

    def test_a_name_of_one_long_word_is_found(self, desk: Desk) -> None:
        long = "Rindfleischetikettierung" * 4
        desk("create_company", name=long)

        assert desk("find_names", text=f"call {long}")["names"][0]["text"] == long
        assert desk("get_record", **{"class": "Company"}, target=f"the {long} company")["name"] == long

    def test_a_longer_text_than_ten_thousand_characters_is_refused(self, world: World) -> None:
        assert isinstance(world.ann.refused("find_names", text="x" * 10_001), InvalidValues)

    @pytest.mark.parametrize("text", [None, 5, ["Acme"], "\ud800"])
    def test_what_is_no_text_is_refused(self, text: Any, world: World) -> None:
        assert isinstance(world.ann.refused("find_names", text=text), InvalidValues)

    def test_a_name_that_many_records_have_shows_eight_and_says_how_many_more(self, desk: Desk) -> None:
        for number in range(10):
            desk("create_company", name=f"Werk {number}")

        (found,) = desk("find_names", text="Werk")["names"]

        assert (len(found["records"]), found["more"]) == (8, 2)

    def test_names_are_at_most_fifty(self, desk: Desk) -> None:
        with desk.store.records(desk.principal) as records:
            for number in range(60):
                records.create("Company", {"name": f"Werk{number:02}x"})
        text = " und so weiter, ".join(f"Werk{number:02}x" for number in range(60))

        assert len(desk("find_names", text=text)["names"]) == 50

    def test_the_same_name_said_twice_is_found_twice(self, world: World) -> None:
        found = world.ann("find_names", text="Initech, and again Initech")["names"]

        assert [one["start"] for one in found] == [0, 19]
