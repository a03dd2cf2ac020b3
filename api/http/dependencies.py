"""What routes receive: who is asking, and the parts of the workspace."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Path, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import AfterValidator

from agent.assistant import Assistant
from api.http.streams import Streams
from api.workspace import Workspace
from store.errors import SignInFailed
from store.principal import Principal
from store.sessions import Sessions
from store.threads import LONGEST_ID
from store.values import check_text

DOOR = "http"
"""How changes made over HTTP are marked in the change log."""
BEARER = HTTPBearer(auto_error=False, description="The token that signing up or in returned.")


@dataclass(frozen=True, slots=True)
class Parts:
    """What the application is made of."""

    workspace: Workspace
    assistant: Assistant
    sessions: Sessions
    streams: Streams


def _parts(request: Request) -> Parts:
    parts: Parts = request.app.state.parts
    return parts


CurrentParts = Annotated[Parts, Depends(_parts)]


def _token(credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)]) -> str:
    if credentials is None:
        raise SignInFailed("This needs a token: Authorization: Bearer TOKEN. Signing up or in returns one.")
    return credentials.credentials


CurrentToken = Annotated[str, Depends(_token)]


def _principal(token: CurrentToken, parts: CurrentParts) -> Principal:
    return parts.sessions.principal_of_token(token)


CurrentPrincipal = Annotated[Principal, Depends(_principal)]


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
