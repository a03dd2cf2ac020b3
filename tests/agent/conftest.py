"""An office to talk about, and assistants that talk about it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from langchain_core.language_models import BaseChatModel

from agent.assistant import Assistant
from agent.memory import memory
from store.fields import Pointer
from store.principal import Principal
from store.store import Store

NOW = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)


@pytest.fixture
def assistant(store: Store, url: str, tmp_path: Path) -> Iterator[Callable[[BaseChatModel], Assistant]]:
    """Make an assistant with a model; all of them share one memory, in the database's own kind."""
    with ExitStack() as stack:
        kept = stack.enter_context(memory(url if url.startswith("postgres") else tmp_path / "threads.db"))
        yield lambda model: Assistant(store, model, kept, clock=lambda: NOW)


@pytest.fixture
def office(store: Store, ann: Principal) -> dict[str, str]:
    """Ann's company, contact and four deals."""
    with store.records(ann) as records:
        company = records.create("Company", {"name": "Acme Corp"})["object_id"]
        around = {"company": Pointer("Company", company)}
        contact = records.create("Contact", {"name": "Jane Doe"} | around)["object_id"]
        ids = {"Acme Corp": company, "Jane Doe": contact}
        for title in ("Annual plan", "Pilot", "Renewal", "Upgrade"):
            more = around if title == "Annual plan" else {}
            ids[title] = records.create("Deal", {"title": title, "amount": 100.0} | more)["object_id"]
    return ids
