"""Functions of a workspace's own, in Python, that its apps call: `Parse.Cloud.run("hello")`.

They are in a module that `PARLEY_FUNCTIONS` names. Each is marked, takes who asks and what was sent, and returns JSON:

    from api.parse.functions import Asking, function

    @function
    def won_deals(asking: Asking, sent: dict[str, Any]) -> int:
        with asking.records() as records:
            return records.count("Deal", {"stage": "won"})
"""

import importlib
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, TypeVar

from api.parse.refusals import NO_FUNCTION, Refusal
from api.settings import InvalidSettings
from store.records import Records


@dataclass(frozen=True, slots=True)
class Asking:
    """Who calls a function."""

    unit: Callable[[bool], AbstractContextManager[Records]]

    def records(self, *, writes: bool = False) -> AbstractContextManager[Records]:
        """Open a unit of work as whoever calls; it passes the gate like everything else."""
        return self.unit(writes)


Function = Callable[[Asking, dict[str, Any]], Any]
Marked = TypeVar("Marked", bound=Function)


def function(body: Marked) -> Marked:
    """Mark a function as one that apps may call, by its own name."""
    body.is_function = True  # type: ignore[attr-defined]
    return body


class Functions:
    """The functions that apps may call, by name."""

    def __init__(self, found: Mapping[str, Function]) -> None:
        self._found = dict(found)

    @classmethod
    def of(cls, module: str | None) -> "Functions":
        """Return the marked functions of a module, and `hello`.

        Raises:
            InvalidSettings: There is no such module, or it cannot be imported.
        """
        names: dict[str, Any] = {}
        if module is not None:
            try:
                names = vars(importlib.import_module(module))
            except ImportError as error:
                raise InvalidSettings(f"PARLEY_FUNCTIONS is {module!r}: {error}.") from error
        marked = {name: one for name, one in names.items() if getattr(one, "is_function", False)}
        return cls({"hello": hello} | marked)

    @property
    def names(self) -> tuple[str, ...]:
        """What they are called, in the order of the alphabet."""
        return tuple(sorted(self._found))

    def run(self, name: str, asking: Asking, sent: dict[str, Any]) -> Any:
        """Return what the function of that name returns.

        Raises:
            Refusal: There is none.
        """
        if name not in self._found:
            raise Refusal(NO_FUNCTION, f'Invalid function: "{name[:100]}"')
        return self._found[name](asking, sent)


def hello(_: Asking, __: dict[str, Any]) -> str:
    """Greet, as the sample function of Parse does."""
    return "Hello world!"
