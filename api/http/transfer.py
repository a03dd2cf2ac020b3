"""Sheets: what would come of one, bringing it in, and taking out what one may read."""

from itertools import chain
from typing import Annotated, Any, Literal

import orjson
from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse
from pydantic import Base64Bytes, Field

from api.http.dependencies import DOOR, CurrentParts, CurrentPrincipal, Parts, WritingPrincipal
from api.http.once import OnlyOnce
from api.http.shapes import Shape, Text, called, refusals
from api.http.totals import condition_of
from api.parse.values import encoded, wire
from store import runs
from store.changes import Origin
from store.errors import InvalidValues
from store.principal import Principal
from store.rows import Row
from store.schema import Class
from store.transfer import readable
from store.transfer.bulk import DOOR as IMPORT
from store.transfer.cells import Cells
from store.transfer.merging import label
from store.transfer.problems import Problems
from store.transfer.proposal import Existing, Proposal, Sheet, Step, What

router = APIRouter(prefix="/api", tags=["Import and export"])

MOST_SHOWN = 50
MOST_PROBLEMS = 1_000
EXAMPLES = 3
Short = Annotated[Text, Field(max_length=100)]
Title = Annotated[Text, Field(max_length=1_000)]


class Brought(Shape):
    """A sheet: CSV whose first row names the columns, in any encoding that a spreadsheet saves."""

    cls: Short = Field(alias="class", description="What each row is.", examples=["Contact"])
    text: Text | None = Field(
        None, description="The sheet as text.", examples=["Name,Email\nJane,jane@globex.example\n"]
    )
    content: Base64Bytes | None = Field(None, description="Or its file, byte by byte.")
    mapping: dict[Title, Short | None] = Field(
        {},
        description="Heading → field, or null for a column that is left out; other headings are guessed.",
        max_length=1_000,
        examples=[{"Organisation": "company"}],
    )
    existing: Existing = Field(
        "skip", description="Whether a row without an id changes the record that it is recognised as, or is left out."
    )
    locale: Short | None = Field(None, description="How numbers and dates are written; yours, unless given.")


class Applied(Brought):
    """A sheet that is to be brought in."""

    skip_problems: bool = Field(False, description="Whether rows with problems are left out; else nothing is done.")


class Column(Shape):
    """A column of a sheet."""

    title: str = Field(examples=["Organisation"])
    field: str | None = Field(description="What it is taken for.", examples=["company"])
    examples: list[str] = Field(description="Some of what stands in it.")


class RowProblem(Shape):
    """What is wrong with a row."""

    row: int = Field(description="Its number, as spreadsheets count them.", examples=[7])
    error: str = Field(examples=["company: there is no Company 'Globx'."])


class RowStep(Shape):
    """What a row would do."""

    row: int = Field(description="Its number, as spreadsheets count them.")
    what: What = Field(description="What it would do.")
    name: str = Field(description="What people call the record.", examples=["Jane Doe"])
    id: str | None = Field(description="Of the record that is there.")
    fields: list[str] = Field(description="What it gives or changes.", examples=[["name", "email"]])


class Numbers(Shape):
    """How many rows do what."""

    created: int = Field(description="Rows that make a record.")
    updated: int = Field(description="Rows that change one.")
    unchanged: int = Field(description="Rows that say what is there already.")
    duplicates: list[int] = Field(description="Rows that are there already, or twice in the sheet; they are left out.")
    problems: list[RowProblem] = Field(description="Rows that cannot be taken in; the first 1,000.")
    problem_count: int = Field(description="Of all such rows.")


class Plan(Numbers):
    """What a sheet would do; nothing was done."""

    rows: int = Field(description="Below the headings.")
    encoding: str = Field(examples=["utf-8-sig"])
    delimiter: str = Field(examples=[";"])
    columns: list[Column] = Field(description="From left to right.")
    fields: list[str] = Field(description="What a column may be taken for.", examples=[["id", "name", "email"]])
    steps: list[RowStep] = Field(description="What the first 50 rows do.")


class Done(Numbers):
    """What a sheet did."""

    run: str | None = Field(description="By which all of it can be undone; null where nothing was changed.")


WRONG = refusals({422: "It is no sheet, or has rows with problems; nothing was done. `problems` tells of the rows."})


@router.post("/import/plan", responses=WRONG)
def plan_import(wanted: Brought, principal: CurrentPrincipal, parts: CurrentParts) -> Plan:
    """Tell what a sheet would do, row by row; nothing is done."""
    sheet = _sheet(wanted, principal, parts)
    with parts.workspace.store.reading(principal, Origin(DOOR)) as records:
        proposal = Proposal(records, sheet, wanted.existing)
    return Plan(
        **_numbers(proposal),
        rows=len(sheet.rows),
        encoding=sheet.lines.encoding,
        delimiter=sheet.lines.delimiter,
        columns=[_column(sheet, at) for at in range(len(sheet.meant))],
        fields=sheet.keys,
        steps=[_step(sheet.cls, step) for step in proposal.steps[:MOST_SHOWN]],
    )


@router.post("/import/apply", response_model=Done, responses=WRONG)
def apply_import(wanted: Applied, principal: WritingPrincipal, parts: CurrentParts, once: OnlyOnce) -> Response:
    """Bring a sheet in, as one run: all of it, or nothing. Undoing the run takes it back."""
    return once.answer(200, lambda: _applied(wanted, principal, parts))


@router.get("/export", response_class=StreamingResponse, responses={200: {"content": {"text/csv": {}}}})
def export(
    principal: CurrentPrincipal,
    parts: CurrentParts,
    of_class: Annotated[Short, Query(alias="class", examples=["Deal"])],
    where: Annotated[Text, Query(max_length=20_000, description="Which records: a query as on the Parse wire.")] = "{}",
    form: Annotated[Literal["csv", "json"], Query(alias="format")] = "csv",
    locale: Annotated[Short | None, Query(description="How a sheet writes numbers; yours, unless given.")] = None,
) -> Response:
    """Return the records that you may read, the oldest first: as a sheet that can be brought in again, or as JSON."""
    store = parts.workspace.store
    cls = called(store.schema, of_class)
    asked = condition_of(store.schema, cls, _json(where))
    if form == "csv":
        cells = Cells(locale or principal.locale, principal.time_zone)
        blocks = readable.sheet(store, principal, cls.name, asked, Origin(DOOR), cells)
    else:
        blocks = readable.listing(store, principal, cls.name, asked, Origin(DOOR), _encoded)
    first = next(blocks)  # what is refused is refused before the answer begins
    headers = {"Content-Disposition": f'attachment; filename="{cls.wire_plural}.{form}"'}
    kind = "text/csv; charset=utf-8" if form == "csv" else "application/json"
    return StreamingResponse(chain([first], blocks), headers=headers, media_type=kind)


def _applied(wanted: Applied, principal: Principal, parts: Parts) -> Done:
    sheet, store = _sheet(wanted, principal, parts), parts.workspace.store
    with runs.running(store, principal, IMPORT) as origin, store.records(principal, origin) as records:
        proposal = Proposal(records, sheet, wanted.existing)
        if not wanted.skip_problems:
            problems = Problems()
            for step in proposal.of("error"):
                problems.add(f"{label(step.number)}: {step.error}")
            problems.refuse()
        proposal.apply()
        return Done(**_numbers(proposal), run=origin.run if records.changes else None)


def _sheet(wanted: Brought, principal: Principal, parts: Parts) -> Sheet:
    content = wanted.content if wanted.text is None else wanted.text.encode()
    if content is None or (wanted.text is not None and wanted.content is not None):
        raise InvalidValues("A sheet comes as text, or as content: one of both.")
    cells = Cells(wanted.locale or principal.locale, principal.time_zone)
    return Sheet(called(parts.workspace.store.schema, wanted.cls), content, cells, wanted.mapping)


def _numbers(proposal: Proposal) -> dict[str, Any]:
    wrong = proposal.of("error")
    return {
        "created": len(proposal.of("create")),
        "updated": len(proposal.of("update")),
        "unchanged": len(proposal.of("unchanged")),
        "duplicates": [step.number for step in proposal.of("duplicate")],
        "problems": [RowProblem(row=step.number, error=step.error) for step in wrong[:MOST_PROBLEMS]],
        "problem_count": len(wrong),
    }


def _column(sheet: Sheet, at: int) -> Column:
    cells = (cells[at] for _, cells in sheet.rows if at < len(cells) and cells[at].strip())
    examples = [cell[:100] for cell, _ in zip(cells, range(EXAMPLES), strict=False)]
    return Column(title=sheet.lines.titles[at], field=sheet.meant[at], examples=examples)


def _step(cls: Class, step: Step) -> RowStep:
    fields = [cls.fields[name].wire for name in step.values]
    return RowStep(row=step.number, what=step.what, name=step.name, id=step.id, fields=fields)


def _encoded(cls: Class, row: Row) -> bytes:
    return orjson.dumps(encoded(wire(cls), row))


def _json(where: str) -> Any:
    try:
        return orjson.loads(where)
    except orjson.JSONDecodeError:
        raise InvalidValues("where is no JSON.") from None
