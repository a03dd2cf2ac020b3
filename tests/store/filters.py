"""Random filters, and what they mean in plain Python: for tests that compare SQL with it."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

from store.fields import Pointer
from store.principal import Principal
from tests.store.rule import may_read
from tests.store.worlds import EPOCH, IDS, NAMED, NUMBERS, PEOPLE, PLAIN, POINTERS, SIZES, Thing, World

TEXTS = NAMED | st.sampled_from(["acme", "ÖDE", "%", "_", "\\", "🙂", "zzz"])
DAYS = st.sampled_from([EPOCH, EPOCH + timedelta(hours=1), EPOCH + timedelta(days=1)])
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "amount": NUMBERS.filter(lambda value: value is not None),
    "budget": NUMBERS.filter(lambda value: value is not None),
    "expected_close_date": DAYS,
    "due_date": DAYS,
    "urgent": st.booleans(),
    "stage": st.sampled_from(["lead", "won", "LEAD"]),
}
POINTING = [(cls, field, target) for cls, fields in POINTERS.items() for field, ts in fields.items() for target in ts]

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "is": lambda value, wanted: value == wanted,
    "is_not": lambda value, wanted: value != wanted,
    "same": lambda value, wanted: value is not None and value.lower() == wanted.lower(),
    "at_least": lambda value, wanted: value is not None and value >= wanted,
    "at_most": lambda value, wanted: value is not None and value <= wanted,
    "over": lambda value, wanted: value is not None and value > wanted,
    "under": lambda value, wanted: value is not None and value < wanted,
    "one_of": lambda value, wanted: value in wanted,
    "none_of": lambda value, wanted: value not in wanted,
    "contains": lambda value, wanted: value is not None and wanted.lower() in value.lower(),
    "starts_with": lambda value, wanted: value is not None and value.lower().startswith(wanted.lower()),
    "empty": lambda value, wanted: (value is None) == wanted,
}
OF_WORDS = ("same", "contains", "starts_with")
OF_SIZES = ("at_least", "at_most", "over", "under")


@cache
def filters(cls: str, depth: int = 2) -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy for filters on a class."""
    if cls == "_User":
        return st.fixed_dictionaries({"username": _asked(st.sampled_from(PEOPLE), OF_WORDS)})
    parts = [st.fixed_dictionaries({name: _asked(_values(name), _order(name))}) for name in PLAIN[cls]]
    parts += [st.fixed_dictionaries({name: _pointed(targets, depth)}) for name, targets in POINTERS[cls].items()]
    if depth:
        several = st.lists(st.deferred(lambda: filters(cls, depth - 1)), max_size=2)
        parts += [st.fixed_dictionaries({word: several}) for word in ("any_of", "all_of", "none_of")]
        parts += [
            st.fixed_dictionaries({word: _reverse(source, field, depth)})
            for source, field, target in POINTING
            if target == cls
            for word in ("has", "lacks")
        ]
    return st.one_of(parts) | st.tuples(st.one_of(parts), st.one_of(parts)).map(lambda two: {**two[0], **two[1]})


def meets(world: World, who: Principal, thing: Thing, where: Mapping[str, Any]) -> bool:
    """Whether a record meets a filter that `who` asks."""
    return all(_part(world, who, thing, name, wanted) for name, wanted in where.items())


def _values(name: str) -> st.SearchStrategy[Any]:
    return VALUES.get(name, TEXTS)


def _order(name: str) -> tuple[str, ...]:
    if name == "urgent":
        return ()
    return OF_SIZES if name in VALUES and name != "stage" else OF_WORDS


def _asked(values: st.SearchStrategy[Any], more: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """Return a strategy for what is asked of a field that is no pointer."""
    maybe = st.none() | values
    one = {
        "is": maybe,
        "is_not": maybe,
        "one_of": st.lists(maybe, max_size=2),
        "none_of": st.lists(maybe, max_size=2),
        "empty": st.booleans(),
        **dict.fromkeys(more, values),
    }
    several = [st.fixed_dictionaries({how: strategy}) for how, strategy in one.items()]
    return (
        maybe | st.one_of(several) | st.tuples(st.one_of(several), st.one_of(several)).map(lambda t: {**t[0], **t[1]})
    )


def _pointed(targets: tuple[str, ...], depth: int) -> st.SearchStrategy[Any]:
    """Return a strategy for what is asked of a pointer."""
    ids = {cls: IDS[:most] for cls, most in SIZES.items()} | {"_User": PEOPLE}
    pointers = st.sampled_from([Pointer(target, one) for target in targets for one in (*ids[target], "gone")])
    asked: list[st.SearchStrategy[Any]] = [
        st.none() | pointers,
        st.fixed_dictionaries({"is_not": st.none() | pointers}),
        st.fixed_dictionaries({"one_of": st.lists(pointers, max_size=3)}),
        st.fixed_dictionaries({"none_of": st.lists(pointers, max_size=3)}),
        st.fixed_dictionaries({"empty": st.booleans()}),
    ]
    if depth:
        asked += [st.fixed_dictionaries({"matches": filters(target, depth - 1)}) for target in targets]
    return st.one_of(asked)


def _reverse(source: str, field: str, depth: int) -> st.SearchStrategy[dict[str, Any]]:
    where = st.deferred(lambda: filters(source, depth - 1))
    return st.fixed_dictionaries({"class": st.just(source), "by": st.just(field), "where": where})


def _part(world: World, who: Principal, thing: Thing, name: str, wanted: Any) -> bool:
    if name == "any_of":
        return any(meets(world, who, thing, part) for part in wanted)
    if name == "all_of":
        return all(meets(world, who, thing, part) for part in wanted)
    if name == "none_of":
        return not any(meets(world, who, thing, part) for part in wanted)
    if name in ("has", "lacks"):
        return _points_here(world, who, thing, wanted) == (name == "has")
    value = thing.values[name]
    asked = wanted if isinstance(wanted, Mapping) else {"is": wanted}
    return all(_compared(world, who, value, how, one) for how, one in asked.items())


def _compared(world: World, who: Principal, value: Any, how: str, wanted: Any) -> bool:
    if how != "matches":
        return COMPARISONS[how](value, wanted)
    target = world.at(value)
    if target is None or not _fits(target, wanted) or not may_read(world, who, target):
        return False
    return meets(world, who, target, wanted)


def _fits(thing: Thing, where: Mapping[str, Any]) -> bool:
    """Whether the filter can be asked of a record of this class."""
    for name, wanted in where.items():
        if name in ("any_of", "all_of", "none_of"):
            fits = all(_fits(thing, part) for part in wanted)
        elif name in ("has", "lacks"):
            fits = (wanted["class"], wanted["by"], thing.cls) in POINTING
        else:
            fits = name in thing.values
        if not fits:
            return False
    return True


def _points_here(world: World, who: Principal, thing: Thing, wanted: Mapping[str, Any]) -> bool:
    here = Pointer(thing.cls, thing.id)
    sources = [one for one in world.of(wanted["class"]) if one.values[wanted["by"]] == here]
    return any(may_read(world, who, one) and meets(world, who, one, wanted["where"]) for one in sources)
