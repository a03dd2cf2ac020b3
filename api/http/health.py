"""Health and metrics, for those who start and watch the server."""

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from api.http.dependencies import CurrentParts, CurrentPrincipal
from api.http.metrics import KIND
from api.http.shapes import refusals
from store.errors import ReadOnly

router = APIRouter(tags=["Health"])


class Health(BaseModel):
    """How the server is."""

    status: str = Field(examples=["ok"])


@router.get("/health/live")
async def live() -> Health:
    """Tell that the process answers."""
    return Health(status="ok")


@router.get("/health/ready", responses=refusals({503: "The database does not answer."}))
def ready(parts: CurrentParts) -> Health:
    """Tell that the database answers, too, so that requests can be sent here."""
    parts.workspace.is_empty()
    return Health(status="ok")


@router.get(
    "/metrics",
    response_class=Response,
    responses=refusals({401: "There is no token, or it has ended.", 403: "It takes the token of an admin."})
    | {200: {"description": "As Prometheus reads it.", "content": {KIND: {"schema": {"type": "string"}}}}},
)
def metrics(principal: CurrentPrincipal, parts: CurrentParts) -> Response:
    """Return what this process counts and measures. It takes a token of an admin, e.g. one for reading."""
    if "admin" not in principal.roles:
        raise ReadOnly("Only an admin sees the metrics.")
    return Response(parts.metrics.text(), media_type=KIND)
