import asyncio
import json
from typing import Any

import pytest

from api.workspace import Workspace
from store.principal import Principal
from tests.api.mcp_clients import ERAS, Person, over_pipes, runs
from tests.api.shell import Shell


def doors(workspace: Workspace) -> list[str]:
    with workspace.store.reading(Principal.system()) as records:
        return [row["door"] for row in records.history(limit=3)]


@pytest.mark.parametrize("era", ERAS)
def test_a_program_that_starts_the_command_works_as_its_user(sample: Shell, workspace: Workspace, era: str) -> None:
    person = Person()

    async def body() -> Any:
        async with over_pipes(sample.environment, "--as", "Idris Bowen", era=era, person=person) as program:
            tools = (await program.client.list_tools()).tools
            me = await program("who_am_i")
            await program("create_deal", title="Over the pipe")
            deleted = await program("delete_deals", targets=["Over the pipe"])
            await program("undo")
            found = await program("find_deals", where=[{"field": "title", "op": "contains", "value": "Over the pipe"}])
            return tools, me, deleted, found, await program.refused("find_deals", where=3)

    tools, me, deleted, found, code = runs(body)

    compact = [{"name": one.name, "description": one.description, "inputSchema": one.input_schema} for one in tools]
    assert len(json.dumps(compact, ensure_ascii=False, separators=(",", ":"))) / 4 < 3_000
    assert me["user"]["name"] == "Idris Bowen"
    assert [record["title"] for record in deleted["deleted"]] == ["Over the pipe"]
    assert found["total"] == 1
    assert code == "invalid_values"
    assert len(person.asked) == 1
    assert doors(workspace) == ["mcp"] * 3


def test_what_waits_is_answered_in_the_terminal(sample: Shell, workspace: Workspace) -> None:
    async def body(answers: str) -> Any:
        async with over_pipes(sample.environment, "--as", "Idris Bowen") as program:
            await program("create_deal", title="Over the pipe")
            waits = await program("delete_deals", targets=["Over the pipe"])
            words = next(part for part in waits["message"].split("`") if part.startswith("parley chat")).split()[1:]
            told = await asyncio.to_thread(sample.apart, *words, "--as", "Idris Bowen", "-m", answers)
            return told, await program("delete_deals", targets=["Over the pipe"])

    told, result = runs(lambda: body("yes"))

    assert told.status == 0, told.err
    assert "Deleted deal Over the pipe" in told.out.replace("*", "")
    assert [record["title"] for record in result["deleted"]] == ["Over the pipe"]
    assert doors(workspace)[:2] == ["mcp", "mcp"]


def test_with_read_only_nothing_is_changed(sample: Shell) -> None:
    async def body() -> Any:
        async with over_pipes(sample.environment, "--read-only") as program:
            tools = (await program.client.list_tools()).tools
            return tools, await program.refused("create_deal", title="Over the pipe")

    tools, code = runs(body)

    assert {tool.annotations.read_only_hint for tool in tools} == {True}
    assert code == "read_only"


def test_a_user_who_does_not_exist_is_told(sample: Shell) -> None:
    ended = sample("mcp", "--as", "Nobody")

    assert (ended.status, ended.out) == (1, "")
    assert "record_not_found" in ended.err
