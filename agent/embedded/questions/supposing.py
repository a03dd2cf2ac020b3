"""Questions for a number that would be if something were otherwise: "if Acme fell through, what would be left?".

Nothing is changed: the number is computed from what is there. Where what is supposed cannot be computed, nothing is
answered here.
"""

from agent.embedded.conditions.owners import everybody
from agent.embedded.conditions.timing import unended
from agent.embedded.language.intents import Change, Condition, Intent, Noun, Supposition
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.readings.compose import Decision
from agent.embedded.records.nouns import nouns
from agent.embedded.sentences.draft import Draft, World
from agent.embedded.sentences.evidence import Evidence
from agent.embedded.sentences.forms import wanted
from agent.embedded.sentences.pieces import cut
from agent.embedded.sentences.sentence import Clause, Sentence

ASKED = 0.3
"""A number is asked for from this share on."""
ORDERED = 0.24
"""A message orders something from this share on."""
HELD = 0.1
"""Something is supposed from this share on."""
_IF = words_of("if suppose supposing assuming imagine say without minus should were given")
_GONE = words_of(
    "fell falls fall through lost lose loses losing dropped drops drop out gone goes away cancelled canceled cancel "
    "cancels without minus died dies die dead bails bailed vanished collapsed collapses walked walks won win wins sign "
    "signs signed close closed closes bust bankrupt leaves left quits pulled pulls delete deleted kill killed"
)
_LESS = words_of("off less lower down discount cut rebate reduced reduction cheaper gave drop dropped")
_QUESTION = words_of("what what's how which would could")
_NUMBER = words_of(
    "much many sum total pipeline add left worth bring make figure number altogether together average "
    "end land stand come"
)
_BACK = words_of("that they them it those these this")


def supposed(said: Sentence, read: Decision, world: World) -> Decision | None:
    """Return the number that a message asks for under a condition; nothing where it asks for none."""
    evidence = world.evidence
    deal = world.vocabulary.classes.get("Deal")
    message = Clause(said, 0, len(said.tokens))
    if not evidence or not deal or not deal.measure or not _asks(message, evidence):
        return None
    asking, held = _parts(message)
    if asking is None:
        return None
    intent = _ordered(asking, read, deal) or _computed(asking, held, deal, world)
    if intent:
        intent.form = wanted(message)[0]
    return Decision([intent]) if intent else None


def _asks(message: Clause, evidence: Evidence) -> bool:
    shares = evidence.shares(message)
    number = shares.get("total", 0.0) + shares.get("pipeline", 0.0)
    lows = set(message.lows())
    numbered = number >= ASKED or bool(lows & {"how", "sum", "bring", "worth", "left", "come"})
    supposes = evidence.held(message) >= HELD and evidence.acting(message) < ORDERED
    return supposes and numbered and bool(lows & _QUESTION)


def _parts(message: Clause) -> tuple[Clause | None, Clause | None]:
    """Return the piece that asks for a number, and the one that supposes something."""
    pieces = [part for clause in cut(message.sentence) for part in _halves(clause)]
    held = next((one for one in pieces if _IF & set(one.lows()[:2])), None)
    others = [one for one in pieces if one is not held]
    asking = next((one for one in others if _QUESTION & set(one.lows()) and _NUMBER & set(one.lows())), None)
    return asking, held


def _halves(clause: Clause) -> list[Clause]:
    """Cut "what would be left if Acme fell through", "if Acme fell through, what would be left"."""
    said = clause.sentence
    places = range(clause.first + 1, clause.last)
    later = next((at for at in places if said.low(at) in _BETWEEN and not said.at(at, "name")), None)
    if said.low(clause.first) in _IF:
        later = next((at for at in places if said.low(at) in _QUESTION and said.low(at - 1) in (",", *_ENDING)), None)
        later = later or next((at for at in places if said.low(at) in ("what", "how")), None)
    return [Clause(said, clause.first, later), Clause(said, later, clause.last)] if later else [clause]


_BETWEEN = _IF - words_of("say were given should")
_ENDING = words_of("then - tomorrow")


def _ordered(asking: Clause, read: Decision, deal: Class) -> Intent | None:
    """Return how many or how much the records are which the rules took for those that shall be changed."""
    changed = next((one for one in read.intents if one.writes and one.cls == deal.name and one.targets), None)
    lows = set(asking.lows())
    if not changed or not lows & _BACK or asking.marks("class", "name") or not deal.measure:
        return None
    count = "many" in lows
    of = "" if count else deal.measure.name
    left = [] if count else _left(changed, deal.measure.name)
    measure = "count" if count else "sum"
    return Intent(do="totals", cls=deal.name, targets=changed.targets, measure=measure, of=of, supposed=left)


def _left(changed: Intent, measure: str) -> list[Supposition]:
    """Return what the amount would be by what the rules took for a change: "10% off …, what would be left of it?"."""
    noun = changed.targets[0].model_copy(update={"pronoun": "one"})
    if measure in changed.change:
        return [Supposition(noun=noun, change=changed.change[measure])]
    return [Supposition(noun=noun, amount=float(changed.set[measure]))] if measure in changed.set else []


def _computed(asking: Clause, held: Clause | None, deal: Class, world: World) -> Intent | None:
    """Return the number with what is supposed of some records."""
    if held is None or not deal.measure:
        return None
    base = _base(asking, deal, world, mine=bool({"i", "my"} & set(held.lows())))
    noun = _named(held, deal, world)
    change = _change(held)
    gone = bool(_GONE & set(held.lows())) and change is None
    if noun is None and change:
        noun = base.model_copy(update={"pronoun": "one"})
    if noun is None or not (gone or change):
        return None
    if not base.said and not base.where and _BACK & set(asking.lows()):
        left = [change.model_copy(update={"noun": noun.model_copy(update={"pronoun": "one"})})] if change else []
        return Intent(
            do="totals", cls=deal.name, targets=[noun], measure="sum", of=deal.measure.name, supposed=left
        )  # fmt: skip
    one = change or Supposition(noun=noun, gone=True)
    one.noun = noun
    count = "many" in asking.lows()
    return Intent(
        do="totals", cls=deal.name, targets=[base], measure="count" if count else "sum", of=deal.measure.name,
        supposed=[one],
    )  # fmt: skip


def _base(asking: Clause, deal: Class, world: World, *, mine: bool) -> Noun:
    """Return the records whose number is asked for; where nothing tells which, the open ones."""
    draft = Draft(asking, world, act="question")
    found = nouns(draft, deal)
    noun = found[0] if found else Noun(cls=deal.name)
    noun.many, noun.pronoun, noun.hints, noun.order = True, "", [], ""
    stage, owner = deal.stage, deal.owner
    if noun.said:
        return noun
    lows = set(asking.lows())
    own = (mine or {"i", "my"} & lows) and not everybody(draft)
    if own and owner and world.me and not any(one.field == owner.name for one in noun.where):
        noun.where.append(Condition(field=owner.name, noun=Noun(cls="_User", text="me", chosen=[world.me])))
    if stage and not any(one.field == stage.name for one in noun.where) and not (_BACK & lows and not mine):
        noun.where += unended(stage)
    return noun


def _named(held: Clause, deal: Class, world: World) -> Noun | None:
    """Return the records of which something is supposed."""
    draft = Draft(held, world, act="question")
    draft.take(*held.marks("amount", "outcome", "verb"))
    found = [noun for noun in nouns(draft, deal) if noun.said or noun.where]
    if not found:
        return None
    noun = found[0]
    noun.said = [[ref for one in found for group in one.said for ref in group]] if noun.said else []
    noun.many, noun.pronoun, noun.hints, noun.order = True, "", [], ""
    noun.where = [] if noun.said else noun.where
    return noun


def _change(held: Clause) -> Supposition | None:
    """Return what the amount would be: another one, or so much more or less."""
    marks = held.marks("amount")
    if len(marks) != 1:
        return None
    amount = marks[0].value
    less = bool(_LESS & set(held.lows()))
    by = "by" in held.lows() or bool({"more", "less", "off"} & set(held.lows()))
    nobody = Noun(cls="Deal")
    if amount.by is not None:
        return Supposition(noun=nobody, change=Change(by=amount.by, percent=amount.percent))
    if amount.percent or by:
        more = -amount.value if less else amount.value
        return Supposition(noun=nobody, change=Change(by=more, percent=amount.percent))
    return Supposition(noun=nobody, amount=amount.value)
