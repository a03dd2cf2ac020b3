"""The parts that answers are made of."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from ipaddress import ip_address

from api.http.rates import Rates, TooManyRequests
from api.parse.answers import Answer
from api.parse.calls import Call
from api.parse.functions import Functions
from api.parse.hub import Hub
from api.parse.mail import Mail
from api.parse.refusals import INVALID_TOKEN, NOT_FOUND, Refusal, permission_denied
from api.workspace import Workspace
from store.admission import Admission
from store.changes import Origin
from store.principal import Principal
from store.records import Records
from store.sessions import Sessions

ORIGIN = Origin("parse")
"""How changes made through this door are marked in the change log."""
WEB = "web"
"""The door of what bears a run that its client named: as the pages do, so that each change can be taken back."""
LASTS = timedelta(days=365)
"""How long the session of an app lasts: nobody types a password into a phone each month."""
SHORTEST = 1
"""Characters of a password: apps that were written for Parse Server have rules of their own."""
ON_THIS_MACHINE = 10
"""Times as many tries as elsewhere, for who develops an app or runs its tests."""


@dataclass(frozen=True, slots=True)
class Door:
    """A workspace, as this door opens it."""

    workspace: Workspace
    sessions: Sessions
    admission: Admission
    functions: Functions
    mail: Mail
    rates: Rates
    hub: Hub

    @contextmanager
    def unit(self, call: Call, *, writes: bool) -> Iterator[Records]:
        """Open one unit of work as whoever calls.

        Raises:
            Refusal: Nobody has signed in.
            SignInFailed: His session has ended.
            TooManyRequests: He has asked too often.
            RecordNotFound: The run that he names is somebody else's.
        """
        store = self.workspace.store
        if call.is_master:
            with (store.records if writes else store.reading)(Principal.system(), ORIGIN, _now()) as records:
                yield records
            return
        if call.token is None:
            raise permission_denied(NOT_FOUND)
        origin = Origin(WEB, call.run) if call.run and writes else ORIGIN
        with self.sessions.records(call.token, origin, writes=writes, now=_now()) as records:
            self._count(call, records.principal.user)
            if origin.run:
                records.begin()
            yield records

    @contextmanager
    def together(self) -> Iterator[Callable[[Call], Records]]:
        """Open one unit of work for changes of several people; all of it is kept, or nothing.

        What it gives takes a call with a session, and raises as `unit` does.
        """
        with self.sessions.together() as entered:

            def unit(call: Call) -> Records:
                records = entered(call.token or "", ORIGIN, _now())
                self._count(call, records.principal.user)
                return records

            yield unit

    def count_try(self, call: Call) -> None:
        """Let an address sign up, or ask for a mail, only so often.

        Raises:
            TooManyRequests: It was too often.
        """
        most = self.workspace.settings.sign_ups
        self.rates.take(f"app at {call.address}", most * ON_THIS_MACHINE if _is_loopback(call.address) else most)

    def principal(self, call: Call) -> Principal:
        """Return who calls with a session.

        Raises:
            Refusal: He shows none.
            SignInFailed: It has ended.
            TooManyRequests: He has asked too often.
        """
        found = self.listener(call.token)
        self._count(call, found.user)
        return found

    def listener(self, token: str | None) -> Principal:
        """Return whose session this is, who asks nothing now.

        Raises:
            Refusal: There is none.
            SignInFailed: It has ended.
        """
        if token is None:
            raise Refusal(INVALID_TOKEN, "Invalid session token")
        return self.sessions.principal_of_token(token)

    def _count(self, call: Call, user: str) -> None:
        """Count a request once, however many units of work it takes; on this machine only if a limit is set."""
        settings = self.workspace.settings
        if user not in call.counted:
            call.counted[user] = None
            if settings.requests is not None or not _is_loopback(call.address):
                try:
                    self.rates.take(f"user {user}", settings.most_requests)
                except TooManyRequests as error:
                    call.counted[user] = error
        if refused := call.counted[user]:
            raise refused


def _now() -> datetime:
    """Return the present moment as clients know it, to the millisecond."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


@lru_cache(1_000)
def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:  # none is known, as on a Unix socket
        return False


Body = Callable[[Door, Call], Answer]
"""What answers a call and opens its own units of work."""
InUnit = Callable[[Records, Call], Answer]
"""What answers a call within a unit of work that is open."""
