"""Makes the records of the sample workspace out of its customers."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from store.sample.customers import Customer, Person, Sale
from store.sample.dairy import DAIRY
from store.sample.days import Days
from store.sample.diary import Step, steps
from store.sample.drinks import DRINKS
from store.sample.fish import FISH
from store.sample.growers import GROWERS
from store.sample.hospitals import HOSPITALS
from store.sample.kitchens import KITCHENS
from store.sample.laboratories import LABORATORIES
from store.sample.meat import MEAT
from store.sample.team import TEAM
from store.sample.trade import TRADE

CUSTOMERS = (*KITCHENS, *DAIRY, *FISH, *MEAT, *HOSPITALS, *LABORATORIES, *GROWERS, *DRINKS, *TRADE)
UNTOUCHED = 16  # days since a deal was added with which nothing has been done
DURATION = {"meeting": 60, "task": 20}  # minutes between the beginning of what was planned and its completion


def state(now: datetime, time_zone: str = "UTC") -> dict[str, list[dict[str, Any]]]:
    """Return the sample workspace in the JSON state form: `users, companies, contacts, deals, activities`.

    Keys are camelCase, references are ids, moments ISO 8601 in UTC. Every date follows from `now`, an aware moment,
    and falls on working days and hours of `time_zone`. An expected close date is that day's midnight there.

    Raises:
        zoneinfo.ZoneInfoNotFoundError: There is no such time zone.
    """
    days = Days(now.astimezone(ZoneInfo(time_zone)))
    return {
        "users": [dict(user) for user in TEAM],
        "companies": [_company(customer) for customer in CUSTOMERS],
        "contacts": [_contact(person, customer) for customer in CUSTOMERS for person in customer.people],
        "deals": [_deal(sale, customer, days) for customer in CUSTOMERS for sale in customer.sales],
        "activities": list(chain.from_iterable(_activities(customer, days) for customer in CUSTOMERS)),
    }


def _company(customer: Customer) -> dict[str, Any]:
    return {
        "id": f"company-{customer.key}",
        "name": customer.name,
        "website": f"https://www.{customer.domain}",
        "industry": customer.industry,
        "address": customer.address,
        "notes": customer.notes,
        "createdBy": customer.keeper,
    }


def _contact(person: Person, customer: Customer) -> dict[str, Any]:
    return {
        "id": f"contact-{person.key}",
        "name": person.name,
        "email": f"{person.key.replace('-', '.')}@{customer.domain}",
        "phone": person.phone,
        "company": f"company-{customer.key}",
        "notes": person.notes,
        "createdBy": customer.keeper,
    }


def _deal(sale: Sale, customer: Customer, days: Days) -> dict[str, Any]:
    closes = _close(sale, days)
    return {
        "id": f"deal-{sale.key}",
        "title": sale.title,
        "amount": sale.amount,
        "stage": sale.stage,
        "contact": f"contact-{sale.contact}",
        "company": f"company-{customer.key}",
        "expectedCloseDate": days.moment(closes, "00:00").isoformat() if closes else None,
        "notes": sale.notes,
        "assignedTo": customer.keeper,
        "createdBy": customer.keeper,
        **_moments(sale, days),
    }


def _moments(sale: Sale, days: Days) -> dict[str, str]:
    """Return when the deal was added, its stage reached and the record changed: with the first and last thing done."""
    done = sorted(
        time for step in steps(sale.diary) if not step.planned and (time := _times(step, days)["completedAt"])
    )
    first, last = (done[0], done[-1]) if done else (days.moment(days.working(-UNTOUCHED), "09:00").isoformat(),) * 2
    return {"createdAt": first, "updatedAt": last, "stageSince": last}


def _close(sale: Sale, days: Days) -> date | None:
    if sale.closes is None:
        return None
    return days.this_month(sale.closes) if sale.this_month else days.working(sale.closes)


def _activities(customer: Customer, days: Days) -> Iterator[dict[str, Any]]:
    """Yield what was done and is planned about the customer's people, then about its deals."""
    subjects = [
        *(("Contact", person.key, person.diary) for person in customer.people),
        *(("Deal", sale.key, sale.diary) for sale in customer.sales),
    ]
    for cls, key, diary in subjects:
        for number, step in enumerate(steps(diary), start=1):
            yield {
                "id": f"activity-{key}-{number}",
                "type": step.type,
                "subject": step.subject,
                "description": step.description,
                **_times(step, days),
                "relatedTo": {"class": cls, "id": f"{cls.lower()}-{key}"},
                "createdBy": customer.keeper,
            }


def _times(step: Step, days: Days) -> dict[str, str | None]:
    """Return when the step was due and done. A task for today is for today, even on a Sunday."""
    day = days.today if (step.type, step.day) == ("task", 0) else days.working(step.day)
    begun = days.moment(day, step.clock)
    if step.planned:
        return {"dueDate": begun.isoformat(), "completedAt": None}
    if step.type not in DURATION:
        return {"dueDate": None, "completedAt": begun.isoformat()}
    done = begun + timedelta(minutes=DURATION[step.type])
    return {"dueDate": begun.isoformat(), "completedAt": done.isoformat()}
