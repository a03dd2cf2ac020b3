"""One request: a document is read, weighed, checked and executed, and told with the codes of the REST interface."""

from typing import Any

from graphql import GraphQLError, execute_sync, parse, validate

from api.graphql.lookahead import check
from api.graphql.roots import graphql_schema
from api.http.rates import TooManyRequests
from api.parse.answers import Answer
from api.parse.calls import Call
from api.parse.door import Door
from api.parse.refusals import Refusal, refusal

MOST_TOKENS = 2_000
"""Words of a document: checking takes the square of the fields."""
MOST_ERRORS = 20
UNREADABLE, UNFIT, WRONG = "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"
"""Codes of what is no question of this schema, as clients of Apollo know them."""


def answer(door: Door, call: Call) -> Answer:
    """Return the answer to a document; status 400 where it was not executed at all."""
    source, variables, name = (call.body.get(key) for key in ("query", "variables", "operationName"))
    variables = variables or {}
    if not isinstance(source, str) or not isinstance(variables, dict) or not isinstance(name, str | None):
        return _refused([GraphQLError("A request has a query, variables and an operationName.")], WRONG)
    schema = graphql_schema(door.workspace.store.refresh(), door.functions.names)
    try:
        document = parse(source, max_tokens=MOST_TOKENS)
        check(document, variables)
        if faults := validate(schema, document, max_errors=MOST_ERRORS):
            return _refused(faults, UNFIT)
        asking = (door, call)
        result = execute_sync(schema, document, context_value=asking, variable_values=variables, operation_name=name)
    except GraphQLError as error:
        return _refused([error], UNREADABLE)
    except RecursionError:
        return _refused([GraphQLError("The document, or what goes with it, is too deep.")], UNREADABLE)
    except Refusal as error:
        return _refused([GraphQLError(str(error), original_error=error)], UNFIT)
    if found := [one.original_error for one in result.errors or () if isinstance(one.original_error, TooManyRequests)]:
        raise found[0]  # of the whole request
    if result.data is None and result.errors:
        return _refused(result.errors, WRONG)
    errors = [_told(one, WRONG) for one in result.errors or ()]
    return Answer({"data": result.data} | ({"errors": errors} if errors else {}))


def _refused(errors: list[GraphQLError], code: str) -> Answer:
    return Answer({"errors": [_told(error, code) for error in errors]}, 400)


def _told(error: GraphQLError, usual: str) -> dict[str, Any]:
    original = error.original_error
    found = error.formatted
    if original is None or isinstance(original, GraphQLError):
        return {**found, "extensions": {"code": usual}}
    told = refusal(original)
    return {**found, "message": str(told), "extensions": {"code": told.code or usual}}
