import pytest

from store.index.sought import MOST, Sought


class TestTheWordsThatAreSought:
    def test_are_those_that_say_something(self) -> None:
        assert Sought("What did we discuss with Jane about pricing?").words == ["discuss", "jane", "pricing"]

    def test_are_all_of_them_when_none_does(self) -> None:
        assert Sought("who is it?").words == ["who", "is", "it"]

    def test_are_so_many_and_no_more(self) -> None:
        assert len(Sought(" ".join(f"word{n}" for n in range(1_000))).words) == MOST

    @pytest.mark.parametrize("question", ["", "?!", "🙂", '" * - : ^ ( )', "\x00"])
    def test_are_none_where_there_are_none(self, question: str) -> None:
        assert Sought(question).words == []
        assert Sought(question).share("anything") == Sought(question).telling("anything") == 0

    @pytest.mark.parametrize(
        ("question", "names"),
        [
            ("is Thorvald ill?", {"thorvald"}),
            ("Complaints about the KX40", {"kx40"}),
            ("GDPR worries", {"gdpr"}),
            ("WHO IS THORVALD", set()),
            ("has order 70418 been shipped?", {"70418"}),
            ("I want a discount", set()),
        ],
    )
    def test_that_are_written_like_names_and_numbers_are_known(self, question: str, names: set[str]) -> None:
        assert Sought(question).names & set(Sought(question).words) == names


class TestAText:
    def test_has_a_share_of_the_words_whatever_their_endings_and_marks(self) -> None:
        assert Sought("prices of cold stores").share("The price of a STORE") == pytest.approx(2 / 3)
        assert Sought("what did Ines say?").share("Inês said nothing") == pytest.approx(1 / 2)
        assert Sought("søren").share("Soren") == 1

    @pytest.mark.parametrize(
        ("question", "text", "tells"),
        [
            ("how does she like to be contacted?", "One contact for everything.", False),
            ("is a rival cheaper?", "The manager of a rival is cheaper.", True),
            ("limescale", "Limescale in the heater.", True),
            ("what is wrong with the KX40?", "The KX40 leaks.", True),
            ("what about the work of Halvorsen?", "Mr Halvorsen left.", True),
            ("what about the work of halvorsen?", "Mr Halvorsen left.", True),
            ("what about the work of halvorsen?", "The halvorsen left.", False),
            ("does jane pay late?", "Jane Doe called.", True),
            ("does jane pay late?", "Jane: no answer.", True),
            ("does jane pay late?", "Jane's car broke down.", True),
            ("does jane pay late?", "Cash only.\nJane called. No news.", False),
            ("does jane pay late?", "Cash only.\nJane Doe called.", True),
            ("does ines pay late?", "A call with Inês.", True),
            ("does jane pay late?", "Nothing new. Late again.", False),
            ("when is the next review?", "Review of the Third Quarter", False),
            ("noise of cold pumps at night", "pumps at night", True),
            ("noise of cold pumps in steel halls at night", "pumps at night", False),
            ("customer who heats with wood", "They grow fruit. The hall has heat from wood chips.", True),
            ("customer who heats with wood", "A big customer left. District heating is late.", False),
            ("does Iversen heat with wood?", "Iversen left. The hall has no heat.", True),
            ("why is the boiler late?", "Offer for the boiler\nShe wrote on Monday. They came late.", True),
            ("why is the boiler late?", "The boiler works.\nShe wrote on Monday.\nThey came late.", True),
            ("why is the boiler late?", "Offer\nThe boiler works.\nThey came late.", False),
        ],
    )
    def test_tells_something_by_a_name_or_by_half_of_the_words_in_one_sentence_below_its_heading(
        self, question: str, text: str, tells: bool
    ) -> None:
        assert bool(Sought(question).telling(text)) == tells

    def test_with_the_name_that_was_asked_for_tells_more_than_one_with_as_many_other_words(self) -> None:
        sought = Sought("what payment terms does Ruben want?")

        assert sought.telling("Ruben wants to split it.") > sought.telling("Their payment terms are odd.")
        assert sought.telling("Ruben wants other payment terms.") == pytest.approx(1)
