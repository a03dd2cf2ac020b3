"""What classes, fields and values are called in a language that has words of its own."""

import re
import unicodedata
from collections.abc import Iterable


class Names:
    """Names of one place in a program, each of which is given once."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def claim(self, wanted: str, ending: str, derived: Iterable[str] = ()) -> str:
        """Return the name, with `ending` as often as it is taken, and take it.

        Args:
            wanted: What it would be called.
            ending: What sets it apart.
            derived: Endings of other names that come with it, and must be free, too.
        """
        name = wanted
        while {name, *(f"{name}{end}" for end in derived)} & self._taken:
            name += ending
        self._taken |= {name, *(f"{name}{end}" for end in derived)}
        return name


def capital(name: str) -> str:
    """Return a name as types have it: `Deal` of `deal`, `User` of `_User`."""
    bare = name.strip("_")
    return bare[:1].upper() + bare[1:]


def camel(text: str, otherwise: str) -> str:
    """Return what a value of a list can be called: `inProgress` of "In progress!", `grosse` of "größe".

    Args:
        text: Any text.
        otherwise: Stands before what does not begin with a letter of English, as "2 weeks".
    """
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss"))
    words = re.findall(r"[A-Za-z0-9]+", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    joined = "".join(capital(word) for word in words)
    name = joined[:1].lower() + joined[1:]
    return name if name[:1].isalpha() else f"{otherwise}{joined}"
