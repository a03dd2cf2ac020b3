from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from store.errors import InvalidFile
from store.store import Store
from store.transfer import files
from store.transfer.loading import import_file, import_state
from tests.store.conftest import cleared
from tests.store.small import NOW, SMALL
from tests.store.states import state


@pytest.fixture
def workspace(shared: Store) -> Store:
    """An empty workspace."""
    return cleared(shared)


@pytest.fixture
def filled(workspace: Store) -> Store:
    """A workspace with the small world."""
    import_state(workspace, SMALL, now=NOW)
    return workspace


def nothing_is_written(store: Store, taking: Callable[[], object]) -> InvalidFile:
    """Return the error with which a file is refused, after a look at what it left."""
    before = state(store)
    with pytest.raises(InvalidFile) as refused:
        taking()
    assert state(store) == before
    assert refused.value.code == "invalid_file"
    assert len(str(refused.value)) < 600
    return refused.value


BROKEN: dict[str, tuple[str | bytes, str]] = {
    "no JSON": ('{"deals": [\n {"id" "d"}]}', "line 2, column 8"),
    "empty": ("", "line 1, column 1"),
    "cut short": ('{"deals": [{"id": "d", "title": "T"', "line 1, column 36"),
    "a list": ("[]", "an object with the lists users, companies"),
    "a number": ("7", "an object with the lists"),
    "not UTF-8": (b'{"deals": [\n{"id": "d", "title": "\xff"}]}', "not UTF-8, in line 2"),
    "NaN": ('{"deals": [{"id": "d", "title": "T", "amount": NaN}]}', "NaN is no number"),
    "a number of 5,000 digits": (f'{{"deals": [{{"id": "d", "title": "T", "amount": {"9" * 5000}}}]}}', "4300"),
    "a key twice": ('{"deals": [], "deals": []}', "the key 'deals' twice"),
    "too deep": ("[" * 100_000, "too deep"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_file_that_is_no_state_is_refused(workspace: Store, tmp_path: Path, broken: str) -> None:
    content, said = BROKEN[broken]
    path = tmp_path / "broken.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())

    assert said in str(nothing_is_written(workspace, lambda: import_file(workspace, path)))


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_a_file_that_cannot_be_read_is_refused(workspace: Store, tmp_path: Path, name: str) -> None:
    nothing_is_written(workspace, lambda: import_file(workspace, tmp_path / name))


def test_a_file_that_is_too_large_is_refused(workspace: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 10)
    (tmp_path / "large.json").write_text('{"deals": []}')

    assert "larger" in str(nothing_is_written(workspace, lambda: import_file(workspace, tmp_path / "large.json")))


DEAL = {"id": "d", "title": "T"}
ANN = {"id": "u", "name": "Ann", "email": "ann@example.com"}
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown list": ({"orders": []}, "'orders' is no list here"),
    "no list": ({"deals": {}}, "deals: it is a list of records"),
    "no record": ({"deals": ["d"]}, "Deal number 1: it is 'd', not an object"),
    "no id": ({"deals": [{"title": "T"}]}, "Deal number 1: it has no id"),
    "an id that is none": ({"deals": [DEAL | {"id": "a b"}]}, "Deal number 1: id: 'a b' is no id"),
    "an id that is too long": ({"deals": [DEAL | {"id": "a" * 65}]}, "is no id"),
    "an id twice": ({"deals": [DEAL, DEAL]}, "Deal d: the file has this id twice"),
    "an unknown key": ({"deals": [DEAL | {"colour": "red"}]}, "Deal d: 'colour' is no key here"),
    "a password": ({"users": [ANN | {"password": "correct horse"}]}, "User u: 'password' is no key here"),
    "no title": ({"deals": [{"id": "d"}]}, "Deal d: title is required"),
    "an empty title": ({"deals": [DEAL | {"title": ""}]}, "title: string should have at least 1"),
    "no address": ({"users": [{"id": "u", "name": "Ann"}]}, "User u: email is required"),
    "words for a number": ({"deals": [DEAL | {"amount": "lots"}]}, "Deal d: amount: 'lots' is not a number"),
    "truth for a number": ({"deals": [DEAL | {"amount": True}]}, "amount: True is not a number"),
    "a number for words": ({"deals": [DEAL | {"notes": 7}]}, "notes: 7 is not text"),
    "words for truth": (
        {"projects": [{"id": "x", "name": "N", "urgent": "yes"}]},
        "urgent: 'yes' is not true or false",
    ),
    "an infinite number": ({"deals": [DEAL | {"amount": 1e999}]}, "amount: input should be a finite number"),
    "a huge number": ({"deals": [DEAL | {"amount": 10**400}]}, "amount: "),
    "a day that is none": ({"deals": [DEAL | {"expectedCloseDate": "2026-02-31"}]}, "'2026-02-31' is no date"),
    "a date that is a number": ({"deals": [DEAL | {"expectedCloseDate": 20260301}]}, "20260301 is not a date"),
    "a date before all dates": (
        {"deals": [DEAL | {"expectedCloseDate": "0001-01-01T00:00+09:00"}]},
        "years 1 and 9999",
    ),
    "a NUL character": ({"deals": [DEAL | {"notes": "a\0b"}]}, "notes: the text has a NUL character"),
    "half a character": ({"deals": [DEAL | {"notes": "a\ud800b"}]}, "Deal d: notes: "),
    "10 MB of text": ({"deals": [DEAL | {"notes": "x" * 10_000_000}]}, "at most 100000 characters"),
    "10 MB of a date": ({"deals": [DEAL | {"expectedCloseDate": "x" * 10_000_000}]}, "is no date"),
    "a reference to nothing": (
        {"deals": [DEAL | {"company": "c"}]},
        "Deal d: company names Company c, which is neither",
    ),
    "a creator who is nobody": ({"deals": [DEAL | {"createdBy": "u"}]}, "Deal d: createdBy names User u"),
    "a reference that is none": ({"deals": [DEAL | {"company": 7}]}, "company: 7 is no id"),
    "a reference to the wrong class": (
        {"deals": [DEAL | {"company": {"class": "Contact", "id": "p"}}]},
        "company may name a Company, not a 'Contact'",
    ),
    "a reference without its class": (
        {"activities": [{"id": "a", "relatedTo": "d"}]},
        "Contact or Deal, so it is written",
    ),
    "a reference with more": (
        {"activities": [{"id": "a", "relatedTo": {"class": "Deal", "id": "d", "name": "T"}}]},
        "a reference is",
    ),
    "an ACL that is none": ({"deals": [DEAL | {"acl": ["u"]}]}, "Deal d: acl: it is written"),
    "an ACL for nothing": ({"deals": [DEAL | {"acl": {"*": "own"}}]}, "not to 'own'"),
    "an unknown role": ({"users": [ANN | {"role": "read-only"}]}, "role: 'read-only' is not one of admin"),
    "a role that does not decide": ({"users": [ANN | {"role": "admin", "roles": ["rep"]}]}, "it is 'rep', not 'admin'"),
    "roles that are none": ({"users": [ANN | {"roles": "rep"}]}, "roles: it is a list of names"),
    "an unknown time zone": ({"users": [ANN | {"timeZone": "Mars/Base"}]}, "no time zone 'Mars/Base'"),
    "a time zone that is a number": ({"users": [ANN | {"timeZone": 7}]}, "timeZone: 7 is not text"),
    "an address twice": (
        {"users": [ANN, {"id": "v", "name": "Vic", "email": "ANN@example.com"}]},
        "User v: User u of the file has the email 'ANN@example.com', too",
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_state_with_a_mistake_is_refused(workspace: Store, wrong: str) -> None:
    world, said = WRONG[wrong]
    whole = {"companies": [{"id": "c-9", "name": "Fine"}]} | world

    refused = nothing_is_written(workspace, lambda: import_state(workspace, whole))

    assert said in str(refused)
    assert len(refused.problems) == 1


def test_a_name_that_a_user_here_has_is_refused(filled: Store) -> None:
    wanted = {"users": [{"id": "u-new", "name": "ANN", "email": "other@example.com"}]}

    refused = nothing_is_written(filled, lambda: import_state(filled, wanted))

    assert "User u-new: another user here has the username 'ANN', too" in str(refused)


def test_of_many_mistakes_the_first_twenty_are_told(workspace: Store) -> None:
    world = {"deals": [{"id": f"d{n}", "title": "T", "amount": "lots"} for n in range(1234)]}

    with pytest.raises(InvalidFile) as refused:
        import_state(workspace, world)

    assert refused.value.problems == [f"Deal d{n}: amount: 'lots' is not a number." for n in range(20)]
    assert refused.value.more == 1214
    assert str(refused.value).endswith("- and 1,214 more")
