"""A sheet as a file, whose header names what a class has."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from reprlib import repr as short

from store.errors import InvalidFile
from store.transfer import files
from store.transfer.lines import Lines, folded


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
        self._lines = Lines(files.read(path), str(path), known)
        self.keys = self._header(known)

    def rows(self) -> Iterator[tuple[int, dict[str, str], str | None]]:
        """Yield each row: its number, as spreadsheets count them, its cells by key, and what is wrong with its form.

        A row without any text is skipped; a cell that a row lacks at its end is not there.

        Raises:
            InvalidFile: Quotes do not match.
        """
        for number, cells in self._lines:
            wrong = "it has more cells than the header." if any(cells[len(self.keys) :]) else None
            yield number, dict(zip(self.keys, cells, strict=False)), wrong

    def _header(self, known: Mapping[str, str]) -> list[str]:
        titles = self._lines.titles
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


def written(keys: Sequence[str], delimiter: str, rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Yield a sheet as bytes, its header first: UTF-8 with the mark that spreadsheets look for, lines as RFC 4180."""
    yield codecs.BOM_UTF8
    for cells in chain([keys], rows):
        yield _line(cells, delimiter)


def _line(cells: Sequence[str], delimiter: str) -> bytes:
    line = io.StringIO(newline="")
    csv.writer(line, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode()
