"""Answers by extract: what was written about something, word by word, each with its day, author and record."""

import re
from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from agent.embedded import answers
from agent.embedded.answer import Answer
from agent.embedded.calls import Call, Result
from agent.embedded.names import Ref, ref_of
from agent.embedded.remembering import Wish
from agent.embedded.vocabulary import Vocabulary
from agent.embedded.wording import shown, title, word
from store.names import fold

Passage = Mapping[str, Any]
SOUGHT = 20
"""Passages that are asked for; most say little about the question."""
TOLD = 5
"""Quotes of an answer."""
ALIKE, HALF = 0.3, 0.5
"""A passage is told when its meaning is so like the question's, or so much of its words are there …"""
BEHIND = 0.6
"""… and when it is not much less like it than the best one."""
RELATED = 5
MARKUP = re.compile(r"([\\`*_\[\]<>|])")


def extract(wish: Wish, vocabulary: Vocabulary) -> Generator[list[Call], list[Result], Answer]:
    """Yield the calls to make; return what was found, or ask which record is meant."""
    if len(wish.refs) > 1:
        lead = "Which one do you mean? Please ask again with the whole name."
        return Answer(answers.choice(lead, wish.refs), listed=wish.refs[: answers.CANDIDATES])
    if not wish.query:
        (result,) = yield [Call("recall", {"target": wish.refs[0].id})]
        return _refused(result) or _all(result, vocabulary)
    (result,) = yield [Call("search_notes", _arguments(wish))]
    if wish.refs and "error" not in result and not _fitting(result["passages"], wish):
        wider = replace(wish, query=f"{wish.refs[0].name} {wish.query}", refs=[])
        (result,) = yield [Call("search_notes", _arguments(wider))]
        return _refused(result) or _found(result, wish, vocabulary, elsewhere=True)
    return _refused(result) or _found(result, wish, vocabulary)


def _refused(result: Result) -> Answer | None:
    return Answer(answers.failure(result)) if "error" in result else None


def _arguments(wish: Wish) -> dict[str, Any]:
    said = {
        "query": wish.query,
        "about": wish.refs[0].id if wish.refs else "",
        "by": wish.by.id if wish.by else "",
        "type": wish.kind,
        "since": wish.since,
        "until": wish.until,
        "limit": SOUGHT,
    }
    return {name: value for name, value in said.items() if value}


def _found(result: Result, wish: Wish, vocabulary: Vocabulary, *, elsewhere: bool = False) -> Answer:
    """Return the passages that fit; `elsewhere` are those that hang on other records, and name the one meant."""
    passages = _fitting(result["passages"], wish)
    if elsewhere:
        passages = [one for one in passages if _mentions(one, wish.refs[0])]
    note = f"\n\n{result['note']}" if result.get("note") else ""
    about = f" with **{_plain(wish.refs[0].name)}**" if wish.refs else ""
    if not passages:
        return Answer(f"I found nothing about “{_plain(wish.query)}” in the notes{about}.{note}", focus=wish.refs)
    refs = [ref_of(_subject(one, wish.group)) for one in passages]
    listed = list({(ref.cls, ref.id): ref for ref in refs}.values())
    if elsewhere:
        lead = f"Nothing about that hangs on **{_plain(wish.refs[0].name)}**; elsewhere in the notes:"
    elif wish.group:
        count = f"{len(listed)} {_counted(vocabulary, wish.group, len(listed))}"
        lead = f"Found in the notes of {count}:"
    else:
        lead = f"From the notes{about}:"
    lines = "\n".join(_line(one, vocabulary) for one in passages)
    return Answer(f"{lead}\n\n{lines}{note}", focus=[*wish.refs, *listed[:1]], listed=listed)


def _fitting(passages: Sequence[Passage], wish: Wish) -> list[Passage]:
    """Return the passages that say something about what was asked, the best first; of a group one for each record."""
    best = max((one.get("likeness", 0.0) for one in passages), default=0.0)
    kept: list[Passage] = []
    seen: set[str] = set()
    for one in passages:
        near = one.get("likeness", 0.0) >= max(ALIKE, BEHIND * best)
        if not (near or one.get("words", 0.0) >= HALF) or one["quote"] in seen:
            continue
        if wish.group:
            subject = _subject(one, wish.group)
            if not subject or subject["id"] in seen:
                continue
            seen.add(subject["id"])
        seen.add(one["quote"])
        kept.append(one)
    return _without_titles(kept)[: SOUGHT if wish.group else TOLD]


def _mentions(passage: Passage, ref: Ref) -> bool:
    """Whether a passage of another record has a word of a record's name, or the title above it does."""
    if ref.id in (passage["record"]["id"], (passage.get("about") or {}).get("id")):
        return False
    said = fold(f"{passage['record']['name']} {passage['quote']}")
    return any(re.search(rf"\b{re.escape(part)}\b", said) for part in fold(ref.name).split() if len(part) > 2)


def _without_titles(passages: Sequence[Passage]) -> list[Passage]:
    """Return passages without those that are only the title of a record that says more, or of no activity."""
    telling = {one["record"]["id"] for one in passages if one["quote"] != one["record"]["name"]}
    return [
        one
        for one in passages
        if one["quote"] != one["record"]["name"]
        or (one["record"]["class"] == "Activity" and one["record"]["id"] not in telling)
    ]


def _subject(passage: Passage, group: str) -> Mapping[str, Any]:
    """Return the record of a class that a passage is in, or is about; of any class, what it is about."""
    about, record = passage.get("about") or {}, passage["record"]
    if group:
        return next((one for one in (record, about) if one.get("class") == group), {})
    return about or record


def _all(result: Result, vocabulary: Vocabulary) -> Answer:
    """Tell all about a record: its fields, what hangs on it, what was done and is planned, and what was written."""
    record = result["record"]
    known = vocabulary.classes.get(record["class"])
    fields = [
        f"{name.replace('_', ' ')} {_value(value)}"
        for name, value in record.items()
        if known and name in known.fields and name not in (known.title, "created_by")
    ]
    parts = [
        f"**{_plain(title(record))}** ({word(vocabulary, record['class'])})"
        + (f": {', '.join(fields)}." if fields else ".")
    ]
    for plural, related in result.get("related", {}).items():
        rows = [_row(row, vocabulary) for row in related["records"][:RELATED]]
        parts.append(f"{plural.replace('_', ' ').capitalize()} ({related['total']}): {'; '.join(rows)}.")
    done = result.get("activities", {})
    for name, label in (("past", "Lately"), ("planned", "Planned")):
        if rows := [_activity(row, vocabulary) for row in done.get(name, [])[:RELATED]]:
            more = done.get(f"{name}_total", len(rows)) - len(rows)
            parts.append(f"{label}:\n\n" + "\n".join(rows) + (f"\n- … and {more} more" if more > 0 else ""))
    if passages := result.get("passages", [])[:TOLD]:
        parts.append("From the notes:\n\n" + "\n".join(_line(one, vocabulary) for one in passages))
    if result.get("note"):
        parts.append(str(result["note"]))
    return Answer("\n\n".join(parts), focus=[ref_of(record)])


def _row(row: Mapping[str, Any], vocabulary: Vocabulary) -> str:
    told = [_value(row[name]) for name in ("stage", "amount", "expected_close_date", "email") if row.get(name)]
    return _link(row, vocabulary) + (f" ({', '.join(told)})" if told else "")


def _activity(row: Mapping[str, Any], vocabulary: Vocabulary) -> str:
    when = row.get("completed_at") or row.get("due_date")
    kind = f"{row['type']} " if row.get("type") else ""
    return f"- {kind}{_link(row, vocabulary)}" + (f", {shown(when)}" if when else "")


def _line(passage: Passage, vocabulary: Vocabulary) -> str:
    """Return a quote with its source, and what the record says where that is something else."""
    source = [_link(passage["record"], vocabulary)]
    if passage.get("about"):
        source[0] += f" about {_link(passage['about'], vocabulary)}"
    source += [shown(passage["date"])]
    source += [_plain(passage["author"])] if passage.get("author") else []
    said = _plain(" ".join(passage["quote"].split()))
    line = (
        f"- “{said}” — {', '.join(source)}" if said != _plain(passage["record"]["name"]) else f"- {', '.join(source)}"
    )
    for one in passage.get("differs", []):
        field = one["field"].replace("_", " ")
        line += (
            f"\n  - This differs from the record: the note says {_plain(one['said'])}, but the {field} of "
            f"{_link(one['record'], vocabulary)} is {_value(one['is'])}."
        )
    return line


def _link(row: Mapping[str, Any], vocabulary: Vocabulary) -> str:
    """Return a record's name that leads to its page in the browser app."""
    known = vocabulary.classes.get(str(row.get("class")))
    name = _plain(title(row))
    return f"[{name}](/{known.plural.replace('_', '-')}/{row['id']})" if known else f"**{name}**"


def _counted(vocabulary: Vocabulary, cls: str, number: int) -> str:
    known = vocabulary.classes[cls]
    return known.word if number == 1 else known.words


def _value(value: Any) -> str:
    return _plain(shown(value))


def _plain(text: str) -> str:
    """Return text so that Markdown shows it as it is."""
    return MARKUP.sub(r"\\\1", text)
