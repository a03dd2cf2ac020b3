"""Reminders: what falls due for a user, and each morning what is due and overdue. Each comes once to each channel.

A user is reminded of what he has made himself, and of what concerns a record whose owner he is, as the deal that is
assigned to him. What comes to a channel is written down before it is sent and again afterwards: so it comes once, also
after a restart and from several processes, and is sent again only when whoever took it was not heard of since.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, insert, or_, select, update

from store.accounts import Accounts
from store.fields import Pointer
from store.principal import Principal
from store.records import Records
from store.rows import Row
from store.schema import Class
from store.store import Store

LATE = timedelta(days=1)
"""How late a user is still reminded of one thing; what is longer overdue is in his digest."""
TAKEN = timedelta(seconds=60)
"""How long a reminder may take to be sent before somebody else tries."""
KEPT = timedelta(days=7)
MOST = 100
"""Things in one digest, and reminders taken at once."""
Kind = Literal["due", "digest"]


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done. `about` is the name of the record that it concerns, if it may be read."""

    cls: str
    id: str
    name: str
    due: datetime
    about: str = ""


@dataclass(frozen=True, slots=True)
class Reminder:
    """What a user is told.

    Attributes:
        id: Later ones have greater ids.
        day: The day in the user's zone on which it was made.
        due: What has fallen due; of a digest what is due on its day, the earliest first.
        overdue: Of a digest, what was due before.
        more: How many of a digest are not listed.
    """

    id: int
    kind: Kind
    day: date
    due: list[Due]
    overdue: list[Due]
    more: int = 0


class Reminders:
    """The reminders of all users."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._table = store.schema.own.reminder

    def take(
        self, principal: Principal, channel: str, *, digest: time | None, now: datetime | None = None
    ) -> list[Reminder]:
        """Return what is to be sent to a user by a channel now, the oldest first; say `sent` of each afterwards.

        Args:
            channel: Its name, e.g. `web`; each gets everything once.
            digest: When his morning begins; without it there is no digest. With it, what is due on a day and at no
                time is left to the digest.
        """
        now = now or datetime.now(UTC)
        wanted = self._wanted(principal, digest, now)
        with self._store.looking() as connection:
            known = self._known(connection, principal, channel)
            if wanted <= known and not self._waiting(connection, principal, channel, now):
                return []
        with self._store.writing() as connection:
            Accounts(connection, self._store.schema).get(principal.user, lock=True)  # so that one takes it
            self._note(connection, principal, channel, wanted - self._known(connection, principal, channel), now)
            rows = self._waiting(connection, principal, channel, now)
            ids = [row["id"] for row in rows]
            connection.execute(update(self._table).where(self._table.c.id.in_(ids)).values(taken_until=now + TAKEN))
        return self._made(principal, rows, now)

    def after(self, principal: Principal, channel: str, last: int) -> list[Reminder]:
        """Return again what was sent after the one of that id, for whoever may have missed it, the oldest first."""
        c = self._table.c
        here = (c.user == principal.user, c.channel == channel, c.id > last, c.delivered_at.is_not(None))
        with self._store.looking() as connection:
            rows = connection.execute(select(self._table).where(*here).order_by(c.id).limit(MOST)).mappings().all()
        return self._made(principal, rows, datetime.now(UTC))

    def sent(self, principal: Principal, reminder: int, *, now: datetime | None = None) -> None:
        """Note that a reminder has been sent."""
        here = (self._table.c.id == reminder, self._table.c.user == principal.user)
        with self._store.writing() as connection:
            connection.execute(update(self._table).where(*here).values(delivered_at=now or datetime.now(UTC)))

    def _wanted(self, principal: Principal, digest: time | None, now: datetime) -> set[tuple[str, str, str, str]]:
        """Return the keys of what a user is to be told by now: kind, class, id, and when it is due."""
        zone = ZoneInfo(principal.time_zone)
        local = now.astimezone(zone)
        found = {("digest", "", "", local.date().isoformat())} if digest and local.time() >= digest else set()
        with self._store.reading(principal, now=now) as records:
            for cls in _classes(records):
                within = {cls.model.due_field: {"at_least": now - LATE, "at_most": now}}
                for row in records.find(cls.name, _his(records, cls, within), limit=MOST):
                    due = row[str(cls.model.due_field)]
                    if not (digest and due.astimezone(zone).time() == time(0)):
                        found.add(("due", cls.name, row["object_id"], due.isoformat()))
        return found

    def _known(self, connection: Connection, principal: Principal, channel: str) -> set[tuple[str, str, str, str]]:
        c = self._table.c
        statement = select(c.kind, c.cls, c.object_id, c.due).where(c.user == principal.user, c.channel == channel)
        return {(row.kind, row.cls, row.object_id, row.due) for row in connection.execute(statement)}

    def _waiting(
        self, connection: Connection, principal: Principal, channel: str, now: datetime
    ) -> Sequence[RowMapping]:
        """Return what was not sent yet and nobody is sending."""
        c = self._table.c
        free: ColumnElement[bool] = or_(c.taken_until.is_(None), c.taken_until <= now)
        here = (c.user == principal.user, c.channel == channel, c.delivered_at.is_(None), c.at > now - LATE, free)
        return connection.execute(select(self._table).where(*here).order_by(c.id).limit(MOST)).mappings().all()

    def _note(
        self,
        connection: Connection,
        principal: Principal,
        channel: str,
        keys: set[tuple[str, str, str, str]],
        now: datetime,
    ) -> None:
        c = self._table.c
        connection.execute(delete(self._table).where(c.user == principal.user, c.at <= now - KEPT))
        where = {"user": principal.user, "channel": channel, "at": now}
        for kind, cls, object_id, due in sorted(keys, key=lambda key: key[3]):
            values = {"kind": kind, "cls": cls, "object_id": object_id, "due": due}
            connection.execute(insert(self._table).values(where | values))

    def _made(self, principal: Principal, rows: Sequence[RowMapping], now: datetime) -> list[Reminder]:
        """Return what rows say by now; what was done meanwhile, or may not be read any more, is not told."""
        zone = ZoneInfo(principal.time_zone)
        found = []
        with self._store.reading(principal, now=now) as records:
            for row in rows:
                if row["kind"] == "digest":
                    made = _digest(records, row["id"], date.fromisoformat(row["due"]), zone)
                else:
                    made = _one(records, row, row["at"].astimezone(zone).date())
                found.append(made)
        for row, made in zip(rows, found, strict=True):
            if not made.due and not made.overdue and row["delivered_at"] is None:
                self.sent(principal, row["id"], now=now)
        return [made for made in found if made.due or made.overdue]


def _classes(records: Records) -> Iterator[Class]:
    """Yield the classes whose records are to be done by some time."""
    return (cls for cls in records.schema.classes.values() if cls.model.due_field and cls.model.done_field)


def _his(records: Records, cls: Class, within: dict[Any, Any]) -> dict[str, Any]:
    """Return the filter of what a user has to do."""
    me = Pointer("_User", records.principal.user)
    ways: list[dict[str, Any]] = [{owner: me} for owner in cls.model.owners]
    for name in cls.model.follows:
        for target in cls.fields[name].targets:
            model = records.schema[target].model
            ways += [{name: {"matches": {owner: me}}} for owner in model.owners if owner not in model.stamped]
    return {"all_of": [{cls.model.done_field: {"empty": True}}, within, {"any_of": ways}]}


def _one(records: Records, row: RowMapping, day: date) -> Reminder:
    cls = records.schema[row["cls"]]
    kept = {"object_id": row["object_id"], cls.model.due_field: datetime.fromisoformat(row["due"])}
    return Reminder(row["id"], "due", day, _told(records, cls, records.find(cls.name, _his(records, cls, kept))), [])


def _digest(records: Records, number: int, day: date, zone: ZoneInfo) -> Reminder:
    start, end = (datetime.combine(one, time(0), zone).astimezone(UTC) for one in (day, day + timedelta(days=1)))
    found: list[Due] = []
    more = 0
    for cls in _classes(records):
        where = _his(records, cls, {cls.model.due_field: {"under": end}})
        rows = records.find(cls.name, where, order=[str(cls.model.due_field)], limit=MOST)
        more += records.count(cls.name, where) - len(rows) if len(rows) == MOST else 0
        found += _told(records, cls, rows)
    found.sort(key=lambda one: one.due)
    return Reminder(
        number,
        "digest",
        day,
        [one for one in found if one.due >= start],
        [one for one in found if one.due < start],
        more,
    )


def _told(records: Records, cls: Class, rows: Sequence[Row]) -> list[Due]:
    pointers = {row["object_id"]: [row[name] for name in cls.model.follows if row[name]] for row in rows}
    names: dict[Pointer, str] = {}
    for target in {pointer.cls for several in pointers.values() for pointer in several}:
        ids = [pointer.id for several in pointers.values() for pointer in several if pointer.cls == target]
        title = records.schema[target].model.title_field
        names |= {Pointer(target, key): str(row[title] or "") for key, row in records.get_many(target, ids).items()}
    about = {key: ", ".join(names[one] for one in several if one in names) for key, several in pointers.items()}
    title, due = cls.model.title_field, str(cls.model.due_field)
    return [
        Due(cls.name.strip("_"), row["object_id"], str(row[title] or ""), row[due], about[row["object_id"]])
        for row in rows
    ]
