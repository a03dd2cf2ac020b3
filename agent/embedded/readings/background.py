"""The parts of a message that ask for nothing: courtesies, reasons, stories."""

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.names import Ref
from agent.embedded.language.words import words_of
from agent.embedded.readings.accounts import ordering
from agent.embedded.sentences.acts import head
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.evidence import Evidence
from agent.embedded.sentences.part import Part
from agent.embedded.sentences.reading import CLEAR, Reading
from agent.embedded.sentences.sentence import Clause

TOLD = 0.6
"""Words that say so much of an activity's subject speak of that activity."""
STORY = 0.8
"""A clause is background for the tagger from this probability on."""


def aside(part: Part, evidence: Evidence | None = None) -> bool:
    """Whether a clause is courtesy or background, and holds nothing back."""
    best = part.best
    if best and not best.left and best.intents[0].do in ("me", "help", "undo", "pipeline"):
        return False
    if best and best.intents[0].do == "talk" and not best.left:
        return True
    return _story(part, evidence) or _wish(part) or _empty(part) or _told(part)


def _story(part: Part, evidence: Evidence | None) -> bool:
    """Whether the tagger hears nothing but background in a clause; a condition, or a "don't", is none."""
    if set(part.clause.lows()) & (_WAITING | _FORBIDDING):
        return False
    said = evidence.act(part.clause) if evidence else {}
    return said.get("background", 0.0) + said.get("talk", 0.0) >= STORY


def _wish(part: Part) -> bool:
    """Read "hope you are well", "no close date yet"."""
    at = head(part.clause)
    low = part.clause.sentence.low
    if {"hope", "trust", "hoping"} & {low(at), low(at + 1)} and {
        "you", "all", "everything", "this", "things", "your"
    } & {low(at + 1), low(at + 2)}:  # fmt: skip
        return True
    return low(at - 1) == "no" and part.clause.sentence.at(at, "field") is not None


def _empty(part: Part) -> bool:
    """Whether a clause says nothing, or only that what was told shall be entered."""
    lows = set(part.clause.lows())
    left = {part.clause.sentence.low(at) for at in part.clause.left(set())}
    if not left or (left <= _DOING and lows & {"can", "could", "please", "you"}):
        return True
    means = _MEANS | _PLANNING if not part.clause.has("date") else _MEANS
    return left - words_of("it this that him them date amount stage value") <= means or left <= _ENOUGH


def _told(part: Part) -> bool:
    """Whether a clause only tells something, and takes nothing back."""
    lows = set(part.clause.lows())
    if lows & _WAITING and part.clause.left(set()):
        return False
    if lows & _DENYING and not _others(part.clause):
        return False
    best = part.best
    quiet = not any(form == "base" for mark in part.clause.marks("verb") for _, form in mark.value)
    told = best is None or (bool(best.left) and not (best.writes and best.score >= CLEAR - 0.1))
    return part.act in ("order", "reported") and quiet and told and not _shown(part)


_DOING = words_of("do that it this so make happen handle sort please")
_ENOUGH = words_of("stop asking arguing talking quit discussing")
_FORBIDDING = words_of("don't dont never not cancel scratch forget nevermind")
_WAITING = words_of("wait yet if unless until hold stop once when")
_DENYING = words_of("not don't never no didn't won't can't doesn't isn't cannot aren't")
_MEANS = words_of(
    "wrong incorrect mistake outdated error save update note record fix change adjust actualize actualise "
    "correct amend register log enter edit reassign move transfer add"
)
"""Words that alone only say again that something shall be changed."""
_PLANNING = words_of("plan schedule book calendar diary pencil arrange organise organize diarise")
"""Words that alone only say again that something shall be planned: "call with Ann on Friday, plan it"."""


def again(part: Part) -> bool:
    """Whether a clause only says that what was told shall be entered: "please update that", "adjust the date"."""
    words = {part.clause.sentence.low(at) for at in part.clause.left(set())}
    rest = words - words_of("it this that him them date amount stage value number accordingly record deal")
    return bool(words & _MEANS) and rest <= _MEANS and part.act == "order"


def _others(clause: Clause) -> bool:
    """Whether a clause speaks of others, not to us: its negation holds nothing back."""
    at = head(clause)
    low = clause.sentence.low
    named = any(clause.sentence.at(place, "name") for place in range(at, min(at + 4, clause.last)))
    unable = low(at) in ("we", "i") and low(at + 1) in words_of("can't cannot won't couldn't wouldn't")
    return named or unable or low(at) in words_of("they he she it there their his her the nobody budget people")


def _shown(part: Part) -> bool:
    return any(form == "base" for _, form in part.clause.verbs("show", "about")) or part.clause.has("undo")


def ordered(part: Part) -> bool:
    """Whether a clause is a clear order by itself."""
    best = part.best
    return bool(best and best.writes and not best.left and part.act == "order" and not best.doubtful)


def background(part: Part) -> bool:
    """Whether a clause only tells why, beside a clear order: it names no order itself, and takes none back."""
    best = part.best
    at = head(part.clause)
    verb = part.clause.sentence.at(at, "verb")
    ordered = verb and verb.first == at and any(form == "base" for _, form in verb.value)
    likely = (
        best
        and best.writes
        and len(best.left) <= 2
        and any(form == "base" for mark in part.clause.marks("verb") for _, form in mark.value)
    )
    if ordered or likely or part.act not in ("order", "reported", "told") or not (best is None or best.left):
        return False
    lows = set(part.clause.lows())
    if part.clause.said.startswith(("no way", "no chance", "there is no way", "there's no way")):
        return True
    held = words_of("yet if unless until wait hold stop once when don't never only maybe")
    return not lows & held and (not lows & {"not", "no", "isn't", "won't", "can't"} or _others(part.clause))


def topic(part: Part) -> str:
    """Return the class of the record that a clause speaks of."""
    best = part.best
    if best and not best.left and best.intents[0].targets and not best.intents[0].targets[-1].pronoun:
        return best.intents[0].cls
    names = [name_of(mark) for mark in part.clause.marks("name")]
    return next((name.refs[0].cls for name in reversed(names) if name.refs[0].cls != "_User"), "")


def user(part: Part) -> tuple[Ref, ...]:
    """Return the user of whom a clause speaks."""
    found = [name_of(mark).of("_User") for mark in part.clause.marks("name")]
    return next((tuple(refs) for refs in found if refs), ())


def mentioned(part: Part) -> list[Intent]:
    """Return what background speaks of, as intents that only later ones refer to: first deals, then who comes first.

    "She is happy with the price for the cladding. Bump that deal up a stage": who was named first is no deal.
    """
    deals = [one for one in part.clause.marks("name", "weak") if name_of(one).refs[0].cls == "Deal"]
    told = [
        one for one in part.clause.marks("phrase") if one.last - one.first > 1 and name_of(one).refs[0].score >= TOLD
    ]
    for mark in told[:1] or part.clause.marks("name") or part.clause.marks("phrase"):
        refs = [ref for ref in name_of(mark).refs if ref.cls != "_User"]
        if refs:
            first = _spoken(mark, {ref.cls for ref in refs})
            others = [_spoken(one, {"Deal"}) for one in deals if one is not mark] if first.cls != "Deal" else []
            return [*others, first]
    return []


def _spoken(mark: Mark, classes: set[str]) -> Intent:
    refs = name_of(mark).of(*classes)
    return Intent(do="talk", cls=refs[0].cls, targets=[Noun(cls=refs[0].cls, text=name_of(mark).text, said=[refs])])


def _narrative(part: Part) -> bool:
    """Whether a clause only tells: no order, no question, no talk."""
    if part.act in ("question", "about doing", "supposed", "forbidden", "doubted"):
        return False
    best = part.best
    if best is None:
        return True
    if best.intents[0].do in ("talk", "help", "me", "undo"):
        return False
    if _echo(best) or best.intents[0].missing == "due_date":
        return True
    return bool(best.left) and best.score < CLEAR


def _echo(best: Reading) -> bool:
    """Whether a report names nobody: it goes on telling of the one before."""
    intent = best.intents[0]
    report = intent.do == "create" and intent.cls == "Activity" and "completed_at" in intent.set
    return report and not any(noun.said for noun in intent.link.values())


def joined(parts: list[Part]) -> list[Part]:
    """Add what is told after a report or plan to its description."""
    found: list[Part] = []
    for part in parts:
        last = found[-1].best if found else None
        told = last and last.intents[0].do == "create" and last.intents[0].cls == "Activity"
        if last and told and _narrative(part):
            if ordering(part.clause) and part.clause is not parts[0].clause:
                continue  # "log it as a call"
            intent = last.intents[0]
            text = part.clause.text.strip(" ,;-")
            before = str(intent.set.get("description", "")).strip()
            intent.set["description"] = f"{before} {text}".strip() if before else text[:1].upper() + text[1:]
            continue
        found.append(part)
    return found
