"""What a message means because of the one before: answers to a question, corrections, "the same for Globex"."""

from agent.embedded.answers.answer import Followed
from agent.embedded.fields.shifts import date_change
from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.words import openings, words_of
from agent.embedded.records.nouns import nouns
from agent.embedded.sentences.clauses import clauses
from agent.embedded.sentences.draft import Draft, World, whole
from agent.embedded.sentences.persons import standing_for
from agent.embedded.sentences.sentence import Sentence
from agent.embedded.threads.correcting import corrected, starts
from agent.embedded.threads.thread import Thread
from agent.embedded.threads.undoing import withdrawn

_AGAIN = openings(
    "same for|the same for|same with|and also|also|do the same|and|likewise|ditto|what about|how about|now|plus|"
    "as well|same thing|the same|same|and what about|and the|and for|for|only|just|mine|and only|but only"
)


def follow(said: Sentence, thread: Thread, world: World) -> Followed | None:
    """Return what a message means as a correction or an addition; `None` if it stands for itself."""
    contact = standing_for(said, [ref for ref in thread.focus if ref.cls == "Contact"], world)
    if contact:
        return Followed(contact)
    taken = withdrawn(said, thread, world)
    if taken or not thread.done:
        return taken
    moved = _shifted(said, thread, world) or _redated(said, thread, world)
    return corrected(said, thread, world) or moved or _again(said, thread, world)


def _redated(said: Sentence, thread: Thread, world: World) -> Followed | None:
    """Read "on Wednesday" behind what was just planned: another day of it."""
    ref = thread.focus[0] if thread.focus and thread.wrote else None
    cls = world.vocabulary.classes.get(ref.cls) if ref else None
    names = [name for name in ("due_date", "expected_close_date") if cls and name in cls.fields]
    mark = said.at(1, "date")
    last = mark.last if mark and mark.first == 1 else 0
    alone = last and {said.low(at) for at in range(last, len(said.tokens))} <= {"", ".", "!", "then", "please"}
    if not ref or not names or not mark or not alone or said.low(0) not in ("on", "for", "by", "to"):
        return None
    when = mark.value
    if not when.day or when.invalid or when.bare:
        return None
    target = Noun(cls=ref.cls, text=ref.name, chosen=[ref])
    return Followed([Intent(do="update", cls=ref.cls, targets=[target], set={names[0]: when.written()})])


def _shifted(said: Sentence, thread: Thread, world: World) -> Followed | None:
    """Read "make it half an hour later": the day or hour of what was spoken of last, moved."""
    dated = [ref for ref in thread.focus[:2] if ref.cls in ("Activity", "Deal")]
    ref = dated[0] if dated else None
    cls = world.vocabulary.classes.get(ref.cls) if ref else None
    draft = whole(said, world)
    lengths = draft.open("length")
    names = [name for name in ("due_date", "expected_close_date") if cls and name in cls.fields]
    if not ref or not names or len(lengths) != 1 or said.text.strip().endswith("?"):
        return None
    change = date_change(draft, lengths[0])
    draft.take(lengths[0])
    draft.drop(_MAKING)
    if not change or (change.unit in ("minute", "hour") and names[0] != "due_date") or draft.left():
        return None
    target = Noun(cls=ref.cls, text=ref.name, chosen=[ref])
    return Followed([Intent(do="update", cls=ref.cls, targets=[target], change={names[0]: change})])


_MAKING = words_of("make it that this the move push put shift one let's have and but oh ok okay then do start better")


def _again(said: Sentence, thread: Thread, world: World) -> Followed | None:
    """Read "same for Globex", "and Initech too", "what about Bob?": the last thing again, for another record."""
    too = said.low(len(said.tokens) - 1) in ("too", "likewise") or said.text.lower().rstrip(" .!").endswith("as well")
    if not (starts(said, _AGAIN) or too) or len(said.tokens) > 14 or len(clauses(said)) > 1 or len(thread.done) != 1:
        return None
    intent = thread.done[0].model_copy(deep=True)
    cls = world.vocabulary.classes.get(intent.cls)
    draft = whole(said, world)
    if not cls or intent.do not in _REPEATED or _ordering(draft):
        return None
    draft.drop(words_of("same what about how also do thing with likewise ditto as well too ones one only just"))
    if intent.do in ("find", "totals", "pipeline"):
        draft.drop(_COUNTING)
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


_COUNTING = words_of("many much is it are there does has have got total number that look looks like")
_REPEATED = words_of("update delete find totals about timeline pipeline")


def _ordering(draft: Draft) -> bool:
    """Whether a message gives an order of its own."""
    verbs = [(mark, concept, form) for mark in draft.clause.marks("verb") for concept, form in mark.value]
    return any(form == "base" and concept != "show" and draft.low(mark.first) != "do" for mark, concept, form in verbs)


def _same(said: Sentence) -> bool:
    """Whether a message asks for the same to be done, and is no question."""
    lows = [token.low for token in said.tokens]
    asking = lows[0] in ("what", "how") or lows[1:2] == ["what"] or lows[-1] == "?"
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
