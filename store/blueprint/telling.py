"""Tells the differences between two blueprints in sentences."""

from collections.abc import Callable, Iterator

from store.blueprint.blueprint import ClassPlan, FieldPlan
from store.blueprint.plan import Step

KINDS = {
    "String": "text", "Number": "number", "Boolean": "yes or no", "Date": "date", "Array": "list", "Object": "object"
}  # fmt: skip
ON_DELETE = {
    "keep": "stays, and its pointer reads as empty",
    "delete": "is deleted too",
    "refuse": "keeps it from being deleted",
}
PRESETS = {
    "owner": "Who sees a record that has no permissions of its own: its maker, its owners, and whom the rules name.",
    "team": "Everybody sees all records that have no permissions of their own; their people change them.",
    "open": "Everybody sees and changes all records that have no permissions of their own.",
}
Told = Callable[[FieldPlan, FieldPlan], str]

OF_A_FIELD: dict[str, Told] = {
    "kind": lambda old, new: f"holds a {KINDS.get(new.kind, 'pointer')} instead of a {KINDS.get(old.kind, 'pointer')}",
    "targets": lambda _, new: f"may name a {' or '.join(one.strip('_') for one in new.targets)}",
    "required": lambda _, new: "must be filled" if new.required else "may be empty",
    "values": lambda old, new: f"offers {listed(new.values)} instead of {listed(old.values)}",
    "terminal": lambda _, new: f"ends with {listed(new.terminal)}",
    "closed": lambda _, new: "takes no other values" if new.closed else "takes other values, too",
    "default": lambda _, new: f"begins as {_value(new.default)}",
    "long": lambda _, new: "holds long text" if new.long else "holds short text",
    "searchable": lambda _, new: "is searched by meaning" if new.searchable else "is not searched any more",
    "unique": lambda _, new: "has a value only once" if new.unique else "may have the same value in several records",
    "on_delete": lambda _, new: (
        f"is of a record that {ON_DELETE[new.on_delete or 'keep']} when what it names is deleted"
    ),
}
OF_A_CLASS: dict[str, str] = {
    "title": "are called by {}",
    "owners": "belong to {}",
    "stamped": "keep who made them in {}",
    "reveals": "show {} to whoever sees them",
    "follows": "are seen by whoever sees their {}",
    "due": "are due by {}",
    "done": "are done by {}",
}


def class_added(plan: ClassPlan) -> Step:
    """Return the step that adds a class."""
    fields = ", ".join(field_in_words(field) for field in plan.fields)
    inferred = any(field.inferred for field in plan.fields)
    return Step(deed="create", about=plan.name, sentence=f"{plan.name} is added, with {fields}.", inferred=inferred)


def field_added(cls: str, field: FieldPlan) -> Step:
    """Return the step that adds a field."""
    sentence = f"{cls} gets {field_in_words(field)}."
    return Step(deed="create", about=f"{cls}.{field.name}", sentence=sentence, inferred=field.inferred)


def field_altered(cls: str, old: FieldPlan, new: FieldPlan) -> Iterator[Step]:
    """Yield the step that makes one field of the other; nothing when they say the same."""
    told = [tell(old, new) for name, tell in OF_A_FIELD.items() if getattr(old, name) != getattr(new, name)]
    if told:
        yield Step(deed="alter", about=f"{cls}.{new.name}", sentence=f"{cls}.{new.name} {listed(told)}.")


def class_altered(old: ClassPlan, new: ClassPlan) -> Iterator[Step]:
    """Yield a step for each rule of a class that becomes another one."""
    for name, told in OF_A_CLASS.items():
        if (becomes := getattr(new, name)) != getattr(old, name):
            said = listed(becomes) if isinstance(becomes, tuple) else becomes
            sentence = f"{new.name} records {told.format(said or 'nothing')}."
            yield Step(deed="alter", about=new.name, sentence=sentence)


def field_in_words(field: FieldPlan) -> str:
    """Return a field as people read it: `stage (text, one of new, won)`."""
    kind = " or ".join(one.strip("_") for one in field.targets) or ("long text" if field.long else KINDS[field.kind])
    said = [
        kind,
        *(["required"] if field.required else []),
        *(["unique"] if field.unique else []),
        *([f"{'only ' if field.closed else ''}one of {listed(field.values)}"] if field.values else []),
        *([f"begins as {_value(field.default)}"] if field.default not in (None, *(field.values or ())[:1]) else []),
        *(["goes along when that is deleted"] if field.on_delete == "delete" else []),
        *(["keeps that from being deleted"] if field.on_delete == "refuse" else []),
        *(["inferred"] if field.inferred else []),
    ]
    return f"{field.name} ({', '.join(said)})"


def _value(value: str | float | bool | None) -> str:
    """Return a value as people write it: yes, 10, new."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def listed(several: tuple[str, ...] | list[str] | None) -> str:
    """Return several things as one text."""
    *first, last = several or ("nothing",)
    return f"{', '.join(first)} and {last}" if first else last
