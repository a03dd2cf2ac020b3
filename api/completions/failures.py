"""Refusals in OpenAI's form: `{"error": {message, type, param, code}}`. Statuses are those of the HTTP door, mostly."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from api.http.failures import OF_HTTP, answer, body, note, reason_of, refusal, status_of
from store.errors import StoreError

CODES = {
    "sign_in_failed": (401, "invalid_api_key"),
    "too_many_requests": (429, "rate_limit_exceeded"),
    "tokens_spent": (429, "insufficient_quota"),
    "message_too_long": (400, "context_length_exceeded"),
    "empty_message": (400, "empty_message"),
    "invalid_values": (400, "invalid_values"),
    "model_not_found": (404, "model_not_found"),
    "unsupported": (400, "unsupported_value"),
}
"""Status and code, where OpenAI's are others than ours."""
TYPES = {401: "authentication_error", 403: "permission_error", 404: "not_found_error", 429: "rate_limit_error"}


class Failed(StoreError):
    """The same message failed before, after it had changed something: it is not tried again."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


def told(error: BaseException) -> tuple[int, dict[str, Any]]:
    """Return the status and the body that tell an error."""
    if isinstance(error, RequestValidationError):
        return _wrong(error)
    if isinstance(error, HTTPException):
        code, sentence = OF_HTTP.get(error.status_code, ("refused", "The request is refused."))
        return error.status_code, _body(error.status_code, code, sentence)
    said = body(error)
    status, code = CODES.get(said["code"], (status_of(error), said["code"]))
    return status, _body(status, code, said["error"], getattr(error, "parameter", None))


class CompletionRoute(APIRoute):
    """A route whose refusals are in OpenAI's form."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler of requests, which answers refusals, too."""
        handle = super().get_route_handler()

        async def handler(request: Request) -> Response:
            try:
                return await handle(request)
            except Exception as error:
                return refused(error)

        return handler


def refused(error: Exception) -> Response:
    """Return the answer that tells an error; a fault of the program is noted."""
    if not isinstance(error, StoreError | RequestValidationError | HTTPException):
        note(error)
    status, said = told(error)
    headers = dict(refusal(error).headers) if isinstance(error, StoreError) else {}
    kept = {name: value for name, value in headers.items() if name in ("retry-after", "www-authenticate")}
    return answer(status, said, kept)


def _wrong(error: RequestValidationError) -> tuple[int, dict[str, Any]]:
    """Tell the first thing that is wrong with the values."""
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return 400, _body(400, *OF_HTTP[400])
    place = ".".join(str(part) for part in first["loc"][1:])[:100] or None
    return 400, _body(400, "invalid_values", f"{place or 'The body'}: {reason_of(first)}.", place)


def _body(status: int, code: str, sentence: str, parameter: str | None = None) -> dict[str, Any]:
    kind = TYPES.get(status, "server_error" if status >= 500 else "invalid_request_error")
    return {"error": {"message": sentence, "type": kind, "param": parameter, "code": code}}
