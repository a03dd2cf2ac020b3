"""Somebody who uses the CRM, through every door that an app has."""

from dataclasses import dataclass, replace
from secrets import token_urlsafe
from typing import Any

import orjson
from httpx2 import Client, Response

Json = dict[str, Any]


@dataclass(frozen=True)
class Person:
    """Who he is, and his session."""

    http: Client
    app_id: str
    master_key: str
    name: str = ""
    id: str = ""
    token: str = ""

    def joins(self, name: str) -> "Person":
        """Return somebody new, who has signed up."""
        body = {"username": name, "email": f"{name.lower().replace(' ', '.')}@example.com", "password": token_urlsafe()}
        said = self.http.post("/api/auth/sign-up", json=body).raise_for_status().json()
        return replace(self, name=name, id=said["user"]["id"], token=said["token"])

    def asks(self, method: str, path: str, body: Any = None, **query: Any) -> Response:
        """Return what the HTTP door answers."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return self.http.request(method, path, json=body, params=query or None, headers=headers)

    def rest(self, method: str, path: str, body: Any = None, *, master: bool = False, **query: Any) -> Response:
        """Return what the Parse door answers. What stands in the query goes as JSON, unless it is text."""
        headers = {"X-Parse-Application-Id": self.app_id}
        headers |= {"X-Parse-Session-Token": self.token} if self.token else {}
        headers |= {"X-Parse-Master-Key": self.master_key} if master else {}
        told = {name: one if isinstance(one, str) else orjson.dumps(one).decode() for name, one in query.items()}
        return self.http.request(method, f"/parse/{path}", json=body, params=told or None, headers=headers)

    def makes(self, cls: str, values: Json) -> str:
        """Return the id of a new record.

        Raises:
            HTTPStatusError: It was refused.
        """
        return str(taken(self.rest("POST", f"classes/{cls}", values))["objectId"])

    def finds(self, cls: str, **query: Any) -> list[Json]:
        """Return the records that meet a query."""
        return list(taken(self.rest("GET", f"classes/{cls}", **query))["results"])

    def graphql(self, query: str, **variables: Any) -> Response:
        """Return what GraphQL answers."""
        headers = {"X-Parse-Application-Id": self.app_id}
        headers |= {"X-Parse-Session-Token": self.token} if self.token else {}
        return self.http.post("/graphql", json={"query": query, "variables": variables}, headers=headers)

    def says(self, text: str) -> Json:
        """Return the assistant's reply, in a thread of its own."""
        thread = taken(self.asks("POST", "/api/threads", {}))["id"]
        return taken(self.asks("POST", f"/api/threads/{thread}/messages", {"text": text}))


def taken(response: Response) -> Json:
    """Return what was answered.

    Raises:
        HTTPStatusError: It was refused.
    """
    said: Json = response.raise_for_status().json()
    return said
