"""What was told shall be kept with a record: "… is deaf in one ear. Add that to his file"."""

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import FREE, words_of
from agent.embedded.sentences.draft import Draft, name_of

_WRITING = words_of("put keep add append note write enter record save store log stick file attach have")
_THAT = words_of("that this it")
_FILES = words_of("record records file files notes note card entry profile comments")
_ENDS = words_of(". ! ? ; , :")
_JOINTS = words_of("and so please pls can could would you kindly also then just")
_HIS = words_of("his her their its the")
NOTED = 0.3
"""A note is spoken of from this share on."""
FEWEST = 3
"""So many words at least tell something that is worth keeping."""
REACH = 7
"""The file stands at most so many words behind what shall be kept there."""


def noted(draft: Draft) -> Intent | None:
    """Return what was told, added to the notes of whom it was told of; nothing where nobody asks for that."""
    found = _order(draft)
    if not found or not _heard(draft):
        return None
    verb, last = found
    end = _told(draft, verb)
    text = draft.sentence.words(draft.clause.first, end).strip(" ,;:-")
    if len(text.split()) < FEWEST or _goes_on(draft, last):
        return None
    named = _owner(draft, end, verb, last)
    long = next((one.name for one in draft.cls(named[0]).kinds("long")), "") if named else ""
    if not named or not long:
        return None
    cls, mark = named
    noun = Noun(cls=cls, text=name_of(mark).text, said=[name_of(mark).of(cls)])
    return Intent(do="update", cls=cls, targets=[noun], append={long: text[:1].upper() + text[1:]})


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
