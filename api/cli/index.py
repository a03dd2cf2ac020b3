"""The index of passages: `parley index status|rebuild`."""

from typing import TYPE_CHECKING

import typer

from api.cli.failures import FAILED
from api.cli.opening import opened

if TYPE_CHECKING:
    from store.index.status import Built, Status

app = typer.Typer(
    name="index", help="Search by meaning: how far its index is, and building it anew.", no_args_is_help=True
)


@app.command()
def status() -> None:
    """Show how far the index is, counted against the records. Exit status 1 while anything is missing."""
    from api.cli.rendering import say, show, table

    with opened() as workspace:
        found = workspace.store.index.status()
    rows = [
        [one.cls, f"{one.records:,}", f"{one.indexed:,}", f"{one.passages:,}"] for one in found.classes if one.records
    ]
    show(table(["Class", "Records with text", "Indexed", "Passages"], rows))
    if found.indexes:
        show(table(["Model", "State", "Vectors", "Still to embed", "In Chroma"], [_row(one) for one in found.indexes]))
    say(*_told(found))
    if not found.complete:
        raise typer.Exit(FAILED)


@app.command()
def rebuild() -> None:
    """Build the index anew from the records, beside the one in use, which it replaces; one broken off goes on."""
    from api.cli.progress import progress
    from api.cli.rendering import say

    with opened() as workspace:
        with progress("Embedding") as told:
            workspace.store.index.rebuild(told)
        found = workspace.store.index.status()
    say(f"The index has {sum(one.passages for one in found.classes):,} passages.", *_told(found))


def _row(one: "Built") -> list[str]:
    filed = "" if one.filed is None else f"{one.filed:,}"
    state = "in use" if one.current else "being built"
    return [one.model, state, f"{one.vectors:,}", f"{one.lacking:,}", filed]


def _told(found: "Status") -> list[str]:
    """Return sentences on what is missing, and on what cannot be used."""
    said = []
    if found.behind:
        said.append(f"{found.behind:,} changes are not taken in yet.")
    if found.scanning:
        said.append("The records are still to be gone through.")
    if found.model is None:
        said.append("Search goes by words only: PARLEY_EMBEDDINGS is off.")
    elif all(one.model != found.model for one in found.indexes):
        said.append(f"Of {found.model} there is no index yet.")
    if found.chroma:
        said.append(found.chroma)
    if found.complete:
        said.append("The index is complete.")
    else:
        said.append("`parley serve` keeps it up to date; a search, or `parley index rebuild`, catches up.")
    return said
