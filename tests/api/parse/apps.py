"""Apps that speak to the server as the Flutter SDK does: real verbs, and headers."""

import json
from dataclasses import dataclass, replace
from itertools import count
from typing import Any
from urllib.parse import quote

from httpx2 import Client, Response

from tests.store.people import PASSWORD

NUMBERS = count(1)
APP_ID = "crm-app"


def master_key() -> str:
    """The key of the server under test."""
    return "the master key"


def pointer(cls: str, object_id: str) -> dict[str, str]:
    """A pointer as the wire has it."""
    return {"__type": "Pointer", "className": cls, "objectId": object_id}


def date(iso: str) -> dict[str, str]:
    """A date as the wire has it."""
    return {"__type": "Date", "iso": iso}


@dataclass(frozen=True)
class App:
    """One app, in which somebody may have signed in."""

    client: Client
    token: str = ""
    id: str = ""
    name: str = ""
    master: str = ""
    installation: str = ""

    def __call__(self, method: str, path: str, body: Any = None, **more: Any) -> Response:
        headers = {"X-Parse-Application-Id": APP_ID, "Content-Type": "application/json"}
        for name, value in (
            ("Session-Token", self.token), ("Master-Key", self.master), ("Installation-Id", self.installation)
        ):  # fmt: skip
            headers |= {f"X-Parse-{name}": value} if value else {}
        content = body if isinstance(body, str | bytes) else None if body is None else json.dumps(body)
        return self.client.request(
            method, f"/parse/{path}", content=content, headers=headers | more.pop("headers", {}), **more
        )

    def does(self, method: str, path: str, body: Any = None, **more: Any) -> Any:
        """What comes back; it must be taken."""
        response = self(method, path, body, **more)
        assert response.status_code in (200, 201), response.text
        return response.json()

    def refused(self, method: str, path: str, body: Any = None, **more: Any) -> tuple[int, int | None]:
        """Status and code of a refusal."""
        response = self(method, path, body, **more)
        said = response.json()
        assert isinstance(said["error"], str), said
        return response.status_code, said.get("code")

    def makes(self, cls: str, **values: Any) -> str:
        """The id of a new record."""
        return str(self.does("POST", f"classes/{cls}", values)["objectId"])

    def finds(self, cls: str, where: Any = None, **options: Any) -> list[dict[str, Any]]:
        """The records that meet a query."""
        return list(self.does("GET", asking(cls, where, **options))["results"])

    def count(self, cls: str, where: Any = None) -> int:
        """How many records meet a query."""
        return int(self.does("GET", asking(cls, where, limit=0, count=1))["count"])

    def joins(self, **more: Any) -> "App":
        """The app of somebody new, who has signed up."""
        name = f"user {next(NUMBERS)}"
        body = {"username": name, "email": f"{name.replace(' ', '')}@example.com", "password": PASSWORD} | more
        made = self.does("POST", "users", body)
        return replace(self, token=made["sessionToken"], id=made["objectId"], name=name)


def asking(cls: str, where: Any = None, **options: Any) -> str:
    """The address of a query."""
    parts = [f"{name}={quote(str(value))}" for name, value in options.items()]
    if where is not None:
        parts.insert(0, f"where={quote(json.dumps(where))}")
    return f"classes/{cls}?{'&'.join(parts)}"
