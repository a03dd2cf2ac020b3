"""What a clause does: orders, asks, supposes, forbids, reports what others said, or tells what has been done."""

from itertools import pairwise
from typing import Literal

from agent.embedded.language.words import openings, words_of
from agent.embedded.sentences.sentence import Clause

Act = Literal["order", "question", "about doing", "supposed", "forbidden", "reported", "doubted", "told"]

_WH = words_of("what what's whats which who who's whos whom whose when when's where why how wich wat wht hw")
_AUX = words_of("is are was were did does do has isn't aren't wasn't didn't doesn't hasn't haven't am weren't any")
_SKIP = words_of(
    "please pls plz hey hi hello ok okay so well and but now also then , thanks um uh oh yo just btw actually er "
    "hmm dear - : to alright right great quick ugh lol omg wow yay woohoo damn fyi folks sir madam assistant "
    "question sorry no yes wait erm ah good morning there team parley mate bro guys curious afternoon evening "
    "tell me cool perfect"
)
_FORBID = openings(
    "don't|dont|do not|never|no need to|please not|not to|shouldn't|mustn't|must not|should not|stop|refrain|avoid|"
    "hold off|leave|keep|under no circumstances|do nt|need not|needn't|not yet|hold on|forget about|no one|nobody"
)
_SPEAKING = words_of("please pls you we i and but just then so also now , - ; to should must nobody they'd ok okay")
"""Words after which a negation is meant for us; after others it tells of others."""
_SUPPOSE = openings(
    "what if|suppose|supposing|imagine|hypothetically|assuming|if|what would|what happens|should i|should we|"
    "shall i|shall we|would it|would you recommend|would moving|let's say|in case|unless|once|whenever|"
    "as soon as|would be|had we|say we|theoretically|in theory|provided|when we|when they|when she|when he|"
    "pretend|do you think|how about|what about|why not|would we|would i|could this|might be|what do you think"
)
_ABOUT = openings(
    "how do i|how can i|how to|how do you|how would i|can i|could i|may i|can we|could we|am i allowed|"
    "is it possible|are you able|do you know how|how does one|can someone|can anyone|is there a way|do i have to|"
    "do i need|do we need|do we have to|how should|how could|are we allowed|can raj|must i|must we|why should"
)
_DOUBT = words_of(
    "maybe perhaps probably possibly might may thinking wondering considering unsure debating guess tempted "
    "think wonder consider supposed eventually someday pondering hoping hope contemplating doubt afraid almost "
    "nearly planned intend intending thought considered leaning toying likely hopefully ought"
)
_OTHERS = words_of(
    "said says told tells asked asks wants wanted claims claimed suggested suggests mentioned mentions insists "
    "insisted wrote writes requested thinks believes reckons demanded proposes heard rumour rumor apparently "
    "supposedly allegedly hinted hopes expects promised promises confirmed would recommended"
)


def head(clause: Clause) -> int:
    """Return the first token that is no greeting or filler."""
    at = clause.first
    low = clause.sentence.low
    while at < clause.last:
        mark = clause.sentence.at(at, "courtesy")
        if mark and mark.first == at:
            at = mark.last
        elif low(at) in _SKIP and not (low(at) == "no" and low(at + 1) == "need"):
            at += 1
        else:
            break
    return at


def act(clause: Clause) -> Act:
    """Return what the clause does, judged by how it begins and by the words that take an order back."""
    at = head(clause)
    raw = _begin(clause)
    low = clause.sentence.low
    opened = clause.sentence.at(clause.first, "courtesy")
    if opened and opened.value == ["opening"]:
        at = raw = opened.last
    if _starts(clause, raw, _ABOUT) and not _seeing(clause, raw):
        return "about doing"
    if _starts(clause, at, _SUPPOSE) or _starts(clause, raw, _SUPPOSE):
        return "supposed"
    if _forbidden(clause, raw):
        return "forbidden"
    asking = low(at) in ("have", "had", "don't") and low(at + 1) in words_of("i we you they he she any anyone")
    if low(at) in _WH or low(at) in _AUX or asking:
        return "question"
    if _starts(clause, at, _ABOUT):
        return "about doing"
    return _stated(clause, at)


def _stated(clause: Clause, at: int) -> Act:
    words = clause.lows()
    opening = words[: max(0, at - clause.first) + 7]
    if any(word in _DOUBT for word in opening) and _personal(opening):
        return "doubted"
    if any(word in ("maybe", "perhaps", "probably", "possibly", "hopefully", "likely") for word in words):
        return "doubted"
    if _others(clause, at):
        return "reported"
    if _told(clause, at):
        return "told"
    last = words[-1] if words else ""
    courteous = (
        clause.sentence.at(clause.first, "courtesy") is not None or clause.sentence.at(at - 1, "courtesy") is not None
    )
    return "question" if last == "?" and not courteous and not _ordered(clause, at) else "order"


def commanding(clause: Clause) -> bool:
    """Whether a clause begins with a verb in the form of a command, and is written as no question."""
    return _ordered(clause, head(clause)) and clause.lows()[-1:] != ["?"]


def _ordered(clause: Clause, at: int) -> bool:
    verb, turn = clause.sentence.at(at, "verb"), clause.sentence.at(at, "turn")
    return bool(turn) or bool(verb and verb.first == at and any(form == "base" for _, form in verb.value))


def _begin(clause: Clause) -> int:
    """Return the first token that is no greeting; courtesies such as "can we" count as words here."""
    at = clause.first
    while at < clause.last and clause.sentence.low(at) in _SKIP and clause.sentence.low(at) not in ("no", "please"):
        at += 1
    return at


def _starts(clause: Clause, at: int, known: tuple[tuple[str, ...], ...]) -> bool:
    said = [clause.sentence.low(place) for place in range(at, min(at + 4, clause.last))]
    if said[:2] in (["if", "you"], ["if", "possible"]) and said[2:3] != ["were"]:
        return False
    return any(tuple(said[: len(opening)]) == opening for opening in known)


def _seeing(clause: Clause, at: int) -> bool:
    """Whether "can I" only asks to see something."""
    rest = [clause.sentence.low(place) for place in range(at, min(at + 4, clause.last))]
    return bool(rest) and any(word in ("see", "get", "have", "view", "know") for word in rest[2:4])


def _forbidden(clause: Clause, at: int) -> bool:
    low = clause.sentence.low
    for place in range(at, clause.last):
        if (
            clause.sentence.at(place, "quote")
            or low(place) in (":", "about", "that", "saying")
            or _planning(clause, place)
        ):
            return False
        if _kept(clause, place) and (place == at or low(place - 1) in _SPEAKING):
            return True
    return False


def _planning(clause: Clause, at: int) -> bool:
    verb = clause.sentence.at(at, "verb")
    return bool(verb and any(concept == "plan" for concept, _ in verb.value)) and low_of(clause, at) not in (
        "don't",
        "dont",
        "do",
    )


def low_of(clause: Clause, at: int) -> str:
    """Return a word of a clause in lower case."""
    return clause.sentence.low(at)


def _happened(clause: Clause, at: int) -> bool:
    deed = clause.sentence.at(at, "deed")
    return bool(
        deed and any(form == "past" and concept in ("call", "email", "meet", "send") for concept, form in deed.value)
    )


def _kept(clause: Clause, at: int) -> bool:
    low = clause.sentence.low
    if low(at) in ("don't", "dont", "do") and _reminds(clause, at):
        return False
    if low(at) == "do" and low(at + 1) == "not" and low(at + 2) == "let":
        return False
    if low(at) in ("don't", "dont") and low(at + 1) in ("let", "you", "i", "we", "know", "have"):
        return False
    if low(at) == "leave" and low(at + 1) in ("a", "voicemail"):
        return False
    if low(at) == "leave":
        return any(low(place) in ("alone", "as", "it", "untouched", "unchanged") for place in range(at, clause.last))
    if low(at) == "keep":
        noting = any(low(place) in _FILES for place in range(at + 2, min(at + 9, clause.last)))
        return low(at + 1) not in ("me", "a", "track", "note", "in") and not noting
    if low(at) == "nobody" or (low(at), low(at + 1)) == ("no", "one"):  # "nobody there wants it" only tells
        return any(low(place) in _TOUCHING for place in range(at + 1, min(at + 6, clause.last)))
    return _starts(clause, at, _FORBID)


def _reminds(clause: Clause, at: int) -> bool:
    """Whether "don't" forbids nothing: "don't forget to", and "we don't need it any more", which is a reason."""
    words = clause.lows()[at - clause.first :]
    if "forget" in words[1:3]:
        return True
    return "need" in words[1:3] and _no_more(words)


def _no_more(words: list[str]) -> bool:
    return "anymore" in words or ("any", "more") in pairwise(words) or ("any", "longer") in pairwise(words)


_TOUCHING = words_of(
    "may should shall must allowed touch touches change changes edit edits move moves delete deletes update updates"
)
"""What nobody shall do to a record."""
_FILES = words_of("record records file files note notes somewhere mind entry card")
"""Where something is kept that shall be written down: "keep that in her file"."""


def _personal(words: list[str]) -> bool:
    return any(word in words_of("i i'm we we're i'd 'm 're was were am") for word in words) or words[:1] in (
        ["maybe"],
        ["perhaps"],
        ["probably"],
        ["possibly"],
        ["thinking"],
        ["might"],
        ["considering"],
        ["wondering"],
        ["tempted"],
        ["hopefully"],
        ["almost"],
    )


def _others(clause: Clause, at: int) -> bool:
    """Whether somebody else is said to have said it: "Jane asked us to move the deal"."""
    low = clause.sentence.low
    for place in range(at, min(at + 8, clause.last)):
        if (
            clause.sentence.at(place, "quote")
            or low(place) in (":",)
            or _planning(clause, place)
            or _happened(clause, place)
        ):
            return False
        if low(place) in _OTHERS and place > at and low(place - 1) not in words_of("i we is to be 've have"):
            return not clause.sentence.at(place, "name")
        if low(place) in ("apparently", "supposedly", "allegedly", "rumour", "rumor"):
            return True
    return False


def _told(clause: Clause, at: int) -> bool:
    """Whether the speaker tells what he himself did: "I moved it to won yesterday"."""
    low = clause.sentence.low
    if low(at) not in ("i", "we", "i've", "we've"):
        return False
    place = at + 1
    while low(place) in words_of("already just have 've had also then"):
        place += 1
    verb = clause.sentence.at(place, "verb")
    deed = clause.sentence.at(place, "deed")
    if not verb or (deed and any(concept in ("call", "email", "meet", "send") for concept, _ in deed.value)):
        return False
    concepts = {concept for concept, form in verb.value if form in ("past", "done")}
    return bool(
        concepts & {"set", "move", "mark", "delete", "create", "assign", "raise", "lower", "rename", "clear", "share"}
    )
