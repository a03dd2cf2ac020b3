"""A big workspace: 200 salespeople, each with the same share of the deals."""

from collections.abc import Iterator
from random import Random
from typing import Any

REPS = 200
STAGES = ("lead", "qualified", "proposal", "negotiation", "won", "lost")
CONSONANTS, VOWELS = "bcdfghjklmnprstvwz", "aeiou"
SHARED = 100
"""One deal in so many is shared with another salesperson by an ACL."""


def word(number: int) -> str:
    """Return a made-up word of five to nine letters that belongs to a number."""
    random = Random(number)
    letters = [random.choice(VOWELS if n % 2 else CONSONANTS) for n in range(random.randint(5, 9))]
    return "".join(letters).capitalize()


def world(deals: int, *, people: int = REPS, companies: int | None = None) -> dict[str, list[dict[str, Any]]]:
    """Return a state with so many deals, a fifth as many contacts, and, unless it is said, a tenth as many companies.

    Of the people the last is a manager, if they are as many as usual.
    """
    companies, contacts = companies or deals // 10, deals // 5
    return {
        "users": [
            {"id": f"rep{n}", "name": f"Rep {word(n)}", "email": f"rep{n}@example.com", "role": _role(n)}
            for n in range(people)
        ],
        "companies": [
            {"id": f"co{n}", "name": f"{word(n)} Works", "industry": word(n % 20), "createdBy": f"rep{n % people}"}
            for n in range(companies)
        ],
        "contacts": [
            {
                "id": f"pe{n}",
                "name": f"{word(n)} {word(n * 7)}",
                "company": f"co{n % companies}",
                "createdBy": f"rep{n % people}",
            }
            for n in range(contacts)
        ],
        "deals": list(_deals(deals, people, companies, contacts)),
        "activities": [],
    }


def _role(number: int) -> str:
    return "manager" if number == REPS - 1 else "rep"


def _deals(deals: int, people: int, companies: int, contacts: int) -> Iterator[dict[str, Any]]:
    for n in range(deals):
        owner = n % people
        deal = {
            "id": f"de{n}",
            "title": f"{word(n)} {word(n % 50)}",
            "amount": (n * 37) % 90_000 + 1_000,
            "stage": STAGES[(n // people) % 6],
            "company": f"co{n % companies}",
            "contact": f"pe{n % contacts}",
            "expectedCloseDate": f"2026-{n % 12 + 1:02d}-{n % 28 + 1:02d}T00:00:00",
            "assignedTo": f"rep{owner}",
            "createdBy": f"rep{owner}",
        }
        if n % SHARED == 0:
            deal["acl"] = {f"rep{(owner + 1) % people}": "read"}
        yield deal
