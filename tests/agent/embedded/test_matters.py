"""What is asked for by one word and written in others."""

import pytest

from agent.embedded.questions.matters import matter


@pytest.mark.parametrize(
    ("query", "note", "speaks"),
    [
        ("a competitor", "Lost to Nordkant, who deliver within a week.", True),
        ("a competitor", "Won against two builders from Leeds.", True),
        ("competitors", "Nordkant is cheaper but has no service.", True),
        ("rivals", "She got a quote from Altivo as well.", True),
        ("a competitor", "They lost a night's catch.", False),
        ("a competitor", "The freight is cheaper by sea.", False),
        ("pricing", "Sixty-five thousand at most, and that is settled.", True),
        ("pricing", "She would take it for 40k.", True),
        ("pricing", "They close at four.", False),
        ("why did they call it off", "The board decided against it.", True),
        ("why did they call it off", "Likes a call better than an e-mail.", False),
        ("data protection", "Who can see the readings?", True),
        ("worries", "He will sign only if the court is in Annecy.", True),
        ("who decides", "Above 5,000 the council votes.", True),
    ],
)
def test_a_note_speaks_of_a_matter_without_its_name(query: str, note: str, speaks: bool) -> None:
    known = matter(query)

    assert known
    assert bool(known.signs.search(note)) == speaks


@pytest.mark.parametrize(
    ("query", "beside"), [("the price of freezers", ["freezers"]), ("which competitors do we meet", []), ("budget", [])]
)
def test_what_is_asked_beside_a_matter_is_known(query: str, beside: list[str]) -> None:
    known = matter(query)

    assert known
    assert known.beside(query) == beside


@pytest.mark.parametrize("query", ["onboarding", "the keg store", ""])
def test_other_words_are_no_matter(query: str) -> None:
    assert matter(query) is None
