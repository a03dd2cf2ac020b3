"""All classes together: one immutable `Schema`; applying a blueprint makes a new one."""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal, Self

from pydantic import BaseModel, create_model
from pydantic.alias_generators import to_camel
from sqlalchemy import MetaData, Table

from store import own_tables, soundness
from store.classes import BUILT_IN
from store.errors import InvalidSchema, UnknownClass
from store.fields import SYSTEM, Record, Spec, fields
from store.tables import add_table

Preset = Literal["owner", "team", "open"]
"""The default rule for records without an explicit ACL. owner: their people; team: all read; open: all write."""


def plural_of(word: str) -> str:
    """Return the word for several of what a word names: `deals`, `companies`, `boxes`."""
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"


@dataclass(frozen=True, eq=False)
class Class:
    """One class of the CRM, as generic code sees it: built-in or added, nobody can tell."""

    name: str
    model: type[Record]
    fields: Mapping[str, Spec]
    table: Table
    acl: Table
    create: type[BaseModel]
    update: type[BaseModel]
    read: type[BaseModel]

    @property
    def word(self) -> str:
        """The name without Parse's underscore, in lower case: `user`, `deal`."""
        return self.name.strip("_").lower()

    @property
    def plural(self) -> str:
        """The word for several of them."""
        return plural_of(self.word)

    @property
    def wire_plural(self) -> str:
        """The plural as the wire would write it: `projectTasks` of `ProjectTask`."""
        name = self.name.strip("_")
        kept = len(name) if self.plural.startswith(self.word) else len(name) - 1
        return name[:1].lower() + name[1:kept] + self.plural[kept:]

    @property
    def title(self) -> Spec:
        """The field that people call a record by."""
        return self.fields[self.model.title_field]

    @cached_property
    def moments(self) -> Mapping[str, Spec]:
        """What the system keeps beside the fields and may be asked by: when it was made, and since when it is so.

        By column: `created_at`, `updated_at`, and `stage_since` of a field `stage` that has terminal values.
        """
        names = ["created_at", "updated_at", *(spec.since for spec in self.fields.values() if spec.since)]
        plain = replace(self.title, type=datetime, choice=None, max_length=None, outside=False)
        return {name: replace(plain, name=name, wire=to_camel(name)) for name in names}


@dataclass(frozen=True, eq=False)
class Schema:
    """The classes and the tables that hold them."""

    classes: Mapping[str, Class]
    metadata: MetaData
    own: own_tables.OwnTables
    preset: Preset = "owner"
    number: int = 0
    """How many blueprints were applied to get here."""

    @classmethod
    def of(
        cls, added: Mapping[str, type[Record]] = MappingProxyType({}), preset: Preset = "owner", number: int = 0
    ) -> Self:
        """Return the built-in classes and `added`; an added class of a built-in name replaces it.

        Raises:
            InvalidSchema: A name cannot be used, a pointer or rule names what is not there, or the related-data rules
                run in a circle.
        """
        metadata, models = MetaData(), BUILT_IN | dict(added)
        soundness.check(models)
        classes = {name: _describe(name, model, metadata) for name, model in models.items()}
        schema = cls(MappingProxyType(classes), metadata, own_tables.add(metadata), preset, number)
        for name in classes:
            schema._check_circle(name, ())
        return schema

    def __getitem__(self, name: str) -> Class:
        """Return the class of that name."""
        try:
            return self.classes[name]
        except KeyError:
            raise UnknownClass(name[: soundness.MOST_SHOWN], [known.strip("_") for known in self.classes]) from None

    def revealing(self, name: str) -> Iterator[tuple[Class, tuple[str, ...]]]:
        """Yield each class, and the path of pointers, through which a record of `name` can be seen."""
        for giver in self.classes.values():
            for path in giver.model.reveals:
                steps = tuple(path.split("."))
                if name in self._targets(giver, steps):
                    yield giver, steps

    def pointing(self, name: str) -> Iterator[tuple[Class, Spec]]:
        """Yield each class, and its pointer field, that may name a record of `name`."""
        for cls in self.classes.values():
            for spec in cls.fields.values():
                if name in spec.targets:
                    yield cls, spec

    def _targets(self, cls: Class, steps: tuple[str, ...]) -> tuple[str, ...]:
        targets = cls.fields[steps[0]].targets
        return targets if len(steps) == 1 else self._targets(self.classes[targets[0]], steps[1:])

    def _check_circle(self, name: str, seen: tuple[str, ...]) -> None:
        """Refuse rules by which seeing a record would depend on seeing itself: their SQL would have no end."""
        if name in seen:
            raise InvalidSchema(
                f"The related-data rules run in a circle: {' → '.join((*seen, name))}. Leave one of them out."
            )
        cls = self.classes[name]
        givers = {giver.name for giver, _ in self.revealing(name)}
        followed = {target for field in cls.model.follows for target in cls.fields[field].targets}
        for source in sorted(givers | followed):
            self._check_circle(source, (*seen, name))


def _describe(name: str, model: type[Record], metadata: MetaData) -> Class:
    table_name = soundness.table_name(name)
    specs = {spec.name: spec for spec in fields(model)}
    return Class(
        name=name,
        model=model,
        fields=MappingProxyType(specs),
        table=add_table(model, table_name, metadata),
        acl=metadata.tables[f"{table_name}_acl"],
        create=model,
        update=_shape(model, "Update", {spec.name: _optional(spec) for spec in specs.values()}),
        read=_shape(
            model,
            "Read",
            {key: (kind, ...) for key, kind in SYSTEM.items()}
            | {spec.name: (spec.info.annotation, spec.info) for spec in specs.values() if not spec.secret},
        ),
    )


def _shape(model: type[Record], suffix: str, members: Mapping[str, Any]) -> type[BaseModel]:
    return create_model(f"{model.__name__}{suffix}", __doc__=model.__doc__, __config__=model.model_config, **members)


def _optional(spec: Spec) -> tuple[Any, Any]:
    """Return the field as one that may be left out; whether `null` is accepted stays as it was."""
    info = copy(spec.info)
    info.default = None
    info.json_schema_extra = _without_default
    return info.annotation, info


def _without_default(schema: dict[str, Any]) -> None:
    schema.pop("default", None)
