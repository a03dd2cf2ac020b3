"""Questions for several records, for a number or about one record, as the tagger hears them.

The rules read a question by the words they know; where the tagger clearly hears another one, or the rules read none,
the kind of question is the tagger's, and names and values are placed as everywhere else.
"""

from agent.embedded.counts import grouped, measured, totals
from agent.embedded.draft import Draft, World
from agent.embedded.evidence import Evidence, foreign
from agent.embedded.intents import Intent, Noun
from agent.embedded.nouns import nouns
from agent.embedded.ordinary import ORDINARY
from agent.embedded.selecting import ASKING, take_verbs
from agent.embedded.sentence import Clause, Sentence
from agent.embedded.vocabulary import Class
from agent.embedded.words import words_of

COUNT = 100
"""A smaller number without a currency counts things."""
ASKED = 0.8
"""A message is a question, and about one kind of answer, from this share on."""
PLAIN = 0.7
"""A word is no condition, from this share on that it names nothing."""
_SHOWING = words_of(
    "whoever has it only owns across team combined altogether one figure number title titles name names email "
    "emails phones numbers addresses amounts stages owners dates details info tell please pls give need list "
    "overview know knows me us we you they for the all everyone everybody somebody someone folks people guys "
    "still really just now currently sort kind at with talk speak work works there here get quick quickly"
)


def inquired(said: Sentence, world: World, *, unread: bool) -> list[Intent]:
    """Return the question that the tagger hears in a message; none where it hears no clear one, or words are left.

    A number is only looked for in what is `unread` otherwise: "my largest deal" is a total to the tagger, and a record.
    """
    evidence = world.evidence
    message = Clause(said, 0, len(said.tokens))
    if not evidence or foreign(message) or evidence.act(message).get("question", 0.0) < ASKED:
        return []
    shares = evidence.shares(message)
    best = max(shares, key=lambda name: shares[name], default="none")
    deed, _, plural = best.partition(".")
    if shares.get(best, 0.0) < ASKED:
        return []
    classes = world.vocabulary.classes.values()
    if deed == "find":
        cls = next((one for one in classes if one.plural == plural), None)
        return _find(message, world, evidence, cls) if cls else []
    deal = next((one for one in classes if one.name == "Deal"), None)
    return _total(message, world, evidence, deal) if deed == "total" and deal and unread else []


def _find(message: Clause, world: World, evidence: Evidence, cls: Class) -> list[Intent]:
    draft = Draft(message, world, evidence.passed(message), act="question")
    noun = _noun(draft, cls)
    return [Intent(do="find", cls=cls.name, targets=[noun])] if noun and not _open(draft) else []


def _total(message: Clause, world: World, evidence: Evidence, cls: Class) -> list[Intent]:
    draft = Draft(message, world, evidence.passed(message), act="question")
    known = totals(draft.copy(), cls)
    intent = known.intents[0] if known else Intent(do="totals", cls=cls.name, measure="sum", of=measured(draft, cls))
    intent.by = grouped(draft, cls)
    draft.take(*(mark for mark in draft.open("amount") if not mark.value.money and mark.value.value < COUNT))
    noun = _noun(draft, cls)
    if not noun:
        return []
    intent.targets = [noun]
    return [intent] if not _open(draft) else []


def _noun(draft: Draft, cls: Class) -> Noun | None:
    """Return the records that are asked for; nothing where no condition, name or "all" tells which."""
    found = nouns(draft, cls)
    noun = found[0] if found else Noun(cls=cls.name)
    if len(found) > 1:
        noun.said = [[ref for one in found for group in one.said for ref in group]]
    noun.pronoun = "" if noun.pronoun == "class" else noun.pronoun
    noun.hints, noun.many = [], True
    take_verbs(draft)
    draft.take(*draft.open("class"))
    draft.drop(ASKING | _SHOWING)
    return noun if noun.said or noun.where or noun.quiet_since or noun.no_next_step else None


def _open(draft: Draft) -> bool:
    """Whether a word is left that may be a condition: a value, a negation, or any behind where the question begins."""
    evidence = draft.world.evidence
    tokens = draft.sentence.tokens
    places = range(draft.clause.first, draft.clause.last)
    begin = next((at for at in places if draft.low(at) in _BEGINNING), draft.clause.first)
    return bool(draft.mattering()) or any(
        at >= begin or (evidence is not None and evidence.tags.plain(tokens[at].start, tokens[at].end) < PLAIN)
        for at in draft.left()
        if draft.low(at) not in ORDINARY
    )


_BEGINNING = words_of("what what's whats which who who's whom whose how where when list show give tell")
