"""Whom and what a new record names: its company, its contact, its owner."""

from agent.embedded.conditions.things import class_behind
from agent.embedded.language.intents import Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.names import EXACT
from agent.embedded.language.vocabulary import Class, Field
from agent.embedded.language.words import words_of
from agent.embedded.records.nouns import related
from agent.embedded.sentences.draft import Draft, name_of


def pointers(draft: Draft, cls: Class, link: dict[str, Noun]) -> None:
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
    _theirs(draft, cls, link)
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


def _theirs(draft: Draft, cls: Class, link: dict[str, Noun]) -> None:
    """Read "it is assigned to him, not to me": the colleague who was named, and nobody else."""
    owner = cls.owner
    for at in draft.having({"me", "myself", "mine"}):
        denied = next((place for place in (at - 1, at - 2) if draft.low(place) == "not"), at)
        if owner and denied < at and owner.name in link:
            draft.span(denied, at + 1)
    users = {ref.id for mark in draft.clause.marks("name") for ref in name_of(mark).of("_User")}
    assigned = any(True for _ in draft.clause.verbs("assign", "own"))
    for at in draft.having({"him", "her"}):
        if assigned and len(users) == 1 and owner and owner.name in link and draft.low(at - 1) in ("to", "by"):
            draft.span(at - 1, at + 1)


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
        if draft.low(end) == "as":  # "with Tove as contact"
            continue
        link[field.name] = Noun(cls="Company", text=draft.sentence.words(start, end))
        draft.span(start, end)
        return


def within(draft: Draft, cls: Class, inside: set[int], link: dict[str, Noun]) -> None:
    """Link a deal to the company or person that its title names: "Globex expansion"."""
    if cls.title != "title":
        return
    for mark in draft.clause.marks("name"):
        for field in cls.fields.values():
            refs = name_of(mark).of(*field.targets) if field.targets and field.targets != ("_User",) else []
            whole = field.targets != ("Contact",) or (refs and refs[0].score >= 0.9)
            if len(refs) == 1 and whole and set(mark.places) <= inside and field.name not in link:
                link[field.name] = Noun(cls=refs[0].cls, text=name_of(mark).text, said=[refs])
