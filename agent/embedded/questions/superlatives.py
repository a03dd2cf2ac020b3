"""The one record that is asked for by its rank, with what else is asked of it: "which is the largest?"."""

from agent.embedded.conditions.ordering import ORDERS
from agent.embedded.language.intents import Intent
from agent.embedded.language.words import words_of
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.sentence import Clause, Sentence

_SUMMED = words_of("total together altogether sum average combined count")
_SORTING = words_of("sort sorted order ordered rank ranked list top all largest-first")
_POINTING = words_of("it that this he she they them")
_FURTHER = ("one", "person", "class")


def singled(made: Decision, said: Sentence) -> Decision:
    """Return a decision in which one record is asked for by its rank once, and its figures are not added up.

    Two figures of the same records share their conditions: "how many deals and how much do I have in June?".
    """
    if made.why or made.rival or any(intent.writes for intent in made.intents):
        return made
    message = Clause(said, 0, len(said.tokens))
    lows = set(message.lows())
    first = next((one for one in made.intents if _ranking(one)), None)
    if first and lows & ORDERS.keys() and not lows & (_SUMMED | _SORTING) and not _several(message, first):
        one = Intent(do="find", cls=first.cls, targets=first.targets, limit=1, form=first.form)
        made.intents = [one, *(other for other in made.intents if other is not first and not _again(other, first))]
        return made
    return _shared(made)


def _ranking(intent: Intent) -> bool:
    """Whether records are asked for, or added up, in the order of something."""
    asked = intent.do == "find" or (intent.do == "totals" and intent.measure in ("sum", "max", "min"))
    return asked and not intent.by and len(intent.targets) == 1 and bool(intent.targets[0].order) and intent.limit < TWO


TWO = 2


def _several(message: Clause, intent: Intent) -> bool:
    """Whether more than one is asked for: "the largest deals"; "the largest of my deals" is one."""
    marks = [mark for mark in message.marks("class") if intent.cls in mark.value]
    plural = [mark for mark in marks if message.sentence.low(mark.last - 1).endswith("s")]
    lows = message.lows()
    one = {"is", "'s", "closes", "has"} & set(lows) and "are" not in lows
    return bool(plural) and not one


def _again(other: Intent, first: Intent) -> bool:
    """Whether a further question is about the record that was asked for: "… and how much is it?"."""
    if other.do not in ("find", "totals", "about") or len(other.targets) != 1:
        return False
    noun = other.targets[0]
    same = noun.where == first.targets[0].where and noun.said == first.targets[0].said
    pointing = (noun.pronoun in _FURTHER or noun.text in _POINTING) and not noun.said and not noun.where
    return other.cls == first.cls and (same or pointing)


def _shared(made: Decision) -> Decision:
    """Return two figures of one class with the conditions that were said of the other."""
    figures = [one for one in made.intents if one.do == "totals" and not one.by and len(one.targets) == 1]
    if len(figures) == TWO == len(made.intents) and figures[0].cls == figures[1].cls:
        bare = [one for one in figures if not one.targets[0].where and not one.targets[0].said]
        told = [one for one in figures if one not in bare and not one.targets[0].pronoun]
        if len(bare) == len(told) == 1:
            bare[0].targets = told[0].targets
    return made
