"""What shall be as before, beside what shall be done instead: "boilers to proposal, the damp one back where it was"."""

from agent.embedded.compose import decide
from agent.embedded.draft import World
from agent.embedded.follow import follow
from agent.embedded.hearing import Hearing
from agent.embedded.replies import Followed
from agent.embedded.sentence import Sentence
from agent.embedded.thread import Thread
from agent.embedded.words import openings

_BEFORE = openings(
    "back where it was|back to where it was|back as it was|back to what it was|back to how it was|back to before|"
    "back where it belongs|back where it came from|as it was before|stays where it was|stays as it was"
)
_ENDS = (",", ";", ".", "!", "-", "and", "but")


def reverted(heard: Hearing, thread: Thread, world: World) -> Followed | None:
    """Return what to do once the last change was taken back; nothing where nobody asks for both."""
    said = heard.sentence()
    places = _places(said) if thread.wrote else set()
    rest = heard.without(places) if places else None
    if not rest:
        return None
    followed = follow(rest, thread, world)
    if followed and followed.undo:
        return followed
    made = decide(rest, world)
    ordered = made.intents and not (made.why or made.rival) and all(intent.writes for intent in made.intents)
    return Followed(made.intents, undo=True) if ordered else None


def _places(said: Sentence) -> set[int]:
    """Return the words that say that something shall be as it was, from where that begins."""
    for at in range(len(said.tokens)):
        phrase = next((one for one in _BEFORE if all(said.low(at + n) == word for n, word in enumerate(one))), None)
        if phrase:
            first = at
            while first > 0 and said.low(first - 1) not in _ENDS:
                first -= 1
            return set(range(max(0, first - 1), at + len(phrase)))
    return set()
