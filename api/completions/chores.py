"""Chores: what chat clients ask by themselves, as for a title. Nobody said it, so no tool is called and no model asked.

They are known by their form: Open WebUI begins them with "### Task:", others ask in one sentence for a title or a name
of the conversation, often with room for a few words only.
"""

import json
import re
from collections.abc import Sequence
from typing import Any

from api.completions.shapes import ClientMessage, Wanted

TASK = re.compile(r"\s*#{2,4}\s*Task\s*:?", re.IGNORECASE)
ASKING = re.compile(
    r"\b(generate|create|provide|suggest|write|give|make|come up with|summari[sz]e|analy[sz]e|return)\b", re.IGNORECASE
)
NAMING = r"(?:titles?|topics?|names?)"
TALK = (
    r"(?:the|this|our|an?|your|following|above|given)\s+(?:[\w']+\s+){0,2}(?:conversation|chat|discussion|dialogue)\b"
)
TITLE = re.compile(
    rf"\b{NAMING}\b[^.'\"“”\n]{{0,60}}\b{TALK}|\b(?:analy[sz]e|summari[sz]e|based on)\s+{TALK}.{{0,200}}\b{NAMING}\b",
    re.IGNORECASE | re.DOTALL,
)
SHORT = re.compile(
    r"\bwords?\b|\bcharacters?\b|\bconcise\b|\bshort\b|\bbrief|\bonly\b|\bemoji\b|\bjson\b", re.IGNORECASE
)
RECORDS = re.compile(r"\b(deal|contact|company|activity|task|note|call|meeting|reminder|email)s?\b", re.IGNORECASE)
"""Of these people speak, and those who ask for a title of the conversation do not."""
NARROW = 100
"""Tokens that leave no room for an answer, only for a title."""
KINDS: tuple[tuple[re.Pattern[str], str, Any], ...] = (
    (re.compile(r"follow[- _]?ups?", re.IGNORECASE), "follow_ups", []),
    (re.compile(r"\btags?\b", re.IGNORECASE), "tags", ["CRM"]),
    (re.compile(r"auto-?complet", re.IGNORECASE), "text", ""),
    (re.compile(r"\btitle\b", re.IGNORECASE), "title", None),
    (re.compile(r"\bemoji\b", re.IGNORECASE), "emoji", "💬"),
    (re.compile(r"\bsearch quer(y|ies)\b|\bqueries\b", re.IGNORECASE), "queries", []),
)
FIRST = re.compile(r"^\s*(?:USER|Human|Person)\s*:\s*(.+?)\s*(?=^\s*(?:ASSISTANT|AI)\s*:|</|\Z)", re.I | re.M | re.S)
QUOTED = re.compile(
    r"^\s*(?:conversation|user|human|person|assistant|ai)\s*:|conversation:", re.IGNORECASE | re.MULTILINE
)
"""Where the conversation begins that shall get a title: what it speaks of is nobody's order."""
LONGEST_TITLE = 50
UNKNOWN = "This is a task of your chat client and not a message of yours, so nothing was done."


def chore(wanted: Wanted) -> str | None:
    """Return the answer to a request that no person made; nothing when a person made it."""
    last = wanted.messages[-1]
    text = last.text
    if last.role == "user" and TASK.match(text):
        return _task(text)
    told = [one.text for one in wanted.messages if one.role in ("system", "developer")] if _alone(wanted) else []
    asked = next((one for one in (text, *told) if _wants_title(one, wanted.longest)), None)
    if asked is None:
        return None
    title = _title(_first(wanted.messages, asked))
    return json.dumps({"title": title}, ensure_ascii=False) if "json" in asked.lower() else title


def _alone(wanted: Wanted) -> bool:
    """Whether the request is one message: then its instructions may be what it is about."""
    return sum(one.role == "user" for one in wanted.messages) <= 1


def _narrow(longest: int | None) -> bool:
    return longest is not None and longest <= NARROW


def _wants_title(text: str, longest: int | None) -> bool:
    head = QUOTED.split(text[:600])[0]
    if not ASKING.search(head) or RECORDS.search(head):
        return False
    return bool(
        (_narrow(longest) and re.search(r"\b(titles?|topics?)\b", head)) or (TITLE.search(head) and SHORT.search(head))
    )


def _task(text: str) -> str:
    """Return the answer to a task of Open WebUI, in the JSON that it asks for."""
    head = text.partition("<chat_history>")[0][:600]
    for pattern, key, value in KINDS:
        if pattern.search(head):
            answer = _title(_spoken(text)) if key == "title" else value
            return answer if key == "emoji" else json.dumps({key: answer}, ensure_ascii=False)
    return UNKNOWN


def _first(messages: Sequence[ClientMessage], asked: str) -> str:
    """Return what the person said first: in a message of its own, or quoted in what is asked."""
    own = [one.text for one in messages if one.role == "user" and one.text != asked]
    return (_spoken(own[0]) or own[0]) if own else _spoken(asked)


def _spoken(text: str) -> str:
    found = FIRST.search(text.partition("<chat_history>")[2] or text)
    return found[1] if found else ""


def _title(said: str) -> str:
    """Return the beginning of what was said, as threads are named by it."""
    line = " ".join(said.split())
    if len(line) > LONGEST_TITLE:
        line = f"{line[:LONGEST_TITLE].rsplit(' ', 1)[0]}…"
    return line[:1].upper() + line[1:] or "Conversation"
