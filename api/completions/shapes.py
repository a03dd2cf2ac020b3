"""What a client of chat completions sends. What Parley has no use for is ignored; what it cannot do is refused."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.http.shapes import Text
from store.errors import StoreError

MODEL = "parley"
"""The one model there is: the assistant, whatever language model is behind it."""


class Unsupported(StoreError):
    """The request wants something that this door does not do."""

    code = "unsupported"

    def __init__(self, message: str, parameter: str) -> None:
        self.parameter = parameter
        super().__init__(message)


class UnknownModel(StoreError):
    """The request names another model."""

    code = "model_not_found"


class Given(BaseModel):
    """What all parts of the request share."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)


class Part(Given):
    """A part of a message."""

    type: str = Field(max_length=100, examples=["text"])
    text: Text | None = None


class ClientMessage(Given):
    """A message of the conversation, as the client tells it."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"] = Field(examples=["user"])
    content: Text | list[Part] | None = Field(None, examples=["move the Globex renewal to proposal"])

    @property
    def text(self) -> str:
        """Its text; without what is no text."""
        if isinstance(self.content, str):
            return self.content
        return "\n".join(part.text for part in self.content or () if part.type == "text" and part.text)

    @property
    def beside(self) -> list[str]:
        """The kinds of its parts that are no text, e.g. `image_url`."""
        parts = self.content if isinstance(self.content, list) else ()
        return [part.type for part in parts if part.type != "text"]


class StreamOptions(Given):
    """How to stream."""

    include_usage: bool | None = Field(None, description="End with a chunk that has the `usage`.")


class Wanted(Given):
    """A conversation whose last message is to be answered."""

    model: str = Field(max_length=200, examples=[MODEL])
    messages: list[ClientMessage] = Field(
        min_length=1,
        description="The whole conversation. The last message is the user's; what it says of others is only heard.",
    )
    stream: bool | None = Field(None, description="Answer with chunks as server-sent events.")
    stream_options: StreamOptions | None = None
    n: int | None = Field(None, description="Only 1.")
    max_tokens: int | None = Field(None, description="Ignored: half an answer is none.")
    max_completion_tokens: int | None = Field(None, description="Ignored.")
    tools: list[Any] | None = Field(None, description="Ignored: Parley has its own.")
    tool_choice: Any = Field(None, description="`auto` or `none`.")
    function_call: Any = Field(None, description="`auto` or `none`.")
    response_format: Any = Field(None, description="Only `text`.")
    modalities: list[Any] | None = Field(None, description="Only `text`.")
    logprobs: bool | None = Field(None, description="Not supported.")

    @property
    def longest(self) -> int | None:
        """How many tokens the client wants at most, if it says so."""
        return self.max_completion_tokens or self.max_tokens

    def check_model(self) -> None:
        """Refuse another model.

        Raises:
            UnknownModel: It is another.
        """
        if self.model != MODEL:
            raise UnknownModel(f"There is no model {self.model!r} here; the only one is {MODEL!r}.")

    def check(self) -> None:
        """Refuse what cannot be done.

        Raises:
            Unsupported: It names the first parameter that asks for too much.
        """
        for parameter, asked, why in (
            ("n", self.n not in (None, 1), "There is one answer to a message: n is 1."),
            ("tool_choice", self.tool_choice not in (None, "auto", "none"), NO_CALLS),
            ("function_call", self.function_call not in (None, "auto", "none"), NO_CALLS),
            ("response_format", not _is_text(self.response_format), "Answers are text (Markdown), in no other format."),
            ("modalities", self.modalities not in (None, ["text"]), "Answers are text."),
            ("logprobs", bool(self.logprobs), "There are no log probabilities."),
            ("messages", self.messages[-1].role != "user", "The last message is to be the user's."),
            ("messages", bool(self.messages[-1].beside), f"A message is text: no {_kinds(self.messages[-1])}."),
        ):
            if asked:
                raise Unsupported(why, parameter)


NO_CALLS = "Parley calls its own tools and never those of a client, so a call cannot be demanded."


def _is_text(wanted: Any) -> bool:
    return wanted is None or (isinstance(wanted, dict) and wanted.get("type") == "text")


def _kinds(message: ClientMessage) -> str:
    return ", ".join(dict.fromkeys(message.beside))[:100]
