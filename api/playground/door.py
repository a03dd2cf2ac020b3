"""The pages of the playground. They load nothing from elsewhere, and run nothing that stands in them."""

from functools import cache
from importlib.resources import files

from fastapi import APIRouter, Depends, Response
from pydantic import Field

from api.http.dependencies import CurrentParts, limited_by_address
from api.http.shapes import Shape
from api.playground.visitors import arrive

router = APIRouter(prefix="/playground", include_in_schema=False)

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'"
)
KEPT = {"Cache-Control": "no-cache"}


class Visitor(Shape):
    """A throw-away account."""

    name: str
    token: str = Field(description="Of its session, which lasts a day.")
    app_id: str
    client_key: str | None


@router.get("")
def page() -> Response:
    """Return the page."""
    return Response(_file("page.html"), headers={"Content-Security-Policy": POLICY} | KEPT, media_type="text/html")


@router.get("/page.js")
def script() -> Response:
    """Return what the page does."""
    return Response(_file("page.js"), headers=KEPT, media_type="text/javascript")


@router.get("/page.css")
def style() -> Response:
    """Return how it looks."""
    return Response(_file("page.css"), headers=KEPT, media_type="text/css")


@router.post("/account", status_code=201, dependencies=[Depends(limited_by_address)])
def visit(parts: CurrentParts) -> Visitor:
    """Make an account for who has come."""
    name, token = arrive(parts.workspace)
    settings = parts.workspace.settings
    return Visitor(name=name, token=token, app_id=settings.app_id, client_key=settings.client_key)


@cache
def _file(name: str) -> bytes:
    return (files("api.playground") / "static" / name).read_bytes()
