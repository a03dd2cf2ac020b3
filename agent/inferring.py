"""Asks a language model what the sentences of a description mean that the grammar did not read."""

import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
from pydantic import ValidationError

from agent.embedded.engine import EmbeddedEngine
from agent.errors import TokensSpent
from prompts import inferring_prompt
from store.blueprint.blueprint import Blueprint, FieldPlan
from store.blueprint.description import blueprint_of
from store.blueprint.proposal import MOST, Proposal
from store.blueprint.reading.inferred import proposed, sentences
from store.blueprint.reading.reading import Reading
from store.schema import Schema
from store.spending import Spending
from tools.terse import terse

LOG = logging.getLogger("parley.agent")
MOST_SENTENCES = 60
LONGEST = 500
"""Characters of a sentence that a model is asked about."""
SILENT = "the language model did not answer"
NOTHING = "nor by the language model"


def _answer_form() -> dict[str, Any]:
    """Return the form in which a model answers: proposals with the number of their sentence, as JSON schema."""
    entry = terse(Proposal.model_json_schema(by_alias=True))
    entry["properties"]["sentence"] = {"type": "integer", "description": "Its number"}
    fields = {"type": "array", "items": entry}
    return {
        "title": "propose",
        "description": "Say which fields the sentences ask for.",
        "type": "object",
        "properties": {"fields": fields},
        "required": ["fields"],
    }


@dataclass(frozen=True)
class Inferring:
    """Asks a model; the embedded engine is not asked.

    Attributes:
        model: The assistant's.
        spending: Where it is kept what it has cost.
        most: Tokens that a user has a day; by default any number.
    """

    model: BaseChatModel
    spending: Spending | None = None
    most: int | None = None

    def read(self, reading: Reading, schema: Schema, user: str | None = None) -> Reading:
        """Return the reading with what a model makes of the sentences that gave nothing; each field is marked.

        The answer is data of a form, and only adds: see `store.blueprint.reading.inferred`. A model that fails, or
        answers otherwise, leaves the sentences as they are, and that is said.

        Args:
            reading: What the grammar read.
            schema: The classes of the workspace.
            user: On whose account it is; by default on nobody's.
        """
        asked = [one for one in sentences(reading) if len(one) <= LONGEST][:MOST_SENTENCES]
        if not asked or isinstance(self.model, EmbeddedEngine):
            return reading
        try:
            said = self._asked(_outline(reading.blueprint, schema), asked, user)
        except TokensSpent as error:
            return _why(reading, asked, str(error))
        except Exception as error:
            LOG.warning("the model failed to read a description: %s", type(error).__name__)
            return _why(reading, asked, SILENT)
        return _why(proposed(reading, _proposals(said, asked), schema), asked, NOTHING)

    def _asked(self, classes: str, asked: Sequence[str], user: str | None) -> object:
        """Return what the model answers, not yet looked at."""
        self._check_spent(user)
        numbered = "\n".join(f"{number}. {json.dumps(one)}" for number, one in enumerate(asked, 1))
        messages = [SystemMessage(inferring_prompt()), HumanMessage(f"{classes}\n\nSentences:\n{numbered}")]
        form = self.model.with_structured_output(_answer_form(), method="function_calling", include_raw=True)
        found: Any = form.invoke(messages)
        self._spend(user, found["raw"])
        return found["parsed"]

    def _check_spent(self, user: str | None) -> None:
        if self.spending and user and self.most is not None and self.spending.spent(user) >= self.most:
            raise TokensSpent(self.most)

    def _spend(self, user: str | None, said: AIMessage) -> None:
        used = said.usage_metadata
        if self.spending and user and self.most is not None and used:
            self.spending.add(user, used["total_tokens"], now=datetime.now(UTC))


def _proposals(said: object, asked: Sequence[str]) -> Iterator[Proposal]:
    """Yield the entries of an answer that are proposals; each is looked at by itself."""
    entries = said.get("fields") if isinstance(said, dict) else None
    for one in entries[:MOST] if isinstance(entries, list) else ():
        number = one.get("sentence") if isinstance(one, dict) else None
        if not isinstance(number, int) or not 0 < number <= len(asked):
            continue
        told = {key: value for key, value in one.items() if value is not None}
        try:
            yield Proposal.model_validate(told | {"sentence": asked[number - 1]})
        except ValidationError as error:
            LOG.info("a proposal is none: %d faults", error.error_count())


def _why(reading: Reading, asked: Sequence[str], why: str) -> Reading:
    """Say of the sentences that a model was asked about, and that still give nothing, why."""
    rest = (
        replace(one, why=why) if not one.why and one.text in asked else one for one in reading.not_understood
    )  # fmt: skip
    return replace(reading, not_understood=tuple(rest))


def _outline(read: Blueprint, schema: Schema) -> str:
    """Return the classes of the workspace and of the text, a line for each."""
    fields: dict[str, dict[str, str]] = {}
    for plan in (*blueprint_of(schema).classes, *read.classes):
        fields.setdefault(plan.name, {}).update({one.name: _kind(one) for one in plan.fields})
    return "\n".join(
        f"{name}: {', '.join(f'{field} {kind}' for field, kind in sorted(several.items()))}"
        for name, several in fields.items()
    )


def _kind(field: FieldPlan) -> str:
    return f"→ {' or '.join(field.targets)}" if field.targets else field.kind
