"""Readings that delete or share records, take changes back."""

from collections.abc import Iterator

from agent.embedded.language.intents import Intent
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.records.nouns import nouns
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.evidence import AGREED, CERTAIN
from agent.embedded.sentences.reading import Reading, reading


def removals(draft: Draft) -> Iterator[Reading]:
    """Yield the ways to read a clause as an order to delete."""
    spoken = any(form == "base" or form == "ing" for _, form in draft.clause.verbs("delete", "cancel"))
    for cls in draft.world.vocabulary.classes.values():
        if f"delete_{cls.plural}" in cls.tools and (spoken or _heard(draft, cls)):
            found = _delete(draft.copy(), cls)
            if found:
                yield found


def _heard(draft: Draft, cls: Class) -> bool:
    """Whether the tagger hears that records of a class shall go: "this one has no business in here any more"."""
    evidence = draft.world.evidence
    if not evidence or evidence.acting(draft.clause) < CERTAIN:
        return False
    return evidence.shares(draft.clause).get(f"delete.{cls.name.lower()}", 0.0) >= AGREED


def _delete(draft: Draft, cls: Class) -> Reading | None:
    verbs = [mark for mark, _ in draft.clause.verbs("delete", "cancel")]
    said = {concept for mark in verbs for concept, _ in mark.value}
    calling_off = bool(verbs) and "cancel" in said and draft.low(verbs[0].first) == "cancel"
    if calling_off and cls.name != "Activity" and not cls.added:
        return None
    draft.take(*verbs)
    draft.taken.update(
        at for at in range(draft.clause.first, draft.clause.last) if draft.low(at) in ("out", "away", "off")
    )
    words = [mark for mark in draft.open("class") if cls.name in mark.value]
    targets = nouns(draft, cls)
    if not targets and cls.name == draft.world.topic and not draft.left():
        return reading(draft, [Intent(do="delete", cls=cls.name)], 0.8)
    if not targets:
        return None
    direct = any(ref.cls == cls.name for noun in targets for group in noun.said for ref in group)
    if not words and not direct and not any(noun.pronoun or noun.ordinals for noun in targets):
        return None
    topic = draft.world.listed if any(noun.ordinals for noun in targets) else draft.world.topic
    weight = (
        0.9
        + 0.1 * (cls.name == topic and not direct)
        + 0.1 * bool(words)
        + 0.1 * direct
        - 0.1 * any(noun.pronoun for noun in targets)
    )
    made = reading(draft, [Intent(do="delete", cls=cls.name, targets=targets)], weight)
    vague = bool(verbs) and draft.low(verbs[0].first) in ("drop", "kill", "ditch", "axe") and not words
    everything = all(
        noun.many and not (noun.said or noun.where or noun.hints or noun.ordinals or noun.pronoun) for noun in targets
    )
    made.doubtful = vague or everything or (calling_off and cls.added)
    return made


def shares(draft: Draft) -> Iterator[Reading]:
    """Yield the ways to read a clause as a change of who may see a record."""
    cues = [mark for mark, _ in draft.clause.verbs("share")]
    access = _access(draft)
    if not cues and not access:
        return
    for cls in draft.world.vocabulary.classes.values():
        if cls.tools and "share" in draft.world.vocabulary.tools:
            found = _share(draft.copy(), cls)
            if found:
                yield found


_ACCESS = words_of("access visible visibility permission permissions rights read-only readonly private public")
_STOPPING = words_of("stop unshare revoke withdraw remove unsharing")
_WRITING = words_of("edit write change modify full")


def _access(draft: Draft) -> bool:
    words = draft.clause.lows()
    lets = "let" in words and any(word in words for word in ("see", "view", "edit", "read", "change"))
    return any(word in _ACCESS for word in words) or lets


def _share(draft: Draft, cls: Class) -> Reading | None:
    grantees = _grantees(draft, cls)
    lows = set(draft.clause.lows())
    level = "none" if lows & _STOPPING else "write" if lows & _WRITING else "read"
    draft.drop(
        _ACCESS | _STOPPING | _WRITING | words_of("sharing view see read give grant only rights everyone everybody")
    )
    draft.take(*(mark for mark, _ in draft.clause.verbs("share", "assign", "show", "stop", "delete", "set")))
    targets = nouns(draft, cls, filtered=False)
    if not grantees or not targets:
        return None
    direct = any(ref.cls == cls.name for noun in targets for group in noun.said for ref in group)
    intent = Intent(do="share", cls=cls.name, targets=targets, grantees=grantees, level=level)
    return reading(draft, [intent], 1.0 + 0.1 * direct)


def _grantees(draft: Draft, cls: Class) -> list[str]:
    """Take the people with whom a record is shared."""
    found = []
    for mark in draft.names():
        users = name_of(mark).of("_User")
        led = draft.before(mark) in words_of("with to for give grant let from and by")
        if users and (led or not name_of(mark).of(cls.name)):
            draft.take(mark)
            found.append(users[0].name if len(users) == 1 else name_of(mark).text)
    all_of_them = any(
        draft.low(at - 1) in ("with", "to", "for", "by", "let") for at in draft.having({"everyone", "everybody", "all"})
    )
    return [*found, "everyone"] if all_of_them else found


def undos(draft: Draft) -> Iterator[Reading]:
    """Yield the reading of "undo that", "put it back"."""
    verbs = draft.clause.marks("undo")
    single = [mark for mark, form in draft.clause.verbs("undo") if form == "base"]
    if not verbs and not single:
        return
    mine = draft.copy()
    mine.take(*verbs, *single)
    for at in range(draft.clause.first, draft.clause.last):
        if draft.low(at) in words_of(
            "that it this last change changes what did done made move update action was one step the you i edit "
            "previous back these those them how before wrong mistake latest most recent stuff thing everything "
            "all said way as where whatever"
        ):
            mine.taken.add(at)
    yield reading(mine, [Intent(do="undo")], 1.0)
