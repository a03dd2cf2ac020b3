"""Readings that complete an activity: "mark the call with Jane as done", "I finished the quote"."""

from agent.embedded.language.intents import Condition, Intent
from agent.embedded.language.ordinary import MANNER, VERBS
from agent.embedded.language.words import FREE, GUARDS, words_of
from agent.embedded.records.nouns import nouns
from agent.embedded.sentences.draft import Draft
from agent.embedded.sentences.reading import Reading, reading


def completion(draft: Draft) -> Reading | None:
    """Read "mark the call with Jane as done", "I finished the quote task", "complete it"."""
    cls = draft.world.vocabulary.classes.get("Activity")
    done = cls and next((field.name for field in cls.kinds("date") if field.name.startswith("complete")), None)
    verbs = [mark for mark, form in draft.clause.verbs("complete") if form != "ing"]
    verbs = [mark for mark in verbs if draft.low(mark.first) not in _TICKING or _ticked(draft)]
    if not cls or not done or (not verbs and not _states_done(draft)) or _elsewhere(draft):
        return None
    subject = {place for mark in draft.clause.marks("phrase") if mark.last - mark.first > 1 for place in mark.places}
    verbs += [mark for mark, _ in draft.clause.verbs("mark", "set")]
    draft.take(*(mark for mark in verbs if subject.isdisjoint(mark.places)))
    draft.drop(_DONE | {"off", "out", "i'm", "about", "on"})
    when = _done_at(draft)
    words = draft.clause.has("class", "Activity") or draft.clause.has("kind")
    targets = nouns(draft, cls)
    for noun in targets:
        noun.where = [Condition(field=done, op="empty"), *(c for c in noun.where if c.field != done)]
        noun.hints += _rest(draft)
        noun.loose = True
    intent = Intent(do="update", cls=cls.name, targets=targets, set={done: when})
    named = words or any(ref.cls == "Activity" for noun in targets for group in noun.said for ref in group)
    if not named and not any(noun.pronoun or noun.ordinals or noun.hints for noun in targets):
        return None
    return reading(draft, [intent], 0.85 + 0.15 * bool(named))


def _elsewhere(draft: Draft) -> bool:
    """Whether the clause names a class that the workspace added: its records end in their own way."""
    classes = draft.world.vocabulary.classes
    named = {name for mark in draft.clause.marks("class") for name in mark.value}
    return any(name in classes and classes[name].added for name in named)


_TICKING = words_of("mark check cross flag tick")


def _ticked(draft: Draft) -> bool:
    """Whether "mark" goes with what makes it an end: "as done", "off"."""
    return bool((_DONE | {"off"}) & set(draft.clause.lows())) or draft.clause.has("verb", ("complete", "base"))


def _done_at(draft: Draft) -> str:
    """Return when it was done: the day that ends the clause, or now."""
    for mark in draft.open("date"):
        if draft.before(mark) in ("on", "as of") and mark.last >= draft.clause.last - 1 and mark.value.day:
            draft.take(mark)
            return str(mark.value.written(past=True))
    return draft.world.now.moment.strftime("%Y-%m-%dT%H:%M")


def _states_done(draft: Draft) -> bool:
    words = draft.clause.lows()
    return words[-1:] == ["done"] or words[:1] == ["done"] or "as done" in " ".join(words)


def _rest(draft: Draft) -> list[str]:
    """Take the words left over: an activity's subject is any words, and must have them."""
    places = [
        at
        for at in draft.left()
        if draft.sentence.tokens[at].kind in ("word", "quote")
        and draft.sentence.tokens[at].low not in GUARDS | VERBS | MANNER | FREE | {"about", "on"}
    ]
    draft.taken.update(places)
    return [draft.sentence.tokens[at].inner for at in places]


_DONE = words_of("done complete completed finished closed resolved over sorted")
