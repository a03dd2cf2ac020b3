"""Which colleague "him" and "her" mean where something is given to somebody: the one who was spoken of before."""

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.sentences.clauses import sentences
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.evidence import NAMED
from agent.embedded.sentences.sentence import Sentence

_PRONOUNS = words_of("him her them")
_GIVING = words_of("let have make put give assign hand pass to over onto under with get ask appoint name send")
_CHARGED = words_of(
    "have handle handles take takes run own do look manage responsible in the owner lead deal care carry on please "
    ". ! , ;"
)
"""Words behind somebody who gets something: "let him have …", "make her responsible for …", "over to him."."""


def receiver(draft: Draft) -> tuple[int, Mark] | None:
    """Return where a pronoun says who gets something, and the colleague that it means; nothing where that is unsure."""
    places = [at for at in range(draft.clause.first, draft.clause.last) if _receives(draft, at)]
    led = [at for at in places if draft.low(at - 1) in ("to", "with", "under", "onto")] or places
    if len(led) != 1:
        return None
    found = _before(draft.sentence, led[0], draft)
    return (led[0], found) if found else None


def torn(draft: Draft) -> bool:
    """Whether a pronoun says who gets something, and it may be one of several colleagues."""
    if receiver(draft) or not any(_receives(draft, at) for at in range(draft.clause.first, draft.clause.last)):
        return False
    users = [m for m in draft.sentence.marks if m.kind == "name" and all(r.cls == "_User" for r in name_of(m).refs)]
    return len({ref.id for m in users for ref in name_of(m).refs}) > 1


def _receives(draft: Draft, at: int) -> bool:
    behind = draft.low(at + 1)
    return draft.low(at) in _PRONOUNS and draft.low(at - 1) in _GIVING and (not behind or behind in _CHARGED)


def _before(said: Sentence, at: int, draft: Draft) -> Mark | None:
    """Return the only colleague who is named in the last sentence before a word that names any."""
    for first, last in reversed(list(sentences(said))):
        marks = [m for m in said.marks if m.kind == "name" and first <= m.first < min(last, at)]
        users = [m for m in marks if all(ref.cls == "_User" for ref in name_of(m).refs)]
        if len(users) > 1:
            users = [m for m in users if not _mentioned(m, draft)] or [m for m in users if not _occupied(m, said)]
        if users:
            ids = {ref.id for m in users for ref in name_of(m).refs}
            return users[-1] if len(ids) == 1 else None
    return None


def _occupied(mark: Mark, said: Sentence) -> bool:
    """Whether somebody is told to be away or to have too much to do: "Ada is swamped, and …"."""
    at = mark.last
    while at < len(said.tokens) and said.low(at) not in _JOINTS:
        if said.low(at) in _OUT:
            return True
        at += 1
    return False


_JOINTS = words_of(", . ; ! ? and but while whereas so")
_OUT = words_of(
    "buried swamped away off sick ill unwell leave holiday holidays vacation overloaded overwhelmed drowning snowed "
    "stretched busy leaving left quit quits maternity paternity parental out gone full booked tied stuck"
)


def _mentioned(mark: Mark, draft: Draft) -> bool:
    evidence = draft.world.evidence
    tokens = draft.sentence.tokens
    role, sure = evidence.tags.role(tokens[mark.first].start, tokens[mark.last - 1].end) if evidence else ("", 0.0)
    return role == "by" and sure >= NAMED
