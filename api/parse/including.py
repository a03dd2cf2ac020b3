"""Records as they are shown: with the records around them that were asked for, and without what was not.

A page is read first, and then what its pointers name, one class at a time, by identity and through the gate. A record
that is gone, or not to be seen, is left out; without `include` its pointer stays.
"""

from collections.abc import Callable, Iterable
from typing import Any

from api.parse.asked import Path, Shown
from api.parse.values import ALWAYS, encoded, wire
from store.records import Records
from store.rows import Row
from store.schema import Class

Said = dict[str, Any]


def said(records: Records, cls: Class, rows: Iterable[Row], shown: Shown) -> list[Said]:
    """Return records as the wire has them, in their order."""
    known = wire(cls)
    found = [encoded(known, row) for row in rows]
    levels: dict[Path, list[Said]] = {(): found}
    for path in shown.include:
        levels[path] = _included(records, levels.get(path[:-1], []), path[-1])
    if shown.keys is not None or shown.without:
        for path, several in levels.items():
            _narrow(several, _keep(shown, path))
    return found


def _included(records: Records, around: list[Said], name: str) -> list[Said]:
    """Put records in place of the pointers to them; the same record is the same object wherever it is named."""
    wanted: dict[str, dict[str, None]] = {}
    for one in around:
        value = one.get(name)
        if isinstance(value, dict) and value.get("__type") == "Pointer":
            wanted.setdefault(value["className"], {})[value["objectId"]] = None
    there: dict[tuple[str, str], Said] = {}
    for target, ids in wanted.items():
        known = wire(records.schema[target])
        for object_id, row in records.get_many(target, list(ids), with_acl=True).items():
            whole = {"__type": "Object", "className": target}
            there[target, object_id] = whole | encoded(known, row)
    for one in around:
        value = one.get(name)
        if isinstance(value, dict) and value.get("__type") == "Pointer":
            whole_one = there.get((value["className"], value["objectId"]))
            if whole_one is None:
                del one[name]
            else:
                one[name] = whole_one
    return list(there.values())


def _keep(shown: Shown, path: Path) -> Callable[[str], bool]:
    """Return whether a field of the records at `path` is shown."""
    keys, depth = shown.keys, len(path)
    wanted = None if keys is None else {key[depth] for key in keys if len(key) > depth and key[:depth] == path}
    if path and not wanted:  # the whole record was asked for, by its pointer's name or by `include` alone
        wanted = None
    unwanted = {key[depth] for key in shown.without if len(key) == depth + 1 and key[:depth] == path}

    def keep(name: str) -> bool:
        if name in ALWAYS or name in ("__type", "className"):
            return True
        return name not in unwanted and (wanted is None or name in wanted)

    return keep


def _narrow(several: list[Said], keep: Callable[[str], bool]) -> None:
    for one in several:
        for name in [name for name in one if not keep(name)]:
            del one[name]
