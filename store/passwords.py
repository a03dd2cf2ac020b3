"""Passwords: kept as argon2 hashes, and verified with the same work whether or not there is one."""

import secrets
import threading
import unicodedata
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from store.errors import InvalidValues

AT_ONCE = 4
"""Hashes made at the same time: each takes 64 MiB with argon2-cffi's defaults (RFC 9106, section 4, low memory)."""
SHORTEST = 8
"""Characters that a password has at least (NIST SP 800-63B-3, section 5.1.1.2)."""


class Passwords:
    """Makes and verifies hashes of passwords."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._room = threading.BoundedSemaphore(AT_ONCE)

    def hash(self, password: str) -> str:
        """Return what is kept of a password."""
        with self._room:
            return self._hasher.hash(_prepared(password))

    def verify(self, kept: str | None, password: str) -> bool:
        """Return whether `kept` is the hash of a password; without one, `False` after the same work."""
        nobodys = self._nobodys
        with self._room:
            try:
                self._hasher.verify(kept or nobodys, _prepared(password))
            except (VerificationError, InvalidHashError):
                return False
        return kept is not None

    def renewed(self, kept: str, password: str) -> str | None:
        """Return a new hash of a password that was verified, if `kept` was made with other parameters."""
        return self.hash(password) if self._hasher.check_needs_rehash(kept) else None

    @cached_property
    def _nobodys(self) -> str:
        """The hash of a password that nobody has, with today's parameters."""
        return self.hash(secrets.token_urlsafe())


def check_length(password: str, shortest: int = SHORTEST) -> None:
    """Do nothing for a password that is long enough.

    Raises:
        InvalidValues: It is too short.
    """
    if len(password) < shortest:
        raise InvalidValues(f"password: at least {shortest} characters are needed.")


def _prepared(password: str) -> bytes:
    """Return a password as bytes, however the keyboard composed its letters (RFC 8265, section 4.2: form C)."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
