"""What a message means because of the one before: answers to a question, corrections, "the same for Globex"."""

from typing import Any

from agent.embedded.clauses import clauses
from agent.embedded.draft import Draft, World, name_of
from agent.embedded.intents import Intent, Noun
from agent.embedded.lexicon import Mark
from agent.embedded.names import Ref
from agent.embedded.nouns import nouns
from agent.embedded.replies import Followed, answered, whole
from agent.embedded.sentence import Clause, Sentence
from agent.embedded.thread import Thread
from agent.embedded.values import chosen, plain
from agent.embedded.vocabulary import Field
from agent.embedded.words import openings, words_of

HEARD = 0.5
"""A message is a correction from this probability on."""
_CORRECTING = openings(
    "no|nope|sorry|oops|wait|actually|i meant|i mean|wrong|not|that's wrong|that 's wrong|correction|my mistake|"
    "my bad|should have been|that should have|that should|it should|should've been|whoops|ups|hmm|nah|make that|"
    "i beg your pardon|beg your pardon|pardon|apologies|my apologies|excuse me|forgive me|"
    "oh|that was wrong|argh|damn|it should be|should be|rather|ah|err|er|um|hang on|it was|on second thought|"
    "on second thoughts|second thoughts|change of plan|change of plans|scratch that|or rather|better"
)
_MEANT = words_of(
    "meant mean wrong mistake oops sorry instead not correction no nope rather wait actually whoops nah make should"
)
_AGAIN = openings(
    "same for|the same for|same with|and also|also|do the same|and|likewise|ditto|what about|how about|now|plus|"
    "as well|same thing|the same|same|and what about|and the|and for|for|only|just|mine|and only|but only"
)


def follow(said: Sentence, thread: Thread, world: World) -> Followed | None:
    """Return what a message means as an answer or correction; `None` if it stands for itself."""
    if thread.asked:
        found = answered(said, thread.asked, world)
        if found:
            return found
    if thread.wrote and (_taken_back(said) or _unwanted(said, world) or _undone(said)):
        return Followed([Intent(do="undo")])
    if not thread.done:
        return None
    return _corrected(said, thread, world) or _again(said, thread, world)


def _starts(said: Sentence, known: tuple[tuple[str, ...], ...]) -> bool:
    lows = tuple(token.low for token in said.tokens[:4])
    return any(lows[: len(opening)] == opening for opening in known)


def _taken_back(said: Sentence) -> bool:
    """Whether a message only says that the last change was wrong: "no wait, that was wrong, undo it"."""
    marks = {mark.kind for mark in said.marks}
    forbidden = any(token.low in ("don't", "dont", "not", "never", "if", "should") for token in said.tokens)
    return (
        "undo" in marks
        and not marks & {"name", "amount", "choice", "date", "quote", "email", "phone"}
        and (not forbidden and len(said.tokens) <= 14 and not said.text.strip().endswith("?"))
    )


def _undone(said: Sentence) -> bool:
    """Whether a message begins with the order to take the last change back, and goes on to tell why."""
    first = next((at for at, token in enumerate(said.tokens) if token.low in _STOPS), len(said.tokens))
    head, rest = Clause(said, 0, first), Clause(said, first, len(said.tokens))
    if not head.has("undo") or head.marks("name", "amount", "choice", "date") or _forbidding(head):
        return False
    orders = any(form == "base" for mark in rest.marks("verb") for _, form in mark.value)
    return not orders and not rest.marks("amount", "choice", "date") and said.tokens[-1].low != "?"


def _forbidding(clause: Clause) -> bool:
    return bool({"don't", "dont", "not", "never", "if", "should", "how", "can", "could"} & set(clause.lows()))


_STOPS = (",", ".", "!", ";", "-", ":")


def _unwanted(said: Sentence, world: World) -> bool:
    """Whether the tagger hears that the last change shall be taken back, and no other value or record is named."""
    clause = whole(said, world).clause
    evidence = world.evidence
    marks = {mark.kind for mark in said.marks}
    if not evidence or marks & _NAMING or said.text.strip().endswith("?") or evidence.held(clause) >= UNWANTED:
        return False
    shares = evidence.shares(clause)
    best = max(shares, key=lambda name: shares[name], default="none")  # of signs without a word, nothing is heard
    return evidence.acting(clause) >= HEARD and best == "undo"


_NAMING = {"name", "phrase", "amount", "choice", "date", "quote", "email", "phone", "url"}
UNWANTED = 0.2
"""A message that is held back with this probability takes nothing back."""


def _corrected(said: Sentence, thread: Thread, world: World) -> Followed | None:
    """Read "no, I meant Labs", "sorry, 60k", "not proposal, negotiation": the last change again, with another part."""
    lows = [token.low for token in said.tokens]
    if not thread.wrote or len(lows) > 25:
        return None
    draft = whole(said, world)
    begun = _starts(said, _CORRECTING) and any(word in _MEANT for word in lows)
    if not begun and not (world.evidence and world.evidence.act(draft.clause).get("correction", 0.0) >= HEARD):
        return None
    _drop_rejected(draft)
    _drop_kept(draft, thread.done)
    draft.take(*draft.clause.marks("undo"))
    draft.drop(_MEANT)
    draft.drop(
        words_of("the i one other oh that was that's my bad it 's been have hang on argh damn ah hmm be ups err er um")
    )
    draft.drop(words_of("is please wrong of course beg pardon your apologies excuse forgive on at"))
    made = _substituted(draft, thread.done, world)
    return Followed(made, undo=True) if made else None


def _drop_rejected(draft: Draft) -> None:
    """Take what is only named to be rejected: "not the Corp one", "Labs, not Corp", "instead of won"."""
    for mark in draft.clause.marks("name", "choice", "amount", "date"):
        if draft.before(mark) in ("not", "of", "than") and (
            draft.before(mark) == "not" or "instead" in draft.clause.lows() or "rather" in draft.clause.lows()
        ):
            draft.take(mark)
            draft.taken.update(
                at
                for at in (mark.first - 1, mark.first - 2, mark.last)
                if draft.low(at) in words_of("not the of instead one than rather")
            )


def _drop_kept(draft: Draft, done: list[Intent]) -> None:
    """Take what only says that the record of the last change shall be as before, when another one is named too.

    "I meant Labs. Put the training one back", "… the migration stays in proposal".
    """
    old = {ref.id for intent in done for noun in intent.targets for group in noun.said for ref in group}
    marks = draft.clause.marks("name")
    kept = [mark for mark in marks if {ref.id for ref in name_of(mark).refs} & old]
    if not kept or all(mark in kept for mark in marks):
        return
    for mark in kept:
        first, last = mark.first, mark.last
        while draft.low(first - 1) in _AROUND:
            first -= 1
        while draft.low(last) in _AROUND or (draft.sentence.at(last, "choice") and draft.low(last - 1) in _AROUND):
            last += 1
        if any(draft.low(at) in _KEEPING for at in range(first, last)):
            draft.span(first, last)


_KEEPING = words_of("stays stay stayed remains remain keeps keep back was before unchanged where")
_AROUND = _KEEPING | words_of("put the one that deal as it in at to should goes go belongs set move can , and is , .")


def _substituted(draft: Draft, done: list[Intent], world: World) -> list[Intent] | None:
    """Return the intents with the one part replaced that the message names."""
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
    if len(named) != 1:
        return False
    old = main.targets[0] if main.targets else None
    if not named[0].said and old and old.said:
        named[0].said, named[0].text = old.said, old.text
    main.targets = named
    return True


def _resubject(subject: str, noun: Noun, ref: Ref) -> str:
    for group in noun.said:
        for old in group:
            subject = subject.replace(old.name, ref.name)
    return subject.replace(noun.text, ref.name) if noun.text else subject


def _new_values(draft: Draft, main: Intent, world: World) -> bool:
    """Replace values of the same kind: another stage, amount or date."""
    cls = world.vocabulary.classes[main.cls]
    changed = False
    for kind, known_kind in _KINDS:
        marks = draft.open(kind)
        fields = [field for field in cls.kinds(known_kind) if field.name in main.set]
        value = _value(marks[0], fields[0]) if len(marks) == 1 and len(fields) == 1 else None
        value = _scaled(value, marks[0], main.set[fields[0].name]) if kind == "amount" and value is not None else value
        if value is not None:
            if kind == "date":
                draft.drop({"same", "time"} if "same" in draft.clause.lows() else set())
                value = _at_the_time(str(value), str(main.set[fields[0].name]))
            main.set[fields[0].name] = value
            draft.take(marks[0])
            changed = True
    return changed


_KINDS = (
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


def _value(mark: Mark, known: Field) -> Any:
    """Return what a mark says for a field."""
    if mark.kind == "choice":
        return chosen(mark, known) or None
    if mark.kind == "amount":
        return plain(mark.value.value)
    if mark.kind == "date":
        return (
            mark.value.written(past=known.name == "completed_at") if mark.value.day and not mark.value.invalid else None
        )
    return str(mark.value)


def _again(said: Sentence, thread: Thread, world: World) -> Followed | None:
    """Read "same for Globex", "and Initech too", "what about Bob?": the last thing again, for another record."""
    if not _starts(said, _AGAIN) or len(said.tokens) > 14 or len(clauses(said)) > 1 or len(thread.done) != 1:
        return None
    intent = thread.done[0].model_copy(deep=True)
    cls = world.vocabulary.classes.get(intent.cls)
    draft = whole(said, world)
    if not cls or intent.do not in _REPEATED or _ordering(draft):
        return None
    draft.drop(words_of("same what about how also do thing with likewise ditto as well too ones one only just"))
    found = nouns(draft, cls, filtered=not intent.writes)
    if len(found) != 1 or draft.left() or (intent.writes and not (found[0].said and _same(said))):
        return None
    if intent.do in ("find", "totals", "pipeline"):
        intent.targets = [_refined(intent.targets[0], found[0])]
    elif found[0].said or found[0].ordinals:
        intent.targets = found
    else:
        return None
    return Followed([intent])


_REPEATED = words_of("update delete find totals about timeline pipeline")


def _ordering(draft: Draft) -> bool:
    """Whether a message gives an order of its own."""
    verbs = [(mark, concept, form) for mark in draft.clause.marks("verb") for concept, form in mark.value]
    return any(form == "base" and concept != "show" and draft.low(mark.first) != "do" for mark, concept, form in verbs)


def _same(said: Sentence) -> bool:
    """Whether a message asks for the same to be done, and is no question."""
    lows = [token.low for token in said.tokens]
    asking = lows[0] in ("what", "how") or lows[1:2] == ["what"]
    return not asking and bool(words_of("same likewise ditto also too well and") & set(lows))


def _refined(old: Noun, new: Noun) -> Noun:
    """Return the old question with the new conditions in place of those on the same fields."""
    if new.pronoun:
        return new if not old.where else old
    fields = {condition.field for condition in new.where}
    kept = [condition for condition in old.where if condition.field not in fields]
    return old.model_copy(
        update={
            "where": [*kept, *new.where],
            "said": new.said or old.said,
            "text": new.text or old.text,
            "hints": new.hints,
        }
    )
