"""Two colleagues who swap sets of records: "Ann and Raj swap their leads", "swap Ann's and Raj's proposals"."""

from agent.embedded.language.intents import Condition, Intent, Noun
from agent.embedded.language.words import words_of
from agent.embedded.records.sets import Told, described
from agent.embedded.sentences.draft import Draft, World, name_of
from agent.embedded.sentences.segments import chunks
from agent.embedded.sentences.sentence import Clause

_SWAPPING = words_of("swap swaps swapping exchange exchanging trade trading")
_SMALL = words_of(
    "and want wants to will would like are going have agreed should shall must 's ' of between with each other their "
    "his her for the please , 'll 'd"
)
_REPEATING = words_of(
    "and so his hers her their go goes to him , . 's ' i.e. that is means get gets takes take vice versa ones now the"
)


def swapped(clause: Clause, world: World) -> list[Intent]:
    """Return the two changes of the owner that a swap of records is; none where a word of it has no place."""
    verbs = [at for at in range(clause.first, clause.last) if clause.sentence.low(at) in _SWAPPING]
    if len(verbs) != 1:
        return []
    end = next(
        (one.first for one in chunks(clause) if one.first > verbs[0] and _repeats(clause, one.first)), clause.last
    )
    draft = Draft(Clause(clause.sentence, clause.first, end), world)
    deals = world.vocabulary.classes["Deal"]
    marks = [mark for mark in draft.names() if name_of(mark).of("_User")]
    users = {ref.id: mark for mark in marks for ref in name_of(mark).of("_User")}
    if len(users) != len(marks) or len(marks) != 2 or not deals.owner:
        return []
    draft.take(*marks)
    draft.taken.add(verbs[0])
    draft.drop(_SMALL)
    found = described(draft, deals, Told())
    owners = [Noun(cls="_User", text=name_of(mark).text, said=[name_of(mark).of("_User")]) for mark in marks]
    if len(found) != 1 or any(len(noun.said[0]) != 1 for noun in owners):
        return []
    made = []
    for one, other in (owners, owners[::-1]):
        noun = found[0].model_copy(deep=True)
        noun.where.append(Condition(field=deals.owner.name, noun=one))
        made.append(Intent(do="update", cls="Deal", targets=[noun], link={deals.owner.name: other}))
    return made


def _repeats(clause: Clause, first: int) -> bool:
    """Whether the rest of a clause only says once more who gets what."""
    said = clause.sentence
    places = range(first, clause.last)
    return all(said.low(at) in _REPEATING or said.at(at, "name") or said.at(at, "weak") for at in places)
