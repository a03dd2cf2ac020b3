"""What an answer would drop in silence: a name that no record has, a name that found no place, a condition unread."""

from collections.abc import Iterator

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.questions.passing import passed_over
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.evidence import Evidence
from agent.embedded.sentences.sentence import Sentence

HEARD = 0.5
"""A word is heard as a name from this share on."""
ASIDE = 0.75
"""Words add nothing from this share on."""
WHOLE = 0.6
"""Words that say so much of a record's name name it."""
_NAMING = ("contact", "company", "user", "deal")
_KNOWN = ("name", "weak", "phrase", "choice", "date", "amount", "length", "class", "kind", "field", "outcome", "verb")
_LEADS = words_of("with from at for to of about by and or on regarding 's")
_MEASURING = words_of("most fewest least than")
_ASKED = ("find", "totals", "pipeline", "timeline", "about")


def dropped(intents: list[Intent], said: Sentence, evidence: Evidence) -> list[str]:
    """Return the words of a question that should be in its answer, and are not; of what changes something, none."""
    if not intents or any(intent.do not in _ASKED or intent.note or intent.supposed for intent in intents):
        return []
    kept = " ".join(intent.model_dump_json() for intent in intents)
    strange = [said.tokens[at].text for at in _strangers(said, evidence) if said.low(at) not in kept.casefold()]
    lost = [said.words(mark.first, mark.last) for mark in _lost(said, kept, evidence)]
    return list(dict.fromkeys([*strange, *lost, *_unread(intents, said), *_bare(intents, said, evidence)]))


def _strangers(said: Sentence, evidence: Evidence) -> Iterator[int]:
    """Yield the words that are heard as a name, or stand where somebody is named, and name no record."""
    for at, token in enumerate(said.tokens):
        if token.kind != "word" or passed_over(token.low) or any(said.at(at, kind) for kind in _KNOWN):
            continue
        slot, sure = evidence.tags.slot(token.start, token.end)
        called = slot in _NAMING and sure >= HEARD and (token.proper or said.low(at - 1) in _LEADS)
        if called or (said.low(at - 1) in _WITH and not token.low.endswith(_PLURAL)):
            yield at


_WITH = words_of("with from")
_PLURAL = ("s", "ing", "ly", "ed")


def _lost(said: Sentence, kept: str, evidence: Evidence) -> Iterator[Mark]:
    """Yield the names of which no record is in what is asked."""
    for mark in said.marks:
        if mark.kind != "name" or all(ref.score < WHOLE for ref in name_of(mark).refs):
            continue
        first, last = said.tokens[mark.first].start, said.tokens[mark.last - 1].end
        if evidence.tags.aside(first, last) >= ASIDE or evidence.tags.role(first, last)[0] == "by":
            continue
        if not any(f'"{ref.id}"' in kept or ref.name in kept for ref in name_of(mark).refs):
            yield mark


def _unread(intents: list[Intent], said: Sentence) -> list[str]:
    """Return the words that say something of the deals of people or companies, where only these are asked for."""
    only = intents[0] if len(intents) == 1 else None
    if not only or only.do not in ("find", "totals") or only.cls not in ("Contact", "Company") or only.lacking:
        return []
    if any(noun.order for noun in only.targets):
        return []
    deals = [
        said.words(mark.first, mark.last) for mark in said.marks if mark.kind == "class" and mark.value == ["Deal"]
    ]
    return deals + [token.text for token in said.tokens if token.low in _MEASURING]


def _bare(intents: list[Intent], said: Sentence, evidence: Evidence) -> list[str]:
    """Return the days and stages that were said, where the answer would be about all records there are."""
    asked = [intent for intent in intents if intent.do in ("find", "totals")]
    if len(asked) != len(intents) or any(intent.by or not _everything(intent) for intent in asked):
        return []
    known = {intent.cls for intent in asked}
    stages = [mark for mark in said.marks if mark.kind == "choice" and known & {owner for owner, _, _ in mark.value}]
    marks = [mark for mark in said.marks if mark.kind == "date"] + stages
    spans = [(said.tokens[mark.first].start, said.tokens[mark.last - 1].end) for mark in marks]
    return [said.text[first:last] for first, last in spans if evidence.tags.aside(first, last) < ASIDE]


def _everything(intent: Intent) -> bool:
    """Whether nothing tells which records are meant."""
    noun = intent.targets[0] if intent.targets else Noun(cls=intent.cls)
    told = noun.where or noun.said or noun.chosen or noun.hints or noun.pronoun or noun.ordinals
    return not (told or noun.quiet_since or noun.no_next_step or noun.called)
