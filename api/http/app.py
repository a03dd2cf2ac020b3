"""The HTTP application."""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import Mount, Route, WebSocketRoute

from agent.assistant import Assistant
from api.completions import routes as completions
from api.http import (
    auth,
    bootstrap,
    cards,
    changes,
    docs,
    failures,
    feedback,
    health,
    index,
    invitations,
    links,
    messages,
    notifications,
    pages,
    people,
    reports,
    schema,
    search,
    sync,
    threads,
    tokens,
    totals,
    transfer,
)
from api.http.cors import allow_origins
from api.http.dependencies import Parts
from api.http.guard import Guard
from api.http.limits import BodyLimit
from api.http.shapes import refusals
from api.http.watch import Watch
from api.mcp.door import Door as McpDoor
from api.parse.app import GRAPHQL, MOUNT, Parse
from api.playground import door as playground
from api.reminding import reminded
from api.slack.door import Door as SlackDoor
from api.web.pages import Pages
from api.workspace import Workspace

SLACK = "slack"
"""How reminders know the channel."""
GRACE = 10
"""Seconds that runs have to come to their end when the server stops, and again as long after they were told to."""
ABOUT = """\
Talk to your CRM over HTTP.

1. `POST /api/auth/sign-up` or `/login` returns a token. Send it with everything else: `Authorization: Bearer TOKEN`.
2. `POST /api/threads` begins a conversation.
3. `POST /api/threads/{thread}/messages` says something, as in `{"text": "move the Globex renewal to proposal"}`. The
   answer is one JSON reply, or, with `Accept: text/event-stream`, a stream of events.
4. Where the reply has a `card`, nothing of it was done yet: `POST /api/cards/{card}/approve` or `/reject`.
5. `POST /api/runs/{run}/undo` takes back what a reply changed. `GET /api/changes` shows who changed what.

Every refusal has the same form: `{"code": "…", "error": "A sentence."}`, and more where there is more to say.
What you may not see is not found. Moments are in UTC.
"""
EVERYWHERE = {
    400: "The body of the request is no JSON.",
    413: "The body of the request is larger than 1 MiB.",
    422: "A value is missing or wrong.",
}
REFUSED = {
    401: "There is no token, or it has ended.",
    404: "There is no such thing, or it is not yours to see.",
    429: "You have asked too often; `seconds` says when to try again.",
}
TAGS = [
    {"name": "Accounts", "description": "Signing up, in and out."},
    {"name": "People", "description": "Users and their roles, for admins."},
    {"name": "Threads", "description": "Conversations. Each belongs to its user, and nobody else sees it."},
    {"name": "Messages", "description": "What you say, and what the assistant answers."},
    {"name": "Cards", "description": "What waits for your yes."},
    {"name": "Feedback", "description": "What people think of a reply."},
    {"name": "Changes", "description": "The audit trail, and undo."},
    {"name": "Tokens", "description": "Personal access tokens, for programs that work on your behalf."},
    {"name": "Notifications", "description": "What falls due, and the morning's digest."},
    {"name": "Links", "description": "Who you are elsewhere, as in Slack."},
    {"name": "Search", "description": "By name as one types, and by meaning."},
    {"name": "Reports", "description": "Counts and sums of what you may read."},
    {"name": "Import and export", "description": "Sheets of what you bring, and of what you may read."},
    {"name": "Schema", "description": "What a page is made of: classes, fields, settings."},
    {"name": "Sync", "description": "For apps that work offline."},
    {"name": "Chat completions", "description": "For clients of OpenAI's interface; their refusals have its form."},
    {"name": "Bootstrap", "description": "What the CRM is: its classes, made of a description. For admins."},
    {"name": "Health", "description": "For those who run the server."},
]


def create_app(
    workspace: Workspace, assistant: Assistant, *, closing: Callable[[], None] | None = None, alone: bool = True
) -> FastAPI:
    """Return the application around an open workspace and its assistant, which must outlive it.

    Args:
        closing: Called when the server stops, after the last run has ended.
        alone: Whether no other process serves at this address, so that a client comes back to this one.
    """
    parts = Parts.of(workspace, assistant, None if alone else str(os.getpid()))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with reminded(workspace, SLACK, slack):
            yield
        parse.close()
        await mcp.close()
        await parts.streams.finish(GRACE)
        if slack:
            await slack.close(GRACE)  # what the runs have said is still to be posted
        if closing:
            closing()

    app = FastAPI(
        title="Parley",
        version=_version(),
        summary="A CRM that people talk to.",
        description=ABOUT,
        openapi_tags=TAGS,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=_name,
        responses=refusals(EVERYWHERE),
    )
    app.state.parts = parts
    app.add_middleware(BodyLimit)
    app.add_middleware(Guard)
    app.add_middleware(Watch, parts.metrics)  # the last one is the outermost
    if workspace.settings.origins:
        allow_origins(app, workspace.settings.origins)
    failures.install(app)
    for module in (
        threads,
        messages,
        cards,
        changes,
        tokens,
        links,
        notifications,
        invitations,
        bootstrap,
        schema,
        search,
        sync,
        totals,
        reports,
        transfer,
        people,
        feedback,
        index,
    ):
        app.include_router(module.router, responses=refusals(REFUSED))
    wanted = (playground,) if workspace.settings.playground else ()
    for module in (auth, pages, health, completions, docs, *wanted):
        app.include_router(module.router)
    mcp = McpDoor(parts, alone=alone)
    app.router.routes.append(Route("/mcp", mcp))
    settings = workspace.settings
    slack = SlackDoor(parts) if settings.slack_bot_token and settings.slack_signing_secret else None
    if slack:
        app.router.routes.append(Route("/slack/events", slack))
    app.state.slack = slack
    parse = Parse(workspace, parts.rates)
    at_parse = Mount(MOUNT, parse), Route(MOUNT, parse), Route(GRAPHQL, parse), WebSocketRoute("/{path:path}", parse)
    app.router.routes[:0] = at_parse  # first, since they are asked most
    app.state.pages = app.router.default = Pages(app.router.default)
    return app


def _name(route: APIRoute) -> str:
    return route.name


def _version() -> str:
    try:
        return version("parley")
    except PackageNotFoundError:
        return "0"
