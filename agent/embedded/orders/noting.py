"""What was told shall be kept with a record: "… is deaf in one ear. Add that to his file"."""

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import FREE, words_of
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.clauses import sentences
from agent.embedded.sentences.draft import Draft, World, name_of, whole
from agent.embedded.sentences.evidence import foreign
from agent.embedded.sentences.sentence import Sentence

_WRITING = words_of("put keep add append note write enter record save store log stick file attach have")
_THAT = words_of("that this it")
_FILES = words_of("record records file files notes note card entry profile comments remarks")
_NOTES = words_of("notes comments remarks")
_INTO = words_of("in into to on among onto under with")
_ENDS = words_of(". ! ? ; , :")
_JOINTS = words_of("and so please pls can could would you kindly also then just")
_HIS = words_of("his her their its the")
HELD = 0.4
"""An order is held back from this share on."""
NOTED = 0.3
"""A note is spoken of from this share on."""
FEWEST = 3
"""So many words at least tell something that is worth keeping."""
REACH = 7
"""The file stands at most so many words behind what shall be kept there."""


def filed(said: Sentence, world: World) -> Decision | None:
    """Return what was told, added to the notes in which somebody says outright that it belongs: "… in his notes"."""
    draft = whole(said, world)
    found = _order(draft)
    if not found or not _outright(draft, found) or foreign(draft.clause):
        return None
    made = _kept(draft, *found)
    return Decision([made]) if made else None


def noted(draft: Draft) -> Intent | None:
    """Return what was told, added to the notes of whom it was told of; nothing where nobody asks for that."""
    found = _order(draft)
    return _kept(draft, *found) if found and _heard(draft) else None


def _kept(draft: Draft, verb: int, last: int) -> Intent | None:
    """Return the words before an order to keep them, as a text of whom they tell of."""
    end = _told(draft, verb)
    text = draft.sentence.words(draft.clause.first, end).strip(" ,;:-")
    if len(text.split()) < FEWEST or _goes_on(draft, last) or _ordering(draft, verb):
        return None
    named = _owner(draft, end, verb, last)
    long = next((one.name for one in draft.cls(named[0]).kinds("long")), "") if named else ""
    if not named or not long:
        return None
    cls, mark = named
    noun = Noun(cls=cls, text=name_of(mark).text, said=[name_of(mark).of(cls)])
    return Intent(do="update", cls=cls, targets=[noun], append={long: text[:1].upper() + text[1:]})


def _outright(draft: Draft, found: tuple[int, int]) -> bool:
    """Whether "put that in his notes" names the notes of somebody, and not an entry of their own: "as a note"."""
    verb, last = found
    between = range(verb + 2, last)
    owned = draft.low(last - 1) in _HIS | {"'s", "'"} or any(draft.sentence.at(at, "name") for at in between)
    into = any(draft.low(at) in _INTO for at in between)
    evidence = draft.world.evidence
    held = evidence.held(draft.clause) if evidence else 1.0
    return draft.low(last) in _NOTES and owned and into and held < HELD


def _ordering(draft: Draft, verb: int) -> bool:
    """Whether something else is ordered, or asked, before: "move it to won and add that to her notes"."""
    clause = draft.clause
    if "?" in [draft.low(at) for at in range(clause.first, verb)]:
        return True
    starts = [first for first, _ in sentences(draft.sentence) if first < verb]
    starts += [at + 1 for at in range(clause.first, verb - 1) if draft.low(at) in ("and", ",", "please", "then")]
    begun = (draft.sentence.at(at, "verb") for at in starts if at < verb)
    return any(mark is not None and any(form == "base" for _, form in mark.value) for mark in begun)


def _heard(draft: Draft) -> bool:
    """Whether a note is spoken of: "her number is …, put that in her record" is none."""
    shares = draft.world.evidence.shares(draft.clause) if draft.world.evidence else {}
    return shares.get("update.notes", 0.0) + shares.get("log.note", 0.0) >= NOTED


def _order(draft: Draft) -> tuple[int, int] | None:
    """Return where "keep that in his file" begins, and the place of "file"."""
    for at in range(draft.clause.first + 1, draft.clause.last):
        if draft.low(at) not in _THAT or draft.low(at - 1) not in _WRITING:
            continue
        for last in range(at + 2, min(at + 1 + REACH, draft.clause.last)):
            if draft.low(last) in _ENDS:
                break
            if draft.low(last) in _FILES and not draft.sentence.at(last, "name"):
                return at - 1, last
    return None


def _told(draft: Draft, verb: int) -> int:
    """Return where what was told ends: before the words that ask to keep it."""
    end = verb
    while end > draft.clause.first and (draft.low(end - 1) in _JOINTS or draft.sentence.at(end - 1, "courtesy")):
        end -= 1
    while end > draft.clause.first and draft.low(end - 1) in _ENDS:
        end -= 1
    return end


def _goes_on(draft: Draft, last: int) -> bool:
    """Whether anything but courtesies stands behind the order."""
    return any(
        draft.sentence.tokens[at].kind == "word" and draft.low(at) not in FREE and not draft.sentence.at(at, "courtesy")
        for at in range(last + 1, draft.clause.last)
    )


def _owner(draft: Draft, end: int, verb: int, last: int) -> tuple[str, Mark] | None:
    """Return whose file it is: who is named in the order, else the only person, else the only deal, of what is told."""
    marks = [mark for mark in draft.clause.marks("name") if mark.first < end or mark.first > verb]
    own = [mark for mark in marks if verb < mark.first <= last]
    told = [mark for mark in marks if mark.first < end]
    for group in (own, told) if draft.low(last - 1) in _HIS or not own else (own,):
        for cls in ("Contact", "Deal", "Company"):
            fitting = [mark for mark in group if name_of(mark).of(cls) and name_of(mark).refs[0].cls == cls]
            ids = {ref.id for mark in fitting for ref in name_of(mark).of(cls)}
            if fitting and cls in draft.world.vocabulary.classes:
                return (cls, fitting[0]) if len(ids) == 1 or len(fitting) == 1 else None
    return None
