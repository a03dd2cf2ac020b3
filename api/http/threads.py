"""Threads: the conversations of a user."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from api.http.dependencies import CurrentParts, CurrentPrincipal, OwnThread, WritingPrincipal
from api.http.once import OnlyOnce
from api.http.shapes import Count, Moment, Number, Shape, Text
from store.feedback import Feedback
from store.threads import LONGEST_NAME

router = APIRouter(prefix="/api/threads", tags=["Threads"])

Name = Annotated[Text, Field(min_length=1, max_length=LONGEST_NAME * 2, examples=["Pipeline review"])]
Searched = Annotated[Text, Query(max_length=200, description="Only threads whose name or messages have this text.")]


class Thread(Shape):
    """A conversation."""

    id: str = Field(examples=["9d37716b4539479cb05bd0536a12282b"])
    name: str = Field(description="Empty until something is said in it, unless it was given one.")
    created_at: Moment
    updated_at: Moment


class ThreadPage(Shape):
    """Some threads."""

    threads: list[Thread] = Field(description="The latest first.")
    next: int | None = Field(description="The `offset` of the next page, if there is one.")


class NewThread(Shape):
    """A thread to begin."""

    name: Name | None = Field(None, description="By default it is named by its first message.")


class Renamed(Shape):
    """Another name."""

    name: Name


class Message(Shape):
    """Something that was said."""

    seq: int = Field(description="Its place; later messages have greater ones.")
    at: Moment
    author: str = Field(description="person or assistant", examples=["person"])
    text: str = Field(description="Markdown.")
    run: str | None = Field(description="The run that answers it, or that it answers in.")
    card: str | None = Field(description="The card that was opened with it.")
    feedback: str | None = Field(description="What you thought of it: up or down.", examples=["up"])


class MessagePage(Shape):
    """Some messages of a thread."""

    messages: list[Message] = Field(description="The oldest first.")
    before: int | None = Field(description="Where the page of older messages begins, if there are any.")


@router.get("")
def list_threads(
    principal: CurrentPrincipal,
    parts: CurrentParts,
    text: Searched = "",
    limit: Annotated[Count, Query()] = 50,
    offset: Annotated[int, Query(ge=0, le=2**31)] = 0,
) -> ThreadPage:
    """List your threads, the latest first."""
    rows = parts.assistant.threads.every(principal, text, limit=limit + 1, offset=offset)
    return ThreadPage(
        threads=[Thread(**row) for row in rows[:limit]], next=offset + limit if len(rows) > limit else None
    )


@router.post("", status_code=201, response_model=Thread)
def create_thread(
    principal: CurrentPrincipal, parts: CurrentParts, once: OnlyOnce, wanted: NewThread | None = None
) -> Response:
    """Begin a thread."""
    name = (wanted and wanted.name) or ""
    return once.answer(201, lambda: Thread(**parts.assistant.threads.create(principal, name)))


@router.get("/{thread}")
def get_thread(thread: OwnThread, principal: CurrentPrincipal, parts: CurrentParts) -> Thread:
    """Return a thread."""
    return Thread(**parts.assistant.threads.get(principal, thread))


@router.patch("/{thread}")
def rename_thread(thread: OwnThread, wanted: Renamed, principal: WritingPrincipal, parts: CurrentParts) -> Thread:
    """Give a thread another name."""
    parts.assistant.threads.rename(principal, thread, wanted.name)
    return Thread(**parts.assistant.threads.get(principal, thread))


@router.delete("/{thread}", status_code=204, response_class=Response)
def delete_thread(thread: OwnThread, principal: WritingPrincipal, parts: CurrentParts) -> None:
    """Delete a thread with its messages. What was changed in it stays, and can still be undone."""
    parts.assistant.forget(principal, thread)


@router.get("/{thread}/messages")
def list_messages(
    thread: OwnThread,
    principal: CurrentPrincipal,
    parts: CurrentParts,
    limit: Annotated[Count, Query()] = 50,
    before: Annotated[Number | None, Query(description="Only messages with a smaller `seq`: the page before.")] = None,
) -> MessagePage:
    """Return the last messages of a thread, the oldest first."""
    rows = parts.assistant.threads.messages(principal, thread, limit=limit + 1, before=before)
    shown = rows[-limit:]
    judged = Feedback(parts.workspace.store).verdicts(principal, [row["run"] for row in shown if row["run"]])
    replies = {row["seq"]: judged.get(row["run"]) for row in shown if row["author"] == "assistant"}
    return MessagePage(
        messages=[Message(**row, feedback=replies.get(row["seq"])) for row in shown],
        before=shown[0]["seq"] if len(rows) > limit else None,
    )
