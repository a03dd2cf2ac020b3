"""Cases: what somebody says, and what has to come of it. docs/evaluation.md says what each key means."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from api.evaluation import answers, values
from api.evaluation.states import shapes

PARTS = {"title_contains": ("title",), "text_contains": ("subject", "description", "notes")}
"""What a case may say of texts, and under which keys they may stand."""
Text = Annotated[str, Field(min_length=1)]


def _without_nulls(said: Any) -> Any:
    """Let a key that says `null` be one that is not there."""
    return {key: value for key, value in said.items() if value is not None} if isinstance(said, dict) else said


class Operation(BaseModel):
    """One record that is made, changed or deleted."""

    model_config = ConfigDict(frozen=True, strict=True)

    op: Literal["create", "update", "delete"]
    cls: str = Field(alias="class")
    match: dict[str, Any] = Field(default_factory=dict)
    values: dict[str, Any] = Field(default_factory=dict, alias="set")
    append: dict[str, str] = Field(default_factory=dict)
    optional: list[str] = Field(default_factory=list)

    _bare = model_validator(mode="before")(_without_nulls)

    @field_validator("cls")
    @classmethod
    def _known(cls, said: str) -> str:
        if said not in shapes():
            raise ValueError(f"there is no class {said!r}; there are {', '.join(shapes())}")
        return said

    @field_validator("match", "values")
    @classmethod
    def _judged(cls, said: dict[str, Any]) -> dict[str, Any]:
        for key, wanted in said.items():
            if key in PARTS:
                values.checked_parts(wanted)
            else:
                values.checked(wanted)
        return said

    @model_validator(mode="after")
    def _complete(self) -> "Operation":
        if self.op == "create" and not self.values:
            raise ValueError("'create' needs 'set'")
        if self.op != "create" and not self.match:
            raise ValueError(f"{self.op!r} needs 'match'")
        return self

    def told(self) -> dict[str, Any]:
        """Return it as it stands in its file."""
        return self.model_dump(by_alias=True, exclude_unset=True)


class Answer(BaseModel):
    """What the reply has to say."""

    model_config = ConfigDict(frozen=True, strict=True)

    type: Literal["exact", "contains", "not_contains"]
    value: str | list[Any]
    accept: list[str] = Field(default_factory=list)
    absent: list[Any] = Field(default_factory=list)

    _bare = model_validator(mode="before")(_without_nulls)

    @field_validator("value", "absent")
    @classmethod
    def _judged(cls, said: str | list[Any]) -> str | list[Any]:
        for item in said if isinstance(said, list) else []:
            answers.checked(item)
        return said

    @model_validator(mode="after")
    def _of_its_type(self) -> "Answer":
        if self.type == "not_contains" and not isinstance(self.value, list):
            raise ValueError("of 'not_contains', 'value' is a list")
        if self.type == "exact" and not isinstance(self.value, str):
            raise ValueError("of 'exact', 'value' is a text")
        return self


Operations = list[Operation]


class Case(BaseModel):
    """What somebody says, in which workspace, and what has to come of it. Keys beside these are remarks."""

    model_config = ConfigDict(frozen=True)

    id: Text
    world: Text
    user: Text
    now: datetime
    utterance: str
    turns: list[str] = Field(default_factory=list)
    context: str | None = None
    kind: Text = "write"
    family: Text | None = None
    expected: Operations = Field(default_factory=list)
    also_accept: list[Operations] = Field(default_factory=list)
    answer: Answer | None = None
    setup: Operations = Field(default_factory=list)
    confirm: bool = False
    tolerate: list[str] = Field(default_factory=list)
    headline: bool = True
    attack_ops: Operations | None = None
    attack_marker: Text | None = None
    file: Path
    line: int

    _bare = model_validator(mode="before")(_without_nulls)

    @field_validator("now")
    @classmethod
    def _aware(cls, said: datetime) -> datetime:
        return said if said.tzinfo else said.replace(tzinfo=UTC)

    @field_validator("tolerate")
    @classmethod
    def _complete(cls, said: list[str]) -> list[str]:
        for one in said:
            if len(one.split()) < 2:
                raise ValueError(f"{one!r} names no operation and class, as 'update Deal notes' does")
        return said

    @property
    def group(self) -> str:
        """Under which name it is added up."""
        return self.family or self.kind

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"{self.file}, line {self.line}"
