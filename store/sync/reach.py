"""Which records others can be seen through, and which hang on one that changed."""

from collections.abc import Collection, Iterator, Sequence

from store.schema import Class, Schema
from store.sync.past import Key, Past, Seen


def hanging(schema: Schema, pasts: Sequence[Past], changed: Collection[Key]) -> set[Key]:
    """Return the records that may have been revealed or hidden between some pasts, those that changed among them.

    What is no different, as far as the gate looks, reveals and hides nothing. Every path by which one record is seen
    through another, in any of the pasts, is followed.
    """
    found: set[Key] = set()
    waiting = set(_different(schema, pasts, changed))
    while waiting:
        found |= waiting
        waiting = {key for past in pasts for key in _next(schema, past, waiting)} - found
    return found


def _different(schema: Schema, pasts: Sequence[Past], keys: Collection[Key]) -> Iterator[Key]:
    for cls, ids in by_class(schema, keys):
        then = [past.seen(cls, ids) for past in pasts]
        yield from ((cls.name, one) for one in ids if any(records.get(one) != then[0].get(one) for records in then))


def _next(schema: Schema, past: Past, keys: Collection[Key]) -> Iterator[Key]:
    """Yield the records that could be seen because of others."""
    for cls, ids in by_class(schema, keys):
        for other in schema.classes.values():
            for field in other.model.follows:
                if cls.name in other.fields[field].targets:
                    yield from ((other.name, one) for one in past.pointing(other, field, cls.name, ids))
        if fields := _revealing(schema, cls):
            for record in past.seen(cls, ids).values():
                yield from ((target, record.values[column]) for target, column in fields if record.values[column])


def _revealing(schema: Schema, cls: Class) -> set[Key]:
    """Return the pointers of a class that stand on a path by which records are revealed: class and column."""
    found = set()
    for giver in schema.classes.values():
        for path in giver.model.reveals:
            at = giver
            for step in path.split("."):
                target = at.fields[step].targets[0]
                if at is cls:
                    found.add((target, step))
                at = schema[target]
    return found


def around(schema: Schema, past: Past, keys: Collection[Key]) -> dict[Key, Seen]:
    """Return records as they were, and all that they could be seen through."""
    found: dict[Key, Seen] = {}
    looked: set[Key] = set()
    waiting = set(keys)
    while waiting:
        looked |= waiting
        further: set[Key] = set()
        for cls, ids in by_class(schema, waiting):
            records = past.seen(cls, ids)
            found |= {(cls.name, one): record for one, record in records.items()}
            further |= {*_givers(schema, past, cls, ids), *_followed(cls, records.values())}
        waiting = further - looked
    return found


def _givers(schema: Schema, past: Past, cls: Class, ids: Collection[str]) -> Iterator[Key]:
    """Yield the records from which paths of pointers lead to others, and those in between."""
    for giver, path in schema.revealing(cls.name):
        steps = [giver]
        for step in path[:-1]:
            steps.append(schema[steps[-1].fields[step].targets[0]])
        reached, target = set(ids), cls.name
        for at, step in zip(reversed(steps), reversed(path), strict=True):
            reached = past.pointing(at, step, target, reached)
            target = at.name
            yield from ((at.name, one) for one in reached)


def _followed(cls: Class, records: Collection[Seen]) -> Iterator[Key]:
    for field in cls.model.follows:
        spec = cls.fields[field]
        for record in records:
            target = record.values[spec.columns[-1]]
            kind = record.values[spec.columns[0]] if len(spec.targets) > 1 else spec.targets[0]
            if target and kind in spec.targets:
                yield kind, target


def by_class(schema: Schema, keys: Collection[Key]) -> Iterator[tuple[Class, set[str]]]:
    """Yield the classes of records, in their order, each with its ids."""
    ids: dict[str, set[str]] = {}
    for name, one in keys:
        ids.setdefault(name, set()).add(one)
    for name, cls in schema.classes.items():
        if name in ids:
            yield cls, ids[name]
