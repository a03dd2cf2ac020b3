"""What a plan is called: the words of the thing that is planned, without those of the order to plan it."""

from agent.embedded.language.intents import Intent
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import FREE, words_of
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.sentence import Sentence
from agent.embedded.values.anchors import points

_ORDERING = words_of("block slot squeeze pop throw stick reserve pencil put get enter jot diarise diarize fix")
"""Verbs that put something into a calendar, beside those of planning and adding."""
_ORDERED = ("plan", "create", "log", "append", "set")
_PLACES = words_of("plan plans planner calendar diary agenda schedule list system crm book books cal")
_WHOSE = words_of("my the our your")
_INTO = words_of("in into on onto to")
_CALLED = words_of("titled called named entitled labelled labeled")
_CALLING = words_of("name call title label entitle")
_TITLES = words_of("title name subject heading headline label topic")
_OWNING = words_of("title subject topic")
_PEOPLE = words_of("him her them it me")


def titled(draft: Draft) -> tuple[str, set[int]]:
    """Return what somebody says that a plan is called, and all words that say so: "… and name it Office tour"."""
    for at in range(draft.clause.first, draft.clause.last):
        start = _called(draft, at)
        if not start:
            continue
        end = start
        while end < draft.clause.last and not _ends(draft, end, end == start):
            end += 1
        text = draft.sentence.words(start, end).strip(" \"'\u201c\u201d,.:;")
        if text:
            first = at - (draft.low(at - 1) in ("and", ",", "both", "under", "with"))
            return _capital(text), set(range(first, end))
    return "", set()


def _called(draft: Draft, at: int) -> int:
    """Return where the title begins that these words lead up to; 0 for none."""
    word, behind = draft.low(at), draft.low(at + 1)
    if word in _CALLING and behind in ("it", "this", "that", "both") and at > draft.clause.first:
        return at + 2
    quoted = draft.sentence.at(at + 1, "quote") is not None
    behind_thing = draft.sentence.at(at - 1, "kind") or draft.sentence.at(at - 1, "date")
    if word in _CALLED and (quoted or behind_thing or draft.low(at - 1) in ("both", ",", "all")):
        return at + 1
    led = draft.low(at - 1) in ("the", "under", "with", "same") or draft.low(at + 1) in (":", "=", "is")
    owned = word in _OWNING and draft.low(at - 1) in (",", ".")
    if word in _TITLES and (led or quoted or owned) and at > draft.clause.first:
        start = at + 1 + (behind in (":", "=", "is", "of"))
        return start if draft.low(start) not in ("", "of", "and", ",") else 0
    return 0


def _ends(draft: Draft, at: int, first: bool) -> bool:
    if draft.sentence.at(at, "date") or draft.low(at) in (":", ";", ",", ".", "!", "?", "("):
        return True
    verb = draft.sentence.at(at + 1, "verb") or draft.sentence.at(at + 1, "deed")
    joint = draft.low(at) == "and" and verb is not None
    return not first and (joint or draft.low(at) in ("please", "pls", "with", "for", "on", "at", "thanks"))


def ordered(draft: Draft, start: int) -> bool:
    """Whether a clause begins with the verb that puts something into the calendar, and not with what is to be done."""
    lead = range(draft.clause.first, start)
    if any(draft.sentence.tokens[at].kind == "word" and draft.low(at) not in FREE | _THEN for at in lead):
        return False
    verb = draft.sentence.at(start, "verb")
    concepts = {concept for concept, form in verb.value if form == "base"} if verb else set()
    return bool(concepts & {*_ORDERED}) or draft.low(start) in _ORDERING


_THEN = words_of("then now also next so")


def thing(draft: Draft, places: list[int]) -> list[int]:
    """Return the words of the kind of activity that an order puts into the calendar: "put a [handover call …]"."""
    near = [at for at in places[:REACH] if draft.sentence.at(at, "kind")]
    if not near:
        return []
    first = near[0]
    article = next((at for at in range(first - 1, first - 4, -1) if draft.low(at) in _ARTICLES), 0)
    if article and all(draft.sentence.tokens[at].kind == "word" for at in range(article, first)):
        first = article + 1
    while first - 1 in places and _describes(draft, first - 1):
        first -= 1
    return [at for at in places if at >= first]


_ARTICLES = words_of("a an the another one my our")
REACH = 8
"""Words between an order and the kind of activity that is ordered, at most."""


def _describes(draft: Draft, at: int) -> bool:
    """Whether a word tells more of the kind behind it: "handover", "quick", not "a", "the" or a verb."""
    token = draft.sentence.tokens[at]
    if token.kind not in ("word", "number") or token.low in FREE:
        return False
    return not (draft.sentence.at(at, "verb") or draft.low(at) in _ORDERING | _PEOPLE | {"down"})


def kept(draft: Draft, places: list[int]) -> list[int]:
    """Return the words of a thing without the calendar it is put into, and words that point to a day."""
    dropped: set[int] = set()
    for at in places:
        if draft.low(at) in _INTO:
            end = at + 1 + (draft.low(at + 1) in _WHOSE)
            if draft.low(end) in _PLACES and (end > at + 1 or draft.low(at) in ("in", "into")):
                dropped.update(range(at, end + 1))
    found = [at for at in places if at not in dropped]
    while len(found) > 1 and draft.low(found[-1]) in _OPEN | {"down", ","}:  # "put a call to him in for the 3rd"
        found.pop()
    return found


def body(draft: Draft, places: list[int]) -> tuple[list[int], str]:
    """Return the words of a subject without what is told behind it, and that: "…, she asked for an agenda"."""
    for at in places[2:]:
        told = draft.low(at) in (",", ";", ".", "(", "-") and draft.low(at + 1) in _TELLING
        why = draft.low(at) in ("because", "since", "cause", "cos", "so") and draft.low(at + 1) in _TELLING
        if told or why:
            text = (
                draft.sentence.words(at + 1, draft.clause.last) if told else draft.sentence.words(at, draft.clause.last)
            )
            return [one for one in places if one < at], _capital(text.strip(" ,.;)"))
    return places, ""


_TELLING = words_of(
    "she he they it we i his her their she's he's they're it's i'll we'll as because since otherwise there that's the"
)


def spoken(draft: Draft, places: list[int]) -> str:
    """Join words as they were written; where some were left out, with a space; names as their records have them."""
    parts: list[str] = []
    for index, at in enumerate(places):
        token = draft.sentence.tokens[at]
        near = index > 0 and places[index - 1] == at - 1
        gap = draft.sentence.text[draft.sentence.tokens[at - 1].end : token.start] if near else " "
        mark = token.kind == "mark" and token.text in ",:;."
        if mark and parts and parts[-1].strip() in (",", ":", ";", "."):
            continue
        parts.append((gap if index and not (mark and not near) else "") + _written(draft, at, places))
    return "".join(parts).strip(" ,.;:-")


def _written(draft: Draft, at: int, places: list[int]) -> str:
    """Return a word; of a name in small letters, the name that it means."""
    token, name = draft.sentence.tokens[at], draft.sentence.at(at, "name")
    people = name_of(name).of("Contact", "_User") if name else []
    if name and len(people) == len(name_of(name).refs) == 1 and set(name.places) <= set(places):
        text = draft.sentence.words(name.first, name.last)
        if text.islower():
            return people[0].name if at == name.first else ""
    return token.text.strip()


def muddled(draft: Draft, places: list[int]) -> bool:
    """Whether words are no subject: half a sentence, or the order itself."""
    lows = [draft.low(at) for at in places]
    if lows[:2] == ["let", "me"] or not lows or lows[0] in _HALVES or lows[-1] in _OPEN or len(lows) > MOST:
        return True
    for number, at in enumerate(places[1:], 1):
        verb = draft.sentence.at(at, "verb")
        orders = verb and any(concept in ("plan", "log") and form == "base" for concept, form in verb.value)
        if orders and lows[number - 1] in ("so", "please", ",", "then", "."):
            return True
        if lows[number] in ("remind", "please", "pls") or (lows[number] == "my" and lows[number + 1 :][:1] in _OWN):
            return True
    dates = [mark for mark in draft.clause.marks("date") if points(mark.value)]
    return any(set(mark.places) & set(places) for mark in dates)


MOST = 24
"""Words of a subject, at most."""
_HALVES = words_of(
    "be is was are were has had must will would could should can may from this that which who whom she he they it so "
    "because as and or but me not him her them down up in into that's it's both under"
)
"""Words with which no subject begins."""
_OPEN = words_of("and or but by of with to for the a an my because so as that at on in")
"""Words with which none ends."""
_OWN = (["plan"], ["calendar"], ["diary"], ["agenda"], ["schedule"], ["planner"])


def standard(draft: Draft, kind: str, whom: Mark | None) -> str:
    """Return a subject of its kind and its person alone: "Call with Jane Doe"; nothing without a person."""
    if kind not in ("call", "meeting", "email") or not whom:
        return ""
    name = name_of(whom)
    people = name.of("Contact")
    label = people[0].name if len(people) == 1 else name.text
    return f"{kind.capitalize()} {'to' if kind == 'email' else 'with'} {label}{about(draft)}"


def about(draft: Draft) -> str:
    """Return what something is about, as it is said behind "about", "regarding" or "to discuss", with that word."""
    for at in range(draft.clause.first, draft.clause.last):
        if draft.low(at) not in _ABOUT and not (draft.low(at) == "to" and draft.low(at + 1) in _DISCUSS):
            continue
        end = at + 1
        while end < draft.clause.last and not _ends(draft, end, end == at + 1) and draft.low(end) not in ("so", "and"):
            end += 1
        text = draft.sentence.words(at, end).strip(" ,.;:-")
        if end - at > 1 and not draft.low(at + 1).startswith(("it", "that")):
            return f" {text}"
    return ""


_ABOUT = words_of("about regarding re concerning")
_DISCUSS = words_of("discuss review prepare present show go walk talk")


def personal(intents: list[Intent], said: Sentence) -> None:
    """Put the name of the person in the place of "him" or "her" in the subjects of plans."""
    people = [name_of(mark).of("Contact", "_User") for mark in said.marks if mark.kind == "name"]
    named = {ref.id: ref for refs in people for ref in refs}
    for intent in intents:
        noun = intent.link.get("related_to")
        refs = [ref for group in (noun.said if noun else []) for ref in group if ref.cls == "Contact"]
        refs = refs if len(refs) == 1 else list(named.values())
        if intent.do != "create" or intent.cls != "Activity" or len(refs) != 1:
            continue
        words = str(intent.set.get("subject", "")).split(" ")
        if {*refs[0].name.lower().split()} & {word.lower().strip(",.;:'s") for word in words}:
            continue
        at = next((number for number, word in enumerate(words) if _object(words, number, word)), -1)
        if at > 0:
            words[at] = refs[0].name + words[at][len(words[at].rstrip(",.;:")) :]
            intent.set["subject"] = " ".join(words)


def _object(words: list[str], at: int, word: str) -> bool:
    behind = words[at + 1].lower() if at + 1 < len(words) else ""
    alone = word.rstrip(",.;:") != word or behind in _BEHIND
    return word.rstrip(",.;:").lower() in ("him", "her") and at > 0 and alone


_BEHIND = words_of(
    "the a an our my your this these those about for on at in to by with before after and or how what when if whether "
    "back again up via over - ( some two three"
) | {""}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
