"""Whether the classes and fields are those that were asked for, as apps and the tables have them."""

from collections.abc import Iterator, Set

from api.proof.finding import Finding, found, left_out
from api.proof.person import Json, taken
from api.proof.stage import Stage
from store.blueprint.blueprint import ClassPlan, FieldPlan

ABOUT = "Fields"


def fields(stage: Stage) -> Iterator[Finding]:
    """Compare what was asked for with `/parse/schemas`, and the classes with the tables of the workspace."""
    said = taken(stage.boss.rest("GET", "schemas", master=True))["results"]
    there = {one["className"]: one["fields"] for one in said}
    for plan in stage.asked.classes:
        tried = f"{plan.name} has the {len(plan.fields)} fields that were asked for."
        cls = stage.schema.classes.get(plan.name)
        filled = {cls.fields[name].wire for name in cls.model.stamped} if cls else set()
        yield found(ABOUT, tried, wrong=" ".join(_wrong(plan, there.get(plan.name), filled)))
    yield found(ABOUT, "The tables of the workspace have a place for each field.", wrong=" ".join(stage.tables))
    if stage.elsewhere:
        why = f"{stage.elsewhere} It was tried in a file of SQLite."
        yield left_out(ABOUT, "All that follows holds in the workspace's own database.", why)
    else:
        yield found(ABOUT, f"All that follows is tried in the workspace's own kind of database, {stage.engine}.")


def _wrong(plan: ClassPlan, there: Json | None, filled: Set[str]) -> Iterator[str]:
    """Yield what is otherwise; of fields that the server fills nobody is asked for a value."""
    if there is None:
        yield "It is not there."
        return
    for field in plan.fields:
        if field.name not in there:
            yield f"{field.name} is missing."
        elif wrong := list(_differences(field, there[field.name], filled)):
            yield f"{field.name} is {', '.join(wrong)}."


def _differences(field: FieldPlan, there: Json, filled: Set[str]) -> Iterator[str]:
    targets = there.get("targetClasses", [there["targetClass"]] if "targetClass" in there else [])
    if there["type"] != field.kind:
        yield f"a {there['type']}, not a {field.kind}"
    elif field.targets and set(targets) != set(field.targets):
        yield f"a pointer to {' or '.join(targets)}, not to {' or '.join(field.targets)}"
    must = field.required if field.name not in filled else None
    if must is not None and must != there.get("required", False):
        yield "required" if there.get("required") else "not required"
    if field.default is not None and field.default != there.get("defaultValue"):
        yield f"{there.get('defaultValue')!r} at first, not {field.default!r}"
