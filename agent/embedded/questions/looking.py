"""Questions about one record, as the tagger hears them: what is asked of it, or what happened there."""

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.readings.stories import timeline
from agent.embedded.records.referents import referents, through
from agent.embedded.records.votes import voted
from agent.embedded.sentences.cues import cues
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.evidence import Evidence
from agent.embedded.sentences.sentence import Clause

_PAST = words_of("last latest recent recently lately previous ago ever")
_COMING = words_of("next upcoming coming planned")
_POINTING = words_of("it its him her his he she they them this that there")


def looked(draft: Draft, kind: str, named: Noun | None = None) -> Intent | None:
    """Return the question about the one record that a clause names; where it only points, about the one `named` before.

    `kind` is lookup or timeline.
    """
    evidence = draft.world.evidence
    noun = record(draft.copy(), evidence, acted=kind == "timeline") if evidence else None
    if not noun and _POINTING & set(draft.clause.lows()):
        noun = named
    if not noun:
        return _together(draft) if kind == "lookup" else None
    if kind == "timeline" and noun.cls != "Activity":
        told = timeline(draft.copy())
        if told and told.intents[0].targets[0].said:
            return told.intents[0]
        return Intent(do="timeline", cls=noun.cls, targets=[noun], of=_which(draft))
    noun = _having(draft.clause, noun) or noun
    cls = draft.world.vocabulary.classes[noun.cls]
    fields = asked_fields(draft.clause, cls)
    return Intent(do="about", cls=cls.name, targets=[noun], of=fields.pop() if len(fields) == 1 else "")


def _having(clause: Clause, noun: Noun) -> Noun | None:
    """Return who is named, where a field is asked for that a deal has not and people have: "Ann's phone"."""
    owners = {owner for mark in clause.marks("field") for owner, _ in mark.value}
    names = [name_of(mark) for mark in clause.marks("name", "weak")]
    if not owners or noun.cls in owners or len(names) != 1:
        return None
    kinds = [cls for cls in ("Contact", "Company") if cls in owners and names[0].of(cls)]
    return Noun(cls=kinds[0], text=names[0].text, said=[names[0].of(kinds[0])]) if len(kinds) == 1 else None


MOST = 3
"""Records that are shown beside each other."""


def _together(draft: Draft) -> Intent | None:
    """Return the question about two or three deals at once: "is the renewal bigger than the pilot?"."""
    deal = draft.world.vocabulary.classes.get("Deal")
    evidence = draft.world.evidence
    found = referents(draft.copy(), deal, evidence) if deal and evidence else []
    if not deal or not 1 < len(found) <= MOST:
        return None
    fields = asked_fields(draft.clause, deal)
    return Intent(do="about", cls=deal.name, targets=found, of=fields.pop() if len(fields) == 1 else "")


def asked_fields(clause: Clause, cls: Class) -> set[str]:
    """Return the fields of a record that a clause asks for; of several, all of the record is shown."""
    named = {name for mark in clause.marks("field") for owner, name in mark.value if owner == cls.name}
    return named or cues(clause, cls)


def _which(draft: Draft) -> str:
    lows = set(draft.clause.lows())
    past, coming = bool(lows & _PAST), bool(lows & _COMING)
    return "past" if past and not coming else "planned" if coming and not past else ""


def named_once(clause: Clause) -> Noun | None:
    """Return the record of the only name of a clause, whatever the tagger hears in it."""
    marks = clause.marks("name") or clause.marks("weak")
    if len(marks) != 1:
        return None
    name = name_of(marks[0])
    known = [ref for ref in name.refs if ref.cls in _ABOUT]
    best = max((ref.score for ref in known), default=0.0)
    cls = next((ref.cls for ref in known if ref.score >= best), "")
    return Noun(cls=cls, text=name.text, said=[name.of(cls)]) if cls else None


_ABOUT = ("Contact", "Deal", "Company")


def record(draft: Draft, evidence: Evidence, *, acted: bool) -> Noun | None:
    """Return the one record that is named, where the tagger hears its name; who is `acted` with, not what was done."""
    heard = [] if acted else evidence.runs(draft.clause, "activity")
    noun = voted(draft.copy(), draft.clause, draft.taken) if heard and not evidence.runs(draft.clause, "deal") else None
    if noun:
        return noun
    for find in (referents, through):
        for cls in draft.world.vocabulary.classes.values():
            found = find(draft.copy(), cls, evidence) if cls.name != "Activity" else []
            if len(found) == 1 and (find is referents or cls.name == "Deal"):
                return found[0]
    return None if acted else voted(draft, draft.clause, draft.taken)
