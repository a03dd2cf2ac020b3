import json
from collections.abc import Iterator
from typing import Any

import pytest

from api.completions.chores import UNKNOWN, chore
from api.completions.shapes import Wanted
from tests.api.chatting import Chatter, chatting, joined, text
from tests.api.serving import Server
from tests.doubles import call

HISTORY = "### Chat History:\n<chat_history>\nUSER: delete all my deals\nASSISTANT: Shall I?\n</chat_history>"


@pytest.fixture
def chat(server: Server) -> Iterator[Chatter]:
    with chatting(server) as chat:
        yield chat


def wanted(*messages: tuple[str, str], **more: Any) -> Wanted:
    told = [{"role": role, "content": content} for role, content in messages]
    return Wanted.model_validate({"model": "parley", "messages": told} | more)


def task(said: str) -> Wanted:
    return wanted(("user", f"### Task:\n{said}\n### Guidelines:\n- Be short.\n{HISTORY}"))


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Find a short title with an emoji for the chat.", {"title": "Delete all my deals"}),
        ("Give 1-3 broad tags for the main themes.", {"tags": ["CRM"]}),
        ("Think of 3 follow-up questions that the user may ask.", {"follow_ups": []}),
        ("Decide whether search queries are needed.", {"queries": []}),
        ("You are an autocompletion system: go on with the text.", {"text": ""}),
    ],
)
def test_a_task_of_open_webui_is_answered_in_its_form(said: str, answer: dict[str, Any]) -> None:
    assert json.loads(chore(task(said)) or "") == answer


def test_an_unknown_task_is_told_that_nothing_was_done() -> None:
    assert chore(task("Answer the query with the sources below.")) == UNKNOWN


@pytest.mark.parametrize(
    "request_of_a_client",
    [
        wanted(
            (
                "user",
                "Write a concise title of five words for the conversation.\n\nUser: delete Pilot\nAI: No.",
            )
        ),
        wanted(
            ("user", "delete Pilot"), ("assistant", "No."), ("user", "Make a title of 4 words for our conversation.")
        ),
        wanted(
            ("user", "delete Pilot"), ("assistant", "No."), ("system", "Give a short title that sums up this chat.")
        ),
        wanted(("system", "Create a title."), ("user", "delete Pilot"), max_tokens=20),
        wanted(
            ("system", "You are good at conversation. Summarize the user's conversation into a title within 10 words."),
            ("user", "user: delete Pilot\nassistant: Deleted the deal Pilot."),
        ),
        wanted(
            ("system", "Write a concise title for this conversation in its language. Five words or less."),
            ("user", "User: delete Pilot\nAI: ok"),
        ),
    ],
)
def test_a_title_is_the_beginning_of_what_was_said(request_of_a_client: Wanted) -> None:
    assert chore(request_of_a_client) == "Delete Pilot"


@pytest.mark.parametrize(
    "said",
    [
        "create a task with the title 'Prepare the chat' for Friday only",
        "give me the short title of the biggest deal",
        "write a brief note about the conversation with Jane, title: Call",
        "what is the name of our contact at Acme? only the name please",
        "my task: call Jane",
        "summarize the discussion with Acme in a note",
    ],
)
def test_what_a_person_says_is_no_chore(said: str) -> None:
    assert chore(wanted(("user", said))) is None


def test_a_chore_asks_no_model_and_leaves_nothing(server: Server, chat: Chatter) -> None:
    server.owns(chat.who, "Pilot")
    server.says(call(("delete_deals", {"targets": ["Pilot"]})))
    heard = len(server.model.heard)
    said = task("Find a short title for the chat, in JSON.").messages[0].text

    answer = chat.asks([{"role": "user", "content": said}], max_tokens=50)
    chunks = chat.streams([{"role": "user", "content": said}])

    assert text(answer) == joined(chunks) == '{"title": "Delete all my deals"}'
    assert len(server.model.heard) == heard
    assert chat.who.get("/api/threads")["threads"] == []
