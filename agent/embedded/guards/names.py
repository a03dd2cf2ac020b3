"""Names of records that are none, that took in the words behind them, or end too soon."""

import re

from agent.embedded.guards.trial import Trial
from agent.embedded.language.intents import Intent
from agent.embedded.language.words import FREE, words_of
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.draft import name_of

LONGEST = 5
"""Words in the name of a person; more are rarely a name."""
ORDINARY = 0.7
"""A word behind a new name is none of it from here on."""
_NEVER = words_of("no his her their is are and with the number phone email mail from who whose")
"""Words that stand in nobody's name."""
_GOING_ON = re.compile(r"(?:\band|,|;)\s+(?:the|his|her|its|their)\s+\w+\s+is\b", re.IGNORECASE)
_NEXT = re.compile(r"\band [^\W\d_]+['\u2019]s (?:to|is)\b", re.IGNORECASE)
_TYPED = ("email", "website", "phone")


def valued(trial: Trial) -> bool:
    """Whether something would be called by another of its values: "Industry: Seafood" is no company."""
    for intent in trial.made():
        title = _title(intent).casefold()
        others = [str(value).casefold() for name, value in intent.set.items() if name not in ("name", "title")]
        if title and title in others:
            return True
    return False


def overlong(trial: Trial) -> bool:
    """Whether a person would be called by words that are no name: "Ida Berg no firm"."""
    people = [one for one in _written(trial.decision) if one.cls == "Contact"]
    names = [str(one.set.get("name", "")).casefold().split() for one in people]
    return any(len(words) > LONGEST or _NEVER & set(words) for words in names)


def swallowed(trial: Trial) -> bool:
    """Whether a value goes on with what belongs elsewhere: "Hotel and the address is …", "CFO and Ann's to …"."""
    values = [value for one in _written(trial.decision) for value in one.set.values()]
    return any(isinstance(value, str) and (_GOING_ON.search(value) or _NEXT.search(value)) for value in values)


def _written(decision: Decision) -> list[Intent]:
    return [one for one in decision.intents if one.do in ("create", "update") and one.cls != "Activity"]


def cut(trial: Trial) -> bool:
    """Whether a new name seems to go on behind where it ends: "hanneke | vroom @ …", "Nakamura ISO | gap check"."""
    texts = [{**intent.set, **intent.link} for intent in trial.intents]
    kept = " ".join(str(value) for one in texts for name, value in one.items() if name not in _TYPED).casefold()
    titles = [_title(one) for one in trial.made() if one.cls != "Activity"]
    return any(title and _goes_on(title.casefold(), kept, trial) for title in titles)


def _goes_on(title: str, kept: str, trial: Trial) -> bool:
    """Whether a word stands behind a title that may be part of it, and stands in nothing else that is written."""
    said, words = trial.said, title.split()
    for at in range(len(words), len(said.tokens)):
        if "\n" in said.text[said.tokens[at - 1].end : said.tokens[at].start]:
            continue
        ends = said.low(at - 1) == words[-1] and said.words(at - len(words), at).casefold() == title
        token = said.tokens[at]
        plain = trial.evidence.tags.plain(token.start, token.end) >= ORDINARY
        marked = any(said.at(at, kind) for kind in ("amount", "date", "length"))
        word = token.kind == "word" and token.low not in FREE and not marked
        if ends and _proper(trial, at) and token.low not in kept:
            return True
        if ends and word and not plain and token.low not in kept:
            return True
    return False


def _proper(trial: Trial, at: int) -> bool:
    """Whether a word goes on with a capital letter where the one before it has one: "Harbour | Works"."""
    before, token = trial.said.tokens[at - 1], trial.said.tokens[at]
    mark = trial.said.at(at, "name")
    apart = mark is not None and mark.first == at and bool(name_of(mark).refs)
    capitals = before.proper and before.kind == token.kind == "word" and token.proper and not token.text.isupper()
    return capitals and token.low not in FREE and not apart and not trial.said.at(at, "date")


def _title(intent: Intent) -> str:
    return str(intent.set.get("name") or intent.set.get("title") or "")
