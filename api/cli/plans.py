"""A description of a CRM and the plan that it gives, as the terminal shows them."""

from collections.abc import Iterable, Sequence

from api.cli.rendering import notice, say, show, table
from store.blueprint.plan import Plan, Question
from store.blueprint.reading.reading import Reading

FORMS = {
    "prompt": "a generation prompt",
    "classes": "classes in JSON",
    "schemas": "a Parse server's schemas",
    "diagram": "an entity-relationship diagram",
}
DEEDS = {"create": "add", "alter": "change", "rename": "rename", "drop": "drop"}
MOST = 40
"""Lines of one kind that are shown."""


def show_reading(reading: Reading) -> None:
    """Show what was read, and all that was not understood or taken for granted."""
    classes = reading.blueprint.classes
    counts = (("class", "classes", len(classes)), ("field", "fields", sum(len(plan.fields) for plan in classes)))
    told = [f"{count:,} {one if count == 1 else several}" for one, several, count in counts]
    say(f"Read {FORMS[reading.form]}: {' with '.join(told)}.")
    _listed(
        "Inferred by the language model",
        ("Line", "Text", "Gives"),
        [(str(one.line), one.text, one.gave) for one in reading.understood if one.inferred],
        right=("Line",),
    )
    _listed(
        "Not understood",
        ("Line", "Text", "Why"),
        [(str(one.line), one.text, one.why) for one in reading.not_understood],
        right=("Line",),
    )
    _told("Taken for granted", reading.assumed)


def show_plan(plan: Plan, more: Iterable[Question]) -> None:
    """Show what would be done, what stays, who would see what, and what is left open.

    Args:
        plan: What would be done.
        more: Questions of the reading, which the plan does not know.
    """
    if plan.is_empty:
        say("", "No changes: the CRM is as described.")
        return
    _listed("Plan", ("What", "Where", "In words"), [(DEEDS[one.deed], one.about, one.sentence) for one in plan.steps])
    _told("Stays", plan.leaves)
    _told("Who sees and changes what", plan.permissions)
    asked = [(one.about, one.question, one.default) for one in [*plan.questions, *more]]
    _listed("Left open", ("About", "Question", "Unless you say more"), asked)
    needs = [(one.key, one.sentence, _suggested(one.suggestion)) for one in plan.needs]
    _listed("Must be said first, with --map", ("Key", "Question", "For instance"), needs)
    say("", f"Risk: {plan.risk}", f"The plan's hash is {plan.hash}.")


def _listed(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[str] = ()) -> None:
    if rows:
        say("", title)
        show(table(heads, rows[:MOST], right=right))
        _tell_rest(rows)


def _told(title: str, sentences: Sequence[str]) -> None:
    if sentences:
        say("", title, *(f"· {sentence}" for sentence in sentences[:MOST]))
        _tell_rest(sentences)


def _tell_rest(rows: Sequence[object]) -> None:
    if len(rows) > MOST:
        notice(f"… and {len(rows) - MOST:,} more.")


def _suggested(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
