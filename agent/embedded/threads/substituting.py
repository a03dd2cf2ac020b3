"""Another part of a change in place of the one that was said: another value, another person, another record."""

from typing import Any

from agent.embedded.fields.shifts import amount_change
from agent.embedded.fields.values import chosen, plain
from agent.embedded.language.intents import Change, Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.names import Ref
from agent.embedded.language.vocabulary import Field
from agent.embedded.language.words import words_of
from agent.embedded.records.nouns import nouns
from agent.embedded.sentences.draft import Draft, World, name_of


def substituted(draft: Draft, done: list[Intent], world: World) -> list[Intent] | None:
    """Return the intents with the one part replaced that the message names; nothing, if not all of it is clear."""
    made = [intent.model_copy(deep=True) for intent in done]
    main = next((intent for intent in made if intent.do in ("update", "create", "delete")), None)
    if not main or main.cls not in world.vocabulary.classes:
        return None
    changed = _new_values(draft, main, world) or _new_link(draft, main)
    changed = (main.do != "create" and _new_target(draft, main, world)) or changed
    left = [at for at in draft.mattering() if draft.low(at) != "and"]
    return made if changed and not left else None


def _new_link(draft: Draft, main: Intent) -> bool:
    """Replace a record that a field names: another owner, another person that was called."""
    for name, noun in main.link.items():
        for mark in draft.names():
            refs = name_of(mark).of(noun.cls)
            if refs:
                main.link[name] = Noun(cls=noun.cls, text=name_of(mark).text, said=[refs])
                main.set.pop(name, None)
                draft.take(mark)
                if "subject" in main.set and noun.said:
                    main.set["subject"] = _resubject(str(main.set["subject"]), noun, refs[0])
                return True
    return False


def _new_target(draft: Draft, main: Intent, world: World) -> bool:
    """Replace the record that is changed."""
    found = nouns(draft, world.vocabulary.classes[main.cls], filtered=False)
    named = [noun for noun in found if noun.said or noun.hints]
    shared = _shared(named)
    named = [shared] if shared else named
    if len(named) != 1:
        return False
    old = main.targets[0] if main.targets else None
    if old and _THEIRS & set(draft.clause.lows()):  # "it's their pilot": of those whose record it was
        named[0].beside = [word for group in old.said for ref in group for word in ref.name.split()]
    if not named[0].said and old and old.said:
        named[0].said, named[0].text = old.said, old.text
    main.targets = named
    return True


_THEIRS = words_of("their his her same theirs")


def _shared(named: list[Noun]) -> Noun | None:
    """Return the one record that several nouns name together: "Bike and Brew", of which the "and" is a part."""
    ids = [{ref.id for group in noun.said for ref in group if ref.cls == noun.cls} for noun in named]
    both = set.intersection(*ids) if len(ids) > 1 else set()
    found = [ref for noun in named for group in noun.said for ref in group if ref.id in both]
    return Noun(cls=named[0].cls, text=found[0].name, said=[found[:1]]) if len(both) == 1 else None


def _resubject(subject: str, noun: Noun, ref: Ref) -> str:
    for group in noun.said:
        for old in group:
            subject = subject.replace(old.name, ref.name)
    return subject.replace(noun.text, ref.name) if noun.text else subject


def _new_values(draft: Draft, main: Intent, world: World) -> bool:
    """Replace values of the same kind: another stage, amount or date."""
    cls = world.vocabulary.classes[main.cls]
    changed = _new_change(draft, main)
    for kind, known_kind in KINDS:
        marks = draft.open(kind)
        fields = [field for field in cls.kinds(known_kind) if field.name in main.set]
        value = value_of(marks[0], fields[0]) if len(marks) == 1 and len(fields) == 1 else None
        if kind == "date" and len(marks) == len(fields) == 1 and marks[0].value.bare and marks[0].value.clock:
            value = f"{str(main.set[fields[0].name])[:10]}T{marks[0].value.clock:%H:%M}"
        value = _scaled(value, marks[0], main.set[fields[0].name]) if kind == "amount" and value is not None else value
        if value is not None:
            if kind == "date":
                draft.drop({"same", "time"} if "same" in draft.clause.lows() else set())
                value = _at_the_time(str(value), str(main.set[fields[0].name]))
            if fields[0].name == "type":
                main.set |= _retitled(main, str(value))
            main.set[fields[0].name] = value
            draft.take(marks[0])
            changed = True
    return changed


def _retitled(main: Intent, kind: str) -> dict[str, str]:
    """Return the subject of an activity that becomes one of another kind, where it begins with the old one."""
    first, _, rest = str(main.set.get("subject", "")).partition(" ")
    return {"subject": f"{kind.capitalize()} {rest}"} if first.lower() == main.set.get("type") and rest else {}


def _new_change(draft: Draft, main: Intent) -> bool:
    """Replace how much an amount grew or shrank: "make that +5k", "sorry, 15 %"; behind a "to" it is the new amount."""
    marks = draft.open("amount")
    grown = [name for name, change in main.change.items() if not change.unit]
    if len(marks) != 1 or len(grown) != 1:
        return False
    old, amount = main.change[grown[0]], marks[0].value
    if draft.before(marks[0]) in ("to", "at") and not amount.percent:
        del main.change[grown[0]]
        main.set[grown[0]] = plain(amount.value)
    else:
        by = amount.value if amount.percent else _scaled(amount.value, marks[0], abs(old.by))
        same = Change(by=-by if old.by < 0 else by, percent=amount.percent or (old.percent and not amount.money))
        main.change[grown[0]] = amount_change(draft, marks[0]) or same
    draft.take(marks[0])
    return True


KINDS = (
    ("choice", "choice"), ("amount", "number"), ("date", "date"), ("email", "email"), ("phone", "phone"), ("url", "url")
)  # fmt: skip


def _scaled(value: Any, mark: Mark, before: Any) -> Any:
    """Return a number in the thousands of the one that it corrects: "84k" … "sorry, 78"."""
    small = not mark.value.money and value < THOUSAND
    thousands = isinstance(before, int | float) and before >= THOUSAND and before % THOUSAND == 0
    return value * THOUSAND if small and thousands else value


THOUSAND = 1_000


def _at_the_time(day: str, before: str) -> str:
    """Return another day at the time that was said before: who corrects the day keeps the hour."""
    return f"{day}T{before.partition('T')[2]}" if "T" in before and "T" not in day else day


def value_of(mark: Mark, known: Field) -> Any:
    """Return what a mark says for a field; nothing, if it fits none of its values."""
    if mark.kind == "choice":
        return chosen(mark, known) or None
    if mark.kind == "amount":
        return plain(mark.value.value)
    if mark.kind == "date":
        return (
            mark.value.written(past=known.name == "completed_at") if mark.value.day and not mark.value.invalid else None
        )
    return str(mark.value)
