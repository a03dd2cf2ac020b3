import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from store.lookup import MOST_HITS
from store.names import LONGEST, MOST_WORDS, add, fold, keys, words
from store.principal import Principal
from store.records import Records
from store.schema import Schema
from store.store import Store
from tests.store.conftest import cleared
from tests.store.states import faults
from tests.store.worlds import Thing, World, build

CLASSES = ["Company", "Contact", "Deal", "Activity", "Project"]
SYSTEM = Principal.system()


@pytest.fixture
def store(shared: Store) -> Store:
    return cleared(shared)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Acme Corp", ["acme", "corp"]),
        ("ACME acme Acme", ["acme"]),
        ("Ödegård & Søn", ["odegard", "son"]),
        ("Łódź-Straße", ["lodz", "strasse"]),
        ("İstanbul IŞIK", ["istanbul", "isik"]),
        ("O'Brien's 2nd", ["o", "brien", "s", "2nd"]),
        ("snake_case 100%", ["snake", "case", "100"]),
        ("株式会社 Тест", ["株式会社", "тест"]),
        ("🙂 --- _ ", []),
        ("", []),
        ("x" * 1_000, ["x" * LONGEST]),
    ],
)
def test_a_name_is_kept_by_its_folded_words(text: str, folded: list[str]) -> None:
    assert words(text) == folded


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_folding_twice_is_folding_once_and_every_word_fits_the_index(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert all(0 < len(word) <= LONGEST for word in words(text))


@settings(max_examples=200, deadline=None)
@given(st.text("abc", min_size=5, max_size=8), st.data())
def test_a_word_with_one_wrong_letter_shares_a_key_with_the_right_one(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abcx"))

    for wrong in (word[:place] + word[place + 1 :], word[:place] + letter + word[place:], swapped(word, place, letter)):
        assert keys(word) & keys(wrong)


def swapped(word: str, place: int, letter: str) -> str:
    return word[:place] + letter + word[place + 1 :]


@pytest.mark.parametrize("name", CLASSES)
class TestARecord:
    def test_goes_by_each_word_of_its_name(self, name: str, store: Store, ann: Principal) -> None:
        key = called(store, ann, name, "Zanzibar Trading Ltd")

        with store.reading(ann) as records:
            for said in ("zanzibar", "trading", "ltd"):
                assert found(records, said) == {(said, said, name, key)}
            assert {hit.name for hit in records.named(["zanzibar"])} == {"Zanzibar Trading Ltd"}

    @pytest.mark.parametrize("said", ["zanzbar", "zanzibr", "anzibar", "zannzibar", "zanzibor", "zamzibar", "zanizbar"])
    def test_goes_by_a_word_with_a_wrong_letter(self, said: str, name: str, store: Store, ann: Principal) -> None:
        key = called(store, ann, name, "Zanzibar Trading")

        with store.reading(ann) as records:
            assert found(records, said) == {(said, "zanzibar", name, key)}

    def test_goes_by_its_new_name_only(self, name: str, store: Store, ann: Principal) -> None:
        key = called(store, ann, name, "Zanzibar Trading")
        title = store.schema[name].model.title_field
        with store.records(ann) as records:
            records.update(name, key, {title: "Trading House"})

            assert found(records, "zanzibar") == set()
            assert found(records, "trading") == {("trading", "trading", name, key)}
            assert found(records, "house") == {("house", "house", name, key)}
            records.delete(name, key)
            assert found(records, "house") == set()
        assert faults(store) == []


class TestAWordSaid:
    def test_is_taken_for_itself_rather_than_for_one_that_is_alike(self, store: Store, ann: Principal) -> None:
        acme, acne = called(store, ann, "Company", "Acme"), called(store, ann, "Company", "Acne")

        with store.reading(ann) as records:
            assert found(records, "acme") == {("acme", "acme", "Company", acme)}
            assert found(records, "acne") == {("acne", "acne", "Company", acne)}
            assert found(records, "acxe") == {("acxe", "acme", "Company", acme), ("acxe", "acne", "Company", acne)}

    def test_is_the_beginning_of_another_when_nothing_is_alike(self, store: Store, ann: Principal) -> None:
        key = called(store, ann, "Contact", "Christopher Lee")

        with store.reading(ann) as records:
            assert found(records, "chris") == {("chris", "christopher", "Contact", key)}
            assert found(records, "chr") == set()

    def test_that_is_short_is_never_misspelt(self, store: Store, ann: Principal) -> None:
        called(store, ann, "Contact", "Theo")
        key = called(store, ann, "Contact", "Al Ba")

        with store.reading(ann) as records:
            assert found(records, "the") == set()
            assert found(records, "al") == {("al", "al", "Contact", key)}
            assert found(records, "bo") == set()

    def test_may_stand_beside_others_that_mean_the_same(self, store: Store, ann: Principal) -> None:
        key = called(store, ann, "Company", "Zanzibar")

        with store.reading(ann) as records:
            hits = records.named(["zanzibor", "zanzibat", "nothing"])

        assert {(hit.said, hit.id) for hit in hits} == {("zanzibor", key), ("zanzibat", key)}

    @pytest.mark.parametrize("said", ["%", "_", "za%", "'", "🙂", "", "x" * 10_000, "zan\uffff"])
    def test_that_is_no_word_finds_nothing(self, said: str, store: Store, ann: Principal) -> None:
        called(store, ann, "Company", "Zanzibar")

        with store.reading(ann) as records:
            assert found(records, said) == set()

    def test_is_looked_up_in_the_classes_asked_for(self, store: Store, ann: Principal) -> None:
        company, contact = (called(store, ann, name, "Zanzibar") for name in ("Company", "Contact"))

        with store.reading(ann) as records:
            assert {hit.id for hit in records.named(["zanzibar"])} == {company, contact}
            assert {hit.id for hit in records.named(["zanzibar"], ["Contact"])} == {contact}

    def test_finds_fifty_records_of_a_class_at_most(self, store: Store, ann: Principal) -> None:
        with store.records(ann) as records:
            for _ in range(MOST_HITS + 5):
                records.create("Company", {"name": "Zanzibar"})

            assert len(records.named(["zanzibar"])) == MOST_HITS

    def test_is_looked_up_with_sixty_others_at_most(self, store: Store, ann: Principal) -> None:
        called(store, ann, "Company", "Zanzibar")

        with store.reading(ann) as records:
            assert records.named([*(f"word{n}" for n in range(MOST_WORDS)), "zanzibar"]) == []
            assert len(records.named([*(f"word{n}" for n in range(MOST_WORDS - 1)), "zanzibar"])) == 1

    def test_that_is_like_very_many_is_answered(self, store: Store, ann: Principal) -> None:
        """A long message in a large workspace: each of its words is like many that are known."""
        letters = "abcdefghijklmnopqrstuvwxyz"
        with store.records(ann) as records:
            for letter in letters:
                records.create("Company", {"name": " ".join(f"zanz{letter}bar{n}" for n in letters[:20])})

            hits = records.named([f"zanzibar{n}" for n in letters[:20]] + [f"zanz5bar{n}" for n in letters[:20]])

        assert {hit.said for hit in hits} >= {f"zanz5bar{n}" for n in letters[:20]}


class TestAHiddenName:
    def test_does_not_take_the_place_of_one_that_is_alike_and_readable(
        self, store: Store, ann: Principal, bob: Principal
    ) -> None:
        """Nobody can tell from what he finds that a record called so exists; and he finds his own."""
        called(store, ann, "Company", "Zanzibar")
        key = called(store, bob, "Company", "Zanzibor")

        with store.reading(bob) as records:
            assert found(records, "zanzibar") == {("zanzibar", "zanzibor", "Company", key)}

    def test_does_not_take_the_place_of_one_that_begins_so_and_is_readable(
        self, store: Store, ann: Principal, bob: Principal
    ) -> None:
        called(store, ann, "Company", "Zanz")
        called(store, ann, "Company", "Zans")
        key = called(store, bob, "Company", "Zanzibar")

        with store.reading(bob) as records:
            assert found(records, "zanz") == {("zanz", "zanzibar", "Company", key)}

    def test_leaves_room_for_those_that_are_readable(self, store: Store, ann: Principal, bob: Principal) -> None:
        for letter in "abcdefghjklmnopqrstuvw":
            called(store, ann, "Company", f"Zanzib{letter}r Aaron{letter * 2}")
        key = called(store, bob, "Company", "Zanzzbxr Aaronson")

        with store.reading(bob) as records:
            assert found(records, "zanzibxr") == {("zanzibxr", "zanzzbxr", "Company", key)}
            assert found(records, "aaro") == {("aaro", "aaronson", "Company", key)}

    def test_is_hidden_also_among_very_many(self, store: Store, ann: Principal, bob: Principal) -> None:
        things = [Thing("Company", f"c{n}", {"name": "Zanzibar"}, ann.user) for n in range(1_000)]
        build(store, World(things=tuple(things)))
        with store.writing() as connection:
            add(connection, store.schema, [("Company", thing.id, "Zanzibar") for thing in things])
        key = called(store, bob, "Company", "Zanzibar")

        with store.reading(bob) as records:
            assert found(records, "zanzibar") == {("zanzibar", "zanzibar", "Company", key)}

    def test_is_as_if_it_had_never_been_when_its_record_is_deleted(self, store: Store, ann: Principal) -> None:
        with store.records(ann) as records:
            records.delete("Company", made(records, "Zanzibar"))
            key = made(records, "Zanzibor")

            assert found(records, "zanzibar") == {("zanzibar", "zanzibor", "Company", key)}

    def test_is_found_again_when_it_is_shared(self, store: Store, ann: Principal, bob: Principal) -> None:
        key = called(store, ann, "Company", "Zanzibar")
        with store.records(ann) as records:
            records.share("Company", key, {"*": "read"})

        with store.reading(bob) as records:
            assert found(records, "zanzibar") == {("zanzibar", "zanzibar", "Company", key)}


def test_the_index_decides_nothing(store: Store, ann: Principal, schema: Schema) -> None:
    """What it says of records that are gone, or of names that are no more, is not believed."""
    called(store, ann, "Company", "Zanzibar")
    with store.writing() as connection:
        connection.execute(delete(schema["Company"].table))

    with store.reading(SYSTEM) as records:
        assert records.named(["zanzibar"]) == []


def called(store: Store, who: Principal, name: str, title: str) -> str:
    """Make a record of that name and return its id."""
    with store.records(who) as records:
        return str(records.create(name, {store.schema[name].model.title_field: title})["object_id"])


def made(records: Records, name: str) -> str:
    return str(records.create("Company", {"name": name})["object_id"])


def found(records: Records, said: str) -> set[tuple[str, str, str, str]]:
    """Return what a word finds: the word, what it was taken for, and the record."""
    return {(hit.said, hit.word, hit.cls, hit.id) for hit in records.named([said])}
