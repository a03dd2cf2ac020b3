"""Readings of what happened and what is planned: activities that are logged or scheduled."""

from collections.abc import Iterator

from agent.embedded.conditions.things import called_for
from agent.embedded.language import words
from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.readings import happenings
from agent.embedded.readings.happenings import Deed, done, had
from agent.embedded.readings.moments import days, reaching, vague
from agent.embedded.sentences.asking import reads
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.evidence import AGREED, SURE
from agent.embedded.sentences.reading import Reading, reading
from agent.embedded.values.calendar import When
from agent.embedded.values.days import Now

_ABOUT = words_of("about regarding re concerning discussing discussed covering on")
_TOLD = words_of(
    "she he they who wants want said says asked told very seems sounds is was were but because no not interested "
    "it needs will would has had so went where which agreed left didn't there looks"
)


def logs(draft: Draft) -> Iterator[Reading]:
    """Yield the reading of a clause as a report of a call, meeting, e-mail or the like."""
    cls = draft.world.vocabulary.classes.get("Activity")
    if not cls or not {"type", "subject", "completed_at"} <= cls.fields.keys():
        return
    if called_for(draft) or reads(draft):
        return
    deed = _note(draft) or happenings.logged(draft) or done(draft) or had(draft) or _heard(draft)
    if deed:
        yield _log(draft.copy(), cls, deed)


def _note(draft: Draft) -> Deed | None:
    """Read "note for Carla: …", "a note on Acme: …", where the tagger hears a note that stands by itself."""
    evidence = draft.world.evidence
    first = draft.clause.first + (draft.low(draft.clause.first) == "a")
    noted = draft.low(first) == "note" and draft.low(first + 1) in ("for", "on", "to", "about", "re")
    known = any(name_of(mark).of("Contact", "Deal", "Company") for mark in draft.clause.marks("name"))
    if not evidence or not noted or not known or evidence.shares(draft.clause).get("log.note", 0.0) < NOTED:
        return None
    return Deed("note", "note", first, first + 1)


NOTED = 0.4
"""A note is heard as an activity from this share on."""


def _heard(draft: Draft) -> Deed | None:
    """Read what the tagger hears as something that happened, of whatever kind."""
    evidence = draft.world.evidence
    shares = evidence.shares(draft.clause) if evidence else {}
    found = {name.removeprefix("log."): share for name, share in shares.items() if name.startswith("log.")}
    if not evidence or sum(found.values()) < AGREED or evidence.acting(draft.clause) < SURE:
        return None
    kind = max(found, key=lambda name: found[name])
    first = draft.clause.first
    return Deed(kind, kind, first, first)


def logged(draft: Draft, cls: Class, deed: Deed) -> Intent:
    """Return the report of a deed that a message as a whole tells of."""
    return _log(draft, cls, deed).intents[0]


def _log(draft: Draft, cls: Class, deed: Deed) -> Reading:
    draft.past = True
    for at in range(draft.clause.first, deed.last):
        if not (draft.sentence.at(at, "name") or draft.sentence.at(at, "date")) and draft.low(at) not in words.GUARDS:
            draft.taken.add(at)
    told = _telling(draft, deed)
    intent = Intent(do="create", cls=cls.name, set={"type": deed.type})
    _when(draft, told, intent)
    names = [mark for mark in draft.names() if mark.first < told]
    whom = _related(draft, cls, names, intent)
    topic = _topic(draft, deed, told, whom)
    intent.set["subject"] = _subject_line(draft, deed, whom, topic, told)
    for mark in names:
        draft.take(mark)
    if deed.verb or topic or whom:
        _rest(draft, deed.last, told)
    if told < draft.clause.last:
        text = draft.sentence.words(told, draft.clause.last).strip(" ,.:;-()\u2013\u2014")
        if text:
            intent.set["description"] = text[:1].upper() + text[1:]
        draft.span(told, draft.clause.last)
    _kept(draft, intent)
    told_of = {"she", "he"} & {draft.low(at) for at in range(draft.clause.first, draft.clause.first + 3)}
    if not (whom or intent.link) and (told_of or not (topic or intent.set.get("description"))):
        intent.link["related_to"] = Noun(cls="Contact", pronoun="person")
    unsaid = deed.last == draft.clause.first  # only the tagger heard it
    made = reading(draft, [intent], 1.05 + 0.1 * bool(whom) - 0.4 * unsaid)
    about = next((at for at in range(deed.last, told) if draft.low(at) in _ABOUT), told)
    coming = any(mark.kind == "date" and _ahead(mark.value, draft.world.now) for mark in draft.sentence.marks)
    made.doubtful = coming or (deed.verb and whom is not None and whom.first > about)
    made.head = min(told, max(deed.last + 3, draft.clause.first + 4))
    return made


def _kept(draft: Draft, intent: Intent) -> None:
    """Keep the clause as it was said, where subject and description have not all of its words."""
    kept = f"{intent.set.get('subject', '')} {intent.set.get('description', '')}".lower()
    evidence = draft.world.evidence
    passed = evidence.passed(draft.clause) if evidence else set()
    lost = [
        at
        for at in range(draft.clause.first, draft.clause.last)
        if at not in passed
        and draft.sentence.tokens[at].kind in ("word", "number")
        and draft.low(at) not in words.FREE
        and draft.low(at) not in kept
        and not any(draft.sentence.at(at, kind) for kind in ("name", "date", "kind", "courtesy"))
        and not _implied(draft, at)
    ]
    if lost:
        intent.set["description"] = _capital(draft.clause.text.strip(" ,;-"))


def _implied(draft: Draft, at: int) -> bool:
    """Whether a verb says what subject and type say already; how a deal ends they do not: "that Kai signed"."""
    deed, verb = draft.sentence.at(at, "deed"), draft.sentence.at(at, "verb")
    said = {concept for mark in (deed, verb) if mark for concept, _ in mark.value}
    return bool(said) and not said & {"win", "lose", "sign"}


def _rest(draft: Draft, first: int, last: int) -> None:
    """Give the words of a report their place: it is kept as said. Only words that take it back stay."""
    for at in range(first, last):
        if draft.low(at) not in words.GUARDS or draft.low(at) in ("before", "after", "when"):
            draft.taken.add(at)


def _telling(draft: Draft, deed: Deed) -> int:
    """Return where the story begins: behind a colon or dash, or where a new subject speaks."""
    for at in range(deed.last, draft.clause.last):
        word = draft.low(at)
        if word in (":", "-", ";", "("):
            return at + 1
        named = draft.sentence.at(at + 1, "name")
        if word == "," and not (draft.sentence.at(at + 1, "date") or (named and not _told_by(draft, named))):
            return at + 1
        if word == "and" and draft.low(at + 1) in _TOLD:
            return at + 1
        if word in ("she", "he", "they") and at > deed.last:
            return at
    return draft.clause.last


def _told_by(draft: Draft, name: Mark) -> bool:
    return draft.low(name.last) in _TOLD


def _when(draft: Draft, told: int, intent: Intent) -> None:
    now = draft.world.now
    for mark in days(draft):
        when: When = mark.value
        if mark.first >= told or reaching(draft, mark) or not draft.taken.isdisjoint(mark.places):
            continue
        if when.invalid:
            intent.problem = f"there is no such day as “{when.text}”"
        elif not when.day:
            intent.missing = "completed_at"
        else:
            said = when.written(past=True)
            if said[:10] > str(now.today) or _ahead(when, now):
                continue
            intent.set["completed_at"] = said if said != str(now.today) else now.moment.strftime("%Y-%m-%dT%H:%M")
        draft.take(mark)
        return
    marks = [mark for mark in draft.sentence.marks if mark.kind == "date" and not vague(draft.sentence, mark)]
    before = [mark for mark in marks if mark.last <= draft.clause.first]
    past = [mark.value for mark in before if mark.value.day and not mark.value.invalid]
    said = past[-1].written(past=True) if past else ""
    told_before = said and said[:10] < str(now.today)
    intent.set["completed_at"] = said if told_before else now.moment.strftime("%Y-%m-%dT%H:%M")


def _ahead(when: When, now: Now) -> bool:
    """Whether a day is rather one to come: "1 June" said in May is not last year's."""
    return bool(when.first and when.before and when.first > now.today and (now.today - when.before).days > LONG_AGO)


LONG_AGO = 60
"""Days after which nobody speaks of a day without its year."""


def _related(draft: Draft, cls: Class, names: list[Mark], intent: Intent) -> Mark | None:
    """Link the activity to the first name that it can concern; a person before a deal."""
    targets = cls.fields["related_to"].targets if "related_to" in cls.fields else ()
    fitting = [mark for mark in names if name_of(mark).of(*targets, "Company")]
    if not fitting:
        return _pronoun(draft, targets, intent)
    people = [mark for mark in fitting if name_of(mark).of("Contact")]
    mark = people[0] if people and draft.before(people[0]) in ("with", "to", "w/", "from", "", "and") else fitting[0]
    name = name_of(mark)
    refs = name.of("Contact") or name.of(*targets) or name.of("Company")
    if name.of("Contact") and name.of("Company", "Deal"):
        best = max(ref.score for ref in name.refs)
        refs = [ref for ref in name.of("Contact", "Deal", "Company") if ref.score >= best - 0.01]
    qualified = [other for other in people if other is not mark and draft.low(other.first - 1) in ("'s", "at", "from")]
    intent.link["related_to"] = Noun(cls=refs[0].cls, text=name.text, said=[refs])
    company = [other for other in fitting if other is not mark and draft.before(other) in ("at", "from", "of")]
    for other in (*company, *qualified):
        if refs[0].cls == "Contact" and len(refs) > 1:
            intent.link["related_to"].said.append(name_of(other).of("Company") or name_of(other).of("Contact"))
    return mark


def _pronoun(draft: Draft, targets: tuple[str, ...], intent: Intent) -> Mark | None:
    for at in range(draft.clause.first, draft.clause.last):
        if draft.low(at) in ("him", "her", "them") and targets and draft.low(at + 1) not in ("the", "a", "our"):
            intent.link["related_to"] = Noun(cls=targets[0], pronoun="person", text=draft.low(at))
            return None
        if draft.low(at) in ("it", "that", "this") and draft.low(at - 1) in ("on", "about", "for", "to"):
            intent.link["related_to"] = Noun(cls=targets[-1], pronoun="one", text=draft.low(at))
            return None
    return None


def _topic(draft: Draft, deed: Deed, told: int, whom: Mark | None) -> str:
    for at in range(deed.last, told):
        if draft.low(at) not in _ABOUT and not (draft.low(at) == "to" and draft.low(at + 1) == "discuss"):
            continue
        start = at + 1 + (draft.low(at) == "to")
        if draft.low(at) == "on" and (draft.sentence.at(start, "date") or (whom and whom.first == start)):
            continue
        end = next((place for place in range(start, told) if _ends_topic(draft, place)), told)
        text = draft.sentence.words(start, end).strip(" ,.:;-!?")
        if text:
            return text
    return ""


def _ends_topic(draft: Draft, at: int) -> bool:
    mark = draft.sentence.at(at, "date")
    if mark and mark.first == at and not draft.taken.isdisjoint(mark.places):
        return True
    return draft.low(at) in (",", ".", ";", "please", "thanks")


def _subject_line(draft: Draft, deed: Deed, whom: Mark | None, topic: str, told: int) -> str:
    """Return the subject in the speaker's words: what, with whom, about what."""
    if deed.sent or (deed.verb and not whom and not topic):
        text = draft.sentence.words(deed.first, told).strip(" ,.:;-!").removesuffix(" and")
        return _capital(text) if len(text) <= 120 else _capital(deed.word)
    noun = {"call": "Call", "email": "Email", "meeting": "Meeting", "note": "Note", "task": "Task"}.get(
        deed.type, deed.type
    )
    if not deed.verb and deed.word.lower() not in ("call", "email", "meeting", "mail", "e-mail"):
        noun = _capital(deed.word)
    label = _label(whom) if whom else ""
    if label and label.casefold() in topic.casefold():
        topic = ""
    return f"{titled_by(deed.type, label, noun)}{' about ' + topic if topic else ''}"


def titled_by(kind: str, label: str, noun: str = "") -> str:
    """Return what a call, mail, meeting or note with somebody is called."""
    known = noun or kind.capitalize()
    link = "on" if kind == "note" else "to" if kind == "email" else "for" if known == "Voicemail" else "with"
    return f"{known} {link} {label}" if label else known


def _label(whom: Mark) -> str:
    name = name_of(whom)
    return name.refs[0].name if len(name.of("Contact", "Deal", "Company")) == 1 else name.text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
