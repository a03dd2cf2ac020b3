"""What routes receive: who is asking, and the parts of the workspace."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Path, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import AfterValidator

from agent.assistant import Assistant
from agent.direct import is_direct
from api.http.metrics import Metrics
from api.http.rates import Places, Rates
from api.http.streams import Streams
from api.workspace import Workspace
from store.answers import Answers
from store.cards import Card
from store.changes import Origin
from store.errors import ReadOnly, SignInFailed
from store.personal_tokens import PREFIX, PersonalTokens, Scope
from store.principal import Principal
from store.sessions import Sessions
from store.threads import LONGEST_ID
from store.values import check_text
from tools import Context

DOOR = "http"
"""How changes made over HTTP are marked in the change log."""
BEARER = HTTPBearer(
    auto_error=False, description="The token that signing up or in returned, or a personal access token."
)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who is asking, and what the token that he showed is good for."""

    principal: Principal
    scope: Scope
    in_session: bool

    def check_yes(self, card: Card) -> None:
        """Refuse a yes to a card that is not his to give.

        Raises:
            ReadOnly: His token is for reading; or a program has asked, over MCP: it must not say yes to itself.
        """
        if self.scope == "read":
            raise ReadOnly("This token is good for reading and asking only.")
        if is_direct(card) and not self.in_session:
            raise ReadOnly("This was asked for by a program, so a person must say yes: sign in with a password.")


@dataclass(frozen=True, slots=True)
class Parts:
    """What the application is made of."""

    workspace: Workspace
    assistant: Assistant
    sessions: Sessions
    tokens: PersonalTokens
    streams: Streams
    answers: Answers
    rates: Rates
    places: Places
    metrics: Metrics

    @classmethod
    def of(cls, workspace: Workspace, assistant: Assistant, process: str | None = None) -> "Parts":
        """Return the parts of a process that serves a workspace; `process` is its name where there are several."""
        metrics, users = Metrics(process), workspace.users
        streams = Streams(workspace.store, metrics, workspace.settings.runs)
        made = Sessions(users), PersonalTokens(users), streams, Answers(workspace.store), Rates(), Places(), metrics
        return cls(workspace, assistant, *made)

    def context(self, principal: Principal, origin: Origin | None = None) -> Context:
        """Return what a tool is to know that is called for somebody at this door, now."""
        at = origin or Origin(DOOR)
        return Context(self.workspace.store, principal, at, datetime.now(UTC), self.workspace.settings.currency)

    def asker(self, token: str) -> Asker:
        """Return who shows a token.

        Raises:
            SignInFailed: It is none, or not good any more.
        """
        if token.startswith(PREFIX):
            principal, scope = self.tokens.principal_of(token)
            return Asker(principal, scope, in_session=False)
        return Asker(self.sessions.principal_of_token(token), "full", in_session=True)


def _parts(request: Request) -> Parts:
    parts: Parts = request.app.state.parts
    return parts


CurrentParts = Annotated[Parts, Depends(_parts)]


def _token(credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)]) -> str:
    if credentials is None:
        raise SignInFailed("This needs a token: Authorization: Bearer TOKEN. Signing up or in returns one.")
    return credentials.credentials


CurrentToken = Annotated[str, Depends(_token)]


def _asker(request: Request, token: CurrentToken, parts: CurrentParts) -> Asker:
    asker = parts.asker(token)
    request.state.user = asker.principal.user
    parts.rates.take(f"user {asker.principal.user}", parts.workspace.settings.most_requests)
    return asker


CurrentAsker = Annotated[Asker, Depends(_asker)]


def _principal(asker: CurrentAsker) -> Principal:
    return asker.principal


def _writer(asker: CurrentAsker) -> Principal:
    if asker.scope == "read":
        raise ReadOnly("This token is good for reading and asking only.")
    return asker.principal


def _in_session(asker: CurrentAsker) -> Principal:
    if not asker.in_session:
        raise ReadOnly("This takes the token of a session: sign in with a password.")
    return asker.principal


def limited_by_address(request: Request, parts: CurrentParts) -> None:
    """Let an address sign up or in only so often.

    Raises:
        TooManyRequests: It was too often.
    """
    address = request.client.host if request.client else ""
    parts.rates.take(f"address {address}", parts.workspace.settings.sign_ups)


CurrentPrincipal = Annotated[Principal, Depends(_principal)]
WritingPrincipal = Annotated[Principal, Depends(_writer)]
"""One whose token is good for more than reading and asking."""
SessionPrincipal = Annotated[Principal, Depends(_in_session)]
"""One who has signed in himself: a program must not make itself more tokens, or sign its user out."""


def _thread(
    thread: Annotated[str, Path(description="Id of the thread.", min_length=1, max_length=LONGEST_ID)],
    principal: CurrentPrincipal,
    parts: CurrentParts,
) -> str:
    """Return the thread, which is the principal's own."""
    return str(parts.assistant.threads.get(principal, check_text("thread", thread))["id"])


OwnThread = Annotated[str, Depends(_thread)]


def _run(run: str) -> str:
    return check_text("run", run)


RunId = Annotated[str, Path(description="Id of the run.", max_length=64), AfterValidator(_run)]
