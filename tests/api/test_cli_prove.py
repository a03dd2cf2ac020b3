"""`parley prove`, and the proof at the end of `parley bootstrap`."""

import re
from collections.abc import Callable

import pytest
from httpx2 import get

from api.proof import proof
from api.proof.proof import TRIALS
from store.permissions import Gate
from tests.api.shell import Shell

PROMPT = """\
Schema:
1. Machine: serial (String, required, unique), price (Number), keeper (Pointer to _User, owner), \
createdBy (Pointer to _User, required), state (String, required; one of: new, used; default used)
2. Deal: title (String), stage (String; values: lead, offer, won, lost; final: won, lost)
"""


@pytest.fixture
def trying(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lets only some things be tried."""

    def only(*names: str) -> None:
        monkeypatch.setattr(proof, "TRIALS", {name: TRIALS[name] for name in names})

    return only


def test_bootstrap_ends_with_the_proof_and_writes_its_report(shell: Shell, trying: Callable[..., None]) -> None:
    trying("Fields", "CRUD")

    ended = shell("bootstrap", "--prompt", "-", "--yes", said=PROMPT)

    assert ended.status == 0, ended.out
    assert re.search(r"^Proof: All \d+ hold\.$", ended.out, re.MULTILINE)
    assert re.search(r"^CRUD +5 of 5", ended.out, re.MULTILINE)
    report = (shell.home / "proof.md").read_text("utf-8")
    assert "| ✓ | Fields | Machine has the 5 fields that were asked for. |  |" in report
    assert not any(shell.state().values())


def test_prove_does_it_again_and_shows_every_line_when_it_is_asked_to(
    sample: Shell, trying: Callable[..., None]
) -> None:
    trying("Isolation")
    before = sample.state()

    ended = sample("prove", "--all", "--report", str(sample.home / "mine.md"))

    assert ended.status == 0, ended.out
    assert "A does not see another's deal, through GraphQL." in ended.out
    assert (sample.home / "mine.md").read_text("utf-8").startswith("# Proof\n\nAll ")
    assert sample.state() == before


def test_what_does_not_hold_is_shown_and_ends_with_status_1(
    sample: Shell, trying: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    trying("CRUD")
    monkeypatch.setattr(Gate, "_own", lambda *_: [])

    ended = sample("prove")

    assert ended.status == 1
    assert "It can be tried to its end." in ended.out
    assert re.search(r"^Proof: \d+ of \d+ do not hold\.$", ended.out, re.MULTILINE)


def test_without_a_workspace_there_is_nothing_to_prove(shell: Shell) -> None:
    assert (shell("prove").status, shell.home.exists()) == (1, False)


def test_an_empty_folder_becomes_the_login_page_in_one_command(shell: Shell) -> None:
    file = shell.home.parent / "crm.txt"
    file.write_text(PROMPT, "utf-8")

    with shell.terminal("bootstrap", "--prompt", str(file), "--yes", "--serve", "--port", "0", columns=200) as terminal:
        terminal.shows("Proof: All")
        terminal.shows("Parley serves")
        (address,) = re.findall(r"http://127\.0\.0\.1:\d+", terminal.shows("/docs"))
        page = get(address, follow_redirects=True)
        terminal.type("\x03")
        terminal.ends()

    assert "| ✓ | Isolation | A does not see another's machine, through the chat. |  |" in (
        shell.home / "proof.md"
    ).read_text("utf-8")
    assert page.status_code == 200
    assert "<title>Parley" in page.text
