"""A message as it was heard: whole, and again without the words that add nothing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from agent.embedded.language.lexicon import Lexicon, Mark
from agent.embedded.language.names import EXACT, Name
from agent.embedded.language.tokens import Token
from agent.embedded.language.words import FREE
from agent.embedded.sentences.evidence import Evidence
from agent.embedded.sentences.sentence import Sentence, sentence
from agent.embedded.values.days import Now

PLAIN = 0.9
"""A word names nothing from here on."""
HALF = 0.4
"""Several words that say so much of a record's name, letter by letter, are no accident."""
WHOLE = 0.95
"""Words that say so much of a record's name are its name, whatever they sound like."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """The words of a message, with the names that were found among them.

    A `faint` name is of plain words that stand in the subject of an activity: only who looks for one needs it.
    """

    text: str
    cut: list[Token]
    names: list[Name]
    lexicon: Lexicon
    now: Now
    faint: Sequence[Name] = ()

    def told(self, evidence: Evidence) -> "Hearing":
        """Return it without the names that only look like names: plain words, alike by accident."""
        kept = [name for name in self.names if not self._plain(name, evidence)]
        faint = [name for name in self.names if name not in kept and _worded(name, self.cut)]
        return Hearing(self.text, self.cut, kept, self.lexicon, self.now, faint)

    def _plain(self, name: Name, evidence: Evidence) -> bool:
        own = self.cut[name.first : name.last]
        several = len(own) > 1 and any(ref.fit >= EXACT and ref.score >= HALF for ref in name.refs)
        loose = max(ref.score for ref in name.refs) < WHOLE and not several
        if not loose or any(token.proper or token.kind != "word" for token in own):
            return False
        return all(evidence.tags.plain(token.start, token.end) >= PLAIN for token in own)

    def sentence(self) -> Sentence:
        """Return the sentence that they make."""
        made = sentence(self.text, list(self.cut), [name.model_copy() for name in self.names], self.lexicon, self.now)
        further = [name for name in self.names if _worded(name, self.cut)]
        made.add(Mark("faint", name.first, name.last, name) for name in (*further, *self.faint))
        return made

    def without(self, places: Collection[int]) -> Sentence | None:
        """Return the sentence without some words; nothing when no other words would be left."""
        left = self.left(places)
        return left.sentence() if left else None

    def left(self, places: Collection[int]) -> "Hearing | None":
        """Return what was heard without some words; nothing when no other words would be left.

        Where more than two words go, a comma takes their place: what stood around them does not belong together.
        """
        gone = self._whole(set(places))
        cut: list[Token] = []
        moved: dict[int, int] = {}
        run = 0
        for at, token in enumerate(self.cut):
            if at in gone:
                run += 1
                continue
            if run > 2 and cut and token.kind != "mark":
                cut.append(Token(",", ",", "mark", token.start, token.start))
            run = 0
            moved[at] = len(cut)
            cut.append(token)
        if not gone or not any(token.kind != "mark" for token in cut):
            return None
        names = [
            name.model_copy(update={"first": moved[name.first], "last": moved[name.last - 1] + 1})
            for name in self.names
            if not gone & set(range(name.first, name.last))
        ]
        return Hearing(self.text, cut, names, self.lexicon, self.now)

    def part(self, first: int, last: int) -> "Hearing | None":
        """Return some of its words, as if nothing else was said; nothing where a name or no word stands at the cut."""
        cut = self.cut[first:last]
        if any(name.first < place < name.last for name in self.names for place in (first, last)):
            return None
        kept = [name for name in self.names if first <= name.first and name.last <= last]
        moved = [name.model_copy(update={"first": name.first - first, "last": name.last - first}) for name in kept]
        worded = any(token.kind != "mark" for token in cut)
        return Hearing(self.text, cut, moved, self.lexicon, self.now) if worded else None

    def joined(self, *spans: Sequence[int]) -> "Hearing | None":
        """Return the words at some places as a message of their own; nothing where a name would be cut.

        So "move the call to Friday and the visit to Monday" gives "move the visit to Monday", with a text of its own,
        which can be tagged as any other.
        """
        places = [at for span in spans for at in span]
        moved = {at: number for number, at in enumerate(places)}
        text, cut = "", list[Token]()
        for before, at in zip((None, *places), places, strict=False):
            token = self.cut[at]
            gap = self.text[self.cut[at - 1].end : token.start] if before is not None and before == at - 1 else " "
            text += gap if before is not None else ""
            cut.append(replace(token, start=len(text), end=len(text) + token.end - token.start))
            text += self.text[token.start : token.end]
        names = list[Name]()
        for name in self.names:
            within = [moved[at] for at in range(name.first, name.last) if at in moved]
            if 0 < len(within) < name.last - name.first and name.refs and not name.weak:
                return None
            if len(within) == name.last - name.first and within[-1] - within[0] == len(within) - 1:
                names.append(name.model_copy(update={"first": within[0], "last": within[-1] + 1}))
        worded = any(token.kind != "mark" for token in cut)
        return Hearing(text, cut, names, self.lexicon, self.now) if worded else None

    def _whole(self, gone: set[int]) -> set[int]:
        """Return the places that go: of a name that is partly to go, nothing does."""
        kept = {
            at
            for name in self.names
            if not set(range(name.first, name.last)) <= gone
            for at in range(name.first, name.last)
        }
        return gone - kept


def _worded(name: Name, cut: list[Token]) -> bool:
    """Whether words stand in the subject of an activity as they were said."""
    telling = any(cut[at].low not in FREE for at in range(name.first, name.last))
    return name.weak and telling and max(ref.fit for ref in name.refs) >= WHOLE
