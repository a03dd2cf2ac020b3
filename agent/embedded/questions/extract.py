"""Answers by extract: what was written about something, word by word, each with its day, author and record."""

from collections.abc import Generator, Sequence
from dataclasses import replace
from typing import Any

from agent.embedded.answers import phrases
from agent.embedded.answers.answer import Answer
from agent.embedded.answers.quoting import Passage, activity, is_title, line, plain, row, value
from agent.embedded.language.calls import Call, Result
from agent.embedded.language.names import Ref, ref_of
from agent.embedded.language.vocabulary import Vocabulary
from agent.embedded.language.wording import title, word
from agent.embedded.questions.fitting import TOLD, fitting, mentions, says, subject
from agent.embedded.questions.matters import matter
from agent.embedded.readings.remembering import Wish

Extract = Generator[list[Call], list[Result], Answer]
SOUGHT, FURTHER = 20, 50
"""Passages that are asked for, and in other words for a matter; most say little about the question."""
RELATED = 5


def extract(wish: Wish, vocabulary: Vocabulary) -> Extract:
    """Yield the calls to make; return what was found, or ask which record is meant."""
    if wish.named:
        (result,) = yield [Call("search_notes", {"query": wish.named, "limit": SOUGHT})]
        return _refused(result) or _unknown(result, wish, vocabulary) or Answer(phrases.unknown())
    if len(wish.refs) > 1:
        lead = "Which one do you mean? Please ask again with the whole name."
        return Answer(phrases.choice(lead, wish.refs), listed=wish.refs[: phrases.CANDIDATES])
    if not wish.query:
        asked = {"query": wish.why} if wish.why else {}
        (result,) = yield [Call("recall", {"target": wish.refs[0].id} | asked)]
        return _refused(result) or _all(result, wish, vocabulary)
    result = yield from _searched(wish)
    if wish.refs and "error" not in result and not fitting(result["passages"], wish):
        wider = replace(wish, query=f"{wish.refs[0].name} {wish.query}", refs=[])
        (result,) = yield [Call("search_notes", _arguments(wider))]
        return _refused(result) or _found(result, wish, vocabulary, elsewhere=True)
    answer = _refused(result) or _found(result, wish, vocabulary)
    if wish.who and "Deal" in vocabulary.classes:
        answer.text += yield from _people([ref.id for ref in answer.listed if ref.cls == "Deal"])
    return answer


def _people(deals: list[str]) -> Generator[list[Call], list[Result], str]:
    """Yield the call that finds whose deals they are; return it in words."""
    if not deals:
        return ""
    where = [{"field": "id", "op": "one_of", "value": deals}]
    (result,) = yield [Call("find_deals", {"where": where, "limit": len(deals)})]
    known = [(title(row), row.get("contact")) for row in result.get("records", [])]
    told = [f"The contact of {plain(name)} is **{plain(title(who))}**." for name, who in known if isinstance(who, dict)]
    return "".join(f"\n\n{one}" for one in told)


def noticed(wish: Wish, vocabulary: Vocabulary) -> Generator[list[Call], list[Result], Answer | None]:
    """Yield the calls to make; return what the notes say to a question that nobody understood, if it surely fits."""
    if wish.named:
        (result,) = yield [Call("search_notes", {"query": wish.named, "limit": SOUGHT})]
        answer = _refused(result) or _unknown(result, wish, vocabulary)
        if answer:
            return answer
    result = yield from _searched(wish)
    passages = [] if "error" in result else fitting(result["passages"], wish)
    if not passages:
        return None
    lead = "I am not sure that I understood the question. The notes that fit it best:"
    return _told(passages, wish, vocabulary, lead, _note(result))


def _searched(wish: Wish) -> Generator[list[Call], list[Result], Result]:
    """Yield the searches for what is asked, in its own words and in those of its matter; return all in one result."""
    known = matter(wish.query)
    further = known.searches if known else ()
    results = yield [
        Call("search_notes", _arguments(wish)),
        *(Call("search_notes", _arguments(replace(wish, query=one)) | {"limit": FURTHER}) for one in further),
    ]
    if bad := next((one for one in results if "error" in one), None):
        return bad
    best: dict[tuple[str, str], Passage] = {}
    for number, result in enumerate(results):
        for one in result["passages"]:
            key = (one["record"]["id"], one["quote"])
            if number == 0:
                best[key] = one
            elif known and known.signs.search(one["quote"]):  # how like it is to our words says nothing of the asker's
                best.setdefault(key, {**one, "likeness": 0.0, "words": 0.0})
    return results[0] | {"passages": sorted(best.values(), key=lambda one: -one.get("score", 0.0))}


def _refused(result: Result) -> Answer | None:
    return Answer(phrases.failure(result)) if "error" in result else None


def _note(result: Result) -> str:
    return f"\n\n{result['note']}" if result.get("note") else ""


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
    passages = fitting(result["passages"], wish)
    if wish.group and not passages:  # a note on a deal tells of its company, too
        wish = replace(wish, group="")
        passages = fitting(result["passages"], wish)
    if elsewhere:
        passages = [one for one in passages if mentions(one, wish.refs[0])]
    about = f" with **{plain(wish.refs[0].name)}**" if wish.refs else ""
    if not passages:
        return Answer(
            f"I found nothing about “{plain(wish.query)}” in the notes{about}.{_note(result)}", focus=wish.refs
        )
    if elsewhere:
        lead = f"Nothing about that hangs on **{plain(wish.refs[0].name)}**; elsewhere in the notes:"
    elif wish.group:
        number = len(_subjects(passages, wish))
        known = vocabulary.classes[wish.group]
        lead = f"Found in the notes of {number} {known.word if number == 1 else known.words}:"
    else:
        lead = f"From the notes{about}:"
    return _told(passages, wish, vocabulary, lead, _note(result))


def _unknown(result: Result, wish: Wish, vocabulary: Vocabulary) -> Answer | None:
    """Return what names something of which there is no record; of a loose question nothing, where nothing does."""
    passages = [one for one in result["passages"] if says(one, wish.named)][:TOLD]
    none = f"I see no company, contact or deal called “{plain(wish.named)}”"
    if passages:
        return _told(passages, wish, vocabulary, f"{none}. The notes that name it:", _note(result))
    return None if wish.loose else Answer(f"{none}, and nothing in the notes names it.{_note(result)}")


def _told(passages: Sequence[Passage], wish: Wish, vocabulary: Vocabulary, lead: str, note: str) -> Answer:
    listed = _subjects(passages, wish)
    lines = "\n".join(line(one, vocabulary) for one in passages)
    return Answer(f"{lead}\n\n{lines}{note}", focus=[*wish.refs, *listed[:1]], listed=listed)


def _subjects(passages: Sequence[Passage], wish: Wish) -> list[Ref]:
    refs = [ref_of(subject(one, wish.group)) for one in passages]
    return list({(ref.cls, ref.id): ref for ref in refs}.values())


def _all(result: Result, wish: Wish, vocabulary: Vocabulary) -> Answer:
    """Tell all about a record: its fields, what hangs on it, what was done and is planned, and what was written.

    Who asks why hears first what was written.
    """
    record = result["record"]
    known = vocabulary.classes.get(record["class"])
    fields = [
        f"{name.replace('_', ' ')} {value(told)}"
        for name, told in record.items()
        if known and name in known.fields and name not in (known.title, "created_by")
    ]
    head = f"**{plain(title(record))}** ({word(vocabulary, record['class'])})"
    head += f": {', '.join(fields)}." if fields else "."
    parts = []
    for plural, related in result.get("related", {}).items():
        rows = [row(one, vocabulary) for one in related["records"][:RELATED]]
        parts.append(f"{plural.replace('_', ' ').capitalize()} ({related['total']}): {'; '.join(rows)}.")
    done = result.get("activities", {})
    for name, label in (("past", "Lately"), ("planned", "Planned")):
        if rows := [activity(one, vocabulary) for one in done.get(name, [])[:RELATED]]:
            more = done.get(f"{name}_total", len(rows)) - len(rows)
            parts.append(f"{label}:\n\n" + "\n".join(rows) + (f"\n- … and {more} more" if more > 0 else ""))
    lead, passages = _telling(result.get("passages", []), wish)
    if passages:
        quotes = "\n".join(line(one, vocabulary) for one in passages)
        parts.insert(0 if wish.why else len(parts), f"{lead}From the notes:\n\n{quotes}")
    if result.get("note"):
        parts.append(str(result["note"]))
    return Answer("\n\n".join([head, *parts]), focus=[ref_of(record)])


def _telling(passages: Sequence[Passage], wish: Wish) -> tuple[str, list[Passage]]:
    """Return the passages to quote of a record; of a reason those that speak of the matter, or what to say without."""
    known = matter(wish.why) if wish.why else None
    if known is None:
        return "", list(passages[:TOLD])
    said = [one for one in passages if not is_title(one)]
    signs = [one for one in said if known.signs.search(one["quote"])]
    return ("", signs[:TOLD]) if signs else ("I find nothing that clearly tells why. ", said[:TOLD])
