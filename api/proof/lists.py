"""Whether lists have what was asked for, in the order that was asked for."""

from collections.abc import Iterator

from api.proof.finding import Finding, found, left_out
from api.proof.person import Person
from api.proof.stage import Stage
from api.proof.subjects import Subject, first_date, next_stage, related, staged
from api.proof.values import date, made, pointer

BY_STAGE, BY_RECORD = "By stage", "By record"
DAYS = (20, 40, 10, 30)


def by_stage(stage: Stage) -> Iterator[Finding]:
    """List records by their stage, ordered by a date and by when they were changed."""
    subject = staged(stage.classes)
    if subject is None:
        yield left_out(BY_STAGE, "Records are listed by their stage.", "No class has a stage with an end.")
        return
    cls, spec, who = subject.cls, subject.field, stage.ann
    wanted, when = next_stage(spec), first_date(cls)
    dated = {when.wire: date(0)} if when else {}
    ids = [
        made(stage.schema, cls.name, who, {spec.wire: wanted, **{name: date(day) for name in dated}}) for day in DAYS
    ]
    made(stage.schema, cls.name, who, {spec.wire: spec.choices[0]})
    if when:
        by_date = [there for _, there in sorted(zip(DAYS, ids, strict=True))]
        tried = f"{cls.plural.capitalize()} in {wanted!r}, ordered by {when.wire}."
        yield _listed(who, subject, wanted, when.wire, by_date, tried, ids)
    else:
        yield left_out(BY_STAGE, f"{cls.plural.capitalize()} are ordered by a date.", "They have none.")
    changed = [ids[2], ids[0], ids[3], ids[1]]
    for there in changed:
        who.rest("PUT", f"classes/{cls.name}/{there}", {spec.wire: wanted, **dated}).raise_for_status()
    tried = f"{cls.plural.capitalize()} in {wanted!r}, those first that were changed last."
    yield _listed(who, subject, wanted, "-updatedAt", list(reversed(changed)), tried, ids)


def _listed(
    who: Person, subject: Subject, value: str, order: str, wanted: list[str], tried: str, ids: list[str]
) -> Finding:
    rows = who.finds(subject.cls.name, where={subject.field.wire: value}, order=order, limit="1000")
    others = [row for row in rows if row[subject.field.wire] != value]
    listed = [row["objectId"] for row in rows if row["objectId"] in ids]
    wrong = "It lists records of another stage." if others else "" if listed == wanted else "The order is another one."
    return found(BY_STAGE, tried, wrong=wrong)


def by_record(stage: Stage) -> Iterator[Finding]:
    """List what is related to a record of each class that a pointer may name; another class is refused."""
    subject = related(stage.classes)
    if subject is None:
        yield left_out(BY_RECORD, "What is related to a record is listed.", "No field points to several classes.")
        return
    cls, spec, who = subject.cls, subject.field, stage.ann
    targets = [name for name in spec.targets if not stage.schema[name].model.managed]
    pointers = {name: pointer(name, made(stage.schema, name, who)) for name in targets}
    ids = {name: made(stage.schema, cls.name, who, {spec.wire: one}) for name, one in pointers.items()}
    for name, one in pointers.items():
        listed = [row["objectId"] for row in who.finds(cls.name, where={spec.wire: one})]
        tried = f"{cls.plural.capitalize()} by {spec.wire}, of a {name}."
        yield found(BY_RECORD, tried, wrong="" if listed == [ids[name]] else f"It lists {len(listed)}.")
    others = [one for one in stage.classes if one.name not in spec.targets and one is not cls]
    for other in sorted(others, key=lambda one: one.name != "Company")[:1]:
        to = pointer(other.name, made(stage.schema, other.name, who))
        said = who.rest("PUT", f"classes/{cls.name}/{next(iter(ids.values()))}", {spec.wire: to})
        yield found(BY_RECORD, f"A {other.name} is refused.", wrong="" if said.is_client_error else said.text)
