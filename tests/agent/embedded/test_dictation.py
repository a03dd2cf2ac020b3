"""Addresses and telephone numbers, dictated and in the forms of several countries."""

import pytest

from tests.agent.embedded.marks import marked

DICTATED = {
    "her number is oh one seven double five one two three four five": ("phone", "0175512345"),
    "call plus four four two oh seven nine four six oh oh one two": ("phone", "+442079460012"),
    "call five five five, one two three, four five six seven": ("phone", "555-123-4567"),
    "his mail is anna dot meyer at acme dot example": ("email", "anna.meyer@acme.example"),
    "mail: info at acme dot com": ("email", "info@acme.com"),
    "jo underscore smith at big dash corp dot co dot uk": ("email", "jo_smith@big-corp.co.uk"),
    "website is acme dot com": ("url", "acme.com"),
}
PHONES = (
    *("0161 496 0000", "(0161) 496 0000", "+44 (0)20 7946 0958", "+49-171-5550101", "0171/5550101", "06 12 34 56 78"),
    *("06.12.34.56.78", "555.123.4567", "1-800-555-0199", "98765 43210", "044 668 18 00", "0161 496 0000 ext 12"),
)


@pytest.mark.parametrize("said", DICTATED)
def test_what_is_dictated_is_written(said: str) -> None:
    kind, value = DICTATED[said]

    assert [one for _, one in marked(said, kind)] == [value]


@pytest.mark.parametrize("said", PHONES)
def test_a_telephone_number_is_one_in_its_national_form(said: str) -> None:
    assert [one for _, one in marked(f"her phone is {said}", "phone")] == [said]


@pytest.mark.parametrize(
    "said", ["one, two, three, four", "let us meet at noon, dot and all", "we sent it.Let me know"]
)
def test_what_is_not_dictated_stays(said: str) -> None:
    assert not any(marked(said, kind) for kind in ("phone", "email", "url"))
