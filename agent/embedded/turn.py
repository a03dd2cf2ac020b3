"""One turn, from a message to tool calls and an answer: it waits for their results, or is begun anew with them."""

from collections.abc import Generator
from dataclasses import replace

from agent.embedded.answers import phrases
from agent.embedded.answers.answer import Answer, Followed
from agent.embedded.decisions.acquaintance import unreported
from agent.embedded.decisions.judging import judged, witnessed
from agent.embedded.decisions.offering import offered
from agent.embedded.decisions.unsettled import unsettled
from agent.embedded.language.calls import Call, Result
from agent.embedded.language.lexicon import Lexicon
from agent.embedded.language.names import Ref, names, ref_of
from agent.embedded.language.tokens import clean, tokens
from agent.embedded.language.vocabulary import Vocabulary
from agent.embedded.pasted import is_description, made_so
from agent.embedded.perform import Performer
from agent.embedded.questions.extract import extract, noticed
from agent.embedded.questions.noticing import noticing
from agent.embedded.readings.compose import Decision
from agent.embedded.readings.remembering import remembering
from agent.embedded.readings.riddles import riddle
from agent.embedded.records.finding import shown_again
from agent.embedded.records.focus import Focus
from agent.embedded.records.pointing import pointed, points
from agent.embedded.records.singling import Shown
from agent.embedded.sentences.draft import World
from agent.embedded.sentences.hearing import Hearing
from agent.embedded.sentences.persons import contacted, introduced
from agent.embedded.sentences.retractions import corrects, retracted
from agent.embedded.sentences.sighs import sighs, unsighed
from agent.embedded.sentences.tagger import WeightsMissing
from agent.embedded.settling import Settler
from agent.embedded.threads.concerning import concerned
from agent.embedded.threads.continuing import chosen, continued
from agent.embedded.threads.reverting import replaced
from agent.embedded.threads.thread import MOST_LISTED, Thread
from agent.embedded.threads.topical import understood
from agent.embedded.threads.torn import torn
from agent.embedded.values.context import Context

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
            return Answer(f"You sent an empty message. {phrases.CAN}")
        heard = yield from self._corrected((yield from self._heard(text)))
        if self._remembers and (wish := riddle(heard) or remembering(heard, self._thread.focus)):
            return (yield from extract(wish, self._vocabulary))
        try:
            world = witnessed(heard, self._world)
        except WeightsMissing as missing:
            return (yield from self._unwitnessed(heard, missing))
        if world.evidence:
            heard = heard.told(world.evidence)
        heard = yield from self._introduced(heard)
        shown = yield from self._shown(heard, world)
        followed, heard = continued(heard, self._thread, shown)
        if followed:
            done = yield from self._followed(followed)
            return (yield from self._further(done, followed, shown)) if followed.rest and not done.asked else done
        return (yield from self._stood(heard, world))

    def _stood(self, heard: Hearing, world: World) -> Generator[list[Call], list[Result], Answer]:
        """Answer a message that stands for itself."""
        if settled := (yield from self._settled(heard, world)):
            return settled
        said = heard.sentence()
        made = concerned(understood(heard, self._thread, world), said, self._thread)
        decision = torn(unsettled(made, said, world), self._thread, said)
        if replaced(decision, said, self._thread, world):
            return (yield from self._followed(Followed(decision.intents, undo=1)))
        return (yield from self._noticed(heard, decision)) or (yield from self._decided(decision))

    def _settled(self, heard: Hearing, world: World) -> Generator[list[Call], list[Result], Answer | None]:
        """Answer an order that depends on what the CRM knows: "if Acme is still open, …"."""
        settler = Settler(self._vocabulary, world, self._thread, self._heard, self._context.page)
        return (yield from settler.answered(heard.sentence()))

    def _noticed(self, heard: Hearing, decision: Decision) -> Generator[list[Call], list[Result], Answer | None]:
        """Answer from the notes what was not understood otherwise, if they surely say something of it."""
        wish = noticing(heard) if self._remembers and _unread(decision) else None
        return (yield from noticed(wish, self._vocabulary)) if wish else None

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

    def _corrected(self, heard: Hearing) -> Generator[list[Call], list[Result], Hearing]:
        """Return the message without what it takes back itself, and without sighs: "on Tuesday, no, Wednesday"."""
        text = retracted(heard.sentence()) if corrects(heard.text) else heard.text
        if text != heard.text:
            heard = yield from self._heard(text)
        text = unsighed(heard.sentence()) if sighs(heard.text) else heard.text
        return heard if text == heard.text else (yield from self._heard(text))

    def _introduced(self, heard: Hearing) -> Generator[list[Call], list[Result], Hearing]:
        """Return the message with the name of "the contact" of what was spoken of last."""
        place = contacted(heard) if self._thread.focus and self._thread.focus[0].cls != "Contact" else None
        if not place:
            return heard
        rows = yield from shown_again(self._thread.focus[:1], self._vocabulary)
        named = [ref_of(value) for row in rows for value in row.values() if isinstance(value, dict) and "id" in value]
        people = [ref for ref in named if ref.cls == "Contact"]
        return introduced(heard, place, people[0]) if len(people) == 1 else heard

    def _shown(self, heard: Hearing, world: World) -> Generator[list[Call], list[Result], Shown]:
        """Return the records that the message may choose from: the candidates of a question, else the last list."""
        asked = self._thread.asked
        which = asked is not None and asked.kind == "which"
        refs = asked.candidates if asked and which else self._thread.listed if points(heard) else []
        rows = yield from shown_again(refs[:MOST_LISTED], self._vocabulary)
        return Shown(rows, world, {ref.id for ref in self._thread.focus[:1]})

    def _followed(self, followed: Followed) -> Generator[list[Call], list[Result], Answer]:
        if followed.text:
            return Answer(followed.text)
        lead: list[str] = []
        focus: list[Ref] = []
        for _ in range(followed.undo):
            (result,) = yield [Call("undo", {})]
            if "error" in result:
                return Answer("\n\n".join([*lead, phrases.failure(result)]), wrote=bool(lead), undone=len(lead))
            lead.append(phrases.undone(result))
            focus += [ref_of(row) for row in result.get("undone", []) if row.get("id")]
        answer = yield from self._performer().perform(followed.intents)
        answer.text = "\n\n".join(text for text in (*dict.fromkeys(lead), answer.text) if text)
        answer.wrote = bool(answer.wrote or (followed.undo and followed.intents))
        answer.undone += followed.undo
        answer.focus += focus
        return answer

    def _further(self, done: Answer, followed: Followed, shown: Shown) -> Generator[list[Call], list[Result], Answer]:
        """Do what stands behind an answer, as if it had been said once the answer was carried out."""
        if not followed.rest:
            return done
        self._thread.focus = [*done.focus, *self._thread.focus]
        world = replace(shown.world, topic=done.focus[0].cls if done.focus else shown.world.topic)
        heard, several = pointed(followed.rest, replace(shown, world=world, spoken=chosen(followed)))
        self._thread.listed = several or self._thread.listed
        made = judged(heard, world)
        if followed.undo:
            made.intents = unreported(made.intents, heard.sentence())
            if not made.intents and not made.why:
                return done
        more = yield from self._decided(made)
        more.text = "\n\n".join(text.removesuffix(f"\n\n{phrases.UNDO}") for text in (done.text, more.text))
        more.wrote = more.wrote or done.wrote
        more.text += f"\n\n{phrases.UNDO}" if more.wrote and not more.asked else ""
        more.focus, more.intents = [*more.focus, *done.focus], more.intents or done.intents
        return more

    def _performer(self) -> Performer:
        focus = Focus(self._thread.focus, self._thread.listed, self._context.page, self._thread.fresh)
        return Performer(self._vocabulary, focus, self._context.now.moment.strftime("%Y-%m-%dT%H:%M"))

    def _decided(self, decision: Decision) -> Generator[list[Call], list[Result], Answer]:
        return offered(decision, self._vocabulary) or (yield from self._performer().perform(decision.intents))


def _unread(decision: Decision) -> bool:
    """Whether a message was not understood, and seems to order nothing."""
    writes = any(intent.writes for intent in (*decision.intents, *decision.rival))
    held = decision.why == "forbidden" or bool(decision.talk)
    return not (writes or held) and (not decision.intents or bool(decision.why))
