"""Whose field is asked for: of a name that is a record's whole name, the record's own field, where it has one.

"What do the notes on Acme say?" asks for the company's, and not for those of its people.
"""

from dataclasses import replace

from agent.embedded.language.intents import Condition, Intent, Noun
from agent.embedded.language.names import EXACT
from agent.embedded.language.vocabulary import Vocabulary
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.sentence import Sentence


def borne(made: Decision, said: Sentence, vocabulary: Vocabulary) -> Decision:
    """Return a decision in which questions for a field are about the record that is named, if that has the field."""
    intents = [_further(_people(_own(one, said, vocabulary), said), said, made) for one in made.intents]
    return made if intents == made.intents else replace(made, intents=intents)


def _own(intent: Intent, said: Sentence, vocabulary: Vocabulary) -> Intent:
    noun = intent.targets[0] if intent.do == "about" and len(intent.targets) == 1 else None
    refs = [ref for group in noun.said for ref in group] if noun and len(noun.said) == 1 else []
    exact = [ref for ref in refs if min(ref.score, ref.fit) >= EXACT]
    if not noun or not intent.of or len(exact) != 1 or exact[0].cls == intent.cls or noun.where or noun.hints:
        return intent
    cls = vocabulary.classes.get(exact[0].cls)
    spoken = any(intent.cls in mark.value for mark in said.marks if mark.kind == "class")
    if spoken or not cls or any(name not in cls.fields for name in (intent.of, *intent.also)):
        return intent
    own = noun.model_copy(update={"cls": cls.name, "said": [exact]})
    return intent.model_copy(update={"cls": cls.name, "targets": [own]})


def _further(intent: Intent, said: Sentence, made: Decision) -> Intent:
    """Return a question about a person with all of the address, the number and the notes that it names."""
    asked = {one.of for one in made.intents} | {name for one in made.intents for name in one.also}
    if intent.do != "about" or intent.cls != "Contact" or not intent.of or len(made.intents) > 1:
        return intent
    marks = [mark for mark in said.marks if mark.kind == "field" and not said.at(mark.first, "name")]
    named = [name for mark in marks for owner, name in mark.value if owner == "Contact" and name in _TOLD]
    more = [name for name in dict.fromkeys(named) if name not in asked]
    return intent.model_copy(update={"also": [*intent.also, *more]}) if more else intent


_TOLD = ("email", "phone", "notes")


def _people(intent: Intent, said: Sentence) -> Intent:
    """Return the people of a company where somebody asks who they are: "who's our contact at Acme?"."""
    asked = intent.do == "about" and intent.cls == "Company" and not intent.of and len(intent.targets) == 1
    named = any("Contact" in mark.value and "Company" not in mark.value for mark in said.marks if mark.kind == "class")
    if not asked or not named or said.low(0) not in ("who", "who's", "whos", "whom"):
        return intent
    where = [Condition(field="company", noun=intent.targets[0])]
    return Intent(do="find", cls="Contact", targets=[Noun(cls="Contact", where=where, many=True)])
