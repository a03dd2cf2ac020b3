"""Sentences on related records: "Whoever sees a Deal sees its contact", "A Ticket is seen by whoever sees its deal"."""

import re
from collections.abc import Iterable

from store.blueprint.reading.draft import ClassDraft, Draft
from store.blueprint.reading.resolving import USER, Resolver
from store.blueprint.reading.words import field_name, folded

SEE = r"(?:may |can )?(?:also )?(?:see|sees|read|reads)"
WHO = r"(?:whoever|everyone who|everybody who|anyone who|people who|users who|who)"
REVEALS = re.compile(
    rf"{WHO} {SEE} (?:an? |the )?(?P<cls>[\w ]{{1,60}}?) {SEE} (?:its|their|the|all its) (?P<what>[\w ,.]{{1,300}})",
    re.IGNORECASE,
)
FOLLOWS = re.compile(
    r"(?:an? |the )?(?P<cls>[\w ]{1,60}?) (?:is|are|may be|can be) (?:seen|read|visible|readable) (?:by|to|for)"
    rf" {WHO} {SEE}"
    r" (?:its|their|the) (?P<what>[\w ,.]{1,300})",
    re.IGNORECASE,
)
OWNED = re.compile(
    r"(?:an? |the |each |every )?(?P<cls>[\w ]{1,60}?) (?:is|are|may be|can be) (?:only )?"
    r"(?:seen|visible|accessible|accessed|readable|read|editable|edited|seen and changed|seen and edited)"
    r"(?: only)? (?:by|to|for) (?:only )?(?:its|their|the) (?P<what>[\w ,.]{1,300})",
    re.IGNORECASE,
)
TOO = re.compile(r",? (?:too|as well)$", re.IGNORECASE)
LISTED = re.compile(r",\s*(?:and |or )?|\s+(?:and|or)\s+", re.IGNORECASE)
EMPTY = "(none)"
"""How a list without anything is written."""
LONGEST = 500


def related(draft: Draft, names: Resolver, sentence: str) -> str | None:
    """Note what a sentence says of related records and return it in words; nothing when it is no such sentence."""
    plain = " ".join(sentence.split()).rstrip(".")
    plain = TOO.sub("", plain) if len(plain) <= LONGEST else ""
    if found := FOLLOWS.fullmatch(plain):
        return _follows(draft, names, found["cls"], LISTED.split(found["what"]))
    if found := REVEALS.fullmatch(plain):
        return _reveals(draft, names, found["cls"], LISTED.split(found["what"]))
    if found := OWNED.fullmatch(plain):
        return _owned(draft, names, found["cls"], LISTED.split(found["what"]))
    return None


def paths(text: str) -> tuple[str, ...]:
    """Return the fields, or paths of fields, of a list; none of "(none)"."""
    parts = [part.strip(" .") for part in LISTED.split(text)]
    return tuple(dict.fromkeys(_path(part) for part in parts if part and folded(part) != EMPTY))


def _path(text: str) -> str:
    if text.startswith("`"):
        return text.strip("`")
    return ".".join(field_name(step) for step in text.split("."))


def _class(draft: Draft, names: Resolver, said: str) -> ClassDraft | None:
    return draft.classes.get(names.cls(said.strip()) or "")


def _follows(draft: Draft, names: Resolver, said: str, what: Iterable[str]) -> str | None:
    cls = _class(draft, names, said)
    fields = [_path(part.strip()) for part in what]
    if cls is None or not all(field in cls.fields for field in fields):
        return None
    cls.said["follows"] = tuple(dict.fromkeys([*cls.said.get("follows", ()), *fields]))
    return f"{cls.name} is seen by whoever sees its {' or '.join(fields)}"


def _owned(draft: Draft, names: Resolver, said: str, what: Iterable[str]) -> str | None:
    """Read who keeps access to the records of a class: the users in some of its fields, and whoever made them."""
    cls = _class(draft, names, said)
    fields = [_path(re.sub(r"^(?:its|their|the) ", "", part.strip(), flags=re.IGNORECASE)) for part in what]
    if cls is None or not all(field in cls.fields and _is_user(cls, field, names) for field in fields):
        return None
    cls.said["owners"] = tuple(dict.fromkeys([*cls.said.get("owners", ()), *fields]))
    return f"{cls.name} is seen and changed by the users in its {' and '.join(fields)}, and by its maker"


def _is_user(cls: ClassDraft, field: str, names: Resolver) -> bool:
    targets = [target for one in cls.fields[field] for target in one.entry.attributes.targets]
    return bool(targets) and all(names.cls(target) == USER for target in targets)


def _reveals(draft: Draft, names: Resolver, said: str, what: Iterable[str]) -> str | None:
    """Read what a record shows: its own pointers, or the records of another class that point to it."""
    cls = _class(draft, names, said)
    parts = [part.strip() for part in what]
    if cls is None:
        return None
    own = [_path(part) for part in parts]
    if all(path.split(".")[0] in cls.fields for path in own):
        cls.said["reveals"] = tuple(dict.fromkeys([*cls.said.get("reveals", ()), *own]))
        return f"whoever sees a {cls.name} sees its {', '.join(own)}"
    others = [
        (other, name)
        for part in parts
        if (other := _class(draft, names, part))
        for name in _pointers(other, cls, names)
    ]
    if len({other.name for other, _ in others}) != len(parts):
        return None
    for other, name in others:
        other.said["follows"] = tuple(dict.fromkeys([*other.said.get("follows", ()), name]))
    return f"whoever sees a {cls.name} sees what points to it: {', '.join(sorted({other.name for other, _ in others}))}"


def _pointers(cls: ClassDraft, target: ClassDraft, names: Resolver) -> list[str]:
    return [
        name
        for name, found in cls.fields.items()
        if any(names.cls(said) == target.name for one in found for said in one.entry.attributes.targets)
    ]
