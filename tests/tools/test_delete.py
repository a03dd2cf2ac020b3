from typing import Any

import pytest

from store.errors import Ambiguous, Conflict, InvalidValues, ReadOnly, RecordNotFound
from tests.tools.desk import Desk
from tools import preview


@pytest.fixture
def acme(desk: Desk) -> Desk:
    """Ann's desk; Acme has one person, Jane, and one deal, which is hers, with an activity each."""
    desk("create_company", name="Acme")
    desk("create_contact", name="Jane Doe", company="Acme")
    desk("create_deal", title="Annual plan", company="Acme", contact="Jane Doe")
    desk("create_activity", subject="Call Jane", related_to="Jane Doe")
    desk("create_activity", subject="Send offer", related_to="Annual plan")
    desk("create_activity", subject="Tidy the books")
    return desk


def names(records: list[dict[str, Any]]) -> set[str]:
    return {record.get("name") or record.get("title") or record["subject"] for record in records}


def left(desk: Desk) -> set[str]:
    """Return the names of all records that are still there."""
    tools = ("find_companies", "find_contacts", "find_deals", "find_activities", "find_projects")
    return {name for tool in tools for name in names(desk(tool)["records"])}


class TestDeletingADeal:
    def test_takes_its_activities_along(self, acme: Desk) -> None:
        gone = acme("delete_deals", targets=["Annual plan"])

        assert names(gone["deleted"]) == {"Annual plan"}
        assert names(gone["along"]) == {"Send offer"}
        assert left(acme) == {"Acme", "Jane Doe", "Call Jane", "Tidy the books"}

    def test_shows_it_as_it_was(self, acme: Desk) -> None:
        (gone,) = acme("delete_deals", targets=["the Acme deal"])["deleted"]

        assert (gone["class"], gone["stage"], gone["company"]["name"]) == ("Deal", "lead", "Acme")

    def test_leaves_a_project_that_points_to_it(self, acme: Desk) -> None:
        acme("create_project", name="Harbour", deal="Annual plan")

        acme("delete_deals", targets=["Annual plan"])

        assert "deal" not in acme("find_projects")["records"][0]


class TestDeletingAPerson:
    def test_takes_activities_and_the_deals_that_hang_on_the_person_alone(self, acme: Desk) -> None:
        gone = acme("delete_contacts", targets=["Jane"])

        assert names(gone["deleted"]) == {"Jane Doe"}
        assert names(gone["along"]) == {"Annual plan", "Call Jane", "Send offer"}
        assert left(acme) == {"Acme", "Tidy the books"}

    def test_leaves_the_deals_when_asked_to(self, acme: Desk) -> None:
        gone = acme("delete_contacts", targets=["Jane"], with_deals=False)

        assert names(gone["along"]) == {"Call Jane"}
        assert "contact" not in acme("find_deals")["records"][0]

    def test_leaves_the_deals_when_somebody_else_is_known_at_the_company(self, acme: Desk) -> None:
        acme("create_contact", name="John Roe", company="Acme")

        gone = acme("delete_contacts", targets=["Jane Doe"])

        assert names(gone["along"]) == {"Call Jane"}
        assert "Annual plan" in left(acme)

    def test_takes_the_deals_when_all_that_are_known_there_go(self, acme: Desk) -> None:
        acme("create_contact", name="John Roe", company="Acme")

        gone = acme("delete_contacts", targets=["Jane Doe", "John Roe"])

        assert names(gone["along"]) == {"Annual plan", "Call Jane", "Send offer"}

    def test_takes_a_deal_that_has_no_company(self, acme: Desk) -> None:
        acme("update_deals", targets=["Annual plan"], clear=["company"])

        assert "Annual plan" in names(acme("delete_contacts", targets=["Jane Doe"])["along"])

    def test_takes_a_deal_whose_company_nobody_is_known_at(self, acme: Desk) -> None:
        acme("create_company", name="Globex")
        acme("update_deals", targets=["Annual plan"], set={"company": "Globex"})

        assert "Annual plan" in names(acme("delete_contacts", targets=["Jane Doe"])["along"])

    def test_takes_a_deal_whose_company_is_gone(self, acme: Desk) -> None:
        acme("delete_companies", targets=["Acme"], with_deals=False)

        assert "Annual plan" in names(acme("delete_contacts", targets=["Jane Doe"])["along"])

    def test_is_not_changed_by_people_that_may_not_be_seen(self, acme: Desk, chief: Desk) -> None:
        chief("create_contact", name="John Roe", company="Acme")

        assert "Annual plan" in names(acme("delete_contacts", targets=["Jane Doe"])["along"])


class TestDeletingACompany:
    def test_takes_the_deals_whose_person_works_there(self, acme: Desk) -> None:
        gone = acme("delete_companies", targets=["Acme"])

        assert names(gone["along"]) == {"Annual plan", "Send offer"}
        assert left(acme) == {"Jane Doe", "Call Jane", "Tidy the books"}

    def test_takes_the_deals_without_a_person(self, acme: Desk) -> None:
        acme("update_deals", targets=["Annual plan"], clear=["contact"])

        assert "Annual plan" in names(acme("delete_companies", targets=["Acme"])["along"])

    @pytest.mark.parametrize("works_at", ["Globex", ""])
    def test_leaves_the_deals_whose_person_works_elsewhere(self, works_at: str, acme: Desk) -> None:
        acme("create_company", name="Globex")
        acme("update_contacts", targets=["Jane Doe"], set={"company": works_at})

        gone = acme("delete_companies", targets=["Acme"])

        assert gone["along"] == []
        assert "Annual plan" in left(acme)

    def test_leaves_the_people_who_work_there(self, acme: Desk) -> None:
        acme("delete_companies", targets=["Acme"])

        assert "company" not in acme("find_contacts")["records"][0]

    def test_leaves_the_deals_when_asked_to(self, acme: Desk) -> None:
        assert acme("delete_companies", targets=["Acme"], withDeals=False)["along"] == []
        assert "Annual plan" in left(acme)


class TestDeletingSeveral:
    def test_deletes_a_record_once_that_is_named_twice(self, acme: Desk) -> None:
        deal = acme.ids("find_deals")[0]

        gone = acme("delete_deals", targets=[deal, "Annual plan", "the Acme deal", deal])

        assert len(gone["deleted"]) == 1

    @pytest.mark.parametrize("wrong", ["Nothing like it", "abcdefghij", ""])
    def test_deletes_none_when_one_is_not_there(self, wrong: str, acme: Desk) -> None:
        before = left(acme)

        assert isinstance(acme.refused("delete_deals", targets=["Annual plan", wrong]), RecordNotFound)
        assert left(acme) == before

    def test_deletes_none_when_one_is_ambiguous(self, acme: Desk) -> None:
        acme("create_deal", title="Pilot")
        acme("create_deal", title="Pilot")
        before = left(acme)

        assert isinstance(acme.refused("delete_deals", targets=["Annual plan", "Pilot"]), Ambiguous)
        assert left(acme) == before

    def test_deletes_none_when_one_may_only_be_read(self, acme: Desk, other: Desk) -> None:
        theirs = other("create_deal", title="Pilot")["id"]
        other("share", **{"class": "Deal", "with": ["ann"]}, target=theirs)
        before = left(acme)

        assert isinstance(acme.refused("delete_deals", targets=["Annual plan", theirs]), ReadOnly)
        assert left(acme) == before

    def test_leaves_activities_that_others_made_and_says_so(self, acme: Desk, chief: Desk) -> None:
        chief("create_activity", subject="Ask about the plan", related_to="Annual plan")

        result = acme("delete_deals", targets=["Annual plan"])

        assert result["note"] == "1 that others made stay, without it"
        assert chief("find_activities", where=[{"field": "subject", "value": "Ask about the plan"}])["total"] == 1
        assert "Annual plan" not in left(acme)

    @pytest.mark.parametrize("targets", [[], ["x"] * 201, None, "Annual plan"])
    def test_names_one_to_two_hundred(self, targets: Any, acme: Desk) -> None:
        assert isinstance(acme.refused("delete_deals", targets=targets), InvalidValues)


class TestEveryClass:
    @pytest.mark.parametrize(
        ("word", "plural", "made"),
        [
            ("company", "companies", {"name": "Quartz"}),
            ("contact", "contacts", {"name": "Quartz"}),
            ("deal", "deals", {"title": "Quartz"}),
            ("activity", "activities", {"subject": "Quartz"}),
            ("project", "projects", {"name": "Quartz"}),
        ],
    )
    def test_is_deleted_by_those_who_may(
        self, word: str, plural: str, made: dict[str, Any], desk: Desk, other: Desk
    ) -> None:
        target = desk(f"create_{word}", **made)["id"]

        assert isinstance(other.refused(f"delete_{plural}", targets=[target]), RecordNotFound)
        assert len(desk(f"delete_{plural}", targets=["quartz"])["deleted"]) == 1
        assert isinstance(desk.refused(f"delete_{plural}", targets=[target]), RecordNotFound)

    def test_of_hidden_records_nothing_goes_along(self, desk: Desk, chief: Desk) -> None:
        deal = desk("create_deal", title="Pilot", assigned_to="me")["id"]
        secret = chief("create_activity", subject="Secret", related_to=deal)["id"]
        chief("share", **{"class": "Activity", "with": ["me"]}, target=secret)

        assert desk("delete_deals", targets=["Pilot"])["along"] == []
        assert chief.ids("find_activities") == [secret]


def test_a_deletion_can_be_shown_before_it_is_done(acme: Desk) -> None:
    running = acme.running()
    tool, given = running.tools["delete_contacts"], {"targets": ["Jane"]}

    (shown,) = preview(running.context, [("c1", tool, given)])

    assert {change.what for change in shown.changes} == {"deleted"}
    assert len(shown.changes) == 4
    assert "Jane Doe" in left(acme)
    acme("create_activity", subject="One more", related_to="Annual plan")
    with pytest.raises(Conflict):
        tool.run(running.context, given, "c1", shown.changes)
