"""Classes that a workspace added work from the names of their fields and values, without training."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from store.fields import Pointer
from tests.agent.embedded.yard import Yard, launch, opened

BOATS = ("Heron", "Tern", "Gannet")
ORDERS = ("New keel", "Fresh paint", "Old ropes")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("yard") / "crm.db"
    launch(path)
    return path


@pytest.fixture(scope="module")
def reading(made: Path) -> Iterator[Yard]:
    """The yard, for those who change nothing."""
    with opened(made) as yard:
        yield yard


@pytest.fixture(scope="module")
def yard(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Yard]:
    """A copy of the yard, for those who each change another field of it."""
    path = tmp_path_factory.mktemp("copy") / "crm.db"
    copyfile(made, path)
    with opened(path) as yard:
        yield yard


@pytest.mark.parametrize(
    ("said", "listed"),
    [
        ("show all boats in Kappeln", ("Heron", "Gannet")),
        ("the cheapest boat in Kappeln", ("Heron",)),
        ("the most expensive boat", ("Gannet",)),
        ("the boat with the most seats", ("Tern",)),
        ("boats over 10000", ("Tern", "Gannet")),
        ("boats with more than 3 seats", ("Tern",)),
        ("which boats cost less than 1000?", ("Heron",)),
        ("which boats are out of seats?", ("Gannet",)),
        ("list the canoes", ("Heron",)),
        ("which ferries are sold?", ("Gannet",)),
        ("canoes and ferries in Kappeln", ("Heron", "Gannet")),
        ("boats with kind sailboat", ("Tern",)),
        ("insured boats", ("Tern",)),
        ("boats that are not insured", ("Heron", "Gannet")),
        ("show open boats", ("Heron", "Tern")),
        ("boats of Nora Quist", ("Tern",)),
        ("boats with harbour Husum", ("Tern",)),
        ("show all work orders", ORDERS),
        ("open work orders", ("New keel", "Fresh paint")),
        ("which work orders are overdue?", ("New keel",)),
        ("work orders over 100", ("New keel", "Fresh paint")),
        ("which sea trials are tomorrow?", ("Tern in the bay",)),
        ("motors with model K2", ("MT-300",)),
    ],
)
def test_a_list_has_the_records_that_were_asked_for_and_no_other(
    reading: Yard, said: str, listed: tuple[str, ...]
) -> None:
    answer = reading.say(said)

    named = [name for name in (*BOATS, *ORDERS, "Tern in the bay", "MT-200", "MT-300") if f"\n| {name} |" in answer]
    assert sorted(named) == sorted(listed), answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("total seats of all boats", "**8**"),
        ("total cost of work orders", "**4,220**"),
        ("average price of canoes", "**800**"),
        ("how many boats are in Kappeln?", "2 boats"),
        ("how much does Tern cost?", "**Tern**: price 30,000"),
        ("who sells Tern?", "**Tern**: seller Nora Quist"),
        ("when is New keel due?", "**New keel**: due date"),
        ("what is the model of MT-200?", "**MT-200**: model V8"),
        ("is Tern insured?", "insured yes"),
        ("is Heron insured?", "insured unknown"),
        ("show Tern", "**Tern** (boat)"),
    ],
)
def test_a_question_is_answered_with_the_field_that_was_asked_for(reading: Yard, said: str, answer: str) -> None:
    assert answer in reading.say(said)


def test_groups_come_in_the_order_of_the_list_with_those_that_are_empty(reading: Yard) -> None:
    answer = reading.say("how many work orders per status?")

    order = [answer.index(f"| {value} |") for value in ("waiting", "started", "checked", "paid", "refused")]
    assert order == sorted(order)
    assert "| status | count |" in answer


@pytest.mark.parametrize(
    "said",
    [
        "which boats are hard to steer?",
        "boats with a red sail",
        "boats in Kappeln with a mast",
        "show boats that Nora likes",
        "how many leaking boats are there?",
        "order 5 more motors",
        "3 more canoes arrived",
    ],
)
def test_a_word_that_is_not_understood_is_never_dropped_from_a_list_or_a_change(reading: Yard, said: str) -> None:
    answer = reading.say(said)

    assert "did not understand" in answer or " called “leaking”" in answer, answer
    assert not any(f"| {name} |" in answer for name in BOATS)


@pytest.mark.parametrize(
    "said",
    ["set the harbour of Albatross to Husum", "delete boat Albatross", "show boats in Lisbon", "find boat Albatr"],
)
def test_what_is_not_there_is_named_and_nothing_else_is_taken_for_it(reading: Yard, said: str) -> None:
    assert reading.say(said).startswith("I found no boat")


@pytest.mark.parametrize(
    ("said", "cls", "title", "values"),
    [
        ("set the price of Heron to 750", "Boat", "Heron", {"price": 750.0}),
        ("raise the price of Tern by 10%", "Boat", "Tern", {"price": 33000.0}),
        ("sell Tern", "Boat", "Tern", {"state": "sold"}),
        ("close Heron", "Boat", "Heron", {"state": "sold"}),
        ("refuse the Fresh paint work order", "WorkOrder", "Fresh paint", {"status": "refused"}),
        ("move New keel to checked", "WorkOrder", "New keel", {"status": "checked"}),
        ("New keel is checked", "WorkOrder", "New keel", {"status": "checked"}),
        ("Heron is insured", "Boat", "Heron", {"insured": True}),
        ("Tern is no longer insured", "Boat", "Tern", {"insured": False}),
        ("rate the sea trial Tern in the bay 4", "SeaTrial", "Tern in the bay", {"rating": 4.0}),
        ("set the model of MT-300 to K3", "Motor", "MT-300", {"model": "K3"}),
        ("add a note to Heron: leaks a little", "Boat", "Heron", {"notes": "Leaks a little"}),
        ("add a boat Petrel in Husum for 12k, 4 seats, sailboat", "Boat", "Petrel",
         {"harbour": "Husum", "price": 12000.0, "seats": 4.0, "kind": "sailboat"}),
        ("add a motor MT-400, model X9, for the boat Heron", "Motor", "MT-400", {"model": "X9", "boat": "Heron"}),
        ("add a work order New mast for the Heron boat, cost 300", "WorkOrder", "New mast",
         {"cost": 300.0, "boat": "Heron"}),
        ("schedule a sea trial of Heron with Nora Quist on Friday at 3pm", "SeaTrial", "Sea trial of Heron with Nora Quist",
         {"boat": "Heron", "guest": "Nora Quist", "date": datetime(2026, 3, 20, 15, tzinfo=UTC)}),
        ("link MT-300 to the Heron boat", "Motor", "MT-300", {"boat": "Heron"}),
    ],
)  # fmt: skip
def test_an_order_changes_the_record_that_it_names_as_it_says(
    yard: Yard, said: str, cls: str, title: str, values: dict[str, Any]
) -> None:
    answer = yard.say(said)

    row = yard.rows(cls).get(title, {})
    assert {name: pointed(yard, row.get(name)) for name in values} == values, answer


def pointed(yard: Yard, value: Any) -> Any:
    """What a pointer names."""
    if not isinstance(value, Pointer):
        return value
    return next(name for name, row in yard.rows(value.cls).items() if row["object_id"] == value.id)


@pytest.mark.parametrize(
    "said",
    [
        "sell Tern to Emil Brandt",
        "sell Tern tomorrow",
        "sell the boats",
        "Tern in the bay is on Friday",
        "add boat",
        "reject New keel",
        "close all work orders",
        "add a boat Petrel in Husum, blue",
        "set the price of 9 Grey Lane to 500",
    ],
)
def test_what_is_understood_only_in_part_changes_nothing(reading: Yard, said: str) -> None:
    classes = ("Boat", "SeaTrial", "WorkOrder", "Company", "Activity")
    before = [reading.rows(cls) for cls in classes]

    answer = reading.say(said)

    assert [reading.rows(cls) for cls in classes] == before, answer


def test_closing_what_may_end_in_two_ways_asks_in_which(yard: Yard) -> None:
    assert yard.say("close New keel").startswith("Which status?")
    assert yard.rows("WorkOrder")["New keel"]["status"] not in ("paid", "refused")


def test_cancelling_what_cannot_be_cancelled_asks_whether_to_delete_it(yard: Yard) -> None:
    assert "shall I delete the sea trial" in yard.say("cancel the sea trial Tern in the bay")
    assert "Tern in the bay" in yard.rows("SeaTrial")


def test_a_card_calls_a_class_of_two_words_by_both(yard: Yard) -> None:
    assert "**Delete work order** Old ropes" in yard.say("delete the work order Old ropes")
    assert "Old ropes" in yard.rows("WorkOrder")
