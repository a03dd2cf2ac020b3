"""The lines of a sheet, cell by cell: CSV in UTF-8 or as a spreadsheet saves Unicode, cells between , ; or tabs."""

import codecs
import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence

from store.errors import InvalidFile

DELIMITERS = ",;\t"
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""Encodings by the mark at the beginning of a file; those of UTF-32 begin as those of UTF-16 do."""
OLD = "cp1252"
"""What spreadsheets of the West save that do not save Unicode."""


class Lines:
    """A sheet that was read: the titles of its columns, and the lines below."""

    def __init__(self, content: bytes, name: str, known: Collection[str], *, guess: bool = False) -> None:
        """Read the titles.

        Args:
            content: Of the file.
            name: Of the file, for the sentences that refuse.
            known: Folded names of columns; what stands between cells is told by how many of them there are.
            guess: Whether a file that is no Unicode is read as an old spreadsheet would have saved it.

        Raises:
            InvalidFile: It is no text, or its quotes do not match.
        """
        self._name = name
        self.encoding, text = _decoded(content, name, guess=guess)
        self.delimiter = max(DELIMITERS, key=lambda one: _recognised(text, one, known))
        self._reader = csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter, strict=True)
        self.titles = [title.strip() for title in next(self._cells(), [])]
        while self.titles and not self.titles[-1]:
            self.titles.pop()

    def __iter__(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield each line that has any text: its number, as spreadsheets count them, and its cells.

        Raises:
            InvalidFile: Quotes do not match.
        """
        for number, cells in enumerate(self._cells(), start=2):
            if any(cells):
                yield number, cells

    def _cells(self) -> Iterator[Sequence[str]]:
        try:
            yield from self._reader
        except csv.Error as error:
            line = self._reader.line_num
            raise InvalidFile(
                f"{self._name} cannot be read as CSV, in line {line}: {error}. Nothing was imported."
            ) from None


def folded(title: str) -> str:
    """Return the name of a column for comparing: `Expected close date` and `expectedCloseDate` are the same."""
    return re.sub(r"[\W_]", "", title.casefold())


def _decoded(content: bytes, name: str, *, guess: bool) -> tuple[str, str]:
    encoding = next((encoding for mark, encoding in MARKS.items() if content.startswith(mark)), "utf-8")
    try:
        return encoding, content.decode(encoding)
    except UnicodeDecodeError as error:
        if guess and encoding == "utf-8" and b"\0" not in content:
            return OLD, content.decode(OLD, "replace")
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidFile(
            f"{name} is not UTF-8, in line {line}; save the sheet as 'CSV UTF-8'. Nothing was imported."
        ) from None


def _recognised(text: str, delimiter: str, known: Collection[str]) -> tuple[int, int]:
    """Return how many columns are known if this stands between cells, and how many there are."""
    try:
        titles = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return 0, 0
    return sum(folded(title) in known for title in titles), len(titles)
