"""Fields of which a message says that there is no value yet: they are spared, and hold nothing back."""

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.sentences.sentence import Sentence

_LACKING = words_of(
    "no not without any unknown missing none w/o nor or yet tbd don't dont doesn't doesnt haven't havent hasn't hasnt "
    "didn't lack lacks later follows pending cannot can't unclear open forgot"
)
_ENDS = words_of(", ; . ! ? ( ) :")
REACH = 5
"""So many words from its name, a field is still spoken of."""


def absent(said: Sentence, mark: Mark) -> bool:
    """Whether the words around a field's name say that it has no value: "the mail I don't have", "phone follows"."""
    near = []
    for step, at in ((-1, mark.first - 1), (1, mark.last)):
        place = at
        while 0 <= place < len(said.tokens) and abs(place - at) < REACH and said.low(place) not in _ENDS:
            near.append(said.low(place))
            place += step
    return bool(_LACKING & set(near))
