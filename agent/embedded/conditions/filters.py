"""Conditions on records: stage, owner, amount, dates, company, open, overdue, quiet, empty fields."""

from collections.abc import Callable

from agent.embedded.conditions.coming import ahead
from agent.embedded.conditions.figures import amount_conditions
from agent.embedded.conditions.filled import filled
from agent.embedded.conditions.lateness import overdue_conditions
from agent.embedded.conditions.owners import owner_conditions
from agent.embedded.conditions.silence import silence
from agent.embedded.conditions.timing import date_conditions, field_of, unended
from agent.embedded.conditions.told import out_of, told_values
from agent.embedded.conditions.truths import truths
from agent.embedded.language.inferred import several
from agent.embedded.language.intents import Condition, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.names import EXACT
from agent.embedded.language.vocabulary import Class, Field
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft, name_of

_OPEN = words_of("open active alive ongoing live running unfinished pending outstanding uncompleted incomplete current")
_CLOSED = {"closed", "completed", "done", "finished", "complete"}
_EMPTY = words_of(
    "no without missing lacking lacks lack miss misses empty blank w/o doesn't don't doesnt dont haven't hasn't havent "
    "hasnt never"
)


def conditions(draft: Draft, cls: Class) -> tuple[list[Condition], Noun]:
    """Return the conditions that the words left over make on a class; `Noun` carries what is no plain condition."""
    noun = Noun(cls=cls.name)
    found: list[Condition] = []
    readers: tuple[Callable[[Draft, Class, Noun], list[Condition]], ...] = (
        silence,
        truths,
        out_of,
        _empty,
        overdue_conditions,
        ahead,
        _states,
        _outcomes,
        _choices,
        amount_conditions,
        date_conditions,
        owner_conditions,
        _identities,
        _trades,
        told_values,
        filled,
    )
    for reader in readers:
        found += reader(draft, cls, noun)
    return found, noun


def _identities(draft: Draft, cls: Class, _: Noun) -> list[Condition]:
    """Read an e-mail address, telephone number or web address that tells which record is meant."""
    found = []
    for mark in draft.open("email", "phone", "url"):
        field = next(iter(cls.kinds(mark.kind)), None)
        if field:
            draft.take(mark)
            _take_lead(draft, mark, field)
            said = str(mark.value).strip()
            phone = mark.kind == "phone"
            found.append(Condition(field=field.name, op="contains" if phone else "is", value=said.lstrip("+")))
    return found


def _trades(draft: Draft, cls: Class, _: Noun) -> list[Condition]:
    """Read what the tagger hears as an industry: "companies in hospitality", "the steel industry"."""
    evidence = draft.world.evidence
    if not evidence or "industry" not in cls.fields:
        return []
    found = []
    for first, last in evidence.runs(draft.clause, "industry"):
        places = [
            at for at in range(first, last) if draft.sentence.tokens[at].kind == "word" and draft.low(at) not in _TRADE
        ]
        named = [mark for at in places if (mark := draft.sentence.at(at, "name"))]
        known = any(max(ref.score for ref in name_of(mark).refs) >= EXACT for mark in named)
        if places and not known and draft.taken.isdisjoint(places):
            draft.span(first, last)
            draft.taken.update(at for at in range(last, last + 2) if draft.low(at) in _TRADE)
            text = draft.sentence.words(places[0], places[-1] + 1)
            found.append(Condition(field="industry", op="contains", value=text))
    return found


_TRADE = words_of("industry sector business branch trade the in")


def _take_lead(draft: Draft, mark: Mark, field: Field) -> None:
    """Take "with phone", "whose e-mail is" before what tells the record."""
    place = mark.first - 1
    while draft.low(place) in ("is", ":", "number", "address"):
        place -= 1
    named = draft.sentence.at(place, "field")
    if named and any(name == field.name for _, name in named.value):
        draft.span(named.first, mark.first)


def _empty(draft: Draft, cls: Class, _: Noun) -> list[Condition]:
    """Read "without an amount", "no close date", "missing phone number"."""
    found = []
    for mark in draft.open("field"):
        field = field_of(mark, cls)
        lead = draft.before(mark, ("a", "an", "any", "the", "set", "valid", "have", "got", "even", "yet", "had"))
        behind = draft.low(mark.last) in ("missing", "empty", "blank")
        if field and (lead in _EMPTY or behind):
            place = mark.first - 1
            while not behind and draft.low(place) != lead:
                place -= 1
            draft.span(mark.first if behind else place, mark.last + behind)
            found.append(Condition(field=field.name, op="empty"))
    return found


def _states(draft: Draft, cls: Class, _: Noun) -> list[Condition]:
    """Read "open", "closed", "not won", "completed", "planned"."""
    found = []
    stage = next((field for field in cls.kinds("choice") if field.ends), None)
    done = cls.fields.get("completed_at")
    for at in range(draft.clause.first, draft.clause.last):
        if at in draft.taken or draft.sentence.at(at, "name") or _listed(draft, at, cls):
            continue
        word = draft.low(at)
        if word == "play" and draft.low(at - 1) == "in" and draft.act == "question":
            draft.taken.add(at - 1)
            word = "open"
        if word == "opened" and draft.sentence.at(at + 1, "class"):
            word = "open"  # as many who speak another language say it
        negative = draft.low(at - 1) in ("not", "un", "isn't", "aren't", "still", "n't")
        if word in ("still",) or (word in ("to", "upcoming", "planned", "scheduled", "coming") and not done):
            continue
        made = _state(word, negative and draft.low(at - 1) != "still", stage, bool(done))
        if made and not (word in ("open",) and draft.low(at + 1) in ("up", "a")):
            draft.taken.update({at, at - 1} if negative else {at})
            found += made
    return found


def _listed(draft: Draft, at: int, cls: Class) -> bool:
    """Whether a word is a listed value of a class that the workspace added: its "open" is that value alone."""
    mark = draft.sentence.at(at, "choice") if cls.added else None
    return bool(mark and _choice(mark, cls)[0])


def _state(word: str, negative: bool, stage: Field | None, done: bool) -> list[Condition]:
    opened, closed = word in _OPEN, word in _CLOSED
    if done and word in ("upcoming", "planned", "scheduled", "todo"):
        return [Condition(field="completed_at", op="empty")]
    if not (opened or closed):
        return []
    if done:
        return [Condition(field="completed_at", op="filled" if closed != negative else "empty")]
    if stage and opened != negative:
        return unended(stage)
    return [Condition(field=stage.name, op="one_of", value=list(stage.ends))] if stage else []


def _outcomes(draft: Draft, cls: Class, _: Noun) -> list[Condition]:
    """Read "which deals did I lose", "what have we won": questions about how records ended."""
    stage = next((field for field in cls.kinds("choice") if field.ends), None)
    if not stage or draft.act != "question":
        return []
    said = [*(mark for mark, _ in draft.clause.verbs("win", "lose")), *draft.clause.marks("outcome")]
    for mark in said:
        near = {draft.low(mark.first - back) for back in (1, 2, 3)} | {draft.low(at) for at in mark.places}
        value = "lost" if any(concept == "lose" for concept, _ in mark.value) else "won"
        if value not in stage.ends or not draft.taken.isdisjoint(mark.places):
            continue
        if ({"to", "still"} & near and not {"have", "has"} & near) or {"will", "'ll"} & near:  # "still to be won"
            draft.take(mark)
            return unended(stage)
        if _HELPING & near:
            draft.take(mark)
            return [Condition(field=stage.name, value=value)]
    return []


_HELPING = words_of("did have has do had we i who 've")


def _choices(draft: Draft, cls: Class, _: Noun) -> list[Condition]:
    """Read "in proposal", "lost", "calls and meetings", "not in lead"."""
    wanted: dict[str, list[str]] = {}
    unwanted: dict[str, list[str]] = {}
    for mark in [*draft.open("choice"), *(draft.open("kind") if "type" in cls.fields else [])]:
        if not draft.taken.isdisjoint(mark.places):
            continue
        field, value = _choice(mark, cls)
        lead = draft.before(mark, ("in", "at", "the", "stage", "is", "are", "yet", "already", "a"))
        if not field or not _meant(draft, mark) or _other(draft, mark, cls):
            continue
        if _noun(draft, mark, field, cls):
            draft.take(mark)
            continue
        joined = bool(unwanted) and lead in ("or", "nor", "and", ",") and draft.low(mark.first - 1) == lead
        negative = lead in ("not", "except", "excluding", "isn't", "aren't", "neither") or joined
        if lead in ("or", "nor") and draft.low(mark.first - 1) == lead:
            draft.taken.add(mark.first - 1)
        (unwanted if negative else wanted).setdefault(field, []).append(value)
        _take_choice(draft, mark, field, lead if negative else "")
    return [
        *(_one_of(field, values) for field, values in wanted.items()),
        *(Condition(field=field, op="is_not", value=v) for field, values in unwanted.items() for v in values),
    ]


def _noun(draft: Draft, mark: Mark, field: str, cls: Class) -> bool:
    """Whether "leads" only means the records, because right behind it is said which: "my leads in negotiation"."""
    behind = draft.sentence.at(mark.last + 1 + (draft.low(mark.last + 1) == "the"), "choice")
    led = draft.low(mark.last) in ("in", "at") and behind is not None and _choice(behind, cls)[0] == field
    return led and _several(draft, mark)


def _take_choice(draft: Draft, mark: Mark, field: str, negation: str) -> None:
    """Take a listed value with its negation before, and its field's name behind."""
    draft.take(mark)
    before = draft.sentence.at(mark.first - 1, "field")
    if before and any(name == field for _, name in before.value):
        draft.take(before)
    if negation:
        place = mark.first - 1
        while draft.low(place) != negation:
            place -= 1
        draft.taken.add(place)
    stage = draft.sentence.at(mark.last, "field")
    if stage and any(name == field for _, name in stage.value):
        draft.take(stage)


def _meant(draft: Draft, mark: Mark) -> bool:
    """Whether a listed value is one here: "in negotiation", "lost deals", not "after a long negotiation"."""
    lead = draft.low(mark.first - 1)
    before = draft.sentence.at(mark.first - 1, "field") or draft.sentence.at(mark.first - 1, "choice")
    behind = (
        draft.sentence.at(mark.last, "class")
        or draft.sentence.at(mark.last, "name")
        or draft.sentence.at(mark.last, "field")
    )
    return (
        mark.kind == "kind"
        or bool(before or behind)
        or draft.low(mark.last) == "ones"
        or _several(draft, mark)
        or lead not in _STORY
        or (draft.act == "question" and lead in ("for", "of"))
        or draft.low(mark.first - 2) in ("in", "at", "as")
    )


def _other(draft: Draft, mark: Mark, cls: Class) -> bool:
    """Whether the word for a listed value names another class here: "interviews", and no stage of candidates."""
    known = draft.sentence.at(mark.first, "class")
    return cls.added and known is not None and cls.name not in known.value and draft.plural(known)


def _several(draft: Draft, mark: Mark) -> bool:
    """Whether a listed value is a noun for the records that have it: "the tools"."""
    said = draft.sentence.words(mark.first, mark.last).lower()
    return any(said in several(value) for _, _, value in mark.value)


_STORY = words_of("a an the long tough hard first final this that our their his her of during after before for")


def _choice(mark: Mark, cls: Class) -> tuple[str, str]:
    if mark.kind == "kind":
        known = cls.fields["type"].choices
        return next((("type", value) for value in mark.value if value in known and value != "task"), ("", ""))
    return next(((field, value) for owner, field, value in mark.value if owner == cls.name), ("", ""))


def _one_of(field: str, values: list[str]) -> Condition:
    unique = list(dict.fromkeys(values))
    return (
        Condition(field=field, value=unique[0])
        if len(unique) == 1
        else Condition(field=field, op="one_of", value=unique)
    )
