"""From the way people name a record to the record. It never guesses."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from store.errors import Ambiguous, RecordNotFound
from store.fields import Pointer
from store.lookup import Named
from store.names import fold, words
from store.records import Records
from store.rows import Row
from store.schema import Class
from tools.candidates import candidates

MOST_CANDIDATES = 8
MOST_SHOWN = 100
MOST_LOOKED_AT = 200
"""Records that are looked at through one name; a name that fits more is ambiguous anyway."""
ME = frozenset({"me", "myself", "i", "mine"})
FILLERS = frozenset({"a", "an", "the", "our", "my", "that", "this", "with", "for", "at", "of", "from", "s"})
ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass
class _Meant:
    """Which of the words a name has: letter by letter, and all with those that are nearly in it."""

    exact: set[str] = field(default_factory=set)
    every: set[str] = field(default_factory=set)


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
    return _only(records, name, said, fitting(records, [name], said))[1]


def resolve_pointer(records: Records, targets: Sequence[str], said: str) -> Pointer:
    """Return the pointer that `said` means, among the classes that a field may name.

    Raises:
        Ambiguous: Records of one class or of several fit equally well.
        RecordNotFound: None fits.
    """
    name = " or ".join(target.strip("_") for target in targets)
    cls, row = _only(records, name, said, fitting(records, targets, said))
    return Pointer(cls.name, row["object_id"])


def fitting(records: Records, names: Sequence[str], said: str) -> list[tuple[Class, Row]]:
    """Return the readable records of some classes that `said` fits best: one, when it is clear.

    A record that is named so comes before one that is only reached so: "Jane" is the person, not her deal.
    """
    said = said.strip()
    classes = [records.schema[name] for name in names]
    for cls in classes:
        if ID.fullmatch(said) and (known := records.get_many(cls.name, [said])):
            return [(cls, known[said])]
        if cls.name == "_User" and fold(said) in ME:
            return [(cls, records.get(cls.name, records.principal.user))]
    fits = [(cls, *_best(records, cls, said)) for cls in classes]
    nearest = min(distance for _, distance, _ in fits)
    return [(cls, row) for cls, distance, rows in fits for row in rows if distance == nearest]


def _only(records: Records, name: str, said: str, found: Sequence[tuple[Class, Row]]) -> tuple[Class, Row]:
    if len(found) == 1:
        return found[0]
    if not found:
        raise RecordNotFound(name, said[:MOST_SHOWN])
    listed = candidates(records, found[:MOST_CANDIDATES])
    raise Ambiguous(name, said[:MOST_SHOWN], listed, more=len(found) > MOST_CANDIDATES)


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
    """Return the records that have any of the words in their names, or in the names of what they point to."""
    found: dict[str, _Found] = {}
    paths = list(_paths(records, cls))
    hits = records.named(said, sorted({cls.name, *(target for _, target in paths)}))
    for key, meant in _meant(hits, cls.name, said).items():
        found[key] = _Found(meant.exact, meant.every)
    for path, target in paths:
        if by_id := _meant(hits, target, said):
            _add_around(records, cls, path, target, by_id, found)
    return found


def _meant(hits: Sequence[Named], name: str, said: Sequence[str]) -> dict[str, _Meant]:
    """Return the records of one class among the hits, each with those of the words that its name has."""
    found: dict[str, _Meant] = {}
    for hit in hits:
        if hit.cls == name:
            one = found.setdefault(hit.id, _Meant())
            one.exact |= set(said) & set(words(hit.name))  # a word that many names have is found in only some of them
            one.every |= {hit.said, *one.exact}
    return found


def _add_around(
    records: Records,
    cls: Class,
    path: tuple[str, ...],
    target: str,
    by_id: dict[str, _Meant],
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
    meant = {row["object_id"]: by_id[row[rest[0]].id] for row in between}
    if meant:
        through = [Pointer(middle, key) for key in meant]
        for row in records.find(cls.name, {first: {"one_of": through}}, limit=MOST_LOOKED_AT):
            _credit(found.setdefault(row["object_id"], _Found()), meant[row[first].id])


def _credit(one: _Found, meant: _Meant) -> None:
    one.around |= meant.every
    one.exact |= meant.exact


def _paths(records: Records, cls: Class) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the pointers by which people name a record of this class, with the class that each leads to."""
    for spec in cls.fields.values():
        for target in spec.targets:
            if target != "_User":
                yield (spec.name,), target
    for path in cls.model.reveals:
        steps = tuple(path.split("."))
        if len(steps) == 2:
            middle = records.schema[cls.fields[steps[0]].targets[0]]
            yield steps, middle.fields[steps[1]].targets[0]
