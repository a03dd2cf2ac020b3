from datetime import timedelta

import pytest
from sqlalchemy import func, select

from store.answers import KEPT, Answer, Answers
from store.errors import InProgress, KeyReused
from store.store import Store
from tests.store.people import NOW, at_once, count


@pytest.fixture
def answers(store: Store) -> Answers:
    return Answers(store)


class TestARequest:
    def test_is_new_once_and_then_answered_again(self, answers: Answers) -> None:
        assert answers.begin("ann", "k", b"this") is None
        answers.finish("ann", "k", 201, '{"a": 1}')

        assert answers.begin("ann", "k", b"this") == Answer(201, '{"a": 1}')
        assert answers.begin("ann", "k", b"this") == Answer(201, '{"a": 1}')

    def test_is_refused_while_the_first_is_being_answered(self, answers: Answers) -> None:
        answers.begin("ann", "k", b"this")
        with pytest.raises(InProgress):
            answers.begin("ann", "k", b"this")

    def test_is_refused_when_its_key_named_another(self, answers: Answers) -> None:
        answers.begin("ann", "k", b"this")
        for _ in range(2):
            with pytest.raises(KeyReused):
                answers.begin("ann", "k", b"that")
            answers.finish("ann", "k", 200, "{}")

    def test_has_a_key_of_its_user_alone(self, answers: Answers) -> None:
        answers.begin("ann", "k", b"this")
        answers.finish("ann", "k", 200, '"ann"')

        assert answers.begin("bob", "k", b"this") is None
        assert answers.begin("ann", "K", b"this") is None

    def test_that_was_dropped_is_new_again(self, answers: Answers) -> None:
        answers.begin("ann", "k", b"this")
        answers.drop("ann", "k")
        assert answers.begin("ann", "k", b"that") is None

    def test_is_new_for_one_of_many_at_the_same_moment(self, answers: Answers) -> None:
        found = at_once(6, lambda _: answers.begin("ann", "k", b"this"))
        assert found.count(None) == 1
        assert [type(other) for other in found if other] == [InProgress] * 5

    def test_is_forgotten_after_a_day(self, answers: Answers, store: Store) -> None:
        for key in ("one", "two"):
            answers.begin("ann", key, b"this", now=NOW)

        with pytest.raises(InProgress):
            answers.begin("ann", "one", b"this", now=NOW + KEPT - timedelta(seconds=1))
        assert answers.begin("ann", "one", b"that", now=NOW + KEPT) is None
        assert count(store, "answer") == 1

    def test_is_kept_as_a_hash(self, answers: Answers, store: Store) -> None:
        answers.begin("ann", "k", b"what somebody said")
        with store.looking() as connection:
            row = connection.execute(select(store.schema.own.answer)).one()
            assert connection.scalar(select(func.length(store.schema.own.answer.c.request_hash))) == 64
        assert "said" not in str(row)
