"""What a page must know of the workspace before anybody has signed in."""

from typing import Annotated, cast

from fastapi import APIRouter, Depends
from fastapi.security import HTTPAuthorizationCredentials
from pydantic import Field

from agent.models import model_name
from api.http.dependencies import BEARER, CurrentParts
from api.http.shapes import Shape, refusals
from store.admission import Admission, Policy

router = APIRouter(prefix="/api/web", tags=["Schema"])


class PageSettings(Shape):
    """Settings of the workspace that are no secret."""

    app_id: str = Field(description="What a Parse SDK calls the application.", examples=["parley"])
    client_key: str | None = Field(description="What it sends beside, if anything; told to who is signed in.")
    currency: str | None = Field(description="Of all amounts; null where nobody has set one.", examples=["EUR"])
    time_zone: str = Field(description="Of users who have set none.", examples=["Europe/Berlin"])
    locale: str = Field(description="Of users who have set none.", examples=["en-GB"])
    sign_up: str = Field(
        description="Who may join by himself: open, invite or closed; first while nobody has, who becomes the admin.",
        examples=["open"],
    )
    playground: bool = Field(description="Whether `/playground` is there.")
    model: str = Field(description="The language model that answers; `embedded` is built in.", examples=["embedded"])


@router.get("/settings", responses=refusals({401: "The token that was sent has ended; none is needed."}))
def read_settings(
    parts: CurrentParts, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)]
) -> PageSettings:
    """Return what a page needs to begin. It takes no token."""
    settings = parts.workspace.settings
    signed_in = credentials is not None and parts.asker(credentials.credentials)
    return PageSettings(
        app_id=settings.app_id,
        client_key=settings.client_key if signed_in else None,
        currency=settings.currency,
        time_zone=settings.time_zone,
        locale=settings.locale,
        sign_up=Admission(parts.workspace.users, cast(Policy, settings.sign_up)).admits(),
        playground=settings.playground,
        model=model_name(settings.model, key=settings.openai_api_key, base_url=settings.openai_base_url),
    )
