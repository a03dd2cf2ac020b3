"""Whether classes can live together; asked before their tables are made."""

import re
from collections.abc import Mapping

from store.errors import InvalidSchema
from store.fields import SYSTEM, Record, Spec, fields
from store.own_tables.columns import PREFIX

CLASS_NAME = re.compile(r"_?[A-Za-z][A-Za-z0-9_]{0,49}")
FIELD_NAME = re.compile(r"[a-z][a-z0-9_]{0,49}")
"""PostgreSQL's names have at most 63 characters, and some are made of these."""
RESERVED = {*SYSTEM, "id", "creator", "has_acl", "version", "acl", "any_of", "all_of", "none_of", "has", "lacks"}
"""What no field can be called: columns beside the fields, and words of filters."""
MOST_SHOWN = 100

Classes = Mapping[str, Mapping[str, Spec]]


def table_name(name: str) -> str:
    """Return what the table of a class is called."""
    return name.strip("_").lower()


def check(models: Mapping[str, type[Record]]) -> None:
    """Do nothing.

    Raises:
        InvalidSchema: A name cannot be used, or a pointer or rule names what is not there.
    """
    classes = {name: {spec.name: spec for spec in fields(model)} for name, model in models.items()}
    _check_class_names(models)
    for name, model in models.items():
        _check_field_names(name, classes[name])
        _check_targets(name, classes)
        _check_rules(name, model, classes[name])
        for path in model.reveals:
            _check_path(name, path, path.split("."), classes)


def _check_class_names(models: Mapping[str, type[Record]]) -> None:
    tables: set[str] = set()
    for name in models:
        mine = {table_name(name), f"{table_name(name)}_acl"}
        if CLASS_NAME.fullmatch(name) is None or mine & tables or name.lower().startswith(PREFIX):
            raise InvalidSchema(f"No class can be called {name[:MOST_SHOWN]!r} here.")
        tables |= mine


def _check_field_names(name: str, specs: Mapping[str, Spec]) -> None:
    taken = set(RESERVED)
    for spec in specs.values():
        mine = {spec.name, *spec.columns, *([spec.since] if spec.since else [])}
        if FIELD_NAME.fullmatch(spec.name) is None or mine & taken:
            raise InvalidSchema(f"No field of {name} can be called {spec.name[:MOST_SHOWN]!r}.")
        taken |= mine


def _check_targets(name: str, classes: Classes) -> None:
    for spec in classes[name].values():
        if missing := [target for target in spec.targets if target not in classes]:
            raise InvalidSchema(f"{name}.{spec.name} points to {missing[0]}, which is no class here.")


def _check_rules(name: str, model: type[Record], specs: Mapping[str, Spec]) -> None:
    """Refuse a rule on a field that is not there, or that is no pointer where the rule needs one."""
    users = [spec.name for spec in specs.values() if spec.targets == ("_User",)]
    columns = {*SYSTEM, "creator", *(column for spec in specs.values() for column in spec.columns)}
    for rule, names, known in (
        ("title_field", [model.title_field], specs),
        ("searchable", model.searchable, specs),
        ("unique", model.unique, specs),
        ("public", model.public, specs),
        ("due_field", [model.due_field] if model.due_field else [], specs),
        ("done_field", [model.done_field] if model.done_field else [], specs),
        ("indexes", [column for several in model.indexes for column in several], columns),
        ("owners", model.owners, ["object_id", *users]),
        ("stamped", model.stamped, users),
        ("follows", model.follows, [spec.name for spec in specs.values() if spec.targets]),
    ):
        if wrong := [field for field in names if field not in known]:
            raise InvalidSchema(f"{name} has no field {wrong[0]!r} that can be its {rule}.")


def _check_path(name: str, path: str, steps: list[str], classes: Classes) -> None:
    spec = classes[name].get(steps[0])
    if spec is None or len(spec.targets) != 1 or spec.targets[0] not in classes:
        raise InvalidSchema(f"{path!r} is no path of pointers, each to one class: {name} has no such {steps[0]!r}.")
    if steps[1:]:
        _check_path(spec.targets[0], path, steps[1:], classes)
