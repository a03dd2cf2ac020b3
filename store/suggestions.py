"""Records whose names somebody is about to type: each word of what he has typed begins a word of the name."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz.fuzz import ratio
from sqlalchemy import ColumnElement, Connection, Integer, Select, bindparam, func, select

from store.beginnings import begins
from store.lookup import FEW, Named
from store.names import fold, words
from store.schema import Class, Schema

MOST_TYPED = 8
"""Words that are looked at; nobody types more to find a name."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A record that may be meant."""

    cls: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """One question, on behalf of one principal.

    Attributes:
        few: The statement that reads records by their `ids`, with the gate's condition on identities.
        begun: The statement of `begun_names`, with the gate's condition on lists.
        named: Looks up words that may be misspelt.
        who: What the gate's conditions are executed with.
    """

    connection: Connection
    schema: Schema
    few: Callable[[Class], Select[Any]]
    begun: Callable[[Class, int], Select[Any]]
    named: Callable[[Sequence[str], Sequence[str]], list[Named]]
    who: Mapping[str, Any]

    def find(self, text: str, classes: Sequence[str], limit: int) -> list[Suggestion]:
        """Return the records that are most likely meant, at most `limit`; misspelt words count when none fits as typed.

        A name that begins with the text comes first, then the shorter one.
        """
        typed = words(text)[:MOST_TYPED]
        if not typed:
            return []
        looked_in = [cls for cls in self.schema.classes.values() if not classes or cls.name in classes]
        found = [one for cls in looked_in for one in self._begun(cls, typed, limit)]
        found.sort(key=lambda one: (not fold(one.name).startswith(fold(text.strip())), len(one.name), one.name))
        return (found or list(_likest(self.named(typed, [cls.name for cls in looked_in]))))[:limit]

    def _begun(self, cls: Class, typed: Sequence[str], limit: int) -> Iterator[Suggestion]:
        said: dict[str, Any] = {f"word{n}": word for n, word in enumerate(typed)}
        ids = self.connection.scalars(_holders(self.schema, cls, len(typed)).limit(FEW + 1), said).all()
        if len(ids) <= FEW:
            for row in self.connection.execute(self.few(cls), {**self.who, "ids": ids}).mappings() if ids else ():
                yield Suggestion(cls.name, row["object_id"], row[cls.model.title_field])
            return
        said |= {"typed": typed[0], "most": limit}
        for object_id, name in self.connection.execute(self.begun(cls, len(typed)), {**self.who, **said}):
            yield Suggestion(cls.name, object_id, name)


def begun_names(schema: Schema, cls: Class, readable: ColumnElement[bool], count: int) -> Select[Any]:
    """Return a select of id and name of the readable records of a class in whose names `count` words are begun."""
    row, title = cls.table.c, cls.table.c[cls.model.title_field]
    first = begins(func.lower(title), bindparam("typed"))
    named = row.object_id.in_(_holders(schema, cls, count))
    statement = select(row.object_id, title).where(readable, named)
    ordered = statement.order_by(first.desc(), func.length(title), title, row.object_id)
    return ordered.limit(bindparam("most", type_=Integer))


def _holders(schema: Schema, cls: Class, count: int) -> Select[Any]:
    """Return a select of the ids of the records, readable or not, in whose names `count` words are begun."""
    naming = schema.own.naming.c
    begun = [
        select(naming.object_id).where(naming.cls == cls.name, begins(naming.word, bindparam(f"word{n}")))
        for n in range(count)
    ]
    first, *others = begun
    return first.where(*(naming.object_id.in_(other) for other in others)).distinct()


def _likest(hits: Iterable[Named]) -> Iterator[Suggestion]:
    """Yield the records that go by most of the words, those first whose words are spelled most alike."""
    likeness: dict[Suggestion, dict[str, float]] = {}
    for hit in hits:
        said = likeness.setdefault(Suggestion(hit.cls, hit.id, hit.name), {})
        said[hit.said] = max(said.get(hit.said, 0), ratio(hit.said, hit.word))
    most = max((len(said) for said in likeness.values()), default=0)
    whole = {one: sum(said.values()) for one, said in likeness.items() if len(said) == most}
    yield from sorted(whole, key=lambda one: (-whole[one], len(one.name), one.name))
