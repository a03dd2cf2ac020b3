"""The rule of who may see and do what, in plain Python: for tests that compare the gate with it."""

from store.fields import Pointer
from store.principal import Principal
from tests.store.worlds import Thing, World

OWNERS = {
    "Company": ("created_by",),
    "Contact": ("created_by",),
    "Deal": ("assigned_to",),
    "Activity": ("created_by",),
    "Project": ("lead",),
}


def may_read(world: World, who: Principal, thing: Thing) -> bool:
    """Whether `who` may read the record."""
    if thing.cls == "_User" or _sees_all(who) or _owns(who, thing):
        return True
    if thing.acl is not None:
        return any(grantee in thing.acl for grantee in _grantees(who))
    return thing.creator == who.user or world.preset in ("team", "open") or _by_related_data(world, who, thing)


def may_write(world: World, who: Principal, thing: Thing) -> bool:
    """Whether `who` may change the record."""
    if "readonly" in who.roles:
        return False
    if thing.cls == "_User":
        return "admin" in who.roles or thing.id == who.user
    if _sees_all(who) or _owns(who, thing):
        return True
    if thing.acl is not None:
        return any(thing.acl.get(grantee) == "write" for grantee in _grantees(who))
    return thing.creator == who.user or world.preset == "open"


def _sees_all(who: Principal) -> bool:
    return "readonly" not in who.roles and bool(who.roles & {"admin", "manager"})


def _owns(who: Principal, thing: Thing) -> bool:
    return any(thing.values[name] == Pointer("_User", who.user) for name in OWNERS[thing.cls])


def _grantees(who: Principal) -> list[str]:
    return [who.user, "*", *(f"role:{role}" for role in who.roles)]


def _by_related_data(world: World, who: Principal, thing: Thing) -> bool:
    if thing.cls == "Activity":
        related = world.at(thing.values["related_to"])
        return related is not None and may_read(world, who, related)
    here = Pointer(thing.cls, thing.id)
    return any(here in _shown(world, deal) and may_read(world, who, deal) for deal in world.of("Deal"))


def _shown(world: World, deal: Thing) -> list[Pointer | None]:
    """Return what whoever may read a deal may read: its contact, its company, and the company of its contact."""
    contact = world.at(deal.values["contact"])
    return [deal.values["contact"], deal.values["company"], contact.values["company"] if contact else None]
