"""Readings that make a new company, contact, deal or record of an added class."""

from collections.abc import Iterator

from agent.embedded.conditions.things import called_for, class_behind, telling_title, told_texts
from agent.embedded.fields.addresses import address
from agent.embedded.fields.heard import slotted
from agent.embedded.fields.titles import ARTICLES, run, spoken, title
from agent.embedded.fields.values import values
from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.names import EXACT
from agent.embedded.language.ordinary import ORDINARY
from agent.embedded.language.vocabulary import Class, Field
from agent.embedded.language.words import FREE, words_of
from agent.embedded.records.nouns import related
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.evidence import LOUD
from agent.embedded.sentences.given import Values
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
            if mark and draft.low(mark.last) in _PAPERS:
                continue
            own = draft.copy()
            own.taken |= evidence.passed(draft.clause)
            yield _create(own, cls, mark, [one for one, _ in draft.clause.verbs("create")])


def created(draft: Draft, cls: Class, title: str = "") -> Intent | None:
    """Return the new record that a message as a whole speaks of; nothing without words for its name or a `title`."""
    if _elsewhere(draft, cls):
        return None
    mark = next((one for one in draft.clause.marks("class") if cls.name in one.value), None)
    intent = _create(draft, cls, mark, [one for one, _ in draft.clause.verbs("create")], heard=True).intents[0]
    if title:
        intent.set[cls.title] = title
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


def _create(draft: Draft, cls: Class, mark: Mark | None, verbs: list[Mark], *, heard: bool = False) -> Reading:
    """Read the new record; its name is the one that was `heard`, or where the words place it."""
    draft.take(*verbs)
    if mark:
        draft.take(
            mark,
            *(verb for verb, form in draft.clause.verbs("set", "move") if form == "base" and verb.first < mark.first),
        )
        draft.drop({"as"} if draft.before(mark, ARTICLES) == "as" else set())
    draft.drop({"my", "our"} if mark else set())
    before = set(draft.taken)
    name = spoken(draft, cls) if heard else title(draft, cls, mark, verbs[0] if verbs else None)
    inside = draft.taken - before
    found = values(draft, cls, creating=True)
    if not cls.kinds("date"):  # "he started there this month": a story, and no value of a person
        draft.take(*draft.open("date", "length"))
    _told(draft, cls, found)
    if name and not {word.strip(".,!?") for word in name.lower().split()} <= _POINTING:
        found.set[cls.title] = name
    _pointers(draft, cls, found.link)
    found.set |= told_texts(draft, cls, found.set)
    if name:
        _within(draft, cls, inside, found.link)
    telling = telling_title(draft, cls, mark) if mark and found.link else ""
    if telling:
        found.set.setdefault(cls.title, telling)
    derived = cls.title not in found.set and _derive(draft, cls, found.set, found.link)
    intent = Intent(do="create", cls=cls.name, set=found.set, link=found.link, missing=found.missing, offer=found.offer,
                    problem=found.problem)  # fmt: skip
    if not intent.missing and not intent.problem and (cls.title not in intent.set or (derived and _unnamed(draft))):
        intent.missing, intent.offer = cls.title, intent.set.pop(cls.title, None)
    account = mark is not None and cls.name == "Company" and draft.low(mark.first) == "account"
    made = reading(draft, [intent], (1.05 + 0.05 * (mark.last - mark.first) if mark else 0.95) + 0.02 * account)
    known = _known(draft, cls, str(intent.set.get(cls.title, "")))
    if known:
        intent.note, made.doubtful = f"There is a {cls.word} called {known} already.", True
    return made


_POINTING = words_of("him her them it this that these those one me us you he she they my our new please now on in")
"""Words that name nobody: who is "put on file" was named before."""


def _told(draft: Draft, cls: Class, found: Values) -> None:
    """Give text fields the words that the tagger hears as their values: "…, 9 rue du Beffroi, Arras"."""
    if draft.world.evidence and not cls.added:
        for name in ("address", "industry"):
            if name in cls.fields and name not in found.set:
                slotted(draft, name, found, draft.world.evidence)
    if str(found.set.get("industry", "")).lower() in _SECTORS:
        found.set["industry"] += " sector"
    if cls.name == "Company" and "address" in cls.fields:
        _addressed(draft, found)
    if cls.name == "Company" and "industry" in cls.fields and "industry" not in found.set:
        _listed(draft, found)


_SECTORS = words_of("public private third voluntary")
"""Words that are an industry only together with "sector"."""


def _addressed(draft: Draft, found: Values) -> None:
    """Give a company the whole of its address, of which the tagger may have heard a part."""
    run = address(draft)
    text = draft.sentence.words(*run).strip(" ,.") if run else ""
    if run and str(found.set.get("address", "")) in text:
        found.set["address"] = text
        draft.span(*run)


def _listed(draft: Draft, found: Values) -> None:
    """Read "new company: Kite, energy sector, kite.example": the one item of a list that is nothing else."""
    items: list[list[int]] = [[]]
    for at in range(draft.clause.first, draft.clause.last):
        if draft.sentence.tokens[at].kind == "mark" and draft.low(at) in (",", ".", ";", "(", ")", "-"):
            items.append([])
        elif items[-1] or draft.low(at) not in _LEADING:
            items[-1].append(at)
    plain = [item for item in items[1:] if item and all(_plain(draft, at) for at in item)]
    if len(plain) == 1 and len(plain[0]) <= MOST_WORDS:
        kept = draft.low(plain[0][0]) in _SECTORS
        words = [at for at in plain[0] if kept or draft.low(at) not in ("sector", "industry", "business", "branch")]
        if words:
            found.set["industry"] = draft.sentence.words(words[0], words[-1] + 1)
            draft.taken.update(plain[0])
    placed = [item for item in items[1:] if item and all(_placed(draft, at) for at in item)]
    if len(placed) == 1 and "address" not in found.set:
        found.set["address"] = draft.sentence.words(placed[0][0], placed[0][-1] + 1)
        draft.taken.update(placed[0])


_LEADING = words_of("its it's it is they're they are a an the in and")
MOST_WORDS = 3
"""Words that an industry may have."""


def _placed(draft: Draft, at: int) -> bool:
    """Whether a word may be a town: written like a name, and none that is known."""
    token = draft.sentence.tokens[at]
    known = any(draft.sentence.at(at, kind) for kind in ("name", "class", "date", "choice", "courtesy"))
    return token.proper and at not in draft.taken and not known


def _plain(draft: Draft, at: int) -> bool:
    """Whether a word names nothing that is known, and orders nothing."""
    known = ("name", "verb", "class", "choice", "date", "amount", "email", "phone", "url", "courtesy", "deed")
    token = draft.sentence.tokens[at]
    free = at not in draft.taken and token.kind == "word" and token.low not in FREE and not token.proper
    return free and not any(draft.sentence.at(at, kind) for kind in known)


def _within(draft: Draft, cls: Class, inside: set[int], link: dict[str, Noun]) -> None:
    """Link a deal to the company or person that its title names: "Globex expansion"."""
    if cls.title != "title":
        return
    for mark in draft.clause.marks("name"):
        for field in cls.fields.values():
            refs = name_of(mark).of(*field.targets) if field.targets and field.targets != ("_User",) else []
            whole = field.targets != ("Contact",) or (refs and refs[0].score >= 0.9)
            if len(refs) == 1 and whole and set(mark.places) <= inside and field.name not in link:
                link[field.name] = Noun(cls=refs[0].cls, text=name_of(mark).text, said=[refs])


def _known(draft: Draft, cls: Class, name: str) -> str:
    """Return the record of exactly this name, if there is one."""
    refs = [ref for mark in draft.clause.marks("name", "weak") for ref in name_of(mark).refs]
    return next((ref.name for ref in refs if ref.cls == cls.name and ref.name.casefold() == name.casefold()), "")


def _pointers(draft: Draft, cls: Class, link: dict[str, Noun]) -> None:
    """Give the names left over to the pointers that can take them; unknown names after "at" or "for" too."""
    for mark in sorted(draft.names(), key=_doubt):
        name = name_of(mark)
        for field in _pointer_order(draft, cls, mark):
            refs = name.of(*field.targets)
            if refs and field.name not in link:
                link[field.name] = Noun(cls=refs[0].cls, text=name.text, said=[refs])
                draft.take(mark)
                _lead(draft, mark)
                class_behind(draft, mark, refs[0].cls)
                break
            if not refs and field.name not in link and _through(draft, mark, field, link):
                break
    _mine(draft, cls, link)
    _them(draft, cls, link)
    _unknown(draft, cls, link)
    draft.take(*(verb for verb, _ in draft.clause.verbs("assign", "own", "work")))
    draft.drop(words_of("works working who worth valued value belongs belonging owned assigned"))


def _doubt(mark: Mark) -> bool:
    """Whether a word only resembles a name: those that are one come first."""
    return max(ref.fit for ref in name_of(mark).refs) < EXACT


def _through(draft: Draft, mark: Mark, field: Field, link: dict[str, Noun]) -> bool:
    """Read "to the Acme deal": the deal that has to do with Acme."""
    behind = draft.sentence.at(mark.last, "class")
    target = next((one for one in field.targets if behind and one in behind.value), "")
    refs = name_of(mark).of(*related(draft, draft.cls(target))) if target else []
    if not refs or not behind:
        return False
    link[field.name] = Noun(cls=refs[0].cls, text=name_of(mark).text, said=[refs])
    draft.take(mark, behind)
    return True


def _them(draft: Draft, cls: Class, link: dict[str, Noun]) -> None:
    """Read "with her as the contact", "a lead with him": who was spoken of."""
    for at in draft.having({"her", "him"}):
        known = next((one for one in cls.fields.values() if one.targets == ("Contact",)), None)
        if known and known.name not in link and draft.low(at - 1) in ("with", "for") and draft.low(at + 1) != "as":
            link[known.name] = Noun(cls="Contact", pronoun="person", text=draft.low(at))
            draft.span(at - 1, at + 1)
    company = next((one for one in cls.fields.values() if one.targets == ("Company",)), None)
    for at in draft.having({"there"}):  # "and add Joss there"
        if (
            company
            and company.name not in link
            and not draft.clause.has("name")
            and draft.low(at + 1) not in ("is", "are", "'s")
        ):
            link[company.name] = Noun(cls="Company", pronoun="class", text="there")
            draft.taken.add(at)
    for at in draft.having({"her", "him", "them"}):
        field = draft.sentence.at(at + 1 + (draft.low(at + 1) == "as") + (draft.low(at + 2) in ("the", "a")), "field")
        names = [name for owner, name in field.value if owner == cls.name and cls.fields[name].targets] if field else []
        if field and names and names[0] not in link:
            link[names[0]] = Noun(cls=cls.fields[names[0]].targets[0], pronoun="person", text=draft.low(at))
            draft.span(at, field.last)


def _mine(draft: Draft, cls: Class, link: dict[str, Noun]) -> None:
    """Read "assigned to me"."""
    owner = cls.owner
    assigned = any(True for _ in draft.clause.verbs("assign", "own"))
    for at in draft.having({"me", "myself", "mine"}):
        led = draft.low(at - 1) in ("to", "by") or (draft.low(at - 1) == "for" and assigned)
        led = led or (draft.low(at) == "mine" and draft.low(at - 1) in ("'s", "is", "it's", "its"))
        if led and owner and owner.name not in link and draft.world.me:
            link[owner.name] = Noun(cls="_User", text="me", chosen=[draft.world.me])
            draft.taken.add(at)


def _pointer_order(draft: Draft, cls: Class, mark: Mark) -> list[Field]:
    """Return the pointers in the order in which they suit a name: people after "assigned to", buyers after "for"."""
    pointers = [field for field in cls.fields.values() if field.targets and not field.fixed]
    users = [field for field in pointers if "_User" in field.targets]
    lead = draft.before(mark)
    place = mark.first - 1
    while place >= draft.clause.first and draft.low(place) in ("to", "by", ":", "is", "for"):
        place -= 1
    assigned = draft.low(place) in words_of("assigned assign owner owned rep responsible give reassign")
    others = [field for field in pointers if field not in users]
    if lead in ("with",):
        others.sort(key=lambda field: field.name == "company")
    if lead in ("at", "for", "from"):
        others.sort(key=lambda field: field.name != "company")
    return [*users, *others] if assigned else [*others, *users]


def _lead(draft: Draft, mark: Mark) -> None:
    place = mark.first - 1
    while draft.low(place) in words_of("company account contact client customer : is at the person buyer"):
        draft.taken.add(place)
        place -= 1


def _unknown(draft: Draft, cls: Class, link: dict[str, Noun]) -> None:
    """Read "at Zorg", when nobody knows Zorg: the name stays, and will be asked about."""
    field = cls.fields.get("company")
    if not field or field.name in link:
        return
    for at in range(draft.clause.first, draft.clause.last - 1):
        lead = draft.low(at) in ("at", "for", "from", "with", "of") or (
            draft.low(at) in ("company", "account", "customer", "client") and draft.low(at + 1) in ("is", ":")
        )
        start = at + 1 + (draft.low(at + 1) in ("is", ":"))
        if not lead or start in draft.taken or start >= draft.clause.last or not draft.sentence.tokens[start].proper:
            continue
        end = start
        while (
            end < draft.clause.last
            and end not in draft.taken
            and draft.sentence.tokens[end].kind == "word"
            and (draft.sentence.tokens[end].proper)
        ):
            end += 1
        link[field.name] = Noun(cls="Company", text=draft.sentence.words(start, end))
        draft.span(start, end)
        return


def _derive(draft: Draft, cls: Class, given: dict[str, object], link: dict[str, Noun]) -> bool:
    """Make a deal's title from what was said about it: what it is for, or else whose it is; say whether it is that."""
    if cls.title not in ("title",):
        return False
    topic = _topic(draft)
    if topic:
        given[cls.title] = topic
        return False
    whose = link.get("company") or link.get("contact")
    if whose and not whose.pronoun and (whose.said or whose.text):
        name = whose.said[0][0].name if whose.said and len(whose.said[0]) == 1 else whose.text
        given[cls.title] = f"{name} {cls.word}"
    return True


def _unnamed(draft: Draft) -> bool:
    """Whether words are left that may well be the name: "for Susan, it's a cleaning rig, 64k"."""
    evidence = draft.world.evidence
    passed = evidence.passed(draft.clause) if evidence else set()
    words = [at for at in draft.left() if at not in passed and draft.sentence.tokens[at].kind == "word"]
    return len([at for at in words if draft.low(at) not in ORDINARY]) > 1


def _topic(draft: Draft) -> str:
    """Take what a deal is for: "for office chairs", "about training"."""
    for at in range(draft.clause.first, draft.clause.last - 1):
        if draft.low(at) in ("for", "about", "on", "regarding", "re") and at + 1 not in draft.taken:
            start = at + 1 + (draft.low(at + 1) in ("the", "a", "an", "their", "our", "some"))
            text = run(draft, start, at)
            if text and not set(text.lower().split()) <= _POINTING:
                return text[:1].upper() + text[1:]
    return ""
