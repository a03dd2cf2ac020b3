"""What words and values tell of a record: whether it has them, or names a record that has them."""

from collections.abc import Callable
from typing import Any

from agent.embedded.language.lexicon import Mark
from agent.embedded.records.narrowing import hinted

Fits = Callable[[dict[str, Any]], bool]
THOUSAND = 1_000


def valued(mark: Mark) -> Fits:
    """Return whether a record has a value, or names one of the records that a name may mean."""
    if mark.kind == "date":
        first, last = mark.value.before or mark.value.first, mark.value.last
        days = (str(mark.value.first), str(first), str(last))
        return lambda row: any(min(days) <= str(value)[:10] <= max(days) for value in row.values() if _dated(value))
    if mark.kind == "amount":
        sums = {mark.value.value, mark.value.value * THOUSAND}
        return lambda row: any(value in sums for value in row.values() if isinstance(value, int | float))
    if mark.kind in ("choice", "kind"):
        listed = {str(one[-1] if isinstance(one, tuple) else one) for one in mark.value}
        return lambda row: any(value in listed for value in row.values() if isinstance(value, str))
    ids = {ref.id for ref in mark.value.refs}
    return lambda row: row["id"] in ids or bool(ids & named_by(row))


def _dated(value: Any) -> bool:
    return isinstance(value, str) and len(value) >= 10 and value[4:5] == value[7:8] == "-"


def named_by(row: dict[str, Any]) -> set[str]:
    """Return the identities of the records that a record names."""
    return {str(value.get("id")) for value in row.values() if isinstance(value, dict)}


def has(row: dict[str, Any], word: str) -> bool:
    """Whether a word is in what a record shows, or the beginning of a word of it."""
    shown = {key: value for key, value in row.items() if key not in ("id", "class", "score")}
    if len(word) > 3:
        return hinted(shown, [word])
    text = " ".join(str(v.get("name", "")) if isinstance(v, dict) else str(v) for v in shown.values()).casefold()
    return word in "".join(letter if letter.isalnum() else " " for letter in text).split()
