"""Whether a card still stands: its records are as it shows them, and it may be approved in part."""

from collections.abc import Mapping

from agent.direct import is_direct
from store.cards import Card, Part
from store.errors import InvalidValues
from tools import Context, Outdated, Tool, added, outdated, separable


def changed_since(context: Context, tools: Mapping[str, Tool], card: Card, part: Part | None) -> list[Outdated]:
    """Return the records of a card, or of a part of it, that are not as it shows them, or that it does not show yet."""
    found: list[Outdated] = []
    for call in card.calls:
        chosen = None if part is None else [(cls, object_id) for cls, object_id in part.get(call.call, [])]
        shown = [one for one in call.changes if chosen is None or (one.cls, one.object_id) in chosen]
        found += outdated(context, shown)
        if len(shown) == len(call.changes) and call.tool in tools:
            found += added(context, call.call, tools[call.tool], call.arguments, call.changes)
    return found


def check_part(tools: Mapping[str, Tool], card: Card, part: Part) -> None:
    """Refuse a part of a card that means nothing without the rest.

    Raises:
        InvalidValues: Its changes hang together.
    """
    for call in card.calls:
        whole = len(part.get(call.call, call.changes)) == len(call.changes)
        if is_direct(card) or not (whole or separable(tools[call.tool], call.changes)):
            raise InvalidValues("This is approved as a whole, or not at all: its changes hang together.")
