"""Many conversations at once, in one process."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.obedient import Obedient
from store.principal import Principal
from store.store import Store
from tests.api.serving import Caller, Server, served
from tests.store.people import at_once

PEOPLE, TURNS = 100, 2


@pytest.fixture
def server(store: Store, url: str, tmp_path: Path) -> Iterator[Server]:
    with served(store, url, tmp_path, speaking=Obedient()) as server:
        yield server


def name(person: int, turn: int) -> str:
    return f"Heron{person:02}x{turn}"


def test_conversations_at_once_do_not_fail_and_do_not_mix(server: Server) -> None:
    people = [server.joins() for _ in range(PEOPLE)]
    threads = [person.thread() for person in people]

    def talk(n: int) -> list[str]:
        orders = [
            json.dumps([["create_company", {"name": name(n, turn)}], ["find_companies", {}]]) for turn in range(TURNS)
        ]
        return [str(people[n].says(threads[n], said)["text"]) for said in orders]

    found = at_once(PEOPLE, talk)

    for n, (person, answers) in enumerate(zip(people, found, strict=True)):
        assert [heard(answer) for answer in answers] == [
            {name(n, turn) for turn in range(last + 1)} for last in range(TURNS)
        ]
        assert made(server, person) == [name(n, turn) for turn in range(TURNS)]
        messages = person.get(f"/api/threads/{threads[n]}/messages")["messages"]
        assert [one["text"] for one in messages if one["author"] == "assistant"] == answers
        assert [one["id"] for one in person.get("/api/threads")["threads"]] == [threads[n]]


def heard(answer: str) -> set[str]:
    """The companies that an answer speaks of."""
    return {name(n, turn) for n in range(PEOPLE) for turn in range(TURNS) if name(n, turn) in answer}


def made(server: Server, person: Caller) -> list[str]:
    """The companies that somebody has made, in one run each, by the log."""
    with server.store.reading(Principal.system()) as records:
        rows = [row for row in records.history(user=person.id, limit=100)[::-1] if row["cls"] == "Company"]
    assert len({row["run"] for row in rows}) == len(rows)
    return [str(row["after"]["name"]) for row in rows]
