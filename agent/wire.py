"""Answers of a language model as they come over the wire: each is whole and comes in time, or it is none."""

import atexit
import re
from collections.abc import Iterator
from functools import cache, partial
from time import monotonic

from httpx2 import Client, Limits, ReadTimeout, RemoteProtocolError, Response, SyncByteStream

TIMES = 10
"""How many times as long as a model may be silent, a whole answer may take."""
SAYS = b"data:"
"""How a line begins that says something; others only keep the connection open (html.spec.whatwg.org, section 9.2)."""
ENDS = re.compile(rb'(?:^|\n)data: ?\[DONE\]|"finish_reason" ?: ?"[a-z]')
"""What stands at the end of a whole answer. Of the two, some servers send only one."""
OVERLAP = 30
"""Bytes that are looked at again with the next piece: the end may be in both."""


@cache
def client(timeout: float) -> Client:
    """Return what asks models over HTTP; it keeps its connections as long as the process lives.

    Reading an answer fails with `ReadTimeout` when it says nothing for `timeout` seconds, although something comes, or
    takes ten times as long; and with `RemoteProtocolError` when it is a stream that ends in the middle: a server that
    dies behind a proxy ends it as if that were all.
    """
    watch = partial(_watch, timeout)
    found = Client(event_hooks={"response": [watch]}, follow_redirects=True, limits=Limits(max_connections=None))
    atexit.register(found.close)
    return found


def _watch(timeout: float, response: Response) -> None:
    """Let nobody read a response who does not look at the clock."""
    if not isinstance(response.stream, SyncByteStream):
        raise TypeError("the client is synchronous, and so are its responses")
    plain = "content-encoding" not in response.headers
    streams = response.is_success and response.headers.get("content-type", "").startswith("text/event-stream")
    response.stream = _Watched(response.stream, timeout, streams=streams and plain)


class _Watched(SyncByteStream):
    """A response's body, read by somebody who looks at the clock."""

    def __init__(self, body: SyncByteStream, timeout: float, *, streams: bool) -> None:
        self._body = body
        self._timeout = timeout
        self._streams = streams

    def __iter__(self) -> Iterator[bytes]:
        said = began = monotonic()
        ended, before = not self._streams, b""
        for piece in self._body:
            now = monotonic()
            if not self._streams or SAYS in piece:
                said = now
            if now - said > self._timeout or now - began > self._timeout * TIMES:
                raise ReadTimeout("The answer takes too long.")
            before += piece
            ended = ended or ENDS.search(before) is not None
            before = before[-OVERLAP:]
            yield piece
        if not ended:
            raise RemoteProtocolError("The answer ended in the middle.")

    def close(self) -> None:
        """Close the body."""
        self._body.close()
