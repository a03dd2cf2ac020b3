"""Identities of new records: ten letters and digits."""

import hashlib
import secrets
import string

from store.changes import Origin

LETTERS = string.ascii_letters + string.digits
LENGTH = 10


class Identities:
    """The identities of what one unit of work makes."""

    def __init__(self, origin: Origin) -> None:
        self._origin = origin
        self._made = 0

    def new(self) -> str:
        """Return an identity; within a call of the assistant the same ones whenever it is repeated."""
        self._made += 1
        if self._origin.run is None or self._origin.call is None:
            number = secrets.randbelow(len(LETTERS) ** LENGTH)
            return "".join(LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in range(LENGTH))
        seed = f"{self._origin.run}/{self._origin.call}/{self._made}".encode()
        digest = hashlib.blake2b(seed, digest_size=LENGTH).digest()
        return "".join(LETTERS[byte % len(LETTERS)] for byte in digest)
