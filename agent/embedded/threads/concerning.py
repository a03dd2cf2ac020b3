"""Whom an entry concerns that names nobody: the one who was spoken of right before.

"Log a call with Ann", and then "schedule a follow-up for Friday".
"""

import re
from dataclasses import replace

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.names import Ref
from agent.embedded.language.terms import DEEDS
from agent.embedded.language.words import FREE, words_of
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.sentence import Sentence
from agent.embedded.threads.thread import Thread

_KINDS = {word for nouns in DEEDS.values() for noun in nouns.split("|") for word in noun.split()} | words_of(
    "follow check in back another second next site quick short first intro video phone on"
)
_GOING_ON = words_of("and also then plus ok okay great")
_BUSINESS = words_of(
    "quote proposal offer contract pricing price samples sample invoice deck brochure terms paperwork numbers follow "
    "follow-up followup check-in chase nudge them her him catalogue agreement draft references reference"
)
_OWN = words_of("team internal staff colleagues dentist doctor holiday myself boss manager everyone all")


def concerned(decision: Decision, said: Sentence, thread: Thread) -> Decision:
    """Return a decision with the record of the last turn as the one that a new entry concerns, where it names none.

    "Another one" is of the kind of the last entry.
    """
    decision = _another(decision, said, thread)
    only = decision.intents[0] if len(decision.intents) == 1 and not decision.why else None
    ref = _spoken(thread)
    if not only or not ref or only.do != "create" or only.cls != "Activity" or only.link or only.missing:
        return decision
    named = any(mark.kind == "name" and name_of(mark).of("Contact", "Company", "Deal") for mark in said.marks)
    if named or not _meant(only, said):
        return decision
    noun = Noun(cls=ref.cls, text=ref.name, chosen=[ref])
    linked = only.model_copy(update={"link": {"related_to": noun}})
    return replace(decision, intents=[linked])


def _another(decision: Decision, said: Sentence, thread: Thread) -> Decision:
    """Return a decision in which "another one" is a call, if the last entry was one."""
    only = decision.intents[0] if len(decision.intents) == 1 and not decision.why else None
    before = thread.done[0] if len(thread.done) == 1 and thread.done[0].cls == "Activity" else None
    kind = str(before.set.get("type", "")) if before and before.do == "create" else ""
    if not only or not kind or not _ONE.search(said.text) or any(mark.kind == "kind" for mark in said.marks):
        return decision
    day = only.set.get("due_date") or only.set.get("expected_close_date")
    if only.do == "create" and only.cls == "Activity":
        title = kind.capitalize() + _ONE.sub("", str(only.set.get("subject", "")))
        made = only.model_copy(update={"set": {**only.set, "type": kind, "subject": title}})
    elif only.do == "update" and day and not any(noun.said for noun in only.targets):
        made = Intent(do="create", cls="Activity", set={"type": kind, "subject": kind.capitalize(), "due_date": day})
    else:
        return decision
    return replace(decision, intents=[made])


_ONE = re.compile(r"^.*\b(?:another|a second|one more|the next) one\b|\banother one\b|\bone more\b", re.IGNORECASE)
"""Words for one more of the same, with what leads to them."""


def _spoken(thread: Thread) -> Ref | None:
    """Return the person or deal of which the last turn has written; nothing where it was about several."""
    if not thread.wrote or thread.asked or len(thread.done) != 1 or thread.done[0].do == "delete":
        return None
    last = next((ref for ref in thread.focus if ref.cls != "Activity"), None)
    held = thread.focus[:1] == [last] or "related_to" in thread.done[0].link
    return last if last and held and last.cls in ("Contact", "Deal") else None


def _meant(entry: Intent, said: Sentence) -> bool:
    """Whether an entry may be one with somebody who was spoken of: a call, a visit, a quote that is to be sent."""
    lows = {token.low for token in said.tokens}
    subject = {word.strip(".,") for word in str(entry.set.get("subject", "")).casefold().split()}
    if lows & _OWN:
        return False
    plain = not subject - _KINDS - FREE
    business = bool(lows & _BUSINESS) or (said.low(0) in _GOING_ON and entry.set.get("type") != "task")
    return plain or business
