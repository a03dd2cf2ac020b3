"""What a message means because of the one before: answers to a question, corrections, "the same for Globex"."""

from dataclasses import dataclass, field

from agent.embedded.clauses import clauses
from agent.embedded.draft import Draft, World, name_of
from agent.embedded.intents import Intent, Noun
from agent.embedded.names import Ref
from agent.embedded.nouns import nouns
from agent.embedded.perform import Asked
from agent.embedded.sentence import Clause, Sentence, free
from agent.embedded.thread import Thread
from agent.embedded.values import Values, values
from agent.embedded.words import of, phrases

_NUMBERS = {"first": 1, "1st": 1, "one": 1, "second": 2, "2nd": 2, "two": 2, "third": 3, "3rd": 3, "three": 3, "fourth": 4,
            "fifth": 5, "sixth": 6, "former": 1, "latter": 2, "last": -1, "bottom": -1, "top": 1, "1": 1, "2": 2, "3": 3,
            "4": 4, "5": 5, "6": 6, "7": 7, "8": 8, "4th": 4, "5th": 5, "four": 4, "five": 5}  # fmt: skip
_POINTING = of(
    "the one number # option please it is 's i meant mean with deal contact company activity pls task at from of "
    "a for in named called no want take choose pick go user that this record thanks and to yes ok oh sorry "
    "person guy , has stage which my yeah obviously course said ah um would be let's"
)  # fmt: skip
_CORRECTING = (("no",), ("nope",), ("sorry",), ("oops",), ("wait",), ("actually",), ("i", "meant"), ("i", "mean"), ("wrong",), ("not",),
               ("that's", "wrong"), ("that", "'s", "wrong"), ("correction",), ("my", "mistake"), ("my", "bad"), ("should", "have", "been"),
               ("whoops",), ("ups",), ("hmm",), ("nah",), ("make", "that"), ("oh",), ("that", "was", "wrong"), ("argh",), ("damn",),
               ("it", "should", "be"), ("should", "be"), ("rather",), ("ah",), ("err",), ("er",), ("um",), ("hang", "on"), ("it", "was"))  # fmt: skip
_MEANT = of(
    "meant mean wrong mistake oops sorry instead not correction no nope rather wait actually whoops nah make "
    "should"
)  # fmt: skip
_AGAIN = (("same", "for"), ("the", "same", "for"), ("same", "with"), ("and", "also"), ("also",), ("do", "the", "same"), ("and",),
          ("likewise",), ("ditto",), ("what", "about"), ("how", "about"), ("now",), ("plus",), ("as", "well"), ("same", "thing"),
          ("the", "same"), ("same",), ("and", "what", "about"), ("and", "the"), ("and", "for"), ("for",), ("only",), ("just",), ("mine",), ("and", "only"), ("but", "only"))  # fmt: skip


@dataclass(slots=True)
class Followed:
    """What to do because of what was said before: intents (after an undo), or only a text to say."""

    intents: list[Intent] = field(default_factory=list)
    undo: bool = False
    text: str = ""


def follow(said: Sentence, thread: Thread, world: World) -> Followed | None:
    """Return what a message means as an answer or correction; `None` if it stands for itself."""
    if thread.asked:
        found = _answered(said, thread.asked, world)
        if found:
            return found
    if thread.wrote and _taken_back(said):
        return Followed([Intent(do="undo")])
    if not thread.done:
        return None
    return _corrected(said, thread, world) or _again(said, thread, world)


def _whole(said: Sentence, world: World) -> Draft:
    return Draft(Clause(said, 0, len(said.tokens)), world)


def _talk(said: Sentence, concept: str) -> bool:
    """Whether the whole message is a yes, or a no."""
    taken = {place for mark in said.marks if mark.kind == "talk" and concept in mark.value for place in mark.places}
    if not taken:
        return False
    return all(at in taken or free(token) for at, token in enumerate(said.tokens))


def _answered(said: Sentence, asked: Asked, world: World) -> Followed | None:
    yes, no = _talk(said, "yes"), _talk(said, "no")
    low = said.low(0)
    if no and low in of(
        "no nope nah don't never nevermind cancel leave stop forget neither none not n do abort rather skip let "
        "nvm drop scratch on"
    ):  # fmt: skip
        return Followed(text="All right, I leave everything as it is.")
    if asked.kind == "yes":
        return _agreed(asked) if yes else None
    if asked.kind == "either":
        number = _number(said, 2)
        chosen = asked.intents if number == 1 else asked.rival if number == 2 else None
        return Followed(chosen) if chosen else None
    if asked.kind == "which":
        return _which(said, asked, world, yes=yes)
    return _valued(said, asked, world, yes=yes)


def _agreed(asked: Asked) -> Followed:
    """Do what a yes was asked for; a record to be added first comes first."""
    if len(asked.place) > 1 and asked.place[1] == "new":
        number, _, name = asked.place
        waiting = asked.intents[number]
        noun = waiting.link.pop(name)
        first = Intent(do="create", cls=noun.cls, set={"name": noun.text})
        waiting.link[name] = Noun(cls=noun.cls, text=noun.text, pronoun="new")
        return Followed([first, *asked.intents])
    return Followed(asked.intents)


def _number(said: Sentence, most: int) -> int:
    """Return the place in a list that a short answer names."""
    rest = [
        token.low.strip()
        for token in said.tokens
        if token.low not in _POINTING or (token.low == "one" and len(said.tokens) <= 2)
    ]
    rest = [word for word in rest if word.strip(".,!)('\"")]
    if len(rest) != 1 or rest[0] not in _NUMBERS:
        return 0
    number = _NUMBERS[rest[0]]
    return most if number == -1 else number if number <= most else 0


def _which(said: Sentence, asked: Asked, world: World, *, yes: bool) -> Followed | None:
    candidates = asked.candidates
    if yes and len(candidates) == 1:
        return _put(asked, candidates)
    number = _number(said, len(candidates))
    if number:
        return _put(asked, [candidates[number - 1]])
    lows = [token.low for token in said.tokens]
    if (
        asked.place[1:2] == ["targets"]
        and candidates
        and any(word in lows for word in ("both", "all", "everything"))
        and len(lows) <= 4
    ):
        return _put(asked, candidates)
    chosen = _matching(said, candidates)
    if len(chosen) == 1:
        return _put(asked, chosen)
    if len(chosen) > 1:
        return None
    return _named(said, asked, world)


def _matching(said: Sentence, candidates: list[Ref]) -> list[Ref]:
    """Return the candidates that have every word of an answer in their name or description."""
    wanted = [token for token in said.tokens if token.kind not in ("mark", "suffix") and token.low not in _POINTING]
    if not wanted or len(wanted) > 8:
        return []
    asked = [token.low.strip() for token in wanted]
    return [ref for ref in candidates if all(_has(f"{ref.name} {ref.detail}", word) for word in asked)]


def _has(text: str, word: str) -> bool:
    low = text.casefold()
    parts = "".join(letter if letter.isalnum() else " " for letter in low).split()
    digits = word.replace(",", "").replace("k", "000") if word[:1].isdigit() else ""
    return word in parts or (len(word) > 3 and any(part.startswith(word) for part in parts)) or bool(
        digits and digits in low.replace(",", "").split("."))  # fmt: skip


def _named(said: Sentence, asked: Asked, world: World) -> Followed | None:
    """Read a bare name as the answer: "Initech" after "Which deal do you mean?"."""
    number, part, key = asked.place
    if part != "targets":
        cls = asked.intents[number].link[key].cls if part == "link" and key in asked.intents[number].link else ""
    else:
        cls = asked.intents[number].cls
    if cls not in world.vocabulary.classes:
        return None
    draft = _whole(said, world)
    if any(form == "base" for mark in draft.clause.marks("verb") for _, form in mark.value):
        return None
    found = nouns(draft, world.vocabulary.classes[cls], filtered=False)
    if len(found) != 1 or not found[0].said or any(said.low(at) not in _POINTING for at in draft.left()):
        return None
    intents = asked.intents
    if part == "targets":
        intents[number].targets = [*intents[number].targets[:key], found[0], *intents[number].targets[key + 1 :]]
    else:
        intents[number].link[key] = found[0]
    return Followed(intents)


def _put(asked: Asked, chosen: list[Ref]) -> Followed:
    """Put the chosen record where the question came from."""
    intents = asked.intents
    number, part, key = asked.place
    intent = intents[number]
    cls = chosen[0].cls
    noun = Noun(cls=cls, text=chosen[0].name, chosen=chosen)
    if part == "targets":
        intent.targets = [*intent.targets[:key], noun, *intent.targets[key + 1 :]]
    else:
        intent.link[key] = noun
    return Followed(intents)


def _valued(said: Sentence, asked: Asked, world: World, *, yes: bool) -> Followed | None:
    """Read the value that was asked for."""
    number, _, name = asked.place
    intent = asked.intents[number]
    known = world.vocabulary.field(intent.cls, name)
    if yes and intent.offer is not None:
        intent.set[name], intent.missing = intent.offer, ""
        return Followed(asked.intents)
    if not known:
        return None
    draft = _whole(said, world)
    draft.past = name == "completed_at"
    found = Values()
    if known.kind in ("text", "long"):
        text = said.text.strip(" .\"“”'")
        order = any(form == "base" and mark.first == 0 for mark in draft.clause.marks("verb") for _, form in mark.value)
        if not order and 0 < len(text) <= 120 and not text.endswith("?"):
            lead = phrases("call it |it's |its |name it |it is |title |the name is |the title is |named |called ")
            cut = next((len(start) for start in lead if text.lower().startswith(start)), 0)
            found.set[name] = text[cut:].strip(" \"“”'")
    else:
        typed = {"date": ("date",), "number": ("amount",), "choice": ("choice", "kind")}.get(known.kind, (known.kind,))
        marks = [mark for mark in draft.clause.marks(*typed)]
        if len(marks) == 1:
            found = values(draft, world.vocabulary.classes[intent.cls], creating=True)
            draft.taken.update(marks[0].places)
            if name not in found.set and known.kind == "date" and marks[0].value.day:
                found.set[name] = marks[0].value.written(past=draft.past)
        if any(said.low(at) not in _POINTING and said.low(at) not in ("on", "by") for at in draft.left()):
            return None
    if name not in found.set:
        return None
    intent.set[name], intent.missing = found.set[name], ""
    return Followed(asked.intents)


def _starts(said: Sentence, openings: tuple[tuple[str, ...], ...]) -> bool:
    lows = tuple(token.low for token in said.tokens[:4])
    return any(lows[: len(opening)] == opening for opening in openings)


def _taken_back(said: Sentence) -> bool:
    """Whether a message only says that the last change was wrong: "no wait, that was wrong, undo it"."""
    marks = {mark.kind for mark in said.marks}
    forbidden = any(token.low in ("don't", "dont", "not", "never", "if", "should") for token in said.tokens)
    return "undo" in marks and not marks & {"name", "amount", "choice", "date", "quote", "email", "phone"} and (
        not forbidden and len(said.tokens) <= 14 and not said.text.strip().endswith("?"))  # fmt: skip


def _corrected(said: Sentence, thread: Thread, world: World) -> Followed | None:
    """Read "no, I meant Labs", "sorry, 60k", "not proposal, negotiation": the last change again, with another part."""
    lows = [token.low for token in said.tokens]
    if not thread.wrote or not _starts(said, _CORRECTING) or not any(word in _MEANT for word in lows) or len(lows) > 25:
        return None
    draft = _whole(said, world)
    _drop_rejected(draft)
    for at, word in enumerate(lows):
        if word in _MEANT or word in of(
            "the i one other oh that was that's my bad it 's been have hang on argh damn ah hmm be ups err er um "
            "is please wrong of course"
        ):  # fmt: skip
            if not said.at(at, "name"):
                draft.taken.add(at)
    made = _substituted(draft, thread.done, world)
    return Followed(made, undo=True) if made else None


def _drop_rejected(draft: Draft) -> None:
    """Take what is only named to be rejected: "not the Corp one", "Labs, not Corp", "instead of won"."""
    for mark in [*draft.clause.marks("name"), *draft.clause.marks("choice"), *draft.clause.marks("amount")]:
        if draft.before(mark) in ("not", "of", "than") and (
            draft.before(mark) == "not" or "instead" in draft.clause.lows() or "rather" in draft.clause.lows()
        ):
            draft.take(mark)
            draft.taken.update(
                at
                for at in (mark.first - 1, mark.first - 2, mark.last)
                if draft.low(at) in of("not the of instead one than rather")
            )


def _substituted(draft: Draft, done: list[Intent], world: World) -> list[Intent] | None:
    """Return the intents with the one part replaced that the message names."""
    made = [intent.model_copy(deep=True) for intent in done]
    main = next((intent for intent in made if intent.do in ("update", "create", "delete")), None)
    if not main or main.cls not in world.vocabulary.classes:
        return None
    cls = world.vocabulary.classes[main.cls]
    changed = _new_values(draft, main, world)
    users = [mark for mark in draft.names() if name_of(mark).of("_User")]
    for name, noun in list(main.link.items()):
        for mark in draft.names():
            refs = name_of(mark).of(noun.cls) if noun.cls != "_User" else name_of(mark).of("_User") if users else []
            if refs and not changed:
                main.link[name] = Noun(cls=noun.cls, text=name_of(mark).text, said=[refs])
                main.set.pop(name, None)
                draft.take(mark)
                changed = True
                if "subject" in main.set and noun.said:
                    main.set["subject"] = _resubject(str(main.set["subject"]), noun, refs[0])
    if main.do != "create":
        found = nouns(draft, cls, filtered=False)
        named = [noun for noun in found if noun.said or noun.hints]
        if named and len(named) == 1:
            old = main.targets[0] if main.targets else None
            if not named[0].said and old and old.said:
                named[0].said, named[0].text = old.said, old.text
            main.targets, changed = named, True
    left = [at for at in draft.left() if draft.low(at) not in ("and",)]
    return made if changed and not left else None


def _resubject(subject: str, noun: Noun, ref: Ref) -> str:
    for group in noun.said:
        for old in group:
            subject = subject.replace(old.name, ref.name)
    return subject.replace(noun.text, ref.name) if noun.text else subject


def _new_values(draft: Draft, main: Intent, world: World) -> bool:
    """Replace values of the same kind: another stage, amount or date."""
    cls = world.vocabulary.classes[main.cls]
    changed = False
    for kind, of in (
        ("choice", "choice"),
        ("amount", "number"),
        ("date", "date"),
        ("email", "email"),
        ("phone", "phone"),
        ("url", "url"),
    ):
        marks = draft.open(kind)
        fields = [field for field in cls.kinds(of) if field.name in main.set]
        if len(marks) != 1 or len(fields) != 1:
            continue
        mark, known = marks[0], fields[0]
        if kind == "choice":
            value = next((one for owner, name, one in mark.value if owner == cls.name and name == known.name), None)
        elif kind == "amount":
            value = int(mark.value.value) if mark.value.value == int(mark.value.value) else mark.value.value
        elif kind == "date":
            value = (
                mark.value.written(past=known.name == "completed_at")
                if mark.value.day and not mark.value.invalid
                else None
            )
        else:
            value = str(mark.value)
        if value is not None:
            main.set[known.name] = value
            draft.take(mark)
            changed = True
    return changed


def _again(said: Sentence, thread: Thread, world: World) -> Followed | None:
    """Read "same for Globex", "and Initech too", "what about Bob?": the last thing again, for another record."""
    if not _starts(said, _AGAIN) or len(said.tokens) > 14 or len(list(clauses(said))) > 1:
        return None
    draft = _whole(said, world)
    if any(form == "base" and concept not in ("show",) for mark in draft.clause.marks("verb") for concept, form in mark.value
           if draft.low(mark.first) not in ("do",)):  # fmt: skip
        return None
    for at, token in enumerate(said.tokens):
        if token.low in of("same what about how also do thing with likewise ditto as well too ones one only just"):
            if not said.at(at, "name"):
                draft.taken.add(at)
    asking = said.low(0) in ("what", "how") or said.low(1) == "what"
    if len(thread.done) != 1:
        return None
    intent = thread.done[0].model_copy(deep=True)
    if (asking and intent.writes) or intent.do not in of("update delete find totals about timeline pipeline"):
        return None
    cls = world.vocabulary.classes.get(intent.cls)
    if not cls:
        return None
    same = bool({"same", "likewise", "ditto", "also", "too", "well", "and"} & {token.low for token in said.tokens})
    found = nouns(draft, cls, filtered=not intent.writes)
    if len(found) != 1 or draft.left() or (intent.writes and not (found[0].said and same)):
        return None
    if intent.do in ("find", "totals", "pipeline"):
        intent.targets = [_refined(intent.targets[0], found[0])]
    else:
        if not (found[0].said or found[0].ordinals):
            return None
        intent.targets = found
    return Followed([intent])


def _refined(old: Noun, new: Noun) -> Noun:
    """Return the old question with the new conditions in place of those on the same fields."""
    if new.pronoun:
        return new if not old.where else old
    fields = {condition.field for condition in new.where}
    kept = [condition for condition in old.where if condition.field not in fields]
    return old.model_copy(
        update={
            "where": [*kept, *new.where],
            "said": new.said or old.said,
            "text": new.text or old.text,
            "hints": new.hints,
        }
    )
