"""Which type a field has and where it points, when a word is misspelt, missing, or the name of a class."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from store.blueprint.blueprint import FieldPlan, Kind
from store.blueprint.names import snake
from store.blueprint.reading.attributes import TARGETS, Attributes
from store.blueprint.reading.draft import Draft
from store.blueprint.reading.words import CANONICAL, TYPES, USERS, class_name, field_name, folded, nearest

NUMBERS = {
    *("amount", "price", "cost", "quantity", "count", "total", "budget", "probability", "score", "age", "rate"),
    *("discount", "size", "weight", "hours", "percent", "value", "revenue", "employees"),
}
LONGER = [word for word in TYPES if len(word) > 5 and " " not in word]
"""Types that a misspelt word is compared with where nothing else is near."""
CONCERNS = {"relatedto", "regarding", "concerns", "about"}
"""What a pointer to a person or a sale is called."""
USER = "_User"


class Resolver:
    """Knows the classes of a text and of the workspace, and tells what is taken for granted into the draft."""

    def __init__(self, draft: Draft, known: Iterable[str], present: Mapping[tuple[str, str], FieldPlan]) -> None:
        """Make one.

        Args:
            draft: Where assumptions and questions are noted.
            known: Names of all classes that a pointer may name.
            present: The fields of the workspace's classes, by class and name on the wire.
        """
        self._draft = draft
        self._known = {folded(name): name for name in known}
        self._present = present
        self._wires = {(cls, snake(name)): name for cls, name in present}

    def cls(self, said: str) -> str | None:
        """Return the class that is called so, in the singular or plural, in any case."""
        word = folded(class_name(said))
        for form in (folded(said), word, word.removesuffix("s"), f"{word[:-3]}y" if word.endswith("ies") else word):
            if form in self._known:
                return self._known[form]
        return None

    def wire(self, cls: str, name: str) -> str:
        """Return a field's name as the workspace writes it, where it has the field."""
        return self._wires.get((cls, snake(name)), name)

    @cached_property
    def words(self) -> frozenset[str]:
        """The names of all fields of the workspace, folded."""
        return frozenset(folded(name) for _, name in self._present)

    def fields(self, cls: str) -> frozenset[str]:
        """Return the names of the fields that the workspace's class has."""
        return frozenset(name for of_class, name in self._present if of_class == cls)

    def has_values(self, cls: str, name: str) -> bool:
        """Whether a class of the workspace or of the text has a field of that name with a list of values."""
        found = self.cls(cls) or ""
        there = self._present.get((found, self.wire(found, field_name(name))))
        if there is not None and there.values:
            return True
        drafted = self._draft.classes[found].fields.get(field_name(name), ()) if found in self._draft.classes else ()
        return any(one.entry.attributes.said.get("values") for one in drafted)

    def resembles(self, attributes: Attributes) -> bool:
        """Whether the first word that was not understood may be a type: the name of a class, or a misspelt type."""
        return bool(attributes.unknown) and self._guessed(attributes.unknown[0]) is not None

    def type(self, owner: str, name: str, attributes: Attributes, *, is_bare: bool) -> None:
        """Give the attributes a type when they have none yet."""
        if attributes.kind or attributes.unsupported:
            return
        if not attributes.unknown:
            self._by_name(owner, name, attributes, is_bare=is_bare)
            return
        said = attributes.unknown[0]
        guessed = self._guessed(said)
        if guessed is None and (known := _begins(said)):
            attributes.kind, attributes.unknown[0] = known
            return
        if guessed is None:
            self._draft.ask(f"{owner}.{name}", f"It is said to be “{said}”, which is no type. What is it?", "a String")
            attributes.kind = "String"
            return
        attributes.unknown.pop(0)
        attributes.kind, attributes.targets = guessed
        told = f"a pointer to {' or '.join(guessed[1])}" if guessed[1] else guessed[0]
        if [folded(said)] != [folded(target) for target in guessed[1]]:
            self._draft.assumed.append(f"{owner}.{name}: “{said}” was taken for {told}.")

    def targets(self, owner: str, name: str, attributes: Attributes) -> tuple[str, ...]:
        """Return the classes that a pointer may name; none when that stays open, and a question is asked."""
        said = attributes.targets or self._draft.hints.get((owner, name), [])
        found = [target for one in said if (target := self._target(owner, name, one))]
        for one in list(attributes.unknown):
            several = [self.cls(name) for name in TARGETS.split(one)] if said else []
            if several and None not in several:
                attributes.unknown.remove(one)
                found += [target for target in several if target]
        return tuple(dict.fromkeys(found)) if said else self._untold(owner, name)

    def _guessed(self, said: str) -> tuple[Kind, list[str]] | None:
        if target := self.cls(said):
            return "Pointer", [target]
        first, _, rest = said.partition(" ")
        if rest and nearest(first, CANONICAL) == "pointer":
            names = [name for name in TARGETS.split(rest.removeprefix("to ").removeprefix("To ")) if name]
            return "Pointer", names
        word = said.split("(", maxsplit=1)[0].strip()
        near = nearest(word, [*CANONICAL, *self._known]) or nearest(word, LONGER)
        if near is None:
            return None
        return ("Pointer", [self._known[near]]) if near in self._known else (TYPES[near], [])

    def _by_name(self, owner: str, name: str, attributes: Attributes, *, is_bare: bool) -> None:
        """Tell a type from the name, or from there being a list of values."""
        there = self._present.get((owner, name))
        word = folded(name)
        if attributes.said.get("values"):
            attributes.kind = "String"
            return
        if there is not None:
            attributes.kind, attributes.targets = there.kind, list(there.targets)
        elif target := (USER if word in USERS else self.cls(name)):
            attributes.kind, attributes.targets = "Pointer", [target]
        elif word.endswith("date") or word.startswith("dateof") or name.endswith(("At", "On")):
            attributes.kind = "Date"
        elif word in NUMBERS:
            attributes.kind = "Number"
        elif (name[:2] == "is" and name[2:3].isupper()) or (name[:3] == "has" and name[3:4].isupper()):
            attributes.kind = "Boolean"
        else:
            attributes.kind = "String"
        told = f"a pointer to {' or '.join(attributes.targets)}" if attributes.targets else f"a {attributes.kind}"
        if is_bare or not attributes.targets:
            self._draft.assumed.append(f"{owner}.{name} has no type in the text; it was taken for {told}.")

    def _target(self, owner: str, name: str, said: str) -> str | None:
        if target := self.cls(said):
            return target
        if near := nearest(class_name(said), self._known):
            self._draft.assumed.append(f"{owner}.{name}: “{said}” was taken for {self._known[near]}.")
            return self._known[near]
        text = (
            f"It points to {said}, which is no class, neither in the text nor in the workspace. What does it point to?"
        )
        self._draft.ask(f"{owner}.{name}", text, "it is left out")
        return None

    def _untold(self, owner: str, name: str) -> tuple[str, ...]:
        """Return targets of a pointer that says none: as it is in the workspace, or as its name tells."""
        there = self._present.get((owner, name))
        word = folded(name)
        found: tuple[str, ...] = ()
        if there is not None and there.kind == "Pointer":
            found = there.targets
        elif word in USERS:
            found = (USER,)
        elif target := self.cls(name):
            found = (target,)
        told = " or ".join(found)
        if found:
            self._draft.assumed.append(f"{owner}.{name} does not say what it points to; it was taken for {told}.")
            return found
        found = tuple(one for one in ("Contact", "Deal") if word in CONCERNS and folded(one) in self._known)
        default = f"a {' or '.join(found)}" if found else "it is left out"
        self._draft.ask(f"{owner}.{name}", "What does it point to?", default)
        return found


def _begins(said: str) -> tuple[Kind, str] | None:
    """Return the type that a text begins with, and the rest, which was not understood."""
    word, _, rest = said.partition(" ")
    return (TYPES[folded(word)], rest) if rest and folded(word) in TYPES and TYPES[folded(word)] != "Pointer" else None
