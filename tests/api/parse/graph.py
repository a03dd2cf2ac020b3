"""Apps that speak GraphQL."""

from typing import Any

from tests.api.parse.apps import App


def sends(app: App, query: str, **variables: Any) -> tuple[int, dict[str, Any]]:
    """Status and answer of a document."""
    headers = {
        "X-Parse-Application-Id": "crm-app",
        "X-Parse-Session-Token": app.token,
        "X-Parse-Master-Key": app.master,
    }
    response = app.client.post("/graphql", json={"query": query, "variables": variables}, headers=headers)
    said: dict[str, Any] = response.json()
    return response.status_code, said


def asks(app: App, query: str, **variables: Any) -> dict[str, Any]:
    """The answer to a document, which must be taken."""
    status, said = sends(app, query, **variables)
    assert status == 200, said
    assert "errors" not in said, said
    found: dict[str, Any] = said["data"]
    return found


def refused(app: App, query: str, **variables: Any) -> tuple[int, Any]:
    """Status, and code of the first error."""
    status, said = sends(app, query, **variables)
    assert isinstance(said["errors"][0]["message"], str)
    return status, said["errors"][0]["extensions"]["code"]
