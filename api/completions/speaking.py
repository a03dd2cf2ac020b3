"""An answer as chunks, while it is made."""

from collections.abc import AsyncIterator, Callable

from api.completions.answering import Answer
from api.completions.failures import told as refusal
from api.completions.forms import END, Form, frame
from api.http.stream import Stream, Told
from api.http.streaming import heard
from store.errors import StoreError

SILENT = b": \n\n"
"""A comment, so that nobody in between takes the connection for dead."""


class Text:
    """What was sent of an answer. The model may speak between its calls; what counts is what it says last."""

    def __init__(self) -> None:
        self._last = ""
        self._before = False

    def add(self, word: str) -> str:
        """Return a word of the model as it is to be sent."""
        first = not self._last and self._before
        self._last += word
        return f"\n\n{word}" if first else word

    def pause(self) -> None:
        """Note that a call comes in between."""
        self._before = self._before or bool(self._last.strip())
        self._last = ""

    def rest(self, whole: str) -> str:
        """Return what is still to be sent of the answer."""
        sent = self._last.strip()
        if sent and whole.startswith(sent):
            return whole[len(sent) :]
        self.pause()
        return self.add(whole)


def at_once(form: Form, answer: Answer, *, counted: bool) -> list[bytes]:
    """Return an answer that is known already."""
    return [
        form.chunk({"role": "assistant", "content": answer.text}, counted=counted),
        *_end(form, answer, counted=counted),
    ]


async def chunks(form: Form, stream: Stream, check: Callable[[], object], *, counted: bool) -> AsyncIterator[bytes]:
    """Yield what a run tells, to its end.

    Args:
        check: Raises a `StoreError` when the client may not listen any longer.
        counted: Whether the client wants to be told the usage.
    """
    text = Text()
    yield form.chunk({"role": "assistant", "content": ""}, counted=counted)
    try:
        async for told in heard(stream, 0, check):
            if told is None:
                yield SILENT
            elif said := _said(text, told, stream):
                yield form.chunk({"content": said}, counted=counted)
    except StoreError as error:
        yield frame(refusal(error)[1])
        return
    if stream.failure is not None or stream.reply is None:
        yield frame(refusal(stream.failure or RuntimeError())[1])
        return
    for chunk in _end(form, Answer.of(stream.reply), counted=counted):
        yield chunk


def _said(text: Text, told: Told, stream: Stream) -> str:
    """Return what is to be sent of one thing that a run tells."""
    if told.kind == "tool_started":
        text.pause()
    elif told.kind == "word":
        return text.add(told.said["text"])
    elif told.kind == "reply" and stream.reply:
        return text.rest(Answer.of(stream.reply).text)
    return ""


def _end(form: Form, answer: Answer, *, counted: bool) -> list[bytes]:
    counts = [form.counts(answer.read, answer.written)] if counted else []
    return [form.chunk({}, "stop", counted=counted, parley=answer.more), *counts, END]
