"""The last change again, with another part: "no, I meant Labs", "sorry, 60k", "not proposal, negotiation"."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from agent.embedded.answers.answer import Followed
from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.words import openings, words_of
from agent.embedded.sentences.draft import Draft, World, name_of, whole
from agent.embedded.sentences.segments import chunks
from agent.embedded.sentences.sentence import Sentence
from agent.embedded.threads.substituting import KINDS, substituted, value_of
from agent.embedded.threads.thread import Thread

HEARD = 0.5
"""A message is a correction from this probability on."""
_CORRECTING = openings(
    "no|nope|sorry|oops|wait|actually|i meant|i mean|wrong|not|that's wrong|that 's wrong|correction|my mistake|"
    "my bad|should have been|that should have|that should|it should|should've been|whoops|ups|hmm|nah|make that|"
    "i beg your pardon|beg your pardon|pardon|apologies|my apologies|excuse me|forgive me|"
    "oh|that was wrong|argh|damn|it should be|should be|rather|ah|err|er|um|hang on|it was|on second thought|"
    "i said|i wrote|i typed|on second thoughts|second thoughts|change of plan|change of plans|scratch that|or rather|"
    "better"
)
_MEANT = words_of(
    "meant mean wrong mistake oops sorry instead not correction no nope rather wait actually whoops nah make should"
)


def corrected(said: Sentence, thread: Thread, world: World) -> Followed | None:
    """Read "no, I meant Labs", "sorry, 60k", "not proposal, negotiation": the last change again, with another part."""
    lows = [token.low for token in said.tokens]
    if not thread.wrote or len(lows) > 25:
        return None
    draft = whole(said, world)
    stated = _stated(draft)
    made = substituted(stated, thread.done, world) if stated else None
    if made:
        return Followed(made, undo=1)
    if tailed := _tailed(said, thread):
        return tailed
    spelt = bool(_SPELT & {token.low for token in said.tokens})
    renamed = _renamed(draft, thread) if spelt or correcting(said, world) or _lettered(said) else None
    if renamed or not correcting(said, world):
        return renamed
    _drop_rejected(draft)
    _drop_old(draft, thread.done, world)
    _drop_kept(draft, thread.done)
    draft.take(*draft.clause.marks("undo"))
    draft.drop(_MEANT)
    draft.drop(
        words_of("the i one other oh that was that's my bad it 's been have hang on argh damn ah hmm be err er um")
    )
    draft.drop(
        words_of(
            "said wrote typed put but is please wrong of course beg pardon your apologies excuse forgive on at made a "
            "make mixed mix them up names correct fix it same hour time with pls"
        )
    )
    types = {str(intent.set.get("type", "")) for intent in thread.done}
    draft.take(*(mark for mark in draft.clause.marks("kind", "class") if types & {str(one) for one in mark.value}))
    made = substituted(draft, thread.done, world)
    return Followed(made, undo=1) if made else None


def _stated(draft: Draft) -> Draft | None:
    """Return the words in which a value is only stated, as in "who feeds me these dates? It's the 21st."."""
    for chunk in chunks(draft.clause):
        marks = chunk.marks("amount", "date", "choice")
        taken = {place for mark in marks for place in mark.places}
        lows = {draft.sentence.low(at) for at in range(chunk.first, chunk.last) if at not in taken}
        if len(marks) == 1 and lows <= _STATING and lows & _INSTEAD and draft.sentence.tokens[-1].low != "?":
            return Draft(chunk, draft.world, {at for at in range(chunk.first, chunk.last) if at not in taken})
    return None


_INSTEAD = words_of("it it's instead rather")
_STATING = words_of(
    "instead rather it it's 's is was be should must shall rather actually the of course on in for at . ! ,"
)
_SPELT = words_of("spelled spelt spelling misspelled misspelt surname spell written")


def correcting(said: Sentence, world: World) -> bool:
    """Whether a message takes back something of what was said before, and says what was meant."""
    begun = starts(said, _CORRECTING) and any(token.low in _MEANT for token in said.tokens)
    clause = whole(said, world).clause
    return begun or bool(world.evidence and world.evidence.act(clause).get("correction", 0.0) >= HEARD)


def _drop_old(draft: Draft, done: list[Intent], world: World) -> None:
    """Take the value that was set before, when another one of its kind is said: "make that Thursday"."""
    for intent in done:
        cls = world.vocabulary.classes.get(intent.cls)
        old_people = {ref.id for noun in intent.link.values() for group in noun.said for ref in group}
        people = [mark for mark in draft.names() if {ref.id for ref in name_of(mark).refs} & old_people]
        if 0 < len(people) < len(draft.names()):
            draft.take(*people)
        for kind, known_kind in KINDS if cls else ():
            marks = draft.open(kind)
            for known in cls.kinds(known_kind) if cls else ():
                old = str(intent.set.get(known.name, ""))[:10]
                same = [mark for mark in marks if old and str(value_of(mark, known))[:10] == old]
                if same and len(same) < len(marks):
                    draft.take(*same)


def _tailed(said: Sentence, thread: Thread) -> Followed | None:
    """Read other last digits of the phone number that was just set: "typo, ends on 332", "last digits are 41"."""
    main = thread.done[0] if len(thread.done) == 1 and thread.done[0].do in ("update", "create") else None
    lows = [token.low for token in said.tokens]
    digits = [low for low in lows if low.isdigit()]
    ends = bool(_TAIL & set(lows)) and {low for low in lows if low.isalpha()} <= _TAIL | _AROUND_TAIL
    phone = str(main.set.get("phone", "")) if main else ""
    known = sum(one.isdigit() for one in phone)
    if not main or not ends or len(digits) != 1 or not known > len(digits[0]) > 0:
        return None
    made, rest = "", list(digits[0])
    for one in reversed(phone):
        made = (rest.pop() if rest and one.isdigit() else one) + made
    return Followed([main.model_copy(update={"set": {**main.set, "phone": made}}, deep=True)], undo=1)


_TAIL = words_of("ends ending end last final")
_AROUND_TAIL = words_of(
    "typo sorry oops no wait actually it it's its that the number phone should be is are with on in digits digit two "
    "three four numbers s not mobile whoops correction my mistake bad"
)


def _lettered(said: Sentence) -> bool:
    """Whether letters of a name are told: "jennie with an ie", "it's Sofie w f"."""
    lows = [token.low for token in said.tokens]
    at = next((at for at, low in enumerate(lows) if low in ("with", "w", "w/") and at), 0)
    article = lows[at + 1 : at + 2] in (["a"], ["an"], ["the"], ["two"], ["one"])
    letters = lows[at + 1 + article :]
    return (
        bool(at) and len(lows) <= MOST_LETTERED and len(letters) == 1 and letters[0].isalpha() and len(letters[0]) < 4
    )


MOST_LETTERS = 4
MOST_LETTERED = 9
"""Words in which letters are told."""


def _renamed(draft: Draft, thread: Thread) -> Followed | None:
    """Read another spelling of the name of what was just added: "it's spelt Brächt"."""
    main = thread.done[0] if len(thread.done) == 1 and thread.done[0].do == "create" else None
    ref = thread.focus[0] if thread.focus else None
    cls = draft.world.vocabulary.classes.get(main.cls) if main else None
    title = cls.title if cls else ""
    if not main or main.cls == "Activity" or not ref or ref.cls != main.cls or title not in main.set:
        return None
    words = [token.text for token in draft.sentence.tokens]
    proper = any(word[:1].isupper() for word in str(main.set[title]).split())
    if _lettered(draft.sentence):  # who types no capitals types none here either
        words = [token.text.capitalize() for token in draft.sentence.tokens]
    name = respelt(str(main.set[title]), words)
    name = name if proper else name.lower()
    if not name:
        return None
    made = Intent(
        do="update", cls=main.cls, targets=[Noun(cls=ref.cls, text=ref.name, chosen=[ref])], set={title: name}
    )
    return Followed([made])


def respelt(name: str, said: Sequence[str]) -> str:
    """Return a name with those of its words that were said with another spelling; nothing, if none or more were."""
    parts, words = name.split(), [word for word in said if word[:1].isupper() and len(word) > 2]
    made = []
    for part in parts:
        like = [
            one for one in words if one != part and SequenceMatcher(None, one.lower(), part.lower()).ratio() >= ALIKE
        ]
        made.append(like[0] if len(like) == 1 and like[0] not in parts else part)
    return " ".join(made) if sum(one != other for one, other in zip(made, parts, strict=True)) == 1 else ""


ALIKE = 0.65
"""A word is another spelling of one that is so like it."""


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


def starts(said: Sentence, known: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a message begins with one of these phrases."""
    lows = tuple(token.low for token in said.tokens[:4])
    return any(lows[: len(opening)] == opening for opening in known)
