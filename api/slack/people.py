"""Finds out which user somebody in Slack is."""

import asyncio
from dataclasses import dataclass
from html import unescape
from time import monotonic
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from store.errors import SignInFailed
from store.links import Links
from store.principal import Principal
from store.users import Users

DOOR = "slack"
"""How changes made in Slack are marked in the change log, and links to it."""
FRESH = 60.0
"""Seconds for which what Slack says of somebody is believed."""
MOST = 10_000
"""People who are remembered."""
LINK = (
    "To link your Slack account with your Parley user, make a code with `parley user link-slack`, or, signed in over"
    " HTTP, with `POST /api/links`, and say it to me: `/crm link CODE`."
)
UNKNOWN = f"I do not know who you are in Parley: nobody there has the e-mail address that Slack has confirmed. {LINK}"
FOREIGN = f"I know members of this Slack workspace by their e-mail address; guests and others must be linked. {LINK}"
NOBODY = "I answer people only."


class NotLinked(Exception):
    """Somebody in Slack is no user, or it is not certain which one. Its text is told to him."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in Slack, as Slack knows him.

    Attributes:
        name: His team and id, by which he is linked.
        called: What he calls himself.
        of_house: Whether he is a full member of the workspace, and no guest.
        email: His address, if Slack has confirmed it.
    """

    name: str
    called: str
    of_house: bool
    email: str | None


class People:
    """The people in Slack."""

    def __init__(self, client: AsyncWebClient, users: Users, links: Links) -> None:
        self._client = client
        self._users = users
        self._links = links
        self._team = ""
        self._members: dict[str, tuple[float, Member]] = {}

    async def principal(self, slack_id: str) -> Principal:
        """Return the user who somebody in Slack is, by his link or by his confirmed address.

        Raises:
            NotLinked: He is nobody, or a program; the sentence tells how to be linked.
        """
        member = await self.member(slack_id)
        return await asyncio.to_thread(self._principal, member)

    async def member(self, slack_id: str) -> Member:
        """Return what Slack knows of somebody.

        Raises:
            NotLinked: He is a program, has left, or Slack does not say.
        """
        known = self._members.get(slack_id)
        if known and known[0] > monotonic() - FRESH:
            return known[1]
        try:
            row: dict[str, Any] = (await self._client.users_info(user=slack_id))["user"]
            self._team = self._team or str((await self._client.auth_test())["team_id"])
        except SlackApiError as error:
            if error.response.get("error") in ("user_not_found", "user_not_visible"):
                raise NotLinked(FOREIGN) from None
            raise
        if row.get("is_bot") or row.get("is_workflow_bot") or row.get("deleted") or slack_id == "USLACKBOT":
            raise NotLinked(NOBODY)
        found = _member(row, self._team)
        if len(self._members) >= MOST:
            self._members.clear()
        self._members[slack_id] = (monotonic(), found)
        return found

    async def slack_id(self, principal: Principal) -> str | None:
        """Return who a user is in this Slack workspace, if that is certain."""
        self._team = self._team or str((await self._client.auth_test())["team_id"])
        links = await asyncio.to_thread(self._links.every, principal)
        for link in links:
            team, _, slack_id = link.name.partition("/")
            if (link.door, team) == (DOOR, self._team):
                return slack_id
        with_email = await asyncio.to_thread(self._email, principal)
        try:
            found = str((await self._client.users_lookupByEmail(email=with_email))["user"]["id"])
            return found if (await self.principal(found)).user == principal.user else None
        except (SlackApiError, NotLinked):
            return None

    def _principal(self, member: Member) -> Principal:
        linked = self._links.user(DOOR, member.name)
        try:
            if linked is not None:
                return self._users.principal_of(linked)
            if not member.of_house:
                raise NotLinked(FOREIGN)
            if member.email is None:
                raise NotLinked(UNKNOWN)
            return self._users.principal_with(member.email)
        except SignInFailed:
            raise NotLinked(UNKNOWN) from None

    def _email(self, principal: Principal) -> str:
        with self._users.store.reading(principal) as records:
            return str(records.get("_User", principal.user)["email"])


def _member(row: dict[str, Any], team: str) -> Member:
    profile = row.get("profile") or {}
    guest = row.get("is_restricted") or row.get("is_ultra_restricted") or row.get("is_stranger")
    home = str(row.get("team_id") or "")
    email = str(profile.get("email") or "") if row.get("is_email_confirmed") is True else ""
    called = unescape(str(profile.get("real_name") or row.get("real_name") or row.get("name") or ""))
    return Member(f"{home}/{row['id']}", called, not guest and home == team, email or None)
