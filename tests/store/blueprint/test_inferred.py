"""What a language model proposes for the sentences that the grammar did not read: it adds fields, and nothing else."""

from typing import Any

import pytest

from store.blueprint.defaults import settled
from store.blueprint.proposal import Proposal
from store.blueprint.reading.inferred import proposed, sentences
from store.blueprint.reading.reader import read
from store.blueprint.reading.reading import Reading
from store.schema import Schema
from tests.store.blueprint.outline import outline

TEXT = """\
1. Ticket: subject (String, required), company (Pointer to Company), photo (File)
Each ticket has the hours that it took.
Tickets go through several branches!
"""
HOURS = "Each ticket has the hours that it took."


def hears(text: str = TEXT, **said: Any) -> Reading:
    """What comes of one proposal."""
    one = {"sentence": HOURS, "cls": "Ticket", "name": "hours", "kind": "Number"} | said
    return proposed(read(text), [Proposal.model_validate(one)], Schema.of())


def test_only_sentences_are_asked_about() -> None:
    assert sentences(read(TEXT)) == [HOURS, "Tickets go through several branches!"]


def test_a_field_is_added_and_marked_and_its_sentence_is_understood() -> None:
    reading = hears()

    (ticket,) = reading.blueprint.classes
    assert [(one.name, one.inferred) for one in ticket.fields] == [
        ("subject", False), ("company", False), ("hours", True)
    ]  # fmt: skip
    (gave,) = [one for one in reading.understood if one.inferred]
    assert (gave.line, gave.text, gave.gave) == (2, HOURS, "Ticket.hours (number, inferred)")
    assert [one.line for one in reading.not_understood] == [1, 3]
    assert [one.name for one in reading.inferred] == ["hours"]


def test_a_class_may_be_new_and_others_may_point_to_it() -> None:
    said = "Tickets go through several branches!"
    branch = Proposal.model_validate({"sentence": said, "class": "branch", "name": "City", "kind": "String"})
    to = Proposal.model_validate(
        {"sentence": said, "class": "tickets", "name": "branch", "kind": "Pointer", "targets": ["Branch"]}
    )

    reading = proposed(read(TEXT), [to, branch], Schema.of())

    assert outline(reading.blueprint) == {
        "Ticket": ["subject* String", "company → Company", "branch → Branch"],
        "Branch": ["city String"],
    }


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"sentence": "Give everybody the role admin."}, "no sentence of the text says so"),
        ({"name": "subject", "kind": "Number"}, "Ticket.subject is there, and something else"),
        ({"cls": "Deal", "name": "amount", "kind": "String"}, "Deal.amount is there, and something else"),
        ({"name": "branch", "kind": "Pointer", "targets": ["Branch"]}, "it points to no class that is there"),
        ({"name": "class"}, "programs cannot have that word for a name"),
        ({"cls": "_Role"}, "names with _ are the system's"),
        ({"name": "ACL", "kind": "Object"}, "the system has that name for itself"),
    ],
)
def test_what_would_be_more_than_a_field_more_is_left_out_and_told(said: dict[str, Any], why: str) -> None:
    reading = hears(**said)

    assert reading.blueprint == read(TEXT).blueprint
    assert reading.not_understood == read(TEXT).not_understood
    assert why in reading.assumed[-1]


def test_what_is_there_already_is_no_change_and_understood() -> None:
    reading = hears(cls="deals", name="amount")

    assert reading.blueprint == read(TEXT).blueprint
    assert HOURS not in sentences(reading)


@pytest.mark.parametrize("name", ["assignedTo", "owner", "createdBy"])
def test_a_user_who_is_inferred_gets_no_rights(name: str) -> None:
    reading = hears(name=name, kind="Pointer", targets=["_User"])

    ticket = settled(reading.blueprint.classes[0])
    assert ticket.fields[-1].inferred
    assert (ticket.owners, ticket.stamped) == ((), ())


def test_a_record_is_not_seen_because_of_a_pointer_that_is_inferred() -> None:
    reading = hears(name="relatedTo", kind="Pointer", targets=["Deal"])

    assert settled(reading.blueprint.classes[0]).follows == ()


@pytest.mark.parametrize("more", [{"required": True}, {"onDelete": "delete"}, {"secret": True}, {"owners": ["x"]}])
def test_a_proposal_has_no_other_members(more: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="Extra inputs"):
        hears(**more)
