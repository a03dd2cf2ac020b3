"""What a client of Parse is refused, and with which of Parse's codes: one table from the codes of the store."""

from typing import Any

from starlette.exceptions import HTTPException

from api.http import failures
from store.errors import StoreError

INTERNAL = 1
NOT_FOUND = 101
INVALID_QUERY = 102
INVALID_CLASS = 103
INVALID_KEY = 105
INVALID_POINTER = 106
INVALID_JSON = 107
INCORRECT_TYPE = 111
FORBIDDEN = 119
INVALID_ACL = 123
INVALID_EMAIL = 125
MISSING_TARGET = 135
DUPLICATE = 137
NO_FUNCTION = 141
INVALID_VALUES = 142
TOO_OFTEN = 155
TWICE = 159
NO_USERNAME = 200
NO_PASSWORD = 201
USERNAME_TAKEN = 202
EMAIL_TAKEN = 203
NO_EMAIL = 204
NOT_YOURS = 206
INVALID_TOKEN = 209
UNSUPPORTED = 252
UNCHANGEABLE = 255

CODES: dict[str, int] = {
    "store_error": INVALID_VALUES,
    "sign_in_failed": INVALID_TOKEN,
    "record_not_found": NOT_FOUND,
    "read_only": NOT_FOUND,
    "unknown_class": FORBIDDEN,
    "sign_up_closed": FORBIDDEN,
    "taken": DUPLICATE,
    "conflict": DUPLICATE,
    "invalid_values": INVALID_VALUES,
    "invalid_schema": INVALID_VALUES,
    "key_reused": TWICE,
    "in_progress": TWICE,
    "too_many_attempts": NOT_FOUND,
    "too_many_requests": TOO_OFTEN,
}
"""Parse's code for every error of the store that is the client's to correct; the others are faults of ours."""
SENTENCES = {
    "record_not_found": "Object not found.",
    "read_only": "Object not found.",
    "sign_in_failed": "Invalid session token",
}
"""What Parse has words of its own for; what may be read and not changed is told as what is not there."""
STATUS = {INTERNAL: 500, NOT_FOUND: 404, TOO_OFTEN: 429}
"""HTTP statuses; 400 for all other codes."""


class Refusal(Exception):
    """A request that is refused; `code` is Parse's, and not there for what no class of the CRM has to do with."""

    def __init__(self, code: int | None, sentence: str, status: int | None = None) -> None:
        self.code = code
        self.status = status or STATUS.get(code or 0, 400)
        super().__init__(sentence)

    @property
    def said(self) -> dict[str, Any]:
        """The body of the answer."""
        return {"error": str(self)} if self.code is None else {"code": self.code, "error": str(self)}


def refusal(error: BaseException) -> Refusal:
    """Return an error as Parse tells it; a fault of the program is noted, and tells nothing."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, StoreError) and error.code in CODES:
        return Refusal(CODES[error.code], SENTENCES.get(error.code, str(error)))
    if isinstance(error, StoreError):
        return Refusal(INTERNAL, str(error), failures.status_of(error))
    if isinstance(error, HTTPException):
        return Refusal(None, "The body of the request is too large.", error.status_code)
    failures.note(error)
    return Refusal(INTERNAL, "Internal server error.")


def permission_denied(code: int | None = None) -> Refusal:
    """Return the refusal of what takes the master key, or with a code of what takes a session."""
    return Refusal(code, "Permission denied", None if code else 403)
