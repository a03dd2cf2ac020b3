"""Does what was decided: resolves every record first, then calls the tools, then tells what was done."""

import re
from collections.abc import Generator
from typing import Any

from agent.embedded.answers import phrases
from agent.embedded.answers.answer import Answer, Asked, Question
from agent.embedded.decisions.clashes import clash
from agent.embedded.doing import Doer
from agent.embedded.language.calls import Call, Result
from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.names import Ref, ref_of
from agent.embedded.language.vocabulary import Vocabulary
from agent.embedded.language.wording import title, word
from agent.embedded.records.finding import Refused
from agent.embedded.records.focus import Focus, Unresolved
from agent.embedded.records.narrowing import beside, row_of
from agent.embedded.records.resolve import Resolver

NEW = "@new "
"""Stands, before the name of a class, for the record of it that was added just before."""


Made = Generator[list[Call], list[Result], Any]


def _people(intent: Intent) -> list[Ref]:
    """Return the people whom a change names beside its record: who says "her" next may mean one of them."""
    groups = [noun.chosen or group for noun in intent.link.values() for group in noun.said[:1]]
    return [ref for group in groups if len(group) == 1 for ref in group if ref.cls == "Contact"]


def _resolved(intent: Intent, rows: list[dict[str, Any]], part: Answer) -> Intent:
    """Return a change with the records it has changed in place of what they were called."""
    refs = part.focus[:1] if intent.do == "create" else [ref_of(row) for row in rows]
    known = Noun(cls=intent.cls, text=refs[0].name if refs else "", chosen=refs)
    return intent.model_copy(update={"targets": [known], "link": {}})


class Performer:
    """Carries out intents with the tools of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary, focus: Focus, now: str) -> None:
        """Take the tools, what the thread is about, and the moment: `2026-03-20T15:00`."""
        self._vocabulary = vocabulary
        self._focus = focus
        self._resolver = Resolver(vocabulary, focus, now)
        self._doer = Doer(vocabulary, self._resolver)

    def perform(self, intents: list[Intent]) -> Generator[list[Call], list[Result], Answer]:
        """Do all intents; nothing is written before every record is resolved and no question is open."""
        try:
            ready = yield from self._ready(intents)
            ready = [
                (intent, rows) for intent, rows in ready if rows or not any(noun.optional for noun in intent.targets)
            ]
        except Question as question:
            return self._ask(question, intents)
        except Refused as refused:
            return Answer(phrases.failure(refused.result))
        whole = Answer("", intents)
        texts: list[str] = []
        failed, newest = bool(ready), dict[str, str]()
        for number, (intent, rows) in enumerate(ready):
            intent.set = {name: newest.get(str(value), value) for name, value in intent.set.items()}
            part = yield from self._doer.do(intent, rows)
            texts += [part.text, "" if intent.writes else intent.note]
            newest |= {f"{NEW}{ref.cls}": ref.id for ref in part.focus}
            whole.focus += [*part.focus, *_people(intents[number])]
            whole.listed = part.listed or whole.listed
            whole.wrote |= part.wrote
            whole.changed += [_resolved(intent, rows, part)] if part.wrote else []
            whole.undone += intent.do == "undo" and bool(part.focus)
            failed = failed and intent.writes and not (part.wrote or part.focus or part.asked)
            if part.asked:
                whole.asked = part.asked
                break
        whole.text = "\n\n".join(text for text in texts if text)
        if failed:  # what was refused, or not approved, was never said
            whole.intents = []
        if whole.wrote:
            whole.text += f"\n\n{phrases.UNDO}"
        return whole

    def _ready(self, intents: list[Intent]) -> Made:
        """Return the intents with their records; they must not contradict each other."""
        ready = []
        for number, intent in enumerate(intents):
            ready.append((yield from self._prepared(intent, number)))
        if doubt := clash(ready):
            raise Question(doubt)
        return ready

    def _ask(self, question: Question, intents: list[Intent]) -> Answer:
        text = str(question)
        if question.kind == "which":
            text = phrases.choice(text, question.candidates)
        asked = Asked(question.kind, intents, question.candidates, question.place) if question.kind else None
        return Answer(text, asked=asked, listed=question.candidates[: phrases.CANDIDATES])

    def _prepared(self, intent: Intent, number: int) -> Made:
        """Resolve all nouns of an intent: its target rows; links become identities."""
        intent = intent.model_copy(deep=True)
        if intent.problem:
            raise Question(f"I have not changed anything: {intent.problem}.")
        rows: list[dict[str, Any]] = []
        if intent.do in ("update", "delete", "share", "about", "timeline", "history"):
            implied = [] if intent.targets or intent.do != "update" else self._focus.implied(intent.cls)
            for place, noun in enumerate(intent.targets or implied):
                closing = intent.do in ("delete", "about", "timeline", "share")
                rows += yield from self._resolved(noun, [number, "targets", place], intent, keep_closed=closing)
            optional = bool(intent.targets) and all(noun.optional for noun in intent.targets)
            if not rows and intent.do != "history" and not optional:
                raise Question(
                    f"Which {word(self._vocabulary, intent.cls)} do you mean?",
                    "which",
                    [],
                    [number, "targets", 0],
                )
        for name, noun in intent.link.items():
            intent.set[name] = yield from self._linked(intent, name, noun, number)
            _called(intent, name, self._focus)
        if intent.missing:
            whose = title(rows[0]) if len(rows) == 1 else ""
            raise Question(
                phrases.missing(self._vocabulary, intent, whose), "value", [], [number, "set", intent.missing]
            )
        unique = {row["id"]: row for row in rows}
        return intent, list(unique.values())

    def _resolved(self, noun: Noun, place: list[Any], intent: Intent, *, keep_closed: bool) -> Made:
        try:
            return (yield from self._resolver.records(noun, keep_closed=keep_closed))
        except Unresolved as unresolved:
            text = unresolved.text
            if intent.writes and not unresolved.candidates:
                text += " I have not changed anything."
            raise Question(
                text, "which" if unresolved.candidates or noun.pronoun else "", unresolved.candidates, place
            ) from None

    def _linked(self, intent: Intent, name: str, noun: Noun, number: int) -> Made:
        if noun.pronoun == "new":
            return f"{NEW}{noun.cls}"
        field_ = self._vocabulary.field(intent.cls, name)
        targets = field_.targets if field_ else ()
        if noun.said and noun.cls not in targets:
            return (yield from self._through(name, noun, number, targets))
        if noun.text and not (noun.said or noun.chosen or noun.pronoun or noun.where or noun.hints):
            kind = word(self._vocabulary, noun.cls)
            raise Question(
                f"I do not know a {kind} called “{noun.text}”. Shall I add it first?", "yes", [], [number, "new", name]
            )
        several = [ref for group in noun.said for ref in group if ref.cls in targets]
        known = [row_of(ref) for ref in several] if len(noun.said) == 1 else []
        only = self._focus.spoken(known) or (beside(known, noun) if len(known) > 1 else None)
        if only:
            return only["id"]
        if noun.said and noun.cls != "_User" and len(noun.said) > 1:
            rows = yield from self._resolved(noun, [number, "link", name], intent, keep_closed=True)
        elif noun.said:
            live = several or noun.said[0]
            raise Question(f"Which “{noun.text}” do you mean?", "which", live, [number, "link", name])
        else:
            rows = yield from self._resolved(noun, [number, "link", name], intent, keep_closed=True)
        if len(rows) != 1:
            raise Question(
                f"Which “{noun.text}” do you mean?", "which", [ref_of(row) for row in rows], [number, "link", name]
            )
        return rows[0]["id"]

    def _through(self, name: str, noun: Noun, number: int, targets: tuple[str, ...]) -> Made:
        """Find the deal or person of a company, for an activity that cannot name the company itself."""
        found: list[Ref] = []
        for target in reversed(targets):
            inner = noun.model_copy(update={"cls": target})
            rows = yield from self._resolver.rows(inner)
            stage = next((one for one in self._vocabulary.classes[target].kinds("choice") if one.ends), None)
            live = [row for row in rows if not stage or row.get(stage.name) not in stage.ends]
            found += [ref_of(row) for row in live or rows]
            if len(live) == 1:
                return live[0]["id"]
        if len(found) == 1:
            return found[0].id
        if not found:
            raise Question(
                f"“{noun.text}” has no contact or deal yet that I could link this to. Whom was it with?",
                "which",
                [],
                [number, "link", name],
            )
        raise Question(f"Which record of “{noun.text}” does this concern?", "which", found, [number, "link", name])


_THEM = re.compile(r"\b(?:him|her)\b(?=$|[.,]| (?:the|a|an|our|about|on|for|at|to|and|with|back|again|up)\b)")


def _called(intent: Intent, name: str, focus: Focus) -> None:
    """Write a name for "him" in the subject of an entry: "Call her" would tell nothing in a calendar."""
    noun, subject = intent.link[name], intent.set.get("subject")
    people = [ref for ref in (*focus.records, *focus.listed) if ref.cls == "Contact"]
    person = next((ref for ref in people if ref.id == intent.set[name]), None)
    if person and intent.do == "create" and noun.pronoun == "person" and isinstance(subject, str):
        intent.set["subject"] = _THEM.sub(lambda _: person.name, subject, count=1)
