"""What classes and fields may be called; a name that cannot be used is refused with one that can."""

import re
import unicodedata
from collections.abc import Iterable
from keyword import iskeyword

from pydantic.alias_generators import to_snake

from store.errors import InvalidSchema
from store.fields import Record
from store.own_tables.columns import PREFIX
from store.schema import plural_of
from store.soundness import CLASS_NAME, FIELD_NAME, MOST_SHOWN, RESERVED, table_name

LATIN = re.compile(r"LATIN (?:SMALL|CAPITAL) (?:LETTER|LIGATURE) (?:DOTLESS )?(?P<plain>[A-Z]{1,2})\b")
WIRE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
TAKEN = frozenset({
    "query", "mutation", "subscription", "viewer", "node", "pageinfo", "acl", "publicacl", "roleacl", "useracl",
    "any", "object", "array", "file", "date", "id", "int", "float", "number", "string", "boolean", "health",
    "name", "login", "record"
})  # fmt: skip
"""What no class is called, in lower case: types and questions of GraphQL, and a word that a tool has."""
SYSTEM = frozenset({"objectid", "createdat", "updatedat", "acl", "id"})
"""What every record has, in lower case: descriptions mean these, however they write them."""
ELSEWHERE = frozenset({"className", "constructor", "prototype"})
"""What no field is called on the wire: its word for the class of a record, and those that the JavaScript SDK drops."""
DERIVED = ("Order", "Connection", "Edge")
"""What GraphQL calls its types by, behind the name of a class."""
OTHER = {"id": "number", "acl": "access", "creator": "maker", "version": "revision", "class": "kind"}
"""Better names for fields that cannot be called so."""


def snake(wire: str) -> str:
    """Return what a field is called in Python and SQL."""
    return to_snake(wire)


def check_class(name: str, others: Iterable[str]) -> None:
    """Do nothing.

    Args:
        name: Of a new class.
        others: The names of all other classes.

    Raises:
        InvalidSchema: No class can be called so; with a name that it can have.
    """
    shown, better = repr(name[:MOST_SHOWN]), better_class(name)
    if name.startswith("_"):
        raise InvalidSchema(f"No class can be called {shown}: names with _ are the system's. Call it {better}.")
    if name.lower().startswith(PREFIX):
        raise InvalidSchema(f"No class can be called {shown}: names with {PREFIX} are the program's. Call it {better}.")
    if CLASS_NAME.fullmatch(name) is None:
        raise InvalidSchema(
            f"No class can be called {shown}: names have English letters, digits and _, at most 50. Call it {better}."
        )
    if name.lower() in TAKEN or iskeyword(name) or iskeyword(name.lower()):
        raise InvalidSchema(f"No class can be called {shown}: the word means something else here. Call it {better}.")
    if same := next((one for one in others if table_name(one) == table_name(name)), None):
        raise InvalidSchema(f"There is a class {same} already: say {same} for it, or call the other one {better}.")
    for one in others:
        if _tables(one) & _tables(name) or _words(one) & _words(name) or name in [f"{one}{end}" for end in DERIVED]:
            raise InvalidSchema(
                f"{shown} and {one} would have a name in common in the database or at a door. Call it {better}."
            )


def check_field(cls: str, wire: str, others: Iterable[str]) -> None:
    """Do nothing.

    Args:
        cls: The class.
        wire: What its field is to be called on every wire.
        others: What its other fields are called there.

    Raises:
        InvalidSchema: It cannot be called so; with a name that it can have.
    """
    name, shown = snake(wire), repr(wire[:MOST_SHOWN])
    better = better_field(cls, wire)
    if WIRE_NAME.fullmatch(wire) is None or FIELD_NAME.fullmatch(name) is None:
        why = "a name begins with a letter and has letters of English, digits and _, at most 50"
    elif name in RESERVED or wire.lower() in SYSTEM:
        why = "the system has that name for itself"
    elif iskeyword(wire) or iskeyword(name):
        why = "programs cannot have that word for a name"
    elif wire in ELSEWHERE:
        why = "apps that use an SDK cannot have that word for a field"
    elif name.startswith("model_") or hasattr(Record, name):
        why = "the program needs that name for itself"
    elif same := next((one for one in others if one != wire and snake(one) == name), None):
        why = f"its field {same} has the same name in the database"
    else:
        return
    raise InvalidSchema(f"No field of {cls} can be called {shown}: {why}. Call it {better}.")


def _tables(name: str) -> set[str]:
    return {table_name(name), f"{table_name(name)}_acl"}


def _words(name: str) -> set[str]:
    word = name.strip("_").lower()
    return {word, plural_of(word)}


def better_class(name: str) -> str:
    """Return what a class may be called instead."""
    plain = _ascii(name).strip("_")
    words = re.findall(r"[A-Za-z0-9]+", plain)
    joined = "".join(word[:1].upper() + word[1:] for word in words)[:40].lstrip("0123456789")
    if not joined:
        return "MyClass"
    return f"My{joined}" if joined == name or joined.lower() in TAKEN or iskeyword(joined) else joined


def better_field(cls: str, wire: str) -> str:
    """Return what a field of a class may be called instead."""
    if wire.lower() in OTHER:
        return OTHER[wire.lower()]
    words = re.findall(r"[A-Za-z0-9]+", _ascii(wire))
    joined = "".join(words[:1] + [word[:1].upper() + word[1:] for word in words[1:]])[:40].lstrip("0123456789")
    joined = joined[:1].lower() + joined[1:]
    if joined and joined != wire and snake(joined) not in RESERVED and not iskeyword(joined):
        return joined
    own = cls.strip("_")
    return (
        f"{own[:1].lower()}{own[1:]}{joined[:1].upper()}{joined[1:]}" if joined else f"{own[:1].lower()}{own[1:]}Field"
    )


def _ascii(text: str) -> str:
    """Return the text in letters of English, as far as they can be told."""
    for letter, written in {"ß": "ss", "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}.items():
        text = text.replace(letter, written)
    plain = "".join(_letter(sign) for sign in unicodedata.normalize("NFKD", text))
    return plain.encode("ascii", "ignore").decode()


def _letter(sign: str) -> str:
    """Return the English letters of one of another alphabet that has them in its name: o for ø, oe for œ."""
    found = None if sign.isascii() else LATIN.match(unicodedata.name(sign, ""))
    if found is None:
        return sign
    return found["plain"].lower() if sign.islower() else found["plain"].capitalize()
