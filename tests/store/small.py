"""A small workspace in the form of a state: something of every class, with and without values."""

from datetime import UTC, datetime
from typing import Any

State = dict[str, list[dict[str, Any]]]

NOW = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)
SMALL: State = {
    "users": [
        {"id": "u-ann", "name": "Ann", "email": "ann@example.com", "role": "rep"},
        {"id": "u-bea", "name": "Bea", "email": "bea@example.com", "role": "manager"},
    ],
    "companies": [
        {
            "id": "c-1", "name": "Oak & Sons", "website": "oak.example", "industry": None, "address": None,
            "notes": "", "createdBy": "u-ann",
        }
    ],
    "contacts": [
        {
            "id": "p-1", "name": "Jo Lind", "email": "jo@oak.example", "phone": None, "company": "c-1",
            "notes": "Calls back.\nAlways.", "createdBy": "u-bea",
        }
    ],
    "deals": [
        {
            "id": "d-1", "title": "Oak floor", "amount": 1200, "stage": "proposal", "contact": "p-1", "company": "c-1",
            "expectedCloseDate": "2026-05-01T00:00:00+00:00", "notes": None, "assignedTo": "u-ann",
            "createdBy": "u-bea", "acl": {"role:manager": "write", "u-bea": "read"},
        },
        {
            "id": "d-2", "title": "Oak stairs", "amount": 99.5, "stage": None, "contact": None, "company": None,
            "expectedCloseDate": None, "notes": None, "assignedTo": None, "createdBy": None,
        },
    ],
    "activities": [
        {
            "id": "a-1", "type": "call", "subject": "Price", "description": "", "dueDate": None,
            "completedAt": "2026-03-01T14:30:00+00:00", "relatedTo": {"class": "Deal", "id": "d-1"},
            "createdBy": "u-ann",
        },
        {
            "id": "a-2", "type": None, "subject": None, "description": None, "dueDate": "2026-04-01T08:00:00+00:00",
            "completedAt": None, "relatedTo": {"class": "Contact", "id": "p-1"}, "createdBy": None,
        },
    ],
    "projects": [
        {
            "id": "x-1", "name": "Floor", "budget": 10, "urgent": True, "lead": "u-bea", "deal": "d-1",
            "createdBy": "u-ann",
        }
    ],
}  # fmt: skip
