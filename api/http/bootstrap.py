"""Bootstrap: a description of a CRM becomes a plan, and the plan the workspace's classes."""

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field, model_validator

from api.http.dependencies import DOOR, CurrentParts, CurrentPrincipal, Parts, SessionPrincipal
from api.http.once import OnlyOnce
from api.http.shapes import Shape, Text, refusals
from store.blueprint.applying import apply
from store.blueprint.blueprint import Blueprint
from store.blueprint.description import blueprint_of
from store.blueprint.moves import Scalar
from store.blueprint.plan import Need, Question, Step
from store.blueprint.planning import plan
from store.blueprint.proposal import Proposal, Proposals
from store.blueprint.reading.inferred import proposed
from store.blueprint.reading.reader import read
from store.blueprint.reading.reading import Reading
from store.blueprint.suggested import with_usable_names
from store.errors import ReadOnly
from store.principal import Principal, Rank
from store.schema import Preset

router = APIRouter(prefix="/api/bootstrap", tags=["Bootstrap"])

REFUSED = {
    403: "Only an admin may.",
    422: "It describes no classes, contradicts itself, or cannot be done; `problems` has each reason, `better` names"
    " in place of those that cannot be had.",
}
LONGEST = 200_000
MOST_MAPPED = 500
Key = Annotated[Text, Field(max_length=500)]


class Wanted(Shape):
    """What the CRM shall be: said in one of two ways."""

    prompt: Annotated[Text, Field(max_length=LONGEST)] | None = Field(
        None, description="A generation prompt, its JSON or Mermaid diagram, or a Parse `/schemas` answer."
    )
    blueprint: Blueprint | None = Field(None, description="The same, as data.")
    preset: Preset | None = Field(None, description="Who sees what by default, whatever the prompt says.")
    mapping: dict[Key, Scalar] = Field(
        default_factory=dict,
        max_length=MOST_MAPPED,
        description="What becomes of what is there, old → new: a field, a value, or null where it is dropped.",
        examples=[{"Deal.stage=lead": "new", "Deal.amount": "value", "Deal.notes": None}],
    )

    inferred: Proposals | None = Field(
        None,
        description="What a language model understood of the sentences that the grammar did not, as the plan told it."
        " A plan without it asks the model, if there is one; applying never does.",
    )

    accept_suggestions: bool = Field(
        False, description="Whether classes and fields that cannot be called so are called as it is suggested."
    )

    @model_validator(mode="after")
    def _one_of_both(self) -> "Wanted":
        if (self.prompt is None) == (self.blueprint is None):
            raise ValueError("say one of prompt and blueprint")
        if self.inferred and self.prompt is None:
            raise ValueError("only a prompt has something that is inferred")
        return self


class Agreed(Wanted):
    """What is to be done: the same as was planned, with the plan's hash."""

    hash: Annotated[Text, Field(max_length=100)] = Field(description="Of the plan that was agreed to.")
    allow_destructive: bool = Field(
        False, description="Whether something of what is there may be changed or lost; an archive is written before."
    )


class Line(Shape):
    """A line or sentence of the prompt."""

    line: int = Field(description="Counted from 1.")
    text: str = Field(description="As it was written.")
    told: str = Field(description="What it gave, or why it gave nothing, where that is known.")
    inferred: bool = Field(False, description="Whether a language model understood it so, and not the grammar.")


class Read(Shape):
    """What became of each line of a prompt."""

    form: str = Field(description="prompt, classes, schemas or diagram", examples=["prompt"])
    understood: list[Line] = Field(description="The lines that gave something.")
    not_understood: list[Line] = Field(description="The lines that gave nothing.")
    assumed: list[str] = Field(description="What the prompt does not say and was taken all the same.")


class Planned(Shape):
    """What would be done. Nothing is."""

    hash: str = Field(description="Names exactly this plan: applying takes it.")
    number: int = Field(description="How many blueprints were applied so far.")
    is_empty: bool = Field(description="Whether there is nothing to do.")
    is_destructive: bool = Field(description="Whether something would be changed or lost.")
    risk: str = Field(description="What may go wrong.")
    steps: list[Step] = Field(description="What would be done, in this order.")
    leaves: list[str] = Field(description="What stays as it is.")
    permissions: list[str] = Field(description="Who sees and changes what, with examples.")
    questions: list[Question] = Field(description="What is left open, and what holds unless more is said.")
    needs: list[Need] = Field(description="What the mapping must say before it can be applied.")
    blueprint: Blueprint = Field(description="What was understood.")
    inferred: list[Proposal] = Field(description="What of it a language model proposed; applying takes it again.")
    read: Read | None = Field(description="How the prompt was read; null when a blueprint was sent.")


class Done(Shape):
    """What was done."""

    number: int = Field(description="How many blueprints were applied by now.")
    run: str | None = Field(description="The run that did it, for the audit trail; null when there was nothing to do.")
    archive: str | None = Field(description="The archive that was written before, in the server's home.")
    steps: list[Step] = Field(description="What was done, in this order.")


@router.post("/plan", response_model=Planned, responses=refusals(REFUSED))
def plan_blueprint(wanted: Wanted, principal: CurrentPrincipal, parts: CurrentParts) -> Planned:
    """Return what it would take to make the workspace what is described. It changes nothing."""
    _check(principal)
    blueprint, reading = _read(parts, wanted, asking=principal)
    found = plan(parts.workspace.store, blueprint, wanted.mapping)
    questions = [*found.questions, *(reading.questions if reading else ())]
    return Planned(
        hash=found.hash,
        number=found.number,
        is_empty=found.is_empty,
        is_destructive=found.is_destructive,
        risk=found.risk,
        steps=list(found.steps),
        leaves=list(found.leaves),
        permissions=list(found.permissions),
        questions=questions,
        needs=list(found.needs),
        blueprint=blueprint,
        inferred=list(reading.inferred) if reading else [],
        read=_told(reading) if reading else None,
    )


@router.post(
    "/apply",
    response_model=Done,
    responses=refusals(
        REFUSED
        | {
            403: "Only an admin may, and in a session.",
            409: "The plan is another one by now; or something would be lost: `needs` has what the mapping must say.",
        }
    ),
)
def apply_blueprint(wanted: Agreed, principal: SessionPrincipal, parts: CurrentParts, once: OnlyOnce) -> Response:
    """Do what was planned: all of it in one step, or nothing. Every door has the new classes at once."""
    _check(principal)

    def make() -> Done:
        blueprint, _ = _read(parts, wanted)
        done = apply(
            parts.workspace.store,
            blueprint,
            wanted.mapping,
            by=principal,
            door=DOOR,
            expected=wanted.hash,
            archive=parts.workspace.archive_place() if wanted.allow_destructive else None,
        )
        return Done(
            number=done.number,
            run=done.run,
            archive=done.archive.name if done.archive else None,
            steps=list(done.plan.steps),
        )

    return once.answer(200, make)


def _check(principal: Principal) -> None:
    if principal.rank is not Rank.ADMIN:
        raise ReadOnly("Only an admin changes the classes of the workspace.")


def _read(parts: Parts, wanted: Wanted, *, asking: Principal | None = None) -> tuple[Blueprint, Reading | None]:
    """Return what is wanted.

    Args:
        asking: On whose account a language model may be asked, where nothing is said of what it infers.
    """
    schema = parts.workspace.store.refresh()
    reading = None if wanted.prompt is None else read(wanted.prompt, schema)
    if reading and wanted.inferred is not None:
        reading = proposed(reading, wanted.inferred, schema)
    elif reading and asking:
        reading = parts.assistant.inferring.read(reading, schema, asking.user)
    blueprint = reading.blueprint if reading else wanted.blueprint or Blueprint()
    if wanted.accept_suggestions:
        blueprint, _ = with_usable_names(blueprint, blueprint_of(schema))
    preset = wanted.preset or blueprint.preset
    return blueprint.model_copy(update={"preset": preset}), reading


def _told(reading: Reading) -> Read:
    return Read(
        form=reading.form,
        understood=[
            Line(line=one.line, text=one.text, told=one.gave, inferred=one.inferred) for one in reading.understood
        ],
        not_understood=[Line(line=one.line, text=one.text, told=one.why) for one in reading.not_understood],
        assumed=list(reading.assumed),
    )
