"""`docs/http.md` and `docs/openai.md` say what there is."""

import re
from pathlib import Path

from api.http.failures import FAULT, OF_HTTP, STATUS
from tests.api.serving import Caller

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "http.md").read_text(encoding="utf-8")
PAGES = PAGE + (DOCS / "openai.md").read_text(encoding="utf-8")


def test_they_name_every_route_and_no_other(ann: Caller) -> None:
    described = ann.get("/openapi.json")["paths"]
    routes = set(re.findall(r"(?<=[` ])(/(?:api|health|metrics|v1/)[a-z/{}-]*)`", PAGES))

    assert routes == set(described)


def test_it_names_every_code_at_its_status() -> None:
    rows = re.findall(r"^\| (\d{3}) \| (.*) \|$", PAGE, re.MULTILINE)
    told = {(int(status), code) for status, codes in rows for code in re.findall(r"`([a-z_]+)`", codes)}

    of_http = {(status, code) for status, (code, _) in OF_HTTP.items()}
    assert told == {(status, code) for code, status in STATUS.items()} | of_http | {(500, FAULT[0])}
