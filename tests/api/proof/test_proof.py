import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from api.proof import proof
from api.proof.finding import Finding
from api.proof.proof import TRIALS, prove
from api.proof.report import report, summary
from api.settings import Settings
from api.workspace import Workspace
from store.blueprint.blueprint import Blueprint, ClassPlan, FieldPlan
from store.permissions import Gate
from store.principal import Principal
from store.schema import Schema
from store.store import Store
from store.transfer.state import export_state
from store.users import Users


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., Workspace]]:
    """Opens a workspace of some classes."""
    stores: list[Store] = []

    def open_(schema: Schema, url: str = f"sqlite:///{tmp_path}/crm.db") -> Workspace:
        stores.append(Store.open(url, schema))
        return Workspace(Settings(home=tmp_path, database_url=url), stores[-1], Users(stores[-1]))

    yield open_
    for store in stores:
        store.close()


def failed(findings: list[Finding]) -> list[Finding]:
    return [one for one in findings if one.outcome == "fails"]


def only(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Make only some of the trials."""
    monkeypatch.setattr(proof, "TRIALS", {name: TRIALS[name] for name in names})


def test_a_crm_with_an_added_class_is_proved_on_either_database(
    opened: Callable[..., Workspace], schema: Schema, url: str
) -> None:
    workspace = opened(schema, url)

    findings = prove(workspace)

    kind = "SQLite" if url.startswith("sqlite") else "PostgreSQL"
    assert f"All that follows is tried in the workspace's own kind of database, {kind}." in [
        one.tried for one in findings
    ]
    assert [one for one in findings if one.outcome != "holds"] == []
    assert {one.about for one in findings} == set(TRIALS)
    assert [one.tried.split(":")[0] for one in findings if one.about == "CRUD"] == [
        "Company", "Contact", "Deal", "Activity", "Project"
    ]  # fmt: skip
    tried = " ".join(one.tried for one in findings)
    for door in ("REST", "GraphQL", "the chat", "search", "search by meaning"):
        assert f"A does not see another's deal, through {door}." in tried
        assert f"B does not see another's deal after it was reassigned, through {door}." in tried
        assert f"A sees his own deal after it was reassigned, through {door}." in tried
    assert "A Company is refused." in tried
    assert not any(export_state(workspace.store).values())
    assert '"move … to proposal" changes that one deal, and nothing else.' in tried


def test_nothing_is_written_to_the_workspace_and_nothing_stays(
    opened: Callable[[Schema], Workspace], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    only(monkeypatch, "Fields", "Chat")
    workspace, temporary = opened(Schema.of()), tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))

    assert failed(prove(workspace)) == []

    assert list(temporary.iterdir()) == []
    assert not any(export_state(workspace.store).values())
    with workspace.store.reading(Principal.system()) as records:
        assert records.history() == []


def test_nothing_stays_when_it_is_stopped(
    opened: Callable[[Schema], Workspace], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    workspace, temporary = opened(Schema.of()), tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))

    def stop(_: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        prove(workspace, tell=stop)

    assert list(temporary.iterdir()) == []


def test_where_everybody_sees_all_that_is_what_is_proved(
    opened: Callable[..., Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    only(monkeypatch, "Isolation")

    findings = prove(opened(Schema.of(preset="team")))

    assert failed(findings) == []
    assert "A sees another's deal, through REST." in [one.tried for one in findings]


class TestWhatIsBroken:
    def test_a_gate_that_lets_everybody_read_is_found_out_at_every_door(
        self, opened: Callable[[Schema], Workspace], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        only(monkeypatch, "Isolation")
        whole = Gate._free
        free = lambda gate, action, cls: action == "read" or whole(gate, action, cls)  # noqa: E731
        monkeypatch.setattr(Gate, "_free", free)

        found = {one.tried for one in failed(prove(opened(Schema.of())))}

        for door in ("REST", "REST's lists", "GraphQL", "the chat", "search", "search by meaning"):
            assert f"A does not see another's deal, through {door}." in found
        assert "A hears of it on the stream: enter, and nothing else." in found

    def test_a_gate_that_shows_nothing_is_found_out_too(
        self, opened: Callable[[Schema], Workspace], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        only(monkeypatch, "CRUD")
        monkeypatch.setattr(Gate, "_own", lambda *_: [])

        found = failed(prove(opened(Schema.of())))

        assert {one.about for one in found} == {"CRUD"}

    def test_strangers_who_are_let_in_are_found_out(
        self, opened: Callable[[Schema], Workspace], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from api.proof.person import Person

        only(monkeypatch, "Anonymous")
        whole = Person.rest

        def signed_in(who: Person, *said: Any, **more: Any) -> Any:
            return whole(who, *said, **more | {"master": not who.token})

        monkeypatch.setattr(Person, "rest", signed_in)

        found = failed(prove(opened(Schema.of())))

        assert found[0].tried.startswith("Company: nothing is listed")
        assert found[0].told == "Let through: list, read, add, change, delete."

    def test_a_field_that_is_missing_or_otherwise_is_found_out_and_so_is_a_column_of_its_table(
        self, opened: Callable[[Schema], Workspace], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        only(monkeypatch, "Fields")
        asked = Blueprint(
            classes=(
                ClassPlan(name="Robot", fields=()),
                ClassPlan(
                    name="Deal",
                    fields=(
                        FieldPlan(name="colour", kind="String"),
                        FieldPlan(name="amount", kind="String"),
                        FieldPlan(name="company", kind="Pointer", targets=("Contact",)),
                        FieldPlan(name="title", kind="String", required=False),
                        FieldPlan(name="stage", kind="String", default="won"),
                    ),
                ),
            )
        )

        workspace = opened(Schema.of())
        with workspace.store.writing() as connection:
            connection.exec_driver_sql("ALTER TABLE company DROP COLUMN industry")

        *found, table = failed(prove(workspace, asked))

        assert "industry" in table.told
        assert [one.told for one in found] == [
            "It is not there.",
            "colour is missing. amount is a Number, not a String. company is a pointer to Company, not to Contact."
            " title is required. stage is 'lead' at first, not 'won'.",
        ]

    def test_a_trial_that_breaks_off_has_failed_and_the_others_are_made(
        self, opened: Callable[[Schema], Workspace], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(_: object) -> Iterator[Finding]:
            yield Finding("Lamp", "It is lit.", "holds")
            raise LookupError("the lamp went out")

        monkeypatch.setattr(proof, "TRIALS", {"Lamp": broken, "Fields": TRIALS["Fields"]})

        findings = prove(opened(Schema.of()))

        assert failed(findings)[0].told == "LookupError: the lamp went out"
        assert {one.about for one in findings} == {"Lamp", "Fields"}


def test_the_report_tells_what_does_not_hold_and_what_was_left_out() -> None:
    from datetime import UTC, datetime

    findings = [
        Finding("Chat", "It moves.", "fails", "It | said\nno."),
        Finding("Fields", "They are there.", "holds"),
        Finding("Live", "It is heard.", "left out", "There is nothing."),
    ]

    page = report(findings, datetime(2026, 5, 4, 10, 30, tzinfo=UTC))

    assert summary(findings) == "1 of 2 do not hold. 1 could not be tried with these classes."
    assert "| ✗ | Chat | It moves. | It \\| said no. |" in page
    assert "Tried 2026-05-04 10:30 UTC" in page
