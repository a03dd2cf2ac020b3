"""The settings, read from the environment; here and nowhere else."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

from store.errors import StoreError

SIGN_UP = ("open", "invite", "closed")
REQUESTS = 600
"""Requests that a user has in a minute, unless it is set."""
SWITCH = {"on": True, "off": False}
ORIGIN = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]+")
"""As browsers send it: no path, no slash at the end."""
TIME = re.compile(r"([01]?\d|2[0-3]):[0-5]\d")


class InvalidSettings(StoreError):
    """A setting has a value that it cannot have."""

    code = "invalid_settings"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person may set. Each field is an environment variable, named in its metadata."""

    home: Path = field(metadata={"variable": "PARLEY_HOME", "about": "Folder of the workspace."})
    database_url: str = field(
        metadata={"variable": "DATABASE_URL", "about": "sqlite:/// or postgresql:// address; by default in the home."}
    )
    model: str | None = field(
        default=None, metadata={"variable": "PARLEY_MODEL", "about": "embedded, or PROVIDER:MODEL such as openai:NAME."}
    )
    openai_api_key: str | None = field(
        default=None, repr=False, metadata={"variable": "OPENAI_API_KEY", "about": "Key of the model's provider."}
    )
    openai_base_url: str | None = field(
        default=None, metadata={"variable": "OPENAI_BASE_URL", "about": "Address of an OpenAI-compatible server."}
    )
    embeddings: str | None = field(
        default=None,
        metadata={"variable": "PARLEY_EMBEDDINGS", "about": "embedded, off, or openai:MODEL: for search by meaning."},
    )
    chroma_url: str | None = field(
        default=None,
        metadata={"variable": "CHROMA_URL", "about": "Address of a Chroma server; by default a folder in the home."},
    )
    sign_up: str = field(
        default="open",
        metadata={"variable": "PARLEY_SIGNUP", "about": "Who may join by himself: open, invite, closed."},
    )
    currency: str | None = field(
        default=None, metadata={"variable": "PARLEY_CURRENCY", "about": "Currency of all amounts, e.g. EUR."}
    )
    time_zone: str = field(
        default="UTC", metadata={"variable": "PARLEY_TIMEZONE", "about": "Time zone of users who set none."}
    )
    locale: str = field(default="en", metadata={"variable": "PARLEY_LOCALE", "about": "Locale of users who set none."})
    requests: int | None = field(
        default=None,
        metadata={
            "variable": "PARLEY_REQUESTS",
            "about": "Requests over HTTP that a user has in a minute; unset: 600.",
        },
    )
    runs: int = field(
        default=100,
        metadata={"variable": "PARLEY_RUNS", "about": "Runs of the assistant at work at once in one process; 100."},
    )
    sign_ups: int = field(
        default=60,
        metadata={"variable": "PARLEY_SIGNUPS", "about": "Times that an address may sign up, or in, in a minute."},
    )
    origins: tuple[str, ...] = field(
        default=(),
        metadata={
            "variable": "PARLEY_ORIGINS",
            "about": "Web pages that may call, as https://crm.example; with commas.",
        },
    )

    playground: bool = field(
        default=False,
        metadata={"variable": "PARLEY_PLAYGROUND", "about": "Whether /playground is there, open to all: on, or off."},
    )
    digest: time | None = field(
        default=time(8),
        metadata={"variable": "PARLEY_DIGEST", "about": "When users are told what is due and overdue: 08:00, or off."},
    )
    tokens: int | None = field(
        default=None,
        metadata={
            "variable": "PARLEY_TOKENS",
            "about": "Tokens of the model that a user has a day; unset: any number.",
        },
    )
    timeout: int = field(
        default=60,
        metadata={"variable": "PARLEY_TIMEOUT", "about": "Seconds in which the model is to say something."},
    )
    app_id: str = field(
        default="parley",
        metadata={"variable": "PARLEY_APP_ID", "about": "Application id that apps on a Parse SDK send."},
    )
    master_key: str | None = field(
        default=None,
        repr=False,
        metadata={
            "variable": "PARLEY_MASTER_KEY",
            "about": "Key that opens all records over /parse; unset: none does.",
        },
    )
    client_key: str | None = field(
        default=None,
        repr=False,
        metadata={"variable": "PARLEY_CLIENT_KEY", "about": "Key that apps must send; unset: any, or none, will do."},
    )
    functions: str | None = field(
        default=None,
        metadata={"variable": "PARLEY_FUNCTIONS", "about": "Python module whose functions apps may call over /parse."},
    )
    mail: str | None = field(
        default=None,
        repr=False,
        metadata={
            "variable": "PARLEY_MAIL",
            "about": "smtp://USER:PASSWORD@HOST:PORT/?from=ADDRESS; unset: mails go to the log.",
        },
    )
    public_url: str | None = field(
        default=None,
        metadata={"variable": "PARLEY_URL", "about": "Address of this server for links in mails, https://crm.example."},
    )

    slack_bot_token: str | None = field(
        default=None, repr=False, metadata={"variable": "SLACK_BOT_TOKEN", "about": "Token of the Slack app: xoxb-…"}
    )
    slack_signing_secret: str | None = field(
        default=None,
        repr=False,
        metadata={"variable": "SLACK_SIGNING_SECRET", "about": "What Slack signs its requests with; for parley serve."},
    )
    slack_app_token: str | None = field(
        default=None,
        repr=False,
        metadata={"variable": "SLACK_APP_TOKEN", "about": "Token for Socket Mode: xapp-…; for parley slack."},
    )
    slack_api_url: str = field(
        default="https://slack.com/api/",
        metadata={"variable": "SLACK_API_URL", "about": "Address of Slack's Web API; another one for GovSlack."},
    )

    @classmethod
    def of(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Read the settings; an empty variable is one that is not set.

        Raises:
            InvalidSettings: A value is none that the setting can have.
        """
        given = {name: value for name, value in environment.items() if value.strip()}
        home = Path(given.get("PARLEY_HOME", "~/.parley")).expanduser().resolve()
        settings = cls(
            home=home,
            database_url=given.get("DATABASE_URL", f"sqlite:///{home / 'parley.db'}"),
            model=given.get("PARLEY_MODEL"),
            openai_api_key=given.get("OPENAI_API_KEY"),
            openai_base_url=given.get("OPENAI_BASE_URL"),
            embeddings=given.get("PARLEY_EMBEDDINGS"),
            chroma_url=given.get("CHROMA_URL"),
            sign_up=given.get("PARLEY_SIGNUP", "open").lower(),
            currency=given.get("PARLEY_CURRENCY", "").upper() or None,
            time_zone=given.get("PARLEY_TIMEZONE", "UTC"),
            locale=given.get("PARLEY_LOCALE", "en"),
            requests=_number(given, "PARLEY_REQUESTS", 0) if "PARLEY_REQUESTS" in given else None,
            runs=_number(given, "PARLEY_RUNS", 100, 10_000),
            sign_ups=_number(given, "PARLEY_SIGNUPS", 60),
            origins=tuple(given.get("PARLEY_ORIGINS", "").replace(",", " ").split()),
            playground=_switch(given, "PARLEY_PLAYGROUND"),
            digest=_time(given, "PARLEY_DIGEST", "08:00"),
            tokens=_number(given, "PARLEY_TOKENS", 0, 10**12) if "PARLEY_TOKENS" in given else None,
            timeout=_number(given, "PARLEY_TIMEOUT", 60, 3_600),
            app_id=given.get("PARLEY_APP_ID", "parley"),
            master_key=given.get("PARLEY_MASTER_KEY"),
            client_key=given.get("PARLEY_CLIENT_KEY"),
            functions=given.get("PARLEY_FUNCTIONS"),
            mail=given.get("PARLEY_MAIL"),
            public_url=given.get("PARLEY_URL", "").rstrip("/") or None,
            slack_bot_token=given.get("SLACK_BOT_TOKEN"),
            slack_signing_secret=given.get("SLACK_SIGNING_SECRET"),
            slack_app_token=given.get("SLACK_APP_TOKEN"),
            slack_api_url=given.get("SLACK_API_URL", "https://slack.com/api/"),
        )
        settings._check()
        return settings

    @property
    def most_requests(self) -> int:
        """Requests that a user has in a minute."""
        return REQUESTS if self.requests is None else self.requests

    @property
    def memory(self) -> str:
        """Where the assistant's memory of threads is kept."""
        scheme, _, rest = self.database_url.partition("://")
        return f"postgresql://{rest}" if scheme.startswith("postgres") else str(self.home / "threads.db")

    def _check(self) -> None:
        if self.sign_up not in SIGN_UP:
            raise InvalidSettings(f"PARLEY_SIGNUP is {self.sign_up!r}; it is one of {', '.join(SIGN_UP)}.")
        if self.chroma_url and not ORIGIN.fullmatch(self.chroma_url.rstrip("/")):
            raise InvalidSettings(f"CHROMA_URL is {self.chroma_url!r}; it is an address as http://localhost:8000.")
        if self.public_url and not ORIGIN.fullmatch(self.public_url):
            raise InvalidSettings(f"PARLEY_URL is {self.public_url!r}, which is no address, e.g. https://crm.example.")
        if self.mail and not self.public_url:
            raise InvalidSettings("PARLEY_MAIL needs PARLEY_URL as well: the address that links in mails lead to.")
        for origin in self.origins:
            if not ORIGIN.fullmatch(origin):
                raise InvalidSettings(f"PARLEY_ORIGINS has {origin!r}, which is no origin, e.g. https://crm.example.")
        try:
            ZoneInfo(self.time_zone)
        except (KeyError, ValueError, OSError):
            raise InvalidSettings(
                f"PARLEY_TIMEZONE is {self.time_zone!r}, which is no time zone, e.g. Europe/Berlin."
            ) from None


def _number(given: Mapping[str, str], name: str, default: int, most: int = 1_000_000) -> int:
    """Return a number from 1 to `most`."""
    said = given.get(name, str(default))
    if not (said.isascii() and said.isdigit() and 0 < int(said[:15]) <= most):
        raise InvalidSettings(f"{name} is {said!r}; it is a number from 1 to {most:,}.")
    return int(said)


def _switch(given: Mapping[str, str], name: str) -> bool:
    """Return whether a setting that is off by default is on."""
    said = given.get(name, "off").lower()
    if said not in SWITCH:
        raise InvalidSettings(f"{name} is {said!r}; it is on or off.")
    return SWITCH[said]


def _time(given: Mapping[str, str], name: str, default: str) -> time | None:
    """Return a time of day, or nothing for `off`."""
    said = given.get(name, default)
    if said.lower() == "off":
        return None
    if not TIME.fullmatch(said):
        raise InvalidSettings(f"{name} is {said!r}; it is a time of day as 08:00, or off.")
    return time.fromisoformat(said.zfill(5))
