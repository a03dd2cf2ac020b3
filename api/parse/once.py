"""Requests that happen once however often they are sent: those with an `X-Parse-Request-Id`."""

import orjson

from api.parse import routes
from api.parse.answers import Answer
from api.parse.calls import Call
from api.parse.door import Door
from api.parse.routes import Kind, Route
from store.answers import Answers
from store.tokens import digest

SECRET = b'"sessionToken"'
"""What is never kept, so a batch in which somebody signs up is not either."""


def answer(door: Door, found: Route, call: Call) -> Answer:
    """Return the answer to a call; when it was answered before, the same one again.

    Raises:
        KeyReused: The id came with another request before.
        InProgress: The same request is being answered, or was when the server stopped.
    """
    if call.request is None or not (found.kind is Kind.WRITE or found.template in ("batch", "functions/*")):
        return routes.answer(door, found, call)
    answers, user, key = Answers(door.workspace.store), digest(call.token or ""), f"parse {call.request}"
    before = answers.begin(user, key, call.fingerprint)
    if before is not None:
        return Answer(orjson.loads(before.body), before.status)
    try:
        made = routes.answer(door, found, call)
    except BaseException:
        answers.drop(user, key)
        raise
    body = orjson.dumps(made.said)
    if SECRET in body:
        answers.drop(user, key)
    else:
        answers.finish(user, key, made.status, body.decode())
    return made
