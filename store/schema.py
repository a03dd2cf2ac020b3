"""All classes together: one immutable `Schema`; applying a blueprint makes a new one."""

import re
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, Self

from pydantic import BaseModel, create_model
from sqlalchemy import MetaData, Table

from store import own_tables
from store.classes import BUILT_IN
from store.errors import InvalidSchema, UnknownClass
from store.fields import SYSTEM, Record, Spec, fields
from store.tables import add_table

Preset = Literal["owner", "team", "open"]
"""The default rule for records without an explicit ACL. owner: their people; team: all read; open: all write."""

CLASS_NAME = re.compile(r"_?[A-Za-z][A-Za-z0-9_]{0,49}")
FIELD_NAME = re.compile(r"[a-z][a-z0-9_]{0,49}")
"""PostgreSQL's names have at most 63 characters, and some are made of these."""
MOST_SHOWN = 100
RESERVED = {*SYSTEM, "creator", "has_acl", "version", "acl", "any_of", "all_of", "none_of", "has", "lacks"}
"""What no field can be called: columns beside the fields, and words of filters."""


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
        word = self.word
        if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
            return f"{word[:-1]}ies"
        return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"

    @property
    def title(self) -> Spec:
        """The field that people call a record by."""
        return self.fields[self.model.title_field]


@dataclass(frozen=True, eq=False)
class Schema:
    """The classes and the tables that hold them."""

    classes: Mapping[str, Class]
    metadata: MetaData
    own: own_tables.OwnTables
    preset: Preset = "owner"

    @classmethod
    def of(cls, added: Mapping[str, type[Record]] = MappingProxyType({}), preset: Preset = "owner") -> Self:
        """Return the built-in classes and `added`; an added class of a built-in name replaces it.

        Raises:
            InvalidSchema: A name cannot be used, a pointer or rule names what is not there, or the related-data rules
                run in a circle.
        """
        metadata, models = MetaData(), BUILT_IN | dict(added)
        _check_names(models)
        classes = {name: _describe(name, model, metadata) for name, model in models.items()}
        schema = cls(MappingProxyType(classes), metadata, own_tables.add(metadata), preset)
        schema._check_targets()
        schema._check_rules()
        for name in classes:
            schema._check_circle(name, ())
        return schema

    def __getitem__(self, name: str) -> Class:
        """Return the class of that name."""
        try:
            return self.classes[name]
        except KeyError:
            raise UnknownClass(name[:MOST_SHOWN], [known.strip("_") for known in self.classes]) from None

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

    def _check_targets(self) -> None:
        for cls in self.classes.values():
            for spec in cls.fields.values():
                if missing := [target for target in spec.targets if target not in self.classes]:
                    raise InvalidSchema(f"{cls.name}.{spec.name} points to {missing[0]}, which is no class here.")

    def _check_rules(self) -> None:
        """Refuse a rule on a field that is not there, or that is no pointer where the rule needs one."""
        for cls in self.classes.values():
            model = cls.model
            users = [spec.name for spec in cls.fields.values() if spec.targets == ("_User",)]
            pointers = [spec.name for spec in cls.fields.values() if spec.targets]
            for rule, names, known in (
                ("title_field", [model.title_field], cls.fields),
                ("searchable", model.searchable, cls.fields),
                ("unique", model.unique, cls.fields),
                ("public", model.public, cls.fields),
                ("owners", model.owners, ["object_id", *users]),
                ("stamped", model.stamped, users),
                ("follows", model.follows, pointers),
            ):
                if wrong := [name for name in names if name not in known]:
                    raise InvalidSchema(f"{cls.name} has no field {wrong[0]!r} that can be its {rule}.")
            for path in model.reveals:
                self._check_path(cls, path, path.split("."))

    def _check_path(self, cls: Class, path: str, steps: list[str]) -> None:
        spec = cls.fields.get(steps[0])
        if spec is None or len(spec.targets) != 1:
            raise InvalidSchema(
                f"{path!r} is no path of pointers, each to one class: {cls.name} has no such {steps[0]!r}."
            )
        if steps[1:]:
            self._check_path(self.classes[spec.targets[0]], path, steps[1:])

    def _check_circle(self, name: str, seen: tuple[str, ...]) -> None:
        """Refuse rules by which seeing a record would depend on seeing itself: their SQL would have no end."""
        if name in seen:
            raise InvalidSchema(f"The related-data rules run in a circle: {' → '.join((*seen, name))}.")
        cls = self.classes[name]
        givers = {giver.name for giver, _ in self.revealing(name)}
        followed = {target for field in cls.model.follows for target in cls.fields[field].targets}
        for source in sorted(givers | followed):
            self._check_circle(source, (*seen, name))


def _check_names(models: Mapping[str, type[Record]]) -> None:
    """Refuse names that no table or column can have, or that mean something else already."""
    tables: set[str] = set()
    for name, model in models.items():
        mine = {_table_name(name), f"{_table_name(name)}_acl"}
        if CLASS_NAME.fullmatch(name) is None or mine & tables or name.lower().startswith(own_tables.PREFIX):
            raise InvalidSchema(f"No class can be called {name[:MOST_SHOWN]!r} here.")
        tables |= mine
        columns: set[str] = set(RESERVED)
        for spec in fields(model):
            needed = {spec.name, *spec.columns, *([spec.since] if spec.since else [])}
            if FIELD_NAME.fullmatch(spec.name) is None or needed & columns:
                raise InvalidSchema(f"No field of {name} can be called {spec.name[:MOST_SHOWN]!r}.")
            columns |= needed


def _table_name(name: str) -> str:
    return name.strip("_").lower()


def _describe(name: str, model: type[Record], metadata: MetaData) -> Class:
    table_name = _table_name(name)
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
