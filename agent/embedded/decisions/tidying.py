"""What stands around the words of a new record: where a company is, as which kind an activity is entered."""

import re
from collections.abc import Sequence

from agent.embedded.language.intents import Intent
from agent.embedded.language.words import words_of
from agent.embedded.sentences.clauses import sentences
from agent.embedded.sentences.sentence import Sentence

_PLACE = re.compile(
    r"\b(?:it is|it's|its|they are|they're|based|located|sits?|headquartered) (?:based |located )?in "
    r"((?:[A-Z][\w'\u2019-]+)(?:(?: |, )[A-Z][\w'\u2019-]+)*)"
)
_ENTERED = re.compile(
    r"[,;.]?\s*(?:and |please |just )*(?:stick|put|add|enter|save|note|jot|file|pop) (?:it|that|this)"
    r"(?: (?:in|down|on))? as an? (task|call|meeting|email|note)\b",
    re.IGNORECASE,
)


_BEHIND = re.compile(r"\s+(?:in|down) as an? (task|call|meeting|email|note)$", re.IGNORECASE)
_SINCE = words_of("from starting effective beginning since as of")


def tidied(intents: Sequence[Intent], said: Sentence) -> list[Intent]:
    """Return the intents; a new company with the place that is told of it, a plan of the kind as which it is entered.

    A plan that only tells why something is asked is left out: "When is the demo? I need to book the drive".
    """
    kept = [one for one in intents if not _reason(one, intents, said)]
    return [
        _entered(_handed(_placed(_alone(_connected(_listed(_gone(one, said), said), said), said), kept, said), said))
        for one in kept
    ]


def _listed(intent: Intent, said: Sentence) -> Intent:
    """Return an order that gives a deal of the last list another day as one about its close date.

    "Move the Northline one to 15 October", behind a list of deals: what the words pointed to stands as one word there.
    """
    noun = intent.targets[0] if len(intent.targets) == 1 and intent.do == "update" else None
    refs = [ref for group in noun.said for ref in group] if noun else []
    change = intent.change.get("due_date")
    day = str(intent.set.get("due_date", ""))[:10] or (change.day[:10] if change and change.unit == "to" else "")
    inserted = any(" " in token.text and token.kind == "word" and token.text == refs[0].name for token in said.tokens
                   ) if len(refs) == 1 else False  # fmt: skip
    if intent.cls != "Activity" or not noun or not inserted or not day or refs[0].cls != "Deal":
        return intent
    if any(mark.kind == "kind" for mark in said.marks) or len({*intent.set, *intent.change}) > 1 or intent.link:
        return intent
    deal = noun.model_copy(update={"cls": "Deal", "loose": False, "where": []})
    return Intent(do="update", cls="Deal", targets=[deal], set={"expected_close_date": day})


def _gone(intent: Intent, said: Sentence) -> Intent:
    """Return an order to take "that company" out as one to delete it, where the company itself is named."""
    noun = intent.targets[0] if intent.do == "update" and intent.clear == ["company"] and intent.targets else None
    refs = [ref for group in noun.said for ref in group] if noun else []
    pointed = any("Company" in mark.value and said.low(mark.first - 1) in ("that", "this") for mark in said.marks
                  if mark.kind == "class")  # fmt: skip
    if not noun or len(intent.targets) > 1 or not refs or not pointed or any(ref.cls != "Company" for ref in refs):
        return intent
    return Intent(do="delete", cls="Company", targets=[noun.model_copy(update={"cls": "Company"})])


def _connected(intent: Intent, said: Sentence) -> Intent:
    """Return an order that connects a deal and a person as one about the deal, where no activity is spoken of."""
    person = intent.link.get("related_to")
    noun = intent.targets[0] if len(intent.targets) == 1 else None
    refs = [ref for group in noun.said for ref in group] if noun else []
    about = intent.do == "update" and intent.cls == "Activity" and not (intent.set or intent.change or intent.append)
    if not about or not noun or not person or person.cls != "Contact" or not refs or len(intent.link) > 1:
        return intent
    if any(ref.cls != "Deal" for ref in refs) or any(mark.kind == "kind" for mark in said.marks):
        return intent
    deal = noun.model_copy(update={"cls": "Deal", "loose": False})
    return Intent(do="update", cls="Deal", targets=[deal], link={"contact": person})


def _alone(intent: Intent, said: Sentence) -> Intent:
    """Return a new person without a company, where it is said that there is none: "no company to put for now"."""
    linked = intent.do == "create" and intent.cls == "Contact" and "company" in intent.link
    if not linked or not _FREELANCE.search(said.text):
        return intent
    return intent.model_copy(update={"link": {name: one for name, one in intent.link.items() if name != "company"}})


_FREELANCE = re.compile(r"\b(?:no|without (?:a |any )?) ?company\b", re.IGNORECASE)


def _placed(intent: Intent, intents: Sequence[Intent], said: Sentence) -> Intent:
    made = [one for one in intents if one.do == "create"]
    if intent.cls == "Company" and made == [intent] and (town := _town(intent, said)):
        return intent.model_copy(update={"set": {**intent.set, "address": town}})
    place = _PLACE.search(said.text) if intent.cls == "Company" and made == [intent] else None
    if not place or "address" in intent.set or place[1] in str(intent.set):
        return intent
    return intent.model_copy(update={"set": {**intent.set, "address": place[1]}})


def _town(intent: Intent, said: Sentence) -> str:
    """Return the place that stands alone between commas, behind the name: "add company Copper Inns, Asheville NC"."""
    if not said.text.casefold().startswith(("add ", "new ", "create ", "please add ")):
        return ""
    known = str(intent.set.get("address", ""))
    kept = " ".join(str(value) for name, value in intent.set.items() if name != "address").casefold()
    pieces = [piece.strip(" .!") for piece in said.text.split(",")[1:]]
    towns = [one for one in pieces if _TOWN.fullmatch(one) and one.casefold() not in kept and known in one]
    told = "industry" in intent.set and pieces[-1:] == towns  # a lone word may be an industry
    return towns[0] if len(towns) == 1 and (" " in towns[0] or told) else ""


_TOWN = re.compile(r"[A-Z][\w'-]+(?: [A-Z]{2})?")
"""A town, with its state."""


def _handed(intent: Intent, said: Sentence) -> Intent:
    """Return a handover without a day of its own: "belongs to Ann from today" tells when, and no day of the deal."""
    days = [mark for mark in said.marks if mark.kind == "date"]
    owned = intent.do == "update" and intent.cls == "Deal" and "assigned_to" in intent.link
    if not owned or "expected_close_date" not in intent.set or not days:
        return intent
    if any(said.low(mark.first - 1) not in _SINCE and said.low(mark.first) not in _SINCE for mark in days):
        return intent
    kept = {name: one for name, one in intent.set.items() if name != "expected_close_date"}
    return intent.model_copy(update={"set": kept})


def _entered(intent: Intent) -> Intent:
    subject = str(intent.set.get("subject", ""))
    made = intent.do == "create" and intent.cls == "Activity"
    kind = (_ENTERED.search(subject) or _BEHIND.search(subject)) if made else None
    rest = _BEHIND.sub("", _ENTERED.sub("", subject)).strip(" ,.;")
    if not kind or not rest:
        return intent
    return intent.model_copy(update={"set": {**intent.set, "type": kind[1].lower(), "subject": rest}})


def _reason(intent: Intent, intents: Sequence[Intent], said: Sentence) -> bool:
    asks = any(not one.writes for one in intents)
    undated = not {"due_date", "completed_at"} & {*intent.set}
    if not (asks and intent.do == "create" and intent.cls == "Activity" and undated):
        return False
    words = {word.casefold() for word in re.findall(r"\w+", str(intent.set.get("subject", "")))}
    for first, last in sentences(said):
        if words and words <= {said.low(at) for at in range(first, last)}:
            return said.low(first) == "i" and "remind" not in {said.low(at) for at in range(first, last)}
    return False
