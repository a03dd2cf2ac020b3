"""Opens a workspace and wires its parts together; every door begins here."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from api.settings import InvalidSettings, Settings
from store import migrate
from store.cards import Cards
from store.engine import file_of, make_engine
from store.errors import NoWorkspace
from store.index.index import Index
from store.principal import Principal
from store.schema import Schema
from store.store import Store
from store.users import Users

if TYPE_CHECKING:
    from agent.assistant import Assistant


@dataclass(frozen=True, slots=True)
class Workspace:
    """One set of classes, users and records."""

    settings: Settings
    store: Store
    users: Users

    @contextmanager
    def assistant(self, clock: Callable[[], datetime] | None = None) -> Iterator["Assistant"]:
        """Open the assistant. It is imported here: commands that need no model start three times faster without.

        Raises:
            ModelMisconfigured: The model of the settings cannot be made.
        """
        from agent.assistant import Assistant, utc_now
        from agent.memory import memory
        from agent.models import make_model

        s = self.settings
        model = make_model(s.model, key=s.openai_api_key, base_url=s.openai_base_url, timeout=s.timeout)
        with memory(s.memory) as kept:
            yield Assistant(self.store, model, kept, clock=clock or utc_now, currency=s.currency, tokens=s.tokens)

    def is_empty(self) -> bool:
        """Whether nothing was ever written here."""
        with self.store.reading(Principal.system()) as records:
            return not records.history(limit=1)

    def fill(self) -> None:
        """Put the sample into an empty workspace."""
        from store.sample import state
        from store.transfer.loading import import_state

        import_state(self.store, state(datetime.now(UTC), self.settings.time_zone))

    def archive_place(self) -> Path:
        """Return where an archive is written before something is lost; its folder is made."""
        folder = self.settings.home / "archives"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder / f"before-{datetime.now(UTC):%Y%m%d-%H%M%S}-{token_hex(4)}.zip"

    def forget(self) -> None:
        """Forget what the assistant remembers of all threads: after a restore, it speaks of other records."""
        from agent.memory import forget

        Cards(self.store).reject_all()
        forget(self.settings.memory)


@contextmanager
def open_workspace(settings: Settings, *, create: bool = True) -> Iterator[Workspace]:
    """Open the workspace of the settings; it is made when it is not there, unless `create` is not set.

    Raises:
        NoWorkspace: There is none, and `create` is not set.
        StorageDown: The database cannot be opened.
        InvalidSettings: The home cannot be made.
    """
    if create:
        _make(settings.home)
    store = Store.open(settings.database_url, create=create)
    try:
        store.index = _index(settings, store)
        yield Workspace(settings, store, Users(store, time_zone=settings.time_zone, locale=settings.locale))
    finally:
        store.close()


def migrate_workspace(settings: Settings, *, check: bool = False) -> list[str]:
    """Bring the database up to date, or only look; return a sentence for each thing that was done, or is to be done.

    Raises:
        NoWorkspace: There is none, and `check` is set; otherwise an empty one is made.
        StorageMismatch: The database is not one that this program can bring up to date.
        StorageDown: It cannot be opened.
    """
    if not check:
        _make(settings.home)
    engine = make_engine(settings.database_url)
    try:
        file = file_of(engine)
        if check and file is not None and not file.exists():
            raise NoWorkspace
        return (migrate.pending if check else migrate.migrate)(engine, Schema.of())
    finally:
        engine.dispose()


def _index(settings: Settings, store: Store) -> Index:
    from agent.embeddings import make_embed, named

    key, base_url = settings.openai_api_key, settings.openai_base_url
    embed = make_embed(settings.embeddings, key=key, base_url=base_url)
    others = partial(named, key=key, base_url=base_url)
    return Index(store, embed, others=others, folder=settings.home / "index", chroma_url=settings.chroma_url)


def _make(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise InvalidSettings(f"The folder {home} cannot be made: {error.strerror}. Set PARLEY_HOME.") from error
