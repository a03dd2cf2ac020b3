"""Sets of records, described in words of which every one must count: "Ann's pump leads in Kent".

Nothing is passed over here. A word without a place may be a condition, and without it more records would be changed
than were meant.
"""

from dataclasses import dataclass, field

from agent.embedded.conditions.belonging import belonging
from agent.embedded.conditions.exceptions import excepted
from agent.embedded.conditions.filters import conditions
from agent.embedded.conditions.places import places
from agent.embedded.conditions.reach import anybodys
from agent.embedded.conditions.titled import titled
from agent.embedded.language.intents import Condition, Noun
from agent.embedded.language.names import Ref
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft, name_of

_HEADS = words_of("ones one's everyone everybody everything stuff deals deal opportunities accounts account")
PEOPLE = words_of("customers customer clients client buyers prospects")
"""Words for customers: of what is said about them, their deals tell."""
_POINTING = words_of("them these those they both")
_EVERY = words_of("all every each any both everyone everybody everything whichever")
_SMALL = words_of(
    "that which who whom whose those these ones one are is was were still currently each every all any both of the a "
    "an only in at with and or them they it have has had been being stage status already everything everyone everybody "
    "anything stuff right now there from for on deals deal , accounts account whatever we i"
)
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
VAGUE = words_of(
    "good great perfect super awesome real same given following above below mentioned aforementioned said respective "
    "new possible next recent best quick amazing bad big small large old"
)
"""Words before a noun for records that say which are meant, but not by anything that is known of them."""
MOST_COUNTED = 20


@dataclass(slots=True)
class Told:
    """What was said before a set: whose records "his" are, and the records that "them" and "the ones" are among."""

    person: Noun | None = None
    before: Noun | None = None
    value: str = ""
    """The field that an order sets: "that has one"."""
    places: list[Condition] = field(default_factory=list)


def described(draft: Draft, cls: Class, told: Told) -> list[Noun]:
    """Return the records that the words of a draft describe; none where a word of them finds no place."""
    if not _plural(draft, cls, told):
        return []
    count = _counted(draft)
    exceptions = _without(draft, cls)
    if exceptions is None:
        return []
    everybody = anybodys(draft)
    owners = belonging(draft, cls.owner.name, told.person) if cls.owner else []
    heads = _heads(draft, cls)
    vague = any(draft.low(head - 1) in VAGUE for head in heads)
    if owners is None or (everybody and owners) or _users(draft) or vague:
        return []
    where = [
        *_ended(draft, cls),
        *_staying(draft, cls),
        *_one(draft, told),
        *places(draft, cls),
        *titled(draft, cls, heads),
    ]
    told_where, extra = conditions(draft, cls)
    where += told_where
    said = _parties(draft)
    if said is None:
        return []
    draft.taken.update(at for at in draft.having({"interested"}) if draft.low(at + 1) == "in" and at + 2 in draft.taken)
    draft.taken.update(at for at in draft.having({"either"}) if draft.having({"or"}) or at + 1 in draft.taken)
    thread = _threaded(draft) and not told.before and not _named(draft, cls)
    pointing = _pointed(draft, told)
    if not told.before and "ones" in draft.clause.lows() and not _named(draft, cls):
        return []
    draft.drop(_SMALL | PEOPLE | _POINTING | _HEADS)
    draft.take(*(mark for mark in draft.open("class") if {"Contact", cls.name} & set(mark.value)))
    if draft.left() or (thread and (owners or where or said or exceptions or count)):
        return []
    if thread:  # "give them all to Raj": those that the thread was about
        return [Noun(cls=cls.name, pronoun="many", text="them", many=True)]
    base = Noun(
        cls=cls.name, where=[*owners, *where], quiet_since=extra.quiet_since, no_next_step=extra.no_next_step,
        heard=extra.heard, many=True, without=exceptions, exactly=count,
    )  # fmt: skip
    merged = [_among(base, told) if told.before and (pointing or "ones" in draft.clause.lows()) else base]
    return [one for noun in merged for one in _spread(noun, said, cls)]


def _plural(draft: Draft, cls: Class, told: Told) -> bool:
    """Whether words speak of several records of a class, and of no records of another one."""
    places = [at for at in range(draft.clause.first, draft.clause.last) if at not in draft.taken]
    lows = {draft.low(at) for at in places}
    for mark in draft.open("class"):
        if cls.name not in mark.value and draft.low(mark.first) not in PEOPLE | _HEADS:
            return False
    if draft.open("kind"):
        return False
    staged = any(draft.low(mark.last - 1).endswith("s") for mark in draft.open("choice"))
    several = any(draft.plural(mark) for mark in draft.open("class"))
    return (
        several
        or staged
        or bool(lows & (_EVERY | {"ones", "hers", "his"}))
        or (bool(lows & _POINTING) and bool(told.before))
    )


def _counted(draft: Draft) -> int:
    """Take "both", "the two", "all three"; return how many there must be."""
    for at in draft.having({"both"}):
        draft.taken.add(at)
        return 2
    for mark in draft.open("amount"):
        count = mark.value.value
        plain = not (mark.value.money or mark.value.percent) and count == int(count) and 1 < count <= MOST_COUNTED
        if plain and draft.low(mark.first - 1) in _COUNTING:
            draft.take(mark)
            return int(count)
    return 0


_COUNTING = words_of("the all my these those his her their of")


def _without(draft: Draft, cls: Class) -> list[Noun] | None:
    """Take what is left out; nothing where some of it is not understood."""
    found = excepted(draft, cls)
    left = {draft.low(at) for at in range(draft.clause.first, draft.clause.last) if at not in draft.taken}
    return None if left & _LEAVING else found


_LEAVING = words_of("except excluding besides apart barring excepting minus unless other else rest")


def _users(draft: Draft) -> bool:
    """Whether a colleague is named who has no place."""
    return any(name_of(mark).of("_User") for mark in draft.names())


def _heads(draft: Draft, cls: Class) -> set[int]:
    """Return where the nouns for records stand: "leads", "ones", "deals", "customers"."""
    found = set(draft.having(_HEADS | PEOPLE))
    found |= {mark.first for mark in draft.open("class") if cls.name in mark.value}
    for mark in draft.open("choice"):
        found.add(mark.first)
    return found


def _one(draft: Draft, told: Told) -> list[Condition]:
    """Read "that has one", "that has none": of what the order sets."""
    found = []
    for at in draft.having({"one", "none"}):
        if draft.low(at - 1) in ("has", "have", "had", "with", "got") and told.value:
            draft.span(at - 1, at + 1)
            found.append(Condition(field=told.value, op="filled" if draft.low(at) == "one" else "empty"))
    return found


def _parties(draft: Draft) -> list[list[Ref]] | None:
    """Take the companies and people whose records are meant; nothing if "there" is no place that was named."""
    if draft.having({"there"}) and not _there(draft):
        company = _placed(draft)
        return [company] if company else None
    found = []
    for mark in draft.names():
        refs = name_of(mark).of("Company", "Contact")
        if refs and not name_of(mark).of("_User"):
            draft.take(mark)
            draft.taken.update({mark.last} if draft.low(mark.last) in ("'s", "'") else ())
            found.append(refs)
    return found


def _named(draft: Draft, cls: Class) -> bool:
    """Whether a word says what the records are, and not only "the ones"."""
    nouns = [mark for mark in draft.clause.marks("class") if cls.name in mark.value or draft.low(mark.first) in PEOPLE]
    return bool(nouns) or any(draft.plural(mark) for mark in draft.clause.marks("choice"))


def _there(draft: Draft) -> bool:
    """Whether "there" names no place: "the deals that there are"."""
    return any(draft.low(at + 1) in ("is", "are", "were", "was") for at in draft.having({"there"}))


def _placed(draft: Draft) -> list[Ref]:
    """Return the company that "there" means: the only one that was named before."""
    at = draft.having({"there"})[0]
    marks = [mark for mark in draft.sentence.marks if mark.kind in ("name", "weak") and mark.last <= at]
    found = {ref.id: ref for mark in marks for ref in name_of(mark).of("Company")}
    return list(found.values()) if len(found) == 1 else []


def _ended(draft: Draft, cls: Class) -> list[Condition]:
    """Read "whose status is lost", "that we have won"."""
    found = []
    for mark in draft.open("outcome"):
        value = draft.low(mark.last - 1)
        field = draft.sentence.at(mark.first - 1, "field")
        told = field or draft.low(mark.first - 1) in ("that", "which", "who") or draft.low(mark.last) in PEOPLE | _HEADS
        if cls.stage and value in cls.stage.ends and told:
            draft.take(mark, *([field] if field else []))
            found.append(Condition(field=cls.stage.name, value=value))
    return found


def _staying(draft: Draft, cls: Class) -> list[Condition]:
    """Read "that is still only a lead", "that are just leads"."""
    found = []
    for mark in draft.open("choice"):
        at = mark.first - 1
        while draft.low(at) in _STILL:
            at -= 1
        values = [
            value for owner, name, value in mark.value if cls.stage and (owner, name) == (cls.name, cls.stage.name)
        ]
        led = draft.low(at) in ("is", "are", "'s") and draft.low(at - 1) in ("that", "which", "who")
        if led and len(values) == 1 and cls.stage:
            draft.span(at - 1, mark.last)
            found.append(Condition(field=cls.stage.name, value=values[0]))
    return found


_STILL = words_of("still only just a an in at now currently merely yet")


def _pointed(draft: Draft, told: Told) -> bool:
    """Whether the records told before are meant: "them all", "those"."""
    return _threaded(draft) and bool(told.before)


def _threaded(draft: Draft) -> bool:
    """Whether "them" or "these" means records that were spoken of, and no plural behind it says which."""
    at = draft.having(_POINTING - {"both"})
    nouns = [mark for mark in draft.clause.marks("class", "choice") if draft.plural(mark)]
    return bool(at) and not any(mark.first > at[0] for mark in nouns) and not _relative(draft, at[0])


def _relative(draft: Draft, at: int) -> bool:
    """Whether what follows "those" says which: "those that have no date", "those in lead"."""
    return draft.low(at + 1) in ("that", "which", "who", "whose", "in", "with", "without", "of", "at", "from", "due")


def _among(noun: Noun, told: Told) -> Noun:
    """Return the records among those that were told before."""
    before = told.before.model_copy(deep=True) if told.before else noun
    fields = {one.field for one in noun.where}
    noun.where += [one for one in before.where if one.field not in fields or one.field == "title"]
    noun.said = noun.said or before.said
    noun.quiet_since, noun.heard = noun.quiet_since or before.quiet_since, noun.heard or before.heard
    noun.without += before.without
    noun.exactly = noun.exactly or before.exactly
    return noun


def _spread(noun: Noun, said: list[list[Ref]], cls: Class) -> list[Noun]:
    """Return one set for each company and title, where several are listed: "the Acme and the Globex deals"."""
    titles = [one for one in noun.where if one.field == cls.title]
    rest = [one for one in noun.where if one.field != cls.title]
    parties = [[refs] for refs in said] or [noun.said]
    if len(titles) * len(parties) > 1 and noun.exactly:
        return []
    return [
        noun.model_copy(update={"said": party, "where": [*rest, *title]}, deep=True)
        for party in parties
        for title in ([[one] for one in titles] or [[]])
    ]
