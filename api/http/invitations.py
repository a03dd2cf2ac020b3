"""Invitations: codes that let one person sign up, with a role."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, cast

from fastapi import APIRouter, Response
from pydantic import Field

from api.http.dependencies import CurrentParts, SessionPrincipal
from api.http.once import SHOWN_ONCE, OnlyOnce
from api.http.shapes import Moment, Shape, Text, refusals
from store.admission import Admission, Policy

router = APIRouter(prefix="/api/invitations", tags=["Accounts"])

LONGEST = 90
"""Days that an invitation lasts at most."""


class Invited(Shape):
    """Somebody who is to be let in."""

    role: Annotated[Text, Field(max_length=40)] = Field(
        "rep", description="admin, manager, rep, readonly, or another for sharing.", examples=["rep"]
    )
    days: int = Field(7, ge=1, le=LONGEST, description="How long it lasts.")


class Invitation(Shape):
    """A new invitation."""

    code: str = Field(description="Whoever signs up with it gets the role; good once. It is shown only now.")
    role: str = Field(examples=["rep"])
    expires_at: Moment


@router.post(
    "",
    status_code=201,
    response_model=Invitation,
    responses=refusals({403: "Only an admin invites, and in a session.", 409: SHOWN_ONCE}),
)
def invite(wanted: Invited, principal: SessionPrincipal, parts: CurrentParts, once: OnlyOnce) -> Response:
    """Make a code with which one person may sign up, also where nobody else may."""
    workspace, lasts, now = parts.workspace, timedelta(days=wanted.days), datetime.now(UTC)
    admission = Admission(workspace.users, cast(Policy, workspace.settings.sign_up))

    def make() -> Invitation:
        code = admission.invite(principal, wanted.role, lasts=lasts, now=now)
        return Invitation(code=code, role=wanted.role, expires_at=now + lasts)

    return once.answer(201, make, secret=True)
