"""What apps that listen send: the messages of Parse's live queries, checked."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.alias_generators import to_camel

MOST_NAMES = 200


class Said(BaseModel):
    """What all messages share: nothing that is not known."""

    model_config = ConfigDict(alias_generator=to_camel, extra="forbid", strict=True)


class Connect(Said):
    """The first message."""

    op: Literal["connect"]
    application_id: str
    session_token: str | None = None
    master_key: str | None = None
    client_key: str | None = None
    javascript_key: str | None = None
    windows_key: str | None = None
    rest_api_key: str | None = Field(None, alias="restAPIKey")
    installation_id: str | None = None

    @property
    def keys(self) -> list[str | None]:
        """The keys of a client, of which one must be right where one is set."""
        return [self.client_key, self.javascript_key, self.windows_key, self.rest_api_key]


class Query(Said):
    """What is asked."""

    class_name: str
    where: dict[str, Any]
    keys: list[str] | None = Field(None, max_length=MOST_NAMES)
    fields: list[str] | None = Field(None, max_length=MOST_NAMES)
    """The same as `keys`, as some SDKs call it."""
    watch: list[str] | None = Field(None, max_length=MOST_NAMES)

    @property
    def shown(self) -> frozenset[str] | None:
        """The fields that are wanted; all of them when there are none."""
        names = self.keys or self.fields
        return frozenset(name.partition(".")[0] for name in names) if names else None


class Subscribe(Said):
    """Wanting to hear; or, as `update`, something else under the same number."""

    op: Literal["subscribe", "update"]
    request_id: int
    query: Query
    session_token: str | None = None
    since: int | None = Field(None, ge=0)
    """The last change that was heard; not of Parse: an app that comes back loses nothing."""


class Unsubscribe(Said):
    """Wanting to hear no more."""

    op: Literal["unsubscribe"]
    request_id: int


Message = Annotated[Connect | Subscribe | Unsubscribe, Field(discriminator="op")]
ADAPTER: TypeAdapter[Connect | Subscribe | Unsubscribe] = TypeAdapter(Message)


def message(said: Any) -> Connect | Subscribe | Unsubscribe | str:
    """Return a message; or why it is none."""
    try:
        return ADAPTER.validate_python(said)
    except ValidationError as error:
        reason = error.errors()[0]
        place = ".".join(str(part) for part in reason["loc"][1:])[:100]
        if reason["type"] == "extra_forbidden":
            return "Additional properties not allowed"  # SDKs know this sentence
        return f"{reason['msg'][:200]}: {place}" if place else reason["msg"][:200]
