"""The CRM as a description that can be edited, and made again from: `parley prompt`."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.failures import misused

if TYPE_CHECKING:
    from store.schema import Schema


def prompt(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON in the form of templates, for programs.")] = False,
    as_diagram: Annotated[bool, typer.Option("--er", help="As an entity-relationship diagram in Mermaid.")] = False,
) -> None:
    """Print the generation prompt of this CRM: its classes, fields and rules in words.

    Edited, `parley bootstrap` makes another CRM of it; as it is, it changes nothing. Without a workspace, it is that of
    the classes that every one begins with.
    """
    from api.cli.opening import present

    if as_json and as_diagram:
        misused("Choose one of --json and --er.")
    typer.echo(_printed(present(), as_json=as_json, as_diagram=as_diagram).rstrip("\n"))


def _printed(schema: "Schema", *, as_json: bool, as_diagram: bool) -> str:
    import orjson

    from store.blueprint.json_form import json_schema_form
    from store.diagram import diagram
    from tools.generation import print_prompt

    if as_json:
        return orjson.dumps(json_schema_form(schema), option=orjson.OPT_INDENT_2).decode()
    return diagram(schema) if as_diagram else print_prompt(schema)
