"""Changes as people read them: what happened to which record, field by field, old and new."""

from typing import Any

from store.changes import SCHEMA, Change
from store.fields import Pointer
from store.rows import Row, image_row
from store.schema import Class
from tools.present import values_shown
from tools.tool import Work

EXCERPT = 400
"""Characters of long text in a description."""


def described(work: Work, change: Change, *, long: bool = False) -> dict[str, Any]:
    """Return `{class, id, name, what, fields: {field: {from, to}}}`; a field that was or became empty has no value.

    Args:
        long: For a card: show the beginning of long text too, else only that it changed, as it may come from outside;
            `around`, the names of the records that it points to; `pointers`, the fields that name records; of these,
            `people`, those that come to name a user, and `mine`, those that come to name the asker.
    """
    if change.cls not in work.records.schema.classes:
        return _gone(change) | (_steps(change) if long else {})
    cls = work.records.schema[change.cls]
    before, after = (None if image is None else image_row(cls, image) for image in (change.before, change.after))
    said: dict[str, Any] = {
        "class": cls.name.strip("_"),
        "id": change.object_id,
        "name": str((after or before or {}).get(cls.model.title_field) or ""),
        "what": change.what,
    }
    fields = _fields(work, cls, before, after, long=long) if after is not None else {}
    if change.before and change.after and change.before["acl"] != change.after["acl"]:
        fields["acl"] = {"from": _grants(work, change.before["acl"]), "to": _grants(work, change.after["acl"])}
    if long:
        said["pointers"] = [name for name in fields if name in cls.fields and cls.fields[name].targets]
        said["around"] = _around(work, before or {})
        now = after or {}
        said["people"] = [n for n in said["pointers"] if now.get(n) is not None and now[n].cls == "_User"]
        me = Pointer("_User", work.records.principal.user)
        said["mine"] = [name for name in said["people"] if now[name] == me]
    return said | ({"fields": fields} if fields else {})


def _gone(change: Change) -> dict[str, Any]:
    """Return a change of the classes themselves, or of a record whose class is there no more."""
    image = change.after or change.before or {}
    what = "applied" if change.cls == SCHEMA else change.what
    return {"class": change.cls.strip("_"), "id": change.object_id, "name": str(image.get("name") or ""), "what": what}


def _steps(change: Change) -> dict[str, Any]:
    """Return what a card shows of a blueprint: its number for a name, what it changes, and who sees what is new."""
    image = change.after or {}
    words = (("step", "steps"), ("access", "access"))
    said = [(f"{word} {n}", sentence) for word, key in words for n, sentence in enumerate(image.get(key, []), 1)]
    steps = {name: {"to": sentence} for name, sentence in said}
    return {"name": f"blueprint {change.object_id}", "what": change.what, "fields": steps} if steps else {}


def _fields(work: Work, cls: Class, before: Row | None, after: Row, *, long: bool) -> dict[str, dict[str, Any]]:
    """Return the fields that differ; of a new record those that are not as every new one has them."""
    fresh = {name: spec.info.default for name, spec in cls.fields.items()}
    was = before or fresh
    changed = {n: (was.get(n), after[n]) for n in cls.fields if n in after and was.get(n) != after[n]}
    found: dict[str, dict[str, Any]] = {}
    for name, (old, new) in values_shown(work, changed).items():
        if name in cls.model.stamped:
            continue
        if cls.fields[name].long and not long:
            found[name] = {"changed": True}
        else:
            found[name] = {"to": _excerpt(new)} if before is None else {"from": _excerpt(old), "to": _excerpt(new)}
    return found


def _around(work: Work, row: Row) -> list[str]:
    """Return the names of the people, companies and deals that a record points to."""
    pointers = {name: (None, one) for name, one in row.items() if isinstance(one, Pointer) and one.cls != "_User"}
    return [name for _, name in values_shown(work, pointers).values() if name]


def _excerpt(value: Any) -> Any:
    return f"{value[:EXCERPT]}…" if isinstance(value, str) and len(value) > EXCERPT else value


def _grants(work: Work, acl: list[list[Any]]) -> str:
    people = values_shown(work, {grantee: (None, Pointer("_User", grantee)) for grantee, _, _ in acl})
    said = [f"{people[g][1] or {'*': 'everyone'}.get(g, g)} ({'write' if w else 'read'})" for g, _, w in acl]
    return ", ".join(said) or "nobody else"
