"""The tool that takes a run back."""

from collections.abc import Sequence
from typing import Any

from pydantic import Field

from store.rows import image_row
from store.undo import Step
from tools.present import differences
from tools.records import Run, arguments
from tools.tool import Effect, Tool, Work

WORDS = {"created": "removed", "deleted": "restored", "updated": "restored", "shared": "restored"}


def undo_tool() -> Tool:
    """Return `undo`."""
    members: dict[str, Any] = {
        "run": (Run | None, Field(None, description="Else the last one here")),
        "preview": (bool, Field(False, description="Tell only, do nothing")),
    }

    def undo(work: Work, wanted: Any) -> dict[str, Any]:
        steps = work.records.undo(wanted.run, preview=wanted.preview)
        said = _said(work, steps)
        if not wanted.preview:
            return {"undone": said}
        return {
            "would_undo": said,
            "conflicts": [one for one, step in zip(said, steps, strict=True) if step.changed_since],
        }

    what = "Take back all that a run of yours changed."
    return Tool("undo", what, arguments("Undo", members), Effect.DESTRUCTIVE, undo)


def _said(work: Work, steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Return the records as they are again, with what went back."""
    found = []
    for step in steps:
        change = step.change
        cls = work.records.schema[change.cls]
        before, after = (None if image is None else image_row(cls, image) for image in (change.before, change.after))
        title = (before or after or {}).get(cls.model.title_field)
        one: dict[str, Any] = {"class": cls.name.strip("_"), "id": change.object_id, "name": str(title or "")}
        one["what"] = WORDS[change.what]
        if before and after:
            one["changed"] = differences(work, cls, after, before)
        found.append(one)
    return found
