"""Orders that give one field of one record two values: nobody can mean both, so none is done."""

from collections.abc import Mapping, Sequence
from typing import Any

from agent.embedded.language.intents import Intent
from agent.embedded.language.wording import title


def clash(ready: Sequence[tuple[Intent, Sequence[Mapping[str, Any]]]]) -> str:
    """Return what to ask when changes of single records contradict each other; nothing where they do not.

    A change of many records may be followed by one of them that shall be otherwise.
    """
    known: dict[tuple[str, str], Any] = {}
    for intent, rows in ready:
        if intent.do != "update" or len(rows) != 1:
            continue
        for name, value in intent.set.items():
            first = known.setdefault((str(rows[0]["id"]), name), value)
            if first != value:
                field = name.replace("_", " ")
                return (
                    f"I read two different values for the {field} of **{title(rows[0])}**: {first} and {value}. "
                    "Which one is it? I have not changed anything."
                )
    return ""
