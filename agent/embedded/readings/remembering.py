"""Hears questions about what was said and written: "what did we discuss with Jane about pricing?", "brief me on Acme".

They are told by how they begin, before anything else is read from a message: whoever asks what was discussed about a
deal does not ask for the deal's fields. What does not begin so, or also gives an order, is none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from agent.embedded.language.names import Name, Ref
from agent.embedded.readings.noted import AROUND, BRIEF, FILLING, LAST, MENTIONED, OF_ONE, ORDER, SEARCH
from agent.embedded.sentences.hearing import Hearing
from agent.embedded.sentences.sentence import Sentence
from agent.embedded.values.calendar import When
from store.index.sought import COMMON

RECORDS = ("Company", "Contact", "Deal")
"""Classes whose records are spoken of; of one name the first is meant: a company stands for what hangs on it."""
LONGEST = 400
"""Characters of a question."""
SLACK = 0.05
"""A name that says so much less of a record's whole name may still mean it."""
SEVERAL = 3
"""Records of one name among which somebody may choose; a word that more have, "freezers", is one to look for."""
KINDS = {"call": "call", "meeting": "meeting", "email": "email", "e-mail": "email", "task": "task"}
CLASSES = {
    "deal": "Deal", "opportunit": "Deal", "contact": "Contact", "people": "Contact", "compan": "Company",
    "customer": "Company", "client": "Company", "account": "Company",
}  # fmt: skip
THEM = {"her": "Contact", "him": "Contact", "she": "Contact", "he": "Contact", "them": ""}
THAT = dict.fromkeys(("it", "this", "that", "they", "this one", "that one", "this deal", "that deal", "the deal"), "")
WHY = ("why", "what's hold", "what is hold", "what's block", "what is block", "what's delay", "what is delay")
"""How it begins when a reason is asked for."""
STRANGER = re.compile(r"(?:^| with )(?P<name>[A-Z][\w'-]*(?: [A-Z][\w'-]*)*)")
"""Somebody who is named in a question: what it asks of is what he said, or what was said with him."""
ARTICLE = re.compile(r"^(?:the|our|my|a|an) ", re.IGNORECASE)
PLACED = re.compile(
    r"\b(?:(?:i think |maybe |probably )?(?:it|it's|its|it is|that's|that is|that|this|should|must|it should|it must)"
    r"(?: is| be)? (?:somewhere )?)?(?:in|from|according to) (?:the|his|her|their|its|my|our) (?:\w+ )?notes"
    r"(?: (?:i think|somewhere|i guess|i believe|probably))?\)?$",
    re.IGNORECASE,
)
"""Words behind a question that say where the answer is written: "it's in his notes, I think"."""
QUESTION = re.compile(
    r"(?:and |so |hey |hi |please )*(?:what|when|who|how|which|where|does|do|is|are|did|can)\b", re.IGNORECASE
)
MOST = 4
"""Words of a name of which there is no record."""
OTHER = ("date", "class", "choice", "kind", "field")
"""What words may be that are written like a name, "March", "Q3"."""
SINCE, UNTIL = ("since", "after", "from"), ("before", "until", "till")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to hear of what was written.

    Attributes:
        query: The words to look for; empty for all about a record.
        refs: The records that are meant by a name; several, when it is not clear which.
        by: The user who wrote it.
        group: The class whose records are asked for: "which deals mention …".
        kind: The type of activity.
        since: The first day, if any.
        until: The last day, if any.
        why: What of a record is asked for, where all about it is told.
        named: What was named although there is no such record.
        who: Whether a person's name is asked for.
        loose: Whether it was not understood what is asked, so that only what surely fits is told.
    """

    query: str
    refs: list[Ref] = field(default_factory=list)
    by: Ref | None = None
    group: str = ""
    kind: str = ""
    since: str = ""
    until: str = ""
    why: str = ""
    named: str = ""
    who: bool = False
    loose: bool = False


def remembering(heard: Hearing, focus: Sequence[Ref] = ()) -> Wish | None:
    """Return what a message asks to hear of what was written; nothing when it asks for something else.

    Args:
        heard: The message.
        focus: What the thread is about, the latest first: "brief me on it".
    """
    text = plain(heard)
    if ORDER.search(text) or len(text) > LONGEST:
        return None
    return (
        _placed(heard, text, focus)
        or _brief(heard, text, focus)
        or _of_one(heard, text, focus)
        or _searching(heard, text, focus)
    )


def _placed(heard: Hearing, text: str, focus: Sequence[Ref]) -> Wish | None:
    """Read "when do the presses run at Acme? It's in the notes": where it is written is said behind the question."""
    match = PLACED.search(text)
    asked = text[: match.start()].rstrip(" ,.;:?-(") if match else ""
    if not QUESTION.match(asked):
        return None
    for name in named(heard):
        rest = re.sub(
            rf"(?:\b(?:in|at|of|for|with|from|to) )?\b{re.escape(name.text)}(?:'s)?\b", " ", asked, flags=re.I
        )
        refs = meant(name) if rest != asked else []
        if refs and refs[0].cls != "Contact":  # the notes on a person are few, and shown as they are
            return Wish(" ".join(rest.split()), refs)
    pronoun = next((word for word in asked.lower().split() if word in THEM), "")
    refs = _pointed(THEM[pronoun], focus) if pronoun else []
    return Wish(asked, refs) if refs else None


def _brief(heard: Hearing, text: str, focus: Sequence[Ref]) -> Wish | None:
    """Read "brief me on Acme", "why did Globex call it off?"; what is written as a name is one."""
    why = text.lower().startswith(WHY)
    for match in filter(None, (pattern.match(text) for pattern in BRIEF)):
        if refs := _whom(heard, match["whom"], focus):
            return Wish("", refs, why=text if why else "")
        if stranger := _proper(heard, match["whom"]):
            return Wish(stranger, named=stranger)
    return None


def _of_one(heard: Hearing, text: str, focus: Sequence[Ref]) -> Wish | None:
    """Read "how does Jane like to be contacted?", "who decides at Acme?"."""
    for match in filter(None, (pattern.match(text) for pattern in OF_ONE)):
        if refs := _whom(heard, match["whom"], focus):
            return Wish(match["topic"], refs)
        if stranger := _proper(heard, match["whom"]):
            return Wish(stranger, named=stranger)
    return None


def _searching(heard: Hearing, text: str, focus: Sequence[Ref]) -> Wish | None:
    """Read "what did we discuss with Jane about pricing?", "which deals mention a competitor?"."""
    match = next(filter(None, (pattern.match(text) for pattern in SEARCH)), None)
    return _search(heard, match, focus) if match else None


def plain(heard: Hearing) -> str:
    """Return what was said, in one line and without the mark at its end."""
    return " ".join(heard.text.split()).rstrip("?.! ")


def unknown(heard: Hearing, said: str) -> str:
    """Return what words name that name no record; nothing where they name one, point at one, or are no name."""
    words = ARTICLE.sub("", said)
    if said.lower() in THAT or len(words.split()) > MOST or set(words.lower().split()) <= COMMON:
        return ""
    return "" if any(name.text.lower() in words.lower() for name in named(heard)) else words


def _proper(heard: Hearing, said: str) -> str:
    """Return words that are written as a name and name no record; nothing where they also say something else."""
    words, sentence = unknown(heard, said), heard.sentence()
    other = (sentence.words(mark.first, mark.last).lower() for mark in sentence.marks if mark.kind in OTHER)
    told = any(one in words.lower() for one in other)
    return words if words and not told and all(word[:1].isupper() for word in words.split()) else ""


def _whom(heard: Hearing, said: str, focus: Sequence[Ref]) -> list[Ref]:
    """Return the records that some words name, if they name nothing else."""
    low = said.lower()
    if low in THEM or low in THAT:
        return _pointed(THEM.get(low, ""), focus)
    for name in named(heard):
        left = low.replace(name.text.lower(), " ", 1)
        if left != low and not AROUND.sub("", left):
            return meant(name, deal=re.search(r"\b(?:deal|opportunity)\b", left) is not None)
    return []


def _search(heard: Hearing, match: re.Match[str], focus: Sequence[Ref]) -> Wish | None:
    parts = match.groupdict()
    who, kind = (parts.get("who") or "").strip(), (parts.get("kind") or "").lower()
    topic, since, until = _timed(heard.sentence(), parts["topic"].strip())
    if " about " not in f" {topic} " and re.search(r"\blast\b", who):
        return None  # "what did we last hear from Jane?" asks for the last activity
    mentioned = bool(kind) or MENTIONED.search(match.group()) is not None
    refs, by, who, topic = _people(heard, who, topic, mentioned=mentioned)
    if not refs and not by and (stranger := _stranger(who, topic)):
        return Wish(stranger, named=stranger)
    if not refs:
        refs, topic = _pointed_at(who, topic, focus)
    topic = " ".join(FILLING.sub("", topic).split()).strip(" ,;:")
    if not topic and not refs:
        return None
    if refs and LAST.fullmatch(topic):
        return Wish("", refs)
    group = _group(kind)
    type_ = next((value for word, value in KINDS.items() if kind.startswith(word)), "")
    return Wish(topic or refs[0].name, refs, by, group, type_, since, until)


def _people(heard: Hearing, who: str, topic: str, *, mentioned: bool) -> tuple[list[Ref], Ref | None, str, str]:
    """Return the records with whom something was said, the user who wrote it, and the words without their names."""
    refs, by = list[Ref](), None
    for name in named(heard):
        beside = _beside(name.text, who, topic, mentioned=mentioned)
        records, users = meant(name), [ref for ref in name.refs if ref.cls == "_User"]
        if beside and records and not refs and len(records) <= SEVERAL:
            refs, (who, topic) = records, beside
        elif beside and users and not by:
            by, (who, topic) = users[0], beside
    return refs, by, who, topic


def _pointed_at(who: str, topic: str, focus: Sequence[Ref]) -> tuple[list[Ref], str]:
    """Return the record that a pronoun stands for, if any, and the topic without it."""
    pronoun = next((word for word in f"{who} {topic}".lower().split() if word in THEM), "")
    refs = _pointed(THEM[pronoun], focus) if pronoun else []
    if not refs:
        return [], topic
    return refs, re.sub(rf"\b(?:(?:with|to|from|about) )?{pronoun}\b", " ", topic, count=1, flags=re.IGNORECASE)


def _stranger(who: str, topic: str) -> str:
    """Return the name of whom it was that said or heard something, where it is written as a name."""
    match = STRANGER.fullmatch(who) or STRANGER.search(f" {topic}")
    return match["name"] if match else ""


def named(heard: Hearing) -> Iterator[Name]:
    """Yield the names of companies, contacts, deals and users in a message, the longest first."""
    for name in heard.names:
        if not name.weak and any(ref.cls in (*RECORDS, "_User") for ref in name.refs):
            yield name


def _beside(name: str, who: str, topic: str, *, mentioned: bool) -> tuple[str, str] | None:
    """Return the words around a name that says whose words are sought; nothing when it is one of the sought words."""
    said = re.escape(name)
    if re.search(rf"\b{said}\b", who, re.IGNORECASE):
        return re.sub(rf"\b{said}\b", " ", who, flags=re.IGNORECASE), topic
    patterns = [rf"\b(?:with|from|at|by) (?:the )?{said}(?:'s)?(?: (?:deal|people|team|account)\b)?"]
    if not mentioned:
        patterns.append(rf"\b(?:to|for) (?:the )?{said}\b(?: (?:deal|people|team|account)\b)?")
        patterns.append(rf"^(?:about|on|regarding|concerning|of|the|\W)*{said}(?:'s)?(?: (?:deal|account))?$")
    for pattern in patterns:
        if re.search(pattern, topic, re.IGNORECASE):
            return who, re.sub(pattern, " ", topic, count=1, flags=re.IGNORECASE)
    return None


def meant(name: Name, *, deal: bool = False) -> list[Ref]:
    """Return the records of one class that a name means."""
    best = max(ref.score for ref in name.refs)
    near = {ref.cls for ref in name.refs if ref.score >= best - SLACK}
    if deal and name.of("Deal"):
        return name.of("Deal")
    return next((name.of(cls) for cls in RECORDS if cls in near), [])


def _group(kind: str) -> str:
    return next((cls for word, cls in CLASSES.items() if kind.lower().startswith(word)), "")


def _pointed(cls: str, focus: Sequence[Ref]) -> list[Ref]:
    return next(([ref] for ref in focus if ref.cls == cls or (not cls and ref.cls in RECORDS)), [])


def _timed(sentence: Sentence, topic: str) -> tuple[str, str, str]:
    """Return a topic without the time that it ends with, and the first and the last day of that."""
    for mark in sentence.marks:
        said = sentence.words(mark.first, mark.last)
        when = mark.value
        if mark.kind != "date" or not isinstance(when, When) or not when.first:
            continue
        lead = r"(?:\b(?:in|on|over|within|since|before|after|until|till|during|from) )?(?:\bthe )?"
        rest = re.sub(rf"{lead}{re.escape(said)}$", "", topic)
        if rest == topic:
            continue
        leads = {sentence.low(mark.first - 1), sentence.low(mark.first)}
        first, last = (str(when.before), str(when.before)) if when.before else (str(when.first), str(when.last))
        if leads & set(SINCE):
            return rest, first, ""
        return (rest, "", first) if leads & set(UNTIL) else (rest, first, last)
    return topic, "", ""
