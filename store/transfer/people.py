"""What a state says of a user beside his record: his role, and what he has set.

`role` is the one that decides what he may do; `roles` are all, where he has others. `timeZone`, `locale` and
`disabledAt` are there when they are set.
"""

from collections.abc import Mapping
from functools import cache
from reprlib import repr as short
from typing import Any

from store import regions
from store.accounts import DEFAULT_ROLES, checked_roles
from store.errors import InvalidValues
from store.principal import ROLES, Principal, Rank
from store.transfer import wire

KEYS = ("role", "roles", "timeZone", "locale", "disabledAt")
NAMES = {Rank.ADMIN: "admin", Rank.MANAGER: "manager", Rank.OWN: "rep", Rank.READONLY: "readonly"}


def write(account: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keys of an account, given as the columns of its table; of none for a user who has none."""
    roles = frozenset(account.get("roles") or DEFAULT_ROLES)
    keys: dict[str, Any] = {"role": _role(roles)}
    if roles != {keys["role"]}:
        keys["roles"] = sorted(roles)
    disabled = account.get("disabled_at")
    more = {"timeZone": account.get("time_zone"), "locale": account.get("locale")}
    more["disabledAt"] = disabled and disabled.isoformat()
    return keys | {key: value for key, value in more.items() if value is not None}


def read(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of the account of a user; without a role he is a salesperson. He has no password.

    Raises:
        InvalidValues: There is no such role, time zone or locale.
    """
    zone, locale, disabled = (_text(record, key) for key in KEYS[2:])
    return {
        "roles": sorted(_roles(_text(record, "role"), record.get("roles"))),
        "time_zone": zone and _time_zone(zone),
        "locale": locale and regions.checked_locale(locale),
        "disabled_at": disabled and wire.moment("disabledAt", disabled),
        "password_hash": None,
        "password_changed_at": None,
    }


def _role(roles: frozenset[str]) -> str:
    """Return the role that decides what the user may do."""
    return NAMES[Principal("", roles).rank]


def _roles(role: str | None, roles: object) -> frozenset[str]:
    """Return all roles. `role` must be a known one: `readonly` misspelt would give more rights than was meant."""
    if role is not None and role not in ROLES:
        raise InvalidValues(f"role: {short(role)} is not one of {', '.join(ROLES)}.")
    if roles is None:
        return DEFAULT_ROLES if role is None else frozenset({role})
    if not isinstance(roles, list) or not all(isinstance(one, str) for one in roles):
        raise InvalidValues("roles: it is a list of names.")
    found = checked_roles(roles)
    if role is not None and role != _role(found):
        raise InvalidValues(f"role: with these roles it is {_role(found)!r}, not {role!r}.")
    return found


def _text(record: Mapping[str, Any], key: str) -> str | None:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise InvalidValues(f"{key}: {short(value)} is not text.")
    return value


@cache
def _time_zone(name: str) -> str:
    return regions.checked_time_zone(name)
