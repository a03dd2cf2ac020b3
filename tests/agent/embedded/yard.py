"""A boatyard's workspace: classes that nobody has told the engine of, made from a description like anybody's."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from agent.assistant import Assistant
from agent.memory import memory
from agent.models import make_model
from store.admission import Admission
from store.blueprint.applying import apply
from store.blueprint.reading.reader import read
from store.fields import Pointer
from store.principal import Principal
from store.store import Store
from store.users import Users

NOW = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)
MODEL = make_model("embedded")
DESCRIPTION = """\
A CRM for a boatyard.
1. Boat: name (String, required), kind (String; one of: canoe, sailboat, ferry), price (Number), seats (Number), \
harbour (String), state (String; values: moored, offered, sold; final: sold), seller (Pointer to Contact), \
insured (Boolean), notes (String, long)
2. SeaTrial: title (String, required), boat (Pointer to Boat), guest (Pointer to Contact), date (Date), rating (Number)
3. Motor: serial (String, required, unique), model (String), boat (Pointer to Boat), boughtOn (Date)
4. WorkOrder: subject (String, required), boat (Pointer to Boat), status (String; values: waiting, started, checked, \
paid, refused; final: paid, refused), cost (Number), dueDate (Date)
"""
RECORDS: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("Company", {"name": "Kite Lines"}),
    ("Contact", {"name": "Nora Quist"}),
    ("Contact", {"name": "Emil Brandt"}),
    ("Deal", {"title": "Kite refit", "amount": 900}),
    ("Boat", {"name": "Heron", "kind": "canoe", "price": 800, "seats": 2, "harbour": "Kappeln", "state": "offered"}),
    ("Boat", {"name": "Tern", "kind": "sailboat", "price": 30000, "seats": 6, "harbour": "Husum", "state": "moored",
              "seller": "Nora Quist", "insured": True}),
    ("Boat", {"name": "Gannet", "kind": "ferry", "price": 90000, "seats": 0, "harbour": "Kappeln", "state": "sold"}),
    ("SeaTrial", {"title": "Tern in the bay", "boat": "Tern", "guest": "Emil Brandt", "date": "2026-03-19"}),
    ("Motor", {"serial": "MT-200", "model": "V8", "boat": "Tern"}),
    ("Motor", {"serial": "MT-300", "model": "K2"}),
    ("WorkOrder", {"subject": "New keel", "boat": "Tern", "status": "started", "cost": 4000, "due_date": "2026-03-10"}),
    ("WorkOrder", {"subject": "Fresh paint", "boat": "Heron", "status": "waiting", "cost": 150}),
    ("WorkOrder", {"subject": "Old ropes", "boat": "Heron", "status": "paid", "cost": 70, "due_date": "2026-03-01"}),
)  # fmt: skip


def launch(path: Path) -> None:
    """Make the workspace at a path."""
    store = Store.open(f"sqlite:///{path}")
    admin = Admission(Users(store)).add(
        Principal.system(), "Ann Lee", "ann@yard.example", "correct horse battery", roles=("admin",)
    )
    apply(store, read(DESCRIPTION, store.schema).blueprint, by=admin, door="test")
    made: dict[str, Pointer] = {}
    with store.records(admin) as records:
        for cls, values in RECORDS:
            row = records.create(cls, {name: _stored(made, name, value) for name, value in values.items()})
            made[str(row[store.schema[cls].model.title_field])] = Pointer(cls, row["object_id"])
    store.close()


def _stored(made: Mapping[str, Pointer], name: str, value: Any) -> Any:
    if name in ("boat", "seller", "guest"):
        return made[value]
    return datetime.fromisoformat(value).replace(tzinfo=UTC) if "date" in name else value


class Yard:
    """The workspace, and somebody who talks to its assistant."""

    def __init__(self, store: Store, assistant: Assistant) -> None:
        self.store, self.assistant = store, assistant
        self.ann = Users(store).principal_with("ann@yard.example")
        self._threads = 0

    def say(self, *texts: str) -> str:
        """Say something in a thread of its own, and return the last answer."""
        self._threads += 1
        said = [self.assistant.reply(f"t{self._threads}", text, self.ann, door="cli").text for text in texts]
        return said[-1]

    def rows(self, cls: str) -> dict[str, dict[str, Any]]:
        """Return the records of a class by what they are called, without their empty fields."""
        title = self.store.schema[cls].model.title_field
        with self.store.records(self.ann) as records:
            return {row[title]: {key: one for key, one in row.items() if one is not None} for row in records.find(cls)}


@contextmanager
def opened(path: Path) -> Iterator[Yard]:
    """Open the workspace at a path for somebody who talks."""
    store = Store.open(f"sqlite:///{path}")
    with memory(None) as kept:
        yield Yard(store, Assistant(store, MODEL, kept, clock=lambda: NOW))
    store.close()
