"""Health, for those who start and watch the server."""

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.http.dependencies import CurrentParts
from api.http.shapes import refusals

router = APIRouter(prefix="/health", tags=["Health"])


class Health(BaseModel):
    """How the server is."""

    status: str = Field(examples=["ok"])


@router.get("/live")
async def live() -> Health:
    """Tell that the process answers."""
    return Health(status="ok")


@router.get("/ready", responses=refusals({503: "The database does not answer."}))
def ready(parts: CurrentParts) -> Health:
    """Tell that the database answers, too, so that requests can be sent here."""
    parts.workspace.is_empty()
    return Health(status="ok")
