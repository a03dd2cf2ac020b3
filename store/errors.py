"""What can go wrong in the store.

StoreError            every one has a stable `code`; the doors translate codes, tools never catch
├── RecordNotFound    it does not exist, or the principal may not read it: same answer
├── ReadOnly          it may be read, but not changed, by this principal
├── Ambiguous         a name fits several records; carries them
├── InvalidValues     values that the class does not accept
├── Taken             another record has this value, and no two may
├── UnknownClass      no class of this name
├── InvalidSchema     classes that cannot live together
├── DataAtRisk        a change of classes that would lose something; carries what must be said about it
├── NotABlueprint     a text that describes no classes
├── InvalidBlueprint  a description of classes that cannot be as it stands; carries why
├── Conflict          the record changed since; carries which ones
├── NothingToUndo     no run of this principal is left to undo
├── SignInFailed      wrong name or password, a session that ended, a disabled user
├── TooManyAttempts   sign-in is blocked for a while
├── SignUpClosed      the workspace admits nobody by himself
├── ThreadBusy        the thread is still answering its last message
├── KeyReused         one key for two different requests
├── InProgress        the request with this key is still being answered
├── InvalidFile       a file that cannot be imported or restored
├── StorageBusy       another process holds the database
├── StorageFull       there is no room left
├── StorageDown       the database cannot be reached or is damaged
├── StorageMismatch   the database and this program do not fit together
└── NoWorkspace       there is none, and none was to be made
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


class StoreError(Exception):
    """An error that the caller can correct. Its text is a sentence for people and models."""

    code = "store_error"


class RecordNotFound(StoreError):
    """It does not exist, or is not allowed: nobody can tell which."""

    code = "record_not_found"

    def __init__(self, cls: str, name: str) -> None:
        super().__init__(f"There is no {cls.strip('_')} {name!r}.")


class ReadOnly(StoreError):
    """The principal may read this, but not write it."""

    code = "read_only"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of several records that a name may mean."""

    cls: str
    id: str
    name: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({', '.join(part for part in (self.detail, self.id) if part)})"


class Ambiguous(StoreError):
    """Several records go by this name."""

    code = "ambiguous"

    def __init__(self, cls: str, name: str, candidates: Sequence[Candidate], *, more: bool = False) -> None:
        self.candidates = list(candidates)
        several = "; ".join(str(candidate) for candidate in candidates) + ("; and more" if more else "")
        super().__init__(f"{name!r} may be any of these {cls.strip('_')} records: {several}. Ask which one is meant.")


class InvalidValues(StoreError):
    """The values break a rule of the class."""

    code = "invalid_values"


class Taken(StoreError):
    """No two records may have this value."""

    code = "taken"

    def __init__(self, cls: str, field: str, value: object) -> None:
        self.field = field
        super().__init__(f"Another {cls.strip('_')} has the {field} {value!r}.")


class UnknownClass(StoreError):
    """No class has this name."""

    code = "unknown_class"

    def __init__(self, name: str, known: Sequence[str] = ()) -> None:
        super().__init__(f"There is no class {name!r}." + (f" There are: {', '.join(known)}." if known else ""))


class InvalidSchema(StoreError):
    """These classes cannot live together."""

    code = "invalid_schema"


class InvalidNames(InvalidSchema):
    """Classes or fields cannot be called so. `better` has what they can be called: `Größe` → `Groesse`."""

    def __init__(self, message: str, better: Mapping[str, str]) -> None:
        self.better = dict(better)
        super().__init__(message)


class DataAtRisk(StoreError):
    """The classes cannot be changed so without losing something."""

    code = "data_at_risk"

    def __init__(self, message: str, needs: Sequence[str] = ()) -> None:
        self.needs = list(needs)
        super().__init__(message)


class NotABlueprint(StoreError):
    """The text describes no classes."""

    code = "not_a_blueprint"


class InvalidBlueprint(StoreError):
    """The classes cannot be as they are described; nothing was changed."""

    code = "invalid_blueprint"

    def __init__(self, message: str, problems: Sequence[str] = ()) -> None:
        self.problems = list(problems)
        super().__init__(message)


class Conflict(StoreError):
    """Records changed since the caller saw them."""

    code = "conflict"

    def __init__(self, message: str, records: Sequence[tuple[str, str]] = ()) -> None:
        self.records = list(records)
        super().__init__(message)


class NothingToUndo(StoreError):
    """No run is left that this principal may undo."""

    code = "nothing_to_undo"


class SignInFailed(StoreError):
    """Who is asking could not be established; the same answer for every reason."""

    code = "sign_in_failed"


class TooManyAttempts(StoreError):
    """Sign-in is blocked after too many failures."""

    code = "too_many_attempts"

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"Too many attempts to sign in with this name. Try again in {seconds} seconds.")


class SignUpClosed(StoreError):
    """The workspace admits nobody who was not invited."""

    code = "sign_up_closed"


class ThreadBusy(StoreError):
    """The thread is still answering."""

    code = "thread_busy"


class KeyReused(StoreError):
    """A key that names one request came with another one."""

    code = "key_reused"


class InProgress(StoreError):
    """The request that this key names was begun, and no answer is known yet."""

    code = "in_progress"


class InvalidFile(StoreError):
    """The file cannot be taken in; nothing was."""

    code = "invalid_file"

    def __init__(self, message: str, problems: Sequence[str] = (), more: int = 0) -> None:
        self.problems = list(problems)
        self.more = more
        super().__init__(message)


class StorageBusy(StoreError):
    """The database is locked by another process."""

    code = "storage_busy"

    def __init__(self) -> None:
        super().__init__("The database is busy with another process; nothing was changed. Try again in a moment.")


class StorageFull(StoreError):
    """There is no room left for the database."""

    code = "storage_full"

    def __init__(self, what: str = "the database") -> None:
        super().__init__(f"There is no room left for {what}; nothing was changed. Free some disk space.")


class StorageDown(StoreError):
    """The database does not answer."""

    code = "storage_down"

    def __init__(self, reason: str) -> None:
        super().__init__(f"The database does not answer: {reason}. Nothing was changed.")


class StorageMismatch(StoreError):
    """The database works, but is not one that this program can use."""

    code = "storage_mismatch"

    def __init__(self, reason: str) -> None:
        super().__init__(f"This database does not fit this Parley; nothing was changed. {reason}")


class NoWorkspace(StoreError):
    """There is no workspace, and the caller did not want to make one."""

    code = "no_workspace"

    def __init__(self) -> None:
        super().__init__("There is no workspace here.")
