"""Links: who one is elsewhere, as in Slack. A code that is said there proves it."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Response
from pydantic import Field

from api.http.dependencies import CurrentParts, SessionPrincipal
from api.http.once import SHOWN_ONCE, OnlyOnce
from api.http.shapes import Moment, Shape, Text, refusals
from store.links import LASTS, Links

router = APIRouter(prefix="/api/links", tags=["Links"], responses=refusals({403: "It takes a session, not a token."}))


class Wanted(Shape):
    """A link to make."""

    door: Literal["slack"] = Field("slack", description="Where you are to be known.")


class Code(Shape):
    """What proves who one is."""

    code: str = Field(description="Say it there, as in `/crm link CODE`. It is shown once, and good once.")
    expires_at: Moment


class Linked(Shape):
    """A link."""

    door: str = Field(examples=["slack"])
    name: str = Field(description="Who you are there.", examples=["T0123456/U0123456"])
    made_at: Moment


class LinkList(Shape):
    """Links."""

    links: list[Linked] = Field(description="The latest first.")


@router.get("")
def list_links(principal: SessionPrincipal, parts: CurrentParts) -> LinkList:
    """List where you are known, and as whom."""
    links = Links(parts.workspace.store).every(principal)
    return LinkList(links=[Linked(door=one.door, name=one.name, made_at=one.made_at) for one in links])


@router.post("", status_code=201, response_model=Code, responses=refusals({409: SHOWN_ONCE}))
def create_link(wanted: Wanted, principal: SessionPrincipal, parts: CurrentParts, once: OnlyOnce) -> Response:
    """Make a code that links you to whoever says it elsewhere; it is good for a quarter of an hour."""

    def make() -> Code:
        code = Links(parts.workspace.store).code(principal, wanted.door)
        return Code(code=code, expires_at=datetime.now(UTC) + LASTS)

    return once.answer(201, make, secret=True)


@router.delete("/{door}/{name:path}", status_code=204, response_class=Response)
def delete_link(
    door: Annotated[Text, Path(description="Where.", max_length=20)],
    name: Annotated[Text, Path(description="Who you are there.", max_length=100)],
    principal: SessionPrincipal,
    parts: CurrentParts,
) -> None:
    """End a link: whoever you are there is not you any more."""
    Links(parts.workspace.store).drop(principal, door, name)
