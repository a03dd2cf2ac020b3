"""`parley docs DIR` and `parley codegen` write what this CRM is, with the classes that it has added."""

from pathlib import Path

import orjson
import pytest
from graphql import build_schema

from api.documents import all_documents, graphql, openapi
from api.settings import Settings
from api.workspace import open_workspace
from store.blueprint.applying import apply
from store.principal import Principal
from store.schema import Schema
from tests.api.serving import Server
from tests.api.shell import Shell
from tests.store.blueprint.plans import SHOP


@pytest.fixture
def crm(shell: Shell) -> Shell:
    """A shell whose workspace has a class of its own."""
    with open_workspace(Settings.of(shell.environment)) as workspace:
        apply(workspace.store, SHOP, {}, by=Principal.system(), door="test")
    return shell


def test_the_openapi_document_is_what_the_server_gives(server: Server) -> None:
    assert orjson.loads(openapi()) == server.client.get("/openapi.json").json()


def test_graphqls_schema_can_be_read_and_has_the_added_class(schema: Schema) -> None:
    found = build_schema(graphql(schema))

    assert "Project" in found.type_map
    assert found.query_type
    assert "projects" in found.query_type.fields


def test_another_process_writes_the_same_documents(shell: Shell) -> None:
    folder = shell.home.parent / "documents"
    shell.given["PYTHONHASHSEED"] = "7"

    assert shell.apart("docs", str(folder)).status == 0

    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == all_documents(Schema.of())


def test_documents_and_models_are_of_the_classes_that_the_workspace_has(crm: Shell, tmp_path: Path) -> None:
    for words in (("docs",), ("codegen", "typescript"), ("codegen", "dart")):
        folder = tmp_path / words[-1]
        stale = crm(*words, str(folder), "--check")
        written = crm(*words, str(folder))
        again = crm(*words, str(folder))
        current = crm(*words, str(folder), "--check")

        assert (stale.status, written.status, again.status, current.status) == (1, 0, 0, 0)
        assert (again.out, current.out) == ("Everything is current.\n", "")
    assert "## Product" in (tmp_path / "docs" / "data-dictionary.md").read_text("utf-8")
    assert '"createProduct"' in (tmp_path / "docs" / "openapi-records.json").read_text("utf-8")
    assert "createProduct(" in (tmp_path / "docs" / "schema.graphql").read_text("utf-8")
    assert "export class Product extends Parse.Object" in (tmp_path / "typescript" / "models.ts").read_text("utf-8")
    assert "class Product extends ParseObject" in (tmp_path / "dart" / "models.dart").read_text("utf-8")


def test_the_json_document_is_read_back_as_no_change(crm: Shell, tmp_path: Path) -> None:
    crm("docs", str(tmp_path))

    ended = crm("bootstrap", "--prompt", str(tmp_path / "schema.json"), "--plan")

    assert ended.status == 0
    assert "No changes" in ended.out, ended.out


def test_there_are_models_in_two_languages_only(shell: Shell) -> None:
    ended = shell("codegen", "cobol")

    assert ended.status == 2
    assert "dart" in ended.err
