"""The words for a case with what they take from the condition: the time that "there" means, who "him" is."""

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.questions.appointed import Appointed
from agent.embedded.questions.checks import Check, named
from agent.embedded.questions.engagements import Engaged
from agent.embedded.questions.freedom import Free
from agent.embedded.questions.numbers import Counted
from agent.embedded.sentences.branches import Branches
from agent.embedded.sentences.cases import Case
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.sentence import Clause, Sentence

_TIME = words_of("time hour slot moment")
_HIM = words_of("him her")
_HEADS = ("class", "kind", "choice", "field")


def worded(case: Case, said: Sentence, branches: Branches, check: Check, *, there: bool) -> str:
    """Return the words for a case as a message of their own; `there` means what the condition named, if so."""
    edits = {
        **(_timed(case, said, check) if there else {}),
        **_personal(case, said, branches, check),
        **_another(case, said, check),
        **_same(case, said, check),
    }
    text, at = "", case.first
    start = said.tokens[case.first].start
    while at < case.last:
        if at in edits:
            last, words = edits[at]
            text += said.text[start : said.tokens[at].start] + words
            start, at = said.tokens[last - 1].end, last
        else:
            at += 1
    text += said.text[start : said.tokens[case.last - 1].end]
    dated = any(_dated(mark, said, check) for mark in Clause(said, case.first, case.last).marks("date"))
    if there and isinstance(check, Free) and not dated and check.there not in text:
        text = f"{text.rstrip(' .!')} {check.there}"
    return text


def _timed(case: Case, said: Sentence, check: Check) -> dict[int, tuple[int, str]]:
    """Return where "there", "then", "at that time" stand for what the condition named."""
    dates = Clause(said, case.first, case.last).marks("date")
    if not check.there or any(_dated(mark, said, check) for mark in dates):
        return {}
    for at in range(case.first, case.last):  # "put one in at 11:00 that day"
        if dates and said.low(at) in ("that", "same") and said.low(at + 1) == "day":
            return {at - (said.low(at - 1) == "the"): (at + 2, f"on {check.there}")}
    if dates:
        return {}
    for at in range(case.first, case.last):
        if said.low(at) in ("at", "in", "for") and said.low(at + 1) == "that" and said.low(at + 2) in _TIME:
            return {at: (at + 3, check.there)}
        if said.low(at) == "there" or (said.low(at) == "then" and isinstance(check, Free)):
            return {at: (at + 1, check.there)}
    return {}


def _dated(mark: Mark, said: Sentence, check: Check) -> bool:
    """Whether a time has its own day: not an hour of the day that the condition is about, "at 11:00 that day"."""
    pointing = "that day" in said.words(mark.first, mark.last).lower() or "same day" in said.words(
        mark.first, mark.last
    )
    own = bool(mark.value.day) and not pointing
    return own or not (isinstance(check, Free) and not check.when.clock)


def _another(case: Case, said: Sentence, check: Check) -> dict[int, tuple[int, str]]:
    """Return where "one" is such a meeting as the condition spoke of: "plan one for Monday"."""
    if not isinstance(check, Engaged) or not check.noun.said or not check.words:
        return {}
    for at in range(case.first + 1, case.last):
        if (
            said.low(at) == "one"
            and said.at(at - 1, "verb")
            and not any(said.at(one, "name") for one in range(case.first, case.last))
        ):
            return {at: (at + 1, f"a {check.words} with {check.noun.text}")}
    return {}


def _same(case: Case, said: Sentence, check: Check) -> dict[int, tuple[int, str]]:
    """Return where the activity that the condition was about is named once more: "move the call with Ann …"."""
    words = check.words.casefold() if isinstance(check, Appointed) else ""
    for mark in Clause(said, case.first, case.last).marks("kind"):
        if not words or said.words(mark.first, mark.last).casefold() != words:
            continue
        owner = said.at(mark.first - 2, "name") if said.low(mark.first - 1) == "'s" else None
        first = owner.first if owner else mark.first - (said.low(mark.first - 1) in _DETERMINERS)
        whom = said.at(mark.last + 1, "name") if said.low(mark.last) in ("with", "for", "of") else None
        return {first: (whom.last if whom else mark.last, "it")}
    return {}


_DETERMINERS = words_of("the my our her his their this that")


def _personal(case: Case, said: Sentence, branches: Branches, check: Check) -> dict[int, tuple[int, str]]:
    """Return where "him" means the colleague whose records the condition counted."""
    users = named(branches.condition, "_User") if isinstance(check, Counted) else []
    if len(users) != 1 or named(branches.condition, "Contact"):
        return {}
    name = name_of(users[0]).text
    found = {}
    for at in range(case.first, case.last):
        owned = any(said.at(at + 1, kind) for kind in _HEADS) and said.low(at) == "her"
        if said.low(at) in _HIM and not owned:
            found[at] = (at + 1, name)
    return found
