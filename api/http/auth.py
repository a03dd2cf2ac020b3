"""Signing up, in and out, and who one is."""

from typing import Annotated, cast

from fastapi import APIRouter, Depends, Response
from pydantic import Field

from api.http.dependencies import (
    DOOR,
    CurrentParts,
    CurrentPrincipal,
    CurrentToken,
    Parts,
    SessionPrincipal,
    limited_by_address,
)
from api.http.once import OnlyOnce
from api.http.shapes import Shape, Text, refusals
from store.admission import Admission, Policy
from store.changes import Origin
from store.principal import Principal

router = APIRouter(prefix="/api/auth", tags=["Accounts"])

Line = Annotated[Text, Field(max_length=1_000)]
Password = Annotated[str, Field(max_length=1_000)]
"""Its own limits are the store's; this one keeps the work small."""


class SignUp(Shape):
    """Somebody who wants to join."""

    username: Line = Field(description="What people call you, and a name to sign in with.", examples=["Ann Lee"])
    email: Line = Field(description="Another name to sign in with.", examples=["ann@example.com"])
    password: Password = Field(description="8 to 200 characters.", examples=["correct horse battery"])
    invitation: Line | None = Field(None, description="A code, where the workspace admits only whom it has invited.")


class Login(Shape):
    """Somebody who says who he is."""

    username: Line = Field(description="The username or the e-mail address, whatever the case.", examples=["Ann Lee"])
    password: Password = Field(examples=["correct horse battery"])


class NewPassword(Shape):
    """Another password."""

    current: Password = Field(description="The one that is good until now.", examples=["correct horse battery"])
    password: Password = Field(description="8 to 200 characters.", examples=["staple battery horse"])


class Me(Shape):
    """Who is asking."""

    id: str = Field(examples=["a1B2c3D4e5"])
    username: str = Field(examples=["Ann Lee"])
    email: str = Field(examples=["ann@example.com"])
    roles: list[str] = Field(description="admin, manager, rep, readonly, or others for sharing.", examples=[["rep"]])
    time_zone: str = Field(examples=["Europe/Berlin"])
    locale: str = Field(examples=["en-GB"])


class Region(Shape):
    """Where and how a user wants to read dates and numbers."""

    time_zone: Line | None = Field(
        None,
        description="Of the IANA database; empty for the workspace's, null to leave it.",
        examples=["Europe/Berlin"],
    )
    locale: Line | None = Field(
        None, description="As BCP 47 writes it; empty for the workspace's, null to leave it.", examples=["en-GB"]
    )


class SignedIn(Shape):
    """A new session."""

    token: str = Field(description="Send it as `Authorization: Bearer TOKEN`. It is shown once, and lasts 30 days.")
    user: Me


@router.post(
    "/sign-up",
    status_code=201,
    dependencies=[Depends(limited_by_address)],
    responses=refusals(
        {
            403: "Nobody, or only who is invited, joins by himself.",
            409: "Another user has this name or address.",
            429: "Too many signed up from this address; `seconds` says when to try again.",
        }
    ),
)
def sign_up(wanted: SignUp, parts: CurrentParts) -> SignedIn:
    """Join the workspace, and be signed in. Its first user becomes its admin."""
    workspace = parts.workspace
    admission = Admission(workspace.users, cast(Policy, workspace.settings.sign_up))
    principal = admission.sign_up(
        wanted.username, wanted.email, wanted.password, invitation=wanted.invitation, origin=Origin(DOOR)
    )
    return SignedIn(token=parts.sessions.start(principal.user), user=_me(parts, principal))


@router.post(
    "/login",
    dependencies=[Depends(limited_by_address)],
    responses=refusals(
        {
            401: "The name or the password is wrong.",
            429: "Too many failures with this name; `seconds` says for how long it is blocked.",
        }
    ),
)
def login(wanted: Login, parts: CurrentParts) -> SignedIn:
    """Sign in with a password."""
    token, principal = parts.sessions.login(wanted.username, wanted.password)
    return SignedIn(token=token, user=_me(parts, principal))


@router.post(
    "/logout",
    status_code=204,
    response_class=Response,
    responses=refusals({401: "There is no token, or it has ended.", 403: "It takes a session, not a token."}),
)
def logout(_: SessionPrincipal, token: CurrentToken, parts: CurrentParts) -> None:
    """End this session. Its token is worth nothing afterwards."""
    parts.sessions.logout(token)


@router.post(
    "/password",
    status_code=204,
    response_class=Response,
    dependencies=[Depends(limited_by_address)],
    responses=refusals(
        {
            401: "There is no token, or it has ended; or the current password is wrong.",
            403: "It takes a session, not a token.",
            429: "Too many failures; `seconds` says for how long it is blocked.",
        }
    ),
)
def change_password(
    wanted: NewPassword, principal: SessionPrincipal, token: CurrentToken, parts: CurrentParts, once: OnlyOnce
) -> Response:
    """Give yourself another password. Your other sessions end; this one and your tokens stay."""

    def change() -> None:
        parts.sessions.change_password(principal, wanted.current, wanted.password, token=token, origin=Origin(DOOR))

    return once.answer(204, change, secret=True)


@router.get("/me", responses=refusals({401: "There is no token, or it has ended."}))
def me(principal: CurrentPrincipal, parts: CurrentParts) -> Me:
    """Return who is asking."""
    return _me(parts, principal)


@router.patch(
    "/me",
    responses=refusals(
        {
            401: "There is no token, or it has ended.",
            403: "It takes a session, not a token.",
            422: "There is none such.",
        }
    ),
)
def change_me(wanted: Region, principal: SessionPrincipal, parts: CurrentParts) -> Me:
    """Set your time zone and locale. Those of the workspace hold for who has set none."""
    changed = parts.workspace.users.set_region(
        principal, principal.user, time_zone=wanted.time_zone, locale=wanted.locale, origin=Origin(DOOR)
    )
    return _me(parts, changed)


def _me(parts: Parts, principal: Principal) -> Me:
    with parts.workspace.store.reading(principal) as records:
        row = records.get("_User", principal.user)
    return Me(
        id=principal.user,
        username=row["username"],
        email=row["email"],
        roles=sorted(principal.roles),
        time_zone=principal.time_zone,
        locale=principal.locale,
    )
