"""The form in which the sample's customers are written down: a company, its people, and what we sell to it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """Somebody who works for a customer. `key` makes the id and the e-mail address."""

    key: str
    name: str
    phone: str | None = None
    notes: str | None = None
    diary: str = ""


@dataclass(frozen=True)
class Sale:
    """A deal with a customer, and the diary of it.

    `closes` counts working days from today; with `this_month` it stops at the end of today's month.
    """

    key: str
    title: str
    amount: int
    stage: str
    contact: str
    closes: int | None = None
    this_month: bool = False
    notes: str | None = None
    diary: str = ""


@dataclass(frozen=True)
class Customer:
    """A company with its people and deals, all of them looked after by one of us (`keeper`)."""

    key: str
    name: str
    domain: str
    industry: str
    address: str
    keeper: str
    notes: str
    people: tuple[Person, ...]
    sales: tuple[Sale, ...]
