"""The change log: what every write leaves behind."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SCHEMA = "_Schema"
"""What the log has in place of a class where the classes themselves were changed, by the blueprint of that number."""

Image = Mapping[str, Any]
"""A record's columns and its ACL as JSON values; moments in ISO format, UTC."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Through which door a write came, in which run and thread of the assistant, and by which of its calls."""

    door: str
    run: str | None = None
    call: str | None = None
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One write: a record as it was and as it became. `None` before: it was made; `None` after: it was deleted."""

    cls: str
    object_id: str
    before: Image | None
    after: Image | None

    @property
    def what(self) -> str:
        """The kind of write: created, updated, shared or deleted."""
        if self.before is None:
            return "created"
        if self.after is None:
            return "deleted"
        return "shared" if any(self.before[name] != self.after[name] for name in ("acl", "has_acl")) else "updated"

    @property
    def columns(self) -> dict[str, tuple[Any, Any]]:
        """The values that differ, as column → (old, new), without what the system keeps for itself."""
        before, after = self.before or {}, self.after or {}
        names = [name for name in {**before, **after} if name not in KEPT and not name.endswith("_since")]
        return {name: (before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)}


KEPT = frozenset({"object_id", "created_at", "updated_at", "creator", "version"})
"""Columns of an image that say nothing about the record's content."""
