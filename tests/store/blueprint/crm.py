"""One CRM, described in every form that is read: as a prompt, as JSON, as a diagram, and as a page with all of them."""

from typing import Any

FIELDS = {
    "_User": {"username": "String", "email": "String", "password": "String"},
    "Company": {"name": "String", "city": "String", "createdBy": "_User"},
    "Contact": {"name": "String", "mobile": "String", "company": "Company", "createdBy": "_User"},
    "Deal": {
        "title": "String", "amount": "Number", "stage": "String", "contact": "Contact", "signedOn": "Date",
        "assignedTo": "_User",
    },
    "Activity": {"subject": "String", "done": "Boolean", "relatedTo": "Contact or Deal", "createdBy": "_User"},
}  # fmt: skip
SAID = {
    ("Company", "name"): "String, required",
    ("Deal", "stage"): "String; e.g. first call, visit, offer, won, lost",
}


def is_pointer(kind: str) -> bool:
    return kind.split(maxsplit=1)[0] in FIELDS


def _in_a_prompt(cls: str, name: str, kind: str) -> str:
    return f"{name} ({SAID.get((cls, name), f'Pointer to {kind}' if is_pointer(kind) else kind)})"


def _in_json(cls: str, name: str, kind: str) -> dict[str, Any]:
    required: dict[str, Any] = {"required": (cls, name) in SAID and "required" in SAID[cls, name]}
    if not is_pointer(kind):
        return {"type": kind} | required
    return ({"type": "Pointer"} if " or " in kind else {"type": "Pointer", "targetClass": kind}) | required


SYSTEM: dict[str, Any] = {"objectId": {"type": "String"}, "createdAt": {"type": "Date"}, "updatedAt": {"type": "Date"}}
CLASSES = [
    f"{number}. {cls}: {', '.join(_in_a_prompt(cls, *field) for field in fields.items())};"
    " objectId, createdAt, updatedAt (system)."
    for number, (cls, fields) in enumerate(FIELDS.items(), 1)
]
SECURITY = "Only authenticated users may read data; owners see their own records (assignedTo, createdBy)."
PROMPT = (
    f"Build a CRM app with the schema here. Schema: {' '.join(CLASSES)} Security: - {SECURITY}"
    " Auth: - Login and sign-up with password. Behavior: - Full CRUD. - List deals by stage. Deliver: - Deploy the app."
)
JSON: dict[str, Any] = {
    "classes": [
        {"className": cls, "fields": SYSTEM | {name: _in_json(cls, name, kind) for name, kind in fields.items()}}
        for cls, fields in FIELDS.items()
    ]
}
ANSWER = {
    "results": [
        {
            "className": cls["className"],
            "fields": cls["fields"] | {"ACL": {"type": "ACL"}},
            "classLevelPermissions": {"find": {"requiresAuthentication": True}, "addField": {}},
            "indexes": {"_id_": {"_id": 1}},
        }
        for cls in JSON["classes"]
    ]
}
BOXES = [
    f"{cls} {{\nString objectId PK\n"
    + "".join(
        f"{'Pointer' if is_pointer(kind) else kind} {name}{' FK' * is_pointer(kind)}\n" for name, kind in fields.items()
    )
    + "}"
    for cls, fields in FIELDS.items()
]
FEET = [
    f'{target} ||--o{{ {cls} : "{name}"'
    for cls, fields in FIELDS.items()
    for name, kind in fields.items()
    if is_pointer(kind)
    for target in kind.split(" or ")
]
DIAGRAM = "\n".join(["erDiagram", *BOXES, *FEET])
