"""Records as they are shown: with the records around them that were asked for, and without what was not.

A page is read first, and then what its pointers name, one class at a time, by identity and through the gate; also those
in a list. A record that is gone, or not to be seen, is left out; without `include` its pointer stays.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
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
    there = _there(records, [named for one in around for named in _named(one.get(name))])
    for one in around:
        if any(_named(one.get(name))):
            one[name] = _replaced(one[name], there)
            if one[name] is None:
                del one[name]
    return list(there.values())


def _there(records: Records, named: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Said]:
    """Return those that are there of records that are named by class and identity."""
    wanted: dict[str, dict[str, None]] = {}
    for target, object_id in named:
        if target in records.schema.classes:
            wanted.setdefault(target, {})[object_id] = None
    there: dict[tuple[str, str], Said] = {}
    for target, ids in wanted.items():
        known = wire(records.schema[target])
        for object_id, row in records.get_many(target, list(ids), with_acl=True).items():
            there[target, object_id] = {"__type": "Object", "className": target} | encoded(known, row)
    return there


def _named(value: Any) -> Iterator[tuple[str, str]]:
    """Yield what the pointers in a value name: itself, or those in a list."""
    for one in value if isinstance(value, list) else [value]:
        match one:
            case {"__type": "Pointer", "className": str(name), "objectId": str(object_id)}:
                yield name, object_id


def _replaced(value: Any, there: Mapping[tuple[str, str], Said]) -> Any:
    """Return a value with records in place of pointers; nothing for one that names what is not there."""
    if isinstance(value, list):
        found = [_replaced(one, there) if any(_named(one)) else one for one in value]
        return [new for one, new in zip(value, found, strict=True) if new is not None or one is None]
    return there.get(next(_named(value)))


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
