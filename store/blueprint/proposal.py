"""A proposal: one field more, as a language model understands a sentence that the grammar did not read."""

from typing import Annotated

from pydantic import Field

from store.blueprint.blueprint import Kind, Part

MOST = 50
"""Proposals for one text."""
MOST_VALUES = 50
LONGEST_VALUE = 200
Name = Annotated[str, Field(max_length=60)]
Value = Annotated[str, Field(min_length=1, max_length=LONGEST_VALUE)]


class Proposal(Part):
    """A field that a sentence asks for, as a language model understands it."""

    sentence: str = Field(max_length=2_000, description="The sentence that was not understood, as it was told")
    cls: Name = Field(alias="class", description="One that is there, or a new one")
    name: Name = Field(description="Of the field")
    kind: Kind = Field(description="What it holds")
    targets: Annotated[tuple[Name, ...], Field(max_length=10)] = Field((), description="Of a Pointer: its classes")
    values: Annotated[tuple[Value, ...], Field(max_length=MOST_VALUES)] = Field((), description="Offered, in order")
    description: str = Field("", max_length=500, description="What people read about it")


Proposals = Annotated[list[Proposal], Field(max_length=MOST)]
