"""Reads what is left of a prompt when all classes are known: sentences, and fields whose type only they make plain."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from store.blueprint.reading.brackets import depths
from store.blueprint.reading.draft import Draft
from store.blueprint.reading.entry import entry
from store.blueprint.reading.resolving import USER, Resolver
from store.blueprint.reading.rules import related
from store.blueprint.reading.sayings import AROUND, WORD, meaning
from store.blueprint.reading.segments import Segment
from store.blueprint.reading.words import NAME, SYSTEM, USERS, folded
from store.schema import Preset

LONGEST = 2_000
"""Characters of a sentence that goes on in the next line."""
LONGEST_FIELD = 200


@dataclass(frozen=True)
class Sentences:
    """Reads sentences into a draft."""

    draft: Draft
    names: Resolver

    def read(self, parts: Iterable[Segment]) -> None:
        """Take in all segments."""
        for part in [part for part in _joined(parts) if not self._is_field(part)]:
            for sentence in sentences(part.text):
                self._sentence(part.line, sentence)

    def _is_field(self, part: Segment) -> bool:
        """Add a field of a doubtful type to the class above it, if its type is misspelt or the name of a class."""
        one = entry(part.text) if (part.mark in ("bullet", "number") or part.indent) else None
        above = max((cls.line for cls in self.draft.classes.values() if cls.line <= part.line), default=0)
        is_one = one is not None and not one.is_bare and len(part.text) <= LONGEST_FIELD
        if one is None or not above or not is_one or not self.names.resembles(one.attributes):
            return False
        cls = next(cls for cls in self.draft.classes.values() if cls.line == above)
        cls.add(part.line, one)
        self.draft.gave(part.line, one.name, f"a field of {cls.name}")
        return True

    def _sentence(self, line: int, sentence: str) -> None:
        if told := related(self.draft, self.names, sentence):
            self.draft.gave(line, sentence, told)
            return
        found = meaning(sentence, lambda word: folded(word) in self._known or self.names.cls(word) is not None)
        if found is None:
            self.draft.nothing(line, sentence)
            return
        saying, named = found
        if saying.preset in ("team", "open") and (some := self._some_classes(sentence)):
            self.draft.nothing(line, sentence, f"who sees what is one rule for all classes, not for {some} alone")
            return
        if saying.preset:
            self._preset(line, sentence, saying.preset)
        if saying.owners:
            self.draft.owners += named
        self.draft.gave(line, sentence, saying.gave)

    def _some_classes(self, sentence: str) -> str:
        """Return the classes that a sentence names; nothing when it names none, or all that the text describes."""
        described = {name for name in self.draft.classes if name != USER}
        said = (self.names.cls(word.strip(AROUND)) for word in WORD.findall(sentence))
        named = {name for name in said if name in described}
        return " and ".join(sorted(filter(None, named))) if named < described else ""

    @cached_property
    def _known(self) -> frozenset[str]:
        """Names of fields that a sentence may mention, folded."""
        said = (folded(name) for _, name, _ in self.draft.all_fields())
        return frozenset({*said, *SYSTEM, *USERS, *self.names.words})

    def _preset(self, line: int, sentence: str, preset: Preset) -> None:
        if self.draft.preset not in (None, preset):
            self.draft.problems.append(
                f"“{sentence}” in line {line} contradicts what was said before of who sees what."
            )
        self.draft.preset = preset


def _joined(parts: Iterable[Segment]) -> list[Segment]:
    """Return the segments; one that goes on in the next line is put together."""
    found: list[Segment] = []
    for part in parts:
        last = found[-1] if found else None
        if (
            last
            and not part.mark
            and part.line == last.line + last.text.count("\n") + 1
            and _is_cut(last.text, part.text)
        ):
            found[-1] = replace(last, text=f"{last.text}\n{part.text}")
        else:
            found.append(part)
    return found


def _is_cut(before: str, after: str) -> bool:
    return before[-1:] not in ".!?:;" and (after[:1].islower() or before[-1:] == ",") and len(before) < LONGEST


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; a semicolon ends one, too, where it stands outside of brackets."""
    found, begin = [], 0
    deep = [depth for _, _, depth in depths(text)]
    for mark in re.finditer(r"[.!?;]\s+", text):
        if deep[mark.start()]:
            continue
        if mark[0][0] == ";" or text[mark.end() : mark.end() + 1].isupper():
            found.append(text[begin : mark.start() + 1])
            begin = mark.end()
    found.append(text[begin:])
    return [" ".join(one.strip(" ;").split()) for one in found if NAME.search(one)]
