"""Questions for customers by the deals they have: "which customers have a proposal?", "who wants the pumps?".

A customer is shown with the deals for which he is asked for: nothing that was said of these may be passed over.
"""

from agent.embedded.conditions.owners import everybody, speaking
from agent.embedded.conditions.selecting import take_verbs
from agent.embedded.conditions.timing import unended
from agent.embedded.language.intents import Condition, Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.ordinary import ORDINARY
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import FREE, words_of
from agent.embedded.questions.kinds import counting
from agent.embedded.questions.passing import hindered, passed_over
from agent.embedded.readings.compose import Decision
from agent.embedded.readings.rankings import ranked
from agent.embedded.records.nouns import nouns
from agent.embedded.sentences.draft import Draft, World
from agent.embedded.sentences.sentence import Clause, Sentence

ORDERED = 0.24
"""A message orders something from this share on."""
PEOPLE = ("Contact", "Company")
MOST_WORDS = 4
"""Words that say what somebody wants, or where he is."""
_ASKING = words_of("which who what whose list show how any name give are do is does find whom what's who's")
_LACKING = words_of("no without don't doesn't haven't hasn't lack lacking dont doesnt havent hasnt")
_WANTING = words_of("interested wants want wanted wanting needs need asked asking looking")
_TO = words_of("in for a an the to our of buying about")
_IN = words_of("in from around near across at")
_SAID = words_of(
    "which who what whose list show how many any name give are do is does find all the of my our we us me have has had "
    "got with that them still currently now a an there currently whom please customers customer clients client number "
    "count at in for to and or longer more than it be been get 's 're been own running going both so far were was "
    "right moment today out under on"
)


def customers(said: Sentence, world: World) -> Decision | None:
    """Return the question for the customers of which deals something is said; nothing for other messages."""
    evidence, deal = world.evidence, world.vocabulary.classes.get("Deal")
    message = Clause(said, 0, len(said.tokens))
    if not evidence or not deal or evidence.acting(message) >= ORDERED or not _ASKING & set(message.lows()[:4]):
        return None
    draft = Draft(message, world, act="question")
    subject = _subject(draft)
    if not subject or ranked(draft.copy(), deal) or not _dealing(draft, deal):
        return None
    lacking = _lacking(draft)
    count = counting(draft)
    draft.take(*subject)
    noun = _deals(draft, deal)
    if noun is None:
        return None
    cls = next((name for name in reversed(PEOPLE) if all(name in mark.value for mark in subject)), "Company")
    people = "customer" if set(PEOPLE) <= set(subject[0].value) else cls.lower()
    if lacking:
        return Decision([Intent(do="find", cls=cls, targets=[Noun(cls=cls, many=True)], lacking=noun)])
    return Decision([Intent(do="find", cls="Deal", targets=[noun], people=people, measure="count" if count else "")])


def _subject(draft: Draft) -> list[Mark]:
    """Return the words for the customers that are asked for, the first people or companies that are spoken of."""
    marks = [mark for mark in draft.clause.marks("class") if set(PEOPLE) & set(mark.value) and draft.plural(mark)]
    first = marks[:1]
    grouping = bool(first) and draft.low(first[0].first - 1) in ("by", "per", "each")
    deals = [mark for mark in draft.clause.marks("class") if "Deal" in mark.value and mark not in first]
    before = bool(first) and any(mark.first < first[0].first for mark in deals)  # "which deals with customers in …"
    return [] if grouping or before else first


def _dealing(draft: Draft, deal: Class) -> bool:
    """Whether something is said of their deals: a stage, what they want, that they have one."""
    staged = [mark for mark in draft.clause.marks("choice") if any(owner == deal.name for owner, _, _ in mark.value)]
    said = [mark for mark in draft.clause.marks("class") if deal.name in mark.value]
    ended = bool((_BOUGHT | _LOST) & set(draft.clause.lows()))
    return bool(staged or said or ended) or bool(_wanted(draft))


def _wanted(draft: Draft) -> tuple[int, int] | None:
    """Return the words that say that something is wanted, up to what: "interested in"."""
    for at in range(draft.clause.first, draft.clause.last):
        if draft.low(at) not in _WANTING or draft.sentence.at(at, "name"):
            continue
        last = at + 1
        while draft.low(last) in _TO and not draft.sentence.at(last, "name"):
            last += 1
        return (at, last) if last > at + 1 else None
    return None


def _lacking(draft: Draft) -> bool:
    """Take "without", "have no" before their deals, if that is what they lack."""
    for mark in draft.clause.marks("class"):
        if "Deal" not in mark.value:
            continue
        place = mark.first - 1
        while draft.low(place) in words_of("a an any open active current have got single"):
            place -= 1
        if draft.low(place) in _LACKING:
            draft.taken.add(place)
            return True
    return False


def _deals(draft: Draft, deal: Class) -> Noun | None:
    """Return the deals for which customers are asked for; nothing where a word that may be a condition is left."""
    mine = speaking(draft) and not everybody(draft)
    _lasting(draft)
    draft.past = bool((_BOUGHT | _LOST) & set(draft.clause.lows()))
    places = _placed(draft, deal)
    wares = _wares(draft)
    found = nouns(draft, deal)
    noun = found[0] if found else Noun(cls=deal.name)
    if len(found) > 1:
        noun.said = [[ref for one in found for group in one.said for ref in group]]
    noun.where = [*noun.where, *_stages(draft, deal), *places]
    noun.hints = [*wares, *(hint for hint in noun.hints if not passed_over(hint))]
    noun.pronoun, noun.order, noun.many = "", "", True
    owner, me, stage = deal.owner, draft.world.me, deal.stage
    if mine and me and owner and not any(one.field == owner.name for one in noun.where):
        noun.where.append(Condition(field=owner.name, noun=Noun(cls="_User", text="me", chosen=[me])))
    if stage and noun.quiet_since and not any(one.field == stage.name for one in noun.where):
        noun.where += unended(stage)
    take_verbs(draft)
    draft.take(*draft.open("class"))
    draft.drop(_SAID)
    open_ = [at for at in draft.left() if draft.low(at) not in FREE | ORDINARY or _valued(draft, at)]
    return None if open_ or hindered(draft, deal) else noun


def _valued(draft: Draft, at: int) -> bool:
    return any(draft.sentence.at(at, kind) for kind in ("date", "amount", "length", "name", "choice"))


def _lasting(draft: Draft) -> None:
    """Take "or longer", "or more" behind a length of time."""
    for mark in draft.clause.marks("length", "date"):
        if draft.low(mark.last) == "or" and draft.low(mark.last + 1) in ("longer", "more", "over"):
            draft.span(mark.last, mark.last + 2)


def _stages(draft: Draft, deal: Class) -> list[Condition]:
    """Take the stages that are left: "has a proposal", "is still a lead"; who bought has a deal that is won."""
    stage = deal.stage
    if not stage:
        return []
    found = []
    for mark in draft.open("choice"):
        value = next((value for owner, _, value in mark.value if owner == deal.name), "")
        if value:
            draft.take(mark)
            found.append(value)
    for at in draft.having(_BOUGHT | _LOST):
        ended = "won" if draft.low(at) in _BOUGHT else "lost"
        if ended in stage.ends:
            draft.taken.add(at)
            found.append(ended)
    draft.drop(words_of("something anything from") if found else ())
    return [Condition(field=stage.name, op="one_of", value=found)] if found else []


_BOUGHT = words_of("bought purchased ordered signed won win buy")
_LOST = words_of("lost lose")


def _wares(draft: Draft) -> list[str]:
    """Take what is wanted, where no deal is called so: its words must be in the title."""
    span = _wanted(draft)
    if not span:
        return []
    draft.span(*span)
    found = []
    for at in range(span[1], min(span[1] + MOST_WORDS, draft.clause.last)):
        if not _plain(draft, at):
            break
        found.append(at)
    draft.taken.update(found)
    return [draft.sentence.tokens[at].inner for at in found]


def _plain(draft: Draft, at: int) -> bool:
    """Whether a word is no part of a name or a value, and has a meaning of its own."""
    kinds = ("name", "weak", "choice", "date", "amount", "class", "length", "field")
    token = draft.sentence.tokens[at]
    known = any(draft.sentence.at(at, kind) for kind in kinds)
    return token.kind == "word" and at not in draft.taken and not known and token.low not in FREE | _SAID


def _placed(draft: Draft, deal: Class) -> list[Condition]:
    """Take "in Leeds", "from Scotland": a trade or a part of an address of the company, or of what is noted."""
    fields = draft.world.vocabulary.classes["Company"].fields if "Company" in draft.world.vocabulary.classes else {}
    paths = [f"company.{name}" for name in ("industry", "address") if name in fields and "company" in deal.fields]
    paths += ["notes"] if "notes" in deal.fields else []
    for at in draft.having(_IN):
        first = at + 1 + (draft.low(at + 1) == "the")
        last = first
        while last < first + MOST_WORDS and _plain(draft, last) and draft.low(last) not in ORDINARY:
            last += 1
        if last > first and draft.low(at - 1) not in _WANTING:
            draft.span(at, last)
            words = draft.sentence.words(first, last)
            return [Condition(field=paths[0], op="contains", value=words, among=paths, cls=deal.name)]
    return []
