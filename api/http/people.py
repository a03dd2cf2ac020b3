"""The people who work here, for those who manage them."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import Field

from api.http.dependencies import DOOR, CurrentParts, CurrentPrincipal, Parts, SessionPrincipal
from api.http.once import OnlyOnce
from api.http.shapes import Count, Moment, Shape, Text, refusals
from store.accounts import MOST_ROLES, Account
from store.changes import Origin

router = APIRouter(prefix="/api/users", tags=["People"], responses=refusals({403: "Only an admin manages users."}))

Id = Annotated[Text, Field(max_length=100)]
PersonId = Annotated[Id, Path(description="Id of the user.")]
FARTHEST = 1_000_000


class Person(Shape):
    """A user, as an admin sees him."""

    id: str = Field(examples=["a1B2c3D4e5"])
    username: str = Field(examples=["Ann Lee"])
    email: str = Field(examples=["ann@example.com"])
    roles: list[str] = Field(description="admin, manager, rep, readonly, or others for sharing.", examples=[["rep"]])
    disabled_at: Moment | None = Field(description="Since when he is kept out; null for who may sign in.")
    signed_in_at: Moment | None = Field(description="When the latest of his sessions began; null where he has none.")
    has_password: bool = Field(description="Whether he has one; without, nobody signs in as him.")
    time_zone: str | None = Field(description="His own; null for the workspace's.", examples=["Europe/Berlin"])
    locale: str | None = Field(description="His own; null for the workspace's.", examples=["en-GB"])

    @classmethod
    def of(cls, account: Account, signed_in_at: datetime | None) -> "Person":
        """Return an account as the wire has it."""
        kept = ("username", "email", "disabled_at", "has_password", "time_zone", "locale")
        shown = {name: getattr(account, name) for name in kept}
        return cls(**shown, id=account.user, roles=sorted(account.roles), signed_in_at=signed_in_at)


class PersonList(Shape):
    """Users."""

    users: list[Person] = Field(description="In the order of their names, disabled ones too.")
    more: bool = Field(description="Whether there are others behind these.")


class NewRoles(Shape):
    """What a user is to be."""

    roles: list[Annotated[Text, Field(max_length=40)]] = Field(
        description="All that he has from now on: admin, manager, rep, readonly, or others for sharing.",
        max_length=MOST_ROLES,
        examples=[["manager"]],
    )


class Leaving(Shape):
    """How a user leaves."""

    successor: Id | None = Field(None, description="Id of the user to whom what he owns goes; by default it stays.")


class Left(Shape):
    """What became of the records of who has left."""

    run: str | None = Field(description="By which the handing over can be undone; he stays disabled then.")
    records: dict[str, int] = Field(description="Class → how many records went to the successor.")


@router.get("")
def list_users(
    principal: CurrentPrincipal,
    parts: CurrentParts,
    limit: Annotated[Count, Query()] = 100,
    offset: Annotated[int, Query(ge=0, le=FARTHEST, description="How many to pass over: the next page.")] = 0,
) -> PersonList:
    """List the users, for an admin."""
    users = parts.workspace.users
    found = users.everyone(principal, limit=limit + 1, offset=offset)
    seen = parts.sessions.latest([account.user for account in found])
    return PersonList(
        users=[Person.of(account, seen.get(account.user)) for account in found[:limit]], more=len(found) > limit
    )


@router.patch("/{person}", responses=refusals({422: "A role has no proper name, or no admin would be left."}))
def change_user(person: PersonId, wanted: NewRoles, principal: SessionPrincipal, parts: CurrentParts) -> Person:
    """Give a user these roles in place of those that he has. Nobody changes his own."""
    account = parts.workspace.users.set_roles(principal, person, wanted.roles, origin=Origin(DOOR))
    return _person(parts, account)


@router.post("/{person}/disable", response_model=Left)
def disable_user(
    person: PersonId, principal: SessionPrincipal, parts: CurrentParts, once: OnlyOnce, wanted: Leaving | None = None
) -> Response:
    """Keep a user out from now on: his sessions end, his tokens are worth nothing, and he cannot sign in."""
    successor = wanted.successor if wanted else None

    def disable() -> Left:
        handed = parts.workspace.users.disable(principal, person, successor=successor, origin=Origin(DOOR))
        counts = {name.strip("_"): count for name, count in handed.records.items()} if handed else {}
        return Left(run=handed.run if handed else None, records=counts)

    return once.answer(200, disable)


@router.post("/{person}/enable", status_code=204, response_class=Response)
def enable_user(person: PersonId, principal: SessionPrincipal, parts: CurrentParts, once: OnlyOnce) -> Response:
    """Let a disabled user sign in again."""
    return once.answer(204, lambda: parts.workspace.users.enable(principal, person, origin=Origin(DOOR)))


def _person(parts: Parts, account: Account) -> Person:
    return Person.of(account, parts.sessions.latest([account.user]).get(account.user))
