"""Questions composed from what the tagger hears, where the rules read none or clearly another one.

A message is cut into its sentences and the questions joined in them. Each is read by the rules, if they read it
clearly; else its kind is the tagger's. Sentences that ask nothing are passed over, but a record that they name is the
one that "him" or "it" means in the next, and the form that they ask for ("names only") holds for all.
"""

from dataclasses import replace

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.questions.antecedents import about, last, mistaken
from agent.embedded.questions.inquiries import figured, listed, refine, staged
from agent.embedded.questions.kinds import counting, each_named, figures, single, spoken_class
from agent.embedded.questions.looking import looked, record
from agent.embedded.readings.compose import Decision, decide
from agent.embedded.readings.counts import grouped
from agent.embedded.readings.rankings import ranked
from agent.embedded.sentences.draft import Draft, World
from agent.embedded.sentences.evidence import HARDLY, foreign
from agent.embedded.sentences.forms import wanted
from agent.embedded.sentences.hearing import Hearing
from agent.embedded.sentences.pieces import Piece, asks, cut, kinds, wondering
from agent.embedded.sentences.sentence import Clause, Sentence

ORDERED = 0.24
"""A message that orders something, heard so with this share, is no question."""
_TELLING = words_of("said say told discussed agreed about was were after")
_BACK = words_of("they them it that those these")


def answered(heard: Hearing, said: Sentence, world: World, read: Decision) -> Decision | None:
    """Return the answers to look for, of a message that the tagger hears as questions; nothing where it orders.

    What the rules `read` as a question but for some words is one, too, if these words are no conditions.
    """
    evidence = world.evidence
    message = Clause(said, 0, len(said.tokens))
    if not evidence or foreign(message) or (evidence.acting(message) >= ORDERED and not wondering(said, evidence)):
        return None
    form, formal = wanted(message)
    found: list[Intent] = []
    unread: list[str] = []
    named: Noun | None = None
    for clause in cut(said):
        piece = Piece(clause, formal)
        if not asks(piece, evidence, further=bool(found)):
            if found:
                refine(found[-1], Draft(clause, world, set(formal), act="question"))
            named = record(Draft(clause, world), evidence, acted=True) or named
            continue
        made = _read(heard, piece, world, found, named)
        if made is None and not (found and (not piece.content() or piece.bare)):
            unread.append(clause.text.strip(" ,"))
        found += made or []
    found = found or _but_for_words(message, read, world)
    for intent in found:
        intent.form = form
    if found and unread:
        found[-1].note = f"I did not understand “{' … '.join(unread)}”."
    return Decision(found) if found else None


def _but_for_words(message: Clause, read: Decision, world: World) -> list[Intent]:
    """Return the question that the rules read but for some words: "the auditors want every open deal, whoever …"."""
    asked = [intent for intent in read.intents if intent.do in ("find", "totals")]
    if len(asked) != 1 or len(read.intents) != 1 or not read.left:
        return []
    draft = Draft(message, world, act="question")
    cls = world.vocabulary.classes[asked[0].cls]
    made = listed(draft, cls) if asked[0].do == "find" else figured(draft, cls)
    return [made] if made and made.targets[0].where else []


def cued(clause: Clause, world: World) -> str:
    """Return what a few words ask for without doubt: `count`, `rank` (who has most) or `by` (for each person)."""
    deal = world.vocabulary.classes.get("Deal")
    draft = Draft(clause, world, act="question")
    if deal and ranked(draft.copy(), deal):
        return "rank"
    by = grouped(draft.copy(), deal) if deal else ""
    if deal and ((by and deal.fields[by].targets) or each_named(draft.copy(), deal)):
        return "by"
    return "count" if counting(draft) else ""


def _read(heard: Hearing, piece: Piece, world: World, found: list[Intent], named: Noun | None) -> list[Intent] | None:
    """Return what one piece asks: by the rules, if they read it clearly, else as it is heard; nothing if neither."""
    evidence = world.evidence
    if not evidence:
        return None
    back = _again(piece, world, found)
    if back is not None:
        return back
    others = (set(range(len(heard.cut))) - set(range(piece.clause.first, piece.clause.last))) | piece.formal
    rest = heard.without(others)
    if rest:
        topic = next((one.cls for one in reversed(found) if one.cls), named.cls if named else world.topic)
        read = decide(rest, replace(world, topic=topic))
        clear = not read.why and not read.rival and not read.talk and read.intents
        agreed = evidence.agrees(piece.clause, read.intents) >= HARDLY and not mistaken(piece.clause, read, world)
        plain = not any(intent.writes for intent in read.intents) and same(cued(piece.clause, world), read)
        if clear and agreed and plain:
            return about(read.intents, named or last(found))
    made = _composed(piece, world, named or last(found))
    return [made] if made else None


def same(cue: str, read: Decision) -> bool:
    """Whether the rules read what a few words ask for without doubt."""
    counts = any(intent.do == "totals" and intent.measure == "count" for intent in read.intents)
    return not cue or (cue == "count" and counts) or any(intent.do == "totals" and intent.by for intent in read.intents)


def _again(piece: Piece, world: World, found: list[Intent]) -> list[Intent] | None:
    """Return what is asked further about what was just asked for: "… and how much are they worth together?"."""
    before = found[-1] if found else None
    lows = set(piece.clause.lows())
    if before and before.do == "timeline" and lows & _TELLING and not piece.clause.marks("name"):
        before.told = True
        return []
    if not before or piece.clause.marks("name", "date", "choice") or before.do not in ("find", "totals", "pipeline"):
        return None
    cls = world.vocabulary.classes[before.cls]
    money = bool(lows & words_of("much worth total sum together value add amount altogether"))
    if before.by and not piece.content():
        return _by_worth(before, cls) if money else []
    if not (lows & _BACK or money) or piece.clause.marks("class"):
        return None
    if before.by and money:
        return []
    if money and cls.measure and before.limit != 1:
        return [Intent(do="totals", cls=cls.name, targets=before.targets, measure="sum", of=cls.measure.name)]
    if "many" in lows:
        return [Intent(do="totals", cls=cls.name, targets=before.targets, measure="count")]
    return [] if before.limit == 1 and before.do == "find" else None


def _by_worth(before: Intent, cls: Class) -> list[Intent]:
    """Let each person's figure be what is asked further: "who has the most in lead, and how much?"."""
    if before.measure == "count" and cls.measure:
        before.measure, before.of = "sum", cls.measure.name
    return []


def _composed(piece: Piece, world: World, named: Noun | None) -> Intent | None:
    """Return the question of the strongest kind that the words of a piece make."""
    evidence = world.evidence
    if not evidence:
        return None
    for kind in kinds(piece.clause, evidence):
        draft = Draft(piece.clause, world, evidence.passed(piece.clause) | piece.formal, act="question")
        made = _made(kind, draft, world, named)
        if made:
            return made
    return None


def _made(kind: str, draft: Draft, world: World, named: Noun | None) -> Intent | None:
    if kind in ("lookup", "timeline") and (made := looked(draft, kind, named)):
        return made
    classes = world.vocabulary.classes.values()
    cls = next((one for one in classes if f"find.{one.plural}" == kind), None) or spoken_class(draft)
    if cls is None or kind == "lookup" or (kind == "timeline" and cls.name != "Activity"):
        return None
    number = figures(draft, cls)
    if kind == "pipeline" and not number and not single(draft, cls):
        return staged(draft, cls)
    return figured(draft, cls) if number or (kind == "total" and not single(draft, cls)) else listed(draft, cls)
