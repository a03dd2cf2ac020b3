"""The records that a message names, as the tagger hears them: which words name what, and which belong together."""

from agent.embedded.draft import Draft, name_of
from agent.embedded.evidence import Evidence
from agent.embedded.intents import Noun
from agent.embedded.lexicon import Mark
from agent.embedded.nouns import related
from agent.embedded.sentence import Clause
from agent.embedded.vocabulary import Class
from agent.embedded.words import FREE, words_of

_SLOTS = {"Deal": "deal", "Company": "company", "Contact": "contact", "Activity": "activity"}
_JOINING = words_of("of for at from with 's ' the a on in - : about re by")
_PLURAL = words_of("all every each everything both any")


def referents(draft: Draft, cls: Class, evidence: Evidence) -> list[Noun]:
    """Return the records of a class that a clause names as such; what values were taken for is not among them."""
    slot = _SLOTS.get(cls.name)
    if not slot:
        return []
    groups = [_group(draft, cls, run) for run in _runs(draft, slot, evidence)]
    return _nouns(draft, cls, [group for group in groups if group])


def through(draft: Draft, cls: Class, evidence: Evidence) -> list[Noun]:
    """Return the record of a class that a clause names by others that have to do with it: "the deal with Jane"."""
    others = [other for name, other in _SLOTS.items() if name != cls.name]
    runs = [run for other in others for run in _runs(draft, other, evidence)]
    marks = [mark for run in sorted(runs) for mark in _group(draft, cls, run)]
    return _nouns(draft, cls, [marks]) if marks else []


def _runs(draft: Draft, slot: str, evidence: Evidence) -> list[tuple[int, int]]:
    """Return the runs of a slot, those joined that only small words part: "furnace blowers at Saint-Just"."""
    found: list[tuple[int, int]] = []
    for first, last in evidence.runs(draft.clause, slot):
        if found and all(draft.low(at) in _JOINING for at in range(found[-1][1], first)):
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def _group(draft: Draft, cls: Class, run: tuple[int, int]) -> list[Mark]:
    """Return the names inside a run that may name a record of the class, directly or through another."""
    classes = (cls.name, *related(draft, cls))
    kinds = ("name", "weak", "phrase") if cls.name == "Activity" else ("name", "weak")
    marks = [
        mark for mark in draft.open(*kinds) if mark.first < run[1] and mark.last > run[0] and name_of(mark).of(*classes)
    ]
    whole = [mark for mark in marks if not any(_inside(mark, other) for other in marks if other is not mark)]
    return sorted(whole, key=lambda mark: mark.first)


def _inside(mark: Mark, other: Mark) -> bool:
    return other.first <= mark.first and mark.last <= other.last and len(other.places) > len(mark.places)


def _nouns(draft: Draft, cls: Class, groups: list[list[Mark]]) -> list[Noun]:
    found = []
    for group in groups:
        said = [name_of(mark).of(cls.name) or name_of(mark).of(*related(draft, cls)) for mark in group]
        first, last = group[0].first, group[-1].last
        noun = Noun(cls=cls.name, text=draft.sentence.words(first, last), said=_fitting(said, cls))
        if cls.name == "Activity":
            noun.hints, noun.loose = _words(draft, group), True
        draft.take(*group)
        found.append(noun)
    return found


def _fitting(said: list[list], cls: Class) -> list[list]:  # type: ignore[type-arg]
    """Return what names refer to: where one alone names a record of the class well, the others only describe it."""
    direct = [refs for refs in said if refs and refs[0].cls == cls.name and refs[0].score >= 0.6]
    return direct[:1] or said


def _words(draft: Draft, group: list[Mark]) -> list[str]:
    """Return the words beside a name that the subject may have."""
    named = {at for mark in group for at in mark.places}
    near = range(max(draft.clause.first, group[0].first - 3), min(draft.clause.last, group[-1].last + 3))
    plain = [at for at in near if at not in named and at not in draft.taken and draft.low(at) not in FREE]
    return [draft.sentence.tokens[at].inner for at in plain if draft.sentence.at(at, "kind")]


def many(clause: Clause, cls: Class) -> bool:
    """Whether a clause speaks of all records of a class that fit: "every lead without a close date"."""
    plural = any(
        cls.name in mark.value and clause.sentence.low(mark.last - 1).endswith("s") for mark in clause.marks("class")
    )
    return plural or bool(_PLURAL & set(clause.lows()))
