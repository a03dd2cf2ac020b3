"""The name of somebody new that his e-mail address spells, and of a company that its website does."""

import re

from agent.embedded.language.names import folded
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import FREE, words_of
from agent.embedded.sentences.draft import Draft

LEAST = 3
"""Letters of a word that an address may spell."""
_WITHIN = words_of("& and of de da di van von der den la le du")
_MARKED = ("verb", "field", "choice", "date", "amount", "courtesy", "email", "url", "phone")


def spelt(draft: Draft, cls: Class) -> tuple[int, int] | None:
    """Return the words that the only address of a new contact or company spells; nothing where none are."""
    kinds = {"Contact": ("email",), "Company": ("url", "email")}.get(cls.name, ())
    marks = next((found for kind in kinds if (found := draft.clause.marks(kind))), [])
    if len(marks) != 1:
        return None
    written = draft.sentence.words(marks[0].first, marks[0].last).lower()
    return _person(draft, written.partition("@")[0]) if cls.name == "Contact" else _company(draft, _host(written))


def _host(written: str) -> str:
    """Return the letters of the name in a website's or e-mail's address."""
    host = re.sub(r"^(?:https?://)?(?:www\.)?", "", written.rsplit("@", maxsplit=1)[-1]).split("/")[0]
    return re.sub(r"[^a-z0-9]", "", host.rsplit(".", 1)[0])


def _person(draft: Draft, local: str) -> tuple[int, int] | None:
    parts = [part for part in re.split(r"[^a-z]+", local) if part]
    for at in range(draft.clause.first, draft.clause.last):
        before, word = _word(draft, at - 1), _word(draft, at)
        if len(word) < LEAST or not parts:
            continue
        last = len(parts) > 1 and word == parts[-1] and before[:1] == parts[0][:1] != ""
        if last or (len(parts) == 1 and before and parts[0] in (before[0] + word, before + word)):
            return at - 1, at + 1
        if len(parts) == 1 and word == parts[0] and _proper(draft, at) and _proper(draft, at + 1):
            return _grown(draft, at)
    return None


def _company(draft: Draft, host: str) -> tuple[int, int] | None:
    for at in range(draft.clause.first, draft.clause.last):
        word = _word(draft, at)
        if len(word) > LEAST and host.startswith(word) and _proper(draft, at):
            return _grown(draft, at)
    return None


def _grown(draft: Draft, at: int) -> tuple[int, int]:
    """Return the words written like one name that begin at a token."""
    last = at + 1
    while _proper(draft, last) or (draft.low(last) in _WITHIN and _proper(draft, last + 1)):
        if "\n" in draft.sentence.text[draft.sentence.tokens[last - 1].end : draft.sentence.tokens[last].start]:
            break
        last += 1
    return at, last


def _word(draft: Draft, at: int) -> str:
    """Return a plain word of the clause as an address may spell it."""
    if not draft.clause.first <= at < draft.clause.last or draft.sentence.tokens[at].kind != "word":
        return ""
    token = draft.sentence.tokens[at]
    return "" if token.low in FREE else re.sub(r"[^a-z]", "", folded(token.text))


def _proper(draft: Draft, at: int) -> bool:
    if not draft.clause.first <= at < draft.clause.last:
        return False
    whole = draft.sentence.at(at, "name")
    there = whole is not None and max(ref.score for ref in whole.value.refs) >= 1
    marked = any(draft.sentence.at(at, kind) for kind in _MARKED)
    token = draft.sentence.tokens[at]
    dictated = token.kind == "word" and token.low not in FREE and not any(one.proper for one in draft.sentence.tokens)
    return (token.proper or dictated) and not there and not marked
