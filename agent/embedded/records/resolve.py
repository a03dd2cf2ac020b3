"""From nouns to records: asks the find tools, and asks the person when several records fit."""

from collections.abc import Generator, Iterable
from typing import Any

from agent.embedded.conditions.places import LOCATED
from agent.embedded.language.calls import Call, Result
from agent.embedded.language.intents import Condition, Noun
from agent.embedded.language.names import EXACT, Ref, ref_of
from agent.embedded.language.vocabulary import Class, Vocabulary
from agent.embedded.records.finding import Finder, Step
from agent.embedded.records.fits import roots
from agent.embedded.records.focus import Focus, Unresolved
from agent.embedded.records.narrowing import Rows, beside, narrowed, row_of


class Resolver:
    """Finds the records that nouns mean."""

    def __init__(self, vocabulary: Vocabulary, focus: Focus, now: str) -> None:
        """Take the classes, what the thread is about, and the moment: `2026-03-20T15:00`."""
        self._vocabulary = vocabulary
        self._finder = Finder(vocabulary)
        self.focus = focus
        self.now = now

    def records(self, noun: Noun, *, keep_closed: bool = False) -> Step:
        """Return the rows that a noun means: one, unless it speaks of many.

        Raises:
            Unresolved: None fits, or several do and only one is meant.
        """
        if noun.chosen:
            return [row_of(ref) for ref in noun.chosen]
        if noun.pronoun:
            noun = self.focus.referred(noun)
            if noun.chosen:
                return [row_of(ref) for ref in noun.chosen]
        known = self._known(noun)
        if known:
            return [row_of(known)]
        rows = yield from self.rows(noun)
        return self._picked(noun, rows, keep_closed=keep_closed)

    def _known(self, noun: Noun) -> Ref | None:
        """Return the record if the words name exactly one of the class, and nothing else has to be checked."""
        if (
            len(noun.said) != 1
            or noun.where
            or noun.hints
            or noun.called
            or noun.order
            or (noun.many and len(noun.said[0]) > 1)
        ):
            return None
        direct = [ref for ref in noun.said[0] if ref.cls == noun.cls]
        if len(noun.said[0]) == 1 and direct:
            return direct[0]
        return None

    def rows(self, noun: Noun) -> Step:
        """Return all rows that a noun may mean, at most `MOST`."""
        cls = self._vocabulary.classes.get(noun.cls)
        if cls is None:
            return [row_of(ref) for group in noun.said for ref in group]
        where = yield from self.conditions(noun)
        if noun.holders:
            return (yield from self._people(noun))
        if not noun.said:
            rows = yield from self._finder.found([self._finder.query(cls, noun, where)])
            return (yield from self._silent(narrowed(rows, noun), noun))
        kept: Rows | None = None
        for group in _telling(noun):
            rows = yield from self._finder.group(cls, noun, group, where)
            if noun.called and not narrowed(rows, noun):
                rows = yield from self._further(cls, noun, group, where)
            ids = {row["id"] for row in rows}
            kept = rows if kept is None else [row for row in kept if row["id"] in ids]
        return (yield from self._silent(narrowed(kept or [], noun), noun))

    def _silent(self, rows: Rows, noun: Noun) -> Step:
        """Return those of the rows of which the people were not heard from either, where that was said."""
        if not (noun.heard and noun.quiet_since and rows and "Contact" in self._vocabulary.classes):
            return rows
        return (yield from self._finder.silent(rows, noun.quiet_since))

    def _people(self, noun: Noun) -> Step:
        """Return the people of the deals that a noun describes.

        Raises:
            Unresolved: Only people with no other deals are meant, and one has another.
        """
        deals: Rows = []
        for holder in noun.holders:
            deals += yield from self.records(holder)
        people, others = yield from self._finder.people(deals)
        if others and noun.alone:
            raise Unresolved(noun, f"{others[0]} has other deals, too. Please say whether they shall go as well.")
        return people

    def _further(self, cls: Class, noun: Noun, group: list[Ref], where: list[dict[str, Any]]) -> Step:
        """Return what a person or company has to do with through a deal: "the follow-up for Jane" may be one for it."""
        found: Rows = []
        for ref in group:
            if ref.cls in ("Contact", "Company"):
                found += yield from self._finder.twice(cls, noun, ref, where)
        return found

    def conditions(self, noun: Noun) -> Generator[list[Call], list[Result], list[dict[str, Any]]]:
        """Return the conditions of a noun as the find tools take them, and that none of those left out is meant."""
        where = yield from self.where(noun.where)
        for other in noun.without:
            rows = yield from self.rows(other)
            where = [*where, *({"field": "id", "op": "is_not", "value": row["id"]} for row in rows)]
        return where

    def where(self, conditions: Iterable[Condition]) -> Generator[list[Call], list[Result], list[dict[str, Any]]]:
        """Return conditions as the find tools take them; pointers by identity."""
        made: list[dict[str, Any]] = []
        several: dict[str, list[str]] = {}
        for condition in conditions:
            if condition.among:
                condition = yield from self._placed(condition)
            if condition.op == LOCATED:
                ids = yield from self._finder.located(self._vocabulary.classes[condition.cls], str(condition.value))
                made.append({"field": "id", "op": "one_of", "value": ids})
                continue
            if condition.noun is None:
                one = {"field": condition.field, "op": condition.op}
                made.append(one if condition.op in ("empty", "filled") else {**one, "value": condition.value})
                continue
            rows = yield from self.records(condition.noun)
            if condition.op == "is_not":
                made += [{"field": condition.field, "op": "is_not", "value": row["id"]} for row in rows]
                continue
            several.setdefault(condition.field, []).extend(row["id"] for row in rows)
        for name, ids in several.items():
            made.append(
                {"field": name, "op": "is", "value": ids[0]}
                if len(ids) == 1
                else {"field": name, "op": "one_of", "value": ids}
            )
        return made

    def _placed(self, condition: Condition) -> Generator[list[Call], list[Result], Condition]:
        """Return a condition on the field that has the value: as it was said, or else as a part of it.

        Raises:
            Unresolved: None has it.
        """
        cls = self._vocabulary.classes[condition.cls]
        for op in ("is", "contains"):
            ways = [{"field": name, "op": op, "value": condition.value} for name in condition.among]
            results = yield [Call(f"find_{cls.plural}", {"where": [way], "limit": 1}) for way in ways]
            for name, result in zip(condition.among, results, strict=True):
                if result.get("records"):
                    return Condition(field=name, op=op, value=condition.value)
        noun = Noun(cls=cls.name, text=str(condition.value))
        raise Unresolved(noun, f"I found no {cls.word} with “{condition.value}”.")

    def _picked(self, noun: Noun, rows: Rows, *, keep_closed: bool) -> Rows:
        """Return the rows meant, or ask."""
        what = self.described(noun)
        if not rows and noun.optional:
            return rows
        if not rows:
            raise Unresolved(noun, self._missed(noun, what))
        if noun.many and noun.exactly and len(rows) != noun.exactly:
            told = f"That would be {len(rows)} records, and you spoke of {noun.exactly}. Please name them."
            raise Unresolved(noun, told)
        if noun.order:
            return _first(rows, noun.order)
        if noun.many:
            return rows
        likely = self.focus.spoken(rows) or self._likely(noun, rows, keep_closed=keep_closed)
        if not likely:
            raise Unresolved(noun, f"Which {what} do you mean?", [ref_of(row) for row in rows])
        return [likely]

    def _likely(self, noun: Noun, rows: Rows, *, keep_closed: bool) -> dict[str, Any] | None:
        """Return the one of several rows that is still open or to come, that is called so, or of which more is said."""
        cls = self._vocabulary.classes.get(noun.cls)
        stage = cls.stage if cls else None
        live = [row for row in rows if stage and row.get(stage.name) not in stage.ends]
        if len(live) == 1 and not keep_closed:
            return live[0]
        coming = [
            row for row in rows if not row.get("completed_at") and str(row.get("due_date") or "") >= self.now[:10]
        ]
        if len(coming) == 1 and cls and "due_date" in cls.fields:
            return coming[0]
        named = [row for row in rows if ref_of(row).name.casefold() == noun.text.casefold()]
        if len(named) == 1 and not keep_closed:
            return named[0]
        return beside(rows, noun)

    def _missed(self, noun: Noun, what: str) -> str:
        """Return why nothing fits: there is none of that name, or what else was said of it does not hold."""
        exact = [ref.name for group in noun.said for ref in group if ref.cls == noun.cls and ref.score >= EXACT]
        if noun.where and len(exact) == 1 and not noun.many:
            return f"I found no {what} of which all that holds; there is a {exact[0]}."
        return f"I found no {what}."

    def described(self, noun: Noun) -> str:
        """Return a noun in words: "deal “Acme”"."""
        cls = self._vocabulary.classes.get(noun.cls)
        word = cls.word if cls else "user" if noun.cls == "_User" else "record"
        said = " ".join([noun.text or " ".join(noun.called), *noun.hints]).strip()
        less = "".join(f" (without {one.text})" for one in noun.without)
        return (f"{word} “{said}”" if said else f"such {word}") + less


def _telling(noun: Noun) -> list[list[Ref]]:
    """Return the names that tell which records are meant: those that stand in the name of one, tell no more than it.

    "The call to Ann about the counter" is "Call Ann about counter", whoever it is kept with.
    """
    direct = [ref for group in noun.said for ref in group if ref.cls == noun.cls and ref.fit >= EXACT]
    if noun.cls != "Activity" or len(noun.said) < 2 or len(direct) != 1:
        return noun.said
    words = roots(direct[0].name)
    others = [group for group in noun.said if direct[0] not in group]
    within = [group for group in others if any(roots(ref.name) & words for ref in group if ref.cls == "Contact")]
    return [group for group in noun.said if group not in within]


def _first(rows: Rows, order: str) -> Rows:
    """Return the first of rows in an order: those of several calls are each in theirs."""
    name = order.removeprefix("-")
    if any(row.get(name) is None for row in rows):
        return rows[:1]
    return sorted(rows, key=lambda row: str(row[name]), reverse=order.startswith("-"))[:1]
