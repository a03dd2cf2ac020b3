"""Small worlds at random, in the form of a state."""

from datetime import datetime
from typing import Any

from hypothesis import strategies as st

State = dict[str, list[dict[str, Any]]]
LISTS = ("users", "companies", "contacts", "deals", "activities", "projects")

text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
title = text.filter(bool)
moments = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)).map(lambda moment: f"{moment.isoformat()}+00:00")
numbers = st.one_of(st.integers(-(10**12), 10**12), st.floats(allow_nan=False, allow_infinity=False).map(
    lambda number: int(number) if number.is_integer() and abs(number) < 2**53 else number
))  # fmt: skip
levels = st.sampled_from(["read", "write"])


@st.composite
def worlds(draw: st.DrawFn) -> State:
    """Return a small world with pointers, ACLs and empty values of all kinds."""
    sizes = {key: draw(st.integers(0, 3)) for key in LISTS}
    ids = {key: [f"{key[:2]}-{n}" for n in range(size)] for key, size in sizes.items()}

    def one_of(*keys: str) -> Any:
        return draw(st.sampled_from([None, *(found for key in keys for found in ids[key])]))

    def maybe(strategy: st.SearchStrategy[Any]) -> Any:
        return draw(st.none() | strategy)

    def related() -> Any:
        found = [("Contact", one) for one in ids["contacts"]] + [("Deal", one) for one in ids["deals"]]
        to = draw(st.sampled_from([None, *found]))
        return to and {"class": to[0], "id": to[1]}

    def acl() -> dict[str, Any]:
        grantees = st.sampled_from(["*", "role:rep", "role:south sea", "gone", *ids["users"]])
        given = draw(st.none() | st.dictionaries(grantees, levels, max_size=3))
        return {} if given is None else {"acl": given}

    return {
        "users": [
            {"id": one, "name": f"{draw(text)}{one}", "email": f"{one}@example.com", "role": role} | acl()
            for one in ids["users"]
            for role in [draw(st.sampled_from(["admin", "manager", "rep", "readonly"]))]
        ],
        "companies": [
            {"id": one, "name": draw(title), "website": maybe(text), "industry": maybe(text), "address": maybe(text),
             "notes": maybe(text), "createdBy": one_of("users")} | acl()
            for one in ids["companies"]
        ],
        "contacts": [
            {"id": one, "name": draw(title), "email": maybe(text), "phone": maybe(text), "company": one_of("companies"),
             "notes": maybe(text), "createdBy": one_of("users")} | acl()
            for one in ids["contacts"]
        ],
        "deals": [
            {"id": one, "title": draw(title), "amount": maybe(numbers), "stage": maybe(text),
             "contact": one_of("contacts"), "company": one_of("companies"), "expectedCloseDate": maybe(moments),
             "notes": maybe(text), "assignedTo": one_of("users"), "createdBy": one_of("users")} | acl()
            for one in ids["deals"]
        ],
        "activities": [
            {"id": one, "type": maybe(text), "subject": maybe(text), "description": maybe(text),
             "dueDate": maybe(moments), "completedAt": maybe(moments), "relatedTo": related(),
             "createdBy": one_of("users")} | acl()
            for one in ids["activities"]
        ],
        "projects": [
            {"id": one, "name": draw(title), "budget": maybe(numbers), "urgent": maybe(st.booleans()),
             "lead": one_of("users"), "deal": one_of("deals"), "createdBy": one_of("users")} | acl()
            for one in ids["projects"]
        ],
    }  # fmt: skip
