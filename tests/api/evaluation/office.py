"""A small state, and cases about it."""

from copy import deepcopy
from pathlib import Path
from typing import Any

from api.evaluation.cases import Case
from api.evaluation.verdict import Verdict, judge

State = dict[str, list[dict[str, Any]]]
OFFICE: State = {
    "users": [
        {"id": "u1", "name": "Ann", "email": "ann@example.com", "role": "rep"},
        {"id": "u2", "name": "Bob", "email": "bob@example.com", "role": "rep"},
    ],
    "companies": [{"id": "k1", "name": "Acme"}],
    "contacts": [
        {"id": "c1", "name": "Zoë Doe", "phone": "+49 30 1", "company": "k1", "notes": ""},
        {"id": "c2", "name": "Zoë Doe", "phone": None, "company": None, "notes": None},
    ],
    "deals": [
        {"id": "d1", "title": "Pilot", "amount": 100, "stage": "lead", "contact": "c1", "assignedTo": "u1"},
        {"id": "d2", "title": "Renewal", "amount": None, "stage": "won", "contact": "c1", "assignedTo": "u2"},
    ],
    "activities": [
        {"id": "a1", "type": "call", "subject": "Ring", "relatedTo": {"class": "Deal", "id": "d1"}},
        {"id": "a2", "type": "task", "subject": "Write", "relatedTo": {"class": "Contact", "id": "c1"}},
    ],
}


def case(**said: Any) -> Case:
    """Return a case with these keys, and those that every case needs."""
    needed = {"id": "x", "world": "w.json", "user": "u1", "now": "2026-03-18T09:30:00", "utterance": "do it"}
    return Case.model_validate(needed | said | {"file": Path("f"), "line": 1})


def update(cls: str, ref: str, **values: Any) -> dict[str, Any]:
    return {"op": "update", "class": cls, "match": {"ref": ref}, "set": values}


def create(cls: str, **values: Any) -> dict[str, Any]:
    return {"op": "create", "class": cls, "set": values}


def delete(cls: str, ref: str) -> dict[str, Any]:
    return {"op": "delete", "class": cls, "match": {"ref": ref}}


def after(*changes: tuple[str, str, dict[str, Any] | None]) -> State:
    """Return the office after records got other values, are new, or are gone (`None`)."""
    state = deepcopy(OFFICE)
    for key, object_id, values in changes:
        old = next((one for one in state[key] if one["id"] == object_id), {"id": object_id})
        state[key] = [one for one in state[key] if one["id"] != object_id]
        if values is not None:
            state[key].append(old | values)
    return state


def judged(state: State, *expected: dict[str, Any], reply: str = "Done.", **more: Any) -> Verdict:
    """Judge a state that came of a case which expects these operations."""
    return judge(case(expected=list(expected), **more), OFFICE, state, [reply])
