from collections.abc import Callable, Sequence
from typing import Any

import pytest

from store import live, log
from store.changes import Change
from store.fields import Pointer
from store.principal import Principal
from store.records import Records
from store.store import Store
from tests.samples import created

Write = Callable[[Records], Any]


def change_by(store: Store, who: Principal, write: Write) -> Change:
    """The last change that a write makes."""
    with store.records(who) as records:
        write(records)
        return records.changes[-1]


def met(store: Store, who: Principal, change: Change, where: dict[str, Any] | None = None) -> tuple[str, str]:
    """What holds for the record before and after a change: r for readable, m for meeting the condition."""
    with store.reading(who) as records:
        listening = records.listening(change.cls, where or {})
    with store.looking() as connection:
        both = [listening.meets(connection, image) for image in (change.before, change.after)]
    first, last = ("r" * one.readable + "m" * one.matches for one in both)
    return first, last


class TestAnImage:
    def test_is_asked_as_the_record_is(self, store: Store, ann: Principal, bob: Principal) -> None:
        deal = created(store, ann, "Deal", title="Renewal", amount=10.0)
        change = change_by(store, ann, lambda records: records.update("Deal", deal, {"stage": "won"}))

        assert met(store, ann, change, {"stage": "won"}) == ("r", "rm")
        assert met(store, ann, change, {"amount": {"over": 5}, "title": {"pattern": "^Ren.w"}}) == ("rm", "rm")
        assert met(store, ann, change, {"updated_at": {"over": change_time(store)}}) == ("r", "r")
        assert met(store, bob, change) == ("m", "m")
        assert met(store, Principal.system(), change) == ("rm", "rm")

    def test_is_readable_by_those_whom_it_names(self, store: Store, ann: Principal, bob: Principal) -> None:
        deal = created(store, ann, "Deal")
        handed = change_by(
            store, ann, lambda records: records.update("Deal", deal, {"assigned_to": Pointer("_User", bob.user)})
        )
        shared = change_by(store, ann, lambda records: records.share("Deal", deal, {"role:rep": "read"}))
        alone = change_by(store, Principal.system(), lambda records: records.share("Deal", deal, {ann.user: "write"}))
        gone = change_by(store, bob, lambda records: records.delete("Deal", deal))

        assert met(store, bob, handed) == ("m", "rm")
        assert met(store, ann, handed) == ("rm", "rm")
        assert met(store, Principal("cleo", frozenset({"rep"})), shared) == ("m", "rm")
        assert met(store, Principal("cleo", frozenset({"rep"})), alone) == ("rm", "m")
        assert met(store, bob, gone) == ("rm", "")

    def test_is_asked_about_records_around_it(self, store: Store, ann: Principal, bob: Principal) -> None:
        company = created(store, ann, "Company", industry="Energy")
        deal = created(store, ann, "Deal", company=Pointer("Company", company))
        change = change_by(store, ann, lambda records: records.update("Deal", deal, {"stage": "won"}))

        assert met(store, ann, change, {"company": {"matches": {"industry": "Energy"}}}) == ("rm", "rm")
        assert met(store, bob, change, {"company": {"matches": {"industry": "Energy"}}}) == ("", "")

    @pytest.mark.parametrize("who", ["ann", "bob"])
    def test_is_shown_as_its_record_is(
        self, who: str, store: Store, ann: Principal, bob: Principal, request: pytest.FixtureRequest
    ) -> None:
        principal: Principal = request.getfixturevalue(who)
        deal = created(store, ann, "Deal", amount=1.5)
        change = change_by(
            store, ann, lambda records: records.share("Deal", deal, {bob.user: "read", ann.user: "write"})
        )

        with store.reading(principal) as records:
            assert change.after
            shown = records.listening("Deal").row(change.after)
            assert shown == records.get("Deal", deal, with_acl=True)


def change_time(store: Store) -> Any:
    """When the newest change was written."""
    with store.looking() as connection:
        return log.since(connection, store.schema.own.change, 0, 1_000)[-1]["at"]


def heard(store: Store, who: Principal, change: Change) -> dict[str, str]:
    """The records beside the changed one that `who` gets to see, or sees no more."""
    found = {}
    with store.looking() as connection:
        for cls, object_id in live.affected(connection, store.schema, change):
            with store.reading(who) as records:
                listening = records.listening(cls)
            was, now = (
                listening.meets_beside(connection, object_id, change, before=before).both for before in (True, False)
            )
            if was != now:
                found[cls] = "enter" if now else "leave"
    return found


class TestADealThatChangesHands:
    @pytest.fixture
    def around(self, store: Store, ann: Principal) -> str:
        """Ann's deal with its company, its contact, and activities about both."""
        company = created(store, ann, "Company")
        contact = created(store, ann, "Contact", company=Pointer("Company", company))
        deal = created(store, ann, "Deal", contact=Pointer("Contact", contact))
        created(store, ann, "Activity", related_to=Pointer("Deal", deal))
        return deal

    def test_takes_what_it_reveals_along(self, store: Store, around: str, ann: Principal, bob: Principal) -> None:
        def to(who: Sequence[str] | None) -> Write:
            return lambda records: records.update("Deal", around, {"assigned_to": who})

        given = change_by(store, ann, to(Pointer("_User", bob.user)))
        assert heard(store, bob, given) == dict.fromkeys(("Company", "Contact", "Activity"), "enter")
        assert heard(store, ann, given) == {}

        taken = change_by(store, ann, to(None))
        assert heard(store, bob, taken) == dict.fromkeys(("Company", "Contact", "Activity"), "leave")

    def test_or_is_shared_or_deleted(self, store: Store, around: str, ann: Principal, bob: Principal) -> None:
        shared = change_by(store, ann, lambda records: records.share("Deal", around, {bob.user: "read"}))
        assert heard(store, bob, shared) == dict.fromkeys(("Company", "Contact", "Activity"), "enter")

        gone = change_by(store, Principal.system(), lambda records: records.delete("Deal", around))
        assert heard(store, bob, gone) == dict.fromkeys(("Company", "Contact", "Activity"), "leave")

    def test_affects_nothing_when_only_its_stage_moves(self, store: Store, around: str, ann: Principal) -> None:
        moved = change_by(store, ann, lambda records: records.update("Deal", around, {"stage": "won"}))

        with store.looking() as connection:
            assert live.affected(connection, store.schema, moved) == []

    def test_points_elsewhere(self, store: Store, around: str, ann: Principal, bob: Principal) -> None:
        change_by(store, ann, lambda records: records.share("Deal", around, {bob.user: "read", ann.user: "write"}))
        other = created(store, ann, "Company")

        pointed = change_by(
            store, ann, lambda records: records.update("Deal", around, {"company": Pointer("Company", other)})
        )
        assert heard(store, bob, pointed) == {"Company": "enter"}
