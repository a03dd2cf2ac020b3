"""What is answered when a request fails: one table from codes to HTTP statuses, and one shape for all errors."""

import logging
import traceback
from collections.abc import Callable, Mapping
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from api.causes import causes
from api.http.rates import TooManyRequests
from store.errors import (
    Ambiguous,
    Conflict,
    DataAtRisk,
    InvalidBlueprint,
    InvalidFile,
    InvalidNames,
    StoreError,
    TooManyAttempts,
)

LOG = logging.getLogger("parley.http")
STATUS: dict[str, int] = {
    # the caller's to correct
    "store_error": 400,
    "sign_in_failed": 401,
    "read_only": 403,
    "sign_up_closed": 403,
    "record_not_found": 404,
    "unknown_class": 404,
    "nothing_to_undo": 404,
    "taken": 409,
    "conflict": 409,
    "thread_busy": 409,
    "in_progress": 409,
    "rejected": 409,
    "shown_once": 409,
    "stopped": 409,
    "cursor_gone": 410,
    "message_too_long": 413,
    "too_much": 413,
    "invalid_values": 422,
    "key_reused": 422,
    "invalid_file": 422,
    "invalid_schema": 422,
    "data_at_risk": 409,
    "invalid_blueprint": 422,
    "not_a_blueprint": 422,
    "empty_message": 422,
    "ambiguous": 422,
    "unknown_tool": 422,
    "too_many_attempts": 429,
    "too_many_requests": 429,
    "tokens_spent": 429,
    # ours
    "invalid_settings": 500,
    "model_unavailable": 502,
    "model_misconfigured": 503,
    "storage_busy": 503,
    "storage_down": 503,
    "chroma_down": 503,
    "embedding_down": 503,
    "storage_mismatch": 503,
    "no_workspace": 503,
    "storage_full": 507,
}
"""The HTTP status of every error of the store and the assistant, by its code."""
OF_HTTP = {
    400: ("invalid_request", "The request cannot be read: its body is no JSON."),
    404: ("not_found", "There is nothing at this address; /docs lists what there is."),
    405: ("method_not_allowed", "This address does not know the method."),
    413: ("body_too_large", "The body of the request is too large."),
}
"""Code and sentence of what the framework refuses."""
FAULT = ("program_fault", "Something went wrong in Parley, and it is not your fault. It was noted.")
MOST_REASONS = 5
"""Reasons of a refusal told at once."""
DEEPEST = 8
"""Places of a fault that are logged."""
SOON = 1
"""Seconds after which a busy database is worth another try."""


class ChangedSince(Conflict):
    """Records are not as a card shows them.

    Attributes:
        versions: Each as `{class, id, name, shown, now}`: the fields that differ, as they were shown and as they are.
    """

    def __init__(self, versions: list[dict[str, Any]]) -> None:
        self.versions = versions
        super().__init__(
            "Records have changed since this card was shown; nothing was done. It waits for another answer."
        )


MORE: dict[type[StoreError], Callable[[Any], dict[str, Any]]] = {
    Ambiguous: lambda error: {
        "candidates": [
            {"class": one.cls.strip("_"), "id": one.id, "name": one.name, "detail": one.detail}
            for one in error.candidates
        ]
    },
    ChangedSince: lambda error: {"records": error.versions},
    Conflict: lambda error: {"records": [{"class": cls.strip("_"), "id": id_} for cls, id_ in error.records]},
    InvalidNames: lambda error: {"better": error.better},
    DataAtRisk: lambda error: {"needs": error.needs},
    InvalidFile: lambda error: {"problems": error.problems},
    InvalidBlueprint: lambda error: {"problems": error.problems},
    TooManyAttempts: lambda error: {"seconds": error.seconds},
    TooManyRequests: lambda error: {"seconds": error.seconds},
}
"""What an error carries beside its code and sentence; the first that it is."""


def body(error: BaseException) -> dict[str, Any]:
    """Return the body that tells an error: `code` and `error`, a sentence, and what else the error carries."""
    if not isinstance(error, StoreError):
        return {"code": FAULT[0], "error": FAULT[1]}
    more = next((tell(error) for kind, tell in MORE.items() if isinstance(error, kind)), {})
    return {"code": error.code, "error": str(error)} | more


def status_of(error: BaseException) -> int:
    """Return the HTTP status of an error."""
    return STATUS.get(error.code, 400) if isinstance(error, StoreError) else 500


def refusal(error: BaseException) -> Response:
    """Return the answer that tells an error."""
    said, status = body(error), status_of(error)
    headers = {}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, TooManyAttempts | TooManyRequests):
        headers["Retry-After"] = str(error.seconds)
    elif said["code"] == "storage_busy":
        headers["Retry-After"] = str(SOON)
    return answer(status, said, headers)


def answer(status: int, said: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    """Return a JSON response."""
    return Response(orjson.dumps(said), status, dict(headers or {}), "application/json")


def note(error: BaseException) -> None:
    """Log a fault of the program: where it happened, and no message, which may hold what somebody wrote."""
    places = [f"{frame.filename}:{frame.lineno} in {frame.name}" for one in causes(error) for frame in _frames(one)]
    LOG.error("fault: %s at %s", type(error).__qualname__, "; ".join(places))


def install(app: FastAPI) -> None:
    """Let every refusal of the application have the one shape."""

    @app.exception_handler(StoreError)
    async def of_the_store(_: Request, error: StoreError) -> Response:
        return refusal(error)

    @app.exception_handler(RequestValidationError)
    async def of_the_values(_: Request, error: RequestValidationError) -> Response:
        reasons = error.errors()
        if any(reason["type"] == "json_invalid" for reason in reasons):
            return of_http(400)
        told = "; ".join(f"{_place(reason['loc'])}: {reason_of(reason)}" for reason in reasons[:MOST_REASONS])
        return answer(422, {"code": "invalid_values", "error": f"{told}."})

    @app.exception_handler(HTTPException)
    async def of_the_framework(_: Request, error: HTTPException) -> Response:
        return of_http(error.status_code, error.headers)


def of_http(status: int, headers: Mapping[str, str] | None = None) -> Response:
    """Return the answer to what the framework, or a limit, refuses with that status."""
    code, sentence = OF_HTTP.get(status, ("refused", "The request is refused."))
    return answer(status, {"code": code, "error": sentence}, headers)


def _place(path: tuple[int | str, ...]) -> str:
    """Return where in a request a value stands, without whether that is its body or its address."""
    return ".".join(str(part) for part in path[1:])[:100] or str(path[0])


def reason_of(reason: Mapping[str, Any]) -> str:
    """Return what is wrong with a value, in words of people who do not know how it is checked."""
    if reason["type"] == "model_attributes_type":
        return "this must be a JSON object, and a body must be sent as application/json"
    if reason["type"] == "extra_forbidden":
        return "there is no such field"
    if reason["type"] == "too_long" and isinstance(reason.get("input"), str):
        return f"this has more than {reason['ctx']['max_length']:,} characters"
    return str(reason["msg"]).removeprefix("Value error, ")


def _frames(error: BaseException) -> traceback.StackSummary:
    return traceback.StackSummary.from_list(traceback.extract_tb(error.__traceback__)[-DEEPEST:])
