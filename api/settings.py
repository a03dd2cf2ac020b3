"""The settings, read from the environment; here and nowhere else."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

from store.errors import StoreError

SIGN_UP = ("open", "invite", "closed")
ORIGIN = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]+")
"""As browsers send it: no path, no slash at the end."""


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
    requests: int = field(
        default=600,
        metadata={"variable": "PARLEY_REQUESTS", "about": "Requests over HTTP that a user has in a minute."},
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
            sign_up=given.get("PARLEY_SIGNUP", "open").lower(),
            currency=given.get("PARLEY_CURRENCY", "").upper() or None,
            time_zone=given.get("PARLEY_TIMEZONE", "UTC"),
            locale=given.get("PARLEY_LOCALE", "en"),
            requests=_number(given, "PARLEY_REQUESTS", 600),
            sign_ups=_number(given, "PARLEY_SIGNUPS", 60),
            origins=tuple(given.get("PARLEY_ORIGINS", "").replace(",", " ").split()),
        )
        settings._check()
        return settings

    @property
    def memory(self) -> str:
        """Where the assistant's memory of threads is kept."""
        return self.database_url if self.database_url.startswith("postgres") else str(self.home / "threads.db")

    def _check(self) -> None:
        if self.sign_up not in SIGN_UP:
            raise InvalidSettings(f"PARLEY_SIGNUP is {self.sign_up!r}; it is one of {', '.join(SIGN_UP)}.")
        for origin in self.origins:
            if not ORIGIN.fullmatch(origin):
                raise InvalidSettings(f"PARLEY_ORIGINS has {origin!r}, which is no origin, e.g. https://crm.example.")
        try:
            ZoneInfo(self.time_zone)
        except (KeyError, ValueError, OSError):
            raise InvalidSettings(
                f"PARLEY_TIMEZONE is {self.time_zone!r}, which is no time zone, e.g. Europe/Berlin."
            ) from None


def _number(given: Mapping[str, str], name: str, default: int) -> int:
    """Return a number of times in a minute, 1 to 1,000,000."""
    said = given.get(name, str(default))
    if not (said.isascii() and said.isdigit() and 0 < int(said[:9]) <= 1_000_000):
        raise InvalidSettings(f"{name} is {said!r}; it is a number from 1 to 1,000,000.")
    return int(said)
