"""The words with which several records are asked for."""

from agent.embedded.language.inferred import several
from agent.embedded.language.intents import Condition, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft

ASKING = words_of(
    "what what's whats which who how show list is are do does any there have has 's much many give tell find did "
    "'m 're see get wanna currently right now left exist exists total number count worth value records where had "
    "that ones display whose got been i we me in all still under way so far lined up going on coming scheduled "
    "planned happening day look like mine everything plate anything something full complete entire whole out "
    "every belong belongs assigned owned please haven only just sitting were was new between supposed should not "
    "no ve need want check than more least each per their them with together make add adds come comes by stage "
    "size due to overview summary breakdown or would be"
)
BEARING = words_of(
    "no not out less least more than between under without only just new planned scheduled coming happening lined"
)
"""Those of them that are part of a condition; a class that the workspace added gives them no other meaning."""
CUSTOMERS = words_of("customers clients buyers prospects")
"""Who has not answered, or is moved to another stage, stands for the deals with them."""


def trading(draft: Draft, cls: Class, noun: Noun) -> None:
    """Take the unknown words before companies, or behind "in", for what they do: "software firms", "firms in steel"."""
    if noun.said or "industry" not in cls.fields or any(one.field == "industry" for one in noun.where):
        return
    hints = noun.hints if not _CALLED & set(draft.clause.lows()) else []
    if not hints:
        left = [at for at in draft.left() if draft.sentence.tokens[at].kind == "word"]
        first = next((at for at in left if _within(draft, at)), None)
        run = [at for at in left if first is not None and first <= at < first + MOST_TRADE]
        draft.taken.update(run)
        if run and "address" in cls.fields and not {draft.low(at) for at in range(run[0], run[-1] + 2)} & _TRADES:
            words = draft.sentence.words(run[0], run[-1] + 1)
            among = ["industry", "address"]
            noun.where.append(Condition(field="industry", op="contains", value=words, among=among, cls=cls.name))
            return
        hints = [draft.sentence.tokens[at].inner for at in run if draft.low(at) not in _TRADES]
    if hints:
        noun.where.append(Condition(field="industry", op="contains", value=" ".join(hints)))
        noun.hints = []


def _within(draft: Draft, at: int) -> bool:
    """Whether a word says in which trade somebody is: "in the steel industry"."""
    lead = draft.low(at - 1) if draft.low(at - 1) != "the" else draft.low(at - 2)
    return lead == "in" or draft.low(at + 1) in _TRADES


MOST_TRADE = 3
"""Words that name a trade."""
_TRADES = words_of("industry sector business branch trade field")
_CALLED = words_of("called named name named titled like")


def class_said(draft: Draft, cls: Class) -> list[Mark]:
    """Return the words for a class that have no place yet."""
    return [mark for mark in draft.open("class") if cls.name in mark.value]


def take_verbs(draft: Draft) -> None:
    """Take the verbs that only ask."""
    for mark, form in draft.clause.verbs("show", "own", "happen", "about", "work", "ask"):
        if form in ("base", "s", "ing", "done", "past"):
            draft.take(mark)


def standing(draft: Draft, cls: Class) -> list[Mark]:
    """Return the listed values that stand for the records that have them."""
    return [mark for mark in draft.open("choice") if _several(draft, mark, cls)]


def _several(draft: Draft, mark: Mark, cls: Class) -> bool:
    """Whether a listed value stands for the records that have it: "my leads"."""
    value = next((value for owner, _, value in mark.value if owner == cls.name), "")
    if not value or draft.sentence.at(mark.first, "class"):
        return False
    return draft.sentence.words(mark.first, mark.last).lower() in (several(value) if cls.added else {f"{value}s"})
