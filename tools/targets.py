"""From the way people name a record to the record. It never guesses."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from store.errors import Ambiguous, Candidate, RecordNotFound
from store.fields import Pointer
from store.names import fold, words
from store.records import Records
from store.rows import Row
from store.schema import Class

MOST_CANDIDATES = 8
MOST_LOOKED_AT = 200
"""Records that are looked at through one name; a name that fits more is ambiguous anyway."""
ME = frozenset({"me", "myself", "i", "mine"})
FILLERS = frozenset({"a", "an", "the", "our", "my", "that", "this", "with", "for", "at", "of", "from", "s"})
ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass
class _Found:
    """A record, the words of the name that its own name has, and those that records it points to have."""

    exact: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)
    around: set[str] = field(default_factory=set)


def resolve(records: Records, name: str, said: str) -> Row:
    """Return the one readable record of a class that `said` means: its id, its name, or words that lead to it alone.

    "the Acme deal" is the deal whose title says Acme, or else the one of the company or the person Acme. A word with
    one wrong letter counts when no other record fits exactly.

    Raises:
        Ambiguous: Several fit; the error carries up to eight of them.
        RecordNotFound: None fits.
    """
    cls = records.schema[name]
    if ID.fullmatch(said) and (found := records.get_many(name, [said])):
        return found[said]
    if name == "_User" and fold(said.strip()) in ME:
        return records.get(name, records.principal.user)
    _, best = _best(records, cls, said)
    return _only(records, name, said, [(cls, row) for row in best])


def resolve_pointer(records: Records, targets: Sequence[str], said: str) -> Pointer:
    """Return the pointer that `said` means, among the classes that a field may name.

    A record that is named so comes before one that is only reached so: "Jane" is the person, not her deal.

    Raises:
        Ambiguous: Records of one class or of several fit equally well.
        RecordNotFound: None fits.
    """
    if len(targets) == 1:
        return Pointer(targets[0], resolve(records, targets[0], said)["object_id"])
    found: list[tuple[Class, Row]] = []
    nearest = len(_FITS) + 1
    for name in targets:
        cls = records.schema[name]
        if ID.fullmatch(said) and (known := records.get_many(name, [said])):
            return Pointer(name, known[said]["object_id"])
        distance, best = _best(records, cls, said)
        if best and distance <= nearest:
            found = [*(found if distance == nearest else []), *((cls, row) for row in best)]
            nearest = distance
    only = _only(records, " or ".join(target.strip("_") for target in targets), said, found)
    return Pointer(next(cls.name for cls, row in found if row is only), only["object_id"])


def _only(records: Records, name: str, said: str, found: Sequence[tuple[Class, Row]]) -> Row:
    if len(found) == 1:
        return found[0][1]
    if not found:
        raise RecordNotFound(name, said)
    listed = [candidate(records, cls, row) for cls, row in found[:MOST_CANDIDATES]]
    raise Ambiguous(name, said, listed, more=len(found) > MOST_CANDIDATES)


def candidate(records: Records, cls: Class, row: Row) -> Candidate:
    """Return a record as one of several that a name may mean, with what tells it from the others."""
    pointers = [value for value in row.values() if isinstance(value, Pointer) and value.cls != "_User"]
    details = [str(row[spec.name]) for spec in cls.fields.values() if spec.terminal and row.get(spec.name)]
    for pointer in pointers[:2]:
        title = records.schema[pointer.cls].model.title_field
        details += [str(other[title]) for other in records.get_many(pointer.cls, [pointer.id]).values()]
    if cls.model.due_field and row.get(cls.model.due_field):
        details.append(row[cls.model.due_field].date().isoformat())
    return Candidate(cls.name, row["object_id"], str(row[cls.model.title_field] or ""), ", ".join(details))


_FITS: tuple[Callable[[set[str], _Found], bool], ...] = (
    lambda wanted, one: wanted <= one.exact & one.own,
    lambda wanted, one: wanted <= one.exact,
    lambda wanted, one: wanted <= one.own,
    lambda wanted, one: wanted <= one.own | one.around,
)
"""Ways in which a record fits, the nearest first: named so, reached so, and both with a wrong letter."""


def _best(records: Records, cls: Class, said: str) -> tuple[int, list[Row]]:
    """Return the records that fit best, and how far the way was: 0 has the very name."""
    everything = words(said)
    noise = FILLERS | {cls.word, cls.plural}
    wanted = {word for word in everything if word not in noise} or set(everything)
    found = _hits(records, cls, sorted({*everything, *wanted}))
    rows = records.get_many(cls.name, list(found))
    title = cls.model.title_field
    if named := [row for row in rows.values() if fold(str(row[title])) == fold(said.strip())]:
        return 0, named
    for distance, fits in enumerate(_FITS, 1):
        if best := [rows[key] for key, one in found.items() if key in rows and fits(wanted, one)]:
            whole = [row for row in best if set(words(str(row[title]))) - noise == wanted]
            return distance, whole if len(whole) == 1 else best
    return len(_FITS) + 1, []


def _hits(records: Records, cls: Class, said: list[str]) -> dict[str, _Found]:
    """Return the records of a class that have any of the words in their names, or in the names of what they point to."""
    found: dict[str, _Found] = {}
    paths = list(_paths(records, cls))
    around = {target for _, target in paths}
    hits = records.named(said, sorted({cls.name, *around}))
    for hit in (hit for hit in hits if hit.cls == cls.name):
        one = found.setdefault(hit.id, _Found())
        one.own.add(hit.said)
        one.exact |= {hit.said} if hit.said == hit.word else set()
    for path, target in paths:
        by_id: dict[str, list[tuple[str, bool]]] = {}
        for hit in (hit for hit in hits if hit.cls == target):
            by_id.setdefault(hit.id, []).append((hit.said, hit.said == hit.word))
        if by_id:
            _add_around(records, cls, path, target, by_id, found)
    return found


def _add_around(
    records: Records,
    cls: Class,
    path: tuple[str, ...],
    target: str,
    by_id: dict[str, list[tuple[str, bool]]],
    found: dict[str, _Found],
) -> None:
    pointers = [Pointer(target, key) for key in by_id]
    first, *rest = path
    if not rest:
        for row in records.find(cls.name, {first: {"one_of": pointers}}, limit=MOST_LOOKED_AT):
            _credit(found.setdefault(row["object_id"], _Found()), by_id[row[first].id])
        return
    middle = cls.fields[first].targets[0]
    between = records.find(middle, {rest[0]: {"one_of": pointers}}, limit=MOST_LOOKED_AT)
    said = {row["object_id"]: by_id[row[rest[0]].id] for row in between}
    if said:
        through = [Pointer(middle, key) for key in said]
        for row in records.find(cls.name, {first: {"one_of": through}}, limit=MOST_LOOKED_AT):
            _credit(found.setdefault(row["object_id"], _Found()), said[row[first].id])


def _credit(one: _Found, said: list[tuple[str, bool]]) -> None:
    one.around |= {word for word, _ in said}
    one.exact |= {word for word, exact in said if exact}


def _paths(records: Records, cls: Class) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the pointers by which people name a record of this class, with the class that each leads to."""
    for spec in cls.fields.values():
        for target in spec.targets:
            if target != "_User":
                yield (spec.name,), target
    for path in cls.model.reveals:
        steps = tuple(path.split("."))
        if len(steps) == 2:  # noqa: PLR2004
            middle = records.schema[cls.fields[steps[0]].targets[0]]
            yield steps, middle.fields[steps[1]].targets[0]
