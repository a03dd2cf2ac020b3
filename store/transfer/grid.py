"""A sheet as a file: CSV with a header, in UTF-8 or as a spreadsheet saves Unicode, cells between , ; or tabs."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from reprlib import repr as short

from store.errors import InvalidFile
from store.transfer import files

DELIMITERS = ",;\t"


class Grid:
    """The rows of a sheet, under the keys that its header names."""

    def __init__(self, path: Path, known: Mapping[str, str]) -> None:
        """Read a file.

        Args:
            path: The file.
            known: Folded name of a column → its key.

        Raises:
            InvalidFile: It cannot be read, is no text, has an unknown column or one twice, or quotes that do not match.
        """
        self._path = path
        text = _decoded(files.read(path), path)
        delimiter = max(DELIMITERS, key=lambda one: _recognised(text, one, known))
        self._reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        self.keys = self._header(known)

    def rows(self) -> Iterator[tuple[int, dict[str, str], str | None]]:
        """Yield each row: its number, as spreadsheets count them, its cells by key, and what is wrong with its form.

        A row without any text is skipped; a cell that a row lacks at its end is not there.

        Raises:
            InvalidFile: Quotes do not match.
        """
        for number, cells in enumerate(self._lines(), start=2):
            wrong = "it has more cells than the header." if any(cells[len(self.keys) :]) else None
            if any(cells):
                yield number, dict(zip(self.keys, cells, strict=False)), wrong

    def _header(self, known: Mapping[str, str]) -> list[str]:
        titles = [title.strip() for title in next(self._lines(), [])]
        while titles and not titles[-1]:
            titles.pop()
        keys = [known.get(folded(title)) for title in titles]
        for title, key in zip(titles, keys, strict=True):
            if key is None:
                offered = ", ".join(dict.fromkeys(known.values()))
                raise InvalidFile(f"{self._path}: {short(title)} is no column here; there are {offered}.")
            if keys.count(key) > 1:
                raise InvalidFile(f"{self._path}: the column {key} stands there twice.")
        if not keys:
            raise InvalidFile(f"{self._path} is empty: a sheet begins with the names of its columns.")
        return [key for key in keys if key is not None]

    def _lines(self) -> Iterator[Sequence[str]]:
        try:
            yield from self._reader
        except csv.Error as error:
            line = self._reader.line_num
            raise InvalidFile(
                f"{self._path} cannot be read as CSV, in line {line}: {error}. Nothing was imported."
            ) from None


def folded(title: str) -> str:
    """Return the name of a column for comparing: `Expected close date` and `expectedCloseDate` are the same."""
    return re.sub(r"[\W_]", "", title.casefold())


def written(keys: Sequence[str], delimiter: str, rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Yield a sheet as bytes, its header first: UTF-8 with the mark that spreadsheets look for, lines as RFC 4180."""
    yield codecs.BOM_UTF8
    for cells in chain([keys], rows):
        yield _line(cells, delimiter)


def _line(cells: Sequence[str], delimiter: str) -> bytes:
    line = io.StringIO(newline="")
    csv.writer(line, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode()


def _decoded(content: bytes, path: Path) -> str:
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidFile(
            f"{path} is not UTF-8, in line {line}; save the sheet as 'CSV UTF-8'. Nothing was imported."
        ) from None


def _recognised(text: str, delimiter: str, known: Mapping[str, str]) -> tuple[int, int]:
    """Return how many columns are known if this stands between cells, and how many there are."""
    try:
        titles = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return 0, 0
    return sum(folded(title) in known for title in titles), len(titles)
