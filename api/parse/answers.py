"""What a client is answered."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that is no refusal: JSON, its status, and the address of what was made."""

    said: Any
    status: int = 200
    location: str | None = None
    is_page: bool = False
    """Whether it is HTML, for a person."""
