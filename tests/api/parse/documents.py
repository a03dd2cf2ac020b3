"""Random where-documents, and what they mean in plain Python: for tests that compare the server with it."""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

from store.fields import Pointer
from store.principal import Principal
from tests.store.rule import may_read
from tests.store.worlds import EPOCH, IDS, NAMES, PEOPLE, POINTERS, SIZES, Thing, World

FIELDS = {
    "Company": {"name": "text", "industry": "text"},
    "Contact": {"name": "text", "email": "text"},
    "Deal": {"title": "text", "amount": "number", "stage": "text", "expectedCloseDate": "date"},
    "Activity": {"subject": "text", "dueDate": "date"},
    "Project": {"name": "text", "budget": "number", "urgent": "truth"},
}
NAMED = {"expectedCloseDate": "expected_close_date", "dueDate": "due_date", "relatedTo": "related_to",
         "createdBy": "created_by", "assignedTo": "assigned_to"}  # fmt: skip
WIRED = {name: wired for wired, name in NAMED.items()}
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": st.sampled_from([*NAMES, "lead", "LEAD", "won", ""]),
    "number": st.sampled_from([-1.5, 0, 10, 10.5]),
    "date": st.sampled_from([EPOCH + timedelta(days=days) for days in (0, 1, 2)]),
    "truth": st.booleans(),
}
PATTERNS = st.sampled_from(
    [r"^\QAc\E", r"\Q%\E", r"\Qps\E$", r"\Q\\E", "^a", "me", "pumps$", "^$", "", "o.*d", r"^\w+$", "a_b|100%", "[AÖ]",
     "c.me", r"\bpumps\b", r"^(?:Acme|lead)$", r"\d{3}"]
)  # fmt: skip
OPTIONS = st.sampled_from(["", "i", "m", "s", "im", "x"])
SIZES_OF: dict[str, Callable[[Any, Any], bool]] = {
    "$lt": lambda value, wanted: value < wanted,
    "$lte": lambda value, wanted: value <= wanted,
    "$gt": lambda value, wanted: value > wanted,
    "$gte": lambda value, wanted: value >= wanted,
}
TEXTS = ("name", "industry", "email", "title", "stage", "subject")
FLAGS = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL, "x": re.VERBOSE}


@cache
def documents(cls: str, depth: int = 2) -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy for what is asked of a class."""
    parts = [st.fixed_dictionaries({name: _asked(kind)}) for name, kind in FIELDS[cls].items()]
    parts += [
        st.fixed_dictionaries({WIRED.get(name, name): _pointed(targets, depth)})
        for name, targets in POINTERS[cls].items()
        if targets != ("_User",)
    ]
    parts.append(st.fixed_dictionaries({"colour": _asked("text")}))
    parts.append(st.fixed_dictionaries({"objectId": st.sampled_from(IDS) | st.fixed_dictionaries(
        {"$in": st.lists(st.sampled_from(IDS), max_size=2)})}))  # fmt: skip
    if depth:
        several = st.lists(st.deferred(lambda: documents(cls, depth - 1)), min_size=1, max_size=2)
        parts += [st.fixed_dictionaries({how: several}) for how in ("$or", "$and", "$nor")]
    return st.one_of(parts) | st.tuples(st.one_of(parts), st.one_of(parts)).map(lambda two: {**two[0], **two[1]})


def meets(world: World, who: Principal, thing: Thing, where: Mapping[str, Any]) -> bool:
    """Whether a record meets what `who` asks."""
    return all(_part(world, who, thing, name, wanted) for name, wanted in where.items())


def wire(value: Any) -> Any:
    """Return what is asked as JSON has it."""
    if isinstance(value, Pointer):
        return {"__type": "Pointer", "className": value.cls, "objectId": value.id}
    if hasattr(value, "isoformat"):
        return {"__type": "Date", "iso": value.isoformat(timespec="milliseconds").replace("+00:00", "Z")}
    if isinstance(value, Mapping):
        return {name: wire(one) for name, one in value.items()}
    return [wire(one) for one in value] if isinstance(value, list) else value


def _asked(kind: str) -> st.SearchStrategy[Any]:
    values, wrong = VALUES[kind], VALUES["number" if kind in ("text", "date") else "text"]
    one: dict[str, st.SearchStrategy[Any]] = {
        "$ne": st.none() | values | wrong,
        "$eq": st.none() | values,
        "$in": st.lists(st.none() | values | wrong, max_size=3),
        "$nin": st.lists(st.none() | values, max_size=2),
        "$all": st.lists(values, min_size=1, max_size=2),
        "$exists": st.booleans(),
    }
    operators = [st.fixed_dictionaries({how: strategy}) for how, strategy in one.items()]
    if kind != "truth":
        operators += [st.fixed_dictionaries({how: values}) for how in SIZES_OF if kind != "text"]
    if kind == "text":
        operators.append(st.fixed_dictionaries({"$regex": PATTERNS, "$options": OPTIONS}))
        source = st.sampled_from(
            [(cls, name) for cls, names in FIELDS.items() for name in names if names[name] == kind]
        )
        chosen = source.map(lambda of: {"key": of[1], "query": {"className": of[0], "where": {}}})
        operators += [st.fixed_dictionaries({how: chosen}) for how in ("$select", "$dontSelect")]
    both = st.tuples(st.one_of(operators), st.one_of(operators)).map(lambda two: {**two[0], **two[1]})
    return st.none() | values | wrong | st.one_of(operators) | both


def _pointed(targets: tuple[str, ...], depth: int) -> st.SearchStrategy[Any]:
    ids = [Pointer(target, one) for target in targets for one in (*IDS[: SIZES[target]], "gone")]
    pointers = st.sampled_from([*ids, Pointer("_User", PEOPLE[0])])
    asked = [
        pointers,
        st.fixed_dictionaries({"$ne": pointers}),
        st.fixed_dictionaries({"$in": st.lists(pointers, max_size=2)}),
        st.fixed_dictionaries({"$nin": st.lists(pointers, max_size=2)}),
        st.fixed_dictionaries({"$exists": st.booleans()}),
    ]
    if depth:
        for target in (*targets, "Project"):
            query = st.fixed_dictionaries({"className": st.just(target), "where": documents(target, depth - 1)})
            asked += [st.fixed_dictionaries({how: query}) for how in ("$inQuery", "$notInQuery")]
    return st.one_of(asked)


def _part(world: World, who: Principal, thing: Thing, name: str, wanted: Any) -> bool:
    if name in ("$or", "$nor"):
        return any(meets(world, who, thing, one) for one in wanted) == (name == "$or")
    if name == "$and":
        return all(meets(world, who, thing, one) for one in wanted)
    if name == "objectId":
        return thing.id in wanted["$in"] if isinstance(wanted, dict) else thing.id == wanted
    if name == "colour":
        return isinstance(wanted, dict) and wanted.get("$exists") is False
    value = thing.values[NAMED.get(name, name)]
    if not isinstance(wanted, Mapping):
        return _equal(value, wanted)
    options = wanted.get("$options", "")
    return all(
        _operator(world, who, value, how, one, options) for how, one in wanted.items() if how != "$options"
    )  # fmt: skip


def _operator(world: World, who: Principal, value: Any, how: str, wanted: Any, options: str) -> bool:
    if how in SIZES_OF:
        return value is not None and SIZES_OF[how](value, wanted)
    if how in ("$eq", "$ne"):
        return _equal(value, wanted) == (how == "$eq")
    if how in ("$in", "$nin"):
        return any(_equal(value, one) for one in wanted) == (how == "$in")
    if how == "$all":
        return all(_equal(value, one) for one in wanted)
    if how == "$exists":
        return (value is not None) == bool(wanted)
    if how == "$regex":
        return value is not None and _found(wanted, options, value)
    found = _in_query(world, who, value, wanted) if "Query" in how else _selected(world, who, value, wanted)
    return found == (how in ("$inQuery", "$select"))


def _equal(value: Any, wanted: Any) -> bool:
    return bool(value == wanted) and isinstance(value, bool) == isinstance(wanted, bool)


def _found(pattern: str, options: str, value: str) -> bool:
    plain = re.sub(r"\\Q(.*?)\\E", lambda quoted: re.escape(quoted[1]), pattern)
    flags = sum(FLAGS[option] for option in options)
    return re.search(re.sub(r"\$$", r"\\Z", plain), value, flags | re.ASCII if "\\" in pattern else flags) is not None


def _in_query(world: World, who: Principal, value: Any, query: Mapping[str, Any]) -> bool:
    target = world.at(value)
    if target is None or target.cls != query["className"] or not may_read(world, who, target):
        return False
    return meets(world, who, target, query["where"])


def _selected(world: World, who: Principal, value: Any, wanted: Mapping[str, Any]) -> bool:
    name = NAMED.get(wanted["key"], wanted["key"])
    seen = [one for one in world.of(wanted["query"]["className"]) if may_read(world, who, one)]
    return value is not None and any(one.values[name] == value for one in seen)
