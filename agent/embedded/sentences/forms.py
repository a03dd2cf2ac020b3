"""In which form an answer is wanted: the names only, just the number, in the order of a value."""

import re
from bisect import bisect_right

from agent.embedded.sentences.sentence import Clause

_NAMES = r"(?:full )?(?:names?|titles?)"
_VALUES = (
    r"(?:one |single |bare |plain )?"
    r"(?:number|figure|count|sum|total|amount|value|date|stage|phone|address|e-?mail|digits)"
)
_ONLY = r"(?:only|just|purely|simply|nothing but|no more than)"
_ELSE = r"(?:only|nothing else|nothing more|no more|that's all|that is all|not a \w+|no \w+)"
_ARTICLE = r"(?:(?:the|their|its|a|an|one|me|his|her|give|tell|want|need|i|to|know|see|us) )*"
_PATTERNS = {
    "names": (
        rf"{_ONLY} {_ARTICLE}{_NAMES}(?: please)?(?: ,)?(?: nothing else)?",
        rf"{_NAMES} (?:, |- |please )*{_ELSE}",
        rf"(?:the|their) {_NAMES} of(?: all)?(?= (?:the|my|our|all|every|\w+ deals))",
    ),
    "value": (
        rf"{_ONLY} {_ARTICLE}{_VALUES}",
        rf"{_VALUES} (?:, |- |please )*{_ELSE}",
        r"(?:i )?(?:want|need) (?:a|one|only a|just a) (?:single )?(?:number|figure)",
    ),
    "": (
        r"one (?:figure|number|line|row) (?:per|for each|each|a) (?:rep|person|line|owner|deal|stage)",
        r"one (?:per|a|each) line|each on (?:a|its own) line|line by line",
        r"(?:as|in|like) (?:a |an |one )?(?:table|list|overview|summary|short list|sentence|line|word|number|figure)",
        r"in (?:money|euros?|dollars?|pounds?|figures|numbers)|in a few words|in short|without (?:any )?comments?",
        r"no (?:explanation|lecture|comment|details|frills|chatter|story|novel|small talk)s?(?: please)?",
        r"not a (?:lecture|story|novel|list|table|speech)|nothing else|nothing more",
    ),
}
_KNOWN = [(form, re.compile(pattern)) for form, patterns in _PATTERNS.items() for pattern in patterns]


def wanted(clause: Clause) -> tuple[str, set[int]]:
    """Return the form that a clause asks for, and the words that say so.

    The form is `names`, `value` (nothing but what was asked) or nothing: a table or a sentence, as usual.
    """
    lows = clause.lows()
    begins: list[int] = []
    text = ""
    for low in lows:
        begins.append(len(text))
        text += f"{low} "
    form = ""
    places: set[int] = set()
    for name, pattern in _KNOWN:
        for match in pattern.finditer(text):
            first, last = bisect_right(begins, match.start()) - 1, bisect_right(begins, match.end() - 1)
            if begins[first] != match.start() or _named(clause, first, last):
                continue
            form = form or name
            places.update(range(clause.first + first, clause.first + last))
    return form, places


def _named(clause: Clause, first: int, last: int) -> bool:
    """Whether words are part of a record's name."""
    return any(clause.sentence.at(clause.first + at, "name") for at in range(first, last))
