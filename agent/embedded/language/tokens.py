"""Words, numbers and the things that must not be cut: quotes, addresses, telephone numbers."""

import re
from dataclasses import dataclass

from agent.embedded.language.dictation import undictated

MOST_TOKENS = 400

_DOMAINS = (
    "com|org|net|io|co|eu|de|fr|es|it|nl|at|ch|uk|us|ai|app|dev|biz|info|example|test|se|no|dk|pl|ca|au|in|jp|ie|fi|pt|"
    "gr|cz|hu|ro|nz|za|br|mx|sg|hk|kr|cn|ae|lu|li|tv|cloud|tech"
)
_LEGAL = r"sp\. ?z ?o\. ?o|s\.r\.o|d\.o\.o|s\.p\.a|s\.a\.r\.l|s\.a\.s|s\.a|b\.v|n\.v|s\.l\.u|s\.l|a\.s|e\.v"
"""Legal forms that are written with full stops, which end no sentence."""
_PARTS = (
    ("quote", r"“[^”]{1,8000}”|«[^»]{1,8000}»|\"[^\"]{1,8000}\"|`[^`]{1,8000}`|(?<![\w])'(?=\S)[^'\n]{1,300}'(?!\w)"),
    ("legal", rf"(?<![\w.])(?:{_LEGAL})\.(?!\w)"),
    ("email", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    (
        "url",
        rf"https?://[^\s,;]*[^\s,;.!?]|www\.[^\s,;]*[^\s,;.!?]|(?<![\w@])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:{_DOMAINS})\b(?:/[^\s,;]*)?",
    ),
    ("iso", r"\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?(?!\d)"),
    (
        "date",
        r"(?!0\d(?:[. ]\d\d){4}\b)\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})(?![\d])"
        r"|\d{1,2}-\d{1,2}-\d{4}(?!\d)|(?<![\d.,/])(?<!\d )\d{1,2}/\d{1,2}(?![\d/])"
        r"|(?<![\w.,/])(?:0?[1-9]|[12]\d|3[01])\.(?:(?:0[1-9]|1[0-2])\.(?![\d.])|[1-9]\.(?=\s+(?-i:[a-z])|[,;)]))",
    ),
    (
        "phone",
        r"(?:\+\d[\d \t().\-/]{5,20}\d|\(\d{2,5}\)[ \d.\-]{5,14}\d|\b0\d(?:\.\d\d){4}\b|\b0\d[\d \-/]{5,14}\d"
        r"|\b(?:1[-. ])?\d{3}[-. ]\d{3}[-. ]\d{4}\b|\b[6-9]\d{4} \d{5}\b|\b\d{3}-\d{4}\b|\b\d{3,4} \d{4} \d{3,4}\b)"
        r"(?:,? (?:ext\.?|extension) ?\d{1,5}\b)?",
    ),
    ("time", r"\d{1,2}[:.]\d{2}(?= ?[ap]\.?m\b)|(?<![\d.,])\d{1,2}:\d{2}(?!\d)"),
    ("short", r"\b(?:w/o\b|w/(?=\s)|b/c\b|2(?:day|moro|morrow|mrw|nite|night)\b|b4\b)"),
    (
        "code",
        r"(?-i:\b(?!Q[1-4]-|(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)-)[A-Z]{1,5}\d{0,3}-\d{2,}(?:-\d+)*\b)",
    ),
    (
        "number",
        r"(?:[$€£¥₹] ?)?[1-9]\d{0,2}(?:[ \u00a0\u202f\u2009]\d{3})+(?![\d ]*\d)(?:[.,]\d{1,2}(?!\d))?"
        r"(?:[,.][-\u2013\u2014])?"
        r"|(?:[$€£¥₹] ?)?\d+(?:[.,'\u2019]\d+)*(?:,[-\u2013\u2014](?!\w)|\.[-\u2013\u2014](?!\w))?",
    ),
    (
        "negation",
        r"(?:do|does|did|is|are|was|were|has|have|had|wo|would|ca|could|should|must|need|ai)n['\u2019]?t\b|o['\u2019]clock\b",
    ),
    ("word", r"[^\W\d_]+(?:-[^\W\d_]+)*"),
    ("suffix", r"['\u2019](?:s|m|re|ve|ll|d|em)\b|(?<=s)['\u2019](?=\s)"),
    ("arrow", r"-+>|=+>|→|➔|➡️?|>>+"),
    ("compare", r"[<>]=?|≥|≤|="),
    ("mark", r"[^\w\s]|_"),
)
_SCANNER = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PARTS), re.IGNORECASE)
_PLAIN = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2013": "-", "\u2014": "-"})
_UNSEEN = dict.fromkeys([*range(32), 127, 0x200B, 0x200C, 0x200E, 0x200F, 0x2060, 0xFEFF], " ")
_UNSEEN.pop(10)
_CAPITAL = ("IT", "US")
"""Words that are no pronouns when only they are written in capitals: a department, a country."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, mark or whole quotation, with its place in the text.

    `low` is its text in small letters; `kind` is one of quote, email, url, iso, date, phone, time, number, word,
    suffix, arrow, compare, mark.
    """

    text: str
    low: str
    kind: str
    start: int
    end: int

    @property
    def inner(self) -> str:
        """The text without its quotation marks."""
        return self.text[1:-1].strip() if self.kind == "quote" else self.text

    @property
    def proper(self) -> bool:
        """Whether it is written like a name, or like the legal form behind one."""
        return self.kind == "word" and (self.text[0].isupper() or self.text.endswith("."))


def clean(text: str) -> str:
    """Return the text with control and invisible characters as spaces, and what was dictated as it is written."""
    text = _HELPING.sub("", _SHORT.sub(lambda said: _SHORTHAND[said.group()], text))
    return _CHECK_IN.sub(r"\g<lead> check-in", undictated(text.translate(_UNSEEN)))


_SHORTHAND = {"wld": "would", "shld": "should", "cld": "could", "abt": "about", "w": "with", "n": "and"}
_SHORT = re.compile(rf"(?<![\w.,&/'\u2019-])(?:{'|'.join(_SHORTHAND)})(?= +[^\W_])")
"""Words as one types them in a hurry; a letter that ends a sentence, or joins another by a mark, stands for itself."""
_HELPING = re.compile(
    r"\bhelp me (?:to )?(?=(?:add|adjust|assign|book|change|check|create|delete|edit|find|list|log|make|mark|move|plan"
    r"|put|remove|rename|schedule|set|update)\b)",
    re.IGNORECASE,
)
_CHECK_IN = re.compile(
    r"\b(?P<lead>an?|the|my|our|to|that|quick|short) check in\b(?! with\b| at\b| on (?!\w+day\b))", re.IGNORECASE
)
"""A check-in is a thing that one plans and moves; "in" leads to nothing."""


def tokens(text: str) -> list[Token]:
    """Cut a text into at most `MOST_TOKENS` tokens; what is beyond becomes one last token of kind `tail`."""
    found: list[Token] = []
    loud = text.isupper()
    for match in _SCANNER.finditer(text):
        if len(found) == MOST_TOKENS:
            found.append(Token(text[match.start() :], "", "tail", match.start(), len(text)))
            break
        kind = match.lastgroup or "mark"
        said = match.group()
        low = said if said in _CAPITAL and not loud else said.lower().translate(_PLAIN)
        kind = "word" if kind in ("negation", "short", "code", "legal") else kind
        if kind == "phone" and sum(letter.isdigit() for letter in said) < 7:
            kind = "number"
        found.append(Token(said, low, kind, match.start(), match.end()))
    return found
