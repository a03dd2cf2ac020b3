"""Who sees and changes what, in words and with an example, as a blueprint has it."""

from store.blueprint.blueprint import Blueprint, ClassPlan
from store.blueprint.telling import PRESETS, listed

OF_ALL = (
    "Nobody sees anything without signing in.",
    "Admins and managers see and change all records; who is read-only changes none.",
)


def permissions(blueprint: Blueprint) -> tuple[str, ...]:
    """Return the sentences: those that hold for all, then one for each class."""
    told = [of_class(blueprint, plan) for plan in blueprint.classes if plan.name != "_User"]
    return (*OF_ALL, PRESETS[blueprint.preset or "owner"], *told)


def of_class(blueprint: Blueprint, plan: ClassPlan) -> str:
    """Return who sees and changes the records of one class, with an example."""
    owners = [one for one in plan.owners or () if one not in (plan.stamped or ())]
    people = listed(["whoever made it", *(f"the user in {one}" for one in owners)])
    seen = [f"the {one}" for one in plan.follows or ()]
    givers = [giver.name for giver in blueprint.classes if _reveals(blueprint, giver, plan.name)]
    seen += [f"{article(giver).lower()} {giver} that names it" for giver in givers]
    also = f"; it is also seen by whoever sees {listed(seen)}" if seen else ""
    what = f"{article(plan.name)} {plan.name}"
    preset = blueprint.preset or "owner"
    if preset == "open":
        return f"{what} is seen and changed by everybody. Example: Ann makes one: Bob sees it, and may change it."
    if preset == "team":
        return f"{what} is seen by everybody, and changed by {people}. {_shared(owners)}"
    return f"{what} is seen and changed by {people}{also}. {_example(plan, owners)}"


def _shared(owners: list[str]) -> str:
    if owners:
        return f"Example: Ann makes one and sets {owners[0]} to Bob: Ann and Bob change it, Cem only sees it."
    return "Example: Ann makes one: Bob sees it, and cannot change it."


def article(name: str) -> str:
    """Return the article that goes before a name: `A`, or `An` before a vowel."""
    return "An" if name[:1] in "AEIOaeio" else "A"


def _example(plan: ClassPlan, owners: list[str]) -> str:
    if owners:
        return f"Example: Ann makes one and sets {owners[0]} to Bob: Ann and Bob see it, Cem does not."
    if plan.follows:
        return f"Example: whoever sees what it names in {plan.follows[0]} sees it; only Ann, who made it, changes it."
    return "Example: Ann makes one: she sees it, Bob does not."


def _reveals(blueprint: Blueprint, giver: ClassPlan, name: str) -> bool:
    classes = {plan.name: plan for plan in blueprint.classes}
    for path in giver.reveals or ():
        ends: tuple[str, ...] = (giver.name,)
        for step in path.split("."):
            fields = {field.name: field.targets for field in classes[ends[0]].fields} if ends[:1] else {}
            ends = fields.get(step, ())
        if name in ends:
            return True
    return False
