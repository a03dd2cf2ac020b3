from datetime import timedelta

import pytest

from store.errors import InProgress
from store.principal import Principal
from store.store import Store
from store.turns import FRESH, KEPT, Turn, Turns
from tests.store.people import NOW, Join, at_once, cheap, join_of


@pytest.fixture
def join(store: Store) -> Join:
    return join_of(cheap(store))


@pytest.fixture
def me(join: Join) -> Principal:
    return join("ann")


@pytest.fixture
def turns(store: Store) -> Turns:
    return Turns(store)


def answered(turns: Turns, me: Principal, *said: str, wrote: bool = True) -> Turn:
    turn = turns.open(me, said, now=NOW).turn
    turns.finish(me, turn, {"text": said[-1]}, wrote=wrote)
    return turn


class TestATurn:
    def test_is_begun_once_and_then_found_as_it_was_answered(self, turns: Turns, me: Principal) -> None:
        turn = answered(turns, me, "hello")

        again = turns.open(me, [" hello "], now=NOW + KEPT - timedelta(seconds=1)).turn

        assert turn.answer is None
        assert (again.thread, again.number, again.answer) == (turn.thread, 0, {"text": "hello"})
        assert turns.open(me, ["hello"], now=NOW + KEPT).turn.answer is None

    def test_is_begun_by_one_of_many_at_the_same_moment(self, turns: Turns, me: Principal) -> None:
        found = at_once(6, lambda _: turns.open(me, ["hello"]))
        assert sum(isinstance(one, InProgress) for one in found) == 5

    def test_that_was_dropped_is_begun_anew(self, turns: Turns, me: Principal) -> None:
        turn = turns.open(me, ["hello"]).turn
        turns.drop(me, turn)
        assert turns.open(me, ["hello"]).turn.answer is None

    def test_that_only_read_is_not_kept_for_long(self, turns: Turns, me: Principal, join: Join) -> None:
        answered(turns, me, "how many?", wrote=False)
        assert turns.open(me, ["how many?"], now=NOW + timedelta(minutes=1)).turn.answer
        assert turns.open(me, ["how many?"], now=NOW + FRESH).turn.answer is None

        answered(turns, me, "how many now?", wrote=False)
        join("cat")
        assert turns.open(me, ["how many now?"], now=NOW + timedelta(minutes=1)).turn.answer is None

    def test_belongs_to_its_user_and_to_the_conversation_that_is_named(
        self, turns: Turns, me: Principal, join: Join
    ) -> None:
        answered(turns, me, "hello")
        assert turns.open(join("bob"), ["hello"]).turn.answer is None
        assert turns.open(me, ["hello"], "another").turn.answer is None


class TestAConversation:
    def test_goes_on_in_its_thread(self, turns: Turns, me: Principal) -> None:
        first = answered(turns, me, "one")
        opened = turns.open(me, ["one", "two"])

        assert (opened.turn.thread, opened.turn.number, opened.heard) == (first.thread, 1, 1)
        assert opened.before
        assert opened.before.key == first.key

    def test_goes_on_with_another_last_message(self, turns: Turns, me: Principal) -> None:
        answered(turns, me, "one")
        second = answered(turns, me, "one", "two")
        opened = turns.open(me, ["one", "other"])

        assert opened.turn.thread == second.thread
        assert (opened.heard, opened.before) == (1, None)

    def test_begins_anew_with_an_earlier_message_changed(self, turns: Turns, me: Principal) -> None:
        for said in (["one"], ["one", "two"], ["one", "two", "three"]):
            last = answered(turns, me, *said)

        opened = turns.open(me, ["one", "other"])

        assert opened.turn.thread != last.thread
        assert (opened.heard, opened.before) == (0, None)

    def test_goes_on_after_messages_that_were_refused(self, turns: Turns, me: Principal) -> None:
        first = answered(turns, me, "one")
        opened = turns.open(me, ["one", "refused", "again"])

        assert (opened.turn.thread, opened.heard, opened.before) == (first.thread, 1, None)

    def test_is_not_found_by_messages_that_are_joined_otherwise(self, turns: Turns, me: Principal) -> None:
        answered(turns, me, "one\ntwo")
        assert turns.open(me, ["one", "two"]).heard == 0
