"""`parley bootstrap` and `parley prompt`."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import orjson
import pytest

from api.workspace import Workspace
from store.principal import Principal
from tests.api.shell import Shell
from tests.provider import Provider, calls, provider

MACHINES = """\
Schema:
1. Machine: serial (String, required, unique), price (Number), maker (Pointer to Company), keeper (Pointer to _User)
Security:
- Everybody sees all records.
- Paint it blue.
"""
STAGES = "Deal: title (String), stage (String; one of: new, meeting, offer, won, lost)"


@pytest.fixture
def machines(tmp_path: Path) -> str:
    file = tmp_path / "machines.txt"
    file.write_text(MACHINES, "utf-8")
    return str(file)


@pytest.fixture
def stages(tmp_path: Path) -> str:
    file = tmp_path / "stages.txt"
    file.write_text(STAGES, "utf-8")
    return str(file)


class TestMaking:
    def test_an_empty_folder_becomes_the_crm_that_is_described(self, shell: Shell, machines: str) -> None:
        ended = shell("bootstrap", "--no-proof", "--prompt", machines, "--yes")

        assert ended.status == 0
        assert "Read a generation prompt: 1 class with 4 fields." in ended.lines
        assert "Done: this is blueprint 1 of the workspace." in ended.lines
        assert "`parley user add NAME E-MAIL` adds the first one" in ended.err
        assert "2. Machine" not in ended.out
        assert "serial (String; required; unique)" in shell("prompt").out

    def test_the_same_again_changes_nothing(self, shell: Shell, machines: str) -> None:
        shell("bootstrap", "--no-proof", "--prompt", machines, "--yes")

        ended = shell("bootstrap", "--no-proof", "--prompt", machines)

        assert ended.status == 0
        assert "No changes: the CRM is as described." in ended.lines

    def test_what_was_not_understood_is_shown_with_its_line(self, shell: Shell, machines: str) -> None:
        ended = shell("bootstrap", "--no-proof", "--prompt", machines, "--plan")

        (line,) = [line for line in ended.lines if "Paint it blue." in line]
        assert line.split() == ["5", "Paint", "it", "blue."]

    def test_the_sample_is_put_in_when_it_is_wanted(self, shell: Shell, machines: str) -> None:
        ended = shell("bootstrap", "--no-proof", "--prompt", machines, "--yes", "--demo")

        assert ended.status == 0
        assert len(shell.state()["deals"]) == 60

    def test_the_chat_speaks_of_it_at_once(self, shell: Shell, tmp_path: Path) -> None:
        file = tmp_path / "products.txt"
        file.write_text(
            "Create a CRM app with this schema.\nSchema:\n"
            "1. Product: name (String, required, searchable), price (Number), deal (Pointer to Deal).\n",
            encoding="utf-8",
        )
        shell("bootstrap", "--no-proof", "--prompt", str(file), "--yes", "--demo")

        added = shell("chat", "-m", "add a product Widget for 40 euros to the Acme deal")

        assert "Added the product Widget: price 40, deal Evesham fruit store." in added.out.replace("**", "")
        assert "Evesham fruit store" in shell("chat", "-m", "show the Acme deal").out

    def test_it_is_left_out_where_somebody_works(self, sample: Shell, machines: str) -> None:
        ended = sample("bootstrap", "--no-proof", "--prompt", machines, "--yes", "--demo")

        assert "The workspace is not empty; the sample was left out." in ended.err

    def test_a_preset_that_is_said_beside_holds(self, shell: Shell, machines: str) -> None:
        shell("bootstrap", "--no-proof", "--prompt", machines, "--yes", "--preset", "open")

        assert "Everybody sees and changes all records." in shell("prompt").out

    def test_a_text_in_utf_16_comes_through_a_pipe_too(self, shell: Shell) -> None:
        assert shell("bootstrap", "--no-proof", "--prompt", "-", "--yes", said=MACHINES.encode("utf-16")).status == 0
        assert "Machine" in shell("prompt").out


class TestAsking:
    def test_a_plan_makes_nothing(self, shell: Shell, machines: str) -> None:
        ended = shell("bootstrap", "--no-proof", "--prompt", machines, "--plan")

        assert ended.status == 0
        assert "There is no workspace yet" in ended.err
        assert any(line.startswith("add") and "Machine" in line for line in ended.lines)
        assert not shell.home.exists()

    def test_without_anybody_to_ask_it_waits_for_a_yes_and_nothing_is_done(self, shell: Shell, machines: str) -> None:
        ended = shell("bootstrap", "--no-proof", "--prompt", machines)

        assert ended.status == 3
        assert ended.err.endswith("Nothing was done; --yes does it.\n")
        assert not shell.home.exists()

    @pytest.mark.parametrize(
        "said", [b"a shopping list", b"\x89PNG\r\n\x1a\n\x00", b"\xff\xff\xff", b"", b"x" * 500_000]
    )
    def test_what_is_no_description_is_refused_and_nothing_is_made(self, shell: Shell, said: bytes) -> None:
        ended = shell("bootstrap", "--no-proof", "--prompt", "-", "--yes", said=said)

        assert (ended.status, ended.out) == (1, "")
        assert ended.err.startswith("Error (not_a_blueprint): ")
        assert not shell.home.exists()

    def test_a_contradiction_is_told_with_both_lines(self, shell: Shell) -> None:
        ended = shell("bootstrap", "--no-proof", "--prompt", "-", said="1. A\n- b (String)\n- b (Number)\n")

        assert ended.err == "Error (invalid_blueprint): A.b is a String in line 2 and a Number in line 3: say which.\n"

    def test_a_name_that_no_class_can_have_is_refused_with_one_that_it_can(self, shell: Shell) -> None:
        ended = shell("bootstrap", "--no-proof", "--prompt", "-", "--yes", said="1. Größe: name (String)")

        assert ended.status == 1
        assert "Call it Groesse." in ended.err
        assert ended.err.endswith("--accept-suggestions calls them so; nothing was changed.\n")
        assert not shell.home.exists()

    def test_names_that_are_suggested_are_taken_in_one_step(self, shell: Shell) -> None:
        said = "1. Größe: name (String), class (String)\n2. Rock: größe (Pointer to Größe)\n"

        ended = shell("bootstrap", "--no-proof", "--prompt", "-", "--yes", "--accept-suggestions", said=said)

        assert ended.status == 0
        told = [f"· {name}." for name in ("Größe is called Groesse", "Größe.class is called kind")]
        assert [line for line in ended.lines if " is called " in line][:2] == told
        assert "groesse (Pointer to Groesse)" in shell("prompt").out

    @pytest.mark.parametrize("words", [["--plan", "--yes"], ["--map", "Deal.stage"], ["--map", "Deal.amount==much"]])
    def test_words_that_make_no_sense_are_refused(self, shell: Shell, machines: str, words: list[str]) -> None:
        assert shell("bootstrap", "--no-proof", "--prompt", machines, *words).status == 2

    def test_a_file_that_is_not_there_is_named(self, shell: Shell) -> None:
        assert "(nowhere.txt)" in shell("bootstrap", "--no-proof", "--prompt", "nowhere.txt").err


class TestWhatAModelInfers:
    SAID = "Machines have the year in which they were built."
    YEAR: ClassVar = {"sentence": 2, "class": "Machine", "name": "builtIn", "kind": "Number"}

    @pytest.fixture
    def model(self, shell: Shell) -> Iterator[Provider]:
        with provider(calls(("propose", {"fields": [self.YEAR]}))) as model:
            shell.given |= {"OPENAI_BASE_URL": model.url, "PARLEY_EMBEDDINGS": "words"}
            yield model

    @pytest.fixture
    def machines(self, tmp_path: Path) -> str:
        file = tmp_path / "machines.txt"
        file.write_text(f"{MACHINES}- {self.SAID}\n", "utf-8")
        return str(file)

    def test_is_shown_in_the_plan_with_its_sentence(self, shell: Shell, machines: str, model: Provider) -> None:
        ended = shell("bootstrap", "--no-proof", "--prompt", machines, "--plan")

        at = ended.lines.index("Inferred by the language model")
        assert any("Machine.builtIn (number, inferred)" in line for line in ended.lines[at:])
        assert any(
            line.split() == ["5", "Paint", "it", "blue.", "nor", "by", "the", "language", "model"]
            for line in ended.lines
        )

    def test_is_not_done_by_a_yes_that_was_given_before_it_was_seen(
        self, shell: Shell, machines: str, model: Provider
    ) -> None:
        shell("bootstrap", "--no-proof", "--prompt", machines, "--yes")

        assert model.heard == []
        assert "builtIn" not in shell("prompt").out

    def test_is_left_out_and_said_where_the_model_cannot_be_asked(self, shell: Shell, machines: str) -> None:
        shell.given |= {"PARLEY_MODEL": "openai:gpt-test"}

        ended = shell("bootstrap", "--no-proof", "--prompt", machines, "--plan")

        assert ended.status == 0
        assert "OPENAI_API_KEY" in ended.err

    def test_is_done_where_it_is_wanted(self, shell: Shell, machines: str, model: Provider) -> None:
        shell("bootstrap", "--no-proof", "--prompt", machines, "--yes", "--infer")

        assert "builtIn (Number)" in shell("prompt").out


class TestWhatWouldBeLost:
    MAPPED = ("lead=new", "qualified=meeting", "proposal=offer", "negotiation=offer")

    @pytest.fixture
    def mapping(self) -> list[str]:
        return [word for one in self.MAPPED for word in ("--map", f"Deal.stage={one}")]

    def test_values_that_go_must_be_mapped_first(self, sample: Shell, stages: str) -> None:
        before = sample.state()

        ended = sample("bootstrap", "--no-proof", "--prompt", stages, "--yes", "--allow-destructive")

        assert ended.status == 1
        assert "--map 'Deal.stage=lead=new'" in ended.err
        assert sample.state() == before

    def test_and_it_must_be_allowed(self, sample: Shell, stages: str, mapping: list[str]) -> None:
        before = sample.state()

        ended = sample("bootstrap", "--no-proof", "--prompt", stages, "--yes", *mapping)

        assert ended.status == 1
        assert "--allow-destructive does it." in ended.err
        assert sample.state() == before

    def test_then_no_deal_is_lost_and_an_archive_has_what_was_there(
        self, sample: Shell, stages: str, mapping: list[str]
    ) -> None:
        before = sample.state()["deals"]

        ended = sample("bootstrap", "--no-proof", "--prompt", stages, "--yes", "--allow-destructive", *mapping)

        after = sample.state()["deals"]
        renamed = dict(one.split("=") for one in self.MAPPED)
        assert ended.status == 0
        assert [deal["stage"] for deal in after] == [renamed.get(deal["stage"], deal["stage"]) for deal in before]
        (archive,) = (sample.home / "archives").iterdir()
        assert str(archive) in ended.err


class TestPrompt:
    def test_what_it_prints_changes_nothing(self, sample: Shell, tmp_path: Path, machines: str) -> None:
        sample("bootstrap", "--no-proof", "--prompt", machines, "--yes")

        for words in ([], ["--json"], ["--er"]):
            printed = sample("prompt", *words)
            ended = sample("bootstrap", "--no-proof", "--prompt", "-", said=printed.out)

            assert "No changes: the CRM is as described." in ended.lines
            assert "Not understood" not in ended.lines

    def test_another_workspace_made_of_it_has_the_same_classes(
        self, shell: Shell, tmp_path: Path, machines: str
    ) -> None:
        other = Shell(tmp_path / "other", shell.monkeypatch, shell.capsys)
        shell("bootstrap", "--no-proof", "--prompt", machines, "--yes")

        other("bootstrap", "--no-proof", "--prompt", "-", "--yes", said=shell("prompt").out)

        assert other("prompt", "--json").out == shell("prompt", "--json").out

    def test_json_has_the_form_of_templates(self, shell: Shell) -> None:
        said = orjson.loads(shell("prompt", "--json").out)

        deal = next(cls for cls in said["classes"] if cls["className"] == "Deal")
        assert deal["fields"]["objectId"] == {"type": "String", "required": False}
        assert deal["fields"]["company"]["targetClass"] == "Company"

    def test_the_diagram_is_mermaid(self, shell: Shell) -> None:
        assert shell("prompt", "--er").out.startswith("erDiagram\n    Company }o--o| _User : createdBy\n")

    def test_two_forms_at_once_are_refused(self, shell: Shell) -> None:
        assert shell("prompt", "--er", "--json").status == 2


def test_another_process_has_the_new_class_at_once(workspace: Workspace, sample: Shell, machines: str) -> None:
    sample("bootstrap", "--no-proof", "--prompt", machines, "--yes")

    with workspace.store.records(Principal.system()) as records:
        made = records.create("Machine", {"serial": "M-1"})

    assert made["serial"] == "M-1"
