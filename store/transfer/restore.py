"""Brings an archive back: into an empty workspace, or in place of all that is in one."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlalchemy import JSON, Boolean, Column, Connection, Float, Integer, String, Table, delete, func, insert, select, text
from sqlalchemy.exc import DataError, IntegrityError

from store import migrate, names
from store.errors import Conflict, InvalidFile, InvalidValues
from store.schema import Schema
from store.store import Store
from store.tables import Moment
from store.transfer import files, wire
from store.transfer.archive import FORMAT, MANIFEST, VERSION, Manifest, member, tables
from store.transfer.bulk import BATCH, TITLES, batches
from store.transfer.progress import Progress, counted, ignore
from store.values import check_text

MOST_MANIFEST = 1 << 24
"""Bytes of a manifest."""
MOST_LINE = 1 << 26
"""Bytes of a row; an image holds a record twice, with long texts."""
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError, UnicodeDecodeError)
"""What the library says to files that are no ZIP, cut short, encrypted or packed in another way."""
"""
