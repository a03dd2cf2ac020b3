"""Reports: totals that everybody asks for, under names of their own."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import Field

from api.http.dependencies import CurrentParts, CurrentPrincipal
from api.http.shapes import Text, called
from api.http.totals import Ask, Totals, between, both, stage, totals
from api.http.totals import Query as Where
from store.errors import InvalidValues
from store.fields import Spec
from store.schema import Class
from tools.moments import span

router = APIRouter(prefix="/api/reports", tags=["Reports"])

Short = Annotated[Text, Field(max_length=100)]


class Chosen:
    """Whose records a report is about, and of which days."""

    def __init__(
        self,
        principal: CurrentPrincipal,
        owner: Annotated[
            Short | None, Query(description="Only of the user of this id; `me` is oneself.", examples=["me"])
        ] = None,
        since: Annotated[Short | None, Query(description="From this day on, in your time zone.")] = None,
        until: Annotated[Short | None, Query(description="To the end of this day.", examples=["2026-03-31"])] = None,
    ) -> None:
        zone = principal.time_zone
        self._owner = principal.user if owner == "me" else owner
        self.first: datetime | None = span("since", since, zone)[0] if since else None
        self.after: datetime | None = span("until", until, zone)[1] if until else None

    def owned(self, cls: Class) -> Where:
        """Return the query of the owner's records."""
        if self._owner is None:
            return {}
        pointer = {"__type": "Pointer", "className": "_User", "objectId": self._owner}
        arms = [{cls.fields[name].wire: pointer} for name in cls.model.owners if name in cls.fields]
        return arms[0] if len(arms) == 1 else {"$or": arms}

    def within(self, name: str) -> Where:
        """Return the query of records whose date lies in the days chosen."""
        return between(name, self.first, self.after) if self.first or self.after else {}


Choice = Annotated[Chosen, Depends()]
OfClass = Annotated[Short, Query(alias="class", description="A class with stages.")]


@router.get("/pipeline")
def pipeline(principal: CurrentPrincipal, parts: CurrentParts, chosen: Choice, of_class: OfClass = "Deal") -> Totals:
    """Return the records of each stage, with their sum and the days for which they have stood there on average.

    The days chosen are those of their first date, e.g. when a deal is expected to close.
    """
    cls = called(parts.workspace.store.schema, of_class)
    dates = [spec.wire for spec in cls.fields.values() if spec.type is datetime]
    where = both(chosen.owned(cls), chosen.within(dates[0]) if dates else {})
    return totals(parts, principal, Ask(cls, where, _amount(cls), stage(cls)))


@router.get("/won-by-month")
def won_by_month(
    principal: CurrentPrincipal, parts: CurrentParts, chosen: Choice, of_class: OfClass = "Deal"
) -> Totals:
    """Return what was won, month by month: the records that reached the first stage that ends them, and when."""
    cls = called(parts.workspace.store.schema, of_class)
    by = stage(cls)
    since = cls.moments[f"{by.since}"]
    where = both({by.wire: by.terminal[0]}, both(chosen.owned(cls), chosen.within(since.wire)))
    return totals(parts, principal, Ask(cls, where, _amount(cls), since))


@router.get("/activity-by-person")
def activity_by_person(
    principal: CurrentPrincipal,
    parts: CurrentParts,
    chosen: Choice,
    of_class: Annotated[Short, Query(alias="class", description="A class of things to do.")] = "Activity",
) -> Totals:
    """Return how much everybody has done, of what you may read."""
    cls = called(parts.workspace.store.schema, of_class)
    if cls.model.done_field is None or not cls.model.owners:
        raise InvalidValues(f"{cls.name.strip('_')} is nothing that people do: it has no day on which it was done.")
    done = cls.fields[cls.model.done_field].wire
    where = both(chosen.owned(cls), chosen.within(done) or {done: {"$exists": True}})
    return totals(parts, principal, Ask(cls, where, by=cls.fields[cls.model.owners[0]]))


def _amount(cls: Class) -> Spec | None:
    return next((spec for spec in cls.fields.values() if spec.type in (int, float)), None)
