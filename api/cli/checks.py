"""The checks of `parley doctor`. None of them changes anything, makes a workspace, or costs tokens."""

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from api.cli.opening import opened, place
from api.settings import Settings
from api.workspace import Workspace, migrate_workspace
from store.errors import NoWorkspace, StoreError
from store.principal import Principal

State = Literal["ok", "warn", "fail"]
PYTHON = (3, 11)
"""As in pyproject.toml."""
LITTLE, TOO_LITTLE = 1 << 30, 50 << 20
"""Bytes of free disk space."""
OTHERS = 0o077
"""Rights on a folder that others than its owner have."""
TELLING = ("key", "mail", "password", "secret", "token")
"""Words in the name of a setting whose value nobody should see."""
PREFIX = "PARLEY_"


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, how it is, and what to do where that is not well."""

    name: str
    state: State
    told: str


def every() -> Iterator[Check]:
    """Yield all checks, those first on which others stand."""
    yield _python()
    yield _encoding()
    try:
        settings = Settings.of()
    except StoreError as error:
        yield Check("Settings", "fail", str(error))
        return
    yield _settings()
    yield _home(settings.home)
    yield _disk(settings.home)
    yield _zone(settings.time_zone)
    yield from _database(settings)
    yield _engine()
    yield _model(settings)
    yield _embeddings(settings)


def settings_told() -> list[list[str]]:
    """Return every setting as variable, value and where that comes from; nothing when they cannot be read."""
    try:
        settings = Settings.of()
    except StoreError:
        return []
    found = []
    for one in fields(settings):
        variable, value = one.metadata["variable"], getattr(settings, one.name)
        given = bool(os.environ.get(variable, "").strip())
        found.append([variable, _told(one.name, value), "environment" if given else "default"])
    return found


def _told(name: str, value: object) -> str:
    """Return a value as it may be shown."""
    if value is None:
        return "not set"
    if any(word in name for word in TELLING):
        return "set, not shown"
    return place(str(value)) if name == "database_url" else str(value)


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < PYTHON:
        return Check("Python", "fail", f"{version}; Parley needs {'.'.join(map(str, PYTHON))} or newer.")
    return Check("Python", "ok", f"{version}, {sys.executable}")


def _encoding() -> Check:
    name = sys.stdout.encoding or ""
    if name.replace("-", "").lower() != "utf8":
        return Check(
            "Terminal", "warn", f"It is written to as {name}, which lacks signs; set LANG=C.UTF-8 or the like."
        )
    return Check("Terminal", "ok", "UTF-8")


def _settings() -> Check:
    known = {one.metadata["variable"] for one in fields(Settings)}
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    if not unknown:
        return Check("Settings", "ok", "All can be read.")
    near = get_close_matches(unknown[0], known, n=1)
    meant = f" Was {near[0]} meant?" if near else ""
    return Check("Settings", "warn", f"{', '.join(unknown)}: no setting of this name is read.{meant}")


def _home(home: Path) -> Check:
    if not home.exists():
        return Check("Home", "warn", f"{home} is not there yet; `parley chat` makes it.")
    if not home.is_dir() or not os.access(home, os.R_OK | os.W_OK | os.X_OK):
        return Check("Home", "fail", f"{home} cannot be written to. Change its rights, or set PARLEY_HOME.")
    if home.stat().st_mode & OTHERS:
        return Check("Home", "warn", f"{home} can be read by other users: chmod 700 {home}")
    return Check("Home", "ok", str(home))


def _disk(home: Path) -> Check:
    here = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(here).free
    told = f"{free / (1 << 30):,.1f} GiB free"
    if free < LITTLE:
        return Check("Disk", "fail" if free < TOO_LITTLE else "warn", f"{told}; make room.")
    return Check("Disk", "ok", told)


def _zone(name: str) -> Check:
    return Check("Time zone", "ok", f"{name}: it is {datetime.now(ZoneInfo(name)):%Y-%m-%d %H:%M} there")


def _database(settings: Settings) -> Iterator[Check]:
    """Yield how the database is; what it is not asked when it is behind: opening it would bring it up to date."""
    where = place(settings.database_url)
    try:
        pending = migrate_workspace(settings, check=True)
        if pending:
            yield Check(
                "Database", "warn", f"{where}: {len(pending)} steps behind; `parley migrate` brings it up to date."
            )
            return
        yield Check("Database", "ok", f"{where}, up to date")
        with opened(settings) as workspace:
            yield _counts(workspace)
            yield _admin(workspace)
            yield _index(workspace)
    except NoWorkspace:
        yield Check("Database", "warn", f"There is no workspace in {where} yet; `parley chat` makes one.")
    except StoreError as error:
        yield Check("Database", "fail", f"{error} ({where})")


def _counts(workspace: Workspace) -> Check:
    with workspace.store.reading(Principal.system()) as records:
        counts = {cls.plural: records.count(name) for name, cls in workspace.store.schema.classes.items()}
    return Check("Records", "ok", ", ".join(f"{count:,} {plural}" for plural, count in counts.items()))


def _admin(workspace: Workspace) -> Check:
    if workspace.users.first_admin() is None:
        return Check("Admin", "warn", "Nobody is admin; `parley user role NAME admin` makes somebody one.")
    return Check("Admin", "ok", "There is one.")


def _index(workspace: Workspace) -> Check:
    found = workspace.store.index.status()
    passages = f"{sum(one.passages for one in found.classes):,} passages"
    if found.chroma and "cannot be used" in found.chroma:
        return Check("Index", "warn", found.chroma)
    if found.complete:
        return Check("Index", "ok", f"{passages}; {'by words only' if found.model is None else found.model}")
    return Check("Index", "ok", f"{passages}, more to come: `parley index status` tells; a search catches up.")


def _embeddings(settings: Settings) -> Check:
    from agent.embeddings import make_embed
    from agent.minilm import MiniLM

    try:
        embed = make_embed(settings.embeddings, key=settings.openai_api_key, base_url=settings.openai_base_url)
        if embed is None:
            return Check("Embeddings", "ok", "off: search goes by words only.")
        if isinstance(embed, MiniLM):
            embed(["Is everything there?"])
    except StoreError as error:
        return Check("Embeddings", "fail", f"{error} Install Parley again, or set PARLEY_EMBEDDINGS=off.")
    return Check("Embeddings", "ok", embed.model)


def _engine() -> Check:
    try:
        from agent.embedded.sentences.tagger import WeightsMissing, tags
        from agent.models import make_model
        from tools import TOOLS
    except ImportError as error:
        return Check("Embedded engine", "fail", f"It does not load ({type(error).__name__}); install Parley again.")
    try:
        tags("Move it to proposal.")
        make_model("embedded").bind_tools([{"name": one.name, "parameters": one.schema} for one in TOOLS])
    except WeightsMissing as missing:
        return Check("Embedded engine", "fail", f"{missing} Install Parley again.")
    except Exception as error:
        return Check("Embedded engine", "fail", f"It does not load ({type(error).__name__}); install Parley again.")
    return Check("Embedded engine", "ok", "It loads.")


def _model(settings: Settings) -> Check:
    from api.cli.provider import reached

    state, told = reached(settings)
    return Check("Model", state, told)
