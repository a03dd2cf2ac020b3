"""Random tokens: given out once, kept only as a hash."""

import hashlib
import secrets

BYTES = 32
"""Randomness of a token; guessing one is out of reach, so a fast hash will do."""


def new() -> str:
    """Return a token that nobody has seen: 43 letters, digits, `-` and `_`."""
    return secrets.token_urlsafe(BYTES)


def of_session() -> str:
    """Return a token for a session, as clients of Parse expect it: `r:` and 32 hexadecimal digits."""
    return f"r:{secrets.token_hex(16)}"


def digest(token: str) -> str:
    """Return what is kept of a token, or of anything that claims to be one: 64 hexadecimal digits."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
