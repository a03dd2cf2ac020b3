"""The classes as models of a program: every class, field and list of values with a name that the language allows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from api.codegen.naming import Names, capital
from api.codegen.words import Words
from store.fields import Spec
from store.schema import Class, Schema

USER = "_User"


@dataclass(frozen=True)
class Member:
    """One field of a model."""

    spec: Spec
    name: str
    key: str
    choice: str
    """The type of its list of values, if it has one."""
    written: bool
    """Whether apps may set it: the server does what the class is stamped with."""


@dataclass(frozen=True)
class Model:
    """One class."""

    cls: Class
    name: str
    members: tuple[Member, ...]

    @property
    def about(self) -> str:
        """What the class is, in one line."""
        return one_line(self.cls.model.__doc__ or "")

    @property
    def is_user(self) -> bool:
        """Whether these are the people who sign in."""
        return self.cls.name == USER

    def member(self, spec: Spec) -> Member:
        """Return the member that is this field."""
        return next(one for one in self.members if one.spec.name == spec.name)


def models(schema: Schema, words: Words) -> dict[str, Model]:
    """Return the models by the names of the classes, in their order."""
    types = Names(words.types)
    names = {name: types.claim(capital(name), "Record", words.derived) for name in schema.classes}
    return {
        cls.name: Model(cls, names[cls.name], tuple(_members(cls, names, types, words)))
        for cls in schema.classes.values()
    }


def one_line(text: str) -> str:
    """Return text without line breaks, for a comment."""
    return " ".join(text.split())


def _members(cls: Class, names: Mapping[str, str], types: Names, words: Words) -> Iterator[Member]:
    user = words.user if cls.name == USER else frozenset()
    given = Names({*words.members, *user, *words.types, *names.values()})  # a member would hide a type of its name
    for spec in cls.fields.values():
        name = given.claim(spec.wire, "Field")
        yield Member(
            spec,
            name,
            given.claim(f"{words.key}{capital(spec.wire)}", "Field") if words.key else "",
            types.claim(f"{names[cls.name]}{capital(spec.wire)}", "Value") if spec.choices else "",
            spec.name not in cls.model.stamped,
        )
