"""Feedback: what people think of a reply."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from api.http.dependencies import CurrentParts, CurrentPrincipal, RunId
from api.http.once import OnlyOnce
from api.http.shapes import Count, Moment, Shape, Text, refusals
from store.feedback import Feedback, Verdict

router = APIRouter(prefix="/api", tags=["Feedback"])

LONGEST = 2_000
FARTHEST = 1_000_000


class Opinion(Shape):
    """What somebody thinks of a reply."""

    verdict: Verdict | None = Field(description="up or down; null takes back what was said before.", examples=["up"])
    text: Annotated[Text, Field(max_length=LONGEST)] = Field("", description="Why.", examples=["The wrong deal."])


class Given(Shape):
    """What somebody thought of a run."""

    run: str = Field(description="`/api/changes?run=` tells what it changed.")
    user: str = Field(description="Id of the user.")
    at: Moment
    verdict: Verdict = Field(description="Whether the reply was good.")
    text: str = Field(description="Why, in his words; empty where he did not say.")


class FeedbackPage(Shape):
    """Some feedback."""

    feedback: list[Given] = Field(description="The latest first.")
    more: bool = Field(description="Whether there is more behind these.")


@router.post("/runs/{run}/feedback", status_code=204, response_class=Response)
def give_feedback(
    run: RunId, wanted: Opinion, principal: CurrentPrincipal, parts: CurrentParts, once: OnlyOnce
) -> Response:
    """Say what you think of what a run of yours did and said, in place of what you said before. Admins read it."""
    given = Feedback(parts.workspace.store)
    return once.answer(204, lambda: given.give(principal, run, wanted.verdict, wanted.text))


@router.get("/feedback", responses=refusals({403: "Only an admin reads what others think."}))
def list_feedback(
    principal: CurrentPrincipal,
    parts: CurrentParts,
    limit: Annotated[Count, Query()] = 50,
    offset: Annotated[int, Query(ge=0, le=FARTHEST)] = 0,
) -> FeedbackPage:
    """List what people thought of replies, for an admin."""
    found = Feedback(parts.workspace.store).latest(principal, limit=limit + 1, offset=offset)
    given = [Given(run=one.run, user=one.user, at=one.at, verdict=one.verdict, text=one.text) for one in found[:limit]]
    return FeedbackPage(feedback=given, more=len(found) > limit)
