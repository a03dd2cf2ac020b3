"""The columns of a sheet: the keys of a class, and how the cells under them are written and read."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from store.errors import InvalidValues
from store.fields import Pointer
from store.schema import Class
from store.transfer.cells import Cells, unguarded
from store.transfer.directory import Directory
from store.transfer.form import CREATOR, Form
from store.transfer.lines import folded
from store.transfer.wire import USER

ROLE = "role"


class Columns:
    """The columns of one class: `id`, its fields, who made a record, and a user's role."""

    def __init__(self, cls: Class, cells: Cells) -> None:
        self.form = Form(cls)
        self._cells = cells
        self._targets = {key: spec.targets for key, spec in self.form.fields.items() if spec.targets}
        self._kinds = {key: spec.type for key, spec in self.form.fields.items()}
        self._required = {key for key, spec in self.form.fields.items() if spec.required}
        if self.form.keeps_creator:
            self._targets[CREATOR] = (USER,)
        beside = [key for key, there in ((CREATOR, self.form.keeps_creator), (ROLE, cls.name == USER)) if there]
        self.keys = ["id", *self.form.fields, *beside]

    @property
    def known(self) -> dict[str, str]:
        """Folded name of a column → its key: as the wire calls it or the class, in any case, words apart or not."""
        fields = {folded(spec.name): key for key, spec in self.form.fields.items()}
        return {"objectid": "id"} | fields | {folded(key): key for key in self.keys}

    @property
    def points_home(self) -> bool:
        """Whether a record of the class may name one of the same class."""
        return any(self.form.cls.name in targets for targets in self._targets.values())

    def titles(self, rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
        """Return the names that rows with an id give to their records."""
        title = next(key for key, spec in self.form.fields.items() if spec is self.form.cls.title)
        return {identity(cells): unguarded(cells[title]) for cells in rows if identity(cells) and title in cells}

    def write(self, record: Mapping[str, Any], directory: Directory, keys: Sequence[str] = ()) -> list[str]:
        """Return a record, in the form of a state, as cells; all of them, or those of some keys."""
        return [self._text(key, record.get(key), directory) for key in keys or self.keys]

    def read(self, cells: Mapping[str, str], directory: Directory) -> dict[str, Any]:
        """Return the cells of a row in the form of a state.

        Raises:
            InvalidValues: A cell cannot be read, names nothing, or is empty and must not be.
        """
        return {key: self._value(key, text, directory) for key, text in cells.items()}

    def _text(self, key: str, value: Any, directory: Directory) -> str:
        if key in self._targets and value is not None:
            targets = self._targets[key]
            to = Pointer(value["class"], value["id"]) if isinstance(value, dict) else Pointer(targets[0], value)
            value = directory.name(targets, to)
        elif self._kinds.get(key) is datetime and value is not None:
            value = datetime.fromisoformat(value)
        return self._cells.write(value)

    def _value(self, key: str, text: str, directory: Directory) -> Any:
        if key in self._targets:
            said = self._cells.read(key, str, text)
            if said is None or not said.strip():
                return None
            to = directory.find(key, self._targets[key], said)
            return {"class": to.cls, "id": to.id} if len(self._targets[key]) > 1 else to.id
        value = self._cells.read(key, self._kinds.get(key, str), text)
        if value is None and key in self._required:
            raise InvalidValues(f"{key} is required.")
        return value


def identity(cells: Mapping[str, str]) -> str:
    """Return the id that a row gives to its record; empty when it gives none."""
    return unguarded(cells.get("id", "")).strip()
