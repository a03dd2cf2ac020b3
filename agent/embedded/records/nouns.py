"""Which records a clause is about: names, qualifiers, pronouns, places in the last list."""

from agent.embedded.conditions.exceptions import excepted
from agent.embedded.conditions.filters import conditions
from agent.embedded.conditions.ordering import ORDERS, ordered, raised
from agent.embedded.conditions.owners import owning
from agent.embedded.language.intents import Condition, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.names import EXACT
from agent.embedded.language.ordinary import MANNER, VERBS
from agent.embedded.language.tokens import Token
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import GUARDS, words_of
from agent.embedded.records.pronouns import refer
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.evidence import NAMED, Evidence

HALF = 0.5
"""Who says so much of a subject means that activity, whatever else stands beside it."""
_AND = ("and", ",", "&", "plus", "+", "/")
_EVERY = ("all", "every", "each", "any", "everything", "both", "whichever")
_SKIPPED = words_of("the a an my our 's ' deal deals for of with at from on to also")


def related(draft: Draft, cls: Class) -> list[str]:
    """Return the classes through which a record of `cls` may be named: those that its pointers name, and theirs."""
    found = [target for field in cls.fields.values() for target in field.targets if target != "_User"]
    known = draft.world.vocabulary.classes
    further = [
        target
        for name in found
        if name in known and name != "Deal"
        for field in known[name].fields.values()
        for target in field.targets
        if target != "_User"
    ]
    if "Deal" in found:
        further.append("Company")
    return list(dict.fromkeys([*found, *further]))


def nouns(draft: Draft, cls: Class, *, filtered: bool = True) -> list[Noun]:
    """Return how the clause names records of a class; takes the words for it. Empty when it names none."""
    both = "both" in draft.clause.lows()
    many = _many(draft, cls)
    without = excepted(draft, cls) if many and filtered else []
    heads = _heads(draft, cls)
    groups = _groups(draft, heads)
    words = _class_words(draft, cls)
    hints = _hints(draft, cls, heads, words)
    found = [_named(draft, cls, group) for group in groups] or [Noun(cls=cls.name)]
    draft.take(*heads)
    _called(draft, heads)
    order, nearest = _nearest(draft, cls, bool(groups or words)) or (ordered(draft, cls), [])
    if filtered:
        where, extra = conditions(draft, cls)
        for noun in found:
            dated = any(one.field in ("due_date", "completed_at") and one.value for one in where)
            noun.where += where if dated else [*where, *nearest]
            noun.quiet_since, noun.no_next_step, noun.heard = extra.quiet_since, extra.no_next_step, extra.heard
    if groups:
        draft.taken.update(at for at in range(draft.clause.first, draft.clause.last) if draft.low(at) in ("it", "its"))
    spoken = [mark for mark in heads if mark.kind == "phrase" or mark.last - mark.first > 1]
    for noun in found:
        noun.hints = hints if len(found) == 1 else []
        noun.loose = cls.name == "Activity" and any(name_of(mark).refs[0].score >= HALF for mark in spoken)
        noun.many, noun.without = many, without
        noun.exactly = 2 if both and len(found) == 1 else 0
        noun.order = order
    draft.take(*words)
    if len(found) == 1:
        refer(draft, found[0], words)
    return [noun for noun in found if not noun.empty]


def _called(draft: Draft, heads: list[Mark]) -> None:
    """Take "called", "by the name of" before a name."""
    for mark in heads:
        place = mark.first - 1
        while draft.low(place) in words_of("called named titled entitled name title by with of the :"):
            if draft.low(place) in ("called", "named", "titled", "entitled", "name", "title"):
                draft.taken.add(place)
            place -= 1


def _many(draft: Draft, cls: Class) -> bool:
    """Take "all", "every"; a plural class word counts too."""
    found = False
    for at in range(draft.clause.first, draft.clause.last):
        if draft.low(at) in _EVERY and at not in draft.taken and not draft.sentence.at(at, "name"):
            draft.taken.add(at)
            found = True
    plural = any(
        draft.sentence.low(mark.last - 1).endswith("s") and cls.name in mark.value for mark in draft.open("class")
    )
    return found or plural


def _heads(draft: Draft, cls: Class) -> list[Mark]:
    """Return the names that may name a record of the class, directly or through another one."""
    through = related(draft, cls)
    wanted = [mark for mark in draft.names() if name_of(mark).of(cls.name, *through) and not owning(draft, mark)]
    wanted = [mark for mark in wanted if mark.kind == "name" or name_of(mark).of(cls.name)]
    wanted = [mark for mark in wanted if not _of_trade(draft, mark, cls)]
    if draft.clause.has("turn"):  # "sell it to Nora": who gets it says nothing of what it is
        wanted = [mark for mark in wanted if draft.before(mark) != "to"]
    phrases = draft.open("phrase") if cls.name == "Activity" else []
    phrases = [mark for mark in phrases if name_of(mark).refs[0].score >= 0.4 or mark.last - mark.first > 1]
    inner = [mark for mark in wanted if not any(set(mark.places) & set(phrase.places) for phrase in phrases)]
    return sorted([*inner, *phrases], key=lambda mark: mark.first)


def _of_trade(draft: Draft, mark: Mark, cls: Class) -> bool:
    """Whether a part of a company's name is heard as an industry: "companies whose industry is Veterinary"."""
    evidence = draft.world.evidence
    if not evidence or "industry" not in cls.fields or max(ref.score for ref in name_of(mark).refs) >= EXACT:
        return False
    return all(_trade(evidence, draft.sentence.tokens[at]) for at in mark.places)


def _groups(draft: Draft, heads: list[Mark]) -> list[list[Mark]]:
    """Divide names into those that are listed ("Acme and Globex") and those that qualify each other."""
    groups: list[list[Mark]] = []
    for mark in heads:
        between = [draft.low(at) for at in range(groups[-1][-1].last, mark.first)] if groups else []
        listed = any(word in _AND for word in between) and all(word in _AND or word in _SKIPPED for word in between)
        if groups and not listed:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return groups


def _named(draft: Draft, cls: Class, group: list[Mark]) -> Noun:
    through = related(draft, cls)
    said = [name_of(mark).of(cls.name) or [] for mark in group]
    for at, mark in enumerate(group):
        further = name_of(mark).of(*through)
        strong = said[at] and max(ref.score for ref in said[at]) >= 0.97 and cls.name not in through
        if not strong or not said[at]:
            said[at] = said[at] + [ref for ref in further if not said[at] or ref.score >= said[at][0].score - 0.1]
    text = draft.sentence.words(group[0].first, group[-1].last)
    return Noun(cls=cls.name, text=text, said=said)


def _class_words(draft: Draft, cls: Class) -> list[Mark]:
    marks = [mark for mark in draft.open("class") if cls.name in mark.value]
    return [mark for mark in marks if mark.kind == "class"]


def _hints(draft: Draft, cls: Class, heads: list[Mark], words: list[Mark]) -> list[str]:
    """Take the unknown words between or right behind names and class words: they must be in the title.

    "the product Sprok" of a class that the workspace added, too: its records' names are seldom known words.
    """
    places: list[int] = []
    for mark in heads:
        place = mark.last
        while draft.low(place) in ("'s", "'"):
            place += 1
        while _hintable(draft, place) and not _telling(draft, place):
            places.append(place)
            place += 1
    for mark in words:
        place = mark.first - 1
        while _hintable(draft, place):
            places.append(place)
            place -= 1
        place = mark.last
        while cls.added and not draft.plural(mark) and not heads and _hintable(draft, place):
            places.append(place)
            place += 1
    named = {draft.sentence.low(at) for mark in heads for at in mark.places} | (_WARES if heads else set())
    places = sorted(set(places))
    draft.taken.update(places)
    return [draft.sentence.tokens[at].inner for at in places if draft.sentence.low(at) not in named]


def _telling(draft: Draft, place: int) -> bool:
    """Whether a word behind a name is heard to name nothing, and leads to a value: "the pilot belongs in proposal"."""
    token, evidence = draft.sentence.tokens[place], draft.world.evidence
    if token.proper or not evidence or evidence.tags.plain(token.start, token.end) < HEARD:
        return False
    near = range(place + 1, min(place + 4, draft.clause.last))
    return any(draft.low(at) in _INTO and draft.sentence.at(at + 1, "choice") for at in near)


HEARD = 0.8
"""A word behind a name is no part of it from here on, where a value follows."""
_INTO = words_of("in into to at as on under")
_WARES = words_of("product products offering package solution solutions line range")
"""Words behind a name that only tell what kind of thing it is: "the hardware product"."""


def _hintable(draft: Draft, place: int) -> bool:
    if not draft.clause.first <= place < draft.clause.last or place not in draft.left():
        return False
    token = draft.sentence.tokens[place]
    if token.kind == "quote":
        return True
    evidence = draft.world.evidence
    if evidence and _trade(evidence, token):
        return False
    if token.low.endswith("ed") and not token.proper:  # "Globex squeezed us on the renewal"
        return False
    if token.kind not in ("word", "number") or token.low in GUARDS or token.low in ORDERS or raised(draft, place):
        return False
    marked = words_of("verb field choice outcome deed undo name date amount class")
    return not any(draft.sentence.at(place, kind) for kind in marked) and token.low not in _NO_HINTS | VERBS | MANNER


def _trade(evidence: Evidence, token: Token) -> bool:
    """Whether the tagger hears an industry: a condition, and no part of a name."""
    kind, sure = evidence.tags.slot(token.start, token.end)
    return kind == "industry" and sure >= NAMED


_NO_HINTS = words_of(
    "open active closed overdue unassigned it them him her mine both all every each any everything first second "
    "third last next previous everyone everybody anyone what which who whom whose how why where that this those "
    "these one ones other another same stage more most less least average avg my our your his their we i me us "
    "they he she must shall should ought may might would could cannot can't into onto upon via per about above "
    "across after against along among around before behind below beneath beside between beyond despite down during "
    "except inside near off out outside over past since than through till toward towards under until unto within "
    "without when while where if unless because so such too very just not no nor yet but and or as at by for from "
    "in of on to with up down again ever never please been being cost costs worth list file please today project "
    "himself herself themselves itself "
    "few several couple some various handful bunch n whats what's whos who's wheres where's "
    "projects business thing things stuff case account client customer opportunity figure figures value number one "
    "two record entry item guy guys people folks upcoming future forthcoming"
)


def _of_kind(draft: Draft, at: int) -> bool:
    """Whether a kind of activity begins here: "my first meeting", not "first call Jane"."""
    mark = draft.sentence.at(at, "kind") or draft.sentence.at(at, "class")
    return bool(mark) and draft.low(at - 2) in _OWNERS


_OWNERS = words_of("my our the his her their 's of")


def _nearest(draft: Draft, cls: Class, named: bool) -> tuple[str, list[Condition]] | None:
    """Take "next" and "last" of something that has its day: "my next meeting with Jane", "the last call"."""
    if "due_date" not in cls.fields or not named or draft.world.listed:
        return None
    now = draft.world.now.moment.strftime("%Y-%m-%dT%H:%M")
    for at in draft.having(words_of("next upcoming last latest previous first earliest")):
        if draft.low(at) in ("first", "earliest"):
            if _of_kind(draft, at + 1):
                draft.taken.add(at)
                return "due_date", []
            continue
        if draft.sentence.at(at, "date") or draft.sentence.at(at, "field") or draft.low(at + 1) in ("one", "step"):
            continue
        draft.taken.add(at)
        if draft.low(at) in ("next", "upcoming"):
            return "due_date", [Condition(field="due_date", op="at_least", value=now)]
        return "-due_date", [Condition(field="due_date", op="at_most", value=now)]
    return None
