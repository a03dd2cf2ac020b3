"""Reads an archive with suspicion: what it says of itself is checked before any of it is used."""

import hashlib
import json
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from reprlib import repr as short
from typing import Any

from pydantic import ValidationError
from sqlalchemy import JSON, Boolean, Column, Integer, String, Table

from store.blueprint import kept
from store.blueprint.blueprint import Blueprint
from store.errors import InvalidFile, InvalidSchema, InvalidValues
from store.schema import Schema
from store.tables import Moment
from store.transfer import files, wire
from store.transfer.archive import FORMAT, MANIFEST, VERSION, Manifest, member, tables
from store.values import check_text

MOST_MANIFEST = 1 << 24
"""Bytes of a manifest."""
MOST_LINE = 1 << 26
"""Bytes of a row: an image holds a record twice, with its long texts."""
CHUNK = 1 << 20
LARGEST = 2**63 - 1
"""Of the whole numbers that a database keeps."""
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError, ValueError)
"""What the libraries say to a file that is no ZIP, cut short, encrypted, packed in another way, or no JSON inside."""


class Unpacked:
    """An archive that is open, whole, and fits the schema."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest, schema: Schema, path: Path) -> None:
        self._archive = archive
        self._path = path
        self.manifest = manifest
        self.schema = schema
        """The classes of the workspace that it was made of."""
        self.tables = [table for table in tables(schema) if table.name in manifest.tables]

    def check(self, name: str) -> None:
        """Do nothing.

        Raises:
            InvalidFile: A table is not as it was written.
        """
        if _sha256(self._archive, member(name), self._path) != self.manifest.tables[name].sha256:
            raise InvalidFile(
                f"{self._path} is damaged: the table {name} is not as it was written. Nothing was restored."
            )

    def rows(self, table: Table) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table as its columns take them.

        Raises:
            InvalidFile: A row is none of this table.
        """
        names = self.manifest.tables[table.name].columns
        columns = {name: (table.c[name], _reader(table.c[name])) for name in names}
        with _undamaged(self._path), self._archive.open(member(table.name)) as file:
            number = 0
            while written := file.readline(MOST_LINE):
                number += 1
                row = json.loads(written)
                if not isinstance(row, dict) or row.keys() != columns.keys():
                    raise InvalidFile(f"{self._path}: row {number} of {table.name} has not the columns of the table.")
                try:
                    yield {name: _value(column, read, row[name]) for name, (column, read) in columns.items()}
                except InvalidValues as error:
                    raise InvalidFile(f"{self._path}: row {number} of {table.name}: {error}") from None


@contextmanager
def unpacked(path: Path, base: Schema) -> Iterator[Unpacked]:
    """Open an archive; every hash is compared before it is handed out.

    Args:
        path: The archive.
        base: The classes as they are written out; the archive may have a blueprint that changes them.

    Raises:
        InvalidFile: It cannot be read, is damaged, or does not fit the classes.
    """
    with files.reading(path) as file:
        with _undamaged(path):
            archive = zipfile.ZipFile(file)
            manifest = _manifest(archive, path)
        whole = Unpacked(archive, manifest, base, path)
        schema = _schema(whole) if base.own.blueprint.name in manifest.tables else base
        _check_schema(manifest, schema, path)
        for name in manifest.tables:
            whole.check(name)
        yield Unpacked(archive, manifest, schema, path)


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    with archive.open(MANIFEST) as file:
        written = file.read(MOST_MANIFEST)
    try:
        manifest = Manifest.model_validate_json(written)
    except ValidationError:
        raise InvalidFile(f"{path} is no archive of a workspace: its manifest says something else.") from None
    if manifest.format != FORMAT:
        raise InvalidFile(f"{path} is no archive of a workspace, but {short(manifest.format)}.")
    if manifest.version > VERSION:
        raise InvalidFile(f"{path} was made by a newer Parley (format {manifest.version}); this one knows {VERSION}.")
    return manifest


def _schema(whole: Unpacked) -> Schema:
    """Return the classes that the newest blueprint in an archive makes."""
    base = whole.schema
    table = base.own.blueprint
    if set(whole.manifest.tables[table.name].columns) != set(table.columns.keys()):
        raise InvalidFile("The archive's table of blueprints has other columns than here. Nothing was restored.")
    whole.check(table.name)
    newest = max(whole.rows(table), key=lambda row: int(row["number"]), default=None)
    if newest is None:
        return base
    try:
        return kept.schema_of(Blueprint.model_validate(newest["blueprint"]), base, newest["number"])
    except (ValidationError, InvalidSchema):
        raise InvalidFile("The archive has a blueprint that this Parley cannot read. Nothing was restored.") from None


def _check_schema(manifest: Manifest, schema: Schema, path: Path) -> None:
    """Refuse an archive with tables or columns that are unknown here, or without those that must not be empty."""
    known = {table.name: table for table in tables(schema)}
    for name, contents in manifest.tables.items():
        if name not in known:
            raise InvalidFile(f"{path} has a table {short(name)}, which this workspace has not. Nothing was restored.")
        columns = {column.name: column for column in known[name].columns}
        given = set(contents.columns)
        if unknown := sorted(given - set(columns)):
            raise InvalidFile(f"{path}: the table {name} has here no column {short(unknown[0])}. Nothing was restored.")
        if missing := [one for one, column in columns.items() if one not in given and not column.nullable]:
            raise InvalidFile(f"{path}: the table {name} lacks the column {missing[0]}. Nothing was restored.")


def _sha256(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    sha256 = hashlib.sha256()
    with _undamaged(path), archive.open(name) as file:
        while chunk := file.read(CHUNK):
            sha256.update(chunk)
    return sha256.hexdigest()


def _value(column: Column[Any], read: Callable[[str, Any], Any], value: Any) -> Any:
    if value is None:
        if column.nullable or isinstance(column.type, JSON):
            return None
        raise InvalidValues(f"{column.name} is empty.")
    return read(column.name, value)


def _reader(column: Column[Any]) -> Callable[[str, Any], Any]:
    """Return what makes a value of a column out of one of JSON, and refuses what is none."""
    kind = column.type
    if isinstance(kind, Moment):
        return wire.moment
    if isinstance(kind, JSON):
        return lambda _, value: value
    if isinstance(kind, String):
        most = kind.length
        return lambda name, value: _text(name, value, most)
    if isinstance(kind, Boolean):
        return _truth
    return _whole if isinstance(kind, Integer) else _number


def _text(name: str, value: object, most: int | None) -> str:
    if not isinstance(value, str) or (most is not None and len(value) > most):
        raise InvalidValues(f"{name}: {short(value)} is not text, or too long.")
    return check_text(name, value)


def _truth(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise InvalidValues(f"{name}: {short(value)} is not true or false.")
    return value


def _whole(name: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LARGEST:
        raise InvalidValues(f"{name}: {short(value)} is not a whole number, or too large.")
    return value


def _number(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) <= sys.float_info.max:
        raise InvalidValues(f"{name}: {short(value)} is not a number, or too large.")
    return value


@contextmanager
def _undamaged(path: Path) -> Iterator[None]:
    try:
        yield
    except DAMAGE as error:
        raise InvalidFile(
            f"{path} is not an archive of a workspace, or is damaged: {error}. Nothing was restored."
        ) from None
