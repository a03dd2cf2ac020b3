"""The engine's replies: what was done, what was found, what could not be done, in a colleague's words."""

from collections.abc import Mapping, Sequence
from typing import Any

from agent.embedded.language.calls import Result
from agent.embedded.language.intents import Intent
from agent.embedded.language.names import Ref
from agent.embedded.language.vocabulary import Class, Vocabulary
from agent.embedded.language.wording import shown, title, word

UNDO = "Say “undo” to take it back."
CANDIDATES = 8


def updated(vocabulary: Vocabulary, result: Result, intent: Intent) -> str:
    """Say what changed on each record, old → new."""
    lines = []
    for row in result.get("updated", []):
        changed = row.get("changed") or {}
        parts = [_change(name, change, intent) for name, change in changed.items()]
        lines.append(f"**{title(row)}**: {'; '.join(parts)}." if parts else f"**{title(row)}** was like that already.")
    if len(lines) == 1:
        done = "completed_at" in intent.set and len(intent.set) == 1
        line = lines[0].replace("**:", "** is done:", 1) if done else lines[0]
        return line + left(result)
    plural = vocabulary.classes[intent.cls].words
    changed = "\n".join(f"- {line}" for line in lines)
    return f"Changed {len(lines)} {plural}:\n\n{changed}\n\n{left(result)}".rstrip()


def _change(name: str, change: Mapping[str, Any], intent: Intent) -> str:
    label = name.replace("_", " ")
    if change.get("changed") or "from" not in change:
        if name in intent.append:
            return f"{label} now also says “{intent.append[name]}”"
        return f"{label} {'cleared' if name in intent.clear else 'changed'}"
    return f"{label} {shown(change['from'])} → {shown(change.get('to'))}"


def created(cls: Class, record: Mapping[str, Any]) -> str:
    """Say what was added, with its fields."""
    if cls.name == "Activity":
        verb = "Logged" if record.get("completed_at") else "Planned"
        parts = [f"{verb}: **{title(record)}**"]
        when = record.get("completed_at") or record.get("due_date")
        parts += [f"({record.get('type')})"] if record.get("type") else []
        parts += [f"— {shown(when)}"] if when else ["— without a due date"]
        parts += [f"— {shown(record['related_to'])}"] if record.get("related_to") else []
        return " ".join(parts) + "."
    details = [
        f"{name.replace('_', ' ')} {shown(value)}"
        for name, value in record.items()
        if name in cls.fields and name != cls.title and value not in (None, "") and name != "created_by"
    ]
    return f"Added the {cls.word} **{title(record)}**" + (f": {', '.join(details)}." if details else ".")


def deleted(result: Result) -> str:
    """Say what was deleted, and what went along."""
    names = ", ".join(f"**{title(row)}**" for row in result.get("deleted", []))
    along = result.get("along") or []
    text = f"Deleted {names}.{left(result)}"
    return (
        f"{text} {len(along)} record{'s' if len(along) != 1 else ''} went along: "
        + ", ".join(title(row) for row in along[:10])
        + "."
        if along
        else text
    )


def left(result: Result) -> str:
    """Say what stays as it was, because only a part was approved."""
    names = ", ".join(f"**{title(row)}**" for row in result.get("not_approved", []))
    return f" Left as it was: {names}." if names else ""


def shared(intent: Intent, refs: Sequence[Ref]) -> str:
    """Say who may now see a record."""
    names = ", ".join(f"**{ref.name}**" for ref in refs)
    whom = ", ".join(intent.grantees)
    if intent.level == "none":
        return f"{names} is no longer shared with {whom}."
    return f"{whom} may now {'change' if intent.level == 'write' else 'see'} {names}."


def undone(result: Result) -> str:
    """Say what was taken back."""
    rows = result.get("undone", [])
    names = list(dict.fromkeys(f"**{title(row)}**" for row in rows if row))
    conflicts = result.get("conflicts") or []
    text = f"Undone: {', '.join(names)} {'is' if len(names) == 1 else 'are'} as before." if names else "Undone."
    if conflicts:
        text += f" Not taken back, because they were changed since: {', '.join(title(row) for row in conflicts)}."
    return text


def choice(text: str, candidates: Sequence[Ref]) -> str:
    """Ask which record is meant."""
    if not candidates:
        return text
    lines = [
        f"{number}. {ref.name}{f' ({ref.detail})' if ref.detail else ''}"
        for number, ref in enumerate(candidates[:CANDIDATES], 1)
    ]
    more = f"\n\n… and {len(candidates) - CANDIDATES} more." if len(candidates) > CANDIDATES else ""
    return f"{text}\n\n" + "\n".join(lines) + more


def missing(vocabulary: Vocabulary, intent: Intent, whose: str = "") -> str:
    """Ask for a value that nobody said: of the record `whose` value changes, or of a new one."""
    field = vocabulary.field(intent.cls, intent.missing)
    kind = field.kind if field else "text"
    label = intent.missing.replace("_", " ")
    if kind == "date":
        offer = f" {shown(intent.offer)}?" if intent.offer else ""
        return f"On which day exactly?{offer}" if offer else "When, on which day?"
    if kind == "choice" and field:
        return f"Which {label}? I know {', '.join(field.choices)}."
    if intent.do == "create":
        return f"What is the {label} of the new {word(vocabulary, intent.cls)}?"
    if field and field.targets:
        return "Who should it be assigned to?" if "_User" in field.targets else f"Which {label} should it be?"
    return f"What should the {label} of **{whose}** be?" if whose else f"What should the {label} be?"


def failure(result: Result) -> str:
    """Say in a sentence why something was not done."""
    if result.get("error") == "rejected":
        return "All right, I have left everything as it was."
    message = str(result.get("message") or result.get("error") or "Something went wrong").strip()
    text = message[:1].upper() + message[1:]
    text = text if text.endswith((".", "!", "?")) else f"{text}."
    candidates = result.get("candidates") or []
    if candidates:
        text += " I know: " + ", ".join(title(one) for one in candidates[:CANDIDATES]) + "."
    return text


def me(result: Result) -> str:
    """Say who asks."""
    user = result.get("user", {})
    roles = f", {', '.join(user['roles'])}" if user.get("roles") else ""
    email = f" ({user['email']})" if user.get("email") else ""
    return f"You are **{user.get('name', 'unknown')}**{email}{roles}."


def helped(vocabulary: Vocabulary) -> str:
    """Say what the engine can do."""
    plurals = ", ".join(cls.words for cls in vocabulary.classes.values())
    return (
        f"I look after your CRM ({plurals}). For example:\n\n"
        "- **Change**: “move the Globex deal to proposal”, “set its amount to 60k”, “assign it to Priya”\n"
        "- **Add**: “new contact Ann Lee at Globex, ann@globex.example”, “create a deal for Globex, 20k”\n"
        "- **Log and plan**: “had a call with Ann about pricing”, “remind me Friday to send her the quote”\n"
        "- **Ask**: “my open deals”, “what is overdue?”, “total in negotiation”, “who changed the Globex deal?”\n"
        "- **Recall**: “what did we discuss with Ann about pricing?”, “who mentioned leasing?”, “brief me on Globex”\n"
        "- **Take back**: “undo that”"
    )


CAN = (
    "I can look up, add, change and delete CRM records, log and plan activities, and take changes back; “help” shows "
    "examples."
)


def chat(concept: str) -> str:
    """Answer a greeting, thanks or farewell."""
    return {
        "greeting": "Hello! What can I do for you?",
        "thanks": "You're welcome.",
        "bye": "Goodbye!",
        "yes": "There is nothing waiting for a yes. What would you like me to do?",
        "no": "All right, I leave everything as it is.",
    }.get(concept, "All right.")


def unknown(left: Sequence[str] = ()) -> str:
    """Say that a message was not understood."""
    words = " ".join(left)
    part = f" (“{words}”)" if words and len(words) < 60 else ""
    return f"I did not understand that{part}, so I have not changed anything. {CAN}"
