"""New values that are records: whose contact, company or owner somebody becomes."""

from agent.embedded.fields.colleagues import receiver, torn
from agent.embedded.language.intents import Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class, Field
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.given import INTO, Values


def pointer(draft: Draft, mark: Mark, known: Field, found: Values) -> None:
    """Read "contact to Jane", "owner: Raj", "her company is Initech"."""
    if _made(draft, mark, known, found):
        return
    for name in draft.names():
        refs = name_of(name).of(*known.targets)
        lead = draft.before(name, ("the", "a", "an", "new", "our", "company", "now"))
        if name.first < mark.last or not refs or not (lead in INTO or name.first == mark.last):
            continue
        between = [draft.low(at) for at in range(mark.last, name.first)]
        if "to" in between or lead in ("is", "=", ":", "as", "now") or name.first - mark.last <= 1:
            if lead in ("for", "with", "in", "on") and "to" not in between[-2:]:
                continue
            draft.take(mark, name)
            found.link[known.name] = Noun(cls=refs[0].cls, text=name_of(name).text, said=[refs])
            return
    _myself(draft, mark, known, found)


def _made(draft: Draft, mark: Mark, known: Field, found: Values) -> bool:
    """Read "make Priya the owner of …", "Jane is the contact for …"."""
    if draft.low(mark.last) not in ("of", "for", "on"):
        return False
    for name in draft.names():
        refs = name_of(name).of(*known.targets)
        between = [draft.low(at) for at in range(name.last, mark.first)]
        if (
            refs
            and name.last <= mark.first
            and all(word in words_of("is the now new main as be our") for word in between)
        ):
            draft.take(mark, name)
            draft.span(name.last, mark.last)
            found.link[known.name] = Noun(cls=refs[0].cls, text=name_of(name).text, said=[refs])
            return True
    return False


def _myself(draft: Draft, mark: Mark, known: Field, found: Values) -> None:
    for at in range(mark.last, draft.clause.last):
        mine = draft.low(at) in ("me", "myself") and "not" not in (draft.low(at - 1), draft.low(at - 2))
        if mine and "_User" in known.targets and draft.low(at - 1) in INTO:
            if draft.world.me:
                found.link[known.name] = Noun(cls="_User", text="me", chosen=[draft.world.me])
                draft.take(mark)
                draft.taken.add(at)
            return


def _former(draft: Draft, mark: Mark) -> bool:
    """Whether a user is who had it until now: "from Ann", "instead of Ann"."""
    lead = draft.before(mark)
    return lead == "from" or (lead == "of" and "instead" in draft.clause.lows())


def _replaced(draft: Draft) -> None:
    """Take "instead of me": who had it until now."""
    for at in draft.having({"instead"}):
        if draft.low(at + 1) == "of" and draft.low(at + 2) in ("me", "myself", "us"):
            draft.span(at, at + 3)


def _taking(draft: Draft, users: list[Mark]) -> list[Mark]:
    """Return who takes something over, of several: "as Rob is away, Ann takes over the deal"."""
    found = []
    for mark in users:
        at = mark.last
        while draft.low(at) in _HELPING:
            at += 1
        if draft.low(at) in _TAKING:
            found.append(mark)
    return found


_HELPING = words_of("will shall should must can now then 'll ll is be to has would going gets just already please")
_TAKING = words_of("take takes taking took handle handles handling run runs running own owns inherit inherits get gets")


def assigned(draft: Draft, cls: Class, found: Values) -> None:
    """Read "assign … to Raj", "give Raj …", "Raj takes over …"."""
    owner = cls.owner
    if not owner or owner.name in found.link:
        return
    field = owner.name
    if pointed := receiver(draft):
        at, mark = pointed
        draft.taken.add(at)
        draft.take(*(one for one in draft.names() if all(ref.cls == "_User" for ref in name_of(one).refs)))
        found.link[field] = Noun(cls="_User", text=name_of(mark).text, said=[name_of(mark).of("_User")])
        return
    if torn(draft):
        return
    users = [mark for mark in draft.names() if name_of(mark).of("_User")]
    led = [
        mark
        for mark in users
        if draft.before(mark, ("my", "colleague", "the", "rep")) in ("to", "with", "->", "onto", "for", "under", "by")
    ]
    free = [
        mark
        for mark in users
        if (draft.low(mark.last) not in ("'s", "'") or draft.sentence.at(mark.last + 1, "verb"))
        and draft.before(mark) not in ("from", "of", "by", "off")
    ]
    gone = [mark for mark in users if len(users) > 1 and _former(draft, mark)]
    draft.take(*gone)
    draft.drop({"instead"} if gone else set())
    free = [one for one in free if one not in gone]
    _replaced(draft)
    for mark in led or _taking(draft, free) or free:
        draft.take(mark)
        draft.taken.update({mark.first - 1} if draft.low(mark.first - 1) in ("under", "onto", "with") else ())
        found.link[field] = Noun(cls="_User", text=name_of(mark).text, said=[name_of(mark).of("_User")])
        return
    for at in range(draft.clause.first, draft.clause.last):
        if draft.low(at) in ("me", "myself", "i", "i'll", "mine") and at not in draft.taken and draft.world.me:
            if draft.low(at) == "me" and draft.low(at - 1) in ("for",):
                continue
            draft.taken.add(at)
            found.link[field] = Noun(cls="_User", text="me", chosen=[draft.world.me])
            return
