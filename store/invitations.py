"""Invitations: codes that let one person sign up, with a role."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from store import tokens
from store.errors import SignUpClosed
from store.schema import Schema


class Invitations:
    """The invitations, in one unit of work."""

    def __init__(self, connection: Connection, schema: Schema) -> None:
        self._connection = connection
        self._table = schema.own.invitation

    def add(self, role: str, by: str, now: datetime, expires_at: datetime) -> str:
        """Make an invitation and return its code, which is kept only as a hash. Removes those that expired unused."""
        unused = self._table.c.used_by.is_(None)
        self._connection.execute(delete(self._table).where(unused, self._table.c.expires_at <= now))
        code = tokens.new()
        values = {"code_hash": tokens.digest(code), "role": role, "created_by": by, "expires_at": expires_at}
        self._connection.execute(insert(self._table).values(values))
        return code

    def role(self, code: str, now: datetime) -> str:
        """Return the role that a code gives.

        Raises:
            SignUpClosed: There is no such code, or it has expired or been used: nobody can tell which.
        """
        good = (self._table.c.used_by.is_(None), self._table.c.expires_at > now)
        statement = select(self._table.c.role).where(self._table.c.code_hash == tokens.digest(code), *good)
        role = self._connection.scalar(statement)
        if role is None:
            raise SignUpClosed("This invitation is not valid, or not any more; ask for a new one.")
        return str(role)

    def use(self, code: str, user: str) -> None:
        """Write down who used a code."""
        here = self._table.c.code_hash == tokens.digest(code)
        self._connection.execute(update(self._table).where(here, self._table.c.used_by.is_(None)).values(used_by=user))
