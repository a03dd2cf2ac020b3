"""What holds of a new class where its blueprint is silent: told from the names and types of its fields."""

from store.blueprint.blueprint import ClassPlan, FieldPlan
from store.blueprint.names import snake

USER = "_User"
TITLES = ("name", "title", "subject", "label")
MAKERS = frozenset({"created_by", "creator_user", "author", "made_by", "added_by"})
OWNERS = frozenset({
    "assigned_to", "owner", "assignee", "responsible", "lead", "account_manager", "sales_rep", "owned_by",
    "manager", "handler", "agent"
})  # fmt: skip
PARENTS = frozenset({"related_to", "regarding", "parent", "about", "belongs_to", "concerns"})
LONG = frozenset({
    "notes", "note", "description", "comment", "comments", "details", "summary", "content", "body", "text",
    "message", "transcript", "remarks"
})  # fmt: skip
SEARCHED = frozenset({*TITLES, "notes", "description"})
DUE = ("due_date", "due_at", "due", "deadline", "due_on")
DONE = ("completed_at", "completed_on", "done_at", "finished_at", "closed_at", "resolved_at")
STAGES = frozenset({"stage", "status", "state", "phase"})
ENDS = frozenset({
    "won", "lost", "closed", "done", "complete", "completed", "cancelled", "canceled", "finished", "rejected",
    "resolved", "paid", "archived", "abandoned", "expired", "ended", "declined"
})  # fmt: skip


def settled(plan: ClassPlan) -> ClassPlan:
    """Return the plan of a new class with nothing unsaid. A class without any text gets a field `name`."""
    plan = titled(plan.model_copy(update={"fields": tuple(settled_field(field) for field in plan.fields)}))
    stamped = plan.stamped if plan.stamped is not None else _users(plan, MAKERS)
    owners = plan.owners if plan.owners is not None else (*_users(plan, OWNERS), *stamped)
    return plan.model_copy(
        update={
            "description": plan.description or described(plan.name),
            "stamped": stamped,
            "owners": owners,
            "reveals": plan.reveals or (),
            "follows": plan.follows if plan.follows is not None else _follows(plan, owners, stamped),
            "due": plan.due or _first(plan, DUE, "Date"),
            "done": plan.done or _first(plan, DONE, "Date"),
        }
    )


def described(name: str) -> str:
    """Return what is said of a class of which nobody says what it is."""
    return f"{name} records, as this workspace keeps them."


def titled(plan: ClassPlan) -> ClassPlan:
    """Return the plan with a field that people call a record by; where no text can be that, `name` is added."""
    if plan.title:
        return plan
    if not any(_can_be_title(field) for field in plan.fields):
        name = settled_field(FieldPlan(name="name", kind="String", description="What it is called."))
        plan = plan.model_copy(update={"fields": (name, *plan.fields)})
    return plan.model_copy(update={"title": _title(plan)})


def settled_field(field: FieldPlan) -> FieldPlan:
    """Return a new field with nothing unsaid."""
    said = {
        "required": bool(field.required),
        "description": field.description or _described(field),
    }
    if field.kind != "String":
        return field.model_copy(update=said)
    name, values = snake(field.name), field.values or ()
    ends = field.terminal
    terminal = tuple(value for value in values if (_is_end(value) if ends is None else value in ends))
    default = field.default
    if default is None and values and name in STAGES and not field.required:
        default = values[0]
    long = field.long if field.long is not None else name in LONG and not values
    said |= {
        "values": values,
        "terminal": terminal,
        "default": default,
        "closed": bool(field.closed and values),
        "long": None if field.secret else long,
        "searchable": field.searchable if field.searchable is not None else name in SEARCHED and not field.secret,
        "unique": bool(field.unique),
    }
    return field.model_copy(update=said)


def _can_be_title(field: FieldPlan) -> bool:
    return field.kind == "String" and not field.secret and not field.long


def _title(plan: ClassPlan) -> str:
    """Return the field that people call a record by: by its name, else the first required text, else the first text."""
    texts = [field for field in plan.fields if _can_be_title(field)]
    for name in TITLES:
        if found := next((field.name for field in texts if snake(field.name) == name), None):
            return found
    free = [field for field in texts if not field.values] or texts
    return next((field.name for field in free if field.required), free[0].name)


def _users(plan: ClassPlan, names: frozenset[str]) -> tuple[str, ...]:
    users = (field for field in plan.fields if field.targets == (USER,) and not field.inferred)
    return tuple(field.name for field in users if snake(field.name) in names)


def _follows(plan: ClassPlan, owners: tuple[str, ...], stamped: tuple[str, ...]) -> tuple[str, ...]:
    """Return the pointers to what a record is a part of: by name, or what one that is nobody's cannot be without."""
    said = [field for field in plan.fields if not field.inferred]  # what was only inferred gives nobody any rights
    pointers = [field for field in said if field.targets and not {USER, plan.name} & set(field.targets)]
    if named := tuple(field.name for field in pointers if snake(field.name) in PARENTS):
        return named
    if set(owners) - set(stamped):
        return ()
    return next(((field.name,) for field in pointers if field.required), ())


def _first(plan: ClassPlan, names: tuple[str, ...], kind: str) -> str | None:
    fields = {snake(field.name): field.name for field in plan.fields if field.kind == kind}
    return next((fields[name] for name in names if name in fields), None)


def _is_end(value: str) -> bool:
    """Whether a value says that nothing more is expected: `won`, `Closed Lost`, `done`."""
    words = value.lower().replace("_", " ").replace("-", " ").split()
    return bool(words) and (words[0] in ENDS or words[-1] in ENDS) and words[0] not in ("not", "un", "to")


def _described(field: FieldPlan) -> str:
    words = snake(field.name).replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}."
