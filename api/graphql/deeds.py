"""Fields that do something, in the form that Relay wants."""

from collections.abc import Callable
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLID,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLString,
)

from api.graphql.reading import Asking, Info, Said

Deed = Callable[[Asking, Info, Said], Said]
TEXT, IDENTITY = GraphQLNonNull(GraphQLString), GraphQLNonNull(GraphQLID)


def field(
    name: str,
    sent: dict[str, Any],
    answered: dict[str, GraphQLField],
    body: Deed,
) -> GraphQLField:
    """Return a field that takes what is sent as its `input`, and answers with several fields."""
    same = {"clientMutationId": GraphQLString}
    wanted_input = GraphQLInputObjectType(
        f"{name}Input", {key: GraphQLInputField(of) for key, of in (sent | same).items()}
    )
    payload = GraphQLObjectType(f"{name}Payload", answered | {key: GraphQLField(of) for key, of in same.items()})

    def do(_: Any, info: Info, input: Said) -> Said:
        return body(info.context, info, input) | {"clientMutationId": input.get("clientMutationId")}

    return GraphQLField(payload, {"input": GraphQLArgument(GraphQLNonNull(wanted_input))}, resolve=do)
