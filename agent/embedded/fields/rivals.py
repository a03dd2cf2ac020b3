"""Whether what was bought, signed or won went to somebody else: "bought it from a local dealer", "our rivals won"."""

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft, name_of

_RIVALS = words_of("competitor competitors competition rival rivals incumbent elsewhere competitor's rival's")
_OTHER = words_of("another other others different cheaper competing else local bigger smaller rival third foreign")
"""Words that make somebody else of a seller: "another supplier", "someone else", "the other lot"."""
_SELLERS = words_of(
    "supplier suppliers vendor vendors provider providers firm firms company companies bidder bidders manufacturer "
    "maker dealer dealers shop agency contractor contractors brand house seller outfit party lot offer bid quote "
    "tender product system someone somebody anyone anybody people guys they one team"
)
_SOMEBODY = words_of("someone somebody")
_OURS = words_of("us me our ours ourselves myself mine we here")
_DENIED = words_of("not over than against instead despite without ahead beat beating beats no nor never rather")
"""Words before a rival who did not get it: "with us, not with the others", "over a cheaper bidder"."""
_PLACED = words_of("from with at by to for")
_ENDS = words_of(". ! ? ; , but so")
_ARTICLES = words_of("a an another some their the his her")
REACH = 9
"""A rival stands at most so many words behind what was bought."""


def theirs(draft: Draft, mark: Mark) -> bool | None:
    """Whether a purchase was somebody else's sale; nothing where that is not sure."""
    if _subject(draft, mark):
        return True
    start, end = mark.last, _end(draft, mark.last)
    if any(rival(draft, at) and not _denied(draft, at) for at in range(start, end)):
        return True
    for at in range(start, end):
        if draft.low(at) in ("from", "with", "by") and not _customer(draft, at + 1):
            return None
    return False


def rival(draft: Draft, at: int) -> bool:
    """Whether a word means somebody else who sells: "a competitor", "another firm", "someone cheaper"."""
    word, behind = draft.low(at), [draft.low(at + step) for step in (1, 2)]
    if draft.sentence.at(at, "name"):
        return False
    if word in _RIVALS:
        return True
    if word in _OTHER and word != "else":
        return bool(_SELLERS & set(behind)) or (word == "others" and draft.low(at - 1) == "the")
    return word in _SOMEBODY and bool(behind[0]) and behind[0] in _OTHER


def _denied(draft: Draft, at: int) -> bool:
    return bool({draft.low(place) for place in range(at - 4, at)} & _DENIED)


def _subject(draft: Draft, mark: Mark) -> bool:
    """Whether a rival is who bought, signed or won: "our rivals won it"."""
    if draft.low(mark.first) in ("we", "i") or draft.low(mark.first - 1) in ("we", "i", "'ve"):
        return False
    near = range(max(draft.clause.first, mark.first - 3), mark.first)
    return any(rival(draft, at) and not _denied(draft, at) and draft.low(at - 1) not in _PLACED for at in near)


def _end(draft: Draft, at: int) -> int:
    """Return where the words about a purchase end."""
    last = min(draft.clause.last, at + REACH)
    return next((place for place in range(at, last) if draft.low(place) in _ENDS), last)


def _customer(draft: Draft, at: int) -> bool:
    """Whether no other seller can be named here: it is us, a customer, a day, a share of the price."""
    while draft.low(at) in _ARTICLES:
        at += 1
    known = draft.sentence.at(at, "name")
    if known and name_of(known).of("Company", "Contact", "Deal", "_User"):
        return True
    if draft.low(at) in _OURS or any(draft.sentence.at(at, kind) for kind in ("amount", "date", "length", "class")):
        return True
    return not draft.low(at) or draft.sentence.tokens[at].kind != "word"
