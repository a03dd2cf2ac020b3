"""What a client sends, in both styles: verbs and headers, or POST with all of it in the body."""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hmac import compare_digest
from typing import Any
from urllib.parse import parse_qsl

import orjson

from api.http.rates import TooManyRequests
from api.parse.refusals import INVALID_JSON, INVALID_QUERY, Refusal, permission_denied
from api.settings import Settings

METHODS = frozenset({"GET", "POST", "PUT", "DELETE"})
KEYS = ("Client", "Javascript", "REST-API", "Windows")
IN_BODY = ("_ClientKey", "_JavaScriptKey", "_RESTAPIKey", "_WindowsKey")
FORM = b"application/x-www-form-urlencoded"
FREE = frozenset({("health",), ("reset",), ("verify",)})
"""What is answered without an application's id."""
LONGEST_ID = 100
RUN = re.compile(r"[0-9a-f]{32}")
MOST_FIELDS = 100
"""Of an address, or of a form."""

Headers = Mapping[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Call:
    """One request, whoever sent it in whichever style."""

    method: str
    path: tuple[str, ...]
    """What follows the mount path, without slashes."""
    body: dict[str, Any]
    query: Mapping[str, str]
    token: str | None = None
    is_master: bool = False
    installation: str | None = None
    address: str = ""
    """Of the network, where the request came from."""
    base: str = ""
    """Address of the mount path, as the client used it."""
    run: str | None = None
    """The run that the client has named, so that what it writes can be undone."""
    request: str | None = None
    """The id that the client gave the request, if it may come twice."""
    fingerprint: bytes = b""
    """What such a request says."""
    counted: dict[str, TooManyRequests | None] = field(default_factory=dict)
    """Who was counted as its asker, and whether it was one too many; shared by the parts of a batch."""

    @property
    def options(self) -> dict[str, Any]:
        """The options of a query: those of the address are JSON where they can be."""
        return self.body | {name: _json(value) for name, value in self.query.items()}

    def need_master(self) -> None:
        """Do nothing for who shows the master key.

        Raises:
            Refusal: Somebody else asks.
        """
        if not self.is_master:
            raise permission_denied()

    def part(self, method: str, path: tuple[str, ...], body: dict[str, Any], query: Mapping[str, str]) -> "Call":
        """Return one request of a batch: the same asker, another question."""
        return replace(self, method=method, path=path, body=body, query=query)


def call(
    method: str, path: tuple[str, ...], query: str, headers: Headers, raw: bytes, settings: Settings, address: str = ""
) -> Call:
    """Return what a request asks; whether the server is well, and the pages behind a link, may anybody ask.

    Raises:
        Refusal: Its body cannot be read, or it names another application or a wrong key.
    """
    body = _body(raw, headers.get(b"content-type", b""))
    if method == "POST" and (named := body.pop("_method", None)):
        method = str(named).upper()
    app, keys, given = _header(headers, "Application-Id"), [_header(headers, f"{key}-Key") for key in KEYS], {}
    master = _header(headers, "Master-Key")
    user, password = _basic(headers.get(b"authorization", b""))
    if user == settings.app_id:  # that of another may be for a proxy in front
        key = password.removeprefix("javascript-key=")
        app, master, keys = user, master if key != password else password, [*keys, key]
    if app != settings.app_id:
        given = {name: body.pop(name) for name in [*body] if name.startswith("_")}
        app, keys, master = given.get("_ApplicationId"), [given.get(name) for name in IN_BODY], given.get("_MasterKey")
    is_master = app == settings.app_id and _same(master, settings.master_key)
    shows_key = not settings.client_key or is_master or any(_same(key, settings.client_key) for key in keys)
    if path not in FREE and not (app == settings.app_id and shows_key):
        raise Refusal(None, "unauthorized", 403)
    request = _header(headers, "Request-Id")
    return Call(
        request=request[:LONGEST_ID] if request and method in ("POST", "PUT") else None,
        fingerprint=f"{method} {'/'.join(path)} ".encode() + raw if request else b"",
        method=method,
        path=path,
        body=body,
        query=fields_of(query) if query else {},
        run=_run(given.get("_context") or _header(headers, "Cloud-Context")),
        token=_text(given.get("_SessionToken")) or _header(headers, "Session-Token") or None,
        is_master=is_master,
        installation=_text(given.get("_InstallationId")) or _header(headers, "Installation-Id") or None,
        address=address,
        base=_base(headers),
    )


def _body(raw: bytes, kind: bytes) -> dict[str, Any]:
    if not raw.strip():
        return {}
    if kind.startswith(FORM):
        return dict(fields_of(raw.decode(errors="replace")))
    try:
        body = orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise Refusal(None, "Unexpected end of JSON input") from None
    if not isinstance(body, dict):
        raise Refusal(INVALID_JSON, "The body of a request is a JSON object.")
    return body


def fields_of(text: str) -> dict[str, str]:
    """Return the parameters of an address, or of a form, by name.

    Raises:
        Refusal: There are too many.
    """
    try:
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        raise Refusal(INVALID_QUERY, f"A request has at most {MOST_FIELDS} parameters.") from None


def _header(headers: Headers, name: str) -> str | None:
    found = headers.get(b"x-parse-" + name.lower().encode())
    return found.decode("latin-1") if found is not None else None


def _run(context: Any) -> str | None:
    """Return the run that a request's context names, as `{"run": "…"}`; what else it says is for an app's own code."""
    said = _json(context) if isinstance(context, str) else context
    run = said.get("run") if isinstance(said, dict) else None
    return run if isinstance(run, str) and RUN.fullmatch(run) else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _basic(said: bytes) -> tuple[str, str]:
    """Return what HTTP's own form of credentials says: an application, and its master key or `javascript-key=…`."""
    kind, _, coded = said.partition(b" ")
    try:
        user, _, password = (
            base64.b64decode(coded if kind.lower() == b"basic" else b"", validate=True).decode().partition(":")
        )
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return user, password


def _same(said: Any, wanted: str | None) -> bool:
    return isinstance(said, str) and bool(wanted) and compare_digest(said.encode(), (wanted or "").encode())


def _json(value: str) -> Any:
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError:
        return value


def _base(headers: Headers) -> str:
    scheme = headers.get(b"x-forwarded-proto", b"http").decode("latin-1")
    return f"{scheme if scheme == 'https' else 'http'}://{headers.get(b'host', b'localhost').decode('latin-1')}/parse"
