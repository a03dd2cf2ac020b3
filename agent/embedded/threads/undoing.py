"""Words that take back what was done: all of it, one field, one of several records, or the last changes together."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from agent.embedded.answers.answer import Followed
from agent.embedded.language.intents import Intent
from agent.embedded.language.words import FREE, words_of
from agent.embedded.sentences.acts import commanding
from agent.embedded.sentences.draft import World, name_of, whole
from agent.embedded.sentences.evidence import Evidence
from agent.embedded.sentences.segments import chunks
from agent.embedded.sentences.sentence import Clause, Sentence
from agent.embedded.threads.thread import Thread

HEARD = 0.5
"""A message takes something back from this probability on."""
UNWANTED = 0.2
"""A message that is held back with this probability takes nothing back."""
_NAMING = {"name", "phrase", "amount", "choice", "date", "quote", "email", "phone", "url"}
_BACK = words_of("put take bring set turn move roll get switch change")
_TAKING = words_of("undo revert reverse restore unmake withdraw")
_BINNING = words_of("scratch scrap forget cancel drop bin ditch kill remove delete strike trash")
_BARELY = words_of("it that this again please the one just now then oh actually no sorry ok okay pls right away new")
_KEEPING = words_of("leave keep stays stay fine right ok okay correct remains alright holds good")
_ALL = words_of("both everything all")
_FORBIDDING = words_of("don't dont not never if should how can could didn't")
_ENDS = (",", ".", "!", ";", "-", ":")
_LONG = 18
"""Words of a message that only takes something back."""


def withdrawn(said: Sentence, thread: Thread, world: World) -> Followed | None:
    """Return what to take back, and what of it to do again; nothing where a message takes nothing back."""
    if not thread.wrote:
        return None
    if older := _older(said, thread):
        return older
    parted = _parted(said, thread, world)
    if parted:
        return parted
    plain = (
        _taken_back(said) or _unwanted(said, world) or _told_why(said) or _told_before(said) or _binned(said, thread)
    )
    return Followed(undo=1) if plain else None


_REVERTING = words_of("undo revert unmark untick")
_MARKED = ("name", "phrase", "weak")


def _older(said: Sentence, thread: Thread) -> Followed | None:
    """Return what takes back a change before the last one, where its record is named: "undo the done on the check".

    Only that something was done is taken back so; of any other change it is said how to go on.
    """
    ordered = any(mark.kind == "undo" for mark in said.marks) or any(token.low in _REVERTING for token in said.tokens)
    if not ordered or len(thread.changes) < 2 or said.tokens[-1].low == "?":
        return None
    named = {ref.id for mark in said.marks if mark.kind in _MARKED for ref in name_of(mark).refs}
    runs = [{ref.id for one in run for noun in one.targets for ref in noun.chosen} for run in thread.changes]
    if not named or named & (runs[0] | {ref.id for ref in thread.focus[:2]}):
        return None
    at = next((number for number, ids in enumerate(runs) if ids & named), 0)
    only = thread.changes[at][0] if at and len(thread.changes[at]) == 1 else None
    if not at:
        return None
    if not only or set(only.set) != {"completed_at"} or len(only.targets) != 1:
        return Followed(text="That was not the last change. Say “undo” once more for each change behind it, please.")
    return Followed([Intent(do="update", cls=only.cls, targets=only.targets, clear=["completed_at"])])


def _taken_back(said: Sentence) -> bool:
    """Whether a message only says that the last change was wrong: "no wait, that was wrong, undo it"."""
    marks = {mark.kind for mark in said.marks}
    forbidden = any(token.low in ("don't", "dont", "not", "never", "if", "should") for token in said.tokens)
    named = marks & {"name", "amount", "choice", "date", "quote", "email", "phone"}
    short = not forbidden and len(said.tokens) <= _LONG - 4
    return "undo" in marks and not named and short and not said.text.strip().endswith("?")


def _told_why(said: Sentence) -> bool:
    """Whether a message begins with the order to take the last change back, and goes on to tell why."""
    first = next((at for at, token in enumerate(said.tokens) if token.low in _ENDS), len(said.tokens))
    head, rest = Clause(said, 0, first), Clause(said, first, len(said.tokens))
    forbidden = bool(_FORBIDDING & set(head.lows()))
    if not head.has("undo") or head.marks("name", "amount", "choice", "date") or forbidden:
        return False
    orders = any(form == "base" for mark in rest.marks("verb") for _, form in mark.value)
    return not orders and not rest.marks("amount", "choice", "date") and said.tokens[-1].low != "?"


def _told_before(said: Sentence) -> bool:
    """Whether a message ends with the order to take the last change back, and tells why before: "…, so undo that"."""
    cut = chunks(Clause(said, 0, len(said.tokens)))
    if len(cut) < 2:
        return False
    last, before = cut[-1], cut[:-1]
    named = last.marks("name", "amount", "choice", "date", "class", "quote")
    lows = set(last.lows())
    if not last.has("undo") or named or lows & (_FORBIDDING | _SOMEBODY) or said.tokens[-1].low == "?":
        return False
    asking = any(low in ("if", "unless", "whether") for low in (token.low for token in said.tokens))
    valued = any(chunk.marks("amount", "choice", "quote", "email", "phone", "url") for chunk in before)
    return not (asking or valued or any(commanding(chunk) for chunk in before))


_SOMEBODY = words_of("him her them")
"""Who is taken out is a person, and no change: "we don't need Rob, take him out again"."""


def _unwanted(said: Sentence, world: World) -> bool:
    """Whether the tagger hears that the last change shall be taken back, and no other value or record is named."""
    clause = whole(said, world).clause
    evidence = world.evidence
    marks = {mark.kind for mark in said.marks}
    if not evidence or marks & _NAMING or said.text.strip().endswith("?") or evidence.held(clause) >= UNWANTED:
        return False
    return evidence.acting(clause) >= HEARD and _loudest(clause, evidence) == "undo"


def _loudest(clause: Clause, evidence: Evidence) -> str:
    shares = evidence.shares(clause)
    return max(shares, key=lambda name: shares[name], default="none")  # of signs without a word, nothing is heard


def _binned(said: Sentence, thread: Thread) -> bool:
    """Whether what was just added shall not be: "scrap that task again", "he has sent it already, forget that"."""
    cut = chunks(Clause(said, 0, len(said.tokens)))
    binning = [chunk for chunk in cut if _bins(chunk, thread)]
    others = [chunk for chunk in cut if chunk not in binning]
    told = any(form == "base" for chunk in others for mark in chunk.marks("verb") for _, form in mark.value)
    valued = any(chunk.marks("amount", "date", "choice", "quote") for chunk in others)
    return len(binning) == 1 and not (told or valued or said.text.strip().endswith("?"))


def _bins(chunk: Clause, thread: Thread) -> bool:
    said = chunk.sentence
    telling = [at for at in range(chunk.first, chunk.last) if said.low(at) not in _BARELY | set(_ENDS)]
    if not telling or said.low(telling[0]) not in _BINNING:
        return False
    last = thread.changes[0] if thread.changes else []
    if len(last) == 1 and last[0].do == "create":
        return all(said.at(at, "class") or said.at(at, "kind") for at in telling[1:])
    return len(telling) == 1 and said.low(telling[0]) in ("scratch", "scrap", "forget", "cancel")


@dataclass(slots=True)
class _Named:
    """What parts of earlier changes a message names: fields, records, or all of them."""

    fields: set[str] = field(default_factory=set)
    records: set[str] = field(default_factory=set)
    all: bool = False

    @property
    def any(self) -> bool:
        return bool(self.fields or self.records or self.all)


def _parted(said: Sentence, thread: Thread, world: World) -> Followed | None:
    """Return a part of the last changes to be taken back: "put the amount back, the stage is right"."""
    if not thread.changes or len(said.tokens) > _LONG * 2 or said.text.strip().endswith("?"):
        return None
    gone, kept, taking = _Named(), _Named(), False
    for chunk in chunks(Clause(said, 0, len(said.tokens))):
        valued = _valued(chunk, thread)
        if valued is None or _FORBIDDING & set(chunk.lows()):
            return None
        takes = _takes(chunk)
        taking = taking or takes
        if not takes and _telling(chunk):
            continue
        keeping = bool(_KEEPING & set(chunk.lows())) and not takes
        (kept if keeping else gone).fields |= valued
        _name(chunk, kept if keeping else gone, world)
        (kept if keeping else gone).records |= set(_changed(chunk, thread))
    clause = whole(said, world).clause
    taking = taking or (world.evidence is not None and _loudest(clause, world.evidence) == "undo")
    if not taking or not (gone.any or kept.any):
        return None
    return _both(thread) if gone.all else _rest(thread, gone, kept)


def _telling(chunk: Clause) -> bool:
    """Whether words only tell why: "Dana still has questions, so undo …"."""
    valued = chunk.marks("field", "amount", "date", "choice") or _KEEPING & set(chunk.lows())
    why = chunk.sentence.low(chunk.last) == "so"
    return why and not valued and not commanding(chunk)


def _valued(chunk: Clause, thread: Thread) -> set[str] | None:
    """Return the fields whose new values are named, as in "the 14k was wrong"; nothing, if another value is."""
    if chunk.marks("quote", "email", "phone", "url"):
        return None
    found: set[str] = set()
    for mark in chunk.marks("amount", "date"):
        value = str(mark.value.value) if mark.kind == "amount" else mark.value.written()[:10]
        done = [(name, known) for run in thread.changes for one in run for name, known in one.set.items()]
        names = {name for name, known in done if str(known)[:10] == value or _equal(known, value)}
        if not names:
            return None
        found |= names
    return found


def _equal(known: object, value: str) -> bool:
    """Whether a value is the one that was said: "keep the 185" of 185,000 as well."""
    return isinstance(known, int | float) and value in (str(float(known)), str(float(known) / 1000))


def _takes(chunk: Clause) -> bool:
    lows = set(chunk.lows())
    return bool(("back" in lows and _BACK & lows) or lows & _TAKING or chunk.has("undo"))


def _name(chunk: Clause, named: _Named, world: World) -> None:
    named.fields |= {name for mark in chunk.marks("field") for _, name in mark.value}
    known = {name for cls in world.vocabulary.classes.values() for name in cls.fields}
    named.fields |= known & set(chunk.lows())
    named.records |= {ref.id for mark in chunk.marks("name", "weak") for ref in name_of(mark).refs}
    named.all = named.all or bool(_ALL & set(chunk.lows()))


def _changed(chunk: Clause, thread: Thread) -> Iterator[str]:
    """Yield the one of the records changed last that a word of its name tells: "take back the pilot"."""
    refs = {ref.id: ref.name for one in thread.changes[0] for noun in one.targets for ref in noun.chosen}
    for low in set(chunk.lows()) - FREE:
        named = [key for key, name in refs.items() if low in name.casefold().split()]
        if len(refs) > 1 and len(named) == 1:
            yield named[0]


def _both(thread: Thread) -> Followed:
    """Take back all of the last change; where it was a single one, the one before it, too."""
    several = len(list(_parts(thread.changes[0]))) > 1
    return Followed(undo=1 if several else min(2, len(thread.changes)))


def _rest(thread: Thread, gone: _Named, kept: _Named) -> Followed | None:
    """Take back the last change that has what is named, and do again what of it and of later ones shall stay."""
    for number, done in enumerate(thread.changes):
        left = [one for intent in done if (one := _without(intent, gone, kept))]
        if left == done:
            continue
        later = [intent for one in reversed(thread.changes[:number]) for intent in one]
        return Followed([*left, *later], undo=number + 1)
    return None


def _without(intent: Intent, gone: _Named, kept: _Named) -> Intent | None:
    """Return what of a change is to stay; nothing where all of it goes."""
    ids = {ref.id for noun in intent.targets for ref in noun.chosen}
    if gone.records and not gone.records & ids:
        return intent
    names = set(_parts([intent]))
    going = (gone.fields & names) if gone.fields else names - kept.fields if not kept.records & ids else set()
    if intent.do != "update":
        return None if not gone.fields and going == names else intent
    made = intent.model_copy(deep=True)
    for known in (made.set, made.link, made.change, made.append):
        for name in going & known.keys():
            known.pop(name)
    made.clear = [name for name in made.clear if name not in going]
    return made if set(_parts([made])) else None


def _parts(intents: list[Intent]) -> Iterator[str]:
    """Yield the fields that changes have set, each as often as it was."""
    for intent in intents:
        yield from (*intent.set, *intent.link, *intent.change, *intent.append, *intent.clear)
        if intent.do != "update":
            yield intent.do
