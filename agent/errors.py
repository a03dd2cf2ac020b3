"""What can go wrong while the assistant answers; told like the store's errors, with a stable code."""

from store.errors import StoreError


class ModelUnavailable(StoreError):
    """The language model does not answer, or answers with an error."""

    code = "model_unavailable"


class TokensSpent(StoreError):
    """The user has spent what he has of the language model's tokens for the day."""

    code = "tokens_spent"

    def __init__(self, most: int) -> None:
        super().__init__(
            f"You have spent your {most:,} tokens of the language model for today. There are new ones at midnight, UTC."
        )


class ModelMisconfigured(StoreError):
    """The language model's name, key or address is wrong."""

    code = "model_misconfigured"


class MessageTooLong(StoreError):
    """The message is longer than a message may be."""

    code = "message_too_long"


class EmptyMessage(StoreError):
    """There is nothing in the message."""

    code = "empty_message"


class Stopped(StoreError):
    """The person stopped the run."""

    code = "stopped"
