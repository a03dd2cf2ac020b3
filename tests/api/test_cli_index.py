from api.settings import Settings
from api.workspace import open_workspace
from store.principal import Principal
from tests.api.shell import Shell


def deal(shell: Shell, title: str) -> None:
    """Make a workspace, where there is none, with a deal."""
    with open_workspace(Settings.of(shell.environment)) as workspace, workspace.store.records(Principal.system()) as to:
        to.create("Deal", {"title": title, "notes": "They want it cheaper.\n\nParking is behind the mill."})


def test_status_counts_against_the_records_and_fails_while_anything_is_missing(shell: Shell) -> None:
    deal(shell, "Cold store")

    before = shell("index", "status")
    rebuilt = shell("index", "rebuild")
    after = shell("index", "status")

    assert before.status == 1
    assert "`parley index rebuild`, catches up" in before.out
    assert rebuilt.status == after.status == 0
    assert "The index has 3 passages." in rebuilt.out
    assert ["Deal", "1", "1", "3"] in [line.replace("│", " ").split() for line in after.lines]
    assert "all-MiniLM-L6-v2-int8" in after.out
    assert "The index is complete." in after.out


def test_a_search_in_the_chat_finds_what_was_written_a_moment_ago(shell: Shell) -> None:
    deal(shell, "Cold store")

    with open_workspace(Settings.of(shell.environment)) as workspace:
        from store.index.question import Question

        answer = workspace.store.index.search(Principal.system(), Question("is there a discount?", {"Deal": {}}))

    assert answer.found[0].quote == "They want it cheaper."
    assert answer.notes == []


def test_without_a_model_search_goes_by_words_and_the_status_says_so(shell: Shell) -> None:
    shell.given["PARLEY_EMBEDDINGS"] = "off"
    deal(shell, "Cold store")
    shell("index", "rebuild")

    ended = shell("index", "status")

    assert ended.status == 0
    assert "Search goes by words only" in ended.out


def test_a_model_that_cannot_be_is_refused_with_what_can(shell: Shell) -> None:
    deal(shell, "Cold store")
    shell.given["PARLEY_EMBEDDINGS"] = "openai:small"

    ended = shell("index", "status")

    assert ended.status == 1
    assert "model_misconfigured" in ended.err
    assert "OPENAI_API_KEY" in ended.err


def test_a_damaged_chroma_server_s_address_is_refused(shell: Shell) -> None:
    shell.given["CHROMA_URL"] = "chroma here"

    assert "invalid_settings" in shell("index", "status").err
