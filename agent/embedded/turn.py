"""One turn, from a message to tool calls and an answer: replayed with the results that are already there."""

from collections.abc import Generator

from agent.embedded import answers
from agent.embedded.answer import Answer, Asked
from agent.embedded.calls import Call, Result
from agent.embedded.compose import Decision
from agent.embedded.context import Context
from agent.embedded.describe import described
from agent.embedded.draft import World
from agent.embedded.extract import extract
from agent.embedded.follow import follow
from agent.embedded.hearing import Hearing
from agent.embedded.intents import Intent
from agent.embedded.judging import judged, witnessed
from agent.embedded.lexicon import Lexicon
from agent.embedded.names import names
from agent.embedded.pasted import is_description, made_so
from agent.embedded.perform import Performer
from agent.embedded.remembering import remembering
from agent.embedded.replies import Followed
from agent.embedded.resolve import Focus
from agent.embedded.reverting import reverted
from agent.embedded.tagger import WeightsMissing
from agent.embedded.thread import Thread
from agent.embedded.tokens import clean, tokens
from agent.embedded.vocabulary import Vocabulary

MOST_CHARACTERS = 4_000
"""Names are looked for in so much of a message."""


class Turn:
    """Answers one message of a thread."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, context: Context, thread: Thread) -> None:
        """Take all that the answer depends on."""
        self._vocabulary = vocabulary
        self._lexicon = lexicon
        self._context = context
        self._thread = thread
        if context.page and context.page.id not in {ref.id for ref in thread.focus}:
            thread.focus.insert(0, context.page)
        topic = thread.focus[0].cls if thread.focus else ""
        self._world = World(
            vocabulary,
            context.now,
            context.user,
            context.currency,
            topic,
            thread.listed[0].cls if thread.listed else "",
        )

    def answer(self) -> Generator[list[Call], list[Result], Answer]:
        """Yield the calls to make; return the answer."""
        if is_description(self._thread.text, self._vocabulary.tools):
            return (yield from made_so(self._thread.text))
        text = clean(self._thread.text)
        if not text.strip():
            return Answer(f"You sent an empty message. {answers.CAN}")
        heard = yield from self._heard(text)
        if self._remembers and (wish := remembering(heard, self._thread.focus)):
            return (yield from extract(wish, self._vocabulary))
        try:
            world = witnessed(heard, self._world)
        except WeightsMissing as missing:
            return (yield from self._unwitnessed(heard, missing))
        if world.evidence:
            heard = heard.told(world.evidence)
        followed = reverted(heard, self._thread, world) or follow(heard.sentence(), self._thread, world)
        if followed:
            return (yield from self._followed(followed))
        decision = judged(heard, world)
        return (yield from self._decided(decision))

    @property
    def _remembers(self) -> bool:
        """Whether there are tools that read notes."""
        return self._vocabulary.tools >= {"search_notes", "recall"}

    def _unwitnessed(self, heard: Hearing, missing: WeightsMissing) -> Generator[list[Call], list[Result], Answer]:
        """Answer questions by the rules alone: without its weights the engine changes nothing."""
        decision = judged(heard, self._world)
        if decision.intents and not decision.why and not any(intent.writes for intent in decision.intents):
            return (yield from self._decided(decision))
        return Answer(
            f"{missing} Until they are there I only answer questions, and change nothing: install Parley again, or "
            "name a model in PARLEY_MODEL. `parley doctor` tells more."
        )

    def _heard(self, text: str) -> Generator[list[Call], list[Result], Hearing]:
        cut = tokens(text)
        found: Result = {}
        if "find_names" in self._vocabulary.tools and any(token.kind in ("word", "quote", "number") for token in cut):
            (found,) = yield [Call("find_names", {"text": text[:MOST_CHARACTERS]})]
        return Hearing(text, cut, names(found, cut), self._lexicon, self._context.now)

    def _followed(self, followed: Followed) -> Generator[list[Call], list[Result], Answer]:
        if followed.text:
            return Answer(followed.text)
        lead = ""
        if followed.undo:
            (result,) = yield [Call("undo", {})]
            if "error" in result:
                return Answer(answers.failure(result))
            lead = answers.undone(result) + "\n\n"
        answer = yield from self._performer().perform(followed.intents)
        answer.text = lead + answer.text
        answer.wrote = answer.wrote or followed.undo
        return answer

    def _performer(self) -> Performer:
        focus = Focus(self._thread.focus, self._thread.listed, self._context.page)
        return Performer(self._vocabulary, focus, str(self._context.now.today))

    def _decided(self, decision: Decision) -> Generator[list[Call], list[Result], Answer]:
        if decision.talk:
            return Answer(answers.chat(decision.talk))
        if not decision.intents:
            left = decision.left
            return Answer(self._kept() if decision.why == "forbidden" else answers.unknown(left))
        if decision.rival and not decision.why:
            return self._either(decision.intents, decision.rival)
        if not decision.why:
            return (yield from self._performer().perform(decision.intents))
        return self._offer(decision)

    def _kept(self) -> str:
        return "All right, I leave everything as it is."

    def _either(self, one: list[Intent], other: list[Intent]) -> Answer:
        ways = [described(intents, self._vocabulary) for intents in (one, other)]
        text = f"I can read that in two ways:\n\n1. {ways[0]}\n2. {ways[1]}\n\nWhich one?"
        return Answer(text, asked=Asked("either", one, rival=other))

    def _offer(self, decision: Decision) -> Answer:
        """Answer what is no clear order: nothing is changed, and what was understood is offered."""
        what = described(decision.intents, self._vocabulary)
        if decision.why == "forbidden":
            return Answer(self._kept())
        if not any(intent.writes for intent in decision.intents):
            return Answer(answers.unknown(decision.left))
        asked = Asked("yes", decision.intents)
        if decision.why == "left":
            words = " ".join(decision.left)
            lead = f"I have not changed anything yet. I understood: {what}."
            lead += f" What I did not understand: “{words}”." if words else " I am not sure that this is all of it."
            return Answer(f"{lead} Shall I do what I understood?", asked=asked)
        if decision.why == "question":
            return Answer(f"I have not changed anything. Shall I {what}?", asked=asked)
        notes = " ".join(intent.note for intent in decision.intents if intent.note)
        lead = notes or "Nothing has been changed."
        return Answer(f"{lead} If you want it: shall I {what}?", asked=asked)
