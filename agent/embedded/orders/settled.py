"""A report whose last sentence orders a change besides: "… they take it for 39,500. Log the call and update the deal".

What changes is told in the story. Either both are done, or the person is asked: a change that was ordered is not lost.
"""

from agent.embedded.fields.heard import taken_values
from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import FREE, words_of
from agent.embedded.orders.reported import report
from agent.embedded.readings.accounts import account
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.clauses import sentences
from agent.embedded.sentences.draft import Draft, World, name_of
from agent.embedded.sentences.evidence import Evidence, foreign
from agent.embedded.sentences.sentence import Clause, Sentence

HELD = 0.4
_UPDATING = words_of("update change adjust correct amend")
_WORDS = words_of("log record enter note call the and deal it this that accordingly too also please pls him her in for")
_ALTERING = words_of(
    "not no never less more off discount instead unless if maybe perhaps could might would extra % per"
)
"""Words of a story that may make another value of one that was told."""
_TAKING = words_of("for at to take takes buy buys order orders of")
_SIGNING = words_of("sign signs signing signed decide decides close closes closing order on by")


def settled(said: Sentence, world: World) -> Decision | None:
    """Return the report and the change of the one deal that the story names; with a reason, where that is not clear."""
    evidence, order = world.evidence, _order(said)
    kinds = {str(mark.value[0]) for mark in order.marks("kind")} if order else set()
    if not evidence or not order or len(kinds) != 1 or foreign(order) or evidence.held(order) >= HELD:
        return None
    story = Clause(said, 0, order.first)
    logged = report(Draft(story, world, evidence.passed(story)), evidence, kinds.pop())
    if not logged:
        return None
    logged.set["description"] = account(story)
    change = _change(story, world, evidence)
    return Decision([logged, change]) if change else Decision([logged], why="left", left=["update"])


def _order(said: Sentence) -> Clause | None:
    """Return the last sentence, where it only says that something is logged and a deal updated."""
    parts = [Clause(said, first, last) for first, last in sentences(said)]
    last = parts[-1] if len(parts) > 1 else None
    if not last or not {*last.lows()} & _UPDATING or not any(form == "base" for _, form in last.verbs("log")):
        return None
    rest = [at for at in range(last.first, last.last) if said.tokens[at].kind != "mark"]
    plain = all(said.low(at) in FREE | _WORDS | _UPDATING or said.at(at, "kind") for at in rest)
    return last if plain and last.has("class", "Deal") else None


def _change(story: Clause, world: World, evidence: Evidence) -> Intent | None:
    """Return the change of the deal: its sum and the day on which it is signed, as far as they are told."""
    cls = world.vocabulary.classes.get("Deal")
    deals = [name_of(mark).of("Deal") for mark in story.marks("name") if name_of(mark).of("Deal")]
    people = [name_of(mark) for mark in story.marks("name") if name_of(mark).of("Contact")]
    if not cls or {*story.lows()} & _ALTERING or len({ref.id for refs in deals for ref in refs}) > 1:
        return None
    sums = [mark for mark in story.marks("amount") if not mark.value.percent]
    dates = [mark for mark in story.marks("date") if _coming(mark, world)]
    marks = [mark for mark in (*sums, *dates) if _told(mark, story)]
    if not marks or len(marks) < len(sums) + len(dates) or len(sums) > 1 or len(dates) > 1:
        return None
    names = [name for name in cls.fields if (name == "amount" and sums) or (name == "expected_close_date" and dates)]
    values = taken_values(Draft(story, world, stated=True), cls, names, evidence)
    if set(values.set) != set(names) or values.problem:
        return None
    known = Noun(cls="Deal", text=deals[0][0].name, said=[deals[0]]) if deals else None
    whose = Noun(cls="Deal", text=people[0].text, said=[people[0].of("Contact")]) if people else None
    target = known or whose
    return Intent(do="update", cls="Deal", set=values.set, targets=[target]) if target else None


def _coming(mark: Mark, world: World) -> bool:
    when = mark.value
    return bool(when.day and not when.bare and when.first and when.first > world.now.today and not when.exact)


def _told(mark: Mark, story: Clause) -> bool:
    """Whether words before a value say that it is what is paid, or the day on which it is signed."""
    low = story.sentence.low
    before = {low(at) for at in range(max(story.first, mark.first - 3), mark.first)}
    return bool(before & _TAKING) if mark.kind == "amount" else len(before & _SIGNING) > 1
