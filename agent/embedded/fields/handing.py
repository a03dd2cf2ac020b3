"""Whether a clause is about whose a record is: "assign", "Priya takes over", "Acme -> Raj"."""

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft, name_of


def assigning(draft: Draft) -> bool:
    """Whether the clause is about whose a record is."""
    if "assign" in draft.carried or any(not _giving(draft, mark) for mark, _ in draft.clause.verbs("assign")):
        return True
    for mark, _ in draft.clause.verbs("move"):
        user = draft.sentence.at(mark.last + 1, "name")
        going = draft.low(mark.first) in ("go", "goes", "went") and draft.low(mark.last) == "to"
        if going and user and name_of(user).of("_User"):
            return True
        over = (
            draft.low(mark.first).startswith(("take", "took", "hand", "pass", "turn")) and "over" in draft.clause.lows()
        )
        if over and any(name_of(one).of("_User") for one in draft.names()):
            return True
    return _handed(draft) or _running(draft)


def _giving(draft: Draft, mark: Mark) -> bool:
    """Whether somebody gives up, or gives us something: "I give up for this week", "I'll give you a new one"."""
    return draft.low(mark.first) in ("give", "gives", "gave", "giving") and draft.low(mark.last) in _TAKERS


_TAKERS = ("up", "you", "me", "us", "in", "way", "a", "an", "some")


def _handed(draft: Draft) -> bool:
    """Read "annual plan: raj", "globex pilot -> lena", "all unassigned deals to Priya"."""
    names = draft.clause.marks("name")
    if not names or draft.act != "order" or not name_of(names[-1]).of("_User"):
        return False
    if draft.low(names[-1].first - 1) not in (":", "->", "→", "=>", "=", "to", "over", "under"):
        return False
    if any(
        form == "base" and concept != "assign" for mark in draft.clause.marks("verb") for concept, form in mark.value
    ):
        return draft.low(names[-1].first - 1) == "under" and any(True for _ in draft.clause.verbs("set", "move"))
    several = any(draft.plural(mark) for mark in draft.clause.marks("class"))
    rest = [at for at in draft.left() if not any(at in one.places for one in names)]
    return several or (len(names) == 2 and not rest)


def _running(draft: Draft) -> bool:
    """Read "Priya should run the migration", "I want Lena to take it": a user, then a word of owning."""
    for user in draft.clause.marks("name"):
        if not name_of(user).of("_User") or draft.act != "order":
            continue
        at = user.last
        while draft.low(at) in words_of("to should will must shall can now then ll 'll is are going gets be"):
            at += 1
        if draft.low(at) in _OWNING and (
            at > user.last or draft.low(at) in ("takes", "gets", "owns", "runs", "handles")
        ):
            draft.span(user.last, at + 1)
            draft.take(*(wish for wish, _ in draft.clause.verbs("ask") if wish.last <= user.first))
            return True
    return False


_OWNING = words_of(
    "run runs own owns handle handles manage manages lead have take takes get gets look handling running taking"
)
