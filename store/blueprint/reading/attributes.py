"""What stands beside a field's name: its type, its marks, its values."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from store.blueprint.blueprint import Kind
from store.blueprint.reading import values
from store.blueprint.reading.brackets import bracketed, is_quoted, split, unquoted
from store.blueprint.reading.words import (
    CANONICAL,
    FLAGS,
    LONG,
    NAME,
    ON_DELETE,
    TYPES,
    UNSUPPORTED,
    YES_NO,
    folded,
    nearest,
)  # fmt: skip

POINTER = re.compile(
    r"(?:pointer|reference|ref|link|lookup|foreign key|fk|points|belongs|(?:many|one)[- ]to[- ]one)?\s*"
    r"(?:to\s+(?:an?\s+|the\s+)?|→|->|⟶|<|\(|:)\s*(?P<to>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
POINTS = re.compile(
    r"pointer|reference|ref\b|fk\b|link\b|lookup|foreign key|points to|belongs to|(?:many|one)[- ]to[- ]one\b|→|->",
    re.IGNORECASE,
)
TO_ONE = re.compile(
    r"(?:(?:many|one)[- ]to[- ]one|lookup|ref(?:erence)?|pointer|link|fk)\s+(?!to\b)(?=\w)", re.IGNORECASE
)
TARGETS = re.compile(r"\s+or\s+|\s+and\s+|\s*[|/,]\s*", re.IGNORECASE)
DEFAULT = re.compile(
    r"(?:defaults?(?:\s+(?:to|is|value)\b)?|initially)\s*[:=]?\s*(?P<value>\S.*)|=\s*(?P<same>\S.*)", re.IGNORECASE
)
ON_DELETING = re.compile(r"on[ _-]?delete\s*[:=]?\s*(?P<what>\S.*)", re.IGNORECASE)
ARRAY = re.compile(r"(?:array|list)\s*(?:<|\[|of\b).{0,80}|\w{1,30}\[\]", re.IGNORECASE)
MUST = {"!": True, "?": False}
"""Signs behind a type, or a name, that say whether there must be a value."""
DEEPEST = 3
"""Brackets in one piece that are looked into."""
LONGEST = 60
"""Characters of a type as it is told."""


@dataclass
class Attributes:
    """What was said of a field, piece by piece."""

    kind: Kind | None = None
    targets: list[str] = field(default_factory=list)
    said: dict[str, Any] = field(default_factory=dict)
    """Members of a `FieldPlan`; beside them `owner`, `stamped`, `system`, `key` and `more` (a list that goes on)."""
    unsupported: str | None = None
    unknown: list[str] = field(default_factory=list)
    """Pieces that were not understood; the first may be the type."""
    clashing: list[str] = field(default_factory=list)
    _into: str | None = None

    @classmethod
    def of(cls, pieces: Iterable[tuple[str, str]]) -> "Attributes":
        """Return what these pieces say; each comes with the sign before it."""
        found = cls()
        for sign, piece in pieces:
            found.read(sign, piece)
        return found

    @property
    def is_certain(self) -> bool:
        """Whether this is a field beyond doubt: its type is one that is known."""
        return self.kind is not None or self.unsupported is not None

    @property
    def is_probable(self) -> bool:
        """Whether this is a field in all likelihood: its type is known or misspelt, or it has a list of values."""
        return self.is_typed or len(self.said.get("values", ())) > 1

    @property
    def is_typed(self) -> bool:
        """Whether the type is one that is known, or a misspelt one."""
        if self.is_certain:
            return True
        word, _, rest = self.unknown[0].partition(" ") if self.unknown else ("", "", "")
        near = nearest(word, CANONICAL)
        return near == "pointer" if rest.startswith("to ") else near is not None and not rest

    def would_know(self, sign: str, piece: str) -> bool:
        """Whether a piece can say something more of this field."""
        probe = Attributes(kind="String", _into=self._into)
        probe.read(sign, piece)
        return not probe.unknown

    def read(self, sign: str, piece: str) -> None:
        """Take in one piece."""
        if sign == ";":
            self._into = None
        head, _, rest = piece.partition(":")
        if self.kind is None and rest.strip() and folded(head) in TYPES and folded(head) != "enum":
            self.read(sign, head)
            self._into = "values" if TYPES[folded(head)] == "String" else None
            sign, piece = ",", rest.strip()
        if not (self._mark(piece) or self._list(piece) or self._go_on(piece) or self._type(piece) or self._more(piece)):
            self.unknown.append(piece)

    def _mark(self, piece: str) -> bool:
        mark, _, yes = folded(piece).replace("=", ":").partition(":")
        if is_quoted(piece) or mark.strip() not in FLAGS or (yes and yes.strip() not in YES_NO):
            return False
        key, value = FLAGS[mark.strip()]
        if yes and isinstance(value, bool):
            value = value is YES_NO[yes.strip()]
        if self.said.setdefault(key, value) != value:
            self.clashing.append(piece)
        self._into = None
        return True

    def _list(self, piece: str) -> bool:
        """Begin a list of values."""
        for pattern, closed in ((values.EXAMPLES, None), (values.CLOSED, True), (values.NAMED, None)):
            if not is_quoted(piece) and (found := pattern.match(piece)):
                self._into = "values"
                if closed:
                    self.said["closed"] = True
                return self._add(piece[found.end() :])
        if found := values.FINAL_ONES.match(piece):
            self._into = "terminal"
            return self._add(piece[found.end() :])
        if piece[:1] + piece[-1:] in ("[]", "{}") and len(within := split(piece[1:-1], ",|/")) > 1:
            self.said.setdefault("values", []).extend(unquoted(one) for _, one in within)
            return True
        is_type = self.kind == "Pointer" or folded(piece) in TYPES or POINTS.match(piece)
        if not is_type and (several := values.listed(piece)):
            self.said.setdefault("values", []).extend(several)
            return True
        return False

    def _go_on(self, piece: str) -> bool:
        """Add to the list that was begun."""
        if self._into is None or DEFAULT.match(piece) or ON_DELETING.match(piece):
            self._into = None
            return False
        return self._add(piece)

    def _add(self, piece: str) -> bool:
        if values.is_rest(piece):
            self.said["more"] = True
        elif piece.strip():
            self.said.setdefault(self._into or "values", []).extend(values.cut(piece))
        return True

    def _type(self, piece: str) -> bool:
        if self.kind is not None or self.unsupported is not None:
            return False
        return (
            self._named_type(piece)
            or (POINTS.match(piece) is not None and self._pointer(piece))
            or (self._array(piece) or self._several(piece))
        )

    def _named_type(self, piece: str) -> bool:
        word = folded(unquoted(piece)).rstrip("!?.")
        if word in UNSUPPORTED or word.split("<")[0].split(" to ")[0].split(" of ")[0] in UNSUPPORTED:
            self.unsupported = piece[:LONGEST]
        elif word in TYPES and (not self.unknown or word in CANONICAL):
            self.kind = TYPES[word]
            if (sign := piece.strip()[-1:]) in MUST:
                self.said.setdefault("required", MUST[sign])
            if word in LONG:
                self.said["long"] = True
            if word == "enum":
                self.said["closed"] = True
        else:
            return False
        return True

    def _array(self, piece: str) -> bool:
        """Read a list: one of values is an Array, one of other records is nothing that a field can be."""
        if piece.startswith("[") and piece.endswith("]"):
            self.kind = "Array" if folded(piece[1:-1]) in TYPES else None
            self.unsupported = None if self.kind else piece[:LONGEST]
            return True
        if ARRAY.fullmatch(piece):
            self.kind = "Array"
            return True
        return False

    def _pointer(self, piece: str) -> bool:
        found = POINTER.fullmatch(TO_ONE.sub("→ ", piece.strip()))
        names = [name.strip("<>() *`.'\"") for name in TARGETS.split(found["to"])] if found else []
        names = [re.sub(r"^(?:an?|the)\s+", "", name, flags=re.IGNORECASE) for name in names if name]
        if not names or not all(NAME.fullmatch(name.replace(" ", "")) and name.count(" ") < 3 for name in names):
            return False
        self.kind, self.targets = "Pointer", names
        return True

    def _several(self, piece: str) -> bool:
        """Read a type with more behind it, and no sign between: `String required`, `String (unique)`."""
        if 0 < piece.count("(") <= DEEPEST:
            at = piece.index("(")
            inside, after = bracketed(piece[at:])
            before, within = Attributes.of([("", piece[:at].strip())]), Attributes.of(split(inside, ",;"))
            if before.is_certain and not within.is_certain and not after.strip():
                self.read("", piece[:at].strip())
                for sign, part in split(inside, ",;"):
                    self.read(sign or ",", part)
                return True
        for count in (3, 2, 1):
            words = piece.split(" ", count)
            head, rest = " ".join(words[:count]), " ".join(words[count:])
            if rest and folded(head.rstrip(":")) in TYPES and Attributes(kind="String").would_know(",", rest):
                self.read("", head.rstrip(":"))
                self.read(",", rest)
                return True
        return False

    def _more(self, piece: str) -> bool:
        if found := DEFAULT.fullmatch(piece):
            self.said["default"] = unquoted(found["value"] or found["same"])
        elif (found := ON_DELETING.fullmatch(piece)) and folded(found["what"]) in ON_DELETE:
            self.said["on_delete"] = ON_DELETE[folded(found["what"])]
        else:
            return False
        return True
