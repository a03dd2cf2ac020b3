"""Answers to a question that the engine asked: a choice, a value, yes or no."""

from agent.embedded.answers.answer import Asked, Followed
from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.names import Ref
from agent.embedded.language.words import FREE, words_of
from agent.embedded.readings.supplied import supplied
from agent.embedded.records.nouns import nouns
from agent.embedded.records.singling import POINTING, Shown
from agent.embedded.sentences.draft import World, whole
from agent.embedded.sentences.segments import chunks
from agent.embedded.sentences.sentence import Clause, Sentence, free


def _talk(said: Sentence, concept: str) -> bool:
    """Whether the whole message is a yes, or a no."""
    taken = {place for mark in said.marks if mark.kind == "talk" and concept in mark.value for place in mark.places}
    if not taken:
        return False
    return all(at in taken or free(token) for at, token in enumerate(said.tokens))


def answered(said: Sentence, asked: Asked, shown: Shown) -> Followed | None:
    """Return what a message means as the answer to a question; `None` if it is no answer."""
    world, yes, no = shown.world, _talk(said, "yes"), _talk(said, "no")
    low = said.low(0)
    if no and low in words_of(
        "no nope nah don't never nevermind cancel leave stop forget neither none not n do abort rather skip let "
        "nvm drop scratch on"
    ):
        return Followed(text="All right, I leave everything as it is.")
    if asked.kind == "yes":
        return _agreed(asked) if yes else None
    if asked.kind == "either":
        number = _number(said)
        chosen = asked.intents if number == 1 else asked.rival if number == 2 else None
        return Followed(chosen) if chosen else _either(said, asked, world)
    if asked.kind == "which":
        return _which(said, asked, shown, yes=yes)
    return supplied(said, asked, world, yes=yes)


def _either(said: Sentence, asked: Asked, world: World) -> Followed | None:
    """Read a name that only one of two readings can mean: "the pilot" after "delete Globex"."""
    ways = [Asked("which", intents, [], [0, "targets", 0]) for intents in (asked.intents, asked.rival)]
    found = [way for way in (_named(said, one, world) for one in ways if one.intents[0].targets) if way]
    return found[0] if len(found) == 1 else None


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


def _number(said: Sentence) -> int:
    """Return which of two ways a short answer names."""
    words = [token.low for token in said.tokens if token.kind != "mark" and token.low not in POINTING | {"one"}]
    words = words or [token.low for token in said.tokens if token.low == "one"]
    return _TWO.get(words[0], 0) if len(words) == 1 else 0


_TWO = {
    **dict.fromkeys(("1", "one", "first", "1st", "former", "top"), 1),
    **dict.fromkeys(("2", "two", "second", "2nd", "latter", "last", "other", "bottom"), 2),
}


def _head(chunk: Clause) -> int:
    """Return where a verb begins some words like an order: -1, where none does."""
    said = chunk.sentence
    first = next((at for at in range(chunk.first, chunk.last) if said.low(at) not in POINTING | FREE | {"one"}), -1)
    verb = said.at(first, "verb") if first >= 0 else None
    return first if verb and any(form == "base" for _, form in verb.value) else -1


def _which(said: Sentence, asked: Asked, shown: Shown, *, yes: bool) -> Followed | None:
    """Read which of the candidates is meant, by whatever is said of it; or a name that was not among them."""
    candidates = {ref.id: ref for ref in asked.candidates}
    several = asked.place[1:2] == ["targets"]
    if yes and len(candidates) == 1:
        return put(asked, asked.candidates)
    places = range(len(said.tokens))
    found = [] if _ordering(said, shown) else shown.described(said, places)
    chosen = [candidates[row["id"]] for row in found if row["id"] in candidates]
    if len(chosen) == 1 or (chosen and several and _together(said)):
        return put(asked, chosen)
    return None if chosen else _named(said, asked, shown.world)


def _together(said: Sentence) -> bool:
    """Whether several are meant: "both", "all of them", "all but the first", "1 and 3"."""
    return bool(words_of("both all everything every each and & them") & {token.low for token in said.tokens})


def _ordering(said: Sentence, shown: Shown) -> bool:
    """Whether a message gives an order or a value of its own, and does not only choose."""
    heads = [_head(chunk) for chunk in chunks(Clause(said, 0, len(said.tokens)))]
    orders = [at for at in heads if at >= 0 and not shown.described(said, [at])]
    return bool(orders) or shown.foreign(said)


def _named(said: Sentence, asked: Asked, world: World) -> Followed | None:
    """Read a bare name as the answer: "Initech" after "Which deal do you mean?"."""
    number, part, key = asked.place
    if part != "targets":
        cls = asked.intents[number].link[key].cls if part == "link" and key in asked.intents[number].link else ""
    else:
        cls = asked.intents[number].cls
    if cls not in world.vocabulary.classes:
        return None
    draft = whole(said, world)
    if any(form == "base" for mark in draft.clause.marks("verb") for _, form in mark.value):
        return None
    found = nouns(draft, world.vocabulary.classes[cls], filtered=False)
    if len(found) != 1 or not found[0].said or any(said.low(at) not in POINTING | {"one"} for at in draft.mattering()):
        return None
    intents = asked.intents
    if part == "targets":
        intents[number].targets = [*intents[number].targets[:key], found[0], *intents[number].targets[key + 1 :]]
    else:
        refs = [ref for group in found[0].said for ref in group]
        if len(refs) == 1:
            _name(intents[number], intents[number].link.get(key), refs[0])
        intents[number].link[key] = found[0]
    return Followed(intents)


def put(asked: Asked, chosen: list[Ref]) -> Followed:
    """Put the chosen record where the question came from."""
    intents = asked.intents
    number, part, key = asked.place
    intent = intents[number]
    cls = chosen[0].cls
    noun = Noun(cls=cls, text=chosen[0].name, chosen=chosen)
    if part == "targets":
        intent.targets = [*intent.targets[:key], noun, *intent.targets[key + 1 :]]
    else:
        _name(intent, intent.link.get(key), chosen[0])
        intent.link[key] = noun
    return Followed(intents)


def _name(intent: Intent, asked: Noun | None, chosen: Ref) -> None:
    """Write the whole name of who was chosen in the subject: "Call with Maria" tells not with which."""
    subject = intent.set.get("subject")
    part = asked.text if asked else ""
    if isinstance(subject, str) and part and chosen.name not in subject and part.casefold() in chosen.name.casefold():
        intent.set["subject"] = subject.replace(part, chosen.name, 1)
