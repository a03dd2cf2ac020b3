"""Brings reminders to people through a channel that can write to them by itself, as Slack."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Protocol

from agent.wording import reminding
from api.workspace import Workspace
from store.principal import Principal
from store.reminders import Reminders

LOG = logging.getLogger("parley.reminders")
BETWEEN = 60.0
"""Seconds after which is looked again."""
Post = Callable[[Principal, str], Awaitable[bool]]
"""Writes Markdown to a user; returns whether the channel knows him."""


class Writer(Protocol):
    """Something that writes to users."""

    async def post(self, principal: Principal, text: str, /) -> bool:
        """Write Markdown to a user; return whether he is known there."""


@asynccontextmanager
async def reminded(workspace: Workspace, channel: str, writer: Writer | None) -> AsyncIterator[None]:
    """Keep reminding as long as the block lasts, if there is somebody who writes."""
    task = asyncio.create_task(keep_reminding(workspace, channel, writer.post)) if writer else None
    try:
        yield
    finally:
        if task:
            task.cancel()


async def keep_reminding(workspace: Workspace, channel: str, post: Post) -> None:
    """Send what is to be sent, again and again, until it is cancelled. Several processes may do so for one channel."""
    while True:
        try:
            await remind(workspace, channel, post)
        except Exception as error:  # of the database: it is tried again
            LOG.warning("reminders were not looked for: %s", type(error).__name__)
        await asyncio.sleep(BETWEEN)


async def remind(workspace: Workspace, channel: str, post: Post, *, now: datetime | None = None) -> int:
    """Send every user what he is to be told by now, and return how many reminders were sent.

    What could not be sent is tried again later; what is for somebody whom the channel does not know, is not.

    Args:
        channel: Its name: each channel gets everything once.
        post: What it raises, however it fails, is logged.
    """
    reminders, count = Reminders(workspace.store), 0
    for me in await asyncio.to_thread(_people, workspace):
        for reminder in await asyncio.to_thread(reminders.take, me, channel, digest=workspace.settings.digest, now=now):
            try:
                count += await post(me, reminding(reminder, me.time_zone))
            except Exception as error:
                LOG.warning("a reminder was not sent: %s", type(error).__name__)
                continue
            await asyncio.to_thread(reminders.sent, me, reminder.id, now=now)
    return count


def _people(workspace: Workspace) -> list[Principal]:
    """Return everybody who may sign in."""
    accounts = workspace.users.everyone(Principal.system())
    return [workspace.users.principal(account) for account in accounts if account.disabled_at is None]
