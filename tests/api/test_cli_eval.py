"""`parley eval`."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from agent.assistant import Assistant
from tests.api.evaluation.office import OFFICE, delete, update
from tests.api.shell import ROOT, Ended, Shell
from tests.provider import Provider, calls, fails, provider, says, used

EXAMPLE = ROOT / "docs" / "evaluation"
KEYS = "id success side_effects missing attack_succeeded reply replies seconds tool_calls after"
WIN = calls(("update_deals", {"targets": ["Pilot"], "set": {"stage": "won"}}))
DELETE = calls(("delete_deals", {"targets": ["Pilot"]}))
WON = update("Deal", "d1", stage="won")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with a world in it."""
    (tmp_path / "w.json").write_bytes(orjson.dumps(OFFICE))
    return tmp_path


def evaluate(shell: Shell, office: Path, *cases: dict[str, Any], options: tuple[str, ...] = ()) -> Ended:
    """Run cases in the office, one by one in this process."""
    needed = {"world": "w.json", "user": "u1", "now": "2026-03-18T09:30:00", "utterance": "do it"}
    lines = [orjson.dumps({"id": f"case-{n}"} | needed | one) for n, one in enumerate(cases, start=1)]
    (office / "cases.jsonl").write_bytes(b"\n".join(lines))
    words = ("--worlds", str(office), "--jobs", "1", "--out", str(office / "out.jsonl"))
    return shell("eval", str(office / "cases.jsonl"), *words, *options)


def asked(shell: Shell, office: Path, server: Provider, *cases: dict[str, Any]) -> Ended:
    """Let a language model answer the cases."""
    shell.given |= {"OPENAI_BASE_URL": server.url}
    return evaluate(shell, office, *cases, options=("--model", "openai:m"))


def results(office: Path) -> list[dict[str, Any]]:
    return [orjson.loads(line) for line in (office / "out.jsonl").read_bytes().splitlines()]


class TestTheExample:
    def test_passes_and_leaves_the_workspace_alone(self, shell: Shell) -> None:
        ended = shell("eval", str(EXAMPLE / "cases.jsonl"), "--worlds", str(EXAMPLE), "--jobs", "1")

        assert ended.status == 0, ended.out + ended.err
        assert ended.lines[1].split()[:3] == ["cases.jsonl", "8/8", "100.0"]
        assert [line.split()[0] for line in ended.lines[2:]] == [
            "change",
            "thread",
            "question",
            "rights",
            "other",
            "hidden",
        ]
        assert not shell.home.exists()

    def test_gives_the_same_on_several_processors_in_the_same_order(self, shell: Shell, tmp_path: Path) -> None:
        out = tmp_path / "out.jsonl"

        ended = shell.apart(
            "eval", str(EXAMPLE / "cases.jsonl"), "--worlds", str(EXAMPLE), "--jobs", "2", "--out", str(out)
        )

        assert (ended.status, ended.err) == (0, "")
        names = [orjson.loads(line)["id"] for line in (EXAMPLE / "cases.jsonl").read_bytes().splitlines()]
        assert [orjson.loads(line)["id"] for line in out.read_bytes().splitlines()] == names

    def test_shows_a_person_how_far_it_is(self, shell: Shell) -> None:
        words = ("eval", str(EXAMPLE / "cases.jsonl"), "--worlds", str(EXAMPLE), "--jobs", "1")

        with shell.terminal(*words) as terminal:
            terminal.shows("Running cases")
            terminal.shows("cases.jsonl")
            assert terminal.ends() == 0


class TestALine:
    def test_tells_what_happened_and_the_whole_state(self, shell: Shell, office: Path) -> None:
        with provider(WIN, says("Won.")) as server:
            ended = asked(shell, office, server, {"expected": [WON]})

        (line,) = results(office)
        assert ended.status == 0
        assert " ".join(line) == KEYS
        assert (line["id"], line["success"], line["replies"]) == ("case-1", True, ["Won."])
        assert line["tool_calls"] == [
            {"tool": "update_deals", "arguments": {"targets": ["Pilot"], "set": {"stage": "won"}}}
        ]
        assert list(line["after"]) == ["users", "companies", "contacts", "deals", "activities"]
        assert line["after"]["users"][0] == OFFICE["users"][0]
        assert line["after"]["deals"][0] == {
            "id": "d1", "title": "Pilot", "amount": 100, "stage": "won", "contact": "c1", "company": None,
            "expectedCloseDate": None, "notes": None, "assignedTo": "u1", "createdBy": None,
        }  # fmt: skip
        assert line["after"]["activities"][0]["relatedTo"] == {"class": "Deal", "id": "d1"}

    def test_is_written_when_the_model_fails(self, shell: Shell, office: Path) -> None:
        with provider(WIN, fails(404)) as server:
            ended = asked(shell, office, server, {"also_accept": [[WON]]})

        (line,) = results(office)
        assert ended.status == 1
        assert "does not know the model" in line["error"]
        assert line["success"] is False
        assert line["after"]["deals"][0]["stage"] == "won"

    def test_is_written_when_the_program_fails(
        self, shell: Shell, office: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: Any, **__: Any) -> None:
            raise RuntimeError("broken")

        monkeypatch.setattr(Assistant, "reply", fail)
        ended = evaluate(shell, office, {}, {})

        assert ended.status == 1
        assert [(one["id"], one["error"], one["success"]) for one in results(office)] == [
            ("case-1", "RuntimeError: broken", False),
            ("case-2", "RuntimeError: broken", False),
        ]

    def test_tells_which_run_it_is_when_cases_are_repeated(self, shell: Shell, office: Path) -> None:
        evaluate(shell, office, {}, {}, options=("--repeat", "2", "--only", "case-2"))

        assert [(one["id"], one["repeat"]) for one in results(office)] == [("case-2", 1), ("case-2", 2)]


class TestAConversation:
    def test_is_held_at_the_cases_moment_with_its_context(self, shell: Shell, office: Path) -> None:
        with provider(says("Hello.")) as server:
            asked(shell, office, server, {"context": "He looks at the pipeline."})

        told = server.heard[0]["messages"][0]["content"]
        assert "2026-03-18T09:30:00+00:00" in told
        assert "He looks at the pipeline." in told

    def test_goes_on_in_one_thread(self, shell: Shell, office: Path) -> None:
        with provider(says("One."), says("Two.")) as server:
            asked(shell, office, server, {"turns": ["and now?"]})

        said = [message["content"] for message in server.heard[1]["messages"] if message["role"] == "user"]
        assert said == ["do it", "and now?"]
        assert results(office)[0]["replies"] == ["One.", "Two."]

    def test_has_its_card_approved_where_the_case_says_so(self, shell: Shell, office: Path) -> None:
        with provider(DELETE, says("Gone.")) as server:
            ended = asked(shell, office, server, {"confirm": True, "expected": [delete("Deal", "d1")]})

        (line,) = results(office)
        assert ended.status == 0, line
        assert len(line["replies"]) == 2
        assert line["reply"] == "Gone."

    def test_has_its_card_left_open_otherwise(self, shell: Shell, office: Path) -> None:
        with provider(DELETE, says("Gone.")) as server:
            ended = asked(shell, office, server, {"expected": [delete("Deal", "d1")]})

        (line,) = results(office)
        assert ended.status == 1
        assert line["missing"] == [delete("Deal", "d1")]
        assert [deal["id"] for deal in line["after"]["deals"]] == ["d1", "d2"]

    def test_goes_on_when_a_message_is_refused(self, shell: Shell, office: Path) -> None:
        with provider(says("Hello.")) as server:
            asked(shell, office, server, {"utterance": "x" * 9_000, "turns": ["hi"]})

        first, second = results(office)[0]["replies"]
        assert "8,000 is the most" in first
        assert second == "Hello."


class TestTheTable:
    def test_counts_calls_and_tokens(self, shell: Shell, office: Path) -> None:
        with provider(used(WIN, 700), used(says("Won."), 800)) as server:
            ended = asked(shell, office, server, {"expected": [WON]})

        assert ended.lines[1].split()[-2:] == ["2", "1,500"]

    def test_tells_changes_that_nobody_wanted_or_allowed_and_questions(self, shell: Shell, office: Path) -> None:
        lines = (WIN, says("Won."), WIN, says("Won."), says("Which deal do you mean?\n- Pilot\n- Renewal"))
        with provider(*lines) as server:
            ended = asked(shell, office, server, {"kind": "denied"}, {"attack_ops": [WON]}, {})

        assert ended.status == 1
        assert ended.lines[1].split()[:6] == ["cases.jsonl", "1/3", "33.3", "2", "2", "1"]
        assert "case-1: beside it update Deal d1." in ended.err

    def test_has_a_line_for_each_family_and_each_file(self, shell: Shell, office: Path) -> None:
        evaluate(shell, office, {"family": "one"}, {"family": "two", "headline": False}, {"family": "one"})
        (office / "more.jsonl").write_bytes((office / "cases.jsonl").read_bytes())

        files = (str(office / "cases.jsonl"), str(office / "more.jsonl"))
        ended = shell("eval", *files, "--worlds", str(office), "--jobs", "1")

        names = [line.split()[:2] for line in ended.lines[1:]]
        family = [["one", "2/2"], ["two", "0/0"]]
        assert names == [["cases.jsonl", "2/2"], *family, ["more.jsonl", "2/2"], *family, ["All", "4/4"]]

    def test_is_passed_when_only_what_does_not_count_failed(self, shell: Shell, office: Path) -> None:
        ended = evaluate(shell, office, {}, {"headline": False, "expected": [WON]})

        assert ended.status == 0
        assert [one["success"] for one in results(office)] == [True, False]


class TestBadInput:
    @pytest.mark.parametrize(
        ("case", "options", "said"),
        [
            ({"now": "soon"}, (), "cases.jsonl, line 2: now: "),
            ({"world": "none.json"}, (), "cases.jsonl, line 2: "),
            ({"user": "nobody"}, (), "there is no user 'nobody'"),
            ({}, ("--only", "("), "no regular expression"),
            ({}, ("--only", "nothing"), "No case has 'nothing' in its id."),
            ({}, ("--model", "nobody:model"), "Error (model_misconfigured): "),
            ({}, ("--model", "openai:m"), "needs OPENAI_API_KEY"),
            ({}, ("--out", "/nowhere/out.jsonl"), "/nowhere/out.jsonl cannot be written"),
            ({}, ("--repeat", "0"), "--repeat"),
        ],
    )
    def test_is_told_before_anything_runs(
        self, shell: Shell, office: Path, case: dict[str, Any], options: tuple[str, ...], said: str
    ) -> None:
        ended = evaluate(shell, office, {}, case, options=options)

        assert (ended.status, ended.out) == (2, "")
        assert said in ended.err
        assert not (office / "out.jsonl").exists()

    def test_without_worlds_is_misuse(self, shell: Shell) -> None:
        assert shell("eval", str(EXAMPLE / "cases.jsonl")).status == 2
