"""Several things that are asked of one record in one message: "when does Acme close, and for how much?"."""

from itertools import pairwise

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.cues import cues
from agent.embedded.sentences.draft import World, name_of
from agent.embedded.sentences.sentence import Clause, Sentence


def faceted(made: Decision, said: Sentence, world: World) -> Decision:
    """Return a decision in which every question about one record is answered once, with all that was asked of it."""
    made.intents = _distinct(made.intents)
    if made.why or made.rival or any(intent.writes for intent in made.intents):
        return made
    made.intents = _each(made.intents, said)
    asked = [intent for intent in made.intents if intent.do == "about" and len(intent.targets) == 1]
    first = asked[0] if asked else None
    if not first or any(not _same(first, one) for one in asked) or first.cls not in world.vocabulary.classes:
        return made
    message = Clause(said, 0, len(said.tokens))
    fields = _fields(message, world.vocabulary.classes[first.cls], asked)
    others = [intent for intent in made.intents if intent not in asked]
    further = _further(message, first, others, world)
    unread = sum(not one.of for one in asked) - (not asked[0].of) - ("contact" in fields and _reaching(message))
    if len(fields) < MOST_ALONE and not further and not unread:
        return made
    known = unread <= len(fields) - sum(bool(one.of) for one in asked) or further
    one = first.model_copy(update={"of": fields[0] if fields and known else "", "also": fields[1:] if known else []})
    if further and first.note:
        one.note = ""
    made.intents = [*([one] if fields or not further else []), *further, *others]
    return made


MOST_ALONE = 2
"""Fields from which on they are told together."""


def _distinct(intents: list[Intent]) -> list[Intent]:
    """Return what is asked, each once."""
    kept: list[Intent] = []
    for intent in intents:
        if intent.writes or intent not in kept:
            kept.append(intent)
    return kept


def _each(intents: list[Intent], said: Sentence) -> list[Intent]:
    """Return what happened with each of several people that are named: "when did we last speak to Ann and Bob?"."""
    only = intents[0] if len(intents) == 1 and intents[0].do == "timeline" else None
    marks = [mark for mark in said.marks if mark.kind == "name" and only and name_of(mark).of(only.cls)]
    joined = all(said.low(mark.first - 1) in ("and", ",", "&", "or") for mark in marks[1:])
    if not only or len(marks) < MOST_ALONE or not joined:
        return intents
    nouns = [Noun(cls=only.cls, text=name_of(mark).text, said=[name_of(mark).of(only.cls)]) for mark in marks]
    return [only.model_copy(update={"targets": [noun]}) for noun in nouns]


def _same(first: Intent, other: Intent) -> bool:
    """Whether two questions are about one record."""
    return other.targets == first.targets and other.cls == first.cls


def _fields(message: Clause, cls: Class, asked: list[Intent]) -> list[str]:
    """Return the fields that are asked for, in the order of the questions."""
    named = [
        (mark.first, name)
        for mark in message.marks("field")
        for owner, name in mark.value
        if owner == cls.name and name != cls.title and not _called(message, mark, name)
    ]
    found = [one.of for one in asked if one.of]
    found += [name for _, name in sorted(named)]
    found += sorted(_cued(message, cls) - set(found))
    known = [name for name in dict.fromkeys(found) if name in cls.fields]
    return known if asked[0].of or len(known) > 1 or len(asked) > 1 else []


def _reaching(message: Clause) -> bool:
    """Whether it is asked how somebody is reached; of the contact of a deal that is told, too."""
    return any(name in ("email", "phone") for mark in message.marks("field") for _, name in mark.value)


def _called(message: Clause, mark: Mark, name: str) -> bool:
    """Whether a field's word is part of a name, or the number of a telephone."""
    spoken = message.sentence.low(mark.first)
    return bool(message.sentence.at(mark.first, "name")) or (name == "amount" and spoken in ("number", "numbers"))


def _cued(message: Clause, cls: Class) -> set[str]:
    """Return the fields that are asked for by other words than their names, also behind an "and"."""
    found = cues(message, cls)
    lows = message.lows()
    pairs = set(pairwise(lows))
    if "contact" in cls.fields and _WITH & pairs:
        found.add("contact")
    if "assigned_to" in cls.fields and (_WHOSE & pairs or "whose" in lows):
        found.add("assigned_to")
    if cls.stage and bool(_ENDED & set(lows)) and lows[0] in _WHETHER:
        found.add(cls.stage.name)
    return found


_WITH = {("with", "whom"), ("who", "with"), ("whom", "with")}
_WHOSE = {(who, verb) for who in ("who", "who's") for verb in ("handling", "handles", "owns", "manages", "running")}
_WHOSE |= {("'s", "handling"), ("'s", "running"), ("is", "handling"), ("is", "running")}
_ENDED = words_of("open closed won lost signed alive")
_WHETHER = words_of("is are was were has have did does")


def _further(message: Clause, first: Intent, others: list[Intent], world: World) -> list[Intent]:
    """Return what else is asked of what hangs on a record: its deals, its people, what is planned there."""
    noun = first.targets[0]
    if not noun.said or any(one.do in ("find", "timeline") for one in others):
        return []
    lows = set(message.lows())
    known = world.vocabulary.classes
    if "Deal" in known and first.cls in ("Contact", "Company") and _trading(message, known["Deal"]):
        return [_hanging("Deal", noun)]
    if "Contact" in known and first.cls == "Company" and lows & _WHO and lows & _KNOWING and first.of:
        return [_hanging("Contact", noun)]
    if first.note and lows & _NEXT and first.cls in ("Deal", "Contact", "Company"):
        return [Intent(do="timeline", cls=first.cls, targets=[noun], of="planned")]
    return []


_WHO = words_of("who whom")
_KNOWING = words_of("know there contact contacts")
_NEXT = words_of("next planned upcoming")


def _trading(message: Clause, deal: Class) -> bool:
    """Whether it is asked what somebody wants to buy, or how his deal stands."""
    lows = set(message.lows())
    wanting = bool(lows & _WANTING) and bool(lows & _WHAT)
    named = {name for mark in message.marks("field") for owner, name in mark.value if owner == deal.name}
    spoken = any(deal.name in mark.value for mark in message.marks("class"))
    return wanting or bool(named & _STANDING) or bool(spoken and cues(message, deal))


_WANTING = words_of("interested wants want wanted buying buy looking need needs needed ordered order")
_WHAT = words_of("what what's which")
_STANDING = {"stage", "expected_close_date"}


def _hanging(cls: str, noun: Noun) -> Intent:
    return Intent(do="find", cls=cls, targets=[Noun(cls=cls, text=noun.text, said=noun.said, many=True)])
