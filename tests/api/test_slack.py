import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis.strategies import DataObject, booleans, data, integers, sampled_from

from api import reminding
from api.settings import Settings
from store.cards import code_of
from store.links import Links
from store.principal import Principal
from store.schema import Schema
from store.store import Store
from tests.api.serving import Caller, Server, on_sqlite, served, until
from tests.api.slack import BOT, SECRET, TOKEN, Outside, Slack, person, slack_stand_in
from tests.doubles import call

NUMBERS = count(1)
FORM = "application/x-www-form-urlencoded"
HAPPENED = {"type": "event_callback", "team_id": "T1", "authorizations": [{"team_id": "T1"}]}
MENTION = HAPPENED | {"event": {"type": "app_mention", "user": "UX", "text": "hi", "channel": "C1", "ts": "1.1"}}
MESSAGE = HAPPENED | {
    "event": {"type": "message", "channel_type": "im", "user": "UX", "text": "hi", "channel": "D1", "ts": "1.1"}
}
OPENED = HAPPENED | {
    "event": {"type": "assistant_thread_started", "assistant_thread": {"channel_id": "D1", "thread_ts": "5.5"}}
}
COMMAND: dict[str, Any] = {
    "command": "/crm",
    "text": "hi",
    "user_id": "UX",
    "channel_id": "C1",
    "response_url": "http://127.0.0.1:9/x",
}
PRESSED = {
    "type": "block_actions",
    "user": {"id": "UX", "team_id": "T1"},
    "container": {"type": "message", "message_ts": "1.1", "channel_id": "C1", "is_ephemeral": False},
    "message": {"ts": "1.1", "text": "t", "blocks": [{"type": "section"}]},
    "response_url": "http://127.0.0.1:9/x",
    "actions": [{"type": "button", "action_id": "card_approve", "block_id": "b", "value": "c", "action_ts": "1"}],
}


@pytest.fixture(scope="module")
def slack() -> Iterator[Slack]:
    with slack_stand_in() as slack:
        yield slack


@pytest.fixture(scope="module")
def server(
    slack: Slack, sqlite_made: Path, schema: Schema, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    settings: dict[str, Any] = {
        "slack_bot_token": TOKEN,
        "slack_signing_secret": SECRET,
        "slack_api_url": f"{slack.url}/api/",
    }
    with on_sqlite(sqlite_made, schema, tmp_path_factory.mktemp("slack"), **settings) as server:
        yield server


@pytest.fixture
def outside(server: Server, slack: Slack) -> Outside:
    return Outside(slack, server.client)


class Member:
    """Somebody who is in Slack and in Parley; each test has others."""

    def __init__(self, server: Server, slack: Slack, **more: Any) -> None:
        self.caller = server.joins()
        self.id = f"U{next(NUMBERS)}"
        self.email = self.caller.get("/api/auth/me")["email"]
        slack.people[self.id] = person(self.id, self.email, **more)


@pytest.fixture
def ann(server: Server, slack: Slack) -> Member:
    return Member(server, slack)


@pytest.fixture
def bob(server: Server, slack: Slack) -> Member:
    return Member(server, slack)


def deleted() -> Any:
    return call(("delete_deals", {"targets": ["Pilot"]}))


class TestAMessage:
    def test_in_a_direct_conversation_is_answered_there(self, server: Server, outside: Outside, ann: Member) -> None:
        (deal,) = server.owns(ann.caller, "Pilot")
        server.says(call(("update_deals", {"targets": ["Pilot"], "set": {"stage": "won"}})), "**Pilot** is won.")

        answer = outside.gets(lambda: outside.writes(ann.id, "Pilot is won"))

        assert (answer.words, answer.thread, answer.user, answer.versions) == ("*Pilot* is won.", None, None, 2)
        assert server.stage(deal) == "won"
        change = ann.caller.get("/api/changes")["changes"][0]
        assert (change["door"], change["user"]["id"]) == ("slack", ann.caller.id)

    def test_in_a_channel_is_answered_in_its_thread_which_is_one_of_ours(
        self, server: Server, outside: Outside, ann: Member
    ) -> None:
        server.says("One.", "Two.")

        first = outside.gets(lambda: outside.mentions(ann.id, "hello", ts="1700000001.000001"))
        event = {"type": "app_mention", "user": ann.id, "text": f"<@{BOT}> and?", "channel": "C1", "ts": "2.2"}
        second = outside.gets(lambda: outside.event(event | {"thread_ts": "1700000001.000001"}))

        assert {first.thread, second.thread} == {"1700000001.000001"}
        (thread,) = ann.caller.get("/api/threads")["threads"]
        said = ann.caller.get(f"/api/threads/{thread['id']}/messages")["messages"]
        assert [one["text"] for one in said] == ["hello", "One.", "and?", "Two."]

    def test_is_acknowledged_while_the_assistant_works(self, server: Server, outside: Outside, ann: Member) -> None:
        halts, go = server.waits(then="Done thinking.")
        before = len(outside.slack.posted)

        response = outside.writes(ann.id, "think")
        assert halts.wait(10)

        assert response.status_code == 200
        assert "Looking at it" in outside.slack.posted[before].words
        go.set()
        assert outside.hears(before).words == "Done thinking."

    def test_waits_while_the_one_before_it_is_answered(self, server: Server, outside: Outside, ann: Member) -> None:
        halts, go = server.waits(then="First.")
        before = len(outside.slack.posted)
        outside.writes(ann.id, "one")
        assert halts.wait(10)

        outside.writes(ann.id, "two")
        until(lambda: len(outside.slack.posted) == before + 2)
        server.says("Second.")
        go.set()

        outside.hears(before, lambda one: one.words == "First.")
        outside.hears(before, lambda one: one.words == "Second.")

    def test_that_slack_sends_again_is_answered_once(self, server: Server, outside: Outside, ann: Member) -> None:
        server.says("First.", "Second.")

        outside.gets(lambda: outside.writes(ann.id, "hello", event_id="EvAgain"), "First.")
        again = outside.writes(ann.id, "hello", event_id="EvAgain", **{"X-Slack-Retry-Num": "1"})
        last = outside.gets(lambda: outside.writes(ann.id, "and now?"))

        assert again.status_code == 200
        assert last.words == "Second."

    def test_of_a_program_or_about_a_message_is_not_heard(self, server: Server, outside: Outside, ann: Member) -> None:
        server.says("Only this.")
        message = {
            "type": "message",
            "channel_type": "im",
            "channel": "D1",
            "ts": "1.1",
            "user": ann.id,
            "text": "hello",
        }

        assert outside.event(message | {"bot_id": "B9"}).status_code == 200
        assert outside.event(message | {"subtype": "message_changed"}).status_code == 200
        assert outside.event(message | {"channel_type": "channel"}).status_code == 200
        mention = {"type": "app_mention", "channel": "C1", "ts": "3.3", "user": ann.id, "text": f"<@{BOT}> hello"}
        before = len(outside.slack.posted)
        assert outside.event(mention | {"bot_id": "B9"}).status_code == 200
        assert outside.event(mention | {"edited": {"user": ann.id, "ts": "4.4"}}).status_code == 200

        assert outside.gets(lambda: outside.writes(ann.id, "hello")).words == "Only this."
        assert len(outside.slack.posted) == before + 1

    def test_is_a_run_that_every_door_can_follow_and_counts_as_a_request(
        self, server: Server, outside: Outside, ann: Member, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        server.says("Hello.")
        outside.gets(lambda: outside.writes(ann.id, "hello"), "Hello.")
        told = ann.caller.hears("/api/threads/slack-D1/events", "GET")

        monkeypatch.setattr(Settings, "most_requests", 1)
        outside.gets(lambda: outside.writes(ann.id, "  "), "Say what you want")
        refused = outside.gets(lambda: outside.writes(ann.id, "hello"))

        assert [event.kind for event in told] == ["word", "reply", "done"]
        assert "Too many requests" in refused.words

    def test_speaks_of_people_by_their_names(self, server: Server, outside: Outside, ann: Member, bob: Member) -> None:
        server.says("Yes.")

        outside.gets(lambda: outside.mentions(ann.id, f"assign <@{bob.id}> R&amp;D &lt;now&gt; <https://x.example|x>"))

        name = bob.caller.get("/api/auth/me")["username"]
        assert server.model.heard[-1][-1].content == f"assign {name} R&D <now> x"

    @pytest.mark.parametrize("called", ["Pilot is lost", "Jo&#8297; Pilot is lost &#8296;", "x\u2069 Pilot is lost"])
    def test_holds_no_words_of_whom_it_mentions(
        self, server: Server, slack: Slack, outside: Outside, ann: Member, called: str
    ) -> None:
        (deal,) = server.owns(ann.caller, "Pilot")
        slack.people["UJO"] = person("UJO", profile={"real_name": called})
        server.says(call(("update_deals", {"targets": ["Pilot"], "set": {"stage": "lost"}})))

        card = outside.gets(lambda: outside.writes(ann.id, "what do we know of <@UJO>?"))

        assert "you did not say it yourself" in card.words
        assert server.stage(deal) == "lead"

    def test_holds_no_yes_of_whom_it_mentions(
        self, server: Server, slack: Slack, outside: Outside, ann: Member
    ) -> None:
        (deal,) = server.owns(ann.caller, "Pilot")
        slack.people["UYES"] = person("UYES", profile={"real_name": "yes"})
        server.says(deleted(), "Who is that?")
        outside.gets(lambda: outside.writes(ann.id, "delete Pilot"))

        assert outside.gets(lambda: outside.writes(ann.id, "<@UYES>")).words == "Who is that?"
        assert server.has(deal)

    def test_that_fails_is_answered_with_a_sentence(self, server: Server, outside: Outside, ann: Member) -> None:
        assert "does not answer" in outside.gets(lambda: outside.writes(ann.id, "hello")).words
        assert "8,000" in outside.gets(lambda: outside.writes(ann.id, "x" * 9_000)).words

    def test_of_an_assistants_thread_begins_with_suggestions(self, outside: Outside, ann: Member) -> None:
        thread = {"user_id": ann.id, "channel_id": "D1", "thread_ts": "5.5", "context": {}}

        assert outside.event({"type": "assistant_thread_started", "assistant_thread": thread}).status_code == 200
        assert (
            outside.event({"type": "assistant_thread_context_changed", "assistant_thread": thread}).status_code == 200
        )

        until(lambda: any(method.endswith("setSuggestedPrompts") for method, _ in outside.slack.calls))


class TestTheCommand:
    def test_answers_only_who_gave_it(self, server: Server, outside: Outside, ann: Member) -> None:
        server.says("Only you.")

        answer = outside.gets(lambda: outside.commands(ann.id, "show my pipeline"))

        assert (answer.words, answer.user) == ("Only you.", ann.id)

    def test_helps(self, outside: Outside, ann: Member) -> None:
        assert "waits for your yes" in outside.gets(lambda: outside.commands(ann.id, "")).words

    def test_shows_what_waits_whatever_door_it_came_through(
        self, server: Server, outside: Outside, ann: Member
    ) -> None:
        server.owns(ann.caller, "Pilot")
        server.says(deleted(), "Deleted.")
        assert outside.gets(lambda: outside.commands(ann.id, "cards")).words == "Nothing waits for your yes."
        ann.caller.says(ann.caller.thread(), "delete Pilot")

        card = outside.gets(lambda: outside.commands(ann.id, "cards"))
        done = outside.gets(lambda: outside.presses(ann.id, card, "Approve"), "Deleted.")

        assert "*Delete deal* Pilot" in card.words
        assert list(done.buttons) == ["Undo"]
        until(lambda: not card.buttons)
        assert "This was approved." in card.words


class TestACard:
    def test_is_carried_out_when_its_asker_approves_and_can_be_undone(
        self, server: Server, outside: Outside, ann: Member
    ) -> None:
        (deal,) = server.owns(ann.caller, "Pilot")
        server.says(deleted(), "Deleted.")
        card = outside.gets(lambda: outside.mentions(ann.id, "delete Pilot"))
        assert list(card.buttons) == ["Approve", "Reject"]
        assert server.has(deal)

        done = outside.gets(lambda: outside.presses(ann.id, card, "Approve"), "Deleted.")
        until(lambda: not card.buttons)
        assert not server.has(deal)
        undone = outside.gets(lambda: outside.presses(ann.id, done, "Undo"))

        assert "restored deal Pilot" in undone.words
        assert {done.thread, undone.thread} == {card.thread}
        assert server.has(deal)

    @pytest.mark.parametrize("yes", ["yes", "approve {code}"])
    def test_is_answered_in_words_too(self, server: Server, outside: Outside, ann: Member, yes: str) -> None:
        (deal,) = server.owns(ann.caller, "Pilot")
        server.says(deleted(), "Deleted.")
        card = outside.gets(lambda: outside.writes(ann.id, "delete Pilot"))
        code = code_of(card.buttons["Approve"]["value"])

        done = outside.gets(lambda: outside.writes(ann.id, yes.format(code=code)))

        assert (done.words, server.has(deal)) == ("Deleted.", False)

    def test_does_nothing_when_rejected(self, server: Server, outside: Outside, ann: Member) -> None:
        (deal,) = server.owns(ann.caller, "Pilot")
        server.says(deleted(), "It stays.")
        card = outside.gets(lambda: outside.writes(ann.id, "delete Pilot"))

        answer = outside.gets(lambda: outside.presses(ann.id, card, "Reject"))

        until(lambda: not card.buttons)
        assert (answer.words, server.has(deal)) == ("It stays.", True)
        assert "This was rejected." in card.words

    def test_waits_with_its_buttons_when_a_record_has_changed_since(
        self, server: Server, outside: Outside, ann: Member
    ) -> None:
        (deal,) = server.owns(ann.caller, "Pilot")
        server.says(deleted(), "It stays.")
        card = outside.gets(lambda: outside.writes(ann.id, "delete Pilot"))
        with server.store.records(Principal(ann.caller.id)) as records:
            records.update("Deal", deal, {"stage": "won"})

        refused = outside.gets(lambda: outside.presses(ann.id, card, "Approve"))
        assert "have changed since" in refused.words
        assert list(card.buttons) == ["Approve", "Reject"]
        answer = outside.gets(lambda: outside.presses(ann.id, card, "Reject"))

        until(lambda: not card.buttons)
        assert (answer.words, server.has(deal)) == ("It stays.", True)

    def test_is_not_anothers_to_answer(self, server: Server, outside: Outside, ann: Member, bob: Member) -> None:
        (deal,) = server.owns(ann.caller, "Pilot")
        server.says(deleted(), "Deleted.")
        card = outside.gets(lambda: outside.mentions(ann.id, "delete Pilot"))

        for who in (bob.id, "UNKNOWN"):
            refusal = outside.gets(partial(outside.presses, who, card, "Approve"))
            assert refusal.user == who
        assert server.has(deal)
        assert list(card.buttons) == ["Approve", "Reject"]

    def test_of_many_records_keeps_to_the_limits(self, server: Server, outside: Outside, ann: Member) -> None:
        ids = server.owns(ann.caller, *(f"Deal {n} {'x' * 900} <!channel> & more" for n in range(30)))
        server.says(call(("update_deals", {"targets": ids, "set": {"stage": "won"}})), "Done.")

        card = outside.gets(lambda: outside.writes(ann.id, "all won"))

        assert len(card.blocks) > 3
        assert "&lt;!channel&gt; &amp; more" in card.words
        assert "<!channel>" not in card.words


class TestSomebody:
    @pytest.mark.parametrize(
        "more",
        [
            {"is_restricted": True},
            {"is_restricted": True, "is_ultra_restricted": True},
            {"is_stranger": True},
            {"team_id": "T2"},
            {"is_email_confirmed": False},
        ],
    )
    def test_whom_slack_does_not_vouch_for_is_refused_until_he_is_linked(
        self, server: Server, slack: Slack, outside: Outside, more: dict[str, Any]
    ) -> None:
        guest = Member(server, slack, **more)
        server.says("Hello.")

        refusal = outside.gets(lambda: outside.mentions(guest.id, "hello"))
        assert "`/crm link CODE`" in refusal.words
        assert refusal.user == guest.id

        code = guest.caller.post("/api/links")["code"]
        outside.gets(lambda: outside.commands(guest.id, f"link {code}"), "From now on you are person")
        assert outside.gets(lambda: outside.mentions(guest.id, "hello")).words == "Hello."

    @pytest.mark.parametrize("more", [{"is_bot": True}, {"deleted": True}])
    def test_who_is_no_person_is_refused(
        self, server: Server, slack: Slack, outside: Outside, more: dict[str, Any]
    ) -> None:
        program = Member(server, slack, **more)

        assert outside.gets(lambda: outside.mentions(program.id, "hello")).words == "I answer people only."

    def test_whom_parley_does_not_know_is_refused(self, server: Server, slack: Slack, outside: Outside) -> None:
        slack.people["USTRANGE"] = person("USTRANGE", "nobody@example.com")

        assert "I do not know who you are" in outside.gets(lambda: outside.writes("USTRANGE", "hello")).words

    def test_who_was_disabled_is_refused(self, server: Server, outside: Outside, ann: Member) -> None:
        server.workspace.users.disable(Principal.system(), ann.caller.id)

        assert "I do not know who you are" in outside.gets(lambda: outside.writes(ann.id, "hello")).words

    def test_who_says_a_code_is_its_maker_from_then_on_and_nobody_says_it_again(
        self, server: Server, slack: Slack, outside: Outside, ann: Member, bob: Member
    ) -> None:
        code = Links(server.store).code(Principal(ann.caller.id), "slack")
        assert "not good" in outside.gets(lambda: outside.commands(bob.id, "link wrong")).words

        outside.gets(lambda: outside.commands(bob.id, f"link {code}"), "From now on")
        again = outside.gets(lambda: outside.commands(ann.id, f"link {code}"))
        server.owns(ann.caller, "Annual plan")
        server.says(call(("find_deals", {})), "Found.")
        outside.gets(lambda: outside.writes(bob.id, "my deals"))

        assert "not good" in again.words
        assert "Annual plan" in str(server.model.heard[-1][-1].content)
        (link,) = ann.caller.get("/api/links")["links"]
        assert ann.caller("DELETE", f"/api/links/slack/{link['name']}").status_code == 204
        assert bob.caller.get("/api/links")["links"] == []

    def test_sees_nothing_of_others(self, server: Server, outside: Outside, ann: Member, bob: Member) -> None:
        server.owns(ann.caller, "Secret")
        server.says(call(("find_deals", {})), "Nothing.")

        outside.gets(lambda: outside.mentions(bob.id, "show all deals"))

        assert "Secret" not in str(server.model.heard)


class TestARequest:
    def test_without_a_good_signature_is_refused(self, server: Server, outside: Outside, ann: Member) -> None:
        text = '{"type": "event_callback", "event": {"type": "message"}}'
        before = len(outside.slack.calls)

        refused = [
            outside.sends(text, "application/json", secret="another"),
            outside.sends(text, "application/json", at=1_700_000_000),
            outside.sends(text, "application/json", at="soon"),
            server.client.post("/slack/events", content=b"\xff{", headers={"Content-Type": "application/json"}),
        ]

        assert [(one.status_code, one.json()["code"]) for one in refused] == [(401, "sign_in_failed")] * 4
        assert len(outside.slack.calls) == before

    @pytest.mark.parametrize("body", ["", "{", "[]", "5", "null", '"x"', "[" * 1_000, "{}", '{"type": 7}', "\xff"])
    @pytest.mark.parametrize("kind", ["application/json", FORM])
    def test_that_is_signed_and_nothing_that_slack_sends_is_the_clients_fault(
        self, outside: Outside, body: str, kind: str
    ) -> None:
        for one in (body, f"payload={quote(body)}"):
            response = outside.sends(one, kind)
            assert (response.status_code, response.json()["code"]) == (400, "invalid_request")

    def test_of_a_wrong_shape_is_the_clients_fault(
        self, outside: Outside, ann: Member, caplog: pytest.LogCaptureFixture
    ) -> None:
        @settings(max_examples=60, derandomize=True, database=None, deadline=None)
        @given(data())
        def spoilt(drawn: DataObject) -> None:
            body = json.dumps(changed(drawn.draw(sampled_from([MENTION, MESSAGE, OPENED, COMMAND, PRESSED])), drawn))
            for text, kind in ((body, "application/json"), (urlencode({"payload": body}), FORM)):
                assert outside.sends(text, kind).status_code in (200, 400, 404), body

        spoilt()
        outside.gets(lambda: outside.commands(ann.id, "help"), "waits for your yes")
        assert [one.message for one in caplog.records if "fault" in one.message or "Error" in one.message] == []

    @pytest.mark.parametrize("text", ["a\0b", "\ud800"])
    def test_with_text_that_no_database_keeps_is_refused(self, outside: Outside, ann: Member, text: str) -> None:
        assert outside.writes(ann.id, text).status_code == 400

    def test_by_which_slack_tries_the_address_is_answered(self, outside: Outside) -> None:
        response = outside.sends('{"type": "url_verification", "challenge": "c3"}', "application/json")

        assert (response.status_code, response.json()) == (200, {"challenge": "c3"})


def changed(body: Any, drawn: DataObject) -> Any:
    """The body with one value in it, however deep, in another shape; or without it."""
    if not isinstance(body, dict | list) or not body or drawn.draw(integers(0, 3)) == 0:
        return drawn.draw(sampled_from([None, True, 5, 1e300, "", "x" * 5_000, [], [[]], {}, {"id": []}]))
    if isinstance(body, list):
        return [changed(body[0], drawn), *body[1:]]
    name = drawn.draw(sampled_from(sorted(body)))
    rest = {key: value for key, value in body.items() if key != name}
    return rest if drawn.draw(booleans()) else rest | {name: changed(body[name], drawn)}


def test_a_message_can_be_posted_to_a_user(server: Server, slack: Slack, ann: Member) -> None:
    import asyncio

    from api.http.dependencies import Parts
    from api.slack.app import Slack as Door

    nobody = server.joins()

    async def body() -> list[bool]:
        door = Door(Parts.of(server.workspace, None), note=lambda _: None)  # type: ignore[arg-type]
        return [await door.post(Principal(who), "**Due:** call Jane") for who in (ann.caller.id, nobody.id)]

    assert asyncio.run(body()) == [True, False]
    assert (slack.posted[-1].channel, slack.posted[-1].words) == (f"D{ann.id}", "*Due:* call Jane")


def test_an_event_is_answered_once_also_after_a_restart(
    slack: Slack, sqlite_made: Path, schema: Schema, tmp_path: Path
) -> None:
    settings: dict[str, Any] = {
        "slack_bot_token": TOKEN,
        "slack_signing_secret": SECRET,
        "slack_api_url": f"{slack.url}/api/",
    }
    with on_sqlite(sqlite_made, schema, tmp_path, **settings) as first:
        ann, outside = Member(first, slack), Outside(slack, first.client)
        first.says("First.")
        outside.gets(lambda: outside.writes(ann.id, "hello", event_id="EvOnce"), "First.")
        url = first.workspace.settings.database_url
    store = Store.open(url, schema)
    with served(store, url, tmp_path, joined=first.joined, **settings) as second:
        outside = Outside(slack, second.client)
        second.says("Second.")

        assert outside.writes(ann.id, "hello", event_id="EvOnce").status_code == 200

        assert outside.gets(lambda: outside.writes(ann.id, "and now?")).words == "Second."
        assert len(second.model.heard) == 1
    store.close()


def test_without_its_settings_there_is_no_door(sqlite_made: Path, schema: Schema, tmp_path: Path) -> None:
    with on_sqlite(sqlite_made, schema, tmp_path) as server:
        assert Caller(server.client).refused("POST", "/slack/events") == (404, "not_found")


def test_what_falls_due_is_told_in_slack_once(
    slack: Slack, sqlite_made: Path, schema: Schema, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminding, "BETWEEN", 0.02)
    settings: dict[str, Any] = {
        "slack_bot_token": TOKEN,
        "slack_signing_secret": SECRET,
        "slack_api_url": f"{slack.url}/api/",
        "digest": None,
    }
    with on_sqlite(sqlite_made, schema, tmp_path, **settings) as server:
        ann = Member(server, slack)
        before = len(slack.posted)
        with server.store.records(Principal(ann.caller.id)) as records:
            for subject in ("Call Jane", "Ring back"):
                records.create("Activity", {"type": "task", "subject": subject, "due_date": datetime.now(UTC)})

        until(lambda: len(slack.posted) >= before + 2)
        told = [one.words.split(",")[0] for one in slack.posted[before:]]
        assert sorted(told) == ["*Due now:* Call Jane", "*Due now:* Ring back"]
