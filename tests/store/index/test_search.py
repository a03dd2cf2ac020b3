from datetime import UTC, datetime, timedelta

import pytest

from store.fields import Pointer
from store.index import search as searching
from store.index.index import Index
from store.principal import Principal
from store.store import Store
from tests.embedding import Letters
from tests.store.index.conftest import ask, found, note, quotes

DAY = datetime(2026, 3, 10, tzinfo=UTC)


@pytest.fixture(params=["few", "many"])
def ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to search: all that may be read one by one, and the nearest of everybody's."""
    if request.param == "many":
        monkeypatch.setattr(searching, "FEW", 0)
    return str(request.param)


@pytest.mark.usefixtures("ways")
class TestASearch:
    def test_finds_what_is_like_the_question_and_tells_where_it_stands(self, indexed: Store, ann: Principal) -> None:
        key = note(indexed, ann, "The budget is tight.\n\nJane wants a discount of ten percent.")
        note(indexed, ann, "Parking is behind the mill.", "Globex")

        best = found(indexed, ann, "which discounts does she want?")[0]

        assert (best.cls, best.row["object_id"], best.field) == ("Company", key, "notes")
        assert best.quote == "Jane wants a discount of ten percent."
        assert best.author == ann.user
        assert best.words
        assert 0.5 < best.score <= 1

    def test_finds_nothing_of_what_may_not_be_read(self, indexed: Store, ann: Principal, bob: Principal) -> None:
        note(indexed, ann, "Jane wants a discount.")

        assert found(indexed, bob, "discount") == []

    def test_finds_a_reader_s_best_passages_among_many_others(
        self, indexed: Store, ann: Principal, bob: Principal
    ) -> None:
        with indexed.records(ann) as records:
            for n in range(300):
                records.create("Deal", {"title": f"discount of {n} percent for Jane"})
        mine = [note(indexed, bob, text) for text in ("A word about a discount.", "Parking.", "Nothing else.")]

        got = found(indexed, bob, "discount for Jane")

        assert got[0].row["object_id"] == mine[0]
        assert {one.row["object_id"] for one in got} == set(mine)

    def test_scores_a_passage_alike_whatever_others_have_written(
        self, indexed: Store, ann: Principal, bob: Principal
    ) -> None:
        note(indexed, bob, "A word about a discount.")
        before = [(one.quote, one.score) for one in found(indexed, bob, "discount for Jane")]

        for n in range(3):
            note(indexed, ann, f"Jane wants a discount of {n} percent.", f"Globex {n}")

        assert [(one.quote, one.score) for one in found(indexed, bob, "discount for Jane")] == before

    def test_a_reassigned_deal_goes_with_its_passages_at_once(
        self, indexed: Store, ann: Principal, bob: Principal, boss: Principal
    ) -> None:
        with indexed.records(boss) as records:
            values = {"title": "Renewal", "notes": "They want a discount.", "assigned_to": Pointer("_User", ann.user)}
            key = records.create("Deal", values, acl={})["object_id"]
        assert len(found(indexed, ann, "discount")) == 2
        indexed.index = Index(indexed)  # it is not brought up to date any more

        with indexed.records(boss) as records:
            records.update("Deal", key, {"assigned_to": Pointer("_User", bob.user)})

        assert found(indexed, ann, "discount") == []
        assert len(found(indexed, bob, "discount")) == 1

    def test_looks_only_where_it_is_told(self, indexed: Store, ann: Principal) -> None:
        acme = note(indexed, ann, "They want a discount.")
        note(indexed, ann, "They want a discount.", "Globex")
        with indexed.records(ann) as records:
            records.create("Deal", {"title": "A discount"})

        here = {"Company": {"object_id": acme}}
        assert {one.row["object_id"] for one in found(indexed, ann, "discount", where=here)} == {acme}
        assert {one.cls for one in found(indexed, ann, "discount", "Deal")} == {"Deal"}
        assert len(found(indexed, ann, "discount", limit=1)) == 1

    def test_knows_when_things_happened(self, indexed: Store, ann: Principal) -> None:
        with indexed.records(ann) as records:
            for day in range(3):
                at = DAY + timedelta(days=day)
                records.create("Activity", {"type": "call", "subject": f"Discount {day}", "completed_at": at})

        since, until = DAY + timedelta(days=1), DAY + timedelta(days=2)
        got = found(indexed, ann, "discount", since=since, until=until)

        assert [(one.quote, one.at) for one in got] == [("Discount 1", since)]


class TestTextThatIsGone:
    def test_is_gone_from_results_before_the_index_knows(
        self, indexed: Store, ann: Principal, letters: Letters, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        key = note(indexed, ann, "They want a discount.")
        deleted = note(indexed, ann, "Another discount.", "Globex")
        assert len(quotes(indexed, ann, "discount")) == 4
        monkeypatch.setattr(Index, "catch_up", lambda *_: True)

        with indexed.records(ann) as records:
            records.update("Company", key, {"notes": "They want nothing."})
            records.delete("Company", deleted)

        assert quotes(indexed, ann, "discount") == ["Acme"]

    def test_under_another_title_is_another_text(
        self, indexed: Store, ann: Principal, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        key = note(indexed, ann, "They want a discount.")
        assert len(quotes(indexed, ann, "discount")) == 2
        monkeypatch.setattr(Index, "catch_up", lambda *_: True)

        with indexed.records(ann) as records:
            records.update("Company", key, {"name": "Globex"})

        assert quotes(indexed, ann, "discount") == []


class TestAQuestion:
    @pytest.mark.parametrize(
        "text",
        [
            "",
            "   ",
            "?!",
            '"',
            "a' OR 1 --",
            "'); DROP TABLE parley_words; --",
            "NEAR(discount, 2)",
            'text:discount* -rebate ^"x',
            "AND OR NOT NEAR",
            "the of and",
            "x" * 10_000,
            "word7 Name " * 900,
            "🙂",
            "\x00",
            "d:*&|!(<->",
            "\u202eהנחה خصم",
            "discount\\",
        ],
    )
    def test_of_any_kind_is_answered(self, indexed: Store, ann: Principal, text: str) -> None:
        note(indexed, ann, "They want a discount.")

        assert len(found(indexed, ann, text)) <= 2
        indexed.index = Index(indexed)  # by words alone
        assert len(found(indexed, ann, text)) <= 2

    def test_without_vectors_is_answered_by_words(self, indexed: Store, ann: Principal, letters: Letters) -> None:
        note(indexed, ann, "They want a discount.")
        letters.fails = True

        answer = ask(indexed, ann, "discounts")

        assert [one.quote for one in answer.found] == ["They want a discount."]
        assert answer.notes == ["Searched by words only. The model is not there."]

    def test_in_no_class_finds_nothing(self, indexed: Store, ann: Principal) -> None:
        assert found(indexed, ann, "discount", "_User") == []


class TestAnAddedClass:
    def test_is_searched_like_any_other(self, indexed: Store, ann: Principal) -> None:
        with indexed.records(ann) as records:
            records.create("Project", {"name": "Harbour wall", "lead": Pointer("_User", ann.user)})

        assert quotes(indexed, ann, "harbour") == ["Harbour wall"]
