"""Questions that nobody understood, but that the notes may answer: "does anyone need Spanish documents?"."""

import re

from agent.embedded.questions.matters import PLAIN, matter
from agent.embedded.readings.noted import ASKING, BRIEF, ORDER, SOME, WHO
from agent.embedded.readings.remembering import LONGEST, Wish, meant, named, plain, unknown
from agent.embedded.sentences.hearing import Hearing
from store.index.sought import WORD


def noticing(heard: Hearing) -> Wish | None:
    """Return what the notes may answer of a question that nobody understood; nothing when it is no question."""
    text = plain(heard)
    if ORDER.search(text) or len(text) > LONGEST or not ASKING.match(text):
        return None
    return _of_nobody(heard, text) or _loose(heard, text)


def _of_nobody(heard: Hearing, text: str) -> Wish | None:
    """Read "what do we know about Halcyon?", "who is Halcyon?", where there is no such record."""
    for loose, patterns in ((False, BRIEF), (True, WHO)):
        for match in filter(None, (pattern.match(text) for pattern in patterns)):
            if stranger := unknown(heard, match["whom"]):
                return Wish(text if loose else stranger, named=stranger, loose=loose)
    return None


def _loose(heard: Hearing, text: str) -> Wish | None:
    """Return the question as it was asked, of the record that it names; nothing where it asks for nothing."""
    if match := SOME.match(text):
        text = match["topic"]
    if not matter(text) and set(WORD.findall(text.lower())) <= PLAIN:
        return None  # "what do you know about me?"
    for name in named(heard):
        refs, topic = meant(name), re.sub(rf"\b{re.escape(name.text)}(?:'s)?\b", " ", text)
        if len(refs) == 1 and topic.strip(" ,"):
            return Wish(" ".join(topic.split()), refs, loose=True)
    return Wish(text, loose=True)
