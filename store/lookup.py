"""Looks words up in the index of names, through the gate."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio
from sqlalchemy import ColumnElement, Connection, Integer, Select, bindparam, select

from store.beginnings import begins
from store.names import MOST_WORDS, SHORTEST_TOLERANT, keys
from store.schema import Class, Schema

MOST_ALIKE = 12
"""Readable words that a misspelt or unfinished one is taken for."""
MOST_KNOWN = 200
"""Words, readable or not, among which those are looked for."""
MOST_HITS = 50
"""Records found by one word."""
FEW = 200
"""Records that go by some words, up to which each is asked for by its identity: that is cheaper than a list."""


@dataclass(frozen=True, slots=True)
class Named:
    """A record that goes by `said`: the word that was looked up, and the word of its name that it was taken for."""

    said: str
    word: str
    cls: str
    id: str
    name: str


Hit = tuple[str, str, str]
"""Word, id and name of a record."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """One question to the index, on behalf of one principal.

    Attributes:
        few: The statement that reads records by their `ids`, with the gate's condition on identities.
        many: The statement of `readable_names`, with the gate's condition on lists.
        who: What the gate's conditions are executed with.
    """

    connection: Connection
    schema: Schema
    few: Callable[[Class], Select[Any]]
    many: Callable[[Class], Select[Any]]
    who: Mapping[str, Any]

    def find(self, said: Sequence[str], classes: Sequence[str]) -> list[Named]:
        """Return the readable records whose names have the folded words `said`, at most 50 a word and class.

        A word is taken for itself; when no readable record goes by it, for the words a letter away; then for those it
        begins. Words of records unseen count for nothing: nobody can tell that they are there.

        Args:
            said: Folded words; 60 are looked up.
            classes: Those to look in; all when there are none.
        """
        left, found = list(said[:MOST_WORDS]), list[Named]()
        for meanings in (_itself, self._alike, self._begun):
            meant = meanings(left)
            hits: dict[str, list[tuple[str, str, str]]] = {}
            for name, held in self._holders(sorted({word for known in meant.values() for word in known})):
                if not classes or name in classes:
                    for word, object_id, title in self._hits(self.schema[name], held):
                        hits.setdefault(word, []).append((name, object_id, title))
            seen = {one: [word for word in known if word in hits][:MOST_ALIKE] for one, known in meant.items()}
            found += [Named(one, word, *hit) for one, known in seen.items() for word in known for hit in hits[word]]
            left = [one for one in left if one not in {named.said for named in found}]
        return found

    def _hits(self, cls: Class, held: Sequence[str]) -> list[Hit]:
        """Return the readable records of a class that go by the words: at most 50 of each word.

        All words are asked at once; only when the answer is full each alone, lest a common word starve a rare one.
        """
        if (few := self._few(cls, held)) is not None:
            return few
        most = MOST_HITS * len(held)
        rows = self._many(cls, held, most)
        if len(rows) == most and len(held) > 1:
            rows = [row for word in held for row in self._many(cls, [word], MOST_HITS)]
        return rows

    def _few(self, cls: Class, held: Sequence[str]) -> list[Hit] | None:
        """Return the hits by asking for each record; `None` when there are too many."""
        naming = self.schema.own.naming.c
        here = (naming.word.in_(bindparam("words", expanding=True)), naming.cls == bindparam("cls"))
        statement = select(naming.word, naming.object_id).where(*here).limit(FEW + 1)
        rows = self.connection.execute(statement, {"words": held, "cls": cls.name}).all()
        if len(rows) > FEW:
            return None
        ids = sorted({object_id for _, object_id in rows})
        found = self.connection.execute(self.few(cls), {**self.who, "ids": ids}).mappings()
        titles = {row["object_id"]: row[cls.model.title_field] for row in found}
        hits: dict[str, list[Hit]] = {}
        for word, object_id in sorted((word, object_id) for word, object_id in rows if object_id in titles):
            hits.setdefault(word, []).append((word, object_id, titles[object_id]))
        return [hit for several in hits.values() for hit in several[:MOST_HITS]]

    def _many(self, cls: Class, held: Sequence[str], most: int) -> list[Hit]:
        rows = self.connection.execute(self.many(cls), {**self.who, "words": held, "most": most})
        return [(word, object_id, title) for word, object_id, title in rows]

    def _holders(self, known: Sequence[str]) -> list[tuple[str, list[str]]]:
        """Return which classes have records that go by which of the words: most words of a sentence name nothing."""
        naming = self.schema.own.naming.c
        here = naming.word.in_(bindparam("words", expanding=True))
        statement = select(naming.cls, naming.word).where(here).distinct().order_by(naming.cls, naming.word)
        held: dict[str, list[str]] = {}
        for cls, word in self.connection.execute(statement, {"words": known}) if known else ():
            held.setdefault(cls, []).append(word)
        return list(held.items())

    def _alike(self, said: Sequence[str]) -> dict[str, list[str]]:
        """Return for each word the known words a letter away."""
        spelling = self.schema.own.spelling.c
        wanted: dict[str, list[str]] = {}
        for word in said:
            for key in keys(word) if len(word) >= SHORTEST_TOLERANT else ():
                wanted.setdefault(key, []).append(word)
        here = spelling.key.in_(bindparam("keys", expanding=True))
        near: dict[str, set[str]] = {word: set() for word in said}
        rows = self.connection.execute(select(spelling.key, spelling.word).where(here), {"keys": sorted(wanted)})
        for key, known in rows if wanted else ():
            for word in wanted[key]:
                if OSA.distance(word, known, score_cutoff=1) <= 1:  # two words of one key may be two letters apart
                    near[word].add(known)
        return {w: sorted(known, key=lambda one: (-ratio(w, one), one))[:MOST_KNOWN] for w, known in near.items()}

    def _begun(self, said: Sequence[str]) -> dict[str, list[str]]:
        """Return for each word the known words that it begins: "Chris" for Christopher."""
        naming = self.schema.own.naming.c
        found = {}
        for word in said:
            if len(word) >= SHORTEST_TOLERANT:
                longer = select(naming.word).where(begins(naming.word, word)).distinct()
                found[word] = sorted(self.connection.scalars(longer.order_by(naming.word).limit(MOST_KNOWN)))
        return found


def readable_names(schema: Schema, cls: Class, readable: ColumnElement[bool]) -> Select[Any]:
    """Return a select of word, id and name of the readable records of a class that go by the words."""
    naming, row = schema.own.naming.c, cls.table.c
    words_held = naming.word.in_(bindparam("words", expanding=True))
    here = (words_held, naming.cls == cls.name, naming.object_id == row.object_id, readable)
    statement = select(naming.word, row.object_id, row[cls.model.title_field]).where(*here)
    return statement.limit(bindparam("most", type_=Integer))


def _itself(said: Sequence[str]) -> dict[str, list[str]]:
    return {word: [word] for word in said}
