"""Which records a run changed, as a person is told."""

from typing import Any

from store.principal import Principal
from store.store import Store

MOST = 1_000
"""Changes of a run that are told."""


def touched(store: Store, principal: Principal, run: str) -> list[dict[str, Any]]:
    """Return the records that a run of `principal` changed, as `{class, id, name, what}`, each once, oldest first."""
    with store.reading(principal) as records:
        rows = records.history(run=run, user=principal.user, limit=MOST)
    latest = {(row["cls"], row["object_id"]): row for row in reversed(rows)}
    titles = {name: cls.model.title_field for name, cls in store.schema.classes.items()}
    found = []
    for (cls, object_id), row in latest.items():
        image = row["after"] or row["before"]
        what = "deleted" if row["after"] is None else "created" if row["before"] is None else "updated"
        name = str(image.get(titles.get(cls, "name")) or "")
        found.append({"class": cls.strip("_"), "id": object_id, "name": name, "what": what})
    return found
