"""Personal access tokens, for programs that work on a user's behalf."""

from datetime import timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Response
from pydantic import Field

from api.http.dependencies import CurrentParts, SessionPrincipal
from api.http.once import SHOWN_ONCE, OnlyOnce
from api.http.shapes import Moment, Shape, Text, refusals
from store.personal_tokens import LONGEST_NAME, PersonalToken

router = APIRouter(prefix="/api/tokens", tags=["Tokens"], responses=refusals({403: "It takes a session, not a token."}))

LONGEST = 3_660
"""Days that a token lasts at most, if it ends."""


class NewToken(Shape):
    """A token to make."""

    name: Text = Field(description="What you know it by.", max_length=LONGEST_NAME, examples=["Nightly report"])
    scope: Literal["read", "full"] = Field(
        "read", description="read: to read and to ask, as a salesperson who changes nothing. full: all that you may do."
    )
    days: int | None = Field(None, description="How long it lasts; by default until it is revoked.", ge=1, le=LONGEST)


class Token(Shape):
    """What is known of a token."""

    id: str = Field(examples=["9d37716b4539479cb05bd0536a12282b"])
    name: str = Field(examples=["Nightly report"])
    scope: str = Field(description="read or full", examples=["read"])
    created_at: Moment
    expires_at: Moment | None = Field(description="Empty: never.")
    used_at: Moment | None = Field(description="When it was last used, to the hour.")

    @classmethod
    def of(cls, kept: PersonalToken) -> "Token":
        """Return a token as the wire has it."""
        return cls(**{name: getattr(kept, name) for name in PersonalToken.__slots__})


class MadeToken(Token):
    """A new token."""

    token: str = Field(description="Send it as `Authorization: Bearer TOKEN`. It is shown only now.")


class TokenList(Shape):
    """Tokens."""

    tokens: list[Token] = Field(description="The latest first.")


@router.get("")
def list_tokens(principal: SessionPrincipal, parts: CurrentParts) -> TokenList:
    """List your tokens that are good."""
    return TokenList(tokens=[Token.of(kept) for kept in parts.tokens.every(principal)])


@router.post(
    "",
    status_code=201,
    response_model=MadeToken,
    responses=refusals({409: f"You have another token of this name. {SHOWN_ONCE}"}),
)
def create_token(wanted: NewToken, principal: SessionPrincipal, parts: CurrentParts, once: OnlyOnce) -> Response:
    """Make a token for a program."""
    lasts = timedelta(days=wanted.days) if wanted.days else None

    def make() -> MadeToken:
        token, kept = parts.tokens.create(principal, wanted.name, wanted.scope, lasts=lasts)
        return MadeToken(**Token.of(kept).model_dump(), token=token)

    return once.answer(201, make, secret=True)


@router.delete("/{token}", status_code=204, response_class=Response)
def revoke_token(
    token: Annotated[Text, Path(description="Id of the token.", max_length=40)],
    principal: SessionPrincipal,
    parts: CurrentParts,
) -> None:
    """Revoke a token: it is worth nothing from now on."""
    parts.tokens.revoke(principal, token)
