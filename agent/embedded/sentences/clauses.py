"""A message cut into clauses that each say one thing."""

from collections.abc import Iterator

from agent.embedded.language.words import words_of
from agent.embedded.sentences.sentence import Clause, Sentence

_ENDS = (".", "!", "?", ";")
_JOINTS = words_of("and , then & plus also + - but so means meaning that")
_FILLING = words_of(
    "then also please pls and so just now plus , i we finally next to go ahead mind can could you kindly would i'd "
    "like want 'd therefore let's uh um should instead rather thanks ok okay simply only maybe will 'll need"
)
_ORDERS = words_of(
    "set move mark raise lower rename assign clear create log append plan complete delete cancel postpone show "
    "share win lose"
)
_ABBREVIATIONS = words_of("inc corp ltd co mr mrs ms dr st no nr approx e.g etc vs dept")


def clauses(sentence: Sentence) -> list[Clause]:
    """Cut where a sentence ends, and where another order, report or plan begins; never inside a text to be noted."""
    found: list[Clause] = []
    for first, last in sentences(sentence):
        begin = first
        for cut in _cuts(sentence, first, last):
            if cut > begin:
                found.append(Clause(sentence, begin, cut))
            begin = cut
        found.append(Clause(sentence, begin, _noted(sentence, begin, last)))
    return [clause for clause in found if any(token.kind != "mark" for token in _tokens(clause))]


def _noted(sentence: Sentence, begin: int, last: int) -> int:
    """Return where a clause ends that adds to notes, without "but don't remove what is there": nothing ever is."""
    verbs = [sentence.at(at, "verb") for at in range(begin, last)]
    fields = [sentence.at(at, "field") for at in range(begin, last)]
    adding = any(concept == "append" for verb in verbs if verb for concept, _ in verb.value) or any(
        name in ("notes", "description") for field in fields if field for _, name in field.value
    )
    for at in range(begin + 3, last) if adding else ():
        words = [sentence.low(at + step) for step in range(3)]
        if (words[0] in ("don't", "dont", "without", "never") and words[1] in _ERASING) or (
            words[:2] == ["do", "not"] and words[2] in _ERASING
        ):
            while sentence.low(at - 1) in (",", "but", "and", "please", "just", "-", "(", "."):
                at -= 1
            return at
    return last


_ERASING = words_of(
    "remove delete overwrite replace touch lose erase wipe change alter removing deleting overwriting replacing losing "
    "erasing changing drop"
)


def _tokens(clause: Clause) -> list:  # type: ignore[type-arg]
    return clause.sentence.tokens[clause.first : clause.last]


def sentences(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a message begins and ends; a text to be noted is one."""
    begin = 0
    noting = False
    cut = sentence.tokens
    for at, token in enumerate(cut):
        noting = noting or (token.low == ":" and _notes(sentence, begin, at))
        newline = at + 1 < len(cut) and "\n" in sentence.text[token.end : cut[at + 1].start]
        ends = (token.kind == "mark" and token.text in _ENDS and not _inside(sentence, at)) or newline
        if ends and (not noting or _order_at(sentence, at + 1)):
            yield begin, at + 1
            begin, noting = at + 1, False
    if begin < len(cut):
        yield begin, len(cut)


def _inside(sentence: Sentence, at: int) -> bool:
    """Whether a full stop belongs to a name or an abbreviation."""
    token = sentence.tokens[at]
    if token.text != ".":
        return False
    named = sentence.at(at, "name") or sentence.at(at, "date")
    return bool(named) or (sentence.low(at - 1) in _ABBREVIATIONS and at + 1 < len(sentence.tokens))


def _notes(sentence: Sentence, begin: int, at: int) -> bool:
    """Whether a colon opens a text to be noted down."""
    for place in range(begin, at):
        verb, kind, field = (sentence.at(place, name) for name in ("verb", "kind", "field"))
        if verb and any(concept in ("log", "append") for concept, _ in verb.value):
            return True
        if kind and not (verb and any(concept == "plan" for concept, _ in verb.value)):
            return True
        if field and any(name in ("notes", "description") for _, name in field.value):
            return True
    return False


def _cuts(sentence: Sentence, first: int, last: int) -> Iterator[int]:
    """Yield where a new clause begins inside a sentence."""
    noting = planning = False
    for at in range(first, last):
        word = sentence.low(at)
        verb = sentence.at(at, "verb")
        noting = noting or (word == ":" and _notes(sentence, first, at))
        planning = planning or bool(verb and verb.first == at and _plans(sentence, at))
        if noting or (planning and not _plan_at(sentence, at + 1)):
            continue
        told = word == ":" and at - first > 2 and _pair_at(sentence, at + 1, last)
        if (
            (word in _JOINTS or told)
            and at > first
            and sentence.at(at, "name") is None
            and _begins(sentence, at + 1, last)
        ):
            planning = False
            yield at + (word != "but" or not _kept_at(sentence, at + 1, last))


def _plans(sentence: Sentence, at: int) -> bool:
    verb = sentence.at(at, "verb")
    reminds = verb is not None and any(concept == "plan" for concept, _ in verb.value)
    return reminds and sentence.low(at) not in words_of("set schedule book plan arrange organise organize")


def _plan_at(sentence: Sentence, at: int) -> bool:
    while sentence.low(at) in _FILLING:
        at += 1
    return sentence.low(at) in ("remind", "schedule", "log", "assign", "mark") and sentence.low(at + 1) not in ("", ".")


def _begins(sentence: Sentence, at: int, last: int) -> bool:
    """Whether an order, report or plan begins at a token."""
    while at < last and sentence.low(at) in _FILLING:
        at += 1
    if at >= last:
        return False
    if sentence.low(at) in ("she", "he", "it", "they") and _state_at(sentence, at + 1) and not _reporting(sentence, at):
        return True
    if sentence.low(at) in ("all", "every", "each") and any(sentence.at(at + step, "class") for step in range(1, 5)):
        return True
    outcome = sentence.at(at, "verb")
    won = outcome and any(concept in ("win", "lose") and form == "past" for concept, form in outcome.value)
    told = sentence.at(at, "outcome")
    if (won and sentence.low(at - 1) in ("we", "i")) or (
        told and told.first in (at, at - 1) and not _reporting(sentence, at)
    ):
        return True
    if _value_at(sentence, at) or _field_of_at(sentence, at) or _kept_at(sentence, at, last):
        return True
    if _order_at(sentence, at) or _deed_at(sentence, at):
        return True
    return _pair_at(sentence, at, last) or _thing_at(sentence, at) or _taker_at(sentence, at)


def _taker_at(sentence: Sentence, at: int) -> bool:
    """Whether another colleague gets something here: "Raj takes Acme and | Lena gets Globex", "…, | Lena Globex"."""
    user = sentence.at(at, "name")
    if not user or user.first != at or not _colleague(sentence, at):
        return False
    takers = [mark for mark in sentence.marks if mark.kind == "name" and mark.last < at]
    before = [one for one in takers if sentence.low(one.last) in _TAKING and _colleague(sentence, one.first)]
    thing = user.last + (sentence.low(user.last) in ("the", "our"))
    told = sentence.low(user.last) in _TAKING or sentence.at(thing, "name") is not None
    return bool(before) and told


def _colleague(sentence: Sentence, at: int) -> bool:
    mark = sentence.at(at, "name")
    return mark is not None and all(ref.cls == "_User" for ref in mark.value.refs)


_TAKING = words_of("takes gets has owns handles runs inherits take get will should")


def _kept_at(sentence: Sentence, at: int, last: int) -> bool:
    """Whether some records are kept from what was just said: "…, leave the won ones alone", "don't touch Acme"."""
    words = [sentence.low(place) for place in range(at, min(at + 3, last))]
    if words[:1] in (["don't"], ["dont"]):
        return words[1:2] in (["touch"], ["include"], ["change"])
    if words[:2] == ["do", "not"]:
        return words[2:3] in (["touch"], ["include"], ["change"])
    rest = {sentence.low(place) for place in range(at + 1, min(at + 9, last))}
    return words[:1] in (["leave"], ["keep"], ["skip"], ["ignore"]) and bool(rest & _ALONE)


_ALONE = words_of("ones alone out untouched unchanged those")


def _value_at(sentence: Sentence, at: int) -> bool:
    """Whether "stage proposal", "amount 20k" begins here, in a sentence that has given no order yet."""
    field = sentence.at(at, "field")
    typed = field and any(sentence.at(field.last, kind) for kind in ("choice", "amount", "date"))
    before = [sentence.at(place, "verb") for place in range(max(0, at - 30), at)]
    if any(sentence.low(place) == "new" for place in range(max(0, at - 30), at)):
        return False
    return bool(typed) and not any(
        mark and any(form == "base" and concept in _ORDERS for concept, form in mark.value) for mark in before
    )


def _field_of_at(sentence: Sentence, at: int) -> bool:
    """Whether "the close date of Acme …" begins here, after "so"."""
    start = at + (sentence.low(at) == "the")
    field = sentence.at(start, "field")
    if not field or field.first != start or sentence.low(field.last) not in ("of", "for", "on"):
        return False
    led = at - 1 if sentence.low(at - 1) == "so" else at - 2
    return sentence.low(led) == "so"


def _reporting(sentence: Sentence, at: int) -> bool:
    """Whether a call or the like is being told of: what follows belongs to that story."""
    back = range(max(0, at - 25), at)
    deeds = [mark for mark in (sentence.at(place, "deed") for place in back) if mark]
    kinds = any(sentence.at(place, "kind") for place in back)
    return kinds or any(
        form == "past" and concept in ("call", "email", "meet") for mark in deeds for concept, form in mark.value
    )


def _state_at(sentence: Sentence, at: int) -> bool:
    """Whether a state is told of something just named: "she is now at …", "it's won"."""
    at += sentence.low(at) in ("is", "'s", "now", "has", "are") and not sentence.at(at, "field")
    return any(mark and mark.first in (at, at - 1) for mark in (sentence.at(at, "field"), sentence.at(at, "outcome")))


def _thing_at(sentence: Sentence, at: int) -> bool:
    """Whether "a meeting with …", "a company …" begins here, after another such thing."""
    if sentence.low(at) not in ("a", "an", "another"):
        return False
    place = at + 1 + (sentence.low(at + 1) == "new")
    kind, cls = sentence.at(place, "kind"), sentence.at(place, "class")
    before = [sentence.at(one, "verb") for one in range(max(0, at - 25), at)]
    made = any(concept in ("create", "plan", "log") for verb in before if verb for concept, _ in verb.value)
    return made and bool(kind or (cls and sentence.low(place + 1) not in ("and", ",", "")))


def _order_at(sentence: Sentence, at: int) -> bool:
    while sentence.low(at) in _FILLING:
        at += 1
    verb = sentence.at(at, "verb")
    if not verb or verb.first != at or sentence.at(at, "name"):
        return False
    field = sentence.at(at, "field")
    if field and field.first == at and any(sentence.at(place, "date") for place in (field.last, field.last + 1)):
        return False
    asked = ("base", "ing") if sentence.low(at - 1) == "mind" else ("base",)
    return any(concept in _ORDERS and form in asked for concept, form in verb.value)


def _deed_at(sentence: Sentence, at: int) -> bool:
    deed = sentence.at(at, "deed")
    if not deed or deed.first != at:
        return False
    past = any(form == "past" and concept in ("call", "email", "meet", "send") for concept, form in deed.value)
    base = any(form == "base" and concept in ("call", "email", "meet", "follow") for concept, form in deed.value)
    noun = sentence.low(at - 1) in ("a", "the", "an", ",") and base
    return (past or base) and not noun


def _pair_at(sentence: Sentence, at: int, last: int) -> bool:
    """Whether "Globex to proposal" begins here, after "move Acme to won and"."""
    at += sentence.low(at) in ("the", "our", "my")
    name = sentence.at(at, "name")
    if not name or name.first != at:
        return False
    near = range(name.last, min(name.last + 3, last))
    far = (sentence.at(place, "choice") for place in range(name.last, min(name.last + 9, last)))
    if sentence.low(at - 1 - (sentence.low(at - 1) in ("the", "our", "my"))) in (
        "means",
        "that",
        "so",
        "meaning",
    ) and any(mark and sentence.low(mark.first - 1) in ("to", "into", "in", "the") for mark in far):
        return True
    if any(
        sentence.at(place, "outcome")
        or sentence.at(place, "field")
        or (sentence.at(place, "choice") and sentence.low(place - 1) in ("is", "now", "in", "was", "'s"))
        for place in near
    ):
        return True
    if not _complete(sentence, at):
        return False
    return any(
        sentence.low(place) in ("to", "into", "->", "→", "as") for place in range(name.last, min(name.last + 4, last))
    )


def _complete(sentence: Sentence, at: int) -> bool:
    """Whether a "to" with its value, or a value, stands right before the joint: "Acme is now 24k, and …"."""
    place = at - 1
    while sentence.low(place) in ("and", ",", "&", "the", "our", "my", "then", "also"):
        place -= 1
    if any(sentence.at(place, kind) for kind in ("amount", "choice", "date")):
        return True
    return any(sentence.low(place) in ("to", "into", "->", "→", "as") for place in range(max(0, at - 7), at))
