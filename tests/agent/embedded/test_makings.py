"""New records told in several sentences, lines or forms: all that was said stands in them, or a person is asked."""

from tests.agent.embedded.dialogue import Dialogue


def made(talk: Dialogue, cls: str, title: str) -> list[dict]:  # type: ignore[type-arg]
    key = "title" if cls == "Deal" else "name"
    return [row for row in talk.desk.rows[cls].values() if row[key] == title]


def test_a_pasted_signature_is_a_contact_by_its_lines() -> None:
    talk = Dialogue()
    talk.say("Please add this person to our contacts:\n\nDr. Ines Vogel\nAcme\ni.vogel@acme.example\n+49 421 555 0170")
    (contact,) = made(talk, "Contact", "Dr. Ines Vogel")
    assert (contact["email"], contact["phone"]) == ("i.vogel@acme.example", "+49 421 555 0170")
    assert contact["company"]


def test_full_stops_of_a_legal_form_end_no_name() -> None:
    talk = Dialogue()
    talk.say("Kindly open a company record for Dolina Mebli sp. z o.o. (industry: Furniture).")
    (company,) = made(talk, "Company", "Dolina Mebli sp. z o.o.")
    assert company["industry"] == "Furniture"


def test_what_comes_first_is_part_of_what_is_made_of_it() -> None:
    talk = Dialogue()
    talk.say("Globex needs 40 syringe pumps as well, roughly 52 thousand all in. Open a deal for that, with Bob Stone.")
    (deal,) = made(talk, "Deal", "40 syringe pumps")
    assert deal["amount"] == 52_000


def test_who_it_is_assigned_to_may_stand_behind() -> None:
    talk = Dialogue()
    talk.say('Please set up a deal named "Second practice" worth 30,000 for Bob Stone and assign it to Priya.')
    (deal,) = made(talk, "Deal", "Second practice")
    assert deal["amount"] == 30_000


def test_the_only_other_words_of_a_new_company_are_its_industry() -> None:
    talk = Dialogue()
    talk.say("new company: Lough Erne Clinic. ophthalmology. 7 Shore Road, Enniskillen")
    (company,) = made(talk, "Company", "Lough Erne Clinic")
    assert company["industry"] == "ophthalmology"


def test_words_that_found_no_place_are_asked_about() -> None:
    talk = Dialogue()
    answer = talk.say("new company: Lough Erne Clinic. ophthalmology. dentistry. 7 Shore Road, Enniskillen")
    assert "ophthalmology" in answer
    assert not made(talk, "Company", "Lough Erne Clinic")
