"""Lists of values as people write them: "e.g. lead, qualified or won", "one of: a, b", "a | b | c"."""

import re

from store.blueprint.reading.brackets import is_quoted, split, unquoted
from store.blueprint.reading.words import FLAGS, folded

EXAMPLES = re.compile(r"(?:e\.?\s?g\.?|for example|for instance|such as|examples?)(?:[:,]\s*|\s+|$)", re.IGNORECASE)
CLOSED = re.compile(
    r"(?:exactly one of|only one of|one of|either|only|allowed values?|enum)(?:\s?:\s*|\s+(?=\S))", re.IGNORECASE
)
NAMED = re.compile(r"(?:(?:possible )?values?|options|choices|stages|statuses)(?:\s+are)?\s?:\s*", re.IGNORECASE)
FINAL_ONES = re.compile(r"(?:final|terminal|ends? (?:with|at|in))(?:\s?:\s*|\s+(?=\S))", re.IGNORECASE)
LAST = re.compile(r"(?:or|and|then)\s+", re.IGNORECASE)
REST = {"etc", "etc.", "…", "...", "and so on", "and more"}
MOST = 500
"""Values of one list."""
LONGEST = 200
"""Characters of one."""
WORD = re.compile(r"[\w][\w .&+/'’-]{0,59}")  # noqa: RUF001


def listed(text: str) -> list[str] | None:
    """Return the values of a list that is recognised by its signs, `a | b | c` or `a → b → c`; none if it is none."""
    for sign, least in (("|", 1), ("→", 1), ("⟶", 1), ("/", 2)):
        pieces = split(text, sign)
        if len(pieces) > least and all(looks_like_a_value(piece) for _, piece in pieces):
            return [unquoted(piece) for _, piece in pieces]
    arrows = text.replace("->", "→").replace(" > ", "→") if "->" in text or " > " in text else ""
    return listed(arrows) if arrows.count("→") > 1 else None


def cut(piece: str) -> list[str]:
    """Return the values in one piece of a list: several when its last two are joined by "or"."""
    piece = LAST.sub("", piece, count=1) if LAST.match(piece) and not is_quoted(piece) else piece
    if found := listed(piece):
        return found
    if is_quoted(piece):
        return [unquoted(piece)]
    joined = re.split(r"\s(?:or|and)\s", piece, maxsplit=1)
    return [unquoted(part) for part in joined if part.strip() and folded(part) not in REST]


def is_rest(piece: str) -> bool:
    """Whether a piece of a list says that there may be more."""
    return folded(LAST.sub("", piece, count=1)) in REST


def looks_like_a_value(piece: str) -> bool:
    """Whether an unknown piece may be one of several values."""
    return is_quoted(piece) or (WORD.fullmatch(piece) is not None and len(piece.split()) <= 4)


def written(value: str, *, among: bool = True) -> str:
    """Return a value as `cut` reads it: in quotation marks where it would mean something else without."""
    plain = WORD.fullmatch(value) is not None and cut(value) == [value] and not value.endswith((" ", "."))
    if plain and not (among and (_means(value) or is_rest(value))):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _means(value: str) -> bool:
    """Whether a piece of a list is a mark of the field, and no value."""
    lead = (EXAMPLES, CLOSED, NAMED, FINAL_ONES)
    return folded(value) in FLAGS or any(one.match(value) for one in lead) or " " in value.strip()
