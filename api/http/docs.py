"""The page of the documentation. It loads nothing from elsewhere, so it works without the internet."""

from functools import cache
from importlib.resources import files

from fastapi import APIRouter, Response

router = APIRouter(prefix="/docs", include_in_schema=False)

KEPT = {"Cache-Control": "public, max-age=86400"}
PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Parley</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="page"></div>
<script src="/docs/swagger-ui.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
"""
START = """\
SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#page",
  deepLinking: true,
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
});
"""


@router.get("")
def page() -> Response:
    """Return the page."""
    return Response(PAGE, media_type="text/html")


@router.get("/start.js")
def start() -> Response:
    """Return what starts the page: a file of its own, as the page may run nothing that stands in it."""
    return Response(START, headers=KEPT, media_type="text/javascript")


@router.get("/swagger-ui.js")
def script() -> Response:
    """Return Swagger UI."""
    return Response(_asset("swagger-ui-bundle.js"), headers=KEPT, media_type="text/javascript")


@router.get("/swagger-ui.css")
def style() -> Response:
    """Return how it looks."""
    return Response(_asset("swagger-ui.css"), headers=KEPT, media_type="text/css")


@cache
def _asset(name: str) -> bytes:
    return (files("fastapi_offline") / "static" / name).read_bytes()
