"""What the thread is about, and which of its records "it", "her", "the deal", "the second one" mean."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from agent.embedded.language.intents import Noun
from agent.embedded.language.names import Ref
from agent.embedded.records.narrowing import Rows, nth


@dataclass
class Unresolved(Exception):
    """A noun means no record, or several; `candidates` are those to choose from."""

    noun: Noun
    text: str
    candidates: list[Ref] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Focus:
    """What the thread is about: records last shown or changed, the latest first, the last list in its order, the page.

    The page has the record that the user has before him: "this deal" means that one. A list is `fresh` while it is what
    was said last.
    """

    records: Sequence[Ref] = ()
    listed: Sequence[Ref] = ()
    page: Ref | None = None
    fresh: bool = True

    def referred(self, noun: Noun) -> Noun:
        """Replace a pronoun by what the thread is about."""
        if noun.ordinals:
            found = [ref for ref in (nth(self.listed, place) for place in noun.ordinals) if ref]
            if not found:
                raise Unresolved(noun, "I have no list that this could be from. Which record do you mean?")
            return _these(noun, found)
        if noun.pronoun == "many":
            fitting = [ref for ref in self.listed or self.records if not noun.cls or ref.cls == noun.cls]
            whose = list(self.listed) if noun.text in ("their", "theirs") else []
            return _these(noun, fitting or whose) if fitting or whose else _lost(noun)
        return self._one(noun)

    def implied(self, cls: str) -> list[Noun]:
        """Return what a change concerns that names no record: what was spoken of last, or what has to do with it."""
        ref = self.records[0] if self.records else None
        if not ref:
            return []
        found = {"chosen": [ref]} if ref.cls == cls else {"said": [[ref]]}
        return [Noun(cls=cls, text=ref.name).model_copy(update=found)]

    def spoken(self, rows: Rows) -> dict[str, Any] | None:
        """Return the only record, or the one of several that was spoken of last, or alone is in the last list."""
        if len(rows) == 1:
            return rows[0]
        last = [row for row in rows if self.records and row["id"] == self.records[0].id]
        listed = {ref.id for ref in self.listed}
        if not (self.fresh or (self.records and self.records[0].id in listed)):
            listed = set()
        found = last or [row for row in rows if row["id"] in listed]
        return found[0] if len(found) == 1 else None

    def _one(self, noun: Noun) -> Noun:
        """Replace "it", "her", "the deal" by the last record that fits, or by what leads to one."""
        wanted = "Contact" if noun.pronoun == "person" and noun.cls in ("", "Contact") else noun.cls
        recent, page = self.records, self.page
        if page and noun.text == "this" and noun.cls in ("", page.cls):
            return noun.model_copy(update={"chosen": [page]})
        people = [ref for ref in recent if ref.cls == "Contact"]
        if noun.pronoun == "person" and wanted != "Contact" and people:
            return noun.model_copy(update={"said": [people[:1]], "pronoun": "", "text": people[0].name})
        direct = [ref for ref in recent if ref.cls == wanted or not wanted]
        other = wanted == "Deal" and noun.pronoun != "class" and recent and recent[0].cls in ("Contact", "Company")
        if other and direct and recent.index(direct[0]) > 1:
            direct = []
        if direct:
            if noun.hints or noun.where:
                return noun
            return noun.model_copy(update={"chosen": direct[:1]})
        through = [ref for ref in recent[:3] if ref.cls in ("Contact", "Company", "Deal")]
        if through and noun.cls:
            return noun.model_copy(update={"said": [through[:1]], "pronoun": "", "text": through[0].name})
        whose = noun.many and noun.pronoun == "person"  # without whose they are, "all her deals" would be all deals
        if (noun.hints or noun.where or noun.order) and not whose:
            return noun
        return _lost(noun)

    def through(self, noun: Noun) -> Noun:
        """Return a noun for records that have to do with what the thread is about: "his deals"."""
        found = self.referred(noun.model_copy(update={"where": [], "hints": []}))
        said = [found.chosen] if found.chosen else found.said
        return noun.model_copy(update={"pronoun": "", "said": said})


def _these(noun: Noun, found: list[Ref]) -> Noun:
    """Return a noun for these records; of another class, for those that have to do with them: "her deals"."""
    if not noun.cls or found[0].cls == noun.cls:
        return noun.model_copy(update={"chosen": found})
    return noun.model_copy(update={"said": [found], "pronoun": "", "ordinals": [], "text": found[0].name})


def _lost(noun: Noun) -> Noun:
    if not noun.text:
        raise Unresolved(noun, "Whom or what does this concern?")
    word = f"“{noun.text}”"
    raise Unresolved(noun, f"I am not sure which record you mean by {word}. Please name it.")
