"""The throw-away users and records of the proof: for each user the same kinds of records, with names of their own."""

from dataclasses import dataclass

from store.transfer.state import State

ROLES = ("rep", "readonly", "manager", "admin")
COLLEAGUE = "colleague"
"""Who made what the others did not make."""


@dataclass(frozen=True)
class Kind:
    """What a record is to its user.

    Attributes:
        told: The same in words.
    """

    name: str
    cls: str
    told: str


KINDS = (
    Kind("own", "Deal", "deal that he made"),
    Kind("assigned", "Deal", "deal assigned to him"),
    Kind("sharedread", "Company", "company shared to read"),
    Kind("sharedwrite", "Contact", "contact shared to change"),
    Kind("relatedcompany", "Company", "company of his deal"),
    Kind("foreign", "Deal", "deal of another"),
    Kind("relatedcall", "Activity", "activity of his deal"),
    Kind("foreigncompany", "Company", "company of another"),
)
"""Neighbours, which are asked for together, do not name each other."""


@dataclass(frozen=True)
class Thing:
    """A record of the proof. Its name is found in an answer only where the record was read."""

    role: str
    kind: Kind

    @property
    def id(self) -> str:
        """Its id, which whoever asks for it has to say."""
        return f"{self.kind.name}-{self.role}"

    @property
    def name(self) -> str:
        """Its name, which nobody says."""
        return f"Kestrel{ROLES.index(self.role)}{KINDS.index(self.kind)}"


def things(role: str) -> list[Thing]:
    """Return the records that are something to the user of that role."""
    return [Thing(role, kind) for kind in KINDS]


def state() -> State:
    """Return all users and records."""
    found: State = {"users": [_user(role) for role in ROLES] + [_user(COLLEAGUE)]}
    found |= {"companies": [], "contacts": [], "deals": [], "activities": []}
    for role in ROLES:
        for thing in things(role):
            _add(found, thing)
    return found


def _user(name: str) -> dict[str, str]:
    role = "rep" if name == COLLEAGUE else name
    return {"id": name, "name": name.title(), "email": f"{name}@example.com", "role": role}


def _add(found: State, thing: Thing) -> None:
    made = {"id": thing.id, "createdBy": thing.role if thing.kind.name == "own" else COLLEAGUE}
    level = {"sharedread": "read", "sharedwrite": "write"}.get(thing.kind.name)
    acl = {"acl": {thing.role: level}} if level else {}
    if thing.kind.cls == "Deal":
        assigned = thing.kind.name == "assigned"
        more = {"assignedTo": thing.role, "company": f"relatedcompany-{thing.role}"} if assigned else {}
        found["deals"].append(made | {"title": thing.name, "stage": "lead"} | more)
    elif thing.kind.cls == "Activity":
        related = {"class": "Deal", "id": f"assigned-{thing.role}"}
        found["activities"].append(made | {"type": "call", "subject": thing.name, "relatedTo": related})
    else:
        found["companies" if thing.kind.cls == "Company" else "contacts"].append(made | {"name": thing.name} | acl)
