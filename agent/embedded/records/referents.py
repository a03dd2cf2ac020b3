"""The records that a message names, as the tagger hears them: which words name what, and which belong together."""

from agent.embedded.language.intents import Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import FREE, words_of
from agent.embedded.records.nouns import related
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.evidence import Evidence
from agent.embedded.sentences.sentence import Clause

_SLOTS = {"Deal": "deal", "Company": "company", "Contact": "contact", "Activity": "activity"}
_JOINING = words_of("of for at from with 's ' the a on in - : about re by")
_PLURAL = words_of("all every each everything both any")


def referents(draft: Draft, cls: Class, evidence: Evidence) -> list[Noun]:
    """Return the records of a class that a clause names as such; what values were taken for is not among them."""
    slot = _SLOTS.get(cls.name)
    if not slot:
        return []
    groups = [_group(draft, cls, run) for run in _runs(draft, slot, evidence)]
    groups = [group for group in groups if group]
    return _one(draft, cls, groups) or _nouns(draft, cls, groups, evidence)


def _one(draft: Draft, cls: Class, groups: list[list[Mark]]) -> list[Noun]:
    """Return the one record that is named in several places: "Kilbride won't decide …, so for the school roof"."""
    named = [{ref.id: ref for mark in group for ref in name_of(mark).refs if ref.cls == cls.name} for group in groups]
    if len(groups) < 2 or not all(named):
        return []
    common = set(named[0]).intersection(*named[1:])
    if not common:
        return []
    draft.take(*(mark for group in groups for mark in group))
    best = max(groups, key=lambda group: sum(mark.last - mark.first for mark in group))
    text = draft.sentence.words(best[0].first, best[-1].last)
    return [Noun(cls=cls.name, text=text, said=[[ref for ref in named[0].values() if ref.id in common]])]


def through(draft: Draft, cls: Class, evidence: Evidence) -> list[Noun]:
    """Return the record of a class that a clause names by others that have to do with it: "the deal with Jane"."""
    others = [other for name, other in _SLOTS.items() if name != cls.name]
    runs = [run for other in others for run in _runs(draft, other, evidence)]
    marks = [mark for run in sorted(runs) for mark in _group(draft, cls, run)]
    return _nouns(draft, cls, [marks], evidence) if marks else []


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
    marks = [mark for mark in marks if not ruled_out(draft, mark)]
    whole = [mark for mark in marks if not any(_inside(mark, other) for other in marks if other is not mark)]
    return sorted(whole, key=lambda mark: mark.first)


def ruled_out(draft: Draft, mark: Mark) -> bool:
    """Whether a name is heard as one that is replaced or only mentioned: "she is at Globex, not at Acme"."""
    evidence = draft.world.evidence
    tokens = draft.sentence.tokens
    role, sure = evidence.tags.role(tokens[mark.first].start, tokens[mark.last - 1].end) if evidence else ("plain", 0.0)
    return role == "old" and sure >= OLD


OLD = 0.6
"""A name is heard as one to be replaced from here on."""


def _inside(mark: Mark, other: Mark) -> bool:
    return other.first <= mark.first and mark.last <= other.last and len(other.places) > len(mark.places)


def _nouns(draft: Draft, cls: Class, groups: list[list[Mark]], evidence: Evidence) -> list[Noun]:
    found = []
    for group in groups:
        said = [name_of(mark).of(cls.name) or name_of(mark).of(*related(draft, cls)) for mark in group]
        first, last = group[0].first, group[-1].last
        noun = Noun(cls=cls.name, text=draft.sentence.words(first, last), said=_fitting(said, cls))
        if cls.name == "Activity":
            untold = _subject(draft, group, evidence)
            noun.hints, noun.loose = untold or _words(draft, group), not untold
        else:
            noun.hints = unknown(draft, cls, group, evidence)
        draft.take(*group)
        found.append(noun)
    return found


def unknown(draft: Draft, cls: Class, group: list[Mark], evidence: Evidence) -> list[str]:
    """Return the words that are heard as a name, and that no record found so far has: the one that is meant must."""
    named = {at for mark in group for at in mark.places}
    places: set[int] = set()
    for name, slot in _SLOTS.items():
        for run in (set(range(*one)) for one in _runs(draft, slot, evidence)):
            nameless = name == cls.name and not any(draft.sentence.at(at, "name") for at in run)
            if named & run or nameless:
                places |= run - named
    return [draft.sentence.tokens[at].inner for at in sorted(places) if _telling(draft, at)]


def _subject(draft: Draft, group: list[Mark], evidence: Evidence) -> list[str]:
    """Return the words that are heard as an activity beside a name, and that no subject found so far has."""
    phrases = {at for mark in draft.clause.marks("phrase") for at in mark.places}
    named = {at for mark in group for at in mark.places} | phrases
    places = {at for run in evidence.runs(draft.clause, "activity") for at in range(*run)} - named
    lead = group[0].first - 1
    if (
        draft.low(lead) in ("for", "with", "to", "at")
        and lead - 1 not in phrases
        and draft.low(lead - 2) in ("the", "our")
    ):
        places.add(lead - 1)  # "the quote for Acme"
    plain = [at for at in sorted(places) if not draft.sentence.at(at, "kind") and _telling(draft, at)]
    return [draft.sentence.tokens[at].inner for at in plain]


def _telling(draft: Draft, at: int) -> bool:
    token = draft.sentence.tokens[at]
    marked = any(draft.sentence.at(at, kind) for kind in _MARKED)
    return token.kind == "word" and not marked and token.low not in FREE | _GENERIC


_MARKED = ("class", "name", "date", "amount", "verb", "courtesy")
_GENERIC = words_of(
    "thing things deal deals project opportunity account one ones job case stuff business whole their his her our my "
    "that this those these big small new old 's contract order"
)
"""Words that no record needs to have in its name."""


def _fitting(said: list[list], cls: Class) -> list[list]:  # type: ignore[type-arg]
    """Return what names refer to: where one alone names a record of the class well, the others only describe it."""
    direct = [refs for refs in said if refs and refs[0].cls == cls.name and refs[0].score >= 0.6]
    if direct and len(direct[0]) > 1:  # "the pilot at Globex": of several, the one that all words name
        others = [
            {ref.id for ref in refs} for refs in said if refs is not direct[0] and refs and refs[0].cls == cls.name
        ]
        both = [ref for ref in direct[0] if all(ref.id in ids for ids in others)]
        return [both] if others and both else direct[:1]
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
