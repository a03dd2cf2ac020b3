"""The documents of this CRM: those made from its classes, and what its doors tell programs about themselves."""

from functools import cache
from tempfile import TemporaryDirectory

from graphql import print_schema

from api.graphql.roots import graphql_schema
from api.http.app import create_app
from api.parse.document import records_document
from api.settings import Settings
from api.workspace import open_workspace
from store.documents import documents, json_text
from store.schema import Schema


def all_documents(schema: Schema) -> dict[str, str]:
    """Return the documents by the names of their files."""
    doors = {
        "openapi.json": openapi(),
        "openapi-records.json": json_text(records_document(schema)),
        "schema.graphql": graphql(schema),
    }
    return documents(schema) | doors


def graphql(schema: Schema) -> str:
    """Return what may be asked at `/graphql`, in the language in which GraphQL describes types."""
    return f"{print_schema(graphql_schema(schema))}\n"


@cache
def openapi() -> str:
    """Return the OpenAPI document of the chat's interface, as `/openapi.json` does where no setting changes it.

    It is asked of the application itself, around a workspace that nobody uses and that is thrown away: no server runs,
    and neither the person's workspace nor his environment has a say.
    """
    with (
        TemporaryDirectory(prefix="parley-") as home,
        open_workspace(Settings.of({"PARLEY_HOME": home})) as workspace,
        workspace.assistant() as assistant,
    ):
        return json_text(create_app(workspace, assistant).openapi())
