"""Requests that wait to write at the same time are kept in one transaction, and each is answered for itself."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import current_thread, main_thread
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from api.http.rates import Rates
from api.parse import routes
from api.parse.answers import Answer
from api.parse.calls import Call
from api.parse.door import Door
from api.parse.functions import Functions
from api.parse.hub import Hub
from api.parse.mail import Mail
from api.parse.refusals import refusal
from api.parse.turns import Asked, answered
from store import grants
from store.admission import Admission
from store.errors import StorageDown
from store.sessions import Sessions
from tests.api.parse.apps import App
from tests.api.serving import Server


@pytest.fixture
def door(apps: Server) -> Door:
    """The door as the server opens it."""
    users, store = apps.workspace.users, apps.store
    parts = (Sessions(users), Admission(users), Functions.of(None), Mail(None), Rates(), Hub(store))
    return Door(apps.workspace, *parts)


@pytest.fixture
def kept(apps: Server) -> Iterator[list[Any]]:
    """The transactions of this test that wrote and were kept."""
    found: list[Any] = []

    def note(connection: Any) -> None:
        if is_ours(connection):
            found.append(connection)

    event.listen(apps.store.engine, "commit", note)
    yield found
    event.remove(apps.store.engine, "commit", note)


def is_ours(connection: Any) -> bool:
    """Whether a transaction writes, and is no other thread's."""
    return bool(connection.get_execution_options().get("writes")) and current_thread() is main_thread()


def asks(method: str, path: str, who: App, **body: Any) -> Asked:
    found, steps = routes.route(method, tuple(path.split("/")))
    assert found is not None
    return found, Call(method, steps, body, {}, token=who.token)


def makes(who: App, title: str, **more: Any) -> Asked:
    return asks("POST", "classes/Deal", who, title=title, **more)


def codes(told: list[Answer | Exception]) -> list[int | None]:
    """The code of each refusal; the HTTP status of an answer."""
    return [one.status if isinstance(one, Answer) else refusal(one).code for one in told]


def titles(who: App) -> set[str]:
    return {deal["title"] for deal in who.finds("Deal")}


def test_what_several_people_write_is_kept_at_once_and_belongs_to_each(
    door: Door, ann: App, bob: App, kept: list[Any]
) -> None:
    deal = ann.makes("Deal", title="Before")
    kept.clear()

    told = answered(
        door, [makes(ann, "Hers"), makes(bob, "His"), asks("PUT", f"classes/Deal/{deal}", ann, stage="won")]
    )

    assert codes(told) == [201, 201, 200]
    assert len(kept) == 1
    assert (titles(ann), titles(bob)) == ({"Before", "Hers"}, {"His"})


def test_one_that_is_refused_takes_nothing_from_the_others(door: Door, ann: App, bob: App, kept: list[Any]) -> None:
    hers, stranger = ann.makes("Deal", title="Hers"), App(ann.client, token="r:0")
    kept.clear()

    theft, untitled = asks("DELETE", f"classes/Deal/{hers}", bob), asks("POST", "classes/Deal", bob, notes="n")
    told = answered(door, [theft, makes(bob, "His"), untitled, makes(stranger, "Nobody's"), makes(ann, "Another")])

    assert codes(told) == [101, 201, 142, 209, 201]
    assert len(kept) == 1
    assert (titles(ann), titles(bob)) == ({"Hers", "Another"}, {"His"})


def test_one_that_fails_half_way_leaves_nothing_behind_and_the_others_are_done_again(
    door: Door, ann: App, bob: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = grants.put

    def failing(connection: Any, cls: Any, object_id: str, given: Any) -> None:
        if any(grantee == "role:nobody" for grantee, *_ in given):
            raise ZeroDivisionError
        put(connection, cls, object_id, given)

    monkeypatch.setattr(grants, "put", failing)
    told = answered(
        door, [makes(ann, "One"), makes(bob, "Two", ACL={"role:nobody": {"read": True}}), makes(ann, "Three")]
    )

    assert codes(told) == [201, 1, 201]
    assert (titles(ann), titles(bob)) == ({"One", "Three"}, set())


def test_when_the_database_has_gone_nobody_is_told_that_it_was_kept_and_nothing_is_done_again(
    door: Door, ann: App, bob: App, apps: Server
) -> None:
    tried = []

    def gone(connection: Any) -> None:
        if is_ours(connection):
            tried.append(connection)
            raise OperationalError("COMMIT", None, Exception("the connection is lost"))

    event.listen(apps.store.engine, "commit", gone)
    try:
        told = answered(door, [makes(ann, "One"), makes(bob, "Two")])
    finally:
        event.remove(apps.store.engine, "commit", gone)

    assert [type(one) for one in told] == [StorageDown, StorageDown]
    assert len(tried) == 1


def test_writing_all_at_the_same_time_each_gets_his_own_answer(app: App, ann: App, bob: App) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda n: (ann, bob)[n % 2].makes("Contact", name=f"Person {n}"), range(24)))

    for who, start in ((ann, 0), (bob, 1)):
        assert {one["objectId"]: one["name"] for one in who.finds("Contact")} == {
            made[n]: f"Person {n}" for n in range(start, 24, 2)
        }
