"""Changes as people read them: what happened to which record, field by field, old and new."""

from typing import Any

from store.changes import Change
from store.fields import Pointer
from store.rows import image_row
from tools.present import values_shown
from tools.tool import Work

EXCERPT = 400
"""Characters of long text in a description."""


def described(work: Work, change: Change, *, long: bool = False) -> dict[str, Any]:
    """Return `{class, id, name, what, fields: {field: {from, to}}}`; a field that was or became empty has no value.

    Args:
        long: For a card: show the beginning of long text too, else only that it changed, as it may come from outside;
            and `around`, the names of the records that it points to.
    """
    cls = work.records.schema[change.cls]
    before, after = (image and image_row(cls, image) for image in (change.before, change.after))
    said: dict[str, Any] = {
        "class": cls.name.strip("_"),
        "id": change.object_id,
        "name": str((after or before or {}).get(cls.model.title_field) or ""),
        "what": change.what,
    }
    fields: dict[str, dict[str, Any]] = {}
    if after is not None:
        changed = {
            n: (v, after[n]) for n, v in (before or dict.fromkeys(after)).items() if v != after[n] and n in cls.fields
        }
        shown = values_shown(work, changed)
        for name, (old, new) in shown.items():
            spec = cls.fields[name]
            if name in cls.model.stamped:
                continue
            if spec.long and not long:
                fields[name] = {"changed": True}
                continue
            pair = {"from": _excerpt(old), "to": _excerpt(new)}
            fields[name] = pair if before is not None else {"to": pair["to"]}
    if change.before and change.after and change.before["acl"] != change.after["acl"]:
        fields["acl"] = {"from": _grants(work, change.before["acl"]), "to": _grants(work, change.after["acl"])}
    if long and before is not None:
        pointers = {
            name: (None, value) for name, value in before.items() if isinstance(value, Pointer) and value.cls != "_User"
        }
        said["around"] = [name for _, name in values_shown(work, pointers).values() if name]
    return said | ({"fields": fields} if fields else {})


def _excerpt(value: Any) -> Any:
    return f"{value[:EXCERPT]}…" if isinstance(value, str) and len(value) > EXCERPT else value


def _grants(work: Work, acl: list[list[Any]]) -> str:
    people = values_shown(work, {grantee: (None, Pointer("_User", grantee)) for grantee, _, _ in acl})
    said = [f"{people[g][1] or {'*': 'everyone'}.get(g, g)} ({'write' if w else 'read'})" for g, _, w in acl]
    return ", ".join(said) or "nobody else"
