"""Who is asking."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Self

ROLES = ("admin", "manager", "rep", "readonly")
"""The roles that mean something to the gate; an ACL may speak of any other name."""


class Rank(Enum):
    """What a principal's roles amount to."""

    ADMIN = auto()
    MANAGER = auto()
    OWN = auto()
    READONLY = auto()

    @property
    def sees_all(self) -> bool:
        """Whether every record may be read."""
        return self in (Rank.ADMIN, Rank.MANAGER)


@dataclass(frozen=True, slots=True)
class Principal:
    """The user on whose behalf code runs. Made at the door; no tool and no model can fill it."""

    user: str
    roles: frozenset[str] = frozenset()
    time_zone: str = "UTC"
    locale: str = "en"
    is_system: bool = False

    @classmethod
    def system(cls, time_zone: str = "UTC") -> Self:
        """Return the principal of the workspace itself: the owner's commands, maintenance, the master key."""
        return cls("system", frozenset({"admin"}), time_zone, is_system=True)

    @property
    def grantees(self) -> list[str]:
        """Every name under which an ACL may speak of this principal."""
        return [self.user, "*", *(f"role:{role}" for role in sorted(self.roles))]

    @property
    def rank(self) -> Rank:
        """The rank of the strongest restriction: `readonly` wins over every other role."""
        if "readonly" in self.roles:
            return Rank.READONLY
        if "admin" in self.roles:
            return Rank.ADMIN
        return Rank.MANAGER if "manager" in self.roles else Rank.OWN
