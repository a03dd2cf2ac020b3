"""The generation prompt of a workspace: a CRM described in words, to be edited, and made again from them."""

from prompts import generation_prompt
from store.blueprint.blueprint import Blueprint
from store.blueprint.description import blueprint_of
from store.blueprint.printing import ACCESS, classes_in_words
from store.blueprint.shortening import shortened
from store.schema import Schema


def print_prompt(described: Schema | Blueprint) -> str:
    """Return the prompt that describes a schema, or exactly a blueprint; reading it gives that blueprint.

    Of a schema, what goes without saying is left out: that a field is optional, or that it has no list of values.
    """
    blueprint = shortened(blueprint_of(described)) if isinstance(described, Schema) else described
    access = f"- {ACCESS[blueprint.preset]}\n" if blueprint.preset else ""
    before, _, rest = generation_prompt().partition("{classes}")
    between, _, after = rest.partition("{access}")
    return f"{before}{classes_in_words(blueprint)}{between}{access}{after}\n"
