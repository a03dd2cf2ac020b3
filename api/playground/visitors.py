"""Visitors: each has a throw-away account, and sees nothing but customers of his own, copied from the sample."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from api.workspace import Workspace
from store.admission import Admission
from store.changes import Origin
from store.fields import Pointer
from store.principal import Principal
from store.records import Records
from store.sample import state
from store.sessions import Sessions

DOOR = "playground"
"""How what visitors are given is marked in the change log."""
LASTS = timedelta(days=1)
"""How long a visitor may stay."""
CUSTOMERS = 5
CLASSES = {"companies": "Company", "contacts": "Contact", "deals": "Deal", "activities": "Activity"}
PLAIN = {
    "Company": ("name", "website", "industry", "address", "notes"),
    "Contact": ("name", "email", "phone", "notes"),
    "Deal": ("title", "amount", "stage", "expectedCloseDate", "notes"),
    "Activity": ("type", "subject", "description", "dueDate", "completedAt"),
}


def arrive(workspace: Workspace) -> tuple[str, str]:
    """Make a visitor; return his name, and the token of his session."""
    name, origin = f"visitor-{secrets.token_hex(6)}", Origin(DOOR)
    email = f"{name}@playground.invalid"
    me = Admission(workspace.users).add(Principal.system(), name, email, roles=["rep"], origin=origin)
    with workspace.store.records(me, origin) as records:
        _furnish(records, state(datetime.now(UTC), workspace.settings.time_zone))
    return name, Sessions(workspace.users, lasts=LASTS).start(me.user)


def _furnish(records: Records, sample: Mapping[str, list[dict[str, Any]]]) -> None:
    """Copy some companies of the sample with all that hangs on them; they belong to the principal."""
    copies: dict[str, Pointer] = {}
    for key, cls in CLASSES.items():
        for one in sample[key][:CUSTOMERS] if key == "companies" else sample[key]:
            named = {"company": one.get("company"), "contact": one.get("contact")}
            named["relatedTo"] = (one.get("relatedTo") or {}).get("id")
            pointers = {name: copies[said] for name, said in named.items() if said in copies}
            if pointers or key == "companies":
                values = {name: one[name] for name in PLAIN[cls]} | pointers
                if cls == "Deal":
                    values["assignedTo"] = Pointer("_User", records.principal.user)
                copies[one["id"]] = Pointer(cls, records.create(cls, values)["object_id"])
