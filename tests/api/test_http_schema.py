"""Whatever the OpenAPI document allows, and much that it does not, is answered without a fault of the program."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from langchain_core.messages import AIMessage
from schemathesis import GenerationMode

from store.schema import Schema
from tests.api.serving import Caller, Server, on_sqlite
from tests.doubles import call
from tests.store.people import PASSWORD

UNASKED = {"/api/auth/logout", "/api/notifications"}
"""What would end the session; what never ends."""
EACH = 7
"""Requests of each kind for each operation."""


@pytest.fixture(scope="module")
def asked(sqlite_made: Path, schema: Schema, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that is asked a lot, with a model that always says the same."""
    folder = tmp_path_factory.mktemp("asked")
    with on_sqlite(sqlite_made, schema, folder, requests=1_000_000, sign_ups=1_000_000) as server:
        server.model.lines = repeat(AIMessage("Hello."))
        yield server


@pytest.fixture(scope="module")
def admin(asked: Server) -> Caller:
    """Its first user, who may do most."""
    signed = Caller(asked.client).post("/api/auth/login", username="person1", password=PASSWORD)
    return Caller(asked.client, signed["token"])


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_no_request_meets_a_fault_of_the_program(asked: Server, admin: Caller, mode: GenerationMode) -> None:
    described: Any = schemathesis.openapi.from_dict(admin.get("/openapi.json"))
    operations = [one.ok() for one in described.get_all_operations()]
    known = there(asked, admin) if mode is GenerationMode.POSITIVE else {}
    faults: list[Any] = []

    for operation in operations:
        if operation.path not in UNASKED:
            faults += _faults(admin, operation, mode, known if operation.method != "delete" else {})

    assert len(operations) > 30
    assert faults == []


def there(asked: Server, admin: Caller) -> dict[str, str]:
    """Ids of things that are there, by the names of their places in addresses."""
    asked.owns(admin, "Pilot")
    asked.model.lines = chain([call(("delete_deals", {"targets": ["Pilot"]}))], repeat(AIMessage("Hello.")))
    thread = admin.thread()
    card = admin.says(thread, "delete Pilot")["card"]
    return {"thread": thread, "card": card["id"], "run": card["run"], "model": "parley"}


def _faults(who: Caller, operation: Any, mode: GenerationMode, known: dict[str, str]) -> list[Any]:
    faults: list[Any] = []

    @seed(1)
    @settings(
        max_examples=EACH,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        case.path_parameters = {name: known.get(name, value) for name, value in (case.path_parameters or {}).items()}
        sent = case.as_transport_kwargs(base_url=str(who.client.base_url).rstrip("/"))
        headers = {name: value for name, value in dict(sent["headers"]).items() if name.lower() != "authorization"}
        response = who(
            sent["method"],
            sent["url"],
            params=sent.get("params"),
            headers=headers,
            **{name: sent[name] for name in ("json",) if name in sent},
        )
        if response.status_code >= 500:
            faults.append((operation.label, response.status_code, response.text[:200], sent))

    with suppress(Unsatisfiable):  # there is nothing that could be wrong with it
        ask()
    return faults
