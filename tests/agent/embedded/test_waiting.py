"""How many turns wait for results, how long, and how far a turn goes."""

from __future__ import annotations

from inspect import GEN_CLOSED, GEN_SUSPENDED, getgeneratorstate

from langchain_core.messages import AIMessage, SystemMessage, ToolMessage

from agent.embedded.engine import MOST_STEPS
from agent.embedded.language.calls import Call, Steps
from agent.embedded.threads.pauses import MOST_WAITING, Pause, Pauses
from agent.embedded.threads.thread import Thread
from tests.agent.embedded.dialogue import Dialogue
from tests.agent.embedded.hosts import ORDER, alone, asked, on


def test_only_so_many_turns_wait() -> None:
    def turn() -> Steps:
        yield [Call("find_names", {})]

    pauses, waiting = Pauses(2), [Pause(turn(), Thread("", "")) for _ in range(4)]
    for key, pause in zip("abbc", waiting, strict=True):
        next(pause.turn)
        pauses.keep(key, pause)

    states = [getgeneratorstate(pause.turn) for pause in waiting]
    assert states == [GEN_CLOSED, GEN_CLOSED, GEN_SUSPENDED, GEN_SUSPENDED]
    assert len(pauses) == 2
    assert [pauses.take(key) for key in "abbc"] == [None, waiting[2], None, waiting[3]]
    assert len(pauses) == 0


def test_a_turn_that_has_waited_too_long_is_begun_anew(begun: list[str]) -> None:
    talk, other = alone(Dialogue()), Dialogue()
    other.model = talk.model
    on(talk, ORDER)
    for number in range(MOST_WAITING):
        other.messages[1:] = []
        on(other, f"log a call with Jane about offer {number}")
    begun.clear()

    while talk.messages[-1].tool_calls:  # type: ignore[attr-defined]
        on(talk)

    assert talk.desk.rows["Deal"]["d1"]["stage"] == "proposal"
    assert begun == [ORDER]


def test_a_turn_takes_no_more_steps_than_are_allowed() -> None:
    talk = alone(Dialogue())
    reply = on(talk, ORDER)
    for step in range(MOST_STEPS):
        call = {**reply.tool_calls[0], "id": f"call_{step}"}
        talk.messages[-1] = AIMessage("", tool_calls=[call])
        talk.messages += [ToolMessage("{}", tool_call_id=f"call_{step}"), talk.messages[-1]]

    assert "more steps than I allow" in asked(talk.model, talk.messages[:-1]).text


def test_a_turn_that_was_told_no_moment_is_begun_anew(begun: list[str]) -> None:
    talk = alone(Dialogue())
    talk.messages[0] = SystemMessage('You are Parley.\nContext: {"time_zone": "UTC"}')
    on(talk, ORDER)
    on(talk)

    assert begun == [ORDER] * 2
