"""What a blueprint leaves open of new classes and fields, and what is taken for it."""

from collections.abc import Iterator

from store.blueprint.blueprint import Blueprint, ClassPlan, FieldPlan
from store.blueprint.defaults import USER
from store.blueprint.plan import Question
from store.blueprint.telling import listed


def questions(before: Blueprint, after: Blueprint, wanted: Blueprint) -> Iterator[Question]:
    """Yield the open questions, class by class."""
    there = {cls.name: cls for cls in before.classes}
    becomes = {cls.name: cls for cls in after.classes}
    for said in wanted.classes:
        if said.name not in there:
            yield from _of_class(said, becomes[said.name])
        known = {field.name for field in there[said.name].fields} if said.name in there else set()
        fields = {field.name: field for field in becomes[said.name].fields}
        for field in said.fields:
            if field.name in fields and field.name not in known:
                yield from _of_field(becomes[said.name], field, fields[field.name])


def _of_class(said: ClassPlan, plan: ClassPlan) -> Iterator[Question]:
    if said.title is None:
        added = "" if plan.title in [field.name for field in said.fields] else ", which is added"
        yield _asked(plan, "What is a record called by?", f"{plan.title}{added}")
    if said.owners is None:
        people = ["who made it", *(f"the user in {one}" for one in plan.owners or ())]
        yield _asked(plan, "Who keeps access to a record?", listed(people))
    if said.follows is None and plan.follows:
        yield _asked(plan, "Who else sees a record?", f"whoever sees what it names in {listed(plan.follows)}")


def _of_field(plan: ClassPlan, said: FieldPlan, field: FieldPlan) -> Iterator[Question]:
    about = f"{plan.name}.{field.name}"
    if said.values and said.terminal is None:
        question = "After which values is nothing more expected?"
        yield Question(about=about, question=question, default=listed(field.terminal))
    if said.closed and not field.values:
        yield Question(about=about, question="Which values may it have?", default="any text")
    if field.targets == (USER,) and field.name not in (plan.owners or ()):
        yield Question(about=about, question="Does this user see and change the record?", default="no")
    if field.kind == "Pointer" and field.required and said.on_delete is None:
        question = "What becomes of the record when what it names is deleted?"
        yield Question(about=about, question=question, default="it stays, and the pointer reads as empty")


def _asked(plan: ClassPlan, question: str, default: str) -> Question:
    return Question(about=plan.name, question=question, default=default)
