"""Messages about what was spoken of last: "stage?", "list them", "make that Thursday", "she is the contact now"."""

from dataclasses import replace

from agent.embedded.decisions.judging import judged
from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.names import Name
from agent.embedded.language.words import words_of
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.draft import World
from agent.embedded.sentences.hearing import Hearing
from agent.embedded.sentences.persons import personal
from agent.embedded.sentences.sentence import Clause, Sentence
from agent.embedded.threads.thread import Thread


def understood(heard: Hearing, thread: Thread, world: World) -> Decision:
    """Return what to do with a message that stands for itself.

    Of two ways to read it that name no record, the one about what was spoken of last is meant. What is not clear is
    read once more with the name of the person spoken of last in place of "she" or "him".
    """
    asked = _field(heard, thread, world) or _listing(heard, thread)
    if asked:
        return asked
    made = _topical(judged(heard, world), world.topic)
    made = made if _agenda(thread) else _dated(made, heard.sentence(), world)
    made = _placed(_sure(_recounted(_told(made, heard, thread), thread), heard, world), heard)
    people = [ref for ref in thread.focus if ref.cls == "Contact"]
    lacking = any(intent.missing for intent in made.intents)
    if not people or not (lacking or made.why == "left" or not (made.intents or made.why or made.talk)):
        return made
    named = personal(heard, people[0])
    again = judged(named, world) if named else made
    clear = again.intents and not (again.why or again.rival or any(intent.missing for intent in again.intents))
    return again if clear else made


def _field(heard: Hearing, thread: Thread, world: World) -> Decision | None:
    """Read "stage?", "and the amount?": a field of what was spoken of last."""
    said, ref = heard.sentence(), thread.focus[0] if thread.focus else None
    cls = world.vocabulary.classes.get(ref.cls) if ref else None
    left = [at for at in Clause(said, 0, len(said.tokens)).left(set()) if said.tokens[at].kind != "mark"]
    mark = said.at(left[0], "field") if left else None
    whole = mark is not None and set(left) <= set(mark.places) and said.text.strip().endswith("?")
    names = [name for owner, name in mark.value if ref and owner == ref.cls] if mark and whole else []
    if not ref or not cls or len(names) != 1 or names[0] not in cls.fields:
        return None
    target = Noun(cls=ref.cls, text=ref.name, chosen=[ref])
    return Decision([Intent(do="about", cls=ref.cls, targets=[target], of=names[0])])


def _listing(heard: Hearing, thread: Thread) -> Decision | None:
    """Read "list them", "which ones?": what was only counted or added up."""
    before = thread.done[0] if len(thread.done) == 1 and thread.done[0].do == "totals" else None
    words = {token.low for token in heard.cut if token.kind not in ("mark", "suffix")}
    if not before or not words & _THEM or not words <= _THEM | _SHOWING:
        return None
    return Decision([Intent(do="find", cls=before.cls, targets=before.targets)])


_THEM = words_of("them those these they ones which")
_SHOWING = words_of("list show name give me please all are what who can you could now and the ok")


def _recounted(made: Decision, thread: Thread) -> Decision:
    """Let "they" mean the records that were only counted: "how many leads has she?", "what are they worth?"."""
    before = thread.done[0] if len(thread.done) == 1 and thread.done[0].do in ("find", "totals") else None
    if not before or thread.asked or made.why or len(made.intents) != 1 or made.intents[0].do not in ("find", "totals"):
        return made
    intent = made.intents[0]
    pointing = len(intent.targets) == 1 and intent.targets[0].pronoun == "many" and not intent.targets[0].where
    if not pointing or before.cls != intent.cls or (before.do == "find" and thread.listed):
        return made
    return replace(made, intents=[intent.model_copy(update={"targets": before.targets})])


def _told(made: Decision, heard: Hearing, thread: Thread) -> Decision:
    """Read "add her phone: …" as a change of what was spoken of last, and not as a new record without a name."""
    ref = thread.focus[0] if thread.focus else None
    only = made.intents[0] if len(made.intents) == 1 and not made.why else None
    if (
        not ref
        or not only
        or only.do != "create"
        or only.cls == "Activity"
        or only.cls != ref.cls
        or not only.missing
        or not only.set
    ):
        return made
    said = heard.sentence()
    if any(only.cls in mark.value for mark in said.marks if mark.kind == "class") or any(
        token.low in ("new", "another") for token in said.tokens
    ):
        return made
    target = Noun(cls=ref.cls, text=ref.name, chosen=[ref])
    return replace(made, intents=[Intent(do="update", cls=ref.cls, targets=[target], set=only.set, link=only.link)])


def _topical(made: Decision, topic: str) -> Decision:
    """Return the one of two ways to read "make that Thursday" that is about the class spoken of last."""
    ways = [way for way in (made.intents, made.rival) if way and way[0].cls == topic]
    pointing = all(noun.pronoun for way in (made.intents, made.rival) for one in way for noun in one.targets)
    if not made.rival or made.why or len(ways) != 1 or not pointing:
        return made
    return replace(made, intents=ways[0], rival=[])


def _sure(made: Decision, heard: Hearing, world: World) -> Decision:
    """Take a change as clear that only sounds like one of another class: what was pointed to says which class it is."""
    only = made.intents[0] if len(made.intents) == 1 and made.why == "left" and not made.left else None
    shown = {ref.id for name in _inserted(heard) for ref in name.refs}
    if not only or only.do != "update" or not world.evidence or not shown:
        return made
    said = heard.sentence()
    shares = world.evidence.shares(Clause(said, 0, len(said.tokens)))
    named = all({ref.id for group in noun.said for ref in group} & shown for noun in only.targets)
    changing = max(shares, key=lambda name: shares[name], default="").startswith("update.")
    return replace(made, why="") if named and changing and only.targets else made


def _inserted(heard: Hearing) -> list[Name]:
    """Return the names that stand in place of words which pointed to records."""
    cut = heard.cut
    whole = [name for name in heard.names if name.last == name.first + 1 and cut[name.first].kind == "word"]
    return [name for name in whole if " " in cut[name.first].text]


def _placed(made: Decision, heard: Hearing) -> Decision:
    """Hold back what would change something without a record that the message has pointed to."""
    nouns = [noun for intent in made.intents for noun in (*intent.targets, *intent.link.values())]
    used = {ref.id for noun in nouns for group in (*noun.said, noun.chosen) for ref in group}
    lost = [name.text for name in _inserted(heard) if used.isdisjoint(ref.id for ref in name.refs)]
    if made.why or not lost or not any(intent.writes for intent in made.intents):
        return made
    return replace(made, why="left", left=lost)


def _kinds(said: Sentence, cls: str) -> bool:
    """Whether a message speaks of an activity by its kind: "the call"."""
    return cls == "Activity" and any(mark.kind == "kind" for mark in said.marks)


def _agenda(thread: Thread) -> bool:
    """Whether the activities of what was spoken of were shown last: a day may then be theirs as well."""
    shown = thread.fresh and bool(thread.listed) and thread.listed[0].cls == "Activity"
    return shown and thread.focus[:1] != [] and thread.focus[0].cls == "Deal"


def _dated(made: Decision, said: Sentence, world: World) -> Decision:
    """Let a day be the one of what was spoken of last: of a deal it is the day on which it closes."""
    only = made.intents[0] if len(made.intents) == 1 and not made.why else None
    topic = world.listed if only and any(noun.pronoun == "many" for noun in only.targets) else world.topic
    names = {"Activity": "due_date", "Deal": "expected_close_date"}
    if not only or only.do != "update" or topic == only.cls or {topic, only.cls} != names.keys():
        return made
    pointing = all(noun.pronoun in ("one", "many", "class") for noun in only.targets)
    if any(only.cls in mark.value for mark in said.marks if mark.kind == "class") or _kinds(said, only.cls):
        return made
    day = _day(only, names[only.cls])
    if not pointing or not day:
        return made
    nouns = [noun.model_copy(update={"cls": topic}) for noun in only.targets]
    known = {names[topic]: day if topic == "Activity" else day[:10]}
    changed = {"cls": topic, "targets": nouns, "set": known, "change": {}}
    return replace(made, intents=[only.model_copy(update=changed)])


def _day(intent: Intent, name: str) -> str:
    """Return the day that a change sets, if it changes nothing else."""
    change = intent.change.get(name)
    if {*intent.set, *intent.change} != {name} or intent.link or (change and change.unit != "to"):
        return ""
    return change.day if change else str(intent.set[name])
