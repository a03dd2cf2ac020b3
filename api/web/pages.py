"""Serves the built web app: its files, and its one page for every address that no other door knows."""

import re
from mimetypes import guess_type
from pathlib import Path
from secrets import token_urlsafe
from types import SimpleNamespace

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

STATIC = Path(__file__).parent / "static"
"""Where `make web` builds to."""
DOORS = re.compile(r"/(api|parse|graphql|mcp|slack|v1|docs|openapi\.json|health|metrics|playground|assets)(/|$)")
"""Addresses that are never a page: what is not there is said in the form of that door."""
STEP = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; connect-src 'self'; img-src 'self' data:;"
    " font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self';"
    " frame-ancestors 'none'"
)
"""What a page may load: what this server has, and styles that bear the number of this very answer."""
NONCE = "NONCE"
"""Stands in the page where that number belongs."""
FILES = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'"
"""What a file may load: nothing, but the worker, which keeps the pages for times without a server, asks for them."""
FOR_EVER = "public, max-age=31536000, immutable"
A_WHILE = "public, max-age=3600"
PACKED = {"br": ".br", "gzip": ".gz"}
"""What the build leaves beside a file, packed: the smaller first."""
NOT_BUILT = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Parley</title>
<style nonce="NONCE">
body { font: 16px/1.6 system-ui, sans-serif; max-width: 38rem; margin: 15vh auto; padding: 0 1.5rem }
:root { color-scheme: light dark }
code { background: #8883; border-radius: 4px; padding: 0.1em 0.4em }
</style>
<h1>The web app has not been built</h1>
<p>The server is at work, and every other door is open: <a href="/docs">HTTP</a>, Parse, MCP, Slack.</p>
<p>To have the pages as well, install Node 20 or newer, run <code>make web</code> in Parley's folder, and load this page
again. <code>make serve</code> does so by itself where Node is.</p>
</html>
"""


class Pages:
    """Answers what no other door knows."""

    def __init__(self, otherwise: ASGIApp, folder: Path | None = None) -> None:
        """Take what answers where there is no page either, and the folder of the built app if it is another one."""
        self._otherwise = otherwise
        self.folder = folder or STATIC

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        answer = self._answer(scope) if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else None
        if answer is not None:
            scope["route"] = SimpleNamespace(path="/")
        await (answer or self._otherwise)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response | None:
        path, headers = scope["path"], Headers(scope=scope)
        if file := self._file(path):
            return _of_file(file, path.startswith("/assets/"), headers)
        if path == "/" or ("text/html" in headers.get("accept", "") and not DOORS.match(path)):
            return self._page()
        return None

    def _file(self, path: str) -> Path | None:
        """Return the file at a path: of plain names, so none outside the folder."""
        steps = path.removeprefix("/").split("/")
        if not all(STEP.fullmatch(step) for step in steps):
            return None
        file = self.folder.joinpath(*steps)
        return file if file.name != "index.html" and file.is_file() else None

    def _page(self) -> Response:
        index, nonce = self.folder / "index.html", token_urlsafe(16)
        built = index.is_file()
        page = (index.read_text(encoding="utf-8") if built else NOT_BUILT).replace(NONCE, nonce)
        headers = {"Content-Security-Policy": POLICY.format(nonce=nonce), "Cache-Control": "no-cache"}
        return Response(page, 200 if built else 503, headers, "text/html")


def _of_file(file: Path, hashed: bool, asked: Headers) -> Response:
    """Return a file, packed as the browser can unpack it. A name with a hash never gets another content."""
    kept = FOR_EVER if hashed else A_WHILE
    headers = {"Content-Security-Policy": FILES, "Cache-Control": kept, "Vary": "Accept-Encoding"}
    kind = guess_type(file.name)[0] or "application/octet-stream"
    known = {coding.partition(";")[0].strip() for coding in asked.get("accept-encoding", "").split(",")}
    for coding, ending in PACKED.items():
        packed = file.with_name(file.name + ending)
        if coding in known and packed.is_file():
            return Response(packed.read_bytes(), headers=headers | {"Content-Encoding": coding}, media_type=kind)
    return Response(file.read_bytes(), headers=headers, media_type=kind)
