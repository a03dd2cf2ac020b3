"""A user who tries the doors, and what he asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient

from api.verification.world import Thing
from store.principal import Principal
from store.schema import Schema

CHANGED = {"Company": "website", "Contact": "phone", "Deal": "amount", "Activity": "description"}
"""The field of each class that is changed."""
Calls = list[tuple[str, dict[str, Any]]]


@dataclass(frozen=True)
class Visitor:
    """A user who tries the doors: who he is, his session, and the token of his programs.

    Attributes:
        mark: What he writes: a number that was not written before.
    """

    principal: Principal
    email: str
    session: str
    token: str
    mark: int

    def change(self, cls: str) -> dict[str, Any]:
        """Return the change of a record of a class."""
        return {CHANGED[cls]: self.mark if cls == "Deal" else str(self.mark)}


class Door(Protocol):
    """A way in."""

    async def tries(self, visitor: Visitor, things: Sequence[Thing]) -> str:
        """Try to change and to read records; return all that was answered."""

    async def lists(self, visitor: Visitor) -> str:
        """Ask for all lists; return all that was answered."""


def tries(schema: Schema, visitor: Visitor, things: Sequence[Thing]) -> Calls:
    """Return the calls that change records and read them."""
    found: Calls = []
    for thing in things:
        cls, target = thing.kind.cls, {"class": thing.kind.cls, "target": thing.id}
        change = {"targets": [thing.id], "set": visitor.change(cls)}
        found += [(f"update_{schema[cls].plural}", change), ("get_record", target), ("history", target)]
    return found


def lists(schema: Schema) -> Calls:
    """Return the calls that list every class."""
    return [(f"find_{schema[cls].plural}", {"limit": 100}) for cls in CHANGED]


def reached(app: FastAPI, token: str = "", *, more: dict[str, str] | None = None) -> AsyncClient:
    """Return a client of the application in this process."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1", headers=headers | (more or {}))
