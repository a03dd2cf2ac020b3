"""Records by what people call them and by what was written about them: through the gate, like all that is asked."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select

from store.asking import Asking
from store.index.question import Found, Meaning, Question
from store.index.search import Search
from store.lookup import Lookup, Named
from store.schema import Class
from store.suggestions import Suggestion, Suggestions, begun_names


class Finding:
    """What one principal looks for, in one unit of work."""

    def __init__(self, ask: Asking) -> None:
        self._ask = ask

    def named(self, words: Sequence[str], classes: Sequence[str]) -> list[Named]:
        """Return records by words of their names, as `Records.named` has it."""
        ask = self._ask
        return Lookup(ask.connection, ask.schema, ask.by_ids, ask.by_names, ask.who).find(words, classes)

    def suggested(self, text: str, classes: Sequence[str], limit: int) -> list[Suggestion]:
        """Return records whose names a text begins, as `Records.suggested` has it."""
        ask = self._ask

        def begun(cls: Class, count: int) -> Select[Any]:
            kind = f"begun {count}"
            return ask.kept(kind, cls, lambda: begun_names(ask.schema, cls, ask.gate.readable(cls), count))

        asked = Suggestions(ask.connection, ask.schema, ask.by_ids, begun, self.named, ask.who)
        return asked.find(text, classes, limit)

    def search(self, question: Question, meaning: Meaning | None) -> list[Found]:
        """Return passages that answer a question, as `Records.search` has it."""
        ask = self._ask

        def listed(cls: Class) -> Select[Any] | None:
            where = question.where[cls.name]
            if not where and ask.gate.sees_all(cls):
                return None
            return select(cls.table.c.object_id).where(ask.condition(cls, where))

        def read(cls: Class) -> Select[Any]:
            where = question.where[cls.name]
            return ask.by_ids(cls).where(ask.filter().condition(cls, where)) if where else ask.by_ids(cls)

        found = Search(ask.connection, ask.schema, question, listed=listed, read=read, who=ask.who)
        return found.find(meaning)
