"""A turn waits for the results of its calls, and is begun anew where it does not: that makes no difference."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from langchain_core.messages import SystemMessage

from tests.agent.embedded.dialogue import Dialogue
from tests.agent.embedded.hosts import ORDER, Anew, alone, asked, on, results, told

TALKS = [
    ("hello",),
    ("log a call with Jane about pricing", "undo that"),
    ("which deals over 50k close this month?",),
    ("what is my pipeline by stage?", "and for Raj?"),
    ("the Globex deal goes to Raj", "the bigger one"),
    ("which of my deals are leads?", "the smaller one is lost", "undo that"),
    ("set up a call with Maria on Friday at 9", "Lopez, and make it ten o'clock"),
    ("if the annual plan is still open, move it to proposal", "what is it worth?"),
    ("the annual plan is won and log a call with Carla", "undo that", "sorry, do it again"),
    ("globex pilot is 84k now", "sorry misread my own writing, 78"),
    ("new deal with Initech for 30k, and remind me on Friday to call Bob", "when did I last speak to Bob?"),
    ("move all my leads to qualified, no, only the Initech one", "who's the contact of it?"),
]


@pytest.mark.parametrize("texts", TALKS, ids=lambda texts: texts[0])
def test_a_turn_that_has_waited_goes_on_like_one_that_is_begun_anew(texts: tuple[str, ...], begun: list[str]) -> None:
    waiting, anew = Dialogue(), Dialogue()
    anew.model = Anew(anew)  # type: ignore[assignment]

    for text in texts:
        waiting.say(text)
    assert begun == list(texts)
    for text in texts:
        anew.say(text)

    assert told(waiting.messages) == told(anew.messages)
    assert waiting.desk.rows == anew.desk.rows


def test_another_process_goes_on_with_a_turn_where_the_first_one_stands(begun: list[str]) -> None:
    talk = alone(Dialogue())
    on(talk, ORDER)
    on(talk)
    talk.messages += results(talk)

    there = asked(Anew(talk), talk.messages)

    assert there.tool_calls or there.text
    assert told([there]) == told([asked(talk.model, talk.messages)])
    assert begun == [ORDER] * 2


def test_the_same_results_told_twice_bring_the_same(begun: list[str]) -> None:
    talk = alone(Dialogue())
    on(talk, ORDER)
    talk.messages += results(talk)

    first, again = asked(talk.model, talk.messages), asked(talk.model, talk.messages)

    assert told([first]) == told([again])
    assert begun == [ORDER] * 2


def test_the_same_results_told_at_once_bring_the_same() -> None:
    talk = alone(Dialogue())
    on(talk, ORDER)
    talk.messages += results(talk)

    with ThreadPoolExecutor(8) as several:
        replies = list(several.map(lambda _: told([asked(talk.model, talk.messages)]), range(24)))

    assert all(reply == replies[0] for reply in replies)


def test_turns_of_different_people_do_not_mix(begun: list[str]) -> None:
    one, other = alone(Dialogue("u1")), Dialogue("u3")
    other.model = one.model
    for talk in (one, other):
        on(talk, "which deals do I have?")
    while any(talk.messages[-1].tool_calls for talk in (one, other)):  # type: ignore[attr-defined]
        for talk in (one, other):
            if talk.messages[-1].tool_calls:  # type: ignore[attr-defined]
                on(talk)

    assert "Hooli analytics" in other.messages[-1].text
    assert "Hooli analytics" not in one.messages[-1].text
    assert begun == ["which deals do I have?"] * 2


def test_two_threads_go_on_in_turns(begun: list[str]) -> None:
    one, other = alone(Dialogue()), Dialogue()
    other.model = one.model
    on(one, ORDER)
    on(other, "log a call with Jane about pricing")
    for _ in range(6):
        for talk in (one, other):
            if talk.messages[-1].tool_calls:  # type: ignore[attr-defined]
                on(talk)

    assert "proposal" in one.messages[-1].text
    assert one.desk.rows["Deal"]["d1"]["stage"] == "proposal"
    assert "Jane Doe" in other.messages[-1].text
    assert len(begun) == 2


def test_a_host_may_name_calls_otherwise(begun: list[str]) -> None:
    talk = alone(Dialogue())
    reply = on(talk, ORDER)
    while reply.tool_calls:
        for number, call in enumerate(reply.tool_calls):
            call["id"] = f"renamed_{len(talk.messages)}_{number}"
        reply = on(talk)

    assert talk.desk.rows["Deal"]["d1"]["stage"] == "proposal"
    assert begun == [ORDER]


@pytest.mark.parametrize("what", ["text", "context", "result", "call", "earlier"])
def test_what_was_changed_in_a_thread_counts(what: str, begun: list[str]) -> None:
    talk = alone(Dialogue())
    talk.say("hello")
    begun.clear()
    on(talk, ORDER)
    on(talk)
    talk.messages += results(talk)
    system, said = talk.messages[0], next(one for one in talk.messages if one.text == ORDER)
    before, call, result = (talk.messages[talk.messages.index(said) + place] for place in (-1, 1, 2))
    if what == "text":
        said.content = "move the annual plan to negotiation"
    elif what == "context":
        system.content = SystemMessage(system.text.replace("2026", "2027")).text
    elif what == "result":
        result.content = json.dumps({"names": []})
    elif what == "call":
        call.tool_calls[0]["args"]["text"] = "?"  # type: ignore[attr-defined]
    else:
        before.additional_kwargs["parley"]["wrote"] = True

    reply = asked(talk.model, talk.messages)

    assert len(begun) == 2
    assert told([reply]) == told([asked(Anew(talk), talk.messages)])


def test_a_result_that_is_lacking_or_told_twice_is_no_reason_to_go_on(begun: list[str]) -> None:
    talk = alone(Dialogue())
    on(talk, ORDER)
    found = results(talk)

    lacking, twice = asked(talk.model, talk.messages), asked(talk.model, [*talk.messages, *found, *found])

    assert len(begun) == 3
    assert told([lacking]) == told([asked(Anew(talk), talk.messages)])
    assert told([twice]) == told([asked(Anew(talk), [*talk.messages, *found, *found])])
