"""Names of others in what a person says: they stand in his message, and are not his words.

A door that puts a name where a person has only pointed at somebody, as Slack does, sets it between the marks that
Unicode has for a name within a text (UAX #9, FSI and PDI). People do not see them; models are not given them.
"""

import re

from store.names import fold

BEGIN, END = "\u2068", "\u2069"
QUOTED = re.compile(f"{BEGIN}([^{BEGIN}{END}]*){END}")
MARKS = str.maketrans("", "", BEGIN + END)


def quoted(name: str) -> str:
    """Return a name as it is put into a person's message."""
    return f"{BEGIN}{' '.join(plain(name).split())}{END}"


def plain(text: str) -> str:
    """Return a message as it reads."""
    return text.translate(MARKS)


def own(text: str) -> str:
    """Return a message without the names that were put into it: what its author has said himself."""
    return plain(QUOTED.sub(" ", text))


def names(text: str) -> frozenset[str]:
    """Return the names that were put into a message, folded."""
    return frozenset(fold(name) for name in QUOTED.findall(text))
