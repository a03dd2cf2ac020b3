"""The words of the grammar: types, marks and names as people write them."""

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from store.blueprint.blueprint import Kind
from store.fields import OnDelete

TYPES: dict[str, Kind] = {
    **dict.fromkeys(("string", "str", "text", "varchar", "char", "short text", "long text", "longtext"), "String"),
    **dict.fromkeys(
        ("long string", "textarea", "multiline text", "free text", "rich text", "enum", "choice"), "String"
    ),
    **dict.fromkeys(("email", "e-mail", "url", "phone", "uuid", "dropdown", "select", "picklist"), "String"),
    **dict.fromkeys(("number", "num", "int", "integer", "float", "double", "decimal", "numeric", "money"), "Number"),
    **dict.fromkeys(("currency", "percentage"), "Number"),
    **dict.fromkeys(("boolean", "bool", "checkbox", "yes/no", "true/false", "yes or no", "true or false"), "Boolean"),
    **dict.fromkeys(("date", "datetime", "timestamp", "date and time", "date time"), "Date"),
    **dict.fromkeys(("array", "list"), "Array"),
    **dict.fromkeys(("object", "json", "map", "dictionary"), "Object"),
    **dict.fromkeys(("pointer", "reference", "foreign key"), "Pointer"),
}
LONG = {"long text", "longtext", "long string", "textarea", "multiline text", "free text", "rich text"}
CHOICES = {"enum", "choice", "dropdown", "select", "picklist"}
"""Types behind which the values stand."""
CANONICAL = {"string", "number", "boolean", "date", "pointer", "array", "object"}
"""Types that are so common that a misspelt word is compared with them."""
UNSUPPORTED = {
    **dict.fromkeys(("file", "image", "attachment", "photo"), "File"),
    **dict.fromkeys(("geopoint", "geo point", "location"), "GeoPoint"),
    **dict.fromkeys(("relation", "many to many", "many-to-many"), "Relation"),
    **dict.fromkeys(("polygon",), "Polygon"),
    **dict.fromkeys(("bytes", "binary", "blob"), "Bytes"),
}
"""Types that are known and that no field can have yet."""
SYSTEM: dict[str, Kind] = {
    "objectid": "String", "createdat": "Date", "updatedat": "Date", "acl": "Object", "id": "String",
}  # fmt: skip
"""Fields that every record has, without being asked for, and what they hold."""
SYSTEM_CLASSES = {
    "_role",
    "_session",
    "_installation",
    "_product",
    "_audience",
    "_pushstatus",
    "_jobstatus",
    "_idempotency",
}
FLAGS: dict[str, tuple[str, object]] = {
    **dict.fromkeys(
        ("required", "mandatory", "not null", "non-null", "must be set", "needed", "is required"), ("required", True)
    ),
    **dict.fromkeys(("optional", "nullable", "not required", "may be empty"), ("required", False)),
    **dict.fromkeys(("unique", "must be unique", "no two alike", "uk"), ("unique", True)),
    "not unique": ("unique", False),
    **dict.fromkeys(("searchable", "full-text", "full text search", "search"), ("searchable", True)),
    "not searchable": ("searchable", False),
    **dict.fromkeys(("long", "multiline"), ("long", True)),
    "short": ("long", False),
    **dict.fromkeys(("secret", "write-only", "write only", "never shown"), ("secret", True)),
    **dict.fromkeys(("only", "closed list", "nothing else"), ("closed", True)),
    **dict.fromkeys(("open list", "or others"), ("closed", False)),
    "nothing final": ("terminal", ()),
    "no values": ("values", ()),
    "owner": ("owner", True),
    **dict.fromkeys(("set by the server", "filled with the creator"), ("stamped", True)),
    **dict.fromkeys(
        ("system", "auto", "auto-generated", "automatic", "built-in", "pk", "primary key"), ("system", True)
    ),
    "fk": ("key", True),
}
"""What a word beside a type says of the field."""
ON_DELETE: dict[str, OnDelete] = {
    **dict.fromkeys(("keep", "set null", "nullify", "clear", "empty", "stays", "no action"), "keep"),
    **dict.fromkeys(("delete", "cascade", "remove", "goes along", "delete too"), "delete"),
    **dict.fromkeys(("refuse", "restrict", "forbid", "deny", "block"), "refuse"),
}
YES_NO = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
USERS = {
    "createdby",
    "assignedto",
    "assignee",
    "owner",
    "ownedby",
    "updatedby",
    "user",
    "salesperson",
    "accountmanager",
}
"""What a pointer to a user is called, when its target is not said."""
NAME = re.compile(r"[^\W\d][\w]{0,59}")
PARTS = re.compile(r"[\s_-]+")
LONGEST_ACRONYM = 4
"""Capital letters of a word that is written in them: SKU, IBAN. A longer one is only written loudly."""
MOST_WRONG = 2
"""Letters that may be wrong in a word that is taken for a type or class."""


def folded(word: str) -> str:
    """Return a word for comparing, without case and the space around it."""
    return " ".join(unicodedata.normalize("NFC", word).casefold().split())


def field_name(said: str) -> str:
    """Return what a field is called on the wire: `closeDate` for "Close date" and "close_date" alike."""
    first, *rest = [part for part in PARTS.split(unicodedata.normalize("NFC", said)) if part] or [""]
    if said.isupper() and (rest or len(first) > LONGEST_ACRONYM):
        first, rest = first.lower(), [part.lower() for part in rest]
    if first[:1].isupper() and not first[1:2].isupper():
        first = first[:1].lower() + first[1:]
    return first + "".join(part[:1].upper() + part[1:] for part in rest)


def class_name(said: str) -> str:
    """Return what a class is called: `ProjectTask` for "project task"; `_User` for all that means users."""
    plain = unicodedata.normalize("NFC", said).strip()
    if folded(plain) in ("user", "users", "_user", "_users"):
        return "_User"
    parts = [part for part in plain.replace("-", " ").split() if part]
    return "".join(part[:1].upper() + part[1:] if part[:1].islower() else part for part in parts)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the one known word that a misspelt one must mean, or nothing when none or several are near."""
    wanted = folded(word)
    if len(wanted) < 3:
        return None
    most = 1 if len(wanted) < 5 else MOST_WRONG
    near = [(OSA.distance(wanted, folded(one), score_cutoff=most), one) for one in known]
    found = sorted((distance, one) for distance, one in near if distance <= most)
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1]
