"""Whether what is somebody's is nobody else's, until it is given to him: through every door, and the stream."""

from collections.abc import Iterator
from contextlib import ExitStack

from api.graphql.identities import global_id
from api.proof.ear import Ear, listening
from api.proof.finding import Finding, found, left_out
from api.proof.person import Person
from api.proof.stage import Stage
from api.proof.subjects import Subject, assigned
from api.proof.values import called, made, pointer
from store.schema import Class

ABOUT = "Isolation"
MOST = 5
"""Classes that are tried: each takes a second or two."""


def isolation(stage: Stage) -> Iterator[Finding]:
    """Let somebody look for another's record before and after it is given to him."""
    subjects = assigned(stage.classes)
    if not subjects:
        yield left_out(ABOUT, "A sees nothing of B's.", "No class has a name, and a field that says whose a record is.")
    for subject in subjects[:MOST]:
        with ExitStack() as opening:
            ears = {who.id: opening.enter_context(listening(who)) for who in (stage.ann, stage.bob)}
            for ear in ears.values():
                ear.follows(subject.cls.name)
            yield from _tried(stage, subject, ears)
    if others := subjects[MOST:]:
        names = ", ".join(one.cls.name for one in others)
        yield left_out(ABOUT, f"The same of {names}.", f"The first {MOST} classes are tried; the rule is one for all.")


def _tried(stage: Stage, subject: Subject, ears: dict[str, Ear]) -> Iterator[Finding]:
    ann, bob, cls, wire = stage.ann, stage.bob, subject.cls, subject.field.wire
    name = called()
    given = {cls.fields[one].wire: name for one in (cls.model.title_field, *cls.model.searchable)}
    there = made(stage.schema, cls.name, stage.boss, {**given, wire: pointer("_User", bob.id)})
    for who, person in (("A", ann), ("B", bob)):
        yield from _sight(stage, subject, there, name, who, person, bob)
    stage.boss.rest("PUT", f"classes/{cls.name}/{there}", {wire: pointer("_User", ann.id)}).raise_for_status()
    for who, person in (("A", ann), ("B", bob)):
        yield from _sight(stage, subject, there, name, who, person, ann, since="after it was reassigned")
    yield from _heard(stage, cls, there, ears, wire)


def _sight(
    stage: Stage, subject: Subject, there: str, name: str, who: str, person: Person, owner: Person, since: str = ""
) -> Iterator[Finding]:
    """Look for the record through each door."""
    cls = subject.cls
    sees = person == owner or stage.schema.preset != "owner"
    whose = ("his own" if person == owner else "another's") + f" {cls.word}"
    seen = {
        "REST": person.rest("GET", f"classes/{cls.name}/{there}").is_success,
        "REST's lists": there in [one["objectId"] for one in person.finds(cls.name, limit="1000")],
        "GraphQL": _by_graphql(person, cls, there),
        "the chat": _by_chat(person, subject, name, owner),
        "search": there in person.asks("GET", "/api/names", text=name).text,
    }
    if cls.model.searchable:
        seen["search by meaning"] = there in person.asks("GET", "/api/search", text=name).text
    for door, is_seen in seen.items():
        tried = f"{who} {'sees' if sees else 'does not see'} {whose} {since}".strip() + f", through {door}."
        wrong = "" if is_seen == sees else "He sees it." if is_seen else "He does not see it."
        yield found(ABOUT, tried, wrong=wrong)


def _by_graphql(person: Person, cls: Class, there: str) -> bool:
    query = f"query ($id: ID!) {{ node(id: $id) {{ id }} {cls.wire_plural} {{ edges {{ node {{ objectId }} }} }} }}"
    said = person.graphql(query, id=global_id(cls.name, there)).json()
    data = said.get("data") or {}
    edges = (data.get(cls.wire_plural) or {}).get("edges") or []
    return bool(data.get("node")) or any(one["node"]["objectId"] == there for one in edges)


def _by_chat(person: Person, subject: Subject, name: str, owner: Person) -> bool:
    """Tell whether the assistant knows what nobody has said, however it is asked: whose the record is."""
    asked = f"show me the {subject.cls.word} {name}", f"show {name}", f"who is the {subject.field.name} of {name}?"
    return any(owner.name in person.says(text.replace("_", " "))["text"] for text in asked)


def _heard(stage: Stage, cls: Class, there: str, ears: dict[str, Ear], wire: str) -> Iterator[Finding]:
    """Compare what was told on the stream: each hears of his own last record last, and before it what he may."""
    mark = "update" if stage.schema.preset != "owner" else ""
    for who, person, expected in (("A", stage.ann, mark or "enter"), ("B", stage.bob, mark or "leave")):
        last = made(stage.schema, cls.name, person, {wire: pointer("_User", person.id)})
        told = [kind for kind, one in ears[person.id].until(last) if one == there]
        wanted = ["create", expected] if who == "B" or mark else [expected]
        tried = f"{who} hears of it on the stream: {', '.join(wanted)}, and nothing else."
        yield found(ABOUT, tried, wrong="" if told == wanted else f"He heard {', '.join(told) or 'nothing'}.")
