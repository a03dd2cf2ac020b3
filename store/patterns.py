"""Patterns of text: regular expressions in RE2's syntax (github.com/google/re2/wiki/Syntax), as SQL conditions.

Most are a text at the beginning, somewhere, or at the end: those become plain comparisons. The others run in linear
time on SQLite, by RE2 itself; PostgreSQL runs its own engine over a translation, and is stopped when it takes too long.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import re2
from sqlalchemy import Boolean, ColumnElement, Integer, Text, func, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from store.errors import InvalidValues
from store.fields import SHORT
from store.values import check_text

SECONDS = 3
"""That a statement with a pattern may take on PostgreSQL."""
MEMORY = 1 << 20
"""Bytes that RE2 may use for a pattern; what needs more is refused, and would be dear for PostgreSQL, too."""
FLAGS = re.compile(r"\(\?([imsx]+)\)")
TOKEN = re.compile(
    r"""
      \\Q(?P<quoted>.*?)(?:\\E|$)
    | (?P<literal>\\[^A-Za-z0-9])
    | (?P<escape>\\(?:x[0-9A-Fa-f]{2}|x\{[0-9A-Fa-f]{1,6}\}|[A-WYZa-wyz]))
    | (?P<bracket>\[\^?\]?(?:\[:\^?[a-z]+:\]|\\.|[^\]\\])*\])
    | (?P<group>\((?:\?(?:P?<[A-Za-z_]\w*>|:))?)
    | (?P<bound>\{\d{1,4}(?:,\d{0,4})?\})
    | (?P<other>[\^$.|)?*+])
    | (?P<char>[^\\\[(])
    """,
    re.VERBOSE | re.DOTALL,
)
IN_BRACKET = re.compile(r"\\(x[0-9A-Fa-f]{2}|x\{[0-9A-Fa-f]{1,6}\}|.)", re.DOTALL)
SAME = {"A": r"\A", "z": r"\Z", "b": r"\y", "B": r"\Y", "n": r"\n", "t": r"\t", "r": r"\r", "f": r"\f", "v": r"\v"}
"""Escapes of RE2, and what PostgreSQL calls them."""
SETS = {"d": "0-9", "w": "A-Za-z0-9_", "s": r" \t\n\f\r"}
BY_LINE, AS_ONE = "w", "s"
"""Whether ^ and $ are those of each line, as PostgreSQL calls it (table 9.24 of its manual).

In neither does a dot leave the ends of lines out; in the others what is not in brackets would, too."""
ANY_BUT_END = r"[^\n]"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that was understood."""

    flags: str
    tokens: tuple[tuple[str, str], ...]
    """Kind and text of each part; a `char` stands for itself."""

    @property
    def plain(self) -> tuple[bool, str, bool] | None:
        """Whether it holds to the beginning, its letters, and whether it holds to the end; nothing if it is more."""
        tokens = list(self.tokens)
        starts = bool(tokens) and tokens[0] == ("other", "^")
        ends = len(tokens) > starts and tokens[-1] == ("other", "$")
        inner = tokens[starts : len(tokens) - ends]
        if any(kind != "char" for kind, _ in inner) or ("m" in self.flags and (starts or ends)):
            return None
        return starts, "".join(text for _, text in inner), ends

    @property
    def for_re2(self) -> str:
        """The pattern without quotations and comments."""
        flags = self.flags.replace("x", "")
        return (f"(?{flags})" if flags else "") + "".join(
            re2.escape(text) if kind == "char" else text for kind, text in self.tokens
        )

    @property
    def for_postgresql(self) -> str:
        """The same as an advanced regular expression of PostgreSQL."""
        flags = ("i" if "i" in self.flags else "") + (BY_LINE if "m" in self.flags else AS_ONE)
        dot = "." if "s" in self.flags else ANY_BUT_END
        parts = (dot if token == ("other", ".") else _translated(*token) for token in self.tokens)
        return f"(?{flags})" + "".join(parts)


class matches(GenericFunction[bool]):  # noqa: N801
    """Whether a text has a pattern; given for each database in its own syntax."""

    type = Boolean()
    inherit_cache = True


class place(GenericFunction[int]):  # noqa: N801
    """Where in a text, counted from 1, another one begins; 0 where it is not. Upper and lower case are different."""

    type = Integer()
    inherit_cache = True


@compiles(matches, "sqlite")
def _sqlite_matches(element: Any, compiler: Any, **options: Any) -> str:
    column, pattern, _ = element.clauses
    return f"parley_matches({compiler.process(column, **options)}, {compiler.process(pattern, **options)})"


@compiles(matches, "postgresql")
def _postgresql_matches(element: Any, compiler: Any, **options: Any) -> str:
    column, _, pattern = element.clauses
    return f"({compiler.process(column, **options)} ~ {compiler.process(pattern, **options)})"


@compiles(place, "sqlite")
def _sqlite_place(element: Any, compiler: Any, **options: Any) -> str:
    return f"instr({compiler.process(element.clauses, **options)})"


@compiles(place, "postgresql")
def _postgresql_place(element: Any, compiler: Any, **options: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **options)})"


def condition(column: ColumnElement[Any], pattern: str) -> ColumnElement[bool]:
    """Return whether a column of text has the pattern; an empty one has none.

    Raises:
        InvalidValues: It is no pattern, or one that cannot be run safely.
    """
    found = parsed(pattern)
    if found.plain is not None:
        return _plain(column, *found.plain, ignore_case="i" in found.flags)
    return matches(column, literal(found.for_re2, Text), literal(found.for_postgresql, Text))


def is_plain(pattern: str) -> bool:
    """Whether the pattern becomes a plain comparison, which needs no time limit."""
    return parsed(pattern).plain is not None


@lru_cache(maxsize=500)
def parsed(pattern: str) -> Pattern:
    """Return what a pattern says; `(?imsx)` at its beginning are its flags.

    Raises:
        InvalidValues: It is no pattern, has more than 1,000 characters, or asks for what takes more than linear time.
    """
    if len(pattern) > SHORT:
        raise InvalidValues(f"The pattern has more than {SHORT:,} characters.")
    check_text("pattern", pattern)
    flags, start = "", 0
    while given := FLAGS.match(pattern, start):
        flags, start = flags + given[1], given.end()
    tokens = _uncommented(list(_tokens(pattern, start))) if "x" in flags else list(_tokens(pattern, start))
    found = Pattern("".join(sorted(set(flags))), tuple(tokens))
    _compiled(found.for_re2)
    return found


def sqlite_matches(text: str | None, pattern: str) -> bool | None:
    """Return whether a text has a pattern in RE2's syntax; SQLite calls it."""
    return None if text is None else _compiled(pattern).search(text) is not None


@lru_cache(maxsize=500)
def _compiled(pattern: str) -> Any:
    options = re2.Options()
    options.log_errors, options.max_mem, options.never_capture = False, MEMORY, True
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        told = error.args[0].decode(errors="replace") if isinstance(error.args[0], bytes) else str(error.args[0])
        raise InvalidValues(f"The pattern cannot be used: {told[:200]}.") from None


def _tokens(pattern: str, start: int) -> Iterator[tuple[str, str]]:
    while start < len(pattern):
        token = TOKEN.match(pattern, start)
        if token is None or token.end() == start:
            raise InvalidValues(f"The pattern cannot be used: nothing is known about {pattern[start : start + 10]!r}.")
        start = token.end()
        kind, text = str(token.lastgroup), str(token[str(token.lastgroup)])
        if kind == "quoted":
            yield from (("char", char) for char in text)
        elif kind == "literal":
            yield "char", text[1:]
        else:
            yield kind, text


def _uncommented(tokens: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Leave out spaces and comments, as the flag x asks."""
    found, in_comment = [], False
    for kind, text in tokens:
        in_comment = (in_comment and text != "\n") or (kind == "char" and text == "#")
        if not (in_comment or (kind == "char" and text.isspace())):
            found.append((kind, text))
    return found


def _plain(
    column: ColumnElement[Any], starts: bool, text: str, ends: bool, *, ignore_case: bool
) -> ColumnElement[bool]:
    if ignore_case:
        column, text = func.lower(column), text.lower()
    if starts and ends:
        return column == text
    if not text:
        return column.is_not(None)
    if starts:
        return func.substr(column, 1, len(text)) == text
    if ends:
        return func.substr(column, func.length(column) - len(text) + 1) == text
    return place(column, literal(text, Text)) > 0


def _translated(kind: str, text: str) -> str:
    if kind == "char":
        return text if text.isalnum() or text.isspace() or not text.isascii() or text == "_" else f"\\{text}"
    if kind == "group":
        return "(?:"
    if kind == "escape":
        return _escape(text[1:])
    return _bracket(text) if kind == "bracket" else text


def _escape(text: str) -> str:
    if text in SAME:
        return SAME[text]
    if text.lower() in SETS:
        return f"[{'^' if text.isupper() else ''}{SETS[text.lower()]}]"
    if text.startswith("x"):
        return _translated("char", _numbered(text))
    raise InvalidValues(f"The pattern cannot be used: nothing is known about '\\{text}'.")


def _numbered(text: str) -> str:
    """Return the character of `x61` or `x{61}`."""
    return check_text("pattern", chr(int(text[1:].strip("{}"), 16)))


def _bracket(text: str) -> str:
    def inside(escape: re.Match[str]) -> str:
        name = escape[1]
        if name[0] == "x":
            return _translated("char", _numbered(name))
        if name in "DWSbBAzpPC":
            raise InvalidValues(f"The pattern cannot be used: '\\{name}' stands in brackets.")
        return SETS.get(name, escape[0])

    if "[." in text or "[=" in text:
        raise InvalidValues("The pattern cannot be used: '[.' and '[=' stand in brackets.")
    return IN_BRACKET.sub(inside, text)
