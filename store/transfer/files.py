"""Files that come in and go out: read within a limit, and never left half-written."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from store.errors import InvalidFile, StorageFull

Target = Path | BinaryIO
"""Where a file goes: to a path, or into a stream that is open already."""

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
LARGEST = 1 << 30
"""Bytes of a file that is read into memory; a larger workspace goes through an archive."""


@contextmanager
def writing(target: Target, *, overwrite: bool = False) -> Iterator[BinaryIO]:
    """Open a file for writing that only its owner may read. It appears under its name when it is complete.

    Raises:
        InvalidFile: There is a file of this name and `overwrite` is not set, or it cannot be written.
        StorageFull: There is no room for it.
    """
    if not isinstance(target, Path):
        yield target
        return
    with _explained(target):
        _check_free(target, overwrite=overwrite)
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:50]}.", suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with _explained(target):
            with os.fdopen(handle, "wb") as file:
                yield cast(BinaryIO, file)
                file.flush()
                os.fsync(file.fileno())
            _move(part, target, overwrite=overwrite)
    finally:
        part.unlink(missing_ok=True)


def read(path: Path) -> bytes:
    """Return the content of a file.

    Raises:
        InvalidFile: It is not there, cannot be read, or is larger than 1 GiB.
    """
    with _explained(path), path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise InvalidFile(f"{path} is larger than {LARGEST >> 30} GiB. Nothing was imported.")
    return content


@contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """Open a file to be read.

    Raises:
        InvalidFile: It is not there, or cannot be read.
    """
    with _explained(path), path.open("rb") as file:
        yield file


def _check_free(path: Path, *, overwrite: bool) -> None:
    if path.exists() and not path.is_file():
        raise InvalidFile(f"{path} is a folder or a device, not a file.")
    if path.exists() and not overwrite:
        raise _taken(path)


def _taken(path: Path) -> InvalidFile:
    return InvalidFile(f"There is a file {path} already; it was left as it is.")


def _move(part: Path, path: Path, *, overwrite: bool) -> None:
    """Give the file its name. A link fails where the name was taken meanwhile; some file systems have none."""
    if overwrite:
        part.replace(path)
        return
    try:
        os.link(part, path)
    except FileExistsError:
        raise _taken(path) from None
    except OSError:
        _check_free(path, overwrite=False)
        part.replace(path)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise InvalidFile(f"There is no file {path}, or no such folder.") from None
    except OSError as error:
        if error.errno in NO_ROOM:
            raise StorageFull(f"the file {path}") from error
        raise InvalidFile(f"The file {path} cannot be used: {error.strerror or error}.") from error
