"""What the lines of a text said so far, class by class, before it is made into a blueprint."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from store.blueprint.plan import Question
from store.blueprint.reading.entry import Entry
from store.blueprint.reading.reading import Understood, Unread
from store.blueprint.reading.words import class_name, folded
from store.errors import InvalidBlueprint
from store.schema import Preset, plural_of

MOST_CLASSES = 200
MOST_FIELDS = 200
"""Fields of one class."""


@dataclass(frozen=True, slots=True)
class Found:
    """A field, and where it was said."""

    line: int
    entry: Entry


@dataclass
class ClassDraft:
    """What was said of one class."""

    name: str
    line: int
    fields: dict[str, list[Found]] = field(default_factory=dict)
    """By their names on the wire, each as often as it was said."""
    said: dict[str, Any] = field(default_factory=dict)
    """Members of a `ClassPlan`."""

    def add(self, line: int, entry: Entry) -> None:
        """Take in a field.

        Raises:
            InvalidBlueprint: There are too many.
        """
        self.fields.setdefault(entry.wire, []).append(Found(line, entry))
        if len(self.fields) > MOST_FIELDS:
            raise InvalidBlueprint(f"{self.name} has more than {MOST_FIELDS} fields; no class can have so many.")


@dataclass
class Draft:
    """What was said of all classes, and what is to be told of the reading."""

    classes: dict[str, ClassDraft] = field(default_factory=dict)
    there: tuple[str, ...] = ()
    """Names of the workspace's classes: those of the text are the same in any case, and in the plural."""
    preset: Preset | None = None
    owners: list[str] = field(default_factory=list)
    """Names of fields that a sentence on all classes calls owners."""
    hints: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """Targets of pointers that stand elsewhere in the text, by class and field."""
    understood: list[Understood] = field(default_factory=list)
    not_understood: list[Unread] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def cls(self, said: str, line: int) -> ClassDraft:
        """Return the draft of a class, a new one when it is named for the first time.

        Raises:
            InvalidBlueprint: There are too many.
        """
        name = said.strip("`") if said.startswith("`") else self._called(class_name(said))
        if known := next((one for one in self.classes.values() if folded(one.name) == folded(name)), None):
            if known.fields and known.line != line:
                told = f"It is described in line {known.line} and again in line {line}. Is it one class?"
                self.ask(known.name, told, "one class, with the fields of both")
            return known
        if len(self.classes) == MOST_CLASSES:
            raise InvalidBlueprint(f"The text describes more than {MOST_CLASSES} classes; no CRM can have so many.")
        made = self.classes[name] = ClassDraft(name, line)
        if name != said.strip(" `") and folded(said) not in ("user", "users", "_users"):
            self.assumed.append(f"The class that the text calls “{said.strip()}” is {name}.")
        return made

    def _called(self, name: str) -> str:
        """Return what the workspace calls a class."""
        known = {folded(form(one)): one for form in (plural_of, str) for one in self.there}
        return known.get(folded(name), name)

    def gave(self, line: int, text: str, gave: str) -> None:
        """Note what a line gave."""
        self.understood.append(Understood(line, text, gave))

    def nothing(self, line: int, text: str, why: str = "") -> None:
        """Note that a line gave nothing."""
        self.not_understood.append(Unread(line, text, why))

    def ask(self, about: str, question: str, default: str) -> None:
        """Note a question, and what holds until it is answered."""
        self.questions.append(Question(about=about, question=question, default=default))

    def all_fields(self) -> Iterator[tuple[ClassDraft, str, list[Found]]]:
        """Yield every field with its class, its name on the wire, and all that was said of it."""
        for cls in self.classes.values():
            for name, found in cls.fields.items():
                yield cls, name, found
