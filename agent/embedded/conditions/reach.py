"""Words that say whose the records may be: anybody's. "No matter whose", "whoever owns them", "for the whole team"."""

from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft

_ANYBODY = words_of("whoever whomever whosever whoever's whose who who's")
_MATTERS = (("no", "matter"), ("regardless", "of"), ("irrespective", "of"), ("does", "not", "matter"))
_TAIL = words_of(
    "it they them these those is are was belong belongs belonged to owns own owned has have got holds hold handles "
    "handle runs run looks look after in charge of desk they're it's assigned the owner rep deal deals"
)
_LEADS = words_of("for in across over of by with from throughout")
_WHOLE = words_of("the our all whole entire complete sales of other team team's")
_TEAM = words_of("team reps rep's colleagues everyone everybody us board office department crew salespeople owners")


def anybodys(draft: Draft) -> bool:
    """Take the words that say that the records of all are meant; return whether there are any."""
    found = [_matter(draft, at) or _team(draft, at) or _theirs(draft, at) for at in _open(draft)]
    return any(found)


def _open(draft: Draft) -> list[int]:
    return [at for at in range(draft.clause.first, draft.clause.last) if at not in draft.taken]


def _matter(draft: Draft, at: int) -> bool:
    """Take "no matter whose it is", "whoever they belong to", "regardless of owner"."""
    lead = next((len(words) for words in _MATTERS if _says(draft, at, words)), 0)
    if draft.low(at + lead) not in _ANYBODY and not (lead and draft.low(at + lead) in ("owner", "rep", "the")):
        return False
    if not lead and not draft.low(at).startswith(("whoever", "whomever", "whosever")):
        return False
    end = at + lead + 1
    while draft.low(end) in _TAIL:
        end += 1
    if draft.low(end) not in ("", ",", ".", ")", ";", "-", "!", "and") and not draft.sentence.at(end, "courtesy"):
        return False
    draft.span(at, end)
    return True


def _team(draft: Draft, at: int) -> bool:
    """Take "for the whole team", "across all reps", "everybody's"."""
    if draft.low(at) in ("everyone", "everybody", "team") and draft.low(at + 1) == "'s":
        draft.span(at, at + 2)
        return True
    if draft.low(at) not in _LEADS:
        return False
    end = at + 1
    while draft.low(end) in _WHOLE and draft.low(end) != "team":
        end += 1
    if draft.low(end) not in _TEAM or (end == at + 1 and draft.low(end) == "us"):
        return False
    draft.span(at, end + 1)
    return True


def _theirs(draft: Draft, at: int) -> bool:
    """Take "not just mine", "not only my own", "mine or not"."""
    if draft.low(at) != "not" or draft.low(at + 1) not in ("just", "only") or draft.low(at + 2) not in ("mine", "my"):
        return False
    draft.span(at, at + 3 + (draft.low(at + 3) in ("own", "ones")))
    return True


def _says(draft: Draft, at: int, words: tuple[str, ...]) -> bool:
    return all(draft.low(at + step) == word for step, word in enumerate(words))
