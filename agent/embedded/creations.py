"""Readings that make a new company, contact, deal or record of an added class."""

from collections.abc import Iterator

from agent.embedded import words
from agent.embedded.draft import Draft, name_of
from agent.embedded.intents import Intent, Noun
from agent.embedded.lexicon import Mark
from agent.embedded.reading import Reading, reading
from agent.embedded.values import values
from agent.embedded.vocabulary import Class, Field
from agent.embedded.words import words_of

_CALLED = ("called", "named", "titled", "entitled")
_WITHIN = words_of("at for from with of in to by on who works working and worth via about is as")
_JOBS = ("works", "working", "who", "employed", "based", "new")


def creations(draft: Draft) -> Iterator[Reading]:
    """Yield the ways to read a clause as an order to add a record, for every class but activities."""
    verbs = [mark for mark, form in draft.clause.verbs("create") if form in ("base", "ing")]
    fresh = [at for at in range(draft.clause.first, draft.clause.last) if draft.low(at) == "new"]
    carried = "create" in draft.carried and draft.low(draft.clause.first) in ("a", "an", "another")
    fresh += [draft.clause.first] if carried else []
    if not verbs and not fresh:
        return
    for cls in draft.world.vocabulary.classes.values():
        for mark in draft.clause.marks("class"):
            plural = draft.low(mark.last - 1).endswith("s") and not draft.low(mark.last - 1).endswith("ss")
            if cls.name in mark.value and cls.name != "Activity" and not plural and _meant(draft, mark, verbs, fresh):
                yield _create(draft.copy(), cls, mark)
                break


def _meant(draft: Draft, mark: Mark, verbs: list[Mark], fresh: list[int]) -> bool:
    """Whether the class word is what shall be made, not what it is made for."""
    begun = [verb.last for verb in verbs if verb.first < mark.first] + [at + 1 for at in fresh if at < mark.first]
    if not begun:
        return False
    between = [draft.low(at) for at in range(max(begun), mark.first)]
    return not any(word in ("to", "for", "on", "at", "with") for word in between)


def _create(draft: Draft, cls: Class, mark: Mark) -> Reading:
    for verb, form in draft.clause.verbs("create", "set", "move"):
        if form in ("base", "ing") and verb.first <= mark.first:
            draft.take(verb)
    draft.take(mark)
    title = _title(draft, cls, mark)
    found = values(draft, cls, creating=True)
    if title:
        found.set[cls.title] = title.strip(" '\"\u2018\u2019\u201c\u201d`.,")
    _pointers(draft, cls, found.link)
    if cls.title not in found.set:
        _derive(draft, cls, found.set, found.link)
    intent = Intent(
        do="create",
        cls=cls.name,
        set=found.set,
        link=found.link,
        missing=found.missing,
        offer=found.offer,
        problem=found.problem,
    )
    if not intent.missing and not intent.problem and cls.title not in intent.set:
        intent.missing = cls.title
    specific = 0.05 * (mark.last - mark.first)
    return reading(
        draft, [intent], 1.05 + specific + 0.02 * (cls.name == "Company" and draft.low(mark.first) == "account")
    )


def _title(draft: Draft, cls: Class, mark: Mark) -> str:
    """Return the new record's name: quoted, after "called", or right behind the class word."""
    for at in range(draft.clause.first, draft.clause.last):
        named = draft.low(at) in ("name", "title") and (
            draft.low(at + 1) in (":", "is", "=", "of") or draft.low(at - 1) in ("with", "the", "by")
        )
        if draft.low(at) in _CALLED or named:
            start = at + 1
            while draft.low(start) in words_of(": = is of the will be"):
                start += 1
            found = _run(draft, start, at)
            if found:
                draft.taken.add(at)
                return found
    for quote in draft.open("quote"):
        if quote.first - mark.last <= 2 or cls.title in ("title", "subject"):
            draft.take(quote)
            return str(quote.value)
    start = mark.last
    while draft.low(start) in (":", "-", ","):
        start += 1
    return _run(draft, start, start) or _before(draft, mark) or _colon(draft, mark)


def _colon(draft: Draft, mark: Mark) -> str:
    """Read "new contact at Northwind: Hugo Brandt", "a new contact, Hugo Brandt"."""
    for at in range(mark.last, draft.clause.last - 1):
        if (
            draft.low(at) in (":", ",", "-")
            and draft.sentence.tokens[at + 1].proper
            and not draft.sentence.at(at + 1, "name")
        ):
            return _run(draft, at + 1, at + 1)
    return ""


def _run(draft: Draft, start: int, begin: int) -> str:
    """Take a run of words that make a name: up to a comma, a value or a preposition."""
    if draft.sentence.at(start, "quote"):
        draft.span(begin, start + 1)
        return draft.sentence.tokens[start].inner
    at = start
    while at < draft.clause.last and _nameable(draft, at, at == start):
        at += 1
    while at > start and draft.low(at - 1) in ("the", "a", "an", "please", "&", "-"):
        at -= 1
    if at <= start:
        return ""
    draft.span(begin, at)
    return draft.sentence.words(start, at)


def _nameable(draft: Draft, at: int, first: bool) -> bool:
    token = draft.sentence.tokens[at]
    if draft.sentence.at(at, "name") and draft.low(at) not in _WITHIN:
        return True
    if token.kind == "mark":
        return (
            token.text in "&-./"
            and not first
            and at + 1 < draft.clause.last
            and _nameable(draft, at + 1, False)
            and (token.text in "&-" or draft.sentence.tokens[at + 1].start == token.end)
        )
    if token.kind not in ("word", "number", "suffix", "url") or token.low in _WITHIN or token.low in _CALLED:
        return False
    if token.kind == "url":
        return False
    typed = any(draft.sentence.at(at, kind) for kind in ("date", "email", "phone"))
    amount = draft.sentence.at(at, "amount")
    year = amount and 1990 <= amount.value.value <= 2100 and not amount.value.money
    if typed or (amount and not year and (amount.value.money or amount.value.value >= 100)):
        return False
    field = draft.sentence.at(at, "field")
    if field and not token.proper and not draft.sentence.at(at, "name"):
        return False
    return not (first and token.low in words.FREE and not token.proper) and token.low not in words_of(
        "please pls thanks worth valued closing assigned owned it me stage"
    )


def _before(draft: Draft, mark: Mark) -> str:
    """Read "a new Globex expansion deal": the words between the article and the class word."""
    at = mark.first
    while (
        at - 1 >= draft.clause.first
        and at - 1 not in draft.taken
        and (
            draft.sentence.at(at - 1, "name")
            or (
                at - 1 in draft.left()
                and draft.sentence.tokens[at - 1].kind == "word"
                and not draft.sentence.at(at - 1, "choice")
            )
        )
    ):
        at -= 1
    unknown = [place for place in range(at, mark.first) if not draft.sentence.at(place, "name")]
    if not unknown:
        return ""
    draft.taken.update(unknown)
    text = draft.sentence.words(at, mark.first)
    return text[:1].upper() + text[1:]


def _pointers(draft: Draft, cls: Class, link: dict[str, Noun]) -> None:
    """Give the names left over to the pointers that can take them; unknown names after "at" or "for" too."""
    for mark in draft.names():
        name = name_of(mark)
        for field in _pointer_order(draft, cls, mark):
            refs = name.of(*field.targets)
            if refs and field.name not in link:
                link[field.name] = Noun(cls=refs[0].cls, text=name.text, said=[refs])
                draft.take(mark)
                _lead(draft, mark)
                break
    _mine(draft, cls, link)
    _unknown(draft, cls, link)
    draft.take(*(verb for verb, _ in draft.clause.verbs("assign", "own", "work")))
    draft.drop(words_of("works working who worth valued value belongs belonging owned assigned"))


def _mine(draft: Draft, cls: Class, link: dict[str, Noun]) -> None:
    """Read "assigned to me"."""
    owner = cls.owner
    assigned = any(True for _ in draft.clause.verbs("assign", "own"))
    for at in draft.having({"me", "myself"}):
        led = draft.low(at - 1) in ("to", "by") or (draft.low(at - 1) == "for" and assigned)
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


def _derive(draft: Draft, cls: Class, given: dict[str, object], link: dict[str, Noun]) -> None:
    """Make a deal's title from what was said about it: what it is for, or whose it is."""
    if cls.title not in ("title",):
        return
    topic = _topic(draft)
    if topic:
        given[cls.title] = topic
        return
    whose = link.get("company") or link.get("contact")
    if whose and (whose.said or whose.text):
        name = whose.said[0][0].name if whose.said and len(whose.said[0]) == 1 else whose.text
        given[cls.title] = f"{name} {cls.word}"


def _topic(draft: Draft) -> str:
    """Take what a deal is for: "for office chairs", "about training"."""
    for at in range(draft.clause.first, draft.clause.last - 1):
        if draft.low(at) in ("for", "about", "on", "regarding", "re") and at + 1 not in draft.taken:
            start = at + 1 + (draft.low(at + 1) in ("the", "a", "an", "their", "our", "some"))
            text = _run(draft, start, at)
            if text:
                return text[:1].upper() + text[1:]
    return ""
