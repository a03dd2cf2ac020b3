"""From a sentence to a decision: what to do, what to ask first, or that it was not understood."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from agent.embedded import words
from agent.embedded.acts import Act, act, head
from agent.embedded.changes import changes
from agent.embedded.clauses import clauses
from agent.embedded.courtesies import opening
from agent.embedded.creations import creations
from agent.embedded.deeds import logs
from agent.embedded.draft import Draft, World, name_of
from agent.embedded.intents import Intent, Noun
from agent.embedded.lexicon import Mark
from agent.embedded.lists import lists
from agent.embedded.lookups import lookups
from agent.embedded.plans import plans
from agent.embedded.reading import Reading
from agent.embedded.removals import removals, shares, undos
from agent.embedded.sentence import Clause, Sentence
from agent.embedded.talk import talk
from agent.embedded.words import of

CLEAR = 0.6
"""A reading below this score is not acted upon."""
MARGIN = 0.06
"""Two changes closer than this are told apart by asking."""


@dataclass(slots=True)
class Decision:
    """What to do with a message.

    With `why` empty, `intents` are done. Otherwise they are only offered: `why` says what stands against doing them
    (an act, or "left" with the words that found no place in `left`). `rival` is the other way to read it.
    """

    intents: list[Intent] = field(default_factory=list)
    why: Act | str = ""
    left: list[str] = field(default_factory=list)
    rival: list[Intent] = field(default_factory=list)
    talk: str = ""


@dataclass(slots=True)
class _Part:
    clause: Clause
    act: Act
    readings: list[Reading]

    @property
    def best(self) -> Reading | None:
        return self.readings[0] if self.readings else None


def decide(sentence: Sentence, world: World) -> Decision:
    """Return what to do with a message."""
    parts: list[_Part] = []
    carried: frozenset[str] = frozenset()
    for clause in clauses(sentence):
        part = _part(clause, world, carried)
        world = replace(world, topic=_topic(part) or world.topic)
        verbs = frozenset(
            concept
            for mark in clause.marks("verb")
            for concept, _ in mark.value
            if concept in ("assign", "create", "plan")
        )
        carried = verbs or carried
        parts.append(part)
    parts = _joined(parts)
    if all(_aside(part) for part in parts):
        return _chat(parts)
    return _decision(parts)


def _topic(part: _Part) -> str:
    """Return the class of the record that a clause speaks of."""
    best = part.best
    if best and best.intents[0].targets and not best.intents[0].targets[-1].pronoun:
        return best.intents[0].cls
    names = [name_of(mark) for mark in part.clause.marks("name")]
    return next((name.refs[0].cls for name in reversed(names) if name.refs[0].cls != "_User"), "")


def _mentioned(part: _Part) -> list[Intent]:
    """Return what background speaks of, as an intent that only later ones refer to."""
    for mark in part.clause.marks("name"):
        refs = [ref for ref in name_of(mark).refs if ref.cls != "_User"]
        if refs:
            noun = Noun(cls=refs[0].cls, text=name_of(mark).text, said=[name_of(mark).of(*{ref.cls for ref in refs})])
            return [Intent(do="talk", cls=refs[0].cls, targets=[noun])]
    return []


def _part(clause: Clause, world: World, carried: frozenset[str]) -> _Part:
    end = opening(clause)
    if end > clause.first:
        clause.sentence.add([Mark("courtesy", clause.first, end, ["opening"])])
    said = act(clause)
    draft = Draft(clause, world, carried=carried, act=said)
    found = [reading for reading in _readings(draft) if reading.score > 0]
    if said == "question":
        found = [reading for reading in found if not reading.writes] or found
    found.sort(key=lambda reading: -reading.score)
    return _Part(clause, said, found)


def _readings(draft: Draft) -> Iterator[Reading]:
    for reader in (talk, undos, changes, removals, shares, creations, logs, plans, lists, lookups):
        yield from reader(draft)


def _joined(parts: list[_Part]) -> list[_Part]:
    """Add what is told after a report or plan to its description."""
    found: list[_Part] = []
    for part in parts:
        last = found[-1].best if found else None
        told = last and last.intents[0].do == "create" and last.intents[0].cls == "Activity"
        if last and told and _narrative(part):
            intent = last.intents[0]
            text = part.clause.text.strip(" ,;-")
            before = str(intent.set.get("description", "")).strip()
            intent.set["description"] = f"{before} {text}".strip() if before else text[:1].upper() + text[1:]
            continue
        found.append(part)
    return found


def _narrative(part: _Part) -> bool:
    """Whether a clause only tells: no order, no question, no talk."""
    if part.act in ("question", "about doing", "supposed", "forbidden", "doubted"):
        return False
    best = part.best
    if best is None:
        return True
    if best.intents[0].do in ("talk", "help", "me", "undo"):
        return False
    return bool(best.left) and best.score < CLEAR


def _aside(part: _Part) -> bool:
    """Whether a clause is courtesy or background, and holds nothing back."""
    best = part.best
    if best and best.intents[0].do == "talk" and not best.left:
        return True
    lows = set(part.clause.lows())
    at = head(part.clause)
    wished = (part.clause.sentence.low(at), part.clause.sentence.low(at + 1), part.clause.sentence.low(at + 2))
    if {"hope", "trust", "hoping"} & set(wished[:2]) and {"you", "all", "everything", "this", "things", "your"} & set(
        wished[1:]
    ):
        return True
    left = part.clause.left(set())
    words_left = {part.clause.sentence.low(at) for at in left}
    if not left or (
        words_left <= {"do", "that", "it", "this", "so", "make", "happen", "handle", "sort", "please"}
        and lows & {"can", "could", "please", "you"}
    ):
        return True
    if words_left - {"it", "this", "that"} <= _MEANS or words_left <= {
        "stop",
        "asking",
        "arguing",
        "talking",
        "quit",
        "discussing",
    }:
        return True
    if lows & {"wait", "yet", "if", "unless", "until", "hold", "stop", "once", "when"} and left:
        return False
    if lows & {
        "not",
        "don't",
        "never",
        "no",
        "didn't",
        "won't",
        "can't",
        "doesn't",
        "isn't",
        "cannot",
        "aren't",
    } and not _others(part.clause):
        return False
    quiet = not any(form == "base" for mark in part.clause.marks("verb") for _, form in mark.value)
    told = best is None or (bool(best.left) and not (best.writes and best.score >= CLEAR - 0.1))
    return part.act in ("order", "reported") and quiet and told and not _shown(part)


def _shown(part: _Part) -> bool:
    return any(form == "base" for _, form in part.clause.verbs("show", "about")) or part.clause.has("undo")


_MEANS = of(
    "wrong incorrect mistake outdated error save update note record fix change adjust actualize actualise "
    "correct amend register log enter edit"
)
"""Words that alone only say again that something shall be changed."""


def _others(clause: Clause) -> bool:
    """Whether a clause speaks of others, not to us: its negation holds nothing back."""
    at = head(clause)
    low = clause.sentence.low
    name = clause.sentence.at(at, "name")
    return low(at) in of("they he she it there their his her the nobody budget people") or bool(name)


def _chat(parts: Sequence[_Part]) -> Decision:
    for part in parts:
        for reading in part.readings:
            if reading.intents[0].do == "talk":
                return Decision(talk=str(reading.intents[0].value))
    return Decision(why="unknown")


def _decision(parts: list[_Part]) -> Decision:
    intents: list[Intent] = []
    why: Act | str = ""
    left: list[str] = []
    rival: list[Intent] = []
    last = next(part for part in reversed(parts) if not _aside(part))
    clear = any(_clear_order(part) for part in parts)
    for part in parts:
        best = part.best
        if _aside(part) or (clear and _told(part)):
            intents += _mentioned(part)
            continue
        if best is None or best.score < 0.2 or (best.intents[0].do == "talk" and best.left):
            left += [part.clause.sentence.tokens[at].text for at in part.clause.left(set())]
            why = why or ("forbidden" if part.act == "forbidden" else "left")
            continue
        held = _held(part, best)
        if part.act == "forbidden" and part is not last and not intents:
            why = why if why else ""
            intents += _offered(best) if not best.writes else []
            continue
        if held:
            why = why or held
            left += best.left
        if not rival and best.writes:
            rival = _rival(part, best)
        intents += best.intents
    return Decision([intent for intent in _inherited(intents) if intent.do != "talk"], why, left, rival)


def _clear_order(part: _Part) -> bool:
    best = part.best
    return bool(best and best.writes and not best.left and part.act == "order" and not best.doubtful)


def _told(part: _Part) -> bool:
    """Whether a clause only tells why, beside a clear order: it names no order itself, and takes none back."""
    best = part.best
    at = head(part.clause)
    verb = part.clause.sentence.at(at, "verb")
    ordered = verb and verb.first == at and any(form == "base" for _, form in verb.value)
    likely = best and best.writes and len(best.left) <= 2 and any(
        form == "base" for mark in part.clause.marks("verb") for _, form in mark.value)  # fmt: skip
    if ordered or likely or part.act not in ("order", "reported", "told") or not (best is None or best.left):
        return False
    lows = set(part.clause.lows())
    held = of("yet if unless until wait hold stop once when don't never only maybe")
    return not lows & held and (not lows & {"not", "no", "isn't", "won't", "can't"} or _others(part.clause))


def _offered(reading: Reading) -> list[Intent]:
    return reading.intents


def _held(part: _Part, best: Reading) -> Act | str:
    """Return what stands against acting on a reading; nothing if it is a clear winner."""
    if not best.writes:
        known = (
            part.act == "question" and best.intents[0].do in ("about", "timeline") and best.intents[0].targets[0].said
        )
        return "" if len(best.left) <= (2 if known else 1) and best.score >= (0.4 if known else CLEAR) else "left"
    if part.act != "order" or best.doubtful:
        return part.act if part.act != "order" else "doubted"
    if any(word.lower() in words.GUARDS for word in best.left):
        return "doubted"
    return "left" if best.left or best.score < CLEAR else ""


def _rival(part: _Part, best: Reading) -> list[Intent]:
    for other in part.readings[1:]:
        same = [intent.model_dump() for intent in other.intents] == [intent.model_dump() for intent in best.intents]
        if other.writes and not same and best.score - other.score < MARGIN and not other.left:
            return other.intents
    return []


def _inherited(intents: list[Intent]) -> list[Intent]:
    """Let later orders speak of the records of earlier ones; orders for the same records become one."""
    found: list[Intent] = []
    for intent in intents:
        earlier = next((one for one in reversed(found) if one.targets or one.link), None)
        if earlier:
            whole = _inherit(intent, earlier)
            if whole and earlier.do == intent.do == "update" and earlier.cls == intent.cls and earlier is found[-1]:
                _merge(earlier, intent)
                continue
        found.append(intent)
    return found


def _inherit(intent: Intent, earlier: Intent) -> bool:
    nouns = [noun for noun in earlier.targets if not noun.pronoun] or [
        noun for noun in earlier.link.values() if noun.cls != "_User" and not noun.pronoun]  # fmt: skip
    if not nouns:
        return False
    refers = intent.do in ("update", "delete", "share", "about") and (
        not intent.targets or all(noun.pronoun in ("one", "person", "class", "many") for noun in intent.targets))  # fmt: skip
    if refers:
        intent.targets = [_as(noun, intent.cls) for noun in nouns]
        return True
    for name, noun in intent.link.items():
        if noun.pronoun in ("one", "person", "many"):
            intent.link[name] = _as(nouns[0], noun.cls)
    if (
        intent.do == "create"
        and intent.cls == "Activity"
        and "related_to" not in intent.link
        and earlier.cls != "_User"
    ):
        intent.link["related_to"] = nouns[0].model_copy(deep=True)
    return False


def _as(noun: Noun, cls: str) -> Noun:
    copy = noun.model_copy(deep=True)
    copy.cls = cls
    return copy


def _merge(one: Intent, other: Intent) -> None:
    one.set.update(other.set)
    one.link.update(other.link)
    one.change.update(other.change)
    one.append.update(other.append)
    one.clear += other.clear
    one.missing = one.missing or other.missing
    one.offer = one.offer or other.offer
    one.problem = one.problem or other.problem
