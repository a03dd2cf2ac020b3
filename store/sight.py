"""How a principal sees rows: as records, with their ACL, and of others' only what is public."""

from collections.abc import Sequence

from store import grants
from store.asking import Asking, Columns
from store.rows import Row, to_row
from store.schema import Class


class Sight:
    """What one principal sees of rows."""

    def __init__(self, ask: Asking) -> None:
        self._ask = ask

    def rows(self, cls: Class, found: Sequence[Columns], with_acl: bool) -> list[Row]:
        """Return rows of a class's table as records, in their order."""
        explicit = grants.of_many(self._ask.connection, cls, found) if with_acl else {}
        whole, rows = self._ask.gate.sees_all_fields(cls), []
        for columns in found:
            row = to_row(cls, columns)
            if not whole and row["object_id"] != self._ask.principal.user:
                row = {name: row[name] for name in ("object_id", *cls.model.public)}
            elif with_acl:
                row["acl"] = self.shown(cls, columns, explicit.get(row["object_id"], []))
            rows.append(row)
        return rows

    def shown(self, cls: Class, columns: Columns, given: grants.Grants) -> dict[str, str]:
        """Return whom the ACL of a row names; without one, whom the default rule does."""
        if not columns["has_acl"]:
            return self._ask.gate.default_acl(cls, columns)
        return {grantee: "write" if can_write else "read" for grantee, _, can_write in given}

    def seen(self, cls: Class, columns: Columns, given: grants.Grants) -> Row:
        """Return a row with its ACL, and of others' only what is public."""
        row = to_row(cls, columns)
        if not self._ask.gate.sees_all_fields(cls) and row["object_id"] != self._ask.principal.user:
            return {name: row[name] for name in ("object_id", *cls.model.public)}
        return row | {"acl": self.shown(cls, columns, given)}
