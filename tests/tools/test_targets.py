import pytest

from store.errors import Ambiguous, RecordNotFound
from tests.tools.desk import Desk, where
from tests.tools.world import World

MEANT = [
    ("Deal", "d-annual", "d-annual"),
    ("Deal", " d-annual ", "d-annual"),
    ("Deal", "Annual plan", "d-annual"),
    ("Deal", "annual PLAN", "d-annual"),
    ("Deal", "the annual plan", "d-annual"),
    ("Deal", "our annual plan deal", "d-annual"),
    ("Deal", "“Annual plan”", "d-annual"),
    ("Deal", "plan", "d-annual"),
    ("Deal", "anual plan", "d-annual"),
    ("Deal", "annaul plan", "d-annual"),
    ("Deal", "annuak plan", "d-annual"),
    ("Deal", "the Acme deal", "d-annual"),
    ("Deal", "Acme", "d-annual"),
    ("Deal", "acme corp", "d-annual"),
    ("Deal", "the deal with Acme Corp", "d-annual"),
    ("Deal", "the akme deal", "d-annual"),
    ("Deal", "Acme's deal", "d-annual"),
    ("Deal", "Acme annual", "d-annual"),
    ("Deal", "Jane Doe's deal", "d-annual"),
    ("Deal", "Jane Doe\u2019s deal", "d-annual"),
    ("Deal", "the deal of Jane at Acme", "d-annual"),
    ("Deal", "the Globex renewal", "d-renewal"),
    ("Deal", "Porter's deal", "d-renewal"),
    ("Deal", "the Initech pilot", "d-pilot2"),
    ("Deal", "the pilot with Initech", "d-pilot2"),
    ("Deal", "the Müller deal", "d-roof"),
    ("Deal", "muller", "d-roof"),
    ("Deal", "Muller & Sohne", "d-roof"),
    ("Deal", "zoe's deal", "d-roof"),
    ("Deal", "O'Brien", "d-roof"),
    ("Contact", "Jane Doe", "p-jane"),
    ("Contact", "JANE DOE", "p-jane"),
    ("Contact", "Doe, Jane", "p-jane"),
    ("Contact", "Jane at Acme", "p-jane"),
    ("Contact", "Jane from Globex", "p-porter"),
    ("Contact", "Porter", "p-porter"),
    ("Contact", "Zoe", "p-zoe"),
    ("Contact", "Zoë", "p-zoe"),
    ("Contact", "zoe obrien", "p-zoe"),
    ("Contact", "Chris", "p-chris"),
    ("Contact", "Cristopher Lind", "p-chris"),
    ("Contact", "contact Lind", "p-chris"),
    ("Company", "acme", "c-acme"),
    ("Company", "the Acme company", "c-acme"),
    ("Company", "Acme Corp.", "c-acme"),
    ("Company", "MÜLLER & SÖHNE GMBH", "c-muller"),
    ("Company", "Mueller", "c-muller"),
    ("Company", "Glob", "c-globex"),
    ("Activity", "Send offer", "a-offer"),
    ("Activity", "the offer", "a-offer"),
    ("Activity", "the lunch meeting", None),
    ("Project", "Harbour", "j-harbour"),
    ("Project", "harbor", "j-harbour"),
    ("Project", "the Annual plan project", "j-harbour"),
    ("User", "me", "u-ann"),
    ("User", "Me", "u-ann"),
    ("User", "myself", "u-ann"),
    ("User", "Bob", "u-bob"),
    ("User", "bob ray", "u-bob"),
    ("User", "Ray's", "u-bob"),
]

UNKNOWN = [
    ("Deal", "Nothing like it"), ("Deal", "d-nothing"), ("Deal", "D-ANNUAL"), ("Deal", ""), ("Deal", "   "),
    ("Deal", "the"), ("Deal", "deal"), ("Deal", "..."), ("Deal", "🚀"), ("Deal", "%"), ("Deal", "_"), ("Deal", "me"),
    ("Deal", "'; DROP TABLE deal; --"), ("Deal", "Annual\x00plan d-annual"), ("Deal", "Annual plan Globex"),
    ("Deal", "word " * 90), ("Deal", "p-jane"), ("Contact", "Zadie"), ("Contact", "Jane Zyxworth"),
    ("Contact", "p-zyx"), ("Company", "c-zyx"), ("Company", "Zyxworth Ltd"), ("User", "bob@example.com"),
    ("User", "Nobody"),
]  # fmt: skip


@pytest.mark.parametrize(("cls", "said", "key"), [one for one in MEANT if one[2]])
def test_a_record_is_found_as_people_name_it(cls: str, said: str, key: str, world: World) -> None:
    assert world.ann("get_record", **{"class": cls}, target=said)["id"] == key


@pytest.mark.parametrize(("cls", "said"), [*UNKNOWN, *((cls, said) for cls, said, key in MEANT if not key)])
def test_what_names_nothing_that_may_be_read_is_not_found(cls: str, said: str, world: World) -> None:
    error = world.ann.refused("get_record", **{"class": cls}, target=said)

    assert isinstance(error, RecordNotFound)
    assert len(str(error)) < 250


class TestSeveralCandidates:
    @pytest.mark.parametrize(
        ("cls", "said", "keys"),
        [
            ("Deal", "Pilot", {"d-pilot1", "d-pilot2"}),
            ("Deal", "the pilot deal", {"d-pilot1", "d-pilot2"}),
            ("Contact", "Jane", {"p-jane", "p-porter"}),
            ("Contact", "Jane's", {"p-jane", "p-porter"}),
            ("Deal", "Jane's deal", {"d-annual", "d-renewal"}),
            ("Activity", "a meeting about Annual plan", None),
        ],
    )
    def test_are_listed_and_none_is_taken(self, cls: str, said: str, keys: set[str] | None, world: World) -> None:
        error = world.ann.refused("get_record", **{"class": cls}, target=said)

        assert isinstance(error, Ambiguous) is (keys is not None)
        assert {candidate.id for candidate in getattr(error, "candidates", [])} == (keys or set())

    def test_are_listed_with_what_tells_them_apart(self, world: World) -> None:
        error = world.ann.refused("get_record", **{"class": "Deal"}, target="Pilot")

        assert isinstance(error, Ambiguous)
        details = {candidate.id: candidate.detail for candidate in error.candidates}
        assert details == {"d-pilot1": "qualified, Globex, 3000", "d-pilot2": "lead, Initech"}

    def test_of_people_are_told_apart_by_where_they_work(self, world: World) -> None:
        error = world.ann.refused("get_record", **{"class": "Contact"}, target="Jane")

        assert isinstance(error, Ambiguous)
        details = {candidate.id: candidate.detail for candidate in error.candidates}
        assert details == {"p-jane": "Acme Corp, jane@acme.example", "p-porter": "Globex, +44 20 7946 0000"}

    def test_are_told_apart_by_days_of_the_askers_time_zone(self, desk: Desk) -> None:
        local = desk.at("Asia/Tokyo")
        local("create_activity", subject="Call", due_date="2026-03-20")
        local("create_activity", subject="Call", due_date="2026-03-21")

        error = local.refused("get_record", **{"class": "Activity"}, target="Call")

        assert isinstance(error, Ambiguous)
        assert {candidate.detail for candidate in error.candidates} == {"2026-03-20", "2026-03-21"}

    def test_that_are_twins_are_told_apart_by_when_they_were_added(self, desk: Desk) -> None:
        desk("create_company", name="Acme")
        desk("create_company", name="acme")

        error = desk.refused("get_record", **{"class": "Company"}, target="Acme")

        assert isinstance(error, Ambiguous)
        assert {candidate.detail for candidate in error.candidates} == {"added 2026-03-18T09:30:00+00:00"}
        assert len({candidate.id for candidate in error.candidates}) == 2

    def test_are_told_apart_only_by_what_the_asker_may_see(self, desk: Desk, other: Desk, chief: Desk) -> None:
        acme = other("create_company", name="Secret Ltd")["id"]
        for company in (acme, ""):
            chief("create_deal", title="Pilot", company=company, assigned_to="ann")
        chief("share", **{"class": "Company", "with": ["bob"]}, target=acme)

        error = desk.refused("get_record", **{"class": "Deal"}, target="Pilot")

        assert "Secret" not in str(error)

    def test_are_listed_up_to_eight(self, desk: Desk) -> None:
        for number in range(10):
            desk("create_company", name=f"Werk {number}")

        error = desk.refused("get_record", **{"class": "Company"}, target="Werk")

        assert isinstance(error, Ambiguous)
        assert len(error.candidates) == 8
        assert "and more" in str(error)

    def test_of_two_classes_are_listed_together(self, desk: Desk) -> None:
        desk("create_contact", name="Mercury", email="m@example.com")
        desk("create_deal", title="Mercury", amount=5)

        error = desk.refused("create_activity", type="call", related_to="Mercury")

        assert isinstance(error, Ambiguous)
        assert {(one.cls, one.detail) for one in error.candidates} == {
            ("Contact", "m@example.com"),
            ("Deal", "lead, 5"),
        }


class TestTheNearest:
    def test_is_the_very_name(self, desk: Desk) -> None:
        short = desk("create_company", name="Acme")["id"]
        desk("create_company", name="Acme Holding")
        desk("create_company", name="Acme Corp")

        assert desk("get_record", **{"class": "Company"}, target="ACME")["id"] == short
        assert desk("get_record", **{"class": "Company"}, target="the Acme")["id"] == short

    def test_is_spelt_as_said(self, desk: Desk) -> None:
        anna = desk("create_contact", name="Anna Meier")["id"]
        anne = desk("create_contact", name="Anne Meier")["id"]

        assert desk("get_record", **{"class": "Contact"}, target="Anna Meier")["id"] == anna
        assert desk("get_record", **{"class": "Contact"}, target="Anne")["id"] == anne
        assert isinstance(desk.refused("get_record", **{"class": "Contact"}, target="Annx Meier"), Ambiguous)

    def test_is_named_so_before_it_is_reached_so(self, desk: Desk) -> None:
        acme = desk("create_company", name="Acme")["id"]
        titled = desk("create_deal", title="Acme renewal")["id"]
        desk("create_deal", title="Annual plan", company=acme)

        assert desk("get_record", **{"class": "Deal"}, target="the Acme deal")["id"] == titled

    def test_is_the_person_before_her_deal(self, desk: Desk) -> None:
        jane = desk("create_contact", name="Jane Doe")["id"]
        desk("create_deal", title="Boiler", contact=jane)
        desk("create_deal", title="Jane's roof", contact=jane)

        assert desk("create_activity", type="call", related_to="Jane Doe")["related_to"]["id"] == jane
        assert desk("create_activity", type="call", related_to="Jane's roof")["related_to"]["class"] == "Deal"

    def test_is_never_guessed_among_deals_of_a_company(self, desk: Desk) -> None:
        acme = desk("create_company", name="Acme")["id"]
        desk("create_deal", title="Annual plan", company=acme)
        desk("create_deal", title="Boiler", company=acme, stage="lost")

        assert isinstance(desk.refused("update_deals", targets=["the Acme deal"], set={"stage": "won"}), Ambiguous)
        assert desk("find_deals", where=[where("stage", "is", "won")])["total"] == 0

    def test_is_an_id_before_a_name(self, desk: Desk) -> None:
        first = desk("create_deal", title="Boiler")["id"]
        desk("create_deal", title=first)

        assert desk("get_record", **{"class": "Deal"}, target=first)["title"] == "Boiler"

    def test_is_found_by_a_word_that_many_names_have(self, desk: Desk) -> None:
        with desk.store.records(desk.principal) as records:
            for number in range(110):
                records.create("Company", {"name": f"Betrieb{number} GmbH"}, object_id=f"c{number:03}")
            wanted = records.create("Company", {"name": "Quartz GmbH"}, object_id="last")["object_id"]
            records.create("Company", {"name": "Quartz AG"})
            records.create("Deal", {"title": "Boiler", "company": ("Company", wanted)})

        assert desk("get_record", **{"class": "Company"}, target="the company Quartz GmbH")["id"] == wanted
        assert desk("get_record", **{"class": "Deal"}, target="the Quartz GmbH deal")["title"] == "Boiler"


class TestHiddenRecords:
    @pytest.mark.parametrize(
        ("theirs", "said"),
        [
            ("Acne", "Acne"), ("Acne", "Acme"), ("Acme", "Acme"), ("Acme Corp", "acme corp"), ("Acm", "Acm"),
            ("Acmeville", "Acmev"), ("Akme", "Akme"),
        ],
    )  # fmt: skip
    def test_do_not_change_what_a_name_means(self, theirs: str, said: str, desk: Desk, other: Desk) -> None:
        desk("create_company", name="Acme Corp")
        before = meaning(desk, said)

        other("create_company", name=theirs)

        assert meaning(desk, said) == before

    def test_that_many_begin_so_do_not_crowd_out_a_readable_one(self, desk: Desk, other: Desk) -> None:
        with other.store.records(other.principal) as records:
            for number in range(120):
                records.create("Contact", {"name": f"Christa{number:03}"})
        chris = desk("create_contact", name="Christopher Lind")["id"]

        assert desk("get_record", **{"class": "Contact"}, target="Chris")["id"] == chris

    def test_names_that_are_gone_do_not_change_what_a_name_means(self, desk: Desk) -> None:
        desk("create_company", name="Acme Corp")
        gone = desk("create_company", name="Acne")["id"]

        desk("delete_companies", targets=[gone])

        assert desk("get_record", **{"class": "Company"}, target="Acne")["name"] == "Acme Corp"

    def test_a_record_is_found_by_its_new_name_alone(self, desk: Desk) -> None:
        made = desk("create_company", name="Acme")["id"]

        desk("update_companies", targets=["Acme"], set={"name": "Globex"})

        assert desk("get_record", **{"class": "Company"}, target="Globex")["id"] == made
        assert isinstance(desk.refused("get_record", **{"class": "Company"}, target="Acme"), RecordNotFound)


def meaning(desk: Desk, said: str) -> str:
    """Return the name that is meant, or the error."""
    found = desk("find_companies", where=[where("name", "is", said)])["total"]
    try:
        return f"{found} {desk('get_record', **{'class': 'Company'}, target=said)['name']}"
    except RecordNotFound as error:
        return f"{found} {error}"
