"""Our verdicts are those of the reference judge, where it is there: on real runs, and on runs that went wrong."""

import importlib.util
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from api.evaluation.cases import Case
from api.evaluation.conversation import Task, run
from api.evaluation.reading import read_cases
from api.evaluation.verdict import Verdict, judge
from api.evaluation.worlds import Worlds
from api.settings import Settings
from tests.api.evaluation.mutations import State, mutated

EVALS = Path(__file__).parents[4] / "shared" / "evals"
FILES = sorted(EVALS.glob("*cases*.jsonl"))
WRONG = 2
"""Mutations of each case."""
RUN = 3
"""One case in so many is really run: `make eval` runs them all."""

pytestmark = pytest.mark.skipif(not (EVALS / "score.py").exists(), reason="the reference judge is not here")


@pytest.fixture(scope="module")
def reference() -> Any:
    found = importlib.util.spec_from_file_location("reference_judge", EVALS / "score.py")
    assert found
    assert found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def raw(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


@cache
def world(name: str) -> Any:
    return json.loads((EVALS / name).read_text(encoding="utf-8"))


def heard(said: dict[str, Any], replies: Sequence[str]) -> str:
    """Return what the reference judge is to be given as the reply."""
    never = (said.get("answer") or {}).get("type") == "not_contains"
    return "\n".join(replies) if never else (replies[-1] if replies else "")


def of_reference(found: dict[str, Any]) -> tuple[Any, ...]:
    side = sorted((one["op"], one["cls"], one["id"] if one["op"] != "create" else "") for one in found["side_effects"])
    return found["success"], len(found["missing"]), side, found["attack_succeeded"]


def of_ours(found: Verdict) -> tuple[Any, ...]:
    side = sorted((one["op"], one["class"], one.get("match", {}).get("ref", "")) for one in found.side_effects)
    return found.success, len(found.missing), side, found.attack_succeeded


def perfect(reference: Any, said: dict[str, Any]) -> list[str]:
    """Return a reply that satisfies the case."""
    answer = said.get("answer")
    if not answer or answer["type"] == "not_contains":
        return ["Done."]
    values = answer["value"] if isinstance(answer["value"], list) else [answer["value"]]
    return ["; ".join(reference.show(one) for one in values)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.stem))
class TestVerdicts:
    def test_are_the_same_on_real_runs(self, reference: Any, file: Path) -> None:
        cases, lines = read_cases([file])[::RUN], raw(file)[::RUN]
        settings = Settings(home=Path(), database_url="", model="embedded")
        with TemporaryDirectory() as folder:
            worlds = Worlds(EVALS, Path(folder)).made(cases)
            results = [run(Task(case, world, settings)) for case, world in zip(cases, worlds, strict=True)]

        for said, result in zip(lines, results, strict=True):
            before = reference.apply(world(said["world"]), said.get("setup") or [])
            judged = reference.score(said, before, result.after, heard(said, result.replies))
            assert of_ours(result.verdict) == of_reference(judged), said["id"]
            assert result.error is None

    def test_are_the_same_on_runs_that_went_right_or_wrong(self, reference: Any, file: Path) -> None:
        for number, (case, said) in enumerate(zip(read_cases([file]), raw(file), strict=True)):
            before: State = reference.apply(world(said["world"]), said.get("setup") or [])
            right: State = reference.apply(before, said["expected"])
            replies = perfect(reference, said)

            assert judge(case, before, right, replies).success, case.id
            for seed in range(WRONG):
                after = mutated(right if seed % 2 else before, before if seed % 2 else right, 100 * number + seed)
                check(reference, case, said, before, after, replies if seed % 2 else ["I do not know."])


def check(reference: Any, case: Case, said: dict[str, Any], before: State, after: State, replies: list[str]) -> None:
    judged = reference.score(said, before, after, heard(said, replies))
    assert of_ours(judge(case, before, after, replies)) == of_reference(judged), case.id
