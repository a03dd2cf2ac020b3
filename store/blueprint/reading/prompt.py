"""Reads a generation prompt: classes and their fields, in the ways people write them, and sentences around them."""

import re
from dataclasses import dataclass, field, replace

from store.blueprint.reading.brackets import bracketed
from store.blueprint.reading.completing import resolver
from store.blueprint.reading.draft import ClassDraft, Draft
from store.blueprint.reading.entry import Entry, entries, entry
from store.blueprint.reading.having import singular, told
from store.blueprint.reading.resolving import USER
from store.blueprint.reading.rules import paths
from store.blueprint.reading.segments import Segment, segments
from store.blueprint.reading.sentences import Sentences, sentences
from store.blueprint.reading.table import Columns
from store.blueprint.reading.words import folded
from store.schema import Schema

ADDING = (
    r"(?:please\s+)?(?:add|create|define|introduce|extend|change)\s+(?:(?:an?|the|another|new|following|fields?|these|to"
    r"|class|table|entity|model)\s+){1,5}(?!(?:class|entit|table|field|model)\w*\b)"
)
"""What stands before the name of a class in "Add to Deal: …"."""
NAMED = r"(?P<name>`?[^\W\d][\w]{0,59}(?:[ -][^\W\d]\w{0,59}){0,2}`?)\s*"
HEADER = re.compile(
    rf"(?!create\s+table\b)(?:{ADDING}|(?:class|table|entity|model|collection)\s?:?\s+"
    r"|(?:export\s+)?(?:interface|type)\s+(?=\w{1,60}\s*\{))?"
    rf"{NAMED}(?P<rest>[:(—–{{].*|-\s.*|)",  # noqa: RUF001
    re.IGNORECASE | re.DOTALL,
)
ADDED = re.compile(rf"{ADDING}{NAMED}\bwith\s+(?P<rest>\S.*)", re.IGNORECASE | re.DOTALL)
LINES = {
    "what it is": "description",
    "people call it by its": "title",
    "its people are those in": "owners",
    "the server fills": "stamped",
    "whoever sees it sees its": "reveals",
    "it is seen by whoever sees its": "follows",
    "it is due at": "due",
    "it is done at": "done",
}
"""Lines on a class as a whole, and the member of its plan that each gives."""
OF_FIELDS = ("fields", "attributes", "columns", "properties")
"""What stands before the fields of a class, and is none itself."""
MOST_BETWEEN = 3
"""Lines of prose between the name of a class and its first field."""


@dataclass
class Prompt:
    """The state of a reader that goes from segment to segment."""

    draft: Draft
    schema: Schema | None
    parts: list[Segment]
    at: int = 0
    cls: ClassDraft | None = None
    columns: Columns | None = None
    indent: int = 0
    """That of the class's name."""
    mark: str = ""
    """That of the class's name."""
    row: tuple[str, int] | None = None
    """Mark and indentation of the class's fields."""
    later: list[Segment] = field(default_factory=list)
    """Sentences; they are read when all classes are known."""

    def read(self) -> None:
        """Read all of it into the draft."""
        for at, whole in enumerate(self.parts):
            self.at, part = at, _unlabelled(whole) if self.cls else whole
            steps = (self._is_label, self._opens, self._says_of_class, self._tells, self._lists)
            if not any(step(part) for step in (steps if part is whole else steps[-1:])):
                self._leave(part)
                self.later.append(part)
        Sentences(self.draft, resolver(self.draft, self.schema)).read(self.later)

    def _tells(self, part: Segment) -> bool:
        """Take in the sentences that tell what a class has; the others of the segment are read later."""
        several = sentences(part.text)
        rest = [sentence for sentence in several if not self._tells_fields(part.line, sentence)]
        if len(rest) == len(several):
            return False
        self.later += [replace(part, text=sentence) for sentence in rest]
        return True

    def _tells_fields(self, line: int, sentence: str) -> bool:
        said = told(sentence, lambda cls, name: resolver(self.draft, self.schema).has_values(cls, name))
        if said is None:
            return False
        name = resolver(self.draft, self.schema).cls(said[0]) or list(singular(said[0]))[-1]
        cls = self.draft.classes.get(name) or self.draft.cls(name, line)
        for one in said[1]:
            cls.add(line, one)
        self.draft.gave(line, sentence, f"fields of {cls.name}")
        return True

    def _leave(self, part: Segment) -> None:
        """End the class, where something that was not read stands beside it: what is below that is not the class's."""
        beside = bool(part.mark) and part.mark == self.mark and part.indent <= self.indent
        if beside and self.row != (part.mark, part.indent):
            self.cls = None

    def _is_label(self, part: Segment) -> bool:
        below = entry(self.parts[self.at + 1].text) if self.at + 1 < len(self.parts) else None
        if not part.is_label or (part.mark == "number" and below and below.is_strict and below.is_certain):
            return False
        if folded(part.text.rstrip(": ")) not in OF_FIELDS:
            self.cls = None
        self.columns = None
        return True

    def _opens(self, part: Segment) -> bool:
        """Begin a class, if the segment names one: its fields follow on the same line or on the next."""
        found = ADDED.fullmatch(part.text) or HEADER.fullmatch(part.text)
        if found is None or part.text.startswith("|") or folded(found["name"]) in LINES:
            return False
        about, fields = _divided(found["rest"])
        inside = _certain(fields)
        listed = [one for one in inside if one.is_strict and one.is_certain]
        if len(listed) < (1 if part.mark in ("number", "heading") else 2) and self._is_within(part, about + fields):
            return False
        if not inside and not part.text.endswith("{") and not self._is_above_fields(part):
            return False
        self.cls, self.columns = self.draft.cls(found["name"], part.line), None
        self.indent, self.mark, self.row = part.indent, part.mark, None
        self.draft.gave(part.line, found["name"], f"the class {self.cls.name}")
        for one in inside:
            self._add(part.line, one)
        text = about if inside else fields.strip(" :.{—–-") or about  # noqa: RUF001
        if text and self.cls.name != USER:
            self.cls.said.setdefault("description", text)
        return True

    def _is_within(self, part: Segment, said: str) -> bool:
        """Whether a segment belongs to the class that is being read, by what it says and by where it stands."""
        if self.cls is None or _is_field(part):
            return self.cls is not None
        below = self.parts[self.at + 1].indent if self.at + 1 < len(self.parts) else 0
        is_deeper = self.indent < part.indent >= below
        return bool(said) and (is_deeper or self.row == (part.mark, part.indent))

    def _is_above_fields(self, part: Segment) -> bool:
        """Whether the first line after this one that can be a field is one."""
        if len(part.text) > 200:
            return False
        for after in map(_unlabelled, self.parts[self.at + 1 : self.at + 2 + MOST_BETWEEN]):
            if after.is_label and folded(after.text.rstrip(": ")) in OF_FIELDS:
                continue
            if Columns.of(after.text) is not None or _is_field(after) or _label(after.text)[0] in LINES:
                return True
            is_deeper = part.mark == after.mark == "bullet" and after.indent > part.indent
            if is_deeper and part.text.count(" ") < MOST_BETWEEN:
                continue
            if after.mark in ("number", "heading") or part.mark not in ("number", "heading", "bold"):
                return False
        return False

    def _says_of_class(self, part: Segment) -> bool:
        label, said = _label(part.text)
        member = LINES.get(label)
        if self.cls is None or member is None:
            return False
        if member == "description":
            self.cls.said[member] = said
        elif member in ("title", "due", "done"):
            self.cls.said[member] = next(iter(paths(said)), None)
        else:
            self.cls.said[member] = paths(said)
        self.draft.gave(part.line, part.text, f"a rule of {self.cls.name}")
        return True

    def _lists(self, part: Segment) -> bool:
        """Take in the fields that a segment lists."""
        if self.cls is None:
            return False
        if part.text.startswith("|"):
            return self._row(part)
        one = entry(part.text) if part.mark in ("bullet", "number", "bold") else None
        whole = one is not None and not one.goes_on and (one.is_certain or one.is_strict)
        found = [one] if one is not None and whole else _certain(part.text)
        for each in found:
            self._add(part.line, each)
            self.row = (part.mark, part.indent)
        return bool(found)

    def _row(self, part: Segment) -> bool:
        if self.columns is None:
            self.columns = Columns.of(part.text)
            return self.columns is not None
        found = self.columns.entry(part.text)
        if found is None or self.cls is None:
            return False
        self._add(part.line, found)
        return True

    def _add(self, line: int, one: Entry) -> None:
        if self.cls is None:
            return
        if not one.name:
            self.draft.nothing(line, one.description)
            return
        self.cls.add(line, one)
        self.draft.gave(line, one.name, f"a field of {self.cls.name}")


def read_prompt(draft: Draft, text: str, schema: Schema | None) -> None:
    """Read what a prompt says into a draft.

    Raises:
        InvalidBlueprint: It describes more than any CRM can have.
    """
    Prompt(draft, schema, list(segments(text))).read()


def _divided(rest: str) -> tuple[str, str]:
    """Return the remark behind a class's name, and what follows the colon."""
    if rest.startswith("("):
        about, rest = bracketed(rest)
        return about.strip(), rest.strip().removeprefix(":").strip()
    return "", rest.lstrip(":—–-{ ").strip()  # noqa: RUF001


def _certain(text: str) -> list[Entry]:
    """Return the fields of a list, if it is one beyond doubt."""
    if not text:
        return []
    found = entries(text)
    sure = sum(one.is_certain or one.is_strict for one in found)
    is_list = sure * 2 >= len(found) or all(one.is_bare or one.is_probable or one.is_strict for one in found)
    return found if is_list and any(one.is_probable for one in found) else []


def _is_field(part: Segment) -> bool:
    """Whether a segment is one field, or a list of them, beyond doubt."""
    one = entry(part.text)
    return (one is not None and one.is_probable and not one.is_system) or (
        part.mark != "number" and bool(_certain(part.text))
    )


def _unlabelled(part: Segment) -> Segment:
    """Return a segment that lists fields without the word before them, as in "Attributes: name (String)"."""
    label, fields = _label(part.text)
    return replace(part, text=fields) if fields and label in OF_FIELDS else part


def _label(text: str) -> tuple[str, str]:
    label, _, said = text.partition(":")
    return folded(label.strip("* ")), said.strip()
