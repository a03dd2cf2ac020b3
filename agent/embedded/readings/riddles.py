"""Somebody of whom only something is told, and whose name is asked for: "a customer keeps bees, who was it?"."""

import re

from agent.embedded.language.names import Name
from agent.embedded.language.words import FREE
from agent.embedded.readings.remembering import CLASSES, LONGEST, Wish, named, plain
from agent.embedded.sentences.hearing import Hearing
from agent.embedded.values.calendar import MONTHS, When

KIND = (
    r"(?:customers?|clients?|contacts?|accounts?|compan(?:y|ies)|deals?|prospects?|people|persons?|buyers?|firms?"
    r"|opportunit(?:y|ies)|wom[ae]n|m[ae]n|lad(?:y|ies)|guys?|folks)"
)
SOMEBODY = re.compile(
    r"^(?:(?:hi|hey|ok|so|well|and|hm+|um+)\W+)*(?:(?:i(?:'m| am) (?:sure|certain)|i (?:know|remember|think|believe)"
    r"|(?:there(?:'s| is| was)|(?:we|i) (?:have|had|'ve got)))\s+(?:that\s+)?)?"
    rf"(?:one of (?:my|our|the|their) (?:\w+ )?(?P<one>{KIND})|some(?:one|body)(?: (?:here|there|else))?"
    rf"|(?:an?|some|this) (?:\w+ )?(?P<kind>{KIND})(?: of (?:mine|ours))?)\b(?: (?:who|that|which))? (?P<told>.+)$",
    re.IGNORECASE | re.DOTALL,
)
"""Tells something of somebody who is not named."""
FORGOTTEN = (
    r"(?:and|but|so|now|tell me|remind me|do you know|do you remember|can you tell me|any idea|i forgot|i forget"
    r"|i(?:'ve| have) forgotten|i can't remember|i cannot remember|please)"
)
TAIL = (
    r"(?:that|it|this|he|she|they|the one|i mean|again|was|is|were|been|could|have|of them|the name|i thinking of|am)"
)
WHO = re.compile(
    rf"(?:[.;,!?:\u2013\u2014-]+\s*|\b(?:and|but)\s+|^)(?:{FORGOTTEN}[,:]?\s+)*"
    rf"(?:who|whom|which (?:one|of them|{KIND})|what(?:'s| is| was) (?:the|his|her|their) name|whose \w+|what {KIND})\b"
    rf"(?:\s*(?:'s|is|was|were|are|did|had|have|do))?(?:\s*{TAIL})*\s*$",
    re.IGNORECASE,
)
"""Asks for the name, at the end."""
ONE = re.compile(
    r"^(?:(?:please|hey|hi|ok|so)\W+)*(?:do you (?:know|remember) |can you (?:tell|remind) me |tell me |remind me )?"
    rf"(?:who|which (?:one|(?:of (?:my|our|the) )?(?P<kind>{KIND}))) (?:was|is|were) "
    rf"(?:it|that|the one|the {KIND})(?: again)?,? (?:who|that|which|where|whose|with) (?P<told>.+)$",
    re.IGNORECASE,
)
"""Asks for somebody by what is told of him, in one sentence."""
WRITTEN = re.compile(
    r"(?:^|[,.;]\s*|\b(?:and|but)\s+)(?:(?:at least|as far as i know)\s+)?"
    r"(?:i|we)(?:'ve| have| had| must have)?(?: once| even| also| surely)?"
    r" (?:wr(?:o|i)te?(?:ten)?|noted|ma(?:de|ke) a note|took a note|put|jotted|logged|recorded|entered|wrote)\b"
    r"(?P<rest>[^.;!?]*)",
    re.IGNORECASE,
)
"""Says that it was written down, and when."""
LEAST = 2
"""Words that are told."""


def riddle(heard: Hearing) -> Wish | None:
    """Return what to look for in the notes where somebody's name is asked for of whom only something is told."""
    text = plain(heard)
    if len(text) > LONGEST or any(_spelt(name) for name in named(heard)):
        return None
    one = ONE.match(text)
    asked = WHO.search(text)
    told = SOMEBODY.match(text[: asked.start()].strip()) if asked and asked.start() else None
    match = one or told
    if not match:
        return None
    parts = match.groupdict()
    said = WRITTEN.sub(" ", parts["told"])
    said = " ".join(said.split()).strip(" ,.;:!?")
    if len(said.split()) < LEAST:
        return None
    since, until = _noted(heard)
    kind = (parts.get("one") or parts.get("kind") or "").lower()
    group = next((cls for word, cls in CLASSES.items() if cls == "Deal" and kind.startswith(word)), "")
    return Wish(said, group=group, since=since, until=until, who=not group)


def _spelt(name: Name) -> bool:
    """Whether words really name a record, and are not only like a part of its name."""
    low = name.text.lower()
    proper = name.text[:1].isupper() and low not in FREE and low not in MONTHS
    return proper and max(ref.score for ref in name.refs) >= NAMED


NAMED = 0.3
"""So much of a record's name is said by who names it."""


def _noted(heard: Hearing) -> tuple[str, str]:
    """Return the first and the last day of when it was written down."""
    sentence = heard.sentence()
    whole = " ".join(heard.text.split())
    told = WRITTEN.search(whole)
    for mark in sentence.marks if told else ():
        when = mark.value
        within = told is not None and sentence.words(mark.first, mark.last).lower() in told["rest"].lower()
        if mark.kind != "date" or not isinstance(when, When) or not (when.first and when.last) or not within:
            continue
        shift = when.first - when.before if when.before and when.before < when.first else None
        first, last = (when.before, when.last - shift) if shift and when.before else (when.first, when.last)
        return str(first), str(last)
    return "", ""
