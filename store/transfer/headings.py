"""Which field the heading of a column means: people's sheets come from everywhere."""

import re
from collections.abc import Mapping, Sequence

from rapidfuzz.fuzz import ratio

from store.names import words
from store.transfer.lines import folded

ALIKE = 80
"""From here on, of 100, two headings are the same word misspelt."""
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
OTHERS = {
    "address": ("postal address", "street", "location", "headquarters"),
    "amount": ("value", "deal value", "price", "revenue", "size", "total"),
    "assignedTo": ("owner", "salesperson", "sales rep", "rep", "responsible", "deal owner"),
    "company": ("organisation", "organization", "account", "employer", "customer", "company name", "account name"),
    "completedAt": ("done", "completed", "done at", "date done"),
    "contact": ("person", "contact person", "contact name"),
    "description": ("details", "body", "text"),
    "dueDate": ("due", "deadline", "when"),
    "email": ("mail", "email address", "e-mail address"),
    "expectedCloseDate": ("close date", "closing date", "expected close", "closes"),
    "industry": ("sector", "branch"),
    "name": ("full name", "company name", "contact name", "organisation", "organization", "account name"),
    "notes": ("note", "comment", "comments", "remarks", "description"),
    "phone": ("telephone", "tel", "mobile", "phone number", "cell"),
    "relatedTo": ("regarding", "about", "related", "concerns"),
    "stage": ("status", "phase", "pipeline stage"),
    "subject": ("topic", "summary", "activity"),
    "title": ("deal", "deal name", "opportunity", "opportunity name", "name"),
    "type": ("kind", "activity type"),
    "website": ("url", "web site", "homepage", "web", "site", "domain"),
}
"""What other programs, and people, call what Parley has a field for."""


def guessed(titles: Sequence[str], known: Mapping[str, str]) -> list[str | None]:
    """Return for each heading the key that it means, each key once; nothing where none is meant.

    Args:
        titles: As they stand in the sheet.
        known: Folded name of a column → its key.
    """
    found: list[str | None] = [known.get(folded(title)) for title in titles]
    found = [key if key not in found[:at] else None for at, key in enumerate(found)]
    for meant in (_called, _part, _alike):
        for at, title in enumerate(titles):
            if found[at] is None and title:
                free = {name: key for name, key in known.items() if key not in found}
                found[at] = meant(title, free)
    return found


def _called(title: str, free: Mapping[str, str]) -> str | None:
    said, keys = folded(title), set(free.values())
    return next((key for key, names in OTHERS.items() if key in keys and said in map(folded, names)), None)


def _part(title: str, free: Mapping[str, str]) -> str | None:
    """Return the key of which a heading has all words, or the other way round, if it is the only one."""
    said = set(words(title))
    fitting = {key for key in free.values() if said and _fits(said, set(words(CAMEL.sub(" ", key))))}
    return fitting.pop() if len(fitting) == 1 else None


def _fits(said: set[str], meant: set[str]) -> bool:
    return len(meant) > 1 and (said >= meant or (len(said) > 1 and said <= meant))


def _alike(title: str, free: Mapping[str, str]) -> str | None:
    said = folded(title)
    best = max(free, key=lambda name: ratio(said, name), default=None)
    return free[best] if best is not None and ratio(said, best) >= ALIKE else None
