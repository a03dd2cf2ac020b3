"""Carries out an order that depends on what the CRM knows: asks, tells what was found, and does what follows from it.

The words for the case that holds are read as a message of their own, after one about what the condition named.
"""

from collections.abc import Callable, Generator
from dataclasses import replace

from agent.embedded.answers import phrases
from agent.embedded.answers.answer import Answer
from agent.embedded.decisions.judging import witnessed
from agent.embedded.decisions.offering import offered
from agent.embedded.language.calls import Call, Result
from agent.embedded.language.intents import Intent
from agent.embedded.language.names import Ref
from agent.embedded.language.vocabulary import Vocabulary
from agent.embedded.perform import Performer
from agent.embedded.questions.checks import Desk, Found, named
from agent.embedded.questions.conditional import Conditional, conditional, idle
from agent.embedded.questions.freedom import Free
from agent.embedded.questions.pointed import Pointed, narrowed
from agent.embedded.questions.replacing import worded
from agent.embedded.questions.retimed import retimed
from agent.embedded.questions.rivalry import Rivalry, rivalry
from agent.embedded.readings.compose import Decision
from agent.embedded.records.finding import Refused
from agent.embedded.records.focus import Focus, Unresolved
from agent.embedded.records.resolve import Resolver
from agent.embedded.sentences.cases import Case
from agent.embedded.sentences.draft import World, name_of
from agent.embedded.sentences.hearing import Hearing
from agent.embedded.sentences.persons import personal
from agent.embedded.sentences.sentence import Clause, Sentence
from agent.embedded.threads.thread import Thread
from agent.embedded.threads.topical import understood

Made = Generator[list[Call], list[Result], Answer]
Hear = Callable[[str], Generator[list[Call], list[Result], Hearing]]
KEPT = "I have not changed anything."


class Settler:
    """Settles what a condition comes to, and does what follows."""

    def __init__(self, vocabulary: Vocabulary, world: World, thread: Thread, hear: Hear, page: Ref | None) -> None:
        """Take the tools, the thread, and what hears a message."""
        self._vocabulary = vocabulary
        self._world = world
        self._thread = thread
        self._hear = hear
        self._page = page
        self._today = str(world.now.today)
        unheard = replace(world, evidence=None)
        self._desk = Desk(vocabulary, Resolver(vocabulary, self._focus(), self._today), unheard)

    def answered(self, said: Sentence) -> Generator[list[Call], list[Result], Answer | None]:
        """Return what was found and done; nothing where a message has no condition that can be looked up."""
        if order := conditional(said, self._world):
            return (yield from self._settled(order, said))
        rivals = rivalry(said, self._world)
        return (yield from self._compared(rivals, said)) if rivals else None

    def _settled(self, order: Conditional, said: Sentence) -> Made:
        """Return what was found, and what was done because of it."""
        try:
            found = yield from order.check.found(self._desk)
            cases = None if found.holds is None else order.cases(holds=found.holds)
            if cases is None:
                return _unsure(found)
            busy = [case for case in cases if not idle(case, said)]
            if len(busy) != 1:
                text = f"{found.text}, so nothing was changed." if not busy else f"{found.text}. {_UNREAD} {KEPT}"
                return Answer(text, focus=found.focus, listed=found.listed)
            return (yield from self._followed(order, busy[0], said, found))
        except Unresolved as unresolved:
            text = phrases.choice(unresolved.text, unresolved.candidates) if unresolved.candidates else unresolved.text
            return Answer(f"{text}\n\n{KEPT}", listed=unresolved.candidates[: phrases.CANDIDATES])
        except Refused as refused:
            return Answer(f"{phrases.failure(refused.result)} {KEPT}")

    def _compared(self, rivals: Rivalry, said: Sentence) -> Made:
        """Return what was counted of two colleagues, and what was done with the one who is meant."""
        try:
            found = yield from rivals.found(self._desk)
        except (Unresolved, Refused) as trouble:
            return Answer(f"{trouble} {KEPT}")
        if found.holds is None:
            return Answer(f"{found.text}, so I cannot tell which of them is meant. {KEPT}")
        decision = yield from self._read(rivals.text(said, found.focus[0].name))
        return (yield from self._done(decision, Found(True, found.text)))

    def _followed(self, order: Conditional, case: Case, said: Sentence, found: Found) -> Made:
        """Read the words for the case that holds, and do what they say."""
        self._thread.focus = [*found.focus, *self._thread.focus]
        self._thread.listed = found.listed or self._thread.listed
        self._thread.fresh = bool(found.listed) or self._thread.fresh
        main = order.branches.cases[0]
        if case is not main:  # "give Acme to Ann, otherwise give it to Bob"
            self._thread.focus = [*_named(main, said), *self._thread.focus]
        other = case is not main and retimed(said, case.first, case.last) is not None  # "otherwise take 3 pm"
        free = not isinstance(order.check, Free) or found.holds == order.check.free
        decision = yield from self._case(order, main if other else case, said, there=free or other)
        if other:
            decision = _moved(decision, case, said)
        return (yield from self._done(decision, found))

    def _case(
        self, order: Conditional, case: Case, said: Sentence, *, there: bool
    ) -> Generator[list[Call], list[Result], Decision]:
        """Return what the words for a case say to do."""
        text = worded(case, said, order.branches, order.check, there=there)
        pointing: Pointed = yield from narrowed(text, self._desk, self._thread.focus, self._thread.listed, self._hear)
        if pointing.unread:
            return Decision(why="left", left=[pointing.unread])
        self._thread.focus = [*pointing.focus, *self._thread.focus]
        self._thread.listed = pointing.listed or self._thread.listed
        return (yield from self._read(pointing.text))

    def _read(self, text: str) -> Generator[list[Call], list[Result], Decision]:
        heard = yield from self._hear(text)
        topic = self._thread.focus[0].cls if self._thread.focus else ""
        listed = self._thread.listed[0].cls if self._thread.listed else ""
        world = witnessed(heard, replace(self._world, topic=topic, listed=listed, evidence=None))
        if world.evidence:
            heard = heard.told(world.evidence)
        thread = replace(self._thread, text=text, asked=None, done=[])
        decision = understood(heard, thread, world)
        person = next((ref for ref in thread.focus[:1] if ref.cls == "Contact"), None)
        planned = any(one.do == "create" and one.cls == "Activity" for one in decision.intents)
        spoken = personal(heard, person) if person and planned and not decision.why else None
        again = understood(spoken, thread, world) if spoken else decision
        if not again.why and len(again.intents) == len(decision.intents):
            decision = again  # what is planned is called by the name, and not "Call her"
        return replace(decision, why="left") if not decision.why and _miskind(decision, heard, world) else decision

    def _done(self, decision: Decision, found: Found) -> Made:
        writes = any(intent.writes for intent in decision.intents)
        held = decision.why or decision.rival or not writes
        if held and not decision.talk and decision.intents:
            answer = offered(decision, self._vocabulary) or Answer(f"{_UNREAD} {KEPT}")
        elif held:
            words = f" (“{' '.join(decision.left)}”)" if decision.left else ""
            answer = Answer(f"I did not understand what follows from that{words}. {KEPT}")
        else:
            performer = Performer(self._vocabulary, self._focus(), self._today)
            answer = yield from performer.perform(decision.intents)
        answer.text = f"{found.text}.\n\n{answer.text}"
        answer.focus = [*answer.focus, *found.focus]
        answer.listed = answer.listed or found.listed
        return answer

    def _focus(self) -> Focus:
        return Focus(self._thread.focus, self._thread.listed, self._page, self._thread.fresh)


ORDERED = 0.5
"""Words for another case order something from here on."""


_UNREAD = "I did not understand all that follows from that."


def _named(case: Case, said: Sentence) -> list[Ref]:
    """Return the one record that the words for a case name; none where they name several."""
    marks = named(Clause(said, case.first, case.last), "Deal", "Contact", "Company", "Activity")
    return name_of(marks[0]).refs[:1] if len(marks) == 1 and len(name_of(marks[0]).refs) == 1 else []


def _miskind(decision: Decision, heard: Hearing, world: World) -> bool:
    """Whether a task would be planned where a meeting or a call is heard."""
    tasks = [one for one in decision.intents if one.do == "create" and one.set.get("type") == "task"]
    if not tasks or not world.evidence:
        return False
    shares = world.evidence.shares(Clause(heard.sentence(), 0, len(heard.cut)))
    return shares.get("plan.meeting", 0.0) + shares.get("plan.call", 0.0) >= ORDERED


def _unsure(found: Found) -> Answer:
    text = f"{found.text}. I cannot tell for sure what that means for what you asked for. {KEPT}"
    return Answer(text, focus=found.focus, listed=found.listed)


def _moved(decision: Decision, case: Case, said: Sentence) -> Decision:
    """Return what is planned, at the other time."""
    only: Intent | None = decision.intents[0] if len(decision.intents) == 1 else None
    day = str(only.set.get("due_date", "")) if only else ""
    when = retimed(said, case.first, case.last)
    if decision.why or not only or only.do != "create" or not day or not when:
        return Decision(why="left", left=[said.words(case.first, case.last)])
    moment = f"{day[:10]}T{when.clock:%H:%M}" if when.bare and when.clock else when.written()
    moment = moment if len(moment) > len("2026-01-01") else f"{moment}{day[10:]}"
    return replace(decision, intents=[only.model_copy(update={"set": {**only.set, "due_date": moment}})])
