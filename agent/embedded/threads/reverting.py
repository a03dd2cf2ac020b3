"""What shall be as before, beside what shall be done instead: "boilers to proposal, the damp one back where it was"."""

from collections.abc import Iterator

from agent.embedded.answers.answer import Followed
from agent.embedded.decisions.acquaintance import unreported
from agent.embedded.decisions.judging import judged
from agent.embedded.language.intents import Intent
from agent.embedded.language.words import openings, words_of
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.draft import World, name_of
from agent.embedded.sentences.hearing import Hearing
from agent.embedded.sentences.segments import chunks
from agent.embedded.sentences.sentence import Clause, Sentence
from agent.embedded.threads.correcting import correcting
from agent.embedded.threads.follow import follow
from agent.embedded.threads.thread import Thread

_BEFORE = openings(
    "back where it was|back to where it was|back as it was|back to what it was|back to how it was|back to before|"
    "back where it belongs|back where it came from|as it was before|stays where it was|stays as it was|as it was|"
    "was right|was fine|was correct|was ok|was okay|is right|is fine|is correct|is ok|is okay|still open|isn't done|"
    "is not done|not done yet|isn't finished|is not finished|hasn't happened|has not happened|stays|remains|"
    "can stay|should stay|'s fine|'s right|'s ok|are fine|unchanged"
)
_NOT = words_of("not n't isn't wasn't")
_SIGHS = words_of("hmm wait no oh oops sorry argh ah damn god hang on hold my mistake bad wrong deal one , . ! - ( )")
_PUTTING = words_of("put move set take bring leave")
_FURTHER = words_of("also too as well plus additionally")


def reverted(heard: Hearing, thread: Thread, world: World) -> Followed | None:
    """Return what to do once the last change was taken back; nothing where nobody asks for both."""
    said = heard.sentence()
    places = set(_places(said, thread)) if thread.wrote else set()
    rest = heard.left(places) if places else None
    followed = follow(rest.sentence(), thread, world) if rest else None
    if followed and (followed.undo or followed.intents):
        return followed
    bare = heard.left(places | set(_sighs(said))) if rest else None
    made = judged(bare, world) if bare else Decision()
    made.intents = unreported(made.intents, said)
    ordered = made.intents and not (made.why or made.rival) and all(intent.writes for intent in made.intents)
    return Followed(made.intents, undo=1) if ordered else None


def _sighs(said: Sentence) -> Iterator[int]:
    """Yield the words that only say that something was wrong: "hmm wait", "oh no, wrong one"."""
    for chunk in chunks(Clause(said, 0, len(said.tokens))):
        if set(chunk.lows()) <= _SIGHS:
            yield from range(chunk.first, chunk.last)


def replaced(made: Decision, said: Sentence, thread: Thread, world: World) -> bool:
    """Whether a clear order is for another record what was done by mistake: then the mistake is taken back.

    It was said as a correction, and changes the same fields.
    """
    last = thread.changes[0] if thread.wrote and thread.changes else []
    clear = made.intents and not (made.why or made.rival) and not _FURTHER & {token.low for token in said.tokens}
    if not clear or not correcting(said, world) or len(last) != 1 or len(made.intents) != 1:
        return False
    old, new = last[0], made.intents[0]
    same = old.do == new.do == "update" and old.cls == new.cls and _fields(old) == _fields(new)
    named = {ref.id for noun in new.targets for group in noun.said for ref in group}
    return same and bool(named) and not named & {ref.id for noun in old.targets for ref in noun.chosen}


def _fields(intent: Intent) -> set[str]:
    return {name.replace("assigned_to", "owner") for name in (*intent.set, *intent.link, *intent.change, *intent.clear)}


def _places(said: Sentence, thread: Thread) -> Iterator[int]:
    """Yield the words that say that something shall be as it was, or was right before."""
    cut = chunks(Clause(said, 0, len(said.tokens)))
    for chunk in cut:
        found = range(chunk.first, chunk.last) if len(cut) > 1 and _same(chunk, thread) else _back(chunk)
        lead = found.start - 1 if found else -1
        yield from (lead, *found) if lead >= 0 and said.tokens[lead].kind == "mark" else found


def _back(chunk: Clause) -> range:
    """Return the words of a chunk from a name on that goes back: "… the damp one back where it was"."""
    lows = chunk.lows()
    for at in range(len(lows)):
        if any(tuple(lows[at : at + len(one)]) == one for one in _BEFORE[:9]):
            names = [mark.first for mark in chunk.marks("name") if mark.last <= chunk.first + at]
            return range(names[-1] if names else chunk.first, chunk.last)
    return range(0)


def _same(chunk: Clause, thread: Thread) -> bool:
    """Whether a chunk says that what was changed was right before: "the stage was fine", "not the close date"."""
    done = thread.changes[0] if thread.changes else []
    fields = {name for intent in done for name in (*intent.set, *intent.link, *intent.change, *intent.append)}
    records = {ref.id for intent in done for noun in intent.targets for ref in noun.chosen}
    lows = chunk.lows()
    kept = any(tuple(lows[at : at + len(one)]) == one for at in range(len(lows)) for one in _BEFORE)
    own = any(name in fields for mark in chunk.marks("field") for _, name in mark.value)
    named = {ref.id for mark in chunk.marks("name") for ref in name_of(mark).refs}
    if chunk.marks("amount", "date", "email", "phone", "quote") or (named and not named & records):
        return False
    if "back" in lows and _PUTTING & set(lows) and not chunk.marks("choice"):
        return True
    if "still" in lows and "is" not in lows[:1]:
        return True
    if kept:
        return own or bool(named) or bool({"it", "that", "this"} & set(lows)) or "leave" in lows
    return own and lows[0] in _NOT and not chunk.marks("choice")
