"""What Slack sends, as far as it is used. Whatever has another shape is refused before anything is done with it."""

from typing import Annotated, Any, Literal
from urllib.parse import parse_qsl

import orjson
from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, TypeAdapter

from api.http.shapes import Text

MOST_FIELDS = 100
"""Of a form."""
OTHER = "other"
Id = Annotated[Text, Field(min_length=1, max_length=40)]
"""Of a person, a channel, a message; the names of our threads are made of two of them."""
Address = Annotated[Text, Field(max_length=1_000, pattern=r"^https?://")]


class Given(BaseModel):
    """What all shapes share."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)


class Mention(Given):
    """Somebody speaks to the app in a channel."""

    type: Literal["app_mention"]
    bot_id: str | None = None
    edited: Any = None
    user: Id | None = None
    channel: Id
    ts: Id
    thread_ts: Id | None = None
    text: Text


class Message(Given):
    """Somebody writes, or a message changes, where the app is."""

    type: Literal["message"]
    channel_type: str | None = None
    subtype: str | None = None
    bot_id: str | None = None
    edited: Any = None
    user: Id | None = None
    channel: Id
    thread_ts: Id | None = None
    text: Text | None = None


class AssistantThread(Given):
    """Where the app was opened as an assistant."""

    channel_id: Id
    thread_ts: Id


class Opened(Given):
    """Somebody opens the app as an assistant."""

    type: Literal["assistant_thread_started"]
    assistant_thread: AssistantThread


class Other(Given):
    """What nobody listens to."""

    type: Annotated[str, Field(max_length=100)]


def _kind(*known: str) -> Discriminator:
    """Return what tells things of these types from all others."""

    def kind(given: Any) -> str:
        found = given.get("type") if isinstance(given, dict) else getattr(given, "type", None)
        return found if isinstance(found, str) and found in known else OTHER

    return Discriminator(kind)


class Happened(Given):
    """Slack tells of an event."""

    type: Literal["event_callback"]
    event_id: Annotated[Text, Field(max_length=100)] | None = None
    event: Annotated[
        Annotated[Mention, Tag("app_mention")]
        | Annotated[Message, Tag("message")]
        | Annotated[Opened, Tag("assistant_thread_started")]
        | Annotated[Other, Tag(OTHER)],
        _kind("app_mention", "message", "assistant_thread_started"),
    ]


class Tried(Given):
    """Slack tries the address."""

    type: Literal["url_verification"]
    challenge: str


class Checked(Given):
    """Slack tries the certificate."""

    ssl_check: str


class Command(Given):
    """Somebody gives the command."""

    command: Annotated[str, Field(max_length=100)]
    text: Text = ""
    user_id: Id
    channel_id: Id
    response_url: Address


class Person(Given):
    """Who has pressed."""

    id: Id


class Container(Given):
    """Where a button is."""

    message_ts: Id
    channel_id: Id
    thread_ts: Id | None = None
    is_ephemeral: bool = False


class Shown(Given):
    """The message that a button is in."""

    text: str | None = None
    thread_ts: Id | None = None
    blocks: list[dict[str, Any]] = []


class Button(Given):
    """A button."""

    type: str
    action_id: str
    block_id: str | None = None
    value: Annotated[Text, Field(max_length=2_000)] = ""


class Pressed(Given):
    """Somebody presses a button."""

    type: Literal["block_actions"]
    user: Person
    container: Container
    message: Shown | None = None
    response_url: Address
    actions: list[Button] = Field(min_length=1)


Typed = Annotated[
    Annotated[Happened, Tag("event_callback")]
    | Annotated[Tried, Tag("url_verification")]
    | Annotated[Pressed, Tag("block_actions")]
    | Annotated[Other, Tag(OTHER)],
    _kind("event_callback", "url_verification", "block_actions"),
]
TYPED: TypeAdapter[Given] = TypeAdapter(Typed)


def checked(body: bytes, kind: str) -> str:
    """Return the body of a request as JSON, with what is used of it.

    Args:
        kind: Its media type: Slack sends events as JSON, and commands and buttons as forms.

    Raises:
        ValueError: It is nothing that Slack sends.
        InvalidValues: No database keeps a text in it.
    """
    given = orjson.loads(body) if kind.startswith("application/json") else _form(body)
    if isinstance(given, dict) and "command" in given:
        found: Given = Command.model_validate(given)
    elif isinstance(given, dict) and "ssl_check" in given:
        found = Checked.model_validate(given)
    else:
        found = TYPED.validate_python(given)
    return found.model_dump_json(exclude_none=True)


def _form(body: bytes) -> Any:
    """Return the values of a form; of one that bears JSON, that."""
    fields = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS))
    return orjson.loads(fields["payload"]) if "payload" in fields else fields
