"""What "it", "him" or "that deal" in a question means: the record that its message named before."""

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.questions.looking import record
from agent.embedded.questions.passing import passed_over
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.draft import Draft, World
from agent.embedded.sentences.sentence import Clause, Sentence


def mistaken(clause: Clause, read: Decision, world: World) -> bool:
    """Whether a question is about a record of one class by a name heard as one of another, or by too many words."""
    evidence = world.evidence
    described = [noun for intent in read.intents if intent.do == "about" for noun in intent.targets]
    if any(_overfull(noun) for noun in described) or _beside(clause, read, world):
        return True
    deals = [
        intent
        for intent in read.intents
        if intent.do == "about" and intent.cls in ("Activity", "Company")
        for noun in intent.targets
        if noun.said and all(ref.cls == "Deal" for group in noun.said for ref in group)
    ]
    return evidence is not None and (bool(deals) or evidence.otherwise(clause, read.intents))


def _beside(clause: Clause, read: Decision, world: World) -> bool:
    """Whether a day that only names something else was taken for a condition: "for the Monday meeting I need …"."""
    evidence = world.evidence
    if not evidence or not any(intent.do in ("find", "totals", "pipeline") for intent in read.intents):
        return False
    tokens = clause.sentence.tokens
    spans = [(tokens[mark.first].start, tokens[mark.last - 1].end) for mark in clause.marks("date")]
    return any(evidence.tags.plain(*span) >= PLAIN for span in spans)


PLAIN = 0.9
"""A day is none that records have, from this share on that it names nothing."""


def _overfull(noun: Noun) -> bool:
    """Whether two records, or a record and words that say nothing of it, were taken for one."""
    said = [{ref.id for ref in group if ref.cls == noun.cls} for group in noun.said]
    two = len(said) > 1 and all(said) and not set.intersection(*said)
    return two or bool(noun.said and noun.hints and all(passed_over(hint) for hint in noun.hints))


def pointed(made: Decision, said: Sentence, world: World) -> Decision:
    """Let "him" and "it" in a question mean the only record that its message names: "I have Jo here, when did …"."""
    asked = [intent for intent in made.intents if intent.do in ("about", "timeline") and not intent.writes]
    for noun in (noun for intent in made.intents if intent.do in ("find", "totals") for noun in intent.targets):
        if noun.pronoun == "one" and noun.text in ("that", "it", "this") and noun.where and not noun.said:
            noun.pronoun = ""  # "deals that have no contact", "every deal, whoever has it"
    lost = [intent for intent in asked if all(_pointing(noun) for noun in intent.targets)]
    if lost and world.evidence and len(asked) == len(made.intents):
        draft = Draft(Clause(said, 0, len(said.tokens)), world)
        about(lost, record(draft, world.evidence, acted=True))
    return made


def _pointing(noun: Noun) -> bool:
    return noun.pronoun in ("one", "person", "class") and not noun.said


def about(intents: list[Intent], named: Noun | None) -> list[Intent]:
    """Let a pronoun mean the record that was named in the sentence before."""
    for intent in intents:
        if not named or not intent.targets or not all(_pointing(noun) for noun in intent.targets):
            continue
        intent.targets = [named]
        if intent.cls != named.cls and intent.do in ("about", "timeline"):
            intent.cls = named.cls
            intent.of = intent.of if intent.do == "timeline" else ""
    return intents


def last(found: list[Intent]) -> Noun | None:
    """Return the record that was asked about last."""
    about = [intent for intent in found if intent.do in ("about", "timeline") and len(intent.targets) == 1]
    return about[-1].targets[0] if about else None
