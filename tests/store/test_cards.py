import pytest

from store.cards import LETTERS, Cards, code_of
from store.errors import Ambiguous, RecordNotFound
from store.principal import Principal
from store.store import Store


@pytest.fixture
def cards(store: Store) -> Cards:
    return Cards(store)


def opened(cards: Cards, me: Principal, card: str) -> str:
    cards.open(me, card, "run", "thread", "code", ["it deletes records"], [])
    return code_of(card)


class TestACode:
    def test_is_four_letters_and_digits_that_look_like_no_other(self) -> None:
        codes = {code_of(f"{n:010x}") for n in range(0, 1 << 40, (1 << 40) // 999)}
        assert {len(code) for code in codes} == {4}
        assert set("".join(codes)) <= set(LETTERS)
        assert not set("01OI") & set(LETTERS)

    def test_finds_the_card_of_its_user(self, cards: Cards, ann: Principal, bob: Principal) -> None:
        code = opened(cards, ann, "3f1c9a7be2")

        assert cards.coded(ann, code.lower()).id == "3f1c9a7be2"
        for who, said in ((bob, code), (ann, "2222"), (ann, "%"), (ann, "")):
            with pytest.raises(RecordNotFound):
                cards.coded(who, said)

    def test_of_two_cards_finds_the_later_one_unless_both_are_open(self, cards: Cards, ann: Principal) -> None:
        code = opened(cards, ann, "3f1c9aaaaa")
        opened(cards, ann, "3f1c9bbbbb")
        with pytest.raises(Ambiguous):
            cards.coded(ann, code)

        cards.decide(ann, "3f1c9aaaaa", "rejected")
        assert cards.coded(ann, code).id == "3f1c9bbbbb"
