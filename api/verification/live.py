"""The rows of a real workspace: what each user is shown of them, beside what the rule in plain Python says."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from api.verification.rule import Person, Rule
from api.workspace import Workspace
from store.principal import Principal
from store.records import Records
from store.transfer.state import export_state, forms

TRIES = 3
"""Times that a workspace is looked at which others change meanwhile."""
STEP = 1_000
"""Records that one question takes."""


@dataclass(frozen=True)
class Sight:
    """What one user sees of one class.

    Attributes:
        there: How many records there are.
        shown: How many a count tells him of.
        due: How many he may read by the rule.
        sampled: How many were asked for one by one, to read and to change.
        wrong: The ids of those for which gate and rule differ.
    """

    user: str
    role: str
    cls: str
    there: int
    shown: int
    due: int
    sampled: int
    wrong: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether gate and rule agree."""
        return self.shown == self.due and not self.wrong


def sights(workspace: Workspace, users: int, records: int) -> list[Sight] | None:
    """Return what so many users see, and of so many records of each class; nothing when others change too much.

    Who and what is looked at is chosen at random, the same as long as nothing changes. Nothing is written.
    """
    for _ in range(TRIES):
        before = _last(workspace)
        found = list(_sights(workspace, users, records, before))
        if _last(workspace) == before:
            return found
    return None


def _sights(workspace: Workspace, users: int, most: int, seed: int) -> Iterator[Sight]:
    store, random = workspace.store, Random(seed)  # noqa: S311 - chooses whom to look at
    state = export_state(store)
    rule = Rule(store.schema, state)
    people = {record["id"]: record for record in state["users"] if "disabledAt" not in record}
    ids = {form.cls.name: [record["id"] for record in state[key]] for key, form in forms(store.schema).items()}
    samples = {cls: random.sample(those, min(most, len(those))) for cls, those in ids.items()}
    for user in sorted(random.sample(sorted(people), min(users, len(people)))):
        person, principal = Person.of(people[user]), workspace.users.principal_of(user)
        for cls, sample in samples.items():
            due, may_change = rule.readable(person, cls), rule.writable(person, cls)
            with store.reading(principal) as gated:
                shown = gated.count(cls)
                wrong = sorted(_wrong(gated, cls, sample, due, may_change))
            name, role = str(people[user]["name"]), str(people[user]["role"])
            yield Sight(name, role, cls, len(ids[cls]), shown, len(due), len(sample), tuple(wrong))


def _wrong(gated: Records, cls: str, sample: list[str], due: set[str], may_change: set[str]) -> set[str]:
    wrong: set[str] = set()
    for start in range(0, len(sample), STEP):
        part = sample[start : start + STEP]
        wrong |= set(gated.get_many(cls, part)) ^ (set(part) & due)
        wrong |= gated.writable(cls, part) ^ (set(part) & may_change)
    return wrong


def _last(workspace: Workspace) -> int:
    with workspace.store.reading(Principal.system()) as records:
        return max((int(row["seq"]) for row in records.history(limit=1)), default=0)
