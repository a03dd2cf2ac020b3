"""Whom "his" and what "them" mean in an order on a set: the only colleague, the records that were told before."""

from agent.embedded.language.intents import Noun
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.records.sets import Told, described
from agent.embedded.sentences.draft import Draft, World, name_of
from agent.embedded.sentences.sentence import Clause

_BEGINNINGS = words_of(
    "all every each both my his her our the many several some few more these those too two three four"
)
_ENDS = words_of(", . ; : - ! should must will need needs has have is are can could were was that's so and because")
_STARTING = words_of("has have got had there are to of with for on about owns")
_DATING = words_of("closing close due of from before after since in by until for within expected than over")
_LOOSE = words_of("many too several few lots lot quite more some number handful of still")


def whose(clause: Clause, without: set[str] | None = None) -> Noun | None:
    """Return the only colleague who was named up to the end of a clause, and does not get the records."""
    marks = [mark for mark in clause.sentence.marks if mark.kind in ("name", "weak") and mark.last <= clause.last]
    users = {ref.id: ref for mark in marks for ref in name_of(mark).of("_User") if ref.id not in (without or set())}
    people = [mark for mark in marks if not name_of(mark).of("_User") and name_of(mark).of("Contact")]
    direct = [mark for mark in people if max(ref.score for ref in name_of(mark).refs if ref.cls == "Contact") >= HALF]
    if len(users) != 1 or direct:
        return None
    (user,) = users.values()
    return Noun(cls="_User", text=user.name, said=[[user]])


LONGEST = 14
"""Words that describe a set of records which is only spoken of."""
POINTING = words_of("them these those they ones rest")
HALF = 0.5
"""So much of a person's name was said."""


def told_before(clause: Clause, cls: Class, told: Told, world: World) -> Noun | None:
    """Return the set of records that a sentence speaks of: "Raj has a few leads", "my leads wait"."""
    said = clause.sentence
    if not any(token.low in POINTING for token in said.tokens[clause.first :]):
        return None
    for at in range(clause.first, clause.last):
        starts = at == clause.first or said.low(at) in _BEGINNINGS or said.low(at - 1) in _STARTING
        if not starts:
            continue
        for last in range(min(clause.last, at + LONGEST), at, -1):
            if last < clause.last and said.low(last) not in _ENDS and not said.at(last, "date"):
                continue
            draft = Draft(Clause(said, at, last), world)
            if any(draft.low(mark.first - 1) not in _DATING for mark in draft.open("date", "length")):
                continue  # "I rang my leads yesterday"
            draft.drop(_LOOSE)
            nouns = described(draft, cls, Told(person=whose(clause), value=told.value))
            if len(nouns) == 1 and (nouns[0].where or nouns[0].said):
                return nouns[0]
    return None
