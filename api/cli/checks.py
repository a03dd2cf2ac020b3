"""The checks of `parley doctor`. None of them changes anything, makes a workspace, or costs tokens."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from api.cli.opening import Nowhere, opened, place
from api.settings import Settings
from api.workspace import Workspace, migrate_workspace
from store.errors import NoWorkspace, StoreError
from store.principal import Principal

State = Literal["ok", "warn", "fail"]
PYTHON = (3, 11)
"""As in pyproject.toml."""
LITTLE, TOO_LITTLE = 1 << 30, 50 << 20
"""Bytes of free disk space."""
SECRET = ("openai_api_key",)


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, how it is, and what to do where it is not well."""

    name: str
    state: State
    told: str


def every() -> list[Check]:
    """Return all checks, those first on which others stand."""
    found = [_python(), _screen()]
    try:
        settings = Settings.of()
    except StoreError as error:
        return [*found, Check("settings", "fail", str(error))]
    found += [Check("settings", "ok", "All can be read."), *_unknown(), _home(settings), _disk(settings), _zone(settings)]
    return [*found, *_workspace(settings), _engine(), *_model(settings)]
