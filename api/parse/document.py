"""The records' REST interface as an OpenAPI document: every class of this CRM with its fields, as `/parse` has them."""

from typing import Any

from api.parse.wire_shapes import COMMON, ID, named, shapes
from store.schema import Class, Schema

ABOUT = """\
Records of this CRM as apps on a Parse SDK read and write them. Everybody signs in first, and sees what he may see.
docs/parse.md tells what queries may say; docs/http.md is about the chat, whose document is openapi.json."""
KEYS = {
    "X-Parse-Application-Id": "The setting PARLEY_APP_ID.",
    "X-Parse-Session-Token": "What signing up or in answers with.",
}


def records_document(schema: Schema) -> dict[str, Any]:
    """Return the document of these classes, in their order."""
    classes = [cls for cls in schema.classes.values() if not cls.model.managed]
    paths = _accounts()
    for cls in classes:
        paths |= _of_class(cls)
    known = {name: shape for cls in schema.classes.values() for name, shape in shapes(cls).items()}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Records", "version": "1", "description": ABOUT},
        "servers": [{"url": "/parse"}],
        "security": [{key: [] for key in KEYS}],
        "tags": [{"name": "Accounts"}, *({"name": cls.name, "description": _doc(cls)} for cls in classes)],
        "paths": paths,
        "components": {
            "schemas": COMMON | known,
            "securitySchemes": {
                name: {"type": "apiKey", "in": "header", "name": name, "description": about}
                for name, about in KEYS.items()
            },
        },
    }


def _of_class(cls: Class) -> dict[str, Any]:
    name, word = named(cls), cls.word
    tag = {"tags": [cls.name]}
    where = {"name": "objectId", "in": "path", "required": True, "schema": ID}
    listed = {"type": "object", "required": ["results"], "properties": {
        "results": {"type": "array", "items": _ref(name)}, "count": {"type": "integer"},
    }}  # fmt: skip
    return {
        f"/classes/{cls.name}": {
            "get": tag | _does(f"find{name}", f"List {cls.plural}.", 200, listed) | {"parameters": _query(cls)},
            "post": tag | _does(f"create{name}", f"Add a {word}.", 201, _ref("wire.Made"), _ref(f"{name}.new")),
        },
        f"/classes/{cls.name}/{{objectId}}": {
            "parameters": [where],
            "get": tag
            | _does(f"get{name}", f"Read a {word}.", 200, _ref(name))
            | {"parameters": [one for one in _query(cls) if one["name"] in ("include", "keys")]},
            "put": tag | _does(f"update{name}", f"Change a {word}.", 200, _ref("wire.Changed"), _ref(f"{name}.change")),
            "delete": tag | _does(f"delete{name}", f"Delete a {word}.", 200, {"type": "object"}),
        },
    }


def _accounts() -> dict[str, Any]:
    """Return the ways in: whoever uses them has no session yet."""
    tag = {"tags": ["Accounts"], "security": [{"X-Parse-Application-Id": []}]}
    session = {"type": "object", "required": ["objectId", "sessionToken"], "properties": {
        "objectId": ID, "sessionToken": {"type": "string"},
    }}  # fmt: skip
    login = {"type": "object", "required": ["username", "password"], "properties": {
        "username": {"type": "string"}, "password": {"type": "string"},
    }}  # fmt: skip
    return {
        "/users": {"post": tag | _does("signUp", "Sign up, and in.", 201, session, _ref("User.new"))},
        "/login": {"post": tag | _does("login", "Sign in.", 200, session, login)},
        "/users/me": {"get": {"tags": ["Accounts"]} | _does("me", "Read who is signed in.", 200, _ref("User"))},
        "/logout": {"post": {"tags": ["Accounts"]} | _does("logout", "Sign out.", 200, {"type": "object"})},
    }


def _does(name: str, what: str, status: int, answer: dict[str, Any], sent: dict[str, Any] | None = None) -> Any:
    """Return an operation: what it takes, and what it answers."""
    body = {"requestBody": {"required": True, "content": _json(sent)}} if sent else {}
    refused = {"description": "It is refused, and why.", "content": _json(_ref("wire.Refusal"))}
    answers = {str(status): {"description": "Done.", "content": _json(answer)}, "4XX": refused}
    return {"operationId": name, "summary": what, **body, "responses": answers}


def _query(cls: Class) -> list[dict[str, Any]]:
    """Return what a list may be asked by."""
    pointers = [spec.wire for spec in cls.fields.values() if spec.targets]
    names = [spec.wire for spec in cls.fields.values() if not spec.secret]
    text, number = {"type": "string"}, {"type": "integer", "minimum": 0}
    several = [
        ("order", text, f"Fields in the order they count; `-` turns one round: `-updatedAt,{names[0]}`."),
        ("limit", number, "At most so many; 100 unless it is said."),
        ("skip", number, "Leave out so many first."),
        ("count", {"enum": [0, 1]}, "1 counts all that meet the conditions."),
        ("keys", text, f"Only these fields: `{','.join(names[:2])}`."),
        *([("include", text, f"Records that pointers name come along: `{','.join(pointers)}`.")] if pointers else []),
    ]
    where = {"name": "where", "in": "query", "description": "Conditions.", "content": _json({"type": "object"})}
    return [
        where,
        *({"name": name, "in": "query", "schema": schema, "description": about} for name, schema, about in several),
    ]


def _doc(cls: Class) -> str:
    return " ".join((cls.model.__doc__ or "").split())


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _json(schema: dict[str, Any] | None) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
