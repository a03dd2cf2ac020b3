"""Whether somebody who has not signed in is refused everywhere."""

from collections.abc import Iterator
from re import sub

from api.proof.ear import listening
from api.proof.finding import Finding, found
from api.proof.person import taken
from api.proof.stage import Stage
from api.proof.values import made, values

ABOUT = "Anonymous"
OPEN = ("/api/auth/", "/api/web/settings", "/health/")
"""How the addresses begin that are for those who have not signed in, or tell nothing of the records."""
REFUSED = (401, 403)


def strangers(stage: Stage) -> Iterator[Finding]:
    """Try each class over REST and GraphQL, each address of the HTTP door, the chat, and the stream."""
    nobody = stage.nobody
    for cls in stage.classes:
        there = made(stage.schema, cls.name, stage.ann)
        tries = {
            "list": nobody.rest("GET", f"classes/{cls.name}"),
            "read": nobody.rest("GET", f"classes/{cls.name}/{there}"),
            "add": nobody.rest("POST", f"classes/{cls.name}", values(stage.schema, cls, stage.ann)),
            "change": nobody.rest("PUT", f"classes/{cls.name}/{there}", {}),
            "delete": nobody.rest("DELETE", f"classes/{cls.name}/{there}"),
            "GraphQL": nobody.graphql(f"{{ {cls.wire_plural} {{ count }} }}"),
        }
        through = [name for name, one in tries.items() if one.status_code < 400 and not one.json().get("errors")]
        kept = stage.ann.rest("GET", f"classes/{cls.name}/{there}").is_success
        wrong = f"Let through: {', '.join(through)}." if through else "" if kept else "The record is gone."
        yield found(ABOUT, f"{cls.name}: nothing is listed, read, added, changed or deleted.", wrong=wrong)
    yield _addresses(stage)
    yield _stream(stage)


def _addresses(stage: Stage) -> Finding:
    """Ask at every address that the HTTP door tells of."""
    paths = taken(stage.nobody.asks("GET", "/openapi.json"))["paths"]
    asked = [
        (method.upper(), path)
        for path, methods in paths.items()
        for method in methods
        if method in ("get", "post", "put", "patch", "delete") and not path.startswith(OPEN)
    ]
    wrong = []
    for method, path in asked:
        status = stage.nobody.asks(method, sub(r"\{[^}]*\}", "x", path), {}).status_code
        wrong += [f"{method} {path} answers {status}."] if status not in REFUSED else []
    tried = f"The {len(asked)} addresses of the HTTP door want a token, the chat's too."
    return found(ABOUT, tried, wrong=" ".join(wrong))


def _stream(stage: Stage) -> Finding:
    names = [cls.name for cls in stage.classes]
    with listening(stage.nobody) as ear:
        said = [ear.asks(op="subscribe", requestId=1, query={"className": name, "where": {}}) for name in names]
    let = [name for name, heard in zip(names, said, strict=True) if heard["op"] != "error"]
    return found(ABOUT, "The stream tells nothing.", wrong=", ".join(let))
