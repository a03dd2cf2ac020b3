"""Conditions on whose records they are: "my", "Raj's", "owned by me", "unassigned"."""

from agent.embedded.language.intents import Condition, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft, name_of


def owner_conditions(draft: Draft, cls: Class, noun: Noun) -> list[Condition]:
    """Read "my", "mine", "Raj's", "assigned to Raj", "owned by me", "unassigned"."""
    owners = cls.pointing("_User")
    if not owners:
        return []
    field = owners[0].name
    found = [
        Condition(field=field, op="empty")
        for at in draft.having({"unassigned", "ownerless", "unowned"})
        if _take(draft, at)
    ]
    found += [Condition(field=field, op="empty") for at in draft.having({"nobody", "none"}) if _ownerless(draft, at)]
    mine = [at for at in draft.having({"my", "mine", "me", "i"}) if _own(draft, at) and _take(draft, at)]
    if mine and draft.world.me and not (owners[0].fixed and "due_date" not in cls.fields):
        op = "is_not" if _others(draft, mine) else "is"
        found.append(Condition(field=field, op=op, noun=Noun(cls="_User", text="me", chosen=[draft.world.me])))
    for at in mine:
        _lead(draft, at)
    theirs = [at for at in draft.having({"his", "her", "their"}) if draft.world.person and _of_theirs(draft, at)]
    if theirs:
        draft.taken.add(theirs[0])
        whose = Noun(cls="_User", text=draft.world.person[0].name, said=[list(draft.world.person)])
        found.append(Condition(field=field, noun=whose))
    for mark in draft.names():
        users = name_of(mark).of("_User")
        giver = bool(found) and draft.low(mark.first - 1) == "from"  # "my deals from Raj": his, or that he gave away?
        if users and not giver and _whose(draft, mark):
            draft.take(mark)
            found.append(Condition(field=field, noun=Noun(cls="_User", text=name_of(mark).text, said=[users])))
    found = _without_me(draft, found, mine)
    if len(found) > 1 and all(condition.op == "is" for condition in found):
        noun.many = True
    return found


def _others(draft: Draft, mine: list[int]) -> bool:
    """Take the "not" of "not mine", "that aren't mine": the records of all others are meant."""
    places = [at - 1 for at in mine if draft.low(at) == "mine" and draft.low(at - 1) in _NOT]
    draft.taken.update(places)
    return bool(places) and len(places) == len(mine)


_NOT = words_of("not aren't isn't")


def _without_me(draft: Draft, found: list[Condition], mine: list[int]) -> list[Condition]:
    """Leave the speaker out where an answer is only wanted "for me": "sum up Raj's pipeline for me"."""
    if len(found) < 2 or not mine or any(draft.low(at) != "me" for at in mine):
        return found
    return [one for one in found if not (one.noun and one.noun.text == "me")]


def _ownerless(draft: Draft, at: int) -> bool:
    """Take "belong to nobody", "owned by nobody", "nobody owns", "nobody's"."""
    behind = draft.low(at + 1) in ("owns", "has", "handles")
    if behind:
        draft.taken.add(at + 1)
    return (behind or _lead(draft, at)) and _take(draft, at)


def _of_theirs(draft: Draft, at: int) -> bool:
    """Whether records follow "his", not one of his own fields: "all his open deals"."""
    near = [draft.sentence.at(place, "class") for place in range(at + 1, min(at + 4, draft.clause.last))]
    return any(mark and draft.plural(mark) for mark in near)


def owning(draft: Draft, mark: Mark) -> bool:
    """Whether a name that may be a user's is said to have records: "does Marcus have", "Marcus' deals"."""
    if not name_of(mark).of("_User"):
        return False
    after = mark.last + (draft.low(mark.last) in ("'s", "'"))
    near = [draft.sentence.at(place, "class") for place in range(after, min(after + 3, draft.clause.last))]
    possessed = after > mark.last and any(one and "Deal" in one.value and draft.plural(one) for one in near)
    has = draft.low(mark.last) in words_of("has have own owns got manages handles") and draft.low(mark.first - 1) in (
        "does", "do", "did", "that", "which", "deals")  # fmt: skip
    return possessed or has


def _take(draft: Draft, at: int) -> bool:
    draft.taken.add(at)
    return True


def _own(draft: Draft, at: int) -> bool:
    """Whether a word for the speaker says whose the records are."""
    word, lead = draft.low(at), draft.low(at - 1)
    if word in ("my", "mine"):
        return word == "mine" or draft.low(at + 1) not in _FELLOWS
    if word == "i" and draft.low(at + 1) in words_of("have own got am manage handle 've"):
        return draft.low(at + 2) not in _ASIDE
    if word == "i" and lead in ("have", "did", "do", "'ve") and draft.act == "question":
        return bool({draft.low(at + 1), draft.low(at + 2)} & _OWNING)
    told = draft.low(at - 2) in words_of("show give tell list send read explain print")
    return lead in ("to", "by", "for", "of") and not told


def _whose(draft: Draft, mark: Mark) -> bool:
    """Whether a user's name says whose the records are."""
    has = draft.low(mark.last) in ("has", "owns", "have", "got", "manages", "handles")
    if has:
        draft.taken.add(mark.last)
    led = _lead(draft, mark.first)
    return led or has or not name_of(mark).of("Contact", "Company", "Deal") or draft.low(mark.last) in ("'s", "'")


_FELLOWS = words_of("colleague colleagues boss friend manager teammate team report monthly weekly meeting head notes")
_ASIDE = words_of("asked told said wondered forgotten lost been heard preparing writing about to")
_OWNING = words_of("got have own win won lose lost close closed sell sold manage")
_LEADS = words_of("assigned owned belonging belong belongs belonged handled managed run owner responsible")


def _lead(draft: Draft, at: int) -> bool:
    """Take "assigned to", "owned by" before an owner."""
    place = at - 1
    while draft.low(place) in words_of("to by is are for : am"):
        place -= 1
    if draft.low(place) not in _LEADS:
        return False
    draft.span(place, at)
    return True


_TELLING = words_of(
    "need want wish would 'd should could can may might ask asked keep am 'm think know prepare hand ring"
)
_ALL = words_of("whoever everybody everyone whole entire team team's us reps colleagues")


def speaking(draft: Draft) -> bool:
    """Whether the speaker's own records are meant where no owner is said: "what am I late with", "have I won"."""
    for at in draft.having({"i", "i've", "me", "mine"}):
        if draft.low(at) == "me" and draft.low(at - 1) not in ("for", "by", ",", "of", "with"):
            continue
        if draft.low(at) == "i" and draft.low(at + 1) in _TELLING and not _obliged(draft, at):
            continue
        return True
    return False


def _obliged(draft: Draft, at: int) -> bool:
    """Whether "should I have done", "I need to do" speaks of the speaker's own work."""
    return draft.low(at + 1) == "should" or (draft.low(at + 1) in ("need", "want") and draft.low(at + 2) == "to")


def everybody(draft: Draft) -> bool:
    """Whether the records of all are meant: "whoever has it", "the whole team", "all of us", "everybody included"."""
    lows = draft.clause.lows()
    said = draft.clause.said
    return bool(_ALL & set(lows)) or any(cue in said for cue in ("across the", "any of us", "each of"))
