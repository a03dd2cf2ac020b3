"""States that went wrong in some way, for judges to judge."""

from copy import deepcopy
from random import Random
from typing import Any

State = dict[str, list[dict[str, Any]]]
TEXTS = ("won", "Somebody else", "", None, "2026-03-20T09:00:00", "+49 30 123", 4_200)


def mutated(state: State, other: State, seed: int) -> State:
    """Return a state with one to three things changed, lost or made up.

    Args:
        state: It is left as it is.
        other: A state in which other things happened: some of them may happen here, too.
        seed: The same seed gives the same state.
    """
    chance = Random(seed)
    found = deepcopy(state)
    for _ in range(chance.randint(1, 3)):
        chance.choice((_change, _lose, _make_up, _take_over))(found, other, chance)
    return found


def _records(state: State, chance: Random) -> list[dict[str, Any]]:
    return chance.choice([records for records in state.values() if records])


def _change(state: State, _: State, chance: Random) -> None:
    record = chance.choice(_records(state, chance))
    key = chance.choice([key for key in record if key not in ("id", "role", "relatedTo")])
    record[key] = chance.choice(TEXTS)


def _lose(state: State, _: State, chance: Random) -> None:
    records = _records({key: value for key, value in state.items() if key != "users"}, chance)
    records.remove(chance.choice(records))


def _make_up(state: State, _: State, chance: Random) -> None:
    records = _records(state, chance)
    records.append(deepcopy(chance.choice(records)) | {"id": f"made-up-{chance.randint(1, 9_999)}"})


def _take_over(state: State, other: State, chance: Random) -> None:
    """Let one record be as it is in the other state, or be there or not as it is there."""
    here = {(key, one["id"]): one for key, records in state.items() for one in records}
    there = {(key, one["id"]): one for key, records in other.items() for one in records}
    different = sorted(place for place in here.keys() | there.keys() if here.get(place) != there.get(place))
    if not different:
        return
    key, object_id = chance.choice(different)
    state[key] = [one for one in state[key] if one["id"] != object_id]
    if (key, object_id) in there:
        state[key].append(deepcopy(there[key, object_id]))
