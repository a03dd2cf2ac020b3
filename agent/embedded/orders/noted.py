"""A note on one record: "jot this down on the Acme deal before I forget: …", "note for Ada Lane they move in May"."""

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import FREE, words_of
from agent.embedded.readings.compose import Decision
from agent.embedded.readings.deeds import titled_by
from agent.embedded.sentences.draft import World, name_of
from agent.embedded.sentences.evidence import SURE, Evidence, foreign
from agent.embedded.sentences.sentence import Clause, Sentence

NOTED = 0.6
"""A note is heard from this share on, wherever it shall stand."""
HELD = 0.3
_ON = words_of("on for about to regarding re concerning under of with at")
_HEAD = words_of(
    "note notes down this that following jot write put make add leave stick drop record save log short quick little "
    "reminder myself self memo remark comment deal deals contact account company customer client record file i me "
    "before forget while remember oh hey one thing important"
)
"""Words that only say that something is noted."""


def noted(said: Sentence, world: World) -> Decision | None:
    """Return the note that a message orders, with what is said behind the record's name as its body."""
    evidence, message = world.evidence, Clause(said, 0, len(said.tokens))
    cls = world.vocabulary.classes.get("Activity")
    if not evidence or not cls or "related_to" not in cls.fields or foreign(message) or not _heard(message, evidence):
        return None
    mark = _record(message)
    start = _body(message, mark) if mark else 0
    text = said.words(start, message.last).strip(" ,;:-\u2013\u2014") if mark and start else ""
    if not mark or len(text.split()) < LEAST:
        return None
    refs = name_of(mark).of("Contact", "Deal", "Company")
    label = refs[0].name if len(refs) == 1 else name_of(mark).text
    known = {"type": "note", "subject": titled_by("note", label), "description": text[:1].upper() + text[1:]}
    known["completed_at"] = world.now.moment.strftime("%Y-%m-%dT%H:%M")
    noun = Noun(cls=refs[0].cls, text=name_of(mark).text, said=[refs])
    return Decision([Intent(do="create", cls=cls.name, set=known, link={"related_to": noun})])


LEAST = 3
"""Words of a note, at least."""


def _heard(message: Clause, evidence: Evidence) -> bool:
    shares = evidence.shares(message)
    share = shares.get("update.notes", 0.0) + shares.get("log.note", 0.0)
    return share >= NOTED and evidence.acting(message) >= SURE and evidence.held(message) < HELD


def _record(message: Clause) -> Mark | None:
    """Return the record on which the head of the message wants a note: only words of noting stand before it."""
    said = message.sentence
    mark = next(iter(message.marks("name")), None)
    if not mark or not name_of(mark).of("Contact", "Deal", "Company"):
        return None
    before = range(message.first, mark.first)
    led = said.low(mark.first - 1) in _ON or (said.low(mark.first - 1) in FREE and said.low(mark.first - 2) in _ON)
    noting = any(said.low(at) in ("note", "memo", "remark", "comment") for at in before)
    down = any(form == "base" for at in before if (verb := said.at(at, "verb")) for _, form in verb.value)
    only = all(said.tokens[at].kind == "mark" or said.low(at) in FREE | _HEAD for at in before)
    return mark if led and only and (noting or down) else None


def _body(message: Clause, mark: Mark) -> int:
    """Return where the text of the note begins: behind the colon, else behind the record."""
    said, at = message.sentence, mark.last
    while at < message.last and said.low(at) in _HEAD | {"'s"} and said.low(at) not in ("i", "this", "one"):
        at += 1
    colon = next((place for place in range(at, message.last) if said.low(place) in (":", "-")), 0)
    if colon and all(said.low(place) in FREE | _HEAD for place in range(at, colon)):
        return colon + 1
    return at + (said.low(at) in ("that", ",", "saying"))
