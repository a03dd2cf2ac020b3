"""Whole sentences through the assistant, the embedded engine and the real tools: judged by what changed."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from agent.assistant import Assistant
from agent.embedded.engine import EmbeddedEngine
from agent.events import Reply
from agent.memory import memory
from store.principal import Principal
from store.sample import state
from store.store import Store
from store.transfer.loading import import_state
from store.transfer.state import export_state
from store.users import Users

NOW = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)  # a Wednesday
ACME = "deal-evesham-fruit-store"

Change = tuple[str, str, dict[str, Any]]
Speak = Callable[..., list[Reply]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace on a frozen day."""
    path = tmp_path_factory.mktemp("sample") / "crm.db"
    store = Store.open(f"sqlite:///{path}")
    import_state(store, state(NOW), now=NOW)
    store.close()
    return path


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Iterator["Desk"]:
    """A copy of it, and its admin at the desk."""
    copyfile(made, tmp_path / "crm.db")
    store = Store.open(f"sqlite:///{tmp_path}/crm.db")
    with memory(None) as kept:
        assistant = Assistant(store, EmbeddedEngine(), kept, clock=lambda: NOW)
        me = Users(store).first_admin()
        assert me
        yield Desk(store, assistant, me)
    store.close()


class Desk:
    """A person who talks, and what changes by it."""

    def __init__(self, store: Store, assistant: Assistant, me: Principal) -> None:
        self.store, self.assistant, self.me = store, assistant, me
        self.before = export_state(store)

    def say(self, *said: str, approve: bool = True) -> Reply:
        """Say one thing after the other; a card is answered when it is shown."""
        for text in said:
            reply = self.assistant.reply("t", text, self.me, door="test")
            if reply.card and approve:
                reply = self.assistant.answer(reply.card.id, self.me, "approved")
        return reply

    @property
    def changes(self) -> list[Change]:
        """What is different: created, updated with the new values, or deleted."""
        after, found = export_state(self.store), []
        for kind, rows in after.items():
            old = {row["id"]: row for row in self.before[kind]}
            for row in rows:
                was = old.pop(row["id"], None)
                new = {key: value for key, value in row.items() if was is None or was.get(key) != value}
                if new:
                    found.append(("created" if was is None else "updated", kind if was is None else row["id"], new))
            found += [("deleted", gone, {}) for gone in old]
        return sorted(found, key=str)


def updated(**fields: Any) -> Change:
    return ("updated", ACME, fields)


ONE_DEAL: list[tuple[str, dict[str, Any]]] = [
    ("move the Acme deal to proposal", {"stage": "proposal"}),
    ("Please put Acme in negotiation.", {"stage": "negotiation"}),
    ("evesham fruit store -> won", {"stage": "won"}),
    ("the fruit store deal is lost", {"stage": "lost"}),
    ("set the amount of the Acme deal to 70k", {"amount": 70_000}),
    ("change the Evesham fruit store amount to £71,500", {"amount": 71_500}),
    ("the acme deal is worth 80000", {"amount": 80_000}),
    ("Acme deal closes on 30 April", {"expectedCloseDate": "2026-04-30T00:00:00+00:00"}),
    ("move the acme deal to proposal and set the amount to 66k", {"stage": "proposal", "amount": 66_000}),
    ("assign the Acme deal to Beatriz", {"assignedTo": "user-beatriz-ferraz"}),
    ("give evesham fruit store to Maren Hollis", {"assignedTo": "user-maren-hollis"}),
    ("change the title of the Acme deal to Orchard cold store", {"title": "Orchard cold store"}),
    ("clear the amount of the Acme deal", {"amount": None}),
]

NOTHING = [
    "don't move the Acme deal to proposal",
    "please do not delete the Acme deal",
    "should I move the Acme deal to won?",
    "what if we lost the Acme deal?",
    "could the Acme deal be won by Friday?",
    "I was thinking about deleting the Acme deal",
    "Idris said we should move the Acme deal to lost",
    "has the Acme deal been moved to proposal?",
    "move the Zanzibar deal to won",
    "move the David deal to won",
    "set the Acme deal amount to lots",
    "set the close date of the Acme deal to 31 February",
    "move the Acme deal to limbo",
    "delete everything",
    "",
    "asdf qwer zxcv",
    "🎉🎉🎉",
    "'; DROP TABLE deal; --",
    "what is the capital of France?",
    "write me a poem about cold rooms",
    "hello",
    "thanks!",
    "help",
    "which deals are in proposal?",
    "how much is in the pipeline?",
    "what is overdue?",
    "who is Jane?",
    "show me the Acme deal",
    "what happened with Acme?",
    "undo",
]


@pytest.mark.parametrize(("said", "fields"), ONE_DEAL)
class TestAnOrderAboutOneDeal:
    def test_changes_exactly_that(self, said: str, fields: dict[str, Any], desk: Desk) -> None:
        desk.say(said)

        assert desk.changes == [updated(**fields)]

    def test_is_taken_back_whole(self, said: str, fields: dict[str, Any], desk: Desk) -> None:
        desk.say(said, "undo that")

        assert desk.changes == []


@pytest.mark.parametrize("said", [said for said in NOTHING if said])
def test_what_is_no_order_changes_nothing(said: str, desk: Desk) -> None:
    reply = desk.say(said)

    assert reply.text
    assert desk.changes == []


class TestACall:
    def test_that_happened_is_logged_as_done(self, desk: Desk) -> None:
        desk.say("log a call with Jane about pricing")

        ((what, kind, made),) = desk.changes
        assert (what, kind, made["type"]) == ("created", "activities", "call")
        assert made["completedAt"].startswith("2026-03-18")
        assert made["relatedTo"]["id"] in ("contact-jane-whitcombe", ACME)
        assert "pricing" in f"{made['subject']} {made['description']}".casefold()

    def test_is_logged_and_the_next_planned_in_one_sentence(self, desk: Desk) -> None:
        desk.say("log a call with Jane about pricing and remind me Friday")

        first, second = sorted(
            (made for _, _, made in desk.changes), key=lambda made: str(made["dueDate"]), reverse=True
        )
        assert first["completedAt"].startswith("2026-03-18")
        assert second["dueDate"].startswith("2026-03-20")
        assert second["completedAt"] is None


class TestAReminder:
    def test_is_planned_and_not_done(self, desk: Desk) -> None:
        desk.say("remind me on Friday to send Jane the price")

        ((what, kind, made),) = desk.changes
        assert (what, kind, made["completedAt"]) == ("created", "activities", None)
        assert made["dueDate"].startswith("2026-03-20")


class TestANewRecord:
    def test_has_what_was_said_and_nothing_else(self, desk: Desk) -> None:
        desk.say("create a contact Tom Reed at Acme, email tom@acme.example")

        ((_, kind, made),) = desk.changes
        assert kind == "contacts"
        given = {key: value for key, value in made.items() if value is not None and key not in ("id", "createdBy")}
        assert given == {"name": "Tom Reed", "email": "tom@acme.example", "company": "company-acme-preserves"}

    def test_of_each_class_is_made(self, desk: Desk) -> None:
        desk.say("add a company called Quillon Dairy", "add a deal Quillon chiller for 25k")

        assert sorted(kind for _, kind, _ in desk.changes) == ["companies", "deals"]


class TestADeletion:
    def test_takes_its_activities_along_once_it_is_approved(self, desk: Desk) -> None:
        desk.say("delete the Acme deal")

        gone = {name for what, name, _ in desk.changes if what == "deleted"}
        assert ACME in gone
        assert len(gone) == len(desk.changes) == 5

    def test_does_nothing_before(self, desk: Desk) -> None:
        desk.say("delete the Acme deal", approve=False)

        assert desk.changes == []

    def test_is_taken_back_whole(self, desk: Desk) -> None:
        desk.say("delete the Acme deal", "undo that")

        assert desk.changes == []


class TestATalk:
    def test_goes_on_about_the_same_deal(self, desk: Desk) -> None:
        desk.say("move the Acme deal to proposal", "set its amount to 60k")

        assert desk.changes == [updated(stage="proposal", amount=60_000)]

    def test_asks_which_one_and_takes_the_answer(self, desk: Desk) -> None:
        desk.say("log a call with David", "Okoro")

        ((_, kind, made),) = desk.changes
        assert kind == "activities"
        assert "okoro" in made["relatedTo"]["id"]

    def test_completes_what_was_planned(self, desk: Desk) -> None:
        desk.say("remind me on Friday to ring Jane", "mark Ring Jane as done")

        ((_, _, made),) = desk.changes
        assert made["completedAt"]


class TestAnswers:
    def test_hold_the_numbers_of_the_records(self, desk: Desk) -> None:
        reply = desk.say("which deals over 200k are open?")

        titles = {
            row["title"]
            for row in desk.before["deals"]
            if (row["amount"] or 0) > 200_000 and row["stage"] not in ("won", "lost")
        }
        assert titles
        assert all(title in reply.text for title in titles)

    def test_count(self, desk: Desk) -> None:
        count = sum(row["stage"] == "negotiation" for row in desk.before["deals"])

        assert str(count) in desk.say("how many deals are in negotiation?").text


@pytest.mark.parametrize(
    "said", ["x " * 3_900, "🎉" * 2_000, "Maren Idris Jane David " * 60, "\x1b[31mred\x1b[0m", "delete " * 500]
)
def test_a_strange_message_gets_an_answer_and_changes_nothing(said: str, desk: Desk) -> None:
    assert desk.say(said).text
    assert desk.changes == []
