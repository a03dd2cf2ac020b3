"""Watches requests: each has an id, a line in the log, and a place in the metrics."""

import logging
import re
from time import monotonic
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.logs import entry, made_here
from api.http.metrics import Metrics

LOG = logging.getLogger("parley.http")
ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
QUIET = ("/health/live", "/health/ready", "/metrics")
"""Routes that are asked all the time, and so are not logged when all is well."""
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Watch:
    """The outermost middleware of ours."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Watch one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request = given if ID.fullmatch(given) else uuid4().hex
        status, began = 0, monotonic()

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            self._tell(scope, request, status, monotonic() - began)

    def _tell(self, scope: Scope, request: str, status: int, seconds: float) -> None:
        """Write down how it went. Of the address only the route and the ids in it: the rest may be anybody's text."""
        route = getattr(scope.get("route"), "path", "none")
        method = scope["method"] if scope["method"] in METHODS else "other"
        self._metrics.count("parley_requests_total", method=method, route=route, status=str(status))
        self._metrics.time("parley_request_seconds", seconds, route=route)
        if route in QUIET and status < 400:
            return
        ids = {name: made_here(str(value)) for name, value in scope.get("path_params", {}).items()}
        user = scope.get("state", {}).get("user")
        told = {"request": request, "method": method, "route": route, "status": status, "ms": round(seconds * 1000)}
        entry(LOG, "request", **told, user=user, **ids)
