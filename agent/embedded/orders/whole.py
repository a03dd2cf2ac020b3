"""One order told in several clauses, as in "there is a new buyer at Acme, her name is Moira, put her in".

The tagger hears in every clause what the message as a whole is about. Where that is one thing, the names and values of
all clauses are its parts.
"""

from collections.abc import Collection, Iterator

from agent.embedded.fields.heard import ended
from agent.embedded.fields.wares import ware
from agent.embedded.language.intents import Condition, Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import FREE, GUARDS, words_of
from agent.embedded.orders.planned import planned
from agent.embedded.orders.reported import report
from agent.embedded.readings.compose import Decision
from agent.embedded.readings.creations import created
from agent.embedded.records.nouns import nouns
from agent.embedded.records.votes import voted
from agent.embedded.sentences.draft import Draft, World, name_of
from agent.embedded.sentences.evidence import CERTAIN, Evidence, foreign
from agent.embedded.sentences.segments import Segment, apart, segments
from agent.embedded.sentences.sentence import Clause, Sentence

HELD = 0.25
"""Nothing is done of a message of which a segment is held back with this probability."""
ABOUT = 0.6
"""All segments together must be about one thing with this share."""
MADE = 0.7
"""An order to make something, all of which found its place, is heard from here on: nothing is lost by it.

Nor by one to delete, which nobody carries out without a yes.
"""
LOGGED = 0.55
"""A report that somebody asks to be logged is heard from here on."""
_TOLD = ("background", "done", "talk", "reported")
"""Acts of segments that only tell."""


def whole(said: Sentence, world: World) -> Decision | None:
    """Return what to do with a message that is one order, heard as a whole; nothing when it is none, or unclear."""
    evidence = world.evidence
    message = Clause(said, 0, len(said.tokens))
    if not evidence or foreign(message):
        return None
    parts = segments(said, evidence)
    kept = [
        one for one in parts if not (one.held >= HELD and apart(one, [other for other in parts if other is not one]))
    ]
    subject = _subject(kept, evidence.shares(message), message)
    passed = {at for one in parts if one not in kept for at in range(one.clause.first, one.clause.last)}
    intent = ordered(message, subject, world, evidence, passed)
    return Decision([intent]) if intent else None


def ordered(
    clause: Clause, subject: str, world: World, evidence: Evidence, passed: Collection[int] = ()
) -> Intent | None:
    """Return what a clause orders to be made, told, planned, deleted or ended; nothing if not all of it is clear.

    Words that are `passed` over are not part of it.
    """
    deed, _, kind = subject.partition(".")
    draft = Draft(clause, world, evidence.passed(clause) | set(passed))
    if deed == "create":
        return _creation(draft, kind)
    if deed == "log":
        return report(draft, evidence, kind)
    if deed == "plan" and kind in ("call", "meeting", "email", "task"):
        return planned(draft, evidence, kind)
    if deed == "delete":
        return _removal(draft, kind)
    return _completion(draft, evidence) if subject == "update.done" else None


def _subject(parts: list[Segment], shares: dict[str, float], message: Clause) -> str:
    """Return the one thing that all segments are about; nothing, if there are several, or one is no order."""
    if any(one.held >= HELD or one.act in ("question", "how", "outside", "answer", "correction") for one in parts):
        return ""
    orders = [one for one in parts if one.act not in _TOLD]
    best = max(shares, key=lambda name: shares[name], default="none")
    sure = MADE if best.startswith(("create.", "plan.", "delete.")) else CERTAIN
    if best.startswith("log.") and any(form == "base" for _, form in message.verbs("log")):
        sure = LOGGED
    if not orders or max(one.acting for one in orders) < sure:
        return ""
    return best if shares[best] >= ABOUT / 2 and sum(_alike(best, shares)) >= ABOUT else ""


def _alike(best: str, shares: dict[str, float]) -> Iterator[float]:
    """Yield the shares of what goes with an operation: what is told of a new record sounds like a change of it."""
    deed = best.partition(".")[0]
    for name, share in shares.items():
        made = deed == "create" and name.startswith(("update.", "clear."))  # "there is no date yet"
        if name == best or made or (deed == "log" and name.startswith("log.")):
            yield share


def _creation(draft: Draft, kind: str) -> Intent | None:
    kind = _listed(draft, kind) or kind
    cls = next((one for one in draft.world.vocabulary.classes.values() if one.name.lower() == kind), None)
    draft.take(*counted(draft))
    taken = set(draft.taken)
    intent = created(draft, cls) if cls and "same" not in draft.clause.lows() else None
    if cls and cls.name == "Deal":
        intent = _titled(draft, cls, intent, taken)
    if not intent or intent.missing or intent.note or _open(draft, intent):
        return None
    _personal(draft, intent)
    return intent


def _listed(draft: Draft, kind: str) -> str:
    """Return the class of which the words say that something becomes one: "in the company list", "as a contact"."""
    if any(kind in (name.lower() for name in mark.value) for mark in draft.clause.marks("class")):
        return ""  # "open an opportunity, with her as the contact"
    for mark in draft.clause.marks("class"):
        lead = draft.before(mark, ("the", "a", "an", "new", "our", "my"))
        known = [name.lower() for name in mark.value if name in ("Company", "Contact", "Deal")]
        listed = draft.low(mark.last) in ("list", "book", "base", "database", "directory") or draft.plural(mark)
        if known and (lead == "as" or (listed and lead in ("in", "into", "to", "on", "among"))):
            return str(known[0])
    return ""


def _titled(draft: Draft, cls: Class, intent: Intent | None, taken: Collection[int]) -> Intent | None:
    """Return a new deal with what is wanted as its title, where nobody said one, or only whose it is."""
    said = {name_of(mark).text.casefold() for mark in draft.clause.marks("name")}
    known = {ref.name.casefold() for mark in draft.clause.marks("name") for ref in name_of(mark).refs[:1]}
    title = str(intent.set.get(cls.title, "")).casefold() if intent else ""
    wanted = ware(draft.clause) if not title or _plainly(title, {*said, *known}) else None
    if not wanted:
        return intent
    text = draft.sentence.words(*wanted).strip(" '\"")
    names = {at for mark in draft.clause.marks("name") for at in mark.places}
    draft.taken = set(taken) | (set(range(*wanted)) - names)
    again = created(draft, cls, text[:1].upper() + text[1:])
    draft.span(*wanted)
    if again:
        again.missing = ""
    return again or intent


def _plainly(title: str, names: Collection[str]) -> bool:
    """Whether a title is a name with nothing but small words: "Atlas Forwarding under"."""
    for name in names:
        rest = title.replace(name, " ", 1).split() if name in title else ["-"]
        if title.startswith(f"{name} ") and rest[:1] and rest[0] in _BEHIND:
            return True
        if all(word in FREE | _SMALL for word in rest):
            return True
    return False


_SMALL = words_of("deal project account opportunity order new customer client")
_BEHIND = words_of("under with as for by from at in on")
"""Words behind a name that begin something else."""


def _personal(draft: Draft, intent: Intent) -> None:
    """Let "with him as the contact" mean the only person who was named."""
    people = [name_of(mark) for mark in draft.clause.marks("name") if name_of(mark).of("Contact")]
    for noun in intent.link.values():
        if noun.pronoun == "person" and len(people) == 1:
            noun.said, noun.pronoun, noun.text = [people[0].of("Contact")], "", people[0].text


def counted(draft: Draft) -> list[Mark]:
    """Return the numbers of things: "40 syringe pumps", of a message that names a sum besides."""
    sums = [mark for mark in draft.clause.marks("amount") if not mark.value.percent]
    things = [mark for mark in sums if not mark.value.money and mark.value.value < THOUSAND and _noun(draft, mark.last)]
    return things if len(things) < len(sums) else []


THOUSAND = 1_000


def _noun(draft: Draft, at: int) -> bool:
    """Whether a plain word that may be a thing stands here."""
    token = draft.sentence.tokens[at] if at < draft.clause.last else None
    marked = ("name", "verb", "field", "choice", "class", "date", "amount", "length")
    return bool(token and token.kind == "word" and token.low not in FREE) and not any(
        draft.sentence.at(at, kind) for kind in marked
    )


def _removal(draft: Draft, kind: str) -> Intent | None:
    """Return the order to delete what is named; it is only carried out after a yes to its card."""
    cls = next((one for one in draft.world.vocabulary.classes.values() if one.name.lower() == kind), None)
    told = any(form == "base" and draft.low(mark.first) not in _VAGUE for mark, form in draft.clause.verbs("delete"))
    making = any(form == "base" for _, form in draft.clause.verbs("create"))
    if not cls or making or not told:
        return None
    draft.take(*(mark for mark, _ in draft.clause.verbs("delete", "show", "want")))
    targets = nouns(draft, cls)
    for noun in targets:
        if noun.said or noun.where:
            noun.pronoun, noun.hints = "", []
    named = len(targets) == 1 and (targets[0].said or targets[0].where)
    return Intent(do="delete", cls=cls.name, targets=targets) if named and not _open(draft) else None


_VAGUE = words_of("drop dropped kill ditch axe lose lost")
"""Words that may mean an end of the record, or only of what it stands for."""


def _completion(draft: Draft, evidence: Evidence) -> Intent | None:
    """Return the end of the one activity that is named by most of its words."""
    if any(draft.low(at) in GUARDS - {"not", "no"} for at in range(draft.clause.first, draft.clause.last)):
        return None
    end = ended(draft)
    noun = voted(draft, draft.clause, evidence.passed(draft.clause) | draft.taken) or _worded(draft, evidence)
    if not noun:
        return None
    noun.where.append(Condition(field="completed_at", op="empty"))
    return Intent(do="update", cls="Activity", targets=[noun], set={"completed_at": end})


def _worded(draft: Draft, evidence: Evidence) -> Noun | None:
    """Return the activity whose subject has the only plain word that was said: "done with the quote"."""
    passed = evidence.passed(draft.clause)
    places = range(draft.clause.first, draft.clause.last)
    words = [at for at in places if at not in passed and draft.sentence.tokens[at].kind == "word"]
    plain = [at for at in words if draft.low(at) not in FREE | _ENDED and not draft.sentence.at(at, "verb")]
    if len(plain) != 1 or draft.sentence.at(plain[0], "name"):
        return None
    word = draft.sentence.tokens[plain[0]].text
    return Noun(cls="Activity", text=word, hints=[word])


_ENDED = words_of("done finished complete completed out off tick ticked sent over closed that's thats now just already")


def _open(draft: Draft, made: Intent | None = None) -> bool:
    """Whether a name or value found no place: then not all was understood.

    What may be another word for a record that `made` names anyway needs none ("the clinic"), nor does anybody who is
    only mentioned beside a new contact ("Henrik's son").
    """
    linked = {ref.id for noun in (made.link.values() if made else ()) for group in noun.said for ref in group}
    if draft.open("amount", "date", "email", "phone", "url", "choice", "quote"):
        return True
    named = [name_of(mark).refs for mark in draft.open("name")]
    if made and made.cls == "Contact":
        named = [refs for refs in named if not all(ref.cls in ("Contact", "_User") for ref in refs)]
    return any(
        any(ref.fit >= 0.9 and ref.score >= HALF for ref in refs) and not linked & {ref.id for ref in refs}
        for refs in named
    )


HALF = 0.5
"""Words that say less of a record's name may be any words."""
