"""The index of what was written: how far it is, and building it anew. For admins."""

from dataclasses import asdict

from fastapi import APIRouter, Depends, Response
from pydantic import Field

from api.http.dependencies import CurrentParts, CurrentPrincipal, Parts, WritingPrincipal
from api.http.once import OnlyOnce
from api.http.shapes import Moment, Shape, refusals
from store.errors import ReadOnly
from store.principal import Rank

router = APIRouter(prefix="/api/index", tags=["Search"], responses=refusals({403: "Only an admin looks after it."}))


class CountedClass(Shape):
    """What there is of a class."""

    cls: str = Field(alias="class", examples=["Deal"])
    records: int = Field(description="Records with text that is searched.")
    indexed: int = Field(description="Those of them that have passages.")
    passages: int = Field(description="Pieces of their text that are searched.")


class BuiltIndex(Shape):
    """An index."""

    model: str = Field(description="What made its vectors.")
    made_at: Moment
    current: bool = Field(description="Whether it is in use; else it is being built.")
    vectors: int = Field(description="Passages that it has vectors of.")
    lacking: int = Field(description="Passages that it has no vectors of yet.")
    filed: int | None = Field(description="Its vectors in Chroma; null where that is not known.")


class IndexStatus(Shape):
    """How far the index is."""

    complete: bool = Field(description="Whether everything is indexed.")
    model: str | None = Field(description="What makes vectors now; null when search goes by words only.")
    behind: int = Field(description="Changes that were not taken in yet.")
    scanning: str | None = Field(description="The class whose records are being gone through, while they are.")
    classes: list[CountedClass] = Field(description="What there is of each class with text that is searched.")
    indexes: list[BuiltIndex] = Field(description="The current one first.")
    chroma: str | None = Field(description="Why nothing is known of Chroma, where that is so.")


def _admin(principal: CurrentPrincipal) -> None:
    if principal.rank is not Rank.ADMIN:
        raise ReadOnly("Only an admin looks after the index.")


@router.get("", dependencies=[Depends(_admin)])
def read_index(parts: CurrentParts) -> IndexStatus:
    """Tell how far the index is, counted against the records."""
    return _status(parts)


@router.post("/rebuild", status_code=202, response_model=IndexStatus, dependencies=[Depends(_admin)])
def rebuild_index(_: WritingPrincipal, parts: CurrentParts, once: OnlyOnce) -> Response:
    """Begin to build the index anew from the records, beside the one in use, which it replaces when it is complete."""

    def begin() -> IndexStatus:
        parts.workspace.store.index.begin_again()
        return _status(parts)

    return once.answer(202, begin)


def _status(parts: Parts) -> IndexStatus:
    found = parts.workspace.store.index.status()
    return IndexStatus(
        complete=found.complete,
        model=found.model,
        behind=found.behind,
        scanning=found.scanning,
        classes=[CountedClass(**asdict(one)) for one in found.classes],
        indexes=[BuiltIndex(**asdict(one)) for one in found.indexes],
        chroma=found.chroma,
    )
