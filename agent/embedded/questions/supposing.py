"""Questions for a number that would be if something were otherwise: "if Acme fell through, what would be left?".

Nothing is changed: the number is computed from what is there. Where what is supposed cannot be computed, nothing is
answered here.
"""

from agent.embedded.conditions.owners import everybody
from agent.embedded.conditions.timing import unended
from agent.embedded.language.intents import Change, Condition, Intent, Noun, Supposition
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.questions.passing import passed_over
from agent.embedded.readings.compose import Decision
from agent.embedded.records.nouns import nouns
from agent.embedded.sentences.draft import Draft, World, name_of
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
_LANDED = words_of(
    "come comes came coming land lands landed sign signs signed close closes closed win wins won through out"
)
_LESS = words_of("off less lower down discount cut rebate reduced reduction cheaper gave drop dropped")
_QUESTION = words_of("what what's how which would could")
_NUMBER = words_of(
    "much many sum total pipeline add left worth bring make figure number altogether together average "
    "come amount end land stand"
)
_SUPPOSED = _IF | _GONE | _LANDED | _LESS | words_of("pipeline funnel rest whole lot")
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
    if held and (strange := _strangers(held, evidence)):
        return Decision(why="left", left=strange)
    changed = _computed(asking, held, deal, world) if held and _change(held) else None
    intent = changed or _landed(asking, held, deal, world) or _ordered(asking, read, deal)
    intent = intent or _computed(asking, held, deal, world)
    if intent:
        intent.form = wanted(message)[0]
    return Decision([intent]) if intent else None


def _strangers(held: Clause, evidence: Evidence) -> list[str]:
    """Return the words of what is supposed that are heard as a name, or stand as one, and name no record."""
    said, found = held.sentence, []
    for at in range(held.first, held.last):
        token = said.tokens[at]
        if token.kind != "word" or passed_over(token.low) or token.low in _SUPPOSED or at in _marked(held):
            continue
        slot, sure = evidence.tags.slot(token.start, token.end)
        named = slot in ("deal", "company", "contact", "user") and sure >= HEARD
        if named or said.low(at - 1) == "the" or (token.proper and at > held.first):
            found.append(token.text)
    return found


HEARD = 0.5
"""A word is heard as a name from this share on."""


def _marked(held: Clause) -> set[int]:
    kinds = ("name", "weak", "choice", "date", "amount", "class", "field", "outcome", "kind", "verb", "length")
    return {at for mark in held.marks(*kinds) for at in mark.places}


def _asks(message: Clause, evidence: Evidence) -> bool:
    shares = evidence.shares(message)
    number = shares.get("total", 0.0) + shares.get("pipeline", 0.0)
    lows = set(message.lows())
    numbered = number >= ASKED or bool(lows & {"how", "sum", "bring", "worth", "left", "come"})
    unsaid = evidence.held(message) >= HELD or ("would" in lows and bool(lows & _IF))
    supposes = unsaid and evidence.acting(message) < ORDERED
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
    return Intent(do="totals", cls=deal.name, targets=_together(changed), measure=measure, of=of, supposed=left)


def _together(changed: Intent) -> list[Noun]:
    """Return the records of a change as one: each of several that are named counts."""
    first, *others = changed.targets
    if not others or any(noun.where or not noun.said for noun in changed.targets):
        return changed.targets
    said = [[ref for noun in changed.targets for group in noun.said for ref in group]]
    return [first.model_copy(update={"said": said, "text": " and ".join(noun.text for noun in changed.targets)})]


def _left(changed: Intent, measure: str) -> list[Supposition]:
    """Return what the amount would be by what the rules took for a change: "10% off …, what would be left of it?"."""
    noun = changed.targets[0].model_copy(update={"pronoun": "one"})
    if measure in changed.change:
        return [Supposition(noun=noun, change=changed.change[measure])]
    return [Supposition(noun=noun, amount=float(changed.set[measure]))] if measure in changed.set else []


def _landed(asking: Clause, held: Clause | None, deal: Class, world: World) -> Intent | None:
    """Return what several records make if all of them come in: "if all I have in May closes, how much is that?"."""
    lows = set(held.lows()) if held else set()
    several = bool(lows & _SEVERAL) and bool(lows & _LANDED) and bool(_BACK & set(asking.lows()))
    if held is None or not deal.measure or not several or asking.marks("name", "choice", "date", "class"):
        return None
    noun = _named(held, deal, world)
    if noun is None or noun.said or _change(held):
        return None
    if deal.stage and not any(one.field == deal.stage.name for one in noun.where):
        noun.where += unended(deal.stage)
    return Intent(do="totals", cls=deal.name, targets=[noun], measure="sum", of=deal.measure.name)


_SEVERAL = words_of("all every everything each deals")


def _computed(asking: Clause, held: Clause | None, deal: Class, world: World) -> Intent | None:
    """Return the number with what is supposed of some records."""
    if held is None or not deal.measure:
        return None
    base = _base(asking, deal, world, mine=bool({"i", "my"} & set(held.lows())))
    if moved := _moved(held, base, deal):
        return Intent(
            do="totals", cls=deal.name, targets=[base], measure="sum", of=deal.measure.name, supposed=[moved]
        )  # fmt: skip
    noun = _named(held, deal, world)
    change = _change(held)
    gone = bool(_GONE & set(held.lows())) and change is None
    if noun is None and change:
        noun = base.model_copy(update={"pronoun": "one"})
    if noun is None:
        return None
    back = _BACK & set(asking.lows()) and not asking.marks("choice")
    if not (gone or change or (noun.said and back and not base.said and not _LEAVING & set(asking.lows()))):
        return None
    if not base.said and (change or not base.where) and back:
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


_LEAVING = words_of("left leave leaves remain remains remaining still lose lost less")
"""Words that ask for what others make, without those that were named."""


def _moved(held: Clause, base: Noun, deal: Class) -> Supposition | None:
    """Return the deal that would be among those asked for: "if I set it to won, how much would I have won?"."""
    stages = {value for mark in held.marks("choice") for owner, _, value in mark.value if owner == deal.name}
    asked = {str(one.value) for one in base.where if deal.stage and one.field == deal.stage.name and one.op == "is"}
    names = [name_of(mark) for mark in held.marks("name") if name_of(mark).of(deal.name)]
    if not stages & asked or len(names) != 1:
        return None
    noun = Noun(cls=deal.name, text=names[0].text, said=[names[0].of(deal.name)])
    return Supposition(noun=noun, added=True)


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
    verbs = [mark for mark in held.marks("verb") if not _adjective(held, mark)]
    draft.take(*held.marks("amount", "outcome"), *verbs)
    found = [noun for noun in nouns(draft, deal) if noun.said or noun.where]
    if not found:
        return None
    noun = found[0]
    if deal.stage and any(one.op == "is_not" for one in noun.where):  # "if every open deal is won"
        noun.where = [one for one in noun.where if one.field != deal.stage.name or one.op == "is_not"]
    noun.said = [[ref for one in found for group in one.said for ref in group]] if noun.said else []
    noun.many, noun.pronoun, noun.hints, noun.order = True, "", [], ""
    noun.where = [] if noun.said else noun.where
    return noun


def _adjective(held: Clause, mark: Mark) -> bool:
    """Whether a verb only says what records are like: "every open deal", "that is still open"."""
    low = held.sentence.low
    return bool(held.sentence.at(mark.last, "class")) or low(mark.first - 1) in ("is", "are", "still", "stays")


def _change(held: Clause) -> Supposition | None:
    """Return what the amount would be: another one, or so much more or less."""
    low = held.sentence.low
    marks = [mark for mark in held.marks("amount") if low(mark.first - 1) not in ("of", "than", "not", "from")]
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
