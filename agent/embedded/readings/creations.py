"""The ways to read a clause as an order to add a record: which class it is, and by which words."""

from collections.abc import Iterator

from agent.embedded.conditions.things import called_for
from agent.embedded.fields.naming import Named, named
from agent.embedded.fields.titles import ARTICLES
from agent.embedded.language.intents import Intent
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.names import EXACT
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.readings.entry import entry, known
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.evidence import LOUD
from agent.embedded.sentences.reading import Reading, reading


def creations(draft: Draft) -> Iterator[Reading]:
    """Yield the ways to read a clause as an order to add a record, for every class but activities."""
    verbs = [mark for mark, form in draft.clause.verbs("create") if form in ("base", "ing")]
    verbs += [mark for mark in called_for(draft) if mark not in verbs]
    places = range(draft.clause.first, draft.clause.last)
    fresh = [at for at in places if draft.low(at) == "new" and not draft.sentence.at(at, "name")]
    if "create" in draft.carried and draft.low(draft.clause.first) in ("a", "an", "another"):
        fresh.append(draft.clause.first)
    if not verbs and not fresh:
        yield from _heard(draft)
        return
    said = False
    for cls in draft.world.vocabulary.classes.values():
        mark = next((one for one in draft.clause.marks("class") if _meant(draft, cls, one, verbs, fresh)), None)
        if mark and cls.name != "Activity":
            said = True
            yield _create(draft.copy(), cls, mark, verbs)
    if not said:
        yield from _implied(draft, verbs) if verbs else ()
        yield from _heard(draft)


def _heard(draft: Draft) -> Iterator[Reading]:
    """Read what the tagger hears as a new record: "a new buyer at Acme, her name is Moira Findlay, put her in"."""
    evidence = draft.world.evidence
    shares = evidence.shares(draft.clause) if evidence else {}
    for cls in draft.world.vocabulary.classes.values():
        share = shares.get(f"create.{cls.name.lower()}", 0.0)
        changing = max((one for name, one in shares.items() if name.startswith("update.")), default=0.0)
        hearing = share >= max(LOUD, changing) and draft.act != "forbidden" and not _elsewhere(draft, cls)
        if evidence and hearing:
            mark = next((one for one in draft.clause.marks("class") if cls.name in one.value), None)
            if (mark and draft.low(mark.last) in _PAPERS) or (not mark and _renewed(draft, cls)):
                continue
            own = draft.copy()
            own.taken |= evidence.passed(draft.clause)
            yield _create(own, cls, mark, [one for one, _ in draft.clause.verbs("create")])


def _renewed(draft: Draft, cls: Class) -> bool:
    """Whether a record that is there is named, if only in short, and a value of it is new: "Acme roof, new amount"."""
    there = any(ref.cls == cls.name for mark in draft.clause.marks("name") for ref in name_of(mark).refs)
    fields = {one.name for one in cls.fields.values()}
    return there and any(
        owner == cls.name and name in fields and draft.low(mark.first - 1) in _RENEWING
        for mark in draft.clause.marks("field")
        for owner, name in mark.value
    )


_RENEWING = words_of("new updated changed revised corrected adjusted actual current other")
"""Words before a field's word that tell that a record has another value of it by now."""


def created(draft: Draft, cls: Class) -> Intent | None:
    """Return the new record that a message as a whole speaks of; nothing without words for its name."""
    if _elsewhere(draft, cls):
        return None
    mark = next((one for one in draft.clause.marks("class") if cls.name in one.value), None)
    verbs = [one for one, _ in draft.clause.verbs("create")]
    intent = entry(draft, cls, _led(draft, cls, mark, verbs, heard=True))
    return intent if cls.title in intent.set else None


def _elsewhere(draft: Draft, cls: Class) -> bool:
    """Whether the clause names a class that the workspace added, or its record, and not this class.

    The tagger has never heard of it.
    """
    named = {name for mark in draft.clause.marks("class") for name in mark.value}
    classes = draft.world.vocabulary.classes
    records = [name_of(mark).refs[0] for mark in draft.clause.marks("name")]
    known = {*named, *(ref.cls for ref in records if ref.score >= EXACT)}
    return cls.name not in named and any(name in classes and classes[name].added for name in known)


def _meant(draft: Draft, cls: Class, mark: Mark, verbs: list[Mark], fresh: list[int]) -> bool:
    """Whether the class's word is what shall be made, not what it is made for."""
    lead = draft.before(mark, ARTICLES)
    if draft.low(mark.last) in _PAPERS:
        return False
    if cls.name not in mark.value or (draft.plural(mark) and lead not in ("to", "among")):
        return False
    if lead == "as" and _other(draft, cls, mark, verbs):
        return False
    if lead == "as" or (lead in ("to", "among") and draft.plural(mark)):
        return bool(verbs)
    begun = [verb.last for verb in verbs if verb.first < mark.first] + [at + 1 for at in fresh if at < mark.first]
    between = [draft.low(at) for at in range(max(begun), mark.first)] if begun else ["to"]
    valued = begun and any(
        draft.sentence.at(at, kind) for at in range(max(begun), mark.first) for kind in ("quote", "amount", "date")
    )
    if valued:
        return False
    return not any(word in ("to", "for", "on", "at", "with") for word in between)


_PAPERS = words_of("card record entry file page details profile sheet data info information name number list")
"""Words behind a class's word that make it speak of a record that is there."""


def _other(draft: Draft, cls: Class, mark: Mark, verbs: list[Mark]) -> bool:
    """Whether something else is made, and this only says as what somebody is linked to it."""
    start = min((verb.last for verb in verbs), default=mark.first)
    others = [one for one in draft.clause.marks("class") if start <= one.first < mark.first]
    return any(cls.name not in one.value for one in others)


def _implied(draft: Draft, verbs: list[Mark]) -> Iterator[Reading]:
    """Read "add Theo Marx, theo@acme.example" as a person, "create “Phase two”, 9k" as a deal."""
    classes = draft.world.vocabulary.classes
    if "Contact" in classes and draft.open("email", "phone") and not draft.clause.has("kind"):
        yield _create(draft.copy(), classes["Contact"], None, verbs)
    if (
        "Deal" in classes
        and draft.open("quote")
        and draft.open("amount", "choice")
        and verbs[0].first <= draft.clause.first + 2
    ):
        yield _create(draft.copy(), classes["Deal"], None, verbs)


def _led(draft: Draft, cls: Class, mark: Mark | None, verbs: list[Mark], *, heard: bool = False) -> Named:
    """Take the words that order, and return the name that was `heard`, or stands where the words place it."""
    draft.take(*verbs)
    if mark:
        setting = [verb for verb, form in draft.clause.verbs("set", "move") if form == "base"]
        draft.take(mark, *(verb for verb in setting if verb.first < mark.first))
        draft.drop({"as"} if draft.before(mark, ARTICLES) == "as" else set())
    draft.drop({"my", "our"} if mark else set())
    return named(draft, cls, mark, verbs[0] if verbs else None, heard=heard)


def _create(draft: Draft, cls: Class, mark: Mark | None, verbs: list[Mark]) -> Reading:
    """Read the new record that a clause orders."""
    intent = entry(draft, cls, _led(draft, cls, mark, verbs))
    account = mark is not None and cls.name == "Company" and draft.low(mark.first) == "account"
    weight = 1.05 + 0.05 * (mark.last - mark.first) if mark else 0.95
    made = reading(draft, [intent], weight + 0.02 * account)
    there = known(draft, cls, str(intent.set.get(cls.title, "")))
    if there:
        intent.note, made.doubtful = f"There is a {cls.word} called {there} already.", True
    return made
