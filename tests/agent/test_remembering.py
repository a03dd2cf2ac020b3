"""Questions about what was said and written, in many wordings, to the embedded engine: it answers by extract."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from agent.assistant import Assistant
from agent.embedded.engine import EmbeddedEngine
from agent.memory import memory
from store.fields import Pointer
from store.index.index import Index
from store.principal import Principal
from store.store import Store
from tests.embedding import Letters

NOW = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)
PRICE, RIVAL, PRIVACY, ONBOARDING = (
    "Jane finds our pricing too high and wants a discount.",
    "A competitor, Nordkant, offers the same pumps.",
    "Their lawyer worries about GDPR and where the data is stored.",
    "Onboarding of the new staff takes two weeks.",
)
MUSIC = "Jane bought a zither, ukulele."


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Principal]]:
    """A company, two contacts, three deals, and what was written about them."""
    store = Store.open(f"sqlite:///{tmp_path_factory.mktemp('office')}/crm.db")
    store.index = Index(store, Letters())
    with store.records(Principal.system()) as records:
        user = {"username": "Ann Lee", "email": "ann@example.com", "password": "correct horse"}
        ann = Principal(records.create("_User", user)["object_id"], frozenset({"manager"}))
    with store.records(ann, now=NOW) as records:

        def add(name: str, values: dict[str, Any]) -> Pointer:
            return Pointer(name, records.create(name, values)["object_id"])

        acme = add("Company", {"name": "Acme", "notes": "Family firm, pays late.", "industry": "Food"})
        globex = add("Company", {"name": "Globex"})
        jane = add("Contact", {"name": "Jane Doe", "company": acme})
        omar = add("Contact", {"name": "Omar Haddad", "company": globex})
        pumps = add("Deal", {"title": "Pump order", "amount": 48_000.0, "company": acme, "contact": jane})
        portal = add("Deal", {"title": "Customer portal", "amount": 9_000.0, "company": globex, "contact": omar})
        add("Deal", {"title": "Spare parts", "notes": "Ordered by fax."})
        for day, kind, subject, said, about in (
            (2, "call", "Prices", PRICE, jane),
            (4, "meeting", "Fair", RIVAL, pumps),
            (9, "email", "Privacy", PRIVACY, omar),
            (11, "note", "Training", ONBOARDING, portal),
            (12, "note", "Offer", "We agreed on a price of 45k.", pumps),
        ):
            at = datetime(2026, 3, day, 10, tzinfo=UTC)
            values = {"type": kind, "subject": subject, "description": said, "completed_at": at, "related_to": about}
            add("Activity", values)
        add("Activity", {"type": "note", "subject": "Week", "description": MUSIC, "related_to": portal})
        add("Activity", {"type": "task", "subject": "Send drawings", "related_to": pumps, "due_date": NOW})
    store.index.catch_up()
    yield store, ann
    store.close()


@pytest.fixture
def ask(office: tuple[Store, Principal]) -> Iterator[Any]:
    """Say things in one thread, and get the last answer; nothing is ever written, and no card opened."""
    store, ann = office
    with memory(None) as kept:
        one = Assistant(store, EmbeddedEngine(), kept, clock=lambda: NOW)

        def said(*texts: str) -> str:
            replies = [one.reply("t", text, ann, door="test") for text in texts]
            assert not any(reply.card for reply in replies)
            return replies[-1].text

        yield said


class TestAQuestionAboutWhatWasSaid:
    @pytest.mark.parametrize(
        ("question", "quote"),
        [
            ("what did we discuss with Jane about pricing?", PRICE),
            ("What did Jane say about our pricing", PRICE),
            ("remind me what we discussed with Jane about the discount", PRICE),
            ("did Jane mention a discount?", PRICE),
            ("has Jane ever complained about pricing?", PRICE),
            ("when did we discuss pricing with Jane?", PRICE),
            ("what did she say about pricing, do you know?", ""),
            ("find notes about onboarding", ONBOARDING),
            ("Please find me all notes about onboarding.", ONBOARDING),
            ("search the notes for onboarding", ONBOARDING),
            ("is there anything about onboarding?", ONBOARDING),
            ("anything on onboarding in the notes?", ONBOARDING),
            ("do we have any notes about onboarding of staff", ONBOARDING),
            ("what do the notes say about onboarding?", ONBOARDING),
            ("who talked about GDPR?", PRIVACY),
            ("who mentioned GDPR", PRIVACY),
            ("who asked about GDPR?", PRIVACY),
            ("has anyone asked about GDPR?", PRIVACY),
            ("did anybody bring up GDPR?", PRIVACY),
            ("where did we talk about GDPR?", PRIVACY),
            ("which emails mention GDPR?", PRIVACY),
            ("could you tell me what was written about GDPR?", PRIVACY),
            ("which deals mention a competitor?", RIVAL),
            ("which of our deals mention a competitor", RIVAL),
            ("what deals talk about a competitor?", RIVAL),
            ("which customers mentioned a discount on pricing?", ""),
            ("quote what Jane said about pricing", PRICE),
            ("what did Jane want from our pricing discount?", PRICE),
            ("when did Jane ask for a discount on pricing?", PRICE),
            ("search notes: onboarding", ONBOARDING),
            ("look for onboarding in the notes", ONBOARDING),
            ("everything about onboarding", ONBOARDING),
            ("notes from calls about the pricing discount", PRICE),
            ("is there anything in writing about GDPR?", PRIVACY),
        ],
    )
    def test_is_answered_with_the_quote_its_day_its_author_and_its_record(
        self, ask: Any, question: str, quote: str
    ) -> None:
        answer = ask(question)

        if quote:
            line = next(line for line in answer.splitlines() if quote in line)
            assert "Mar 2026" in line
            assert "Ann Lee" in line
            assert "](/activities/" in line
        else:
            assert "changed" not in answer.lower()

    def test_tells_only_what_was_said_with_whom_it_is_about(self, ask: Any) -> None:
        answer = ask("what did we discuss with Omar about GDPR?")

        assert PRIVACY in answer
        assert "Omar Haddad" in answer
        assert PRICE not in answer

    def test_finds_what_names_somebody_where_nothing_hangs_on_him(self, ask: Any) -> None:
        answer = ask("what did we discuss with Omar about pricing?")
        assert PRICE not in answer

        answer = ask("what did Jane say about zither ukulele?")
        assert "Nothing about that hangs on **Jane Doe**; elsewhere in the notes:" in answer
        assert MUSIC in answer

    def test_lists_the_records_that_are_asked_for_each_once(self, ask: Any) -> None:
        answer = ask("which deals mention a competitor?")

        assert "Found in the notes of 1 deal:" in answer
        assert "Pump order" in answer

    def test_keeps_to_the_time_that_is_named(self, ask: Any) -> None:
        assert PRICE in ask("what did we discuss with Jane about pricing on 2 March?")
        assert PRICE not in ask("what did we discuss with Jane about pricing since 10 March?")
        assert PRICE in ask("what did we discuss with Jane about pricing in the last 3 weeks?")
        assert PRICE not in ask("what did we discuss with Jane about pricing in the last 5 days?")

    def test_about_nothing_that_was_written_says_so(self, ask: Any) -> None:
        assert "nothing about “zebra” in the notes" in ask("find notes about zebra")

    def test_shows_markdown_in_a_note_as_it_stands_there(self, ask: Any, office: tuple[Store, Principal]) -> None:
        store, ann = office
        with store.records(ann) as records:
            records.create("Company", {"name": "Initech", "notes": "Logo ![x](https://evil.example/?q) *now* quokka."})

        assert "!\\[x\\](https://evil.example/?q) \\*now\\* quokka" in ask("find notes about quokka")


class TestABriefing:
    @pytest.mark.parametrize(
        "question",
        [
            "summarise everything on Acme before my call",
            "Summarize what we know about Acme",
            "brief me on Acme",
            "brief me on Acme, please",
            "give me a summary of Acme",
            "can you give me a quick briefing on Acme before the meeting tomorrow?",
            "prepare me for my call with Acme",
            "catch me up on Acme",
            "bring me up to speed on Acme.",
            "tell me everything about Acme",
            "everything we know about Acme",
            "what do I need to know about Acme before my call?",
            "what should I know before my call with Acme",
            "recap Acme",
            "fill me in on Acme",
            "what do we know about Acme?",
            "prep me for tomorrow's meeting with Acme",
            "what should I know before I call Acme?",
            "anything I should know about Acme?",
            "what's the story with Acme?",
            "give me the gist of our conversations with Acme",
            "walk me through Acme",
            "what was said in our last call with Acme?",
            "what's holding up Acme?",
        ],
    )
    def test_tells_the_facts_what_hangs_on_it_what_happened_and_what_was_written(self, ask: Any, question: str) -> None:
        answer = ask(question)

        assert answer.startswith("**Acme** (company): ")
        assert "industry Food" in answer
        assert "Contacts (1): [Jane Doe](/contacts/" in answer
        assert "Deals (1): [Pump order](/deals/" in answer
        assert "Lately:\n\n- note [Offer](/activities/" in answer
        assert "Planned:\n\n- task [Send drawings](/activities/" in answer
        assert "From the notes:\n\n- “" in answer
        assert "Globex" not in answer

    @pytest.mark.parametrize(
        "question", ["why did Globex call it off?", "why did Globex say no?", "why did we lose Globex?"]
    )
    def test_of_a_reason_begins_with_what_was_written_and_says_when_nothing_tells_it(
        self, ask: Any, question: str
    ) -> None:
        answer = ask(question)

        assert answer.startswith("**Globex** (company)")
        assert "I find nothing that clearly tells why. From the notes:\n\n- “" in answer
        assert answer.index("From the notes") < answer.index("Lately")

    def test_says_where_a_note_differs_from_the_record_and_gives_both(self, ask: Any) -> None:
        answer = ask("brief me on the Pump order deal")

        assert "amount 48,000" in answer
        assert "“We agreed on a price of 45k.”" in answer
        assert "This differs from the record: the note says 45k, but the amount of [Pump order]" in answer
        assert "is 48,000." in answer

    def test_is_given_on_what_the_thread_is_about(self, ask: Any) -> None:
        assert ask("who is Jane Doe?", "brief me on her").startswith("**Jane Doe** (contact)")


class TestAQuestionAboutOneWhomNobodyKnows:
    @pytest.mark.parametrize(
        "question",
        [
            "what do we know about Initrode?",
            "summarise everything on Initrode before my call",
            "why did Initrode call it off?",
            "what did Initrode say about pricing?",
            "what did we discuss with Initrode about pricing?",
            "who decides at Initrode?",
        ],
    )
    def test_says_that_there_is_no_such_record_and_quotes_nobody_else(self, ask: Any, question: str) -> None:
        none = "I see no company, contact or deal called “Initrode”, and nothing in the notes names it."
        assert ask(question) == none

    def test_is_answered_alike_where_the_record_may_not_be_read(self, office: tuple[Store, Principal]) -> None:
        store, _ = office
        with store.records(Principal.system()) as records:
            user = {"username": "Bob Ray", "email": "bob@example.com", "password": "correct horse"}
            bob = Principal(records.create("_User", user)["object_id"], frozenset({"rep"}))
        with memory(None) as kept:
            one = Assistant(store, EmbeddedEngine(), kept, clock=lambda: NOW)
            hidden, gone = (
                one.reply("t", f"summarise everything on {name} before my call", bob, door="test").text
                for name in ("Acme", "Initrode")
            )

        assert hidden.replace("Acme", "Initrode") == gone

    def test_quotes_the_notes_that_name_it(self, ask: Any) -> None:
        answer = ask("what do we know about Nordkant?")

        assert answer.startswith("I see no company, contact or deal called “Nordkant”. The notes that name it:")
        assert RIVAL in answer


class TestAQuestionThatIsNotUnderstood:
    def test_is_answered_with_the_notes_that_fit_it_best(self, ask: Any) -> None:
        answer = ask("how long does the onboarding of new staff take?")

        assert answer.startswith("I am not sure that I understood the question. The notes that fit it best:")
        assert ONBOARDING in answer
        assert PRIVACY not in answer

    @pytest.mark.parametrize("question", ["has it rained in Peru?", "any jokes?", "what do you know about me?"])
    def test_of_which_nothing_was_written_is_still_not_understood(self, ask: Any, question: str) -> None:
        assert "did not understand" in ask(question)


class TestWhatOnlySoundsLikeIt:
    @pytest.mark.parametrize(
        "text",
        [
            "my open deals",
            "what is overdue?",
            "show me the deals of Acme",
            "when did we last talk to Jane?",
            "Jane's email?",
        ],
    )
    def test_is_answered_as_before(self, ask: Any, text: str) -> None:
        assert "From the notes" not in ask(text)

    def test_with_an_order_in_it_is_no_mere_question(self, office: tuple[Store, Principal]) -> None:
        store, ann = office
        with memory(None) as kept:
            one = Assistant(store, EmbeddedEngine(), kept, clock=lambda: NOW)
            reply = one.reply("t", "find notes about onboarding and delete the Spare parts deal", ann, door="test")

        assert "From the notes" not in reply.text


def test_questions_are_heard_without_the_tools_for_them_as_before() -> None:
    from langchain_core.messages import HumanMessage

    answer = EmbeddedEngine().invoke([HumanMessage("find notes about onboarding")])

    assert not [call for call in answer.tool_calls if call["name"] == "search_notes"]
