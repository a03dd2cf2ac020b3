"""From what was heard to a decision: the rules read, the tagger says what may be passed over."""

from dataclasses import replace

from agent.embedded.decisions.acquaintance import unlogged, unreported
from agent.embedded.decisions.explaining import explained
from agent.embedded.decisions.losses import loses, lost_words
from agent.embedded.decisions.reversals import reversed_, unheard
from agent.embedded.decisions.tangles import tangled
from agent.embedded.decisions.unheard import heeded
from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.names import EXACT
from agent.embedded.orders.noted import noted
from agent.embedded.orders.noting import filed
from agent.embedded.orders.settled import settled
from agent.embedded.orders.shared import shared
from agent.embedded.orders.storied import storied
from agent.embedded.orders.sweeps import swept
from agent.embedded.orders.tagged import composed, tagged
from agent.embedded.orders.whole import enlisted, whole
from agent.embedded.questions.antecedents import mistaken, pointed
from agent.embedded.questions.asked import asked, both
from agent.embedded.questions.comparisons import compared
from agent.embedded.questions.composed import answered, cued, same
from agent.embedded.questions.customers import customers
from agent.embedded.questions.dropped import dropped
from agent.embedded.questions.encounters import encounter
from agent.embedded.questions.ends import ended
from agent.embedded.questions.facets import faceted
from agent.embedded.questions.remarks import unremarked
from agent.embedded.questions.superlatives import singled
from agent.embedded.questions.supposing import supposed
from agent.embedded.questions.upcoming import upcoming
from agent.embedded.readings.compose import Decision, decide
from agent.embedded.readings.merging import inherited, spoken_of
from agent.embedded.readings.subjects import personal
from agent.embedded.sentences.draft import World
from agent.embedded.sentences.evidence import AGREED, ALTERING, CERTAIN, CLEARLY, HARDLY, Evidence
from agent.embedded.sentences.hearing import Hearing
from agent.embedded.sentences.lacking import lacking
from agent.embedded.sentences.pieces import asked_often, wondering
from agent.embedded.sentences.segments import segments
from agent.embedded.sentences.sentence import Clause, Sentence
from agent.embedded.sentences.tagger import tags

SURE = (0.9, 0.5)
"""How sure the tagger must be that words add nothing, before they are passed over: first strictly, then less so."""


_OPEN = ("", "left", "unknown", "question", "told", "guarded")
"""What stands against a decision that the tagger may still settle.

Words were not understood, the form is doubtful, or a negation may stand beside the order and not in it.
What the rules heard as forbidden, supposed, doubted or said by others stays undone.
"""


def witnessed(heard: Hearing, world: World) -> World:
    """Return the world with what the tagger says of the message.

    Raises:
        WeightsMissing: The tagger's weights cannot be read.
    """
    return replace(world, evidence=Evidence(tags(heard.text), world.vocabulary))


def judged(heard: Hearing, world: World) -> Decision:
    """Return what to do with a message.

    It is read whole. Where that is no clear order or question, it is read once more without the words that add nothing.
    """
    heard = _there(heard, world)
    heard = unremarked(heard, world.evidence) if world.evidence else heard
    said = heard.sentence()
    made = _shaped(_judged(heard, said, world), said, world)
    if _takes_back(made, said, world):
        made = replace(made, why="", left=[])
    made.intents = explained(unlogged(made.intents, said), said)
    if any(one.do == "undo" for one in made.intents):
        made.intents = unreported(made.intents, said)
    if _clear(made) and (reversed_(made.intents, said) or unheard(made.intents, said)):
        return replace(made, why="left", left=[])
    spoken_of(made.intents, said)
    personal(made.intents, said)
    for noun in (noun for intent in made.intents for noun in intent.targets if noun.said and not noun.many):
        noun.beside = [token.inner for token in said.tokens if token.kind in ("word", "number")]
    if made.whole or not world.evidence or not _clear(made):
        return made
    if words := dropped(made.intents, said, world.evidence):
        return replace(made, why="left", left=words)
    if not loses(made, said, world.evidence, str(world.now.today)):
        return made
    return replace(made, why="left", left=lost_words(made, said, world.evidence))


def _takes_back(made: Decision, said: Sentence, world: World) -> bool:
    """Whether a message begins with an undo, and all the rest only tells why: "undo that, Ann shall hear it first"."""
    alone = [one.do for one in made.intents] == ["undo"] and made.why in ("guarded", "left")
    if not alone or not world.evidence or any(token.low in ALTERING for token in said.tokens):
        return False
    message = Clause(said, 0, len(said.tokens))
    leads = any(mark.first == 0 for mark in message.marks("undo")) and _apart(made.left, said)
    undoing = world.evidence.shares(message).get("undo", 0.0) >= AGREED and world.evidence.acting(message) >= SURELY
    return leads and undoing


def _apart(words: list[str], said: Sentence) -> bool:
    """Whether words stand behind a comma or full stop, and belong to nothing that is said before it."""
    stop = next((at for at in range(len(said.tokens)) if said.low(at) in (",", ".", ";", ":", "-")), len(said.tokens))
    return all(said.low(at) not in {word.lower() for word in words} for at in range(stop))


def _there(heard: Hearing, world: World) -> Hearing:
    """Return an order to make something without what it says is not there yet: "no email yet"."""
    if not world.evidence:
        return heard
    said = heard.sentence()
    shares = world.evidence.shares(Clause(said, 0, len(said.tokens)))
    making = sum(share for name, share in shares.items() if name.startswith("create.")) >= MAKING
    places = lacking(said) if making else set()
    return (heard.left(places) if places else None) or heard


MAKING = 0.3
"""Something is made from this share of the message on."""


def _shaped(made: Decision, said: Sentence, world: World) -> Decision:
    """Return a decision with the records that its questions point to, and in the form in which an answer is wanted."""
    return ended(singled(faceted(pointed(made, said, world), said, world), said), said)


def _judged(heard: Hearing, said: Sentence, world: World) -> Decision:
    read = _read(said, world)
    if world.evidence is None:
        return read
    if read.rival and not read.why:
        read = _likelier(read, said, world.evidence)
    read = heeded(read, said, world.evidence)
    if made := _formed(heard, said, read, world):
        return made
    if _kept(read, said, world, world.evidence):
        other = _ordered(read, said, world.evidence) or _naming(read, said, world)
        return (tagged(said, world) if other else None) or read
    if _contradicted(read):
        return _certain(said, world, world.evidence) or read
    made = _composed(heard, said, read, world, world.evidence)
    if not made and _clear(read) and _doubted(read, said, world.evidence):
        return replace(read, why="left")
    return made or read


def _formed(heard: Hearing, said: Sentence, read: Decision, world: World) -> Decision | None:
    """Return what to do with a message whose form tells it: an order on many, a question, a story with its order."""
    if sets := swept(said, world):
        return sets
    if question := _asked(heard, said, read, world):
        return question
    told = (
        filed(said, world)
        or enlisted(said, world)
        or storied(said, world)
        or shared(said, world)
        or settled(said, world)
    )
    sure = told and world.evidence and not loses(told, said, world.evidence, str(world.now.today))
    return told if told and (told.why or sure) else None


def _kept(read: Decision, said: Sentence, world: World, evidence: Evidence) -> bool:
    """Whether what the rules read is clear, and nothing that was said gets lost in it."""
    doubted = _doubled(read) or tangled(read) or _doubted(read, said, evidence)
    return _clear(read) and not (doubted or loses(read, said, evidence, str(world.now.today)))


def _asked(heard: Hearing, said: Sentence, read: Decision, world: World) -> Decision | None:
    """Return the answer to look for, where the rules hear fewer questions, none, or clearly another one."""
    if would := _recognised(said, read, world):
        return would
    if not world.evidence:
        return None if any(intent.writes for intent in read.intents) else both(heard, said, world)
    if any(intent.writes for intent in read.intents) and (_clear(read) or not wondering(said, world.evidence)):
        return None
    if _otherwise(read, said, world) and (made := answered(heard, said, world, read)):
        return made
    two = both(heard, said, world)
    if two or not _differently(read, said, world.evidence):
        return two
    return answered(heard, said, world, read)


def _recognised(said: Sentence, read: Decision, world: World) -> Decision | None:
    """Return the answer to a question of a form that is known: what would be, what is to come, who, which is more."""
    found = supposed(said, read, world)
    found = found or compared(said, world) or upcoming(said, world)
    return found or customers(said, world) or encounter(said, world)


def _otherwise(read: Decision, said: Sentence, world: World) -> bool:
    """Whether a few words ask for another answer than the rules read, or a record is heard as one of another class."""
    message = Clause(said, 0, len(said.tokens))
    cue = "" if read.talk else cued(message, world)
    several = world.evidence is not None and not read.talk and asked_often(said, world.evidence) > len(read.intents) > 0
    return several or mistaken(message, read, world) or (bool(cue) and not same(cue, read))


def _composed(heard: Hearing, said: Sentence, read: Decision, world: World, evidence: Evidence) -> Decision | None:
    """Return what the tagger hears, of a message that the rules do not read clearly."""
    open_ = read.why in _OPEN or _overruled(said, evidence)
    today = str(world.now.today)
    made = (noted(said, world) or tagged(said, world)) if open_ else None
    if made and not loses(made, said, evidence, today):
        return made
    if open_ and (one := whole(said, world)):
        return one
    for sure in SURE:
        rest = heard.without(evidence.asides(said, sure))
        second = decide(rest, world) if rest else read
        doubted = _doubled(second) or _wondered(second, said, evidence) or _unmade(second, said, evidence)
        if _clear(second) and second.intents and not (doubted or loses(second, said, evidence, today)):
            return second
    return (made or _mixed(heard, said, world) or asked(heard, said, world)) if open_ else None


def _differently(read: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether the rules read no question, or clearly another one than the tagger hears."""
    if read.talk:
        return False
    return not _clear(read) or evidence.agrees(Clause(said, 0, len(said.tokens)), read.intents) < HARDLY


def _read(said: Sentence, world: World) -> Decision:
    """Return what the rules read; thanks beside a record and a value are not all of a message."""
    read = decide(said, world)
    if read.talk and _said_more(said):  # "… no close date: 18 September. Thank you."
        return Decision(why="left", left=[token.text for token in said.tokens if token.kind == "word"][:MOST_LEFT])
    return read


MOST_LEFT = 12
"""Words that are named when a message was not understood."""


def _said_more(said: Sentence) -> bool:
    """Whether a record and a value are named, in what sounds like mere courtesy."""
    kinds = {mark.kind for mark in said.marks}
    return "name" in kinds and bool(kinds & {"date", "amount", "choice"})


def _certain(said: Sentence, world: World, evidence: Evidence) -> Decision | None:
    """Return what the tagger hears against the rules, where nearly all of the message is that."""
    made = tagged(said, world)
    message = Clause(said, 0, len(said.tokens))
    sure = CERTAIN
    if made and all(_existing(intent) for intent in made.intents):
        sure = AGREED / 2 if all(_shifted(intent) for intent in made.intents) else CLEARLY
    return made if made and evidence.agrees(message, made.intents) >= sure else None


def _existing(intent: Intent) -> bool:
    """Whether an activity is put off that is there, by what it is called: no plan that only sounds like one."""
    return intent.do == "update" and intent.cls == "Activity" and any(noun.called for noun in intent.targets)


def _likelier(read: Decision, said: Sentence, evidence: Evidence) -> Decision:
    """Return the one of two ways to read a message that the tagger clearly hears; both, where it hears neither so."""
    message = Clause(said, 0, len(said.tokens))
    one, other = (evidence.agrees(message, way) + _named(way) for way in (read.intents, read.rival))
    if abs(one - other) < LIKELIER:
        return read
    return replace(read, intents=read.intents if one > other else read.rival, rival=[])


def _named(intents: list[Intent]) -> float:
    """Return how much of a record's own name was said, of the one that names it least."""
    said = [group for intent in intents for noun in intent.targets for group in noun.said if group]
    return min((max(ref.score for ref in group) for group in said), default=0.0)


LIKELIER = 0.4
"""Of two ways to read a message, one is taken that the tagger agrees with by so much more."""


def _ordered(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether the tagger hears a change in what the rules took for a question: "contact is Otto"."""
    if any(intent.writes for intent in decision.intents):
        return False
    message = Clause(said, 0, len(said.tokens))
    changing = sum(share for name, share in evidence.shares(message).items() if name.startswith("update."))
    return evidence.acting(message) >= CERTAIN and changing >= AGREED


def _naming(decision: Decision, said: Sentence, world: World) -> bool:
    """Whether the rules read as one order what is said in several sentences: a new name, a note, how deals ended."""
    made = [one for one in decision.intents if one.do in ("create", "update", "about") and one.cls in _RENAMED]
    told = any(one.do != "update" or one.append or one.set.keys() & _TOLD for one in made)
    return told and bool(composed(said, world))


_RENAMED = ("Contact", "Company", "Deal")
_TOLD = {"name", "title", "email", "phone", "notes", "description", "stage"}
"""Fields that may be told in several sentences."""


def _contradicted(decision: Decision) -> bool:
    """Whether the rules understood every word, and the tagger hears something else: then a person is asked."""
    return decision.why == "left" and not decision.left and any(intent.writes for intent in decision.intents)


def _shifted(intent: Intent) -> bool:
    """Whether it is told by how much a day moves: what has none could not be moved."""
    return any(change.unit not in ("to", "clock", "swap") for change in intent.change.values())


def _mixed(heard: Hearing, said: Sentence, world: World) -> Decision | None:
    """Return what to do with orders that a question follows or leads: each read by itself, as if nothing else was said.

    "Acme to won. And when is the next call?"
    """
    evidence = world.evidence
    found = segments(said, evidence) if evidence else []
    asking = [one for one in found if one.act == "question" and one.acting < HARDLY and one.about != "none"]
    if not asking or len(asking) == len(found):
        return None
    places = {at for one in asking for at in range(one.clause.first, one.clause.last)}
    orders, asked = heard.without(places), heard.without(set(range(len(said.tokens))) - places)
    if not orders or not asked:
        return None
    ways = (decide(orders, world), tagged(orders, world))
    first = next((one for one in ways if one and _clear(one) and any(intent.writes for intent in one.intents)), None)
    if not first:
        return None
    second = decide(asked, replace(world, topic=first.intents[-1].cls))
    if not _clear(second) or any(intent.writes for intent in second.intents):
        return None
    return Decision(inherited([*first.intents, *second.intents]))


def _overruled(said: Sentence, evidence: Evidence) -> bool:
    """Whether the tagger hears clear orders, and nothing that may hold them back: "she wants …, so …".

    What is held back beside them, `tagged` weighs.
    """
    found = segments(said, evidence)
    orders = [one for one in found if one.acting >= SURELY and one.about != "none"]
    return bool(orders) and all(one.held <= HELD or one.act == "forbidden" for one in found)


HELD = 0.2
"""Nothing is held back that is heard so with this share or less."""
SURELY = 0.75
"""An order is clear from here on, whatever a word of it may say."""


def _doubted(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether what the rules read clearly is heard as something else."""
    return (
        _wondered(decision, said, evidence) or _mistimed(decision, said, evidence) or _unmade(decision, said, evidence)
    )


def _unmade(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether records are only changed, where a new one is heard: "… a second machine. Put it in as a lead"."""
    changed = bool(decision.intents) and all(intent.do == "update" for intent in decision.intents)
    shares = evidence.shares(Clause(said, 0, len(said.tokens)))
    best = max(shares, key=lambda name: shares[name], default="")
    return changed and best.startswith("create.") and shares[best] >= CERTAIN


def _wondered(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether something is looked up beside a change, although no question is heard: "Jo Doe is the contact"."""
    writes = any(intent.writes for intent in decision.intents)
    asks = any(intent.do in ("about", "timeline", "history") for intent in decision.intents)
    return writes and asks and all(one.act != "question" for one in segments(said, evidence))


def _mistimed(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether something is planned that is heard as a report: "he came last Friday, enter that on the 11th"."""
    planned = any(intent.do == "create" and "due_date" in intent.set for intent in decision.intents)
    shares = evidence.shares(Clause(said, 0, len(said.tokens)))
    told = sum(share for name, share in shares.items() if name.startswith("log."))
    coming = sum(share for name, share in shares.items() if name.startswith("plan."))
    return planned and len(decision.intents) == 1 and told >= SURELY and coming < HARDLY


def _doubled(decision: Decision) -> bool:
    """Whether one thing seems to be made or changed twice, or made without its name: one order was taken for several.

    Nor is a record that its own name tells also told by conditions: "Kilbride roof: they signed yesterday".
    """
    changed = [intent for intent in decision.intents if intent.do == "update"]
    twice = [(name, repr(one.targets)) for one in changed for name in (*one.set, *one.change, *one.link)]
    if len(set(twice)) < len(twice) or any(_over(noun) for one in changed for noun in one.targets):
        return True
    made = [intent for intent in decision.intents if intent.do == "create"]
    kinds = {(intent.cls, "completed_at" in intent.set) for intent in made}
    return len(made) > len(kinds) or any(intent.missing in _NAMES for intent in made)


_NAMES = ("name", "title", "subject")


def _over(noun: Noun) -> bool:
    """Whether the only record of a name has conditions besides that a value of the order may be."""
    groups = noun.said if len(noun.said) == 1 else []
    exact = [ref for group in groups for ref in group if ref.cls == noun.cls and ref.score >= EXACT]
    return len(exact) == 1 and any(one.field != "completed_at" for one in noun.where)


def _clear(decision: Decision) -> bool:
    return not decision.why and not decision.rival and bool(decision.intents or decision.talk)
