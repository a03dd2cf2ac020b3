"""What people call the fields and values of a class that a workspace has added: read off the names it gave them."""

import re

from agent.embedded.language import verbs
from agent.embedded.language.inflection import forms, plural
from agent.embedded.language.vocabulary import Class, Field
from agent.embedded.language.words import words_of

_TRAILING = words_of("at on from to by until till in of since for date day time")
"""Words at the end of a field's name that people leave out: "available" from, "due" date."""
_PLAIN = words_of("number name type id code list count status state kind")
"""Last words of a name that say too little without the others."""
_COSTS = words_of("price priced cost costs value worth amount")
_IRREGULAR = {"sell": "sold", "pay": "paid", "lend": "lent", "rent": "rented", "keep": "kept", "shut": "shut"}
_OTHER = words_of(
    " ".join(verbs.VERBS[meaning] for meaning in ("show", "ask", "set", "create", "log", "append", "own"))
)
"""Verbs that mean something else, whatever values there are: "list" never makes a record listed."""


def names(cls: Class, field: Field) -> set[str]:
    """Return what people call a field beside its whole name, and no other field of the class."""
    parts = field.name.split("_")
    said = {" ".join(parts[:-1])} if len(parts) > 1 and parts[-1] in _TRAILING else set()
    if len(parts) > 1 and parts[-1] not in _TRAILING | _PLAIN:
        said.add(parts[-1])
    if len(parts) > 1 and field.kind == "number":  # an expected salary is what somebody expects
        said |= {form for base in verbs_to(parts[0]) for form in (base, f"{base}s")}
    if field is cls.measure and field.worth:
        said |= _COSTS
    if field.kind == "truth":
        said.add(f"un{field.words}")
    if len(parts) == 1:
        said |= _done_by(field) if field.kind == "pointer" else _done_with(field.name)
    rivals = {word for one in cls.fields.values() if one is not field for word in _called(one)}
    return said - rivals


def _called(field: Field) -> set[str]:
    parts = field.name.split("_")
    return {field.words, parts[-1], " ".join(parts[:-1])}


def _done_by(field: Field) -> set[str]:
    """Return what a seller does: "sells"."""
    if not field.name.endswith(("er", "or")) or len(field.name) < 4:
        return set()
    return {f"{base}s" for base in (field.name[:-2], field.name[:-1])}


def _done_with(name: str) -> set[str]:
    """Return the verb of a rating: "rate"."""
    if not name.endswith("ing") or len(name) < 6:
        return set()
    stem = name[:-3]
    return {f"{stem}e" if re.search(r"[^aeiou][aeiou][^aeiouwxy]$", stem) else stem}


def several(value: str) -> set[str]:
    """Return the noun for records that have a listed value: the "tools" among the products; none of what is no noun."""
    plain = value.lower().replace("_", " ")
    return {plural(plain)} if re.fullmatch(r"[^\W\d]{3,}( [^\W\d]+)*(?<!ed)(?<!ing)(?<!s)", plain) else set()


def verbs_to(value: str) -> set[str]:
    """Return the verbs that give a record a listed value: "reject" makes it rejected."""
    said = value.lower()
    if not re.fullmatch(r"[a-z]{3,}", said):
        return set()
    bases = {said[:-2], said[:-1], said[:-3], f"{said[:-3]}y"} if said.endswith("ed") else set()
    known = {base for base in bases if len(base) > 2 and forms(base).get(said) == "past"}
    known |= {base for base, past in _IRREGULAR.items() if past == said}
    known |= {base for base, pasts in verbs.IRREGULAR.items() if said in pasts and base != said}
    return known - _OTHER
