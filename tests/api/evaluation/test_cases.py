from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest

from api.evaluation.reading import read_cases
from api.evaluation.worlds import Worlds
from store.errors import InvalidFile
from store.schema import Schema
from store.store import Store
from store.transfer.state import export_state
from tests.api.evaluation.office import OFFICE, State, case, create, delete, update

NEEDED = {"id": "x", "world": "w.json", "user": "u1", "now": "2026-03-18T09:30:00", "utterance": "do it"}


def written(folder: Path, *lines: dict[str, Any] | str) -> Path:
    """Write a file of cases; text stands in it as it is."""
    file = folder / "cases.jsonl"
    file.write_text("\n".join(one if isinstance(one, str) else orjson.dumps(one).decode() for one in lines), "utf-8")
    return file


class TestAFile:
    def test_is_read_in_its_order_with_what_is_not_said(self, tmp_path: Path) -> None:
        file = written(tmp_path, NEEDED | {"id": "a", "flags": ["a remark"], "setup": None}, "", NEEDED | {"id": "b"})

        first, second = read_cases([file])

        assert (first.id, first.line, second.id, second.line) == ("a", 1, "b", 3)
        assert first.now == datetime(2026, 3, 18, 9, 30, tzinfo=UTC)
        assert (first.headline, first.confirm, first.setup, first.group) == (True, False, [], "write")

    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            ("{", "no valid JSON"),
            ("[]", "a case is an object"),
            ({"id": "y"}, "world: field required"),
            (NEEDED | {"id": "y", "now": "soon"}, "now: "),
            (NEEDED | {"id": "x"}, "line 1 has the id 'x', too"),
            (NEEDED | {"id": "y", "turns": [1]}, "turns.0: "),
            (NEEDED | {"id": "y", "expected": [{"op": "move", "class": "Deal"}]}, "expected.0.op: "),
            (
                NEEDED | {"id": "y", "expected": [{"op": "update", "class": "Deal", "set": {}}]},
                "'update' needs 'match'",
            ),
            (NEEDED | {"id": "y", "expected": [create("Deal")]}, "'create' needs 'set'"),
            (NEEDED | {"id": "y", "expected": [create("Lead", name="x")]}, "expected.0.class: "),
            (
                NEEDED | {"id": "y", "expected": [create("Deal", title={"like": "x"})]},
                "is no matcher; there are date, any",
            ),
            (NEEDED | {"id": "y", "expected": [create("Deal", title={"date": "May"})]}, "'date' takes a day"),
            (NEEDED | {"id": "y", "expected": [create("Deal", title=["x"])]}, "is a list"),
            (NEEDED | {"id": "y", "expected": [create("Deal", text_contains=[7])]}, "neither a text nor a list"),
            (NEEDED | {"id": "y", "answer": {"type": "like", "value": "x"}}, "answer.type: "),
            (NEEDED | {"id": "y", "answer": {"type": "not_contains", "value": "x"}}, "'value' is a list"),
            (NEEDED | {"id": "y", "answer": {"type": "contains", "value": [{"day": 1}]}}, "is neither"),
            (NEEDED | {"id": "y", "tolerate": ["anything"]}, "names no operation and class"),
        ],
    )
    def test_with_a_mistake_is_refused_with_line_and_reason(self, tmp_path: Path, line: Any, reason: str) -> None:
        file = written(tmp_path, NEEDED, line)

        with pytest.raises(InvalidFile) as caught:
            read_cases([file])

        assert str(caught.value).startswith(f"{file}, line 2: ")
        assert reason in str(caught.value)

    def test_with_many_mistakes_tells_twenty_and_counts_the_others(self, tmp_path: Path) -> None:
        with pytest.raises(InvalidFile, match="and 5 more") as caught:
            read_cases([written(tmp_path, *["{"] * 25)])

        assert str(caught.value).count("no valid JSON") == 20

    @pytest.mark.parametrize(
        ("content", "reason"), [(None, "cannot be read"), (b"\xff", "no case|UTF-8"), (b"", "no case")]
    )
    def test_that_is_none_is_refused(self, tmp_path: Path, content: bytes | None, reason: str) -> None:
        file = tmp_path / "cases.jsonl"
        if content is not None:
            file.write_bytes(content)

        with pytest.raises(InvalidFile, match=reason):
            read_cases([file])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the office as a world, and one for databases in it."""
    (tmp_path / "w.json").write_bytes(orjson.dumps(OFFICE))
    (tmp_path / "made").mkdir()
    return tmp_path


def state_of(database: Path) -> State:
    store = Store.open(f"sqlite:///{database}", Schema.of())
    try:
        return export_state(store)
    finally:
        store.close()


class TestAWorld:
    def test_is_made_once_for_the_same_setup(self, folder: Path) -> None:
        setup = [update("Deal", "d1", stage="won")]

        one, two, three = Worlds(folder, folder / "made").made([case(), case(id="y"), case(id="z", setup=setup)])

        assert one == two != three
        assert [deal["stage"] for deal in state_of(one)["deals"]] == ["lead", "won"]

    def test_has_its_ids_names_and_creators_and_no_others(self, folder: Path) -> None:
        (made,) = Worlds(folder, folder / "made").made([case()])

        state = state_of(made)
        assert {key: [one["id"] for one in records] for key, records in state.items()} == {
            key: [one["id"] for one in records] for key, records in OFFICE.items()
        }
        assert state["users"][0]["name"] == "Ann"
        assert state["contacts"][0]["notes"] == ""
        assert {one["createdBy"] for one in state["deals"]} == {None}

    def test_is_changed_by_the_setup(self, folder: Path) -> None:
        more = {"op": "update", "class": "Contact", "match": {"ref": "c1"}, "append": {"notes": "Call me."}}
        new = create("Deal", title="New", contact="zoë doe", assignedTo="bob@example.com")
        about = create("Activity", type="call", relatedTo="New")
        setup = [delete("Activity", "a1"), more, new, about]

        (made,) = Worlds(folder, folder / "made").made([case(setup=setup)])

        state = state_of(made)
        assert [one["id"] for one in state["activities"]] == ["a2", "setup-4"]
        assert state["activities"][1]["relatedTo"] == {"class": "Deal", "id": "setup-3"}
        assert state["contacts"][0]["notes"] == "Call me."
        assert (state["deals"][2]["contact"], state["deals"][2]["assignedTo"]) == ("c1", "u2")

    @pytest.mark.parametrize(
        ("said", "reason"),
        [
            ({"world": "none.json"}, "none.json"),
            ({"world": "list.json"}, "is no state"),
            ({"world": "odd.json"}, "colour"),
            ({"user": "u9"}, "there is no user 'u9'"),
            ({"setup": [delete("Deal", "d9")]}, "setup names the Deal 'd9'"),
            ({"setup": [update("Deal", "d1", contact="Nobody")]}, "contact names 'Nobody'"),
        ],
    )
    def test_that_cannot_be_made_is_refused_with_the_cases_line(
        self, folder: Path, said: dict[str, Any], reason: str
    ) -> None:
        (folder / "list.json").write_text("[1]")
        (folder / "odd.json").write_bytes(orjson.dumps(OFFICE | {"deals": [{"id": "d1", "title": "X", "colour": 1}]}))

        with pytest.raises(InvalidFile, match=r"^f, line 1: ") as caught:
            Worlds(folder, folder / "made").made([case(**said)])

        assert reason in str(caught.value)
