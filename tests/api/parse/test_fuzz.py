"""Whatever an app sends: no fault of the program, a refusal in Parse's form, and nothing of what is another's."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.parse import table  # noqa: F401 - importing the table fills it
from api.parse.routes import ROUTES
from tests.api.parse.apps import App, date, pointer

SECRET = "Zanzibar"
"""What stands in records of somebody else, and nowhere else."""
UNASKED = {
    ("logout",), ("sessions", "me"), ("sessions", "*"), ("purge", "*"), ("schemas",), ("schemas", "*"), ("graphql",)
}  # fmt: skip
"""What would end the session, empty a class or make others; and what has a form of its own."""
CLASSES = [
    "Deal",
    "Company",
    "Contact",
    "Activity",
    "Project",
    "_User",
    "_Session",
    "_Role",
    "_Installation",
    "Car",
    "_",
]
NAMES = [
    "title", "name", "amount", "stage", "company", "expectedCloseDate", "relatedTo", "createdBy", "username", "email",
    "password", "objectId", "createdAt", "ACL", "className", "colour", "a.b", "$or", "$and", "$nor", "$in", "$nin",
    "$ne", "$eq", "$lt", "$gte", "$exists", "$all", "$not", "$regex", "$options", "$inQuery", "$notInQuery", "$select",
    "$bogus", "where", "limit", "skip", "order", "keys", "include", "count", "requests", "transaction", "pipeline",
    "distinct", "params", "_method", "_ApplicationId", "_SessionToken", "key", "query", "token", "installationId",
    "deviceType",
]  # fmt: skip
OPTIONS = [
    "where", "limit", "skip", "order", "keys", "include", "excludeKeys", "count", "includeAll", "distinct", "pipeline",
    "username", "password", "redirectClassNameForKey", "bogus",
]  # fmt: skip
HEADERS = ["Session-Token", "Master-Key", "Client-Key", "Installation-Id", "Request-Id", "Revocable-Session"]
METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD")
USUAL = [("classes", "*"), ("classes", "*"), ("classes", "*", "*"), ("batch",), ("users",)]
"""Addresses that are asked more often than others."""
SHAPES = [
    date("garbage"), date("2026-05-01T00:00:00Z"), date("0000-00-00T00:00:00Z"), {"__type": "Date"},
    {"__type": "Bogus"},
    pointer("Company", "none"), pointer("Car", "x"), {"__type": "Pointer", "className": 5, "objectId": []},
    {"__type": "GeoPoint", "latitude": 1, "longitude": 1}, {"__op": "Increment", "amount": "x"}, {"__op": "Delete"},
    {"__op": "Bogus"}, {"__op": None}, {"__op": ["Add"]}, {"__op": "Add", "objects": [1]},
    {"__op": "Batch", "ops": [1]},
    {"__op": "AddRelation", "objects": []}, {"*": {"read": True}}, {"$regex": "("}, {"$regex": "\\Q", "$options": "q"},
    {"$inQuery": {"className": "Deal", "where": {"title": SECRET}}}, {"$select": {"key": "title", "query": {}}},
    {"$or": []}, {"$or": [{}]}, {"method": "POST", "path": "/parse/classes/Deal", "body": {"title": "T"}},
    {"method": "PUT", "path": "/parse/classes/Deal/x", "body": []}, {"$match": {"stage": "lead"}},
    {"$group": {"objectId": "$stage", "total": {"$sum": "$amount"}}}, {"$group": {"_id": []}}, {"$sort": {"x": 1}},
]  # fmt: skip
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.sampled_from([0, -1, 1, 10, 2**31, 2**63, 2**70, -(2**63), 1e308, -0.5])
    | st.sampled_from(
        ["", "title", "-amount", "company", "company.createdBy", "*", "a\x00b", "ÄÖ", "x" * 2_000, "%s", "'--"]
    )
    | st.text(max_size=8)
    | st.sampled_from(SHAPES),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3),
    max_leaves=6,
)
BODIES = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4)


@st.composite
def requests(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a request: method, path, query, headers and body."""
    parts = draw(st.sampled_from([*USUAL * 5, *sorted(set(ROUTES) - UNASKED)]))
    texts = st.text("abcXYZ019-_.~!$&'()*+,;=:@% äß", min_size=1, max_size=12)
    first = st.sampled_from([*CLASSES, "{mine}", "{other}", "hello"]) | texts
    rest = st.sampled_from(["{mine}", "{other}", "none"]) | texts
    steps = [part if part != "*" else draw(first if n < 2 else rest) for n, part in enumerate(parts)]
    body = draw(st.none() | BODIES | BODIES.map(lambda one: one | {"_method": "GET"}) | VALUES | st.binary(max_size=20))
    query = draw(st.dictionaries(st.sampled_from(OPTIONS), VALUES | st.text(max_size=6), max_size=3))
    return {
        "method": draw(st.sampled_from([*sorted(ROUTES[parts]) * 4, *METHODS])),
        "path": "/".join(steps),
        "params": {name: value if isinstance(value, str) else json.dumps(value) for name, value in query.items()},
        "headers": {f"X-Parse-{name}": draw(st.text("abc019:é", max_size=9)).encode() for name in draw(st.sets(
            st.sampled_from(HEADERS), max_size=1))},
        "content": body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode(),
    }  # fmt: skip


def fine(response: Any, method: str) -> bool:
    """Whether an answer is one that a client of Parse can read."""
    if response.status_code < 400 or method == "HEAD":
        return bool(response.status_code < 500)
    if response.headers["content-type"].startswith("text/html"):
        return response.status_code in (400, 404)
    said = response.json()
    is_form = said.keys() in ({"error"}, {"code", "error"}) and isinstance(said.get("code", 0), int)
    return bool(is_form and response.status_code < 500)


@pytest.fixture
def other(app: App) -> str:
    """The id of somebody else's deal, which has a secret."""
    bob = app.joins()
    company = bob.makes("Company", name=SECRET, notes=SECRET)
    deal = bob.makes("Deal", title=SECRET, company=pointer("Company", company), notes=SECRET)
    bob.makes("Activity", type="note", subject=SECRET, relatedTo=pointer("Deal", deal))
    return deal


@pytest.mark.usefixtures("alone")
class TestNothingThatIsSent:
    @settings(max_examples=120, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(asked=requests())
    def test_by_a_salesperson_meets_a_fault_or_anothers_records(self, ann: App, other: str, asked: Any) -> None:
        response = _ask(ann, other, asked)

        assert fine(response, asked["method"]), response.text
        assert SECRET not in response.text or _says(asked, SECRET), response.text

    @settings(max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(asked=requests())
    def test_with_the_master_key_meets_a_fault(self, master: App, other: str, asked: Any) -> None:
        assert fine(_ask(master, other, asked), asked["method"])

    @settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(asked=requests())
    def test_by_nobody_meets_a_fault_or_records(self, app: App, other: str, asked: Any) -> None:
        response = _ask(app, other, asked)

        assert fine(response, asked["method"]), response.text
        assert SECRET not in response.text or _says(asked, SECRET)


def _ask(who: App, other: str, asked: dict[str, Any]) -> Any:
    path = (
        asked["path"].format_map({"mine": who.id or "none", "other": other}) if "{" in asked["path"] else asked["path"]
    )
    return who(asked["method"], path, asked["content"], params=asked["params"], headers=asked["headers"])


def _says(asked: dict[str, Any], word: str) -> bool:
    """Whether the request itself has the word, so that the answer may repeat it."""
    return word in str(asked["params"]) or word.encode() in (asked["content"] or b"")
